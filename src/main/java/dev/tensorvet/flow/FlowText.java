package dev.tensorvet.flow;

import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.SourceModule;
import java.util.List;
import java.util.stream.Collectors;

/** The text form of the control-flow form. */
public final class FlowText {

  private final SourceModule module;
  private final StringBuilder text = new StringBuilder();

  private FlowText(SourceModule module) {
    this.module = module;
  }

  public static String of(SourceModule module) {
    FlowText flow = new FlowText(module);
    flow.text.append("module ").append(module.name()).append('\n');
    flow.steps(PythonLowering.of(module).body(), 1);
    for (FunctionEntity function : module.functions()) {
      FunctionFlow lowered = PythonLowering.of(function);
      flow.text
          .append("function ")
          .append(function.qualifiedName())
          .append('(')
          .append(
              lowered.parameters().stream()
                  .map(FunctionFlow.Parameter::name)
                  .collect(Collectors.joining(", ")))
          .append(")\n");
      flow.steps(lowered.body(), 1);
    }
    return flow.text.toString();
  }

  private void steps(List<Step> steps, int depth) {
    for (Step step : steps) {
      step(step, depth);
    }
  }

  private void line(Step step, int depth, String what) {
    text.append(module.file().locate(step.start()).line())
        .append("  ".repeat(depth))
        .append(what)
        .append('\n');
  }

  private void step(Step step, int depth) {
    switch (step) {
      case Step.Evaluate s -> line(s, depth, code(s.value()));
      case Step.Assign s -> line(s, depth, code(s.target()) + " = " + code(s.value()));
      case Step.Update s ->
          line(s, depth, code(s.target()) + " " + s.operator() + "= " + code(s.value()));
      case Step.Branch s -> {
        line(s, depth, "branch " + code(s.test()));
        steps(s.yes(), depth + 1);
        line(s, depth, "otherwise");
        steps(s.no(), depth + 1);
      }
      case Step.ForEach s -> {
        line(s, depth, "for each " + code(s.target()) + " of " + code(s.iterable()));
        steps(s.body(), depth + 1);
        steps(s.orElse(), depth);
      }
      case Step.While s -> {
        line(s, depth, "while " + code(s.test()));
        steps(s.body(), depth + 1);
        steps(s.orElse(), depth);
      }
      case Step.With s -> {
        line(s, depth, "with " + code(s.context()));
        steps(s.body(), depth + 1);
      }
      case Step.Try s -> {
        line(s, depth, "try");
        steps(s.body(), depth + 1);
        s.handlers()
            .forEach(
                handler -> {
                  line(s, depth, "handle");
                  steps(handler, depth + 1);
                });
        steps(s.orElse(), depth + 1);
        line(s, depth, "finally");
        steps(s.finalBody(), depth + 1);
      }
      case Step.Choose s ->
          s.blocks()
              .forEach(
                  block -> {
                    line(s, depth, "choose");
                    steps(block, depth + 1);
                  });
      case Step.Return s -> line(s, depth, "return " + s.value().map(this::code).orElse(""));
      case Step.Raise s -> line(s, depth, "raise");
      case Step.Break s -> line(s, depth, "break");
      case Step.Continue s -> line(s, depth, "continue");
      case Step.Define s -> line(s, depth, "define " + s.function().name());
      case Step.Delete s -> line(s, depth, "delete " + code(s.target()));
      case Step.Collect s -> line(s, depth, "collect " + code(s.element()));
    }
  }

  private String code(Operand operand) {
    return shorten(module.file().text(operand.span()));
  }

  private String code(Place place) {
    return shorten(module.file().text(place.span()));
  }

  private static String shorten(String code) {
    String line = code.replaceAll("\\s+", " ");
    return line.length() > 80 ? line.substring(0, 80) + "…" : line;
  }
}
