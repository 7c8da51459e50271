package dev.tensorvet.reader.code;

import dev.tensorvet.facts.DataRole;
import dev.tensorvet.facts.DataSlip;
import dev.tensorvet.facts.DataSlip.Kind;
import dev.tensorvet.framework.Samples;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.semantic.VariableEntity;
import dev.tensorvet.source.Span;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what a file does to all samples at once, and to a single one. */
final class SampleSlips {

  private final SourceModule module;
  private final List<DataSlip> found = new ArrayList<>();

  SampleSlips(SourceModule module) {
    this.module = module;
  }

  List<DataSlip> read() {
    String text = module.file().text();
    FlatImages images = new FlatImages(module);
    boolean splits = Samples.maySplit(text);
    module
        .tree()
        .walk(
            node -> {
              if (node instanceof Expr.Call call) {
                if (splits && CodeCalls.isCall(call, Samples::splits, module)) {
                  split(call);
                }
                image(call);
                images
                    .reshaped(call)
                    .ifPresent(
                        read ->
                            add(
                                Kind.CHANNELS_SCATTERED,
                                call,
                                CodeCalls.text(read.callee(), module),
                                Optional.of(read)));
                labels(call);
                copies(call);
              }
            });
    return found;
  }

  // --- splits

  private void split(Expr.Call split) {
    if (module.tree().parent(split).orElse(split) instanceof Stmt.Assign assign
        && assign.targets().getFirst() instanceof Expr.Tuple results) {
      mixedUp(split, results);
    }
    split.arguments().forEach(samples -> fitted(split, samples));
  }

  private void mixedUp(Expr.Call split, Expr.Tuple results) {
    boolean isMixed =
        split.arguments().size() == 2
            && results.elements().size() == 4
            && role(results.elements().get(0)) == DataRole.TRAINING
            && role(results.elements().get(1)) == DataRole.TRAINING
            && role(results.elements().get(2)) == DataRole.EVALUATION
            && role(results.elements().get(3)) == DataRole.EVALUATION;
    if (isMixed) {
      add(
          Kind.SPLIT_MIXED_UP,
          results,
          CodeCalls.text(results.elements().get(1), module),
          Optional.of(split));
    }
  }

  private static DataRole role(Expr result) {
    return result instanceof Expr.Name name ? DataRole.ofName(name.name()) : DataRole.UNKNOWN;
  }

  /** Whether samples that are split are what the same block has learnt from and changed. */
  private void fitted(Expr.Call split, Expr samples) {
    if (!(samples instanceof Expr.Name name)
        || !(module.resolve(name) instanceof VariableEntity variable)) {
      return;
    }
    Optional<Stmt> last =
        module.tree().statement(split).stream()
            .flatMap(here -> CodeCalls.block(here, module.tree()).stream())
            .filter(statement -> statement.end() <= split.start())
            .filter(statement -> binds(statement, variable))
            .reduce((earlier, later) -> later);
    last.flatMap(this::learning)
        .ifPresent(
            learning -> add(Kind.FITTED_BEFORE_SPLIT, learning, name.name(), Optional.of(split)));
  }

  private static boolean binds(Stmt statement, VariableEntity variable) {
    return variable.binding().sites().stream()
        .anyMatch(site -> statement.span().contains(site.node().span()));
  }

  private Optional<Expr.Call> learning(Stmt statement) {
    if (!(statement instanceof Stmt.Assign assign)
        || !(assign.value() instanceof Expr.Call call)
        || !(call.callee() instanceof Expr.Attribute method)
        || !Samples.learnsAndChanges(method.name())) {
      return Optional.empty();
    }
    Expr learner = CodeCalls.onlyValue(method.value(), module).orElse(method.value());
    return CodeCalls.isCall(learner, Samples::learns, module)
        ? Optional.of(call)
        : Optional.empty();
  }

  // --- one sample

  private void image(Expr.Call call) {
    if (!CodeCalls.isCall(call, Samples::takesRedFirst, module) || call.arguments().size() != 1) {
      return;
    }
    Expr given = call.arguments().getFirst();
    Expr value = CodeCalls.onlyValue(given, module).orElse(given);
    if (CodeCalls.isCall(value, Samples::readsBlueFirst, module)
        && value instanceof Expr.Call read
        && read.arguments().size() == 1
        && read.keywords().isEmpty()) {
      add(Kind.BLUE_FIRST, call, CodeCalls.text(given, module), Optional.of(read));
    }
  }

  private void labels(Expr.Call call) {
    if (call.callee() instanceof Expr.Attribute method
        && Samples.cutsOff(method.name())
        && call.arguments().isEmpty()
        && unsqueezed(method.value()) instanceof Expr.Call resized
        && CodeCalls.isCall(resized, Samples::resizes, module)
        && CodeCalls.argument(resized, Samples.FILLING)
            .filter(mode -> mode instanceof Expr.StringLiteral text && Samples.blends(text.value()))
            .isPresent()) {
      add(Kind.LABELS_BLENDED, resized, CodeCalls.text(resized.callee(), module), Optional.empty());
    }
  }

  private static Expr unsqueezed(Expr value) {
    return value instanceof Expr.Call call
            && call.callee() instanceof Expr.Attribute method
            && method.name().equals("squeeze")
        ? method.value()
        : value;
  }

  private void copies(Expr.Call call) {
    if (call.callee() instanceof Expr.Attribute method
        && Samples.reads(method.name())
        && method.value() instanceof Expr.Call copy
        && copy.callee() instanceof Expr.Attribute to
        && to.name().equals("to")
        && copy.arguments().size() == 1
        && copy.arguments().getFirst() instanceof Expr.StringLiteral device
        && device.value().equals("cpu")) {
      copy.keywords().stream()
          .filter(keyword -> keyword.name().filter("non_blocking"::equals).isPresent())
          .filter(keyword -> CodeCalls.is(Optional.of(keyword.value()), true))
          .forEach(
              keyword ->
                  found.add(
                      new DataSlip(
                          Kind.READ_TOO_EARLY,
                          CodeCalls.place(copy, module),
                          method.name(),
                          Optional.empty(),
                          Optional.of(
                              new Span(copy.arguments().getFirst().end(), keyword.end())))));
    }
  }

  private void add(Kind kind, Expr at, String subject, Optional<Expr.Call> other) {
    found.add(
        new DataSlip(
            kind,
            CodeCalls.place(at, module),
            subject,
            other.map(node -> CodeCalls.place(node, module)),
            Optional.empty()));
  }
}
