package dev.tensorvet.reader.code;

import dev.tensorvet.facts.KerasSlip;
import dev.tensorvet.facts.KerasSlip.Kind;
import dev.tensorvet.framework.Keras;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.LastValues;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.semantic.VariableEntity;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds tapes of TensorFlow that cannot give the gradients that are asked of them. */
final class GradientTapes {

  private final SourceModule module;
  private final List<KerasSlip> found = new ArrayList<>();

  GradientTapes(SourceModule module) {
    this.module = module;
  }

  List<KerasSlip> read() {
    module
        .tree()
        .walk(
            node -> {
              if (node instanceof Stmt.With with) {
                for (Node.WithItem item : with.items()) {
                  if (item.context() instanceof Expr.Call tape
                      && CodeCalls.isCall(tape, Keras::isTape, module)
                      && item.target().isPresent()
                      && item.target().get() instanceof Expr.Name name) {
                    recorded(with, tape, name);
                  }
                }
              }
            });
    return found;
  }

  private void recorded(Stmt.With with, Expr.Call tape, Expr.Name name) {
    List<Expr.Call> uses = uses(with, name);
    boolean isPersistent = !tape.keywords().isEmpty() || !tape.arguments().isEmpty();
    if (!isPersistent && uses.size() > 1) {
      Expr.Call second = uses.get(1);
      add(Kind.TAPE_USED_TWICE, second, name.name(), Optional.of(uses.getFirst()));
    }
    boolean watches =
        Tree.holds(
            with,
            node ->
                node instanceof Expr.Attribute method
                    && method.name().equals("watch")
                    && method.value() instanceof Expr.Name owner
                    && owner.name().equals(name.name()));
    if (!watches) {
      uses.forEach(use -> sources(with, use));
    }
    trained(with, uses);
    uses.forEach(use -> cut(with, use));
  }

  /** The uses of a tape that follow one another, each of them whatever the code decides. */
  private List<Expr.Call> uses(Stmt.With with, Expr.Name tape) {
    List<Expr.Call> uses = new ArrayList<>();
    List<Stmt> block = CodeCalls.block(with, module.tree());
    for (Stmt statement : block) {
      boolean isAfter = statement.start() >= with.start();
      boolean isBranch = statement instanceof Stmt.If || statement instanceof Stmt.Try;
      if (!isAfter || isBranch) {
        continue;
      }
      if (statement.id() != with.id() && recordsAgain(statement, tape.name())) {
        break;
      }
      Tree.walkWhere(
          statement,
          node -> {
            if (node instanceof Expr.Call call
                && call.callee() instanceof Expr.Attribute method
                && Keras.usesTape(method.name())
                && method.value() instanceof Expr.Name owner
                && owner.name().equals(tape.name())) {
              uses.add(call);
            }
            return !(node instanceof Stmt.If
                || node instanceof Stmt.Try
                || node instanceof Stmt.FunctionDef
                || node instanceof Expr.Lambda
                || node instanceof Expr.IfExp);
          });
    }
    return uses;
  }

  private boolean recordsAgain(Stmt statement, String tape) {
    return Tree.holds(
        statement,
        node ->
            (node instanceof Node.WithItem item
                    && item.target().isPresent()
                    && item.target().get() instanceof Expr.Name name
                    && name.name().equals(tape))
                || (node instanceof Expr.Name target
                    && target.name().equals(tape)
                    && LastValues.isTarget(target, module.tree())));
  }

  // --- what the gradient is asked of

  private void sources(Stmt.With with, Expr.Call use) {
    Optional<Expr> sources = CodeCalls.argument(use, Keras.SOURCES);
    List<Expr> each =
        sources.isEmpty()
            ? List.of()
            : switch (sources.get()) {
              case Expr.ListExpr list -> list.elements();
              case Expr.Tuple tuple -> tuple.elements();
              default -> List.of(sources.get());
            };
    for (Expr source : each) {
      boolean isConstant =
          source instanceof Expr.Name
              && LastValues.of(source, module)
                  .filter(value -> value.end() <= with.start())
                  .filter(value -> CodeCalls.isCall(value, Keras::makesConstant, module))
                  .isPresent();
      if (isConstant) {
        add(Kind.NOT_WATCHED, source, CodeCalls.text(source, module), Optional.of(use));
      }
    }
  }

  /** A result that only NumPy knows how to compute. */
  private void cut(Stmt.With with, Expr.Call use) {
    Optional<Expr> target = CodeCalls.argument(use, Keras.TARGET);
    Optional<Expr> sources = CodeCalls.argument(use, Keras.SOURCES);
    if (target.isPresent() && sources.isPresent()) {
      TapeCuts.first(target.get(), sources.get(), with, module)
          .ifPresent(
              at -> add(Kind.CUT_BY_NUMPY, at, CodeCalls.text(at, module), Optional.of(use)));
    }
  }

  /** A model that nothing under the tape mentions, nor any code that may call it. */
  private void trained(Stmt.With with, List<Expr.Call> uses) {
    for (Expr.Call use : uses) {
      Optional<Expr> sources = CodeCalls.argument(use, Keras.SOURCES);
      if (sources.isPresent()
          && sources.get() instanceof Expr.Attribute variables
          && Keras.holdsVariables(variables.name())
          && variables.value() instanceof Expr.Name model
          && module.resolve(model) instanceof VariableEntity variable
          && with.body().stream().noneMatch(s -> CodeCalls.mentions(s, variable, module))
          && with.body().stream().allMatch(this::onlyComputes)) {
        add(Kind.COMPUTED_BEFORE_TAPE, with.items().getFirst(), model.name(), Optional.of(use));
        return;
      }
    }
  }

  /** Whether a statement calls nothing but what is known to have no weights. */
  private boolean onlyComputes(Stmt statement) {
    return !Tree.holds(statement, node -> node instanceof Expr.Call call && !isPlain(call));
  }

  private boolean isPlain(Expr.Call call) {
    return CodeCalls.library(call.callee(), module).filter(Keras::isOfTensorFlow).isPresent()
        || LastValues.of(call.callee(), module)
            .filter(made -> CodeCalls.isCall(made, Keras::isLoss, module))
            .isPresent();
  }

  private void add(Kind kind, Node at, String subject, Optional<? extends Node> other) {
    found.add(
        new KerasSlip(
            kind,
            CodeCalls.place(at, module),
            subject,
            other.map(node -> CodeCalls.place(node, module)),
            Optional.empty()));
  }
}
