package dev.tensorvet.rules.planted;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What is wrong in a loop that stands in one place is as wrong when its statements are spread over
 * functions, over the methods of classes in several files, or over closures; and so is what is
 * right.
 */
final class SpreadLoopsTest {

  private static final String LOOP =
      """
      for epoch in range(10):
          model.train()
          total = 0.0
          for inputs, labels in train_loader:
              optimizer.zero_grad()
              outputs = model(inputs)
              loss = criterion(outputs, labels)
              loss.backward()
              nn.utils.clip_grad_norm_(model.parameters(), 1.0)
              optimizer.step()
              total += loss.item()
          model.eval()
          with torch.no_grad():
              for inputs, labels in val_loader:
                  outputs = model(inputs)
                  print(F.cross_entropy(outputs, labels).item())
      """;

  private static final String SCALED =
      LOOP.replace("loss.backward()", "scaler.scale(loss).backward()")
          .replace("        nn.utils", "        scaler.unscale_(optimizer)\n        nn.utils")
          .replace("optimizer.step()", "scaler.step(optimizer)\n        scaler.update()");

  /** A loop with a mistake: for each rule, what makes a right loop wrong. */
  private record Wrong(String rule, String loop) {}

  private static final List<Wrong> WRONG =
      List.of(
          wrong("missing-zero-grad", without("optimizer.zero_grad()")),
          wrong("missing-backward", without("loss.backward()")),
          wrong("missing-optimizer-step", without("optimizer.step()")),
          wrong("zero-grad-between-backward-and-step", moved("optimizer.zero_grad()", "nn.utils")),
          wrong("step-before-backward", moved("optimizer.step()", "loss.backward()")),
          wrong("clip-after-step", moved("optimizer.step()", "nn.utils")),
          wrong("clip-before-backward", moved("nn.utils", "loss.backward()")),
          new Wrong("clip-before-unscale", without("scaler.unscale_").apply(SCALED)),
          new Wrong("amp-scaler-missing-update", without("scaler.update()").apply(SCALED)),
          new Wrong(
              "unscale-twice",
              SCALED.replace(
                  "        scaler.unscale_(optimizer)\n",
                  "        scaler.unscale_(optimizer)\n        scaler.unscale_(optimizer)\n")),
          wrong(
              "double-backward-without-retain",
              loop ->
                  loop.replace(
                      "        loss.backward()\n",
                      "        loss.backward()\n        loss.backward()\n")),
          wrong(
              "loss-detached-before-backward",
              loop ->
                  loop.replace(
                      "        loss.backward()\n",
                      "        loss = loss.detach()\n        loss.backward()\n")),
          wrong(
              "loss-tensor-rewrapped",
              loop ->
                  loop.replace(
                      "        loss.backward()\n",
                      """
                              loss = torch.tensor(loss.item(), requires_grad=True)
                              loss.backward()
                      """)),
          wrong("loss-accumulated-with-graph", loop -> loop.replace("+= loss.item()", "+= loss")),
          wrong("model-train-mode-missing-after-eval", without("model.train()")),
          wrong("eval-missing-eval-mode", without("model.eval()")),
          wrong("eval-missing-no-grad", loop -> loop.replace("with torch.no_grad()", "if True")),
          wrong(
              "softmax-before-cross-entropy",
              loop -> loop.replace("(outputs, labels)\n", "(outputs.softmax(dim=1), labels)\n")));

  /**
   * What is not seen yet; the day that it is, this fails. The sum stands in a base class that never
   * sees where the loss comes from, and the file that does see it has no line of its own to show.
   */
  private static final Map<String, Layout> UNSEEN =
      Map.of("loss-accumulated-with-graph", Layout.BASE_CLASS);

  private static Wrong wrong(String rule, UnaryOperator<String> mistake) {
    return new Wrong(rule, mistake.apply(LOOP));
  }

  /** Leaves out the line that has a text. */
  private static UnaryOperator<String> without(String text) {
    return loop -> {
      List<String> lines = new ArrayList<>(loop.lines().toList());
      lines.removeIf(line -> line.contains(text));
      return String.join("\n", lines);
    };
  }

  /** Moves the first line that has a text before another one. */
  private static UnaryOperator<String> moved(String text, String before) {
    return loop -> {
      List<String> lines = new ArrayList<>(loop.lines().toList());
      String line = lines.stream().filter(l -> l.contains(text)).findFirst().orElseThrow();
      lines.remove(line);
      int at = lines.indexOf(lines.stream().filter(l -> l.contains(before)).findFirst().orElse(""));
      lines.add(at, line);
      return String.join("\n", lines);
    };
  }

  @TestFactory
  Stream<DynamicTest> whatIsWrongIsSeen() {
    return WRONG.stream()
        .flatMap(
            wrong ->
                Stream.of(Layout.values())
                    .map(
                        layout ->
                            DynamicTest.dynamicTest(
                                wrong.rule() + ": " + layout,
                                () -> check(wrong.loop(), layout, seen(wrong, layout)))));
  }

  private static Set<String> seen(Wrong wrong, Layout layout) {
    return UNSEEN.get(wrong.rule()) == layout ? Set.of() : Set.of(wrong.rule());
  }

  @TestFactory
  Stream<DynamicTest> ofWhatIsRightNothingIsSaid() {
    return Stream.of(Layout.values())
        .flatMap(
            layout ->
                Stream.of(LOOP, SCALED)
                    .map(
                        loop ->
                            DynamicTest.dynamicTest(
                                layout.toString(), () -> check(loop, layout, Set.of()))));
  }

  private static void check(String loop, Layout layout, Set<String> rules) {
    Map<String, String> files = layout.files(loop.lines().toList());
    Program program = new Program(layout.name(), files);
    assertThat(program.findings().keySet()).as("%s", program).isEqualTo(rules);
  }
}
