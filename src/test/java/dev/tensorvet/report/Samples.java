package dev.tensorvet.report;

import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Level;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.Problem;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.Report;
import dev.tensorvet.finding.Reported;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.RulePage;
import dev.tensorvet.source.JupyterText;
import dev.tensorvet.source.Language;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.source.Span;
import dev.tensorvet.source.TextEdit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Reports with what makes formats hard, each under the name of its goldens. */
final class Samples {

  static final String TRAIN =
      """
      import torch

      model = Net()
      optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
      criterion = torch.nn.CrossEntropyLoss()

      for epoch in range(10):
          for x, y in loader:
              loss = criterion(model(x), y)
              loss.backward()
              optimizer.step()
              total += loss

          print(epoch, total)
      """;

  private static final String MODEL =
      """
      from torch import nn


      class Net(nn.Module):
          def __init__(self, depth):
              super().__init__()
              self.layers = [
                  nn.Linear(8, 8),
                  nn.ReLU(),
                  nn.Linear(8, 8),
                  nn.ReLU(),
                  nn.Linear(8, 8),
                  nn.ReLU(),
                  nn.Linear(8, 2),
              ]
              self.softmax = nn.Softmax(dim=1)

          def forward(self, x):
              for layer in self.layers:
                  x = layer(x)
              return self.softmax(x)
      """;

  private static final RulePage PAGE =
      new RulePage(
          new RuleId("missing-zero-grad"),
          "training",
          "gradients of several steps add up, as nothing sets them to zero",
          Level.ERROR,
          true,
          "0.1.0",
          Optional.of(Fix.Safety.SAFE),
          List.of(),
          () ->
              """
          ## Reports

          An optimizer that steps again without `zero_grad()` in between.

          ## Why

          `backward()` adds to the gradients that are there. Without `optimizer.zero_grad()` each step
          follows the sum of all batches so far.

          A second paragraph tells more.

          ## Bad

          ```python
          for x, y in loader:
              loss(model(x), y).backward()
              optimizer.step()  # expect: missing-zero-grad "the message"
          ```

          ```python fixed
          for x, y in loader:
              optimizer.zero_grad()
              loss(model(x), y).backward()
              optimizer.step()
          ```

          ### with a closure

          ```python
          pass
          ```

          ## Good

          ```python
          optimizer.zero_grad()
          ```

          ## Fix

          Inserts `optimizer.zero_grad()` at the head of the loop.
          """);

  private Samples() {}

  static Optional<RulePage> page(RuleId rule) {
    return Optional.of(PAGE).filter(page -> page.id().equals(rule));
  }

  static Map<String, Report> all() {
    Map<String, Report> samples = new LinkedHashMap<>();
    samples.put("empty", new Report(List.of(), List.of(), List.of(), 3));
    samples.put("loop", loop());
    samples.put("two-files", twoFiles());
    samples.put("characters", characters());
    samples.put("line-ends", lineEnds());
    samples.put("notebook", notebook());
    samples.put("problems", problems());
    samples.put("many", many());
    return samples;
  }

  /**
   * Related places in one file, a safe fix, an unsafe fix, advice, one finding suppressed, two
   * known.
   */
  private static Report loop() {
    SourceFile file = python("src/train.py", TRAIN);
    Finding zero =
        Finding.of(
                new RuleId("missing-zero-grad"),
                place(file, "optimizer.step()"),
                "`optimizer` steps on gradients that still hold those of the step before")
            .withRelated(
                List.of(
                    new Related(
                        place(file, "torch.optim.Adam(model.parameters(), lr=1e-3)"),
                        "`optimizer` is made here"),
                    new Related(place(file, "loss.backward()"), "this adds to the gradients")))
            .withFix(
                new Fix(
                    "insert `optimizer.zero_grad()` at the head of the loop",
                    Fix.Safety.SAFE,
                    List.of(
                        insert(file, "        loss = crit", "        optimizer.zero_grad()\n"))));
    Finding graph =
        Finding.of(
                new RuleId("loss-accumulated-with-graph"),
                place(file, "total += loss"),
                "`total` keeps the graph of every batch, as `loss` is added with its own")
            .withFix(
                new Fix(
                    "add `loss.item()`",
                    Fix.Safety.UNSAFE,
                    List.of(replace(file, "total += loss", "total += loss.item()"))));
    Finding again =
        Finding.of(
            new RuleId("missing-zero-grad"),
            place(file, "loss.backward()"),
            "the same rule again, whose reason is not told twice");
    Reported advice =
        new Reported(
            Finding.of(
                    new RuleId("hard-coded-hyperparameter"),
                    place(file, "1e-3"),
                    "the learning rate is written into the code")
                .withCertainty(Certainty.LIKELY),
            Level.ADVICE);
    return new Report(
        List.of(
            advice,
            new Reported(again, Level.ERROR),
            new Reported(zero, Level.ERROR),
            new Reported(graph, Level.WARNING)),
        List.of(new Reported(again, Level.ERROR)),
        List.of(new Reported(again, Level.ERROR), new Reported(graph, Level.WARNING)),
        List.of(),
        1);
  }

  /**
   * Code in a class, a span of many lines, a related place in another file, text that looks like a
   * link.
   */
  private static Report twoFiles() {
    SourceFile model = python("models/net.py", MODEL);
    SourceFile train = python("../shared code/train#1.py", TRAIN);
    String layers =
        MODEL.substring(MODEL.indexOf("self.layers"), MODEL.indexOf("\n        self.softmax ="));
    Finding plain =
        Finding.of(
                new RuleId("module-list-plain"),
                place(model, layers),
                "`self.layers[0](x)` is called, but a plain list does not register its layers")
            .withRelated(
                List.of(new Related(place(model, "for layer in self.layers"), "called here")))
            .withFix(
                new Fix(
                    "keep the layers in `nn.ModuleList`",
                    Fix.Safety.SAFE,
                    List.of(
                        replace(model, "self.layers = [", "self.layers = nn.ModuleList(["),
                        replace(
                            model,
                            "        ]\n        self.soft",
                            "        ])\n        self.soft"))));
    Finding softmax =
        Finding.of(
                new RuleId("softmax-before-cross-entropy"),
                place(model, "self.softmax(x)"),
                "`CrossEntropyLoss` takes the softmax of what is a softmax already")
            .withRelated(
                List.of(
                    new Related(
                        place(model, "nn.Softmax(dim=1)"), "`self.softmax[0]` is made here"),
                    new Related(place(train, "criterion(model(x), y)"), "the loss is taken here")));
    return new Report(
        List.of(
            new Reported(plain, Level.ERROR, "Net.__init__"),
            new Reported(softmax, Level.WARNING, "Net.forward")),
        List.of(),
        List.of(),
        2);
  }

  /** Tabs, wide and combining characters, escapes that would steer a terminal, a very long line. */
  private static Report characters() {
    String text =
        "\uFEFFimport torch\n"
            + "if True:\n"
            + "\tx\t= \"日本語 e\u0301 😀\"; net.steps()\n"
            + "\u000Cy = \"\u001B[31m\u202E\"; net.step()  # ü\n"
            + "z = ["
            + "1234567890, ".repeat(40)
            + "]; net.eval(); w = ["
            + "0, ".repeat(90)
            + "]\n";
    SourceFile file = python("daten/größe 1.py", text);
    return new Report(
        List.of(
            error("odd-import", place(file, "import"), "the mark before it takes no column"),
            error("wide-text", place(file, "日本語"), "wide characters"),
            error("after-wide-text", place(file, "net.steps()"), "what comes after them"),
            error("escapes", place(file, "net.step()"), "100%, a \u001B[2J and a\nnew line"),
            error("long-line", place(file, "net.eval()"), "far to the right")),
        List.of(),
        List.of(),
        1);
  }

  /** CR LF, no final newline, an empty span at the end, an absolute path. */
  private static Report lineEnds() {
    SourceFile file = python("/data/win.py", "import torch\r\n\r\nx = 1\r\nx = 1");
    int end = file.text().length();
    Finding last =
        Finding.of(
                new RuleId("no-end"),
                new Place(file, new Span(end, end)),
                "the file ends without a line end")
            .withFix(
                new Fix(
                    "end the line, and add another",
                    Fix.Safety.SAFE,
                    List.of(new TextEdit(new Span(end, end), "\ny = 2\n"))));
    Finding lines =
        Finding.of(
            new RuleId("two-lines"),
            new Place(file, new Span(file.text().indexOf("torch"), file.text().indexOf("x"))),
            "a span with its line end");
    return new Report(
        List.of(new Reported(lines, Level.WARNING), new Reported(last, Level.ERROR)),
        List.of(),
        List.of(),
        1);
  }

  private static Report notebook() {
    SourceFile file =
        JupyterText.of(
            "notebooks/train.ipynb",
            "import torch\nname = \"a\\tb\"; opt = torch.optim.SGD(model.parameters(), lr=\"0.1\")\n",
            "for x, y in loader:\n    loss = f(model(x), \"y\")\n    loss.backward(); opt.step()");
    Finding zero =
        Finding.of(
                new RuleId("missing-zero-grad"),
                place(file, "opt.step()"),
                "`opt` steps on gradients that still hold those of the step before")
            .withRelated(
                List.of(
                    new Related(
                        place(file, "torch.optim.SGD(model.parameters(), lr=\"0.1\")"),
                        "`opt` is made here")))
            .withFix(
                new Fix(
                    "insert `opt.zero_grad()` at the head of the loop",
                    Fix.Safety.SAFE,
                    List.of(insert(file, "    loss = f", "    opt.zero_grad()\n"))));
    return new Report(List.of(new Reported(zero, Level.ERROR)), List.of(), List.of(), 1);
  }

  private static Report problems() {
    SourceFile file = python("broken.py", "x = (1,\nprint(x\n\ny = 2\n");
    SourceFile notebook = JupyterText.of("broken.ipynb", "x = 1", "y = )");
    return new Report(
        List.of(error("some-rule", place(file, "y = 2"), "found all the same")),
        List.of(),
        List.of(
            new Problem(
                "syntax-error",
                Level.WARNING,
                "broken.ipynb",
                Optional.of(place(notebook, ")")),
                "unmatched `)`"),
            new Problem(
                "syntax-error",
                Level.WARNING,
                "broken.py",
                Optional.of(place(file, "(1")),
                "this `(` is never closed"),
            new Problem(
                "internal-error",
                Level.ERROR,
                "broken.py",
                Optional.empty(),
                "rule `some-rule` failed on this file"),
            new Problem(
                "unreadable-file",
                Level.WARNING,
                "no\nsuch file.py",
                Optional.empty(),
                "this file cannot be read")),
        4);
  }

  /** More than GitHub shows of two levels. */
  private static Report many() {
    List<Reported> findings = new ArrayList<>();
    SourceFile file = python("many.py", "x = 1\n".repeat(30));
    IntStream.range(0, 28)
        .forEach(
            i -> {
              Level level = i % 7 == 3 ? Level.WARNING : i % 2 == 0 ? Level.ERROR : Level.ADVICE;
              Place place = new Place(file, new Span(6 * i, 6 * i + 1));
              findings.add(
                  new Reported(
                      Finding.of(new RuleId("rule-" + level.label()), place, "number " + i),
                      level));
            });
    return new Report(findings, List.of(), List.of(), 1);
  }

  private static Reported error(String rule, Place place, String message) {
    return new Reported(Finding.of(new RuleId(rule), place, message), Level.ERROR);
  }

  static SourceFile python(String path, String text) {
    return SourceFile.of(path, Language.PYTHON, text);
  }

  static Place place(SourceFile file, String code) {
    return new Place(file, span(file, code));
  }

  private static Span span(SourceFile file, String code) {
    int start = file.text().indexOf(code);
    return new Span(start, start + code.length());
  }

  private static TextEdit insert(SourceFile file, String before, String code) {
    int start = file.text().indexOf(before);
    return new TextEdit(new Span(start, start), code);
  }

  private static TextEdit replace(SourceFile file, String old, String code) {
    return new TextEdit(span(file, old), code);
  }
}
