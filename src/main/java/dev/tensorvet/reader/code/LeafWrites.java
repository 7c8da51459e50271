package dev.tensorvet.reader.code;

import dev.tensorvet.facts.LeafWrite;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.framework.Effects;
import dev.tensorvet.framework.GraphFlow;
import dev.tensorvet.framework.Layers;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.CodeReader;
import dev.tensorvet.semantic.AttributeSite;
import dev.tensorvet.semantic.BindingSite;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.semantic.VariableEntity;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the changes in place of parameters, and of tensors that were made to have gradients, in
 * code that builds graphs: PyTorch refuses them.
 */
final class LeafWrites implements CodeReader<LeafWrite> {

  /** Code that has some tensors without gradients: which ones, nobody follows. */
  private static final Pattern FREEZES =
      Pattern.compile("requires_grad\\w*\\s*[=(]\\s*(?:False|not\\b|[a-z_])");

  private static final int DEEPEST = 6;

  private final GraphSwitches switches;

  LeafWrites(GraphSwitches switches) {
    this.switches = switches;
  }

  @Override
  public Class<LeafWrite> kind() {
    return LeafWrite.class;
  }

  @Override
  public List<LeafWrite> read(SourceModule module) {
    List<LeafWrite> found = new ArrayList<>();
    String text = module.file().text();
    if (Layers.mayBeUsed(text) && !FREEZES.matcher(text).find() && !module.isTest()) {
      module
          .tree()
          .walk(
              node ->
                  write(node, module)
                      .filter(write -> !switches.mayBeOff(node, module))
                      .ifPresent(found::add));
    }
    return List.copyOf(found);
  }

  /** What makes a tensor one that gradients are computed for. */
  private record Leaf(Node made, boolean isView, Certainty certainty) {
    Leaf viewed() {
      return new Leaf(made, true, certainty);
    }
  }

  private static Optional<LeafWrite> write(Node node, SourceModule module) {
    return changed(node, module)
        .flatMap(
            target ->
                leaf(target, module, 0)
                    .map(
                        leaf ->
                            new LeafWrite(
                                CodeCalls.place(node, module),
                                CodeCalls.text(target, module),
                                CodeCalls.place(leaf.made(), module),
                                leaf.isView(),
                                leaf.certainty())));
  }

  /** What a statement or call changes in place. */
  private static Optional<Expr> changed(Node node, SourceModule module) {
    return switch (node) {
      case Stmt.AugAssign change -> Optional.of(change.target());
      case Stmt.Assign assign when assign.targets().size() == 1 ->
          Optional.of(assign.targets().getFirst()).filter(Expr.Subscript.class::isInstance);
      case Expr.Call call
          when call.callee() instanceof Expr.Attribute method
              && GraphFlow.changesValues(method.name())
              && CodeCalls.library(method, module).isEmpty() ->
          Optional.of(method.value());
      default -> Optional.empty();
    };
  }

  private static Optional<Leaf> leaf(Expr value, SourceModule module, int depth) {
    if (depth > DEEPEST) {
      return Optional.empty();
    }
    return switch (value) {
      case Expr.Subscript some -> leaf(some.value(), module, depth + 1).map(Leaf::viewed);
      case Expr.Call call
          when call.callee() instanceof Expr.Attribute method && GraphFlow.isView(method.name()) ->
          leaf(method.value(), module, depth + 1).map(Leaf::viewed);
      case Expr.Call call when isStart(call, module) ->
          Optional.of(new Leaf(call, false, Certainty.PROVEN));
      case Expr.Attribute member -> ofMember(member, module);
      case Expr.Name name ->
          value(name, module)
              .filter(only -> only.end() < name.start())
              .flatMap(only -> leaf(only, module, depth + 1));
      default -> Optional.empty();
    };
  }

  /** The value that a variable of one value has, or got from the last statement before. */
  private static Optional<Expr> value(Expr.Name name, SourceModule module) {
    return module.resolve(name) instanceof VariableEntity variable
            && variable.binding().sites().stream()
                    .filter(site -> site.kind() != BindingSite.Kind.AUGMENTED)
                    .count()
                == 1
        ? variable.binding().sites().stream()
            .filter(site -> site.kind() == BindingSite.Kind.ASSIGNMENT)
            .filter(site -> site.node() instanceof Stmt.Assign assign && isOfOne(assign))
            .findFirst()
            .flatMap(BindingSite::value)
        : Optional.empty();
  }

  private static boolean isOfOne(Stmt.Assign assign) {
    return assign.targets().size() == 1 && assign.targets().getFirst() instanceof Expr.Name;
  }

  /**
   * Whether a call makes a tensor with gradients: a parameter, or one that is told to have them.
   */
  private static boolean isStart(Expr.Call call, SourceModule module) {
    Optional<Expr> told =
        call.keywords().stream()
            .filter(keyword -> keyword.name().filter(GraphFlow::isStartMember).isPresent())
            .map(Node.Keyword::value)
            .findFirst();
    return CodeCalls.isCall(call, Layers::isParameter, module)
        ? (told.isEmpty() && call.arguments().size() == 1) || CodeCalls.is(told, true)
        : CodeCalls.is(told, true)
            && CodeCalls.isCall(
                call, name -> Effects.makesTensor(name) || GraphFlow.canStartGraph(name), module);
  }

  // --- members of modules

  private static Optional<Leaf> ofMember(Expr.Attribute member, SourceModule module) {
    Optional<ClassEntity> type = typeOf(member.value(), module);
    if (type.isPresent()) {
      return onlyValue(type.get(), member.name())
          .filter(value -> value instanceof Expr.Call call && isStart(call, module))
          .map(value -> new Leaf(value, false, Certainty.PROVEN));
    }
    return Layers.isWeight(member.name())
        ? layer(member.value(), module)
            .map(layer -> new Leaf(layer, false, Certainty.PROVEN))
            .or(() -> madeAgain(member, module))
        : Optional.empty();
  }

  /** The class of the file whose object a name is in one of its methods. */
  private static Optional<ClassEntity> typeOf(Expr value, SourceModule module) {
    return value instanceof Expr.Name self
        ? module
            .tree()
            .enclosingScope(value)
            .map(module::definition)
            .filter(FunctionEntity.class::isInstance)
            .map(FunctionEntity.class::cast)
            .filter(method -> method.selfName().filter(self.name()::equals).isPresent())
            .flatMap(FunctionEntity::owner)
        : Optional.empty();
  }

  private static Optional<Expr> onlyValue(ClassEntity type, String member) {
    List<AttributeSite> sites =
        type.attributeSites(member).stream()
            .filter(site -> !(site.node() instanceof Stmt.AugAssign))
            .toList();
    return sites.size() == 1 ? sites.getFirst().value() : Optional.empty();
  }

  /** What makes a layer of a library that has weights. */
  private static Optional<Expr> layer(Expr owner, SourceModule module) {
    Optional<Expr> made =
        switch (owner) {
          case Expr.Call call -> Optional.of(call);
          case Expr.Name name -> value(name, module);
          case Expr.Attribute member ->
              typeOf(member.value(), module).flatMap(type -> onlyValue(type, member.name()));
          default -> Optional.empty();
        };
    return made.filter(call -> CodeCalls.isCall(call, Layers::startsAtRandom, module));
  }

  /** Where the same function makes the member anew, as the parameter that it has to be. */
  private static Optional<Leaf> madeAgain(Expr.Attribute member, SourceModule module) {
    String text = CodeCalls.text(member, module);
    return CodeCalls.around(member, module.tree()).stream()
        .map(node -> madeIn(node, text, module))
        .flatMap(Optional::stream)
        .findFirst()
        .map(made -> new Leaf(made, false, Certainty.LIKELY));
  }

  private static Optional<Node> madeIn(Node around, String member, SourceModule module) {
    List<Stmt> body =
        switch (around) {
          case Stmt.For loop -> loop.body();
          case Stmt.With with -> with.body();
          default -> List.of();
        };
    return body.stream()
        .filter(
            statement ->
                statement instanceof Stmt.Assign assign
                    && assign.targets().size() == 1
                    && CodeCalls.text(assign.targets().getFirst(), module).equals(member)
                    && assign.value() instanceof Expr.Call call
                    && isStart(call, module))
        .map(statement -> (Node) statement)
        .findFirst();
  }
}
