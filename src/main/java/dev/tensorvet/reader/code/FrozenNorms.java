package dev.tensorvet.reader.code;

import dev.tensorvet.facts.FrozenNorm;
import dev.tensorvet.framework.GraphFlow;
import dev.tensorvet.framework.Layers;
import dev.tensorvet.framework.Parameter;
import dev.tensorvet.framework.TrainingMethod;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.CodeReader;
import dev.tensorvet.reader.query.LastValues;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the published networks with batch normalisation that a file freezes and then trains around:
 * running statistics have no gradient, and what switches gradients off does not hold them.
 */
final class FrozenNorms implements CodeReader<FrozenNorm> {

  @Override
  public Class<FrozenNorm> kind() {
    return FrozenNorm.class;
  }

  @Override
  public List<FrozenNorm> read(SourceModule module) {
    List<FrozenNorm> found = new ArrayList<>();
    String text = module.file().text();
    if (GraphFlow.maySwitch(text)
        && Layers.mayCountBatches(text)
        && !Layers.mayHoldStatistics(text)
        && !module.isTest()) {
      module
          .tree()
          .walk(
              node ->
                  frozen(node)
                      .ifPresent(
                          part -> {
                            read(whole(part), place(node), module).ifPresent(found::add);
                            if (part instanceof Expr.Name parameter) {
                              found.addAll(ofCallers(parameter, module));
                            }
                          }));
    }
    return found;
  }

  private static Node place(Node freezing) {
    return freezing instanceof Stmt.For loop ? loop.iterable() : freezing;
  }

  /** {@code model} in {@code model.features}, but for the head, which has no batch norms. */
  private static Expr whole(Expr part) {
    return part instanceof Expr.Attribute member
            && !isOfSelf(member)
            && !Layers.isHead(member.name())
        ? whole(member.value())
        : part;
  }

  private static boolean isOfSelf(Expr.Attribute member) {
    return member.value() instanceof Expr.Name self && self.name().equals("self");
  }

  /** The networks that a function of the file is given which freezes its argument. */
  private static List<FrozenNorm> ofCallers(Expr.Name part, SourceModule module) {
    List<FrozenNorm> found = new ArrayList<>();
    Node around = LastValues.scopeOfCode(part, module).node();
    module.functions().stream()
        .filter(function -> function.node().id() == around.id())
        .forEach(
            function ->
                CodeCalls.eachOwn(
                    module,
                    function,
                    call ->
                        CodeCalls.argument(call, parameter(part.name(), function))
                            .flatMap(network -> read(network, call, module))
                            .ifPresent(found::add)));
    return found;
  }

  private static Parameter parameter(String name, FunctionEntity function) {
    List<String> names =
        function.parameters().positional().stream().map(Node.Parameter::name).toList();
    return new Parameter(names.indexOf(name), name);
  }

  private static Optional<FrozenNorm> read(Expr network, Node at, SourceModule module) {
    return LastValues.maker(network, module)
        .filter(made -> CodeCalls.isCall(made, Layers::countsBatches, module))
        .filter(made -> !isEvaluatedAtOnce(made, module) && isTrained(network, module))
        .filter(made -> !isEvaluatedAlike(network, at, module))
        .map(
            made ->
                new FrozenNorm(
                    CodeCalls.place(at, module),
                    CodeCalls.text(network, module),
                    CodeCalls.place(made, module)));
  }

  // --- what is frozen

  /** The module whose parameters a statement freezes, all of them or some. */
  private static Optional<Expr> frozen(Node node) {
    return switch (node) {
      case Stmt.For loop when Tree.holds(loop, FrozenNorms::switchesOff) ->
          parametersOf(loop.iterable());
      case Stmt.ExprStmt alone
          when alone.value() instanceof Expr.Call call
              && call.callee() instanceof Expr.Attribute method
              && GraphFlow.startsGraph(method.name())
              && CodeCalls.is(call.arguments().stream().findFirst(), false) ->
          Optional.of(method.value());
      default -> Optional.empty();
    };
  }

  private static boolean switchesOff(Node node) {
    return node instanceof Stmt.Assign assign
        && assign.targets().getFirst() instanceof Expr.Attribute member
        && member.name().equals(GraphFlow.SWITCH)
        && CodeCalls.is(Optional.of(assign.value()), false);
  }

  private static Optional<Expr> parametersOf(Expr each) {
    return each instanceof Expr.Call call
            && call.callee() instanceof Expr.Attribute method
            && Layers.givesTrained(method.name())
            && call.arguments().isEmpty()
        ? Optional.of(method.value())
        : Optional.empty();
  }

  // --- in which mode it is

  private static boolean isEvaluatedAtOnce(Expr.Call made, SourceModule module) {
    return module.tree().parent(made).orElse(made) instanceof Expr.Attribute method
        && TrainingMethod.EVAL.isNamed(method.name());
  }

  /** Whether the test under which a network is frozen has it evaluated as well. */
  private static boolean isEvaluatedAlike(Expr network, Node frozen, SourceModule module) {
    Set<String> tests = tests(frozen, module);
    String name = CodeCalls.text(network, module);
    return !tests.isEmpty()
        && Tree.holds(
            module.tree().root(),
            node ->
                node instanceof Expr.Call call
                    && call.callee() instanceof Expr.Attribute method
                    && TrainingMethod.EVAL.isNamed(method.name())
                    && name.equals(CodeCalls.text(method.value(), module))
                    && !Collections.disjoint(tests, tests(call, module)));
  }

  /** The tests that are true where something stands, as they are written. */
  private static Set<String> tests(Node node, SourceModule module) {
    Set<String> tests = new HashSet<>();
    Optional<Node> around = module.tree().parent(node);
    while (around.isPresent()) {
      if (around.get() instanceof Stmt.If choice
          && choice.body().stream().anyMatch(arm -> arm.span().contains(node.span()))) {
        tests.add(CodeCalls.text(choice.test(), module));
      }
      around = module.tree().parent(around.get());
    }
    return tests;
  }

  /** Whether a network is in training mode while something is trained, as far as the file tells. */
  private static boolean isTrained(Expr network, SourceModule module) {
    String name = CodeCalls.text(network, module);
    boolean isTrained = isSwitched(TrainingMethod.TRAIN, Optional.of(name), module);
    boolean isEvaluated = isSwitched(TrainingMethod.EVAL, Optional.of(name), module);
    Optional<ClassEntity> owner =
        module.classes().stream()
            .filter(type -> type.node().span().contains(network.span()))
            .findFirst();
    boolean isMember = owner.isPresent() && network instanceof Expr.Attribute;
    if (isMember) {
      // The mode of a part is that of the whole, which its training switches.
      return Layers.isModule(owner.get())
          && !isEvaluated
          && owner.get().ownMethod(TrainingMethod.TRAIN.plainName()).isEmpty();
    }
    return isTrained
        || (!isEvaluated && isSwitched(TrainingMethod.TRAIN, Optional.empty(), module));
  }

  /** Whether the file switches an object of this name, or any. */
  private static boolean isSwitched(
      TrainingMethod mode, Optional<String> name, SourceModule module) {
    return Tree.holds(
        module.tree().root(),
        node ->
            node instanceof Expr.Call call
                && call.callee() instanceof Expr.Attribute method
                && mode.isNamed(method.name())
                && !CodeCalls.is(call.arguments().stream().findFirst(), false)
                && name.filter(n -> !n.equals(CodeCalls.text(method.value(), module))).isEmpty());
  }
}
