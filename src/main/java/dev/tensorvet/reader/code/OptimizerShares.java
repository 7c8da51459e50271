package dev.tensorvet.reader.code;

import dev.tensorvet.facts.OptimizerSlip;
import dev.tensorvet.facts.OptimizerSlip.Kind;
import dev.tensorvet.framework.GraphFlow;
import dev.tensorvet.framework.Layers;
import dev.tensorvet.framework.Optimizers;
import dev.tensorvet.framework.TrainingMethod;
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

/** Finds parameters that two groups or optimizers hold, and those that none does. */
final class OptimizerShares {

  private final SourceModule module;
  private final List<OptimizerSlip> found = new ArrayList<>();

  OptimizerShares(SourceModule module) {
    this.module = module;
  }

  /**
   * An optimizer that a variable holds.
   *
   * @param name what it is called
   * @param call what makes it
   * @param model whose parameters it is given, as it is written
   */
  private record Held(String name, Expr.Call call, String model) {}

  List<OptimizerSlip> read() {
    List<Held> held = new ArrayList<>();
    module
        .tree()
        .walk(
            node -> {
              if (node instanceof Expr.Call call
                  && CodeCalls.isCall(call, Optimizers::isOptimizer, module)) {
                groups(call);
                held(call).ifPresent(held::add);
                freed(call);
              }
            });
    for (int i = 0; i < held.size(); i++) {
      for (Held later : held.subList(i + 1, held.size())) {
        steppedByBoth(held.get(i), later);
      }
    }
    return found;
  }

  /** {@code model} in {@code model.parameters()} */
  private Optional<String> owner(Expr parameters) {
    return parameters instanceof Expr.Call call
            && call.arguments().isEmpty()
            && call.keywords().isEmpty()
            && call.callee() instanceof Expr.Attribute method
            && method.name().equals(Layers.PARAMETERS)
        ? Optional.of(CodeCalls.text(method.value(), module))
        : Optional.empty();
  }

  private static boolean isPart(String part, String whole) {
    return part.equals(whole) || part.startsWith(whole + ".");
  }

  // --- groups

  private void groups(Expr.Call optimizer) {
    if (CodeCalls.argument(optimizer, Optimizers.PARAMETERS).orElse(optimizer)
        instanceof Expr.ListExpr list) {
      List<String> owners = new ArrayList<>();
      for (Expr group : list.elements()) {
        Optional<String> owner = parameters(group).flatMap(this::owner);
        if (owner.isPresent()
            && owners.stream()
                .anyMatch(each -> isPart(owner.get(), each) || isPart(each, owner.get()))) {
          add(Kind.GROUPS_OVERLAP, group, owner.get(), list.elements().getFirst());
        }
        owner.ifPresent(owners::add);
      }
    }
  }

  private static Optional<Expr> parameters(Expr group) {
    return group instanceof Expr.Dict dict
        ? dict.items().stream()
            .filter(
                item ->
                    item.key()
                        .filter(
                            key ->
                                key instanceof Expr.StringLiteral text
                                    && text.value().equals(Optimizers.PARAMETERS.name()))
                        .isPresent())
            .map(Node.DictItem::value)
            .findFirst()
        : Optional.empty();
  }

  // --- two optimizers

  private Optional<Held> held(Expr.Call optimizer) {
    Optional<String> model =
        CodeCalls.argument(optimizer, Optimizers.PARAMETERS).flatMap(this::owner);
    return model.isPresent()
            && module.tree().parent(optimizer).orElse(optimizer) instanceof Stmt.Assign assign
            && assign.targets().size() == 1
            && isOnlyValue(assign.targets().getFirst(), optimizer)
        ? Optional.of(
            new Held(CodeCalls.text(assign.targets().getFirst(), module), optimizer, model.get()))
        : Optional.empty();
  }

  private boolean isOnlyValue(Expr target, Expr.Call optimizer) {
    return CodeCalls.lastingValue(target, module)
        .filter(value -> value.id() == optimizer.id())
        .isPresent();
  }

  /** Two optimizers of one block of code, and two steps of another with nothing in between. */
  private void steppedByBoth(Held first, Held second) {
    boolean isShared =
        isPart(first.model(), second.model()) || isPart(second.model(), first.model());
    if (!isShared
        || first.name().equals(second.name())
        || !LastValues.scopeOfCode(first.call(), module)
            .equals(LastValues.scopeOfCode(second.call(), module))) {
      return;
    }
    List<Stmt> steps = new ArrayList<>();
    module
        .tree()
        .walk(
            node -> {
              if (node instanceof Stmt.ExprStmt step && isStep(step, first.name())) {
                CodeCalls.block(step, module.tree()).stream()
                    .filter(later -> later.start() >= step.end())
                    .takeWhile(later -> !CodeCalls.holdsBackward(later))
                    .filter(later -> isStep(later, second.name()))
                    .findFirst()
                    .ifPresent(steps::add);
              }
            });
    steps.stream()
        .findFirst()
        .ifPresent(step -> add(Kind.STEPPED_BY_TWO, step, first.name(), second.call()));
  }

  private boolean isStep(Stmt statement, String optimizer) {
    return statement instanceof Stmt.ExprStmt alone
        && alone.value() instanceof Expr.Call call
        && call.callee() instanceof Expr.Attribute method
        && TrainingMethod.STEP.isNamed(method.name())
        && call.arguments().isEmpty()
        && CodeCalls.text(method.value(), module).equals(optimizer);
  }

  // --- parameters that are freed

  /** An optimizer of what is free when it is made, before more is freed in the same function. */
  private void freed(Expr.Call optimizer) {
    Optional<Stmt> made = module.tree().statement(optimizer);
    boolean isOfFree =
        CodeCalls.argument(optimizer, Optimizers.PARAMETERS)
            .filter(given -> Tree.holds(given, OptimizerShares::asksForGradients))
            .isPresent();
    if (!isOfFree
        || made.isEmpty()
        || !(made.get() instanceof Stmt.Assign assign)
        || !(assign.targets().getFirst() instanceof Expr.Name name)
        || !(module.resolve(name) instanceof VariableEntity variable)
        || variable.binding().sites().size() != 1
        || module.tree().holds(OptimizerShares::addsGroup)) {
      return;
    }
    Node code = module.tree().enclosingScope(optimizer).orElse(module.tree().root());
    List<Node> before = new ArrayList<>();
    List<Node> after = new ArrayList<>();
    Tree.walk(
        code,
        node -> {
          Optional<Boolean> switched = switched(node);
          if (switched.isPresent() && node.end() <= optimizer.start() && !switched.get()) {
            before.add(node);
          } else if (switched.isPresent() && node.start() >= made.get().end() && switched.get()) {
            after.add(node);
          }
        });
    if (!before.isEmpty()) {
      after.stream()
          .findFirst()
          .ifPresent(freed -> add(Kind.FREED_TOO_LATE, freed, name.name(), optimizer));
    }
  }

  private static boolean asksForGradients(Node node) {
    return node instanceof Expr.Attribute member && member.name().equals(GraphFlow.SWITCH);
  }

  private static boolean addsGroup(Node node) {
    return node instanceof Expr.Attribute member
        && (member.name().equals(Optimizers.ADD_GROUP) || member.name().equals(Optimizers.GROUPS));
  }

  /** To what a statement or call sets the switch of gradients. */
  private static Optional<Boolean> switched(Node node) {
    return switch (node) {
      case Stmt.Assign assign
          when assign.targets().size() == 1
              && asksForGradients(assign.targets().getFirst())
              && assign.value() instanceof Expr.BooleanLiteral flag ->
          Optional.of(flag.value());
      case Expr.Call call
          when call.callee() instanceof Expr.Attribute method
              && GraphFlow.startsGraph(method.name()) ->
          call.arguments().isEmpty()
              ? Optional.of(true)
              : call.arguments().getFirst() instanceof Expr.BooleanLiteral flag
                  ? Optional.of(flag.value())
                  : Optional.empty();
      default -> Optional.empty();
    };
  }

  private void add(Kind kind, Node at, String subject, Node other) {
    found.add(
        new OptimizerSlip(
            kind,
            CodeCalls.place(at, module),
            subject,
            Optional.empty(),
            Optional.of(CodeCalls.place(other, module))));
  }
}
