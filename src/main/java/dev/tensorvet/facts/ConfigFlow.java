package dev.tensorvet.facts;

import dev.tensorvet.framework.ConfigReaders;
import dev.tensorvet.semantic.Binding;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.Entity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.MethodLookup;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.semantic.VariableEntity;
import dev.tensorvet.syntax.DataNode;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Follows the values of a configuration through the code that reads it: into variables, attributes
 * of an object's own, and functions of the project. What happens to a value in a way that is not
 * known here is not followed, so that only what is shown is sure.
 */
final class ConfigFlow {

  /** Nobody's configuration goes further. */
  private static final int MOST = 4000;

  /** Is told each place where a value of the configuration stands in the code. */
  interface Visitor {
    void visit(DataNode value, Expr at, SourceModule module);
  }

  /**
   * A value where it stands in the code.
   *
   * @param isOpen whether its keys are attributes, too
   */
  private record Standing(SourceModule module, Expr at, DataNode value, boolean isOpen) {}

  /** A place is looked at once for each value. */
  private record Seen(SourceModule module, int node, int value) {}

  private final Visitor visitor;
  private final Deque<Standing> open = new ArrayDeque<>();
  private final Set<Seen> seen = new HashSet<>();

  private ConfigFlow(Visitor visitor) {
    this.visitor = visitor;
  }

  static void follow(SourceModule module, Expr start, DataNode value, Visitor visitor) {
    ConfigFlow flow = new ConfigFlow(visitor);
    flow.stand(module, start, value, false);
    for (int i = 0; i < MOST && !flow.open.isEmpty(); i++) {
      flow.step(flow.open.poll());
    }
  }

  private void stand(SourceModule module, Expr at, DataNode value, boolean isOpen) {
    if (seen.add(new Seen(module, at.id(), System.identityHashCode(value)))) {
      open.add(new Standing(module, at, value, isOpen));
    }
  }

  private void step(Standing here) {
    visitor.visit(here.value(), here.at(), here.module());
    here.module().tree().parent(here.at()).ifPresent(parent -> into(parent, here));
  }

  private void into(Node parent, Standing here) {
    switch (parent) {
      case Stmt.Assign assign when assign.value().id() == here.at().id() ->
          assign.targets().forEach(target -> assigned(target, here));
      case Stmt.AnnAssign assign when isIts(assign.value(), here) ->
          assigned(assign.target(), here);
      case Expr.Subscript item when item.value().id() == here.at().id() ->
          element(item.index(), here).ifPresent(value -> pass(item, value, here));
      case Expr.Attribute member when here.isOpen() && member.value().id() == here.at().id() ->
          key(member.name(), here).ifPresent(value -> pass(member, value, here));
      case Expr.Attribute member -> method(member, here);
      case Expr.Call call -> argument(call, here);
      case Node.Keyword keyword when keyword.name().isPresent() ->
          here.module()
              .tree()
              .parent(keyword)
              .filter(Expr.Call.class::isInstance)
              .ifPresent(call -> argument((Expr.Call) call, here));
      default -> {}
    }
  }

  private static boolean isIts(Optional<Expr> value, Standing here) {
    return value.filter(v -> v.id() == here.at().id()).isPresent();
  }

  private void pass(Expr at, DataNode value, Standing here) {
    stand(here.module(), at, value, here.isOpen());
  }

  // --- keys

  private static Optional<DataNode> element(Expr index, Standing here) {
    return switch (index) {
      case Expr.StringLiteral text -> key(text.value(), here);
      case Expr.NumberLiteral number
          when here.value() instanceof DataNode.Sequence list
              && number.text().matches("[0-9]{1,6}")
              && Integer.parseInt(number.text()) < list.elements().size() ->
          Optional.of(list.elements().get(Integer.parseInt(number.text())));
      default -> Optional.empty();
    };
  }

  private static Optional<DataNode> key(String name, Standing here) {
    return here.value() instanceof DataNode.Mapping mapping ? mapping.get(name) : Optional.empty();
  }

  /** {@code config.get("lr", 0.1)} */
  private void method(Expr.Attribute member, Standing here) {
    if (ConfigReaders.gets(member.name())
        && here.module().tree().parent(member).orElse(member) instanceof Expr.Call call
        && call.callee().id() == member.id()
        && !call.arguments().isEmpty()) {
      element(call.arguments().getFirst(), here).ifPresent(value -> pass(call, value, here));
    }
  }

  // --- variables

  private void assigned(Expr target, Standing here) {
    switch (target) {
      case Expr.Name name -> {
        if (here.module().resolve(name) instanceof VariableEntity(Binding binding)
            && binding.sites().size() == 1) {
          mentions(binding, here.module().tree().root(), here, here.value(), here.isOpen());
        }
      }
      case Expr.Attribute member
          when member.value() instanceof Expr.Name self && self.name().equals("self") ->
          ofObject(member, here);
      default -> {}
    }
  }

  private void mentions(
      Binding binding, Node within, Standing here, DataNode value, boolean isOpen) {
    SourceModule module = binding.scope().module();
    Tree.walk(
        within,
        node -> {
          if (node instanceof Expr.Name name
              && name.name().equals(binding.name())
              && !isTarget(name, module)
              && module.resolve(name) instanceof VariableEntity(Binding other)
              && other.equals(binding)) {
            stand(module, name, value, isOpen);
          }
        });
  }

  private static boolean isTarget(Expr at, SourceModule module) {
    return module.tree().parent(at).orElse(at) instanceof Stmt.Assign assign
        && assign.targets().stream().anyMatch(target -> target.id() == at.id());
  }

  private void ofObject(Expr.Attribute member, Standing here) {
    here.module().classes().stream()
        .filter(type -> type.node().span().contains(member.span()))
        .filter(type -> type.attributeSites(member.name()).size() == 1)
        .findFirst()
        .ifPresent(
            type ->
                Tree.walk(
                    type.node(),
                    node -> {
                      if (node instanceof Expr.Attribute use
                          && use.name().equals(member.name())
                          && use.value() instanceof Expr.Name self
                          && self.name().equals("self")
                          && !isTarget(use, here.module())) {
                        pass(use, here.value(), here);
                      }
                    }));
  }

  // --- calls

  private void argument(Expr.Call call, Standing here) {
    if (call.callee().id() == here.at().id()) {
      return;
    }
    Optional<String> library = CodeCalls.library(call.callee(), here.module());
    boolean isOnly = call.arguments().size() == 1 && call.keywords().isEmpty();
    if (isOnly && library.filter(ConfigReaders::copies).isPresent()) {
      pass(call, here.value(), here);
    } else if (isOnly && library.filter(ConfigReaders::opensKeys).isPresent()) {
      stand(here.module(), call, here.value(), true);
    } else {
      function(here.module().resolve(call.callee()))
          .ifPresent(function -> parameter(call, function, here));
    }
  }

  private static Optional<FunctionEntity> function(Entity callee) {
    return switch (callee) {
      case FunctionEntity function -> Optional.of(function);
      case ClassEntity type
          when type.lookup("__init__") instanceof MethodLookup.Found(FunctionEntity init) ->
          Optional.of(init);
      default -> Optional.empty();
    };
  }

  private void parameter(Expr.Call call, FunctionEntity function, Standing here) {
    List<Node.Parameter> all = function.parameters().all();
    for (Node.Parameter parameter : all) {
      boolean isIt =
          ConfigLoads.argument(call, function, parameter.name())
              .filter(given -> given.id() == here.at().id())
              .isPresent();
      Optional<Binding> binding =
          function
              .module()
              .scopeOf(function.node())
              .flatMap(scope -> scope.binding(parameter.name()))
              .filter(b -> b.sites().size() == 1);
      if (isIt && binding.isPresent()) {
        mentions(binding.get(), function.node(), here, here.value(), here.isOpen());
      }
    }
  }
}
