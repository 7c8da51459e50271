package dev.tensorvet.reader.config;

import dev.tensorvet.facts.DataNodes;
import dev.tensorvet.framework.ConfigReaders;
import dev.tensorvet.framework.Mappings;
import dev.tensorvet.reader.query.Callers;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.semantic.Binding;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.Entity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.MethodLookup;
import dev.tensorvet.semantic.Scope;
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
 * known here is not followed, and told, so that only what is shown is sure.
 */
final class ConfigFlow {

  /** Nobody's configuration goes further. */
  private static final int MOST = 4000;

  /** Is told what the code does with the values of a configuration. */
  interface Visitor {

    /** A value stands at a place in the code. */
    void visit(DataNode value, Expr at, SourceModule module);

    /**
     * A key of a mapping is asked for.
     *
     * @param isNeeded whether a run fails that comes here and does not find it
     */
    default void ask(
        DataNode.Mapping mapping, String key, boolean isNeeded, Expr at, SourceModule module) {}

    /**
     * A mapping goes where it is not followed: anybody may read any of it.
     *
     * @param isWhole whether it may be changed there, too
     */
    default void lose(DataNode.Mapping mapping, boolean isWhole) {}

    /** All that a mapping holds is given to a call by name: {@code Net(**config)}. */
    default void spread(DataNode.Mapping mapping, Expr.Call call, SourceModule module) {}
  }

  /**
   * A value where it stands in the code.
   *
   * @param isOpen whether its keys are attributes, too
   */
  private record Standing(SourceModule module, Expr at, DataNode value, boolean isOpen) {}

  /** A place is looked at once for each value. */
  private record Seen(SourceModule module, int node, int value) {}

  private final Callers callers;
  private final Visitor visitor;
  private final Deque<Standing> open = new ArrayDeque<>();
  private final Set<Seen> seen = new HashSet<>();

  private ConfigFlow(Callers callers, Visitor visitor) {
    this.callers = callers;
    this.visitor = visitor;
  }

  /** Follows what a file holds from where it is read. */
  static void follow(ConfigLoads.Load load, DataNode value, Callers callers, Visitor visitor) {
    ConfigFlow flow = new ConfigFlow(callers, visitor);
    switch (load.start()) {
      case Expr given -> flow.stand(load.module(), given, value, load.isOpen());
      case Stmt.FunctionDef function ->
          load.module().scopeOf(function).stream()
              .flatMap(
                  scope ->
                      function.parameters().all().stream()
                          .limit(1)
                          .flatMap(first -> scope.binding(first.name()).stream()))
              .filter(binding -> binding.sites().size() == 1)
              .forEach(binding -> flow.mentions(binding, function, value, load.isOpen()));
      default -> {}
    }
    for (int i = 0; i < MOST && !flow.open.isEmpty(); i++) {
      flow.step(flow.open.poll());
    }
    flow.open.forEach(rest -> flow.lose(rest, true));
  }

  private void lose(Standing here, boolean isWhole) {
    DataNodes.mappings(List.of(here.value())).forEach(each -> visitor.lose(each, isWhole));
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
    boolean isFollowed =
        switch (parent) {
          case Stmt.Assign assign when assign.value().id() == here.at().id() ->
              assign.targets().stream().allMatch(target -> assigned(target, here));
          case Stmt.AnnAssign assign when isIts(assign.value(), here) ->
              assigned(assign.target(), here);
          case Expr.Subscript item when item.value().id() == here.at().id() ->
              element(item, item.index(), true, here);
          case Expr.Attribute member when member.value().id() == here.at().id() ->
              isCalled(member, here)
                  ? method(member, here)
                  : here.isOpen() && key(member, member.name(), true, here);
          case Expr.Call call -> argument(call, here);
          case Node.Keyword keyword ->
              here.module().tree().parent(keyword).orElse(keyword) instanceof Expr.Call call
                  && (keyword.name().isPresent() ? argument(call, here) : spread(call, here));
          case Expr.Compare comparison -> asksWhether(comparison, here);
          case Stmt.Return result -> returned(result, here);
          case Stmt.ExprStmt statement -> true;
          default -> false;
        };
    if (!isFollowed) {
      lose(here, true);
    }
  }

  private static boolean isIts(Optional<Expr> value, Standing here) {
    return value.filter(v -> v.id() == here.at().id()).isPresent();
  }

  private void pass(Expr at, DataNode value, Standing here) {
    stand(here.module(), at, value, here.isOpen());
  }

  // --- keys

  private boolean element(Expr at, Expr index, boolean isNeeded, Standing here) {
    if (index instanceof Expr.StringLiteral text) {
      return key(at, text.value(), isNeeded, here);
    }
    if (index instanceof Expr.NumberLiteral number
        && here.value() instanceof DataNode.Sequence list
        && number.text().matches("[0-9]{1,6}")
        && Integer.parseInt(number.text()) < list.elements().size()) {
      pass(at, list.elements().get(Integer.parseInt(number.text())), here);
      return true;
    }
    return false;
  }

  private boolean key(Expr at, String name, boolean isNeeded, Standing here) {
    if (!(here.value() instanceof DataNode.Mapping mapping)) {
      return false;
    }
    boolean isRead = !isTarget(at, here.module());
    visitor.ask(mapping, name, isNeeded && isRead, at, here.module());
    if (isRead) {
      mapping.get(name).ifPresent(value -> pass(at, value, here));
    }
    return true;
  }

  private static boolean isCalled(Expr.Attribute member, Standing here) {
    return here.module().tree().parent(member).orElse(member) instanceof Expr.Call call
        && call.callee().id() == member.id();
  }

  /** {@code config.get("lr", 0.1)}, {@code config.items()} */
  private boolean method(Expr.Attribute member, Standing here) {
    if (ConfigReaders.lists(member.name())) {
      lose(here, false);
      return true;
    }
    return ConfigReaders.gets(member.name())
        && here.module().tree().parent(member).orElse(member) instanceof Expr.Call call
        && !call.arguments().isEmpty()
        && element(call, call.arguments().getFirst(), false, here);
  }

  /** {@code "lr" in config} */
  private boolean asksWhether(Expr.Compare comparison, Standing here) {
    return comparison.left() instanceof Expr.StringLiteral name
        && here.value() instanceof DataNode.Mapping
        && key(comparison, name.value(), false, here);
  }

  // --- variables

  private boolean assigned(Expr target, Standing here) {
    if (target instanceof Expr.Name name
        && here.module().resolve(name) instanceof VariableEntity(Binding binding)
        && binding.sites().size() == 1) {
      mentions(binding, here.module().tree().root(), here.value(), here.isOpen());
      if (binding.scope().kind() == Scope.Kind.MODULE && callers.mayBeImported(here.module())) {
        lose(here, false);
      }
      return true;
    }
    return target instanceof Expr.Attribute member
        && member.value() instanceof Expr.Name self
        && self.name().equals("self")
        && ofObject(member, here);
  }

  private void mentions(Binding binding, Node within, DataNode value, boolean isOpen) {
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

  /** An attribute of the object itself, which others may read who have the object. */
  private boolean ofObject(Expr.Attribute member, Standing here) {
    Optional<ClassEntity> owner =
        here.module().classes().stream()
            .filter(type -> type.node().span().contains(member.span()))
            .filter(type -> type.attributeSites(member.name()).size() == 1)
            .findFirst();
    owner.ifPresent(
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
    lose(here, false);
    return owner.isPresent();
  }

  // --- calls

  private boolean argument(Expr.Call call, Standing here) {
    Optional<String> library = CodeCalls.library(call.callee(), here.module());
    boolean isOnly = call.arguments().size() == 1 && call.keywords().isEmpty();
    if (isOnly && library.filter(ConfigReaders::copies).isPresent()) {
      pass(call, here.value(), here);
      return true;
    }
    if (isOnly && library.filter(Mappings::opensKeys).isPresent()) {
      stand(here.module(), call, here.value(), true);
      return true;
    }
    if (ConfigReaders.shows(library.orElse(CodeCalls.name(call)))) {
      return true;
    }
    if (library.filter(ConfigReaders::reads).isPresent()) {
      lose(here, false);
      return true;
    }
    return function(here.module().resolve(call.callee()))
        .filter(function -> parameter(call, function, here))
        .isPresent();
  }

  /** The call gets a dictionary of its own; what that holds is the same. */
  private boolean spread(Expr.Call call, Standing here) {
    if (!(here.value() instanceof DataNode.Mapping mapping)) {
      return false;
    }
    visitor.spread(mapping, call, here.module());
    visitor.lose(mapping, false);
    DataNodes.mappings(mapping.written().stream().map(DataNode.Entry::value).toList())
        .forEach(each -> visitor.lose(each, true));
    return true;
  }

  /** To those who call the function; one that is given anything may read another file then. */
  private boolean returned(Stmt.Return result, Standing here) {
    Optional<FunctionEntity> function =
        here.module()
            .tree()
            .enclosingScope(result)
            .filter(Stmt.FunctionDef.class::isInstance)
            .flatMap(
                node ->
                    here.module().definition(node) instanceof FunctionEntity f
                            && f.parameters().all().isEmpty()
                            && f.decorators().isEmpty()
                        ? Optional.of(f)
                        : Optional.empty());
    if (function.isEmpty()) {
      return false;
    }
    for (Callers.Caller caller : callers.of(function.get())) {
      stand(caller.module(), caller.call(), here.value(), here.isOpen());
    }
    return true;
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

  private boolean parameter(Expr.Call call, FunctionEntity function, Standing here) {
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
        mentions(binding.get(), function.node(), here.value(), here.isOpen());
        return true;
      }
    }
    return false;
  }
}
