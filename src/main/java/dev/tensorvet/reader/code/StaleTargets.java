package dev.tensorvet.reader.code;

import dev.tensorvet.facts.StaleTarget;
import dev.tensorvet.framework.Effects;
import dev.tensorvet.framework.Effects.Effect;
import dev.tensorvet.framework.GraphFlow;
import dev.tensorvet.framework.Layers;
import dev.tensorvet.framework.TrainingMethod;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.CodeReader;
import dev.tensorvet.reader.query.Computing;
import dev.tensorvet.reader.query.LastValues;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the target networks that are copied once from the network that learns, and that nothing in
 * the project can change from then on: each place that names them is known, and only computes.
 */
final class StaleTargets implements CodeReader<StaleTarget> {

  private static final Pattern TARGET = Pattern.compile("(?i)(?:.*_)?target(?:_.*|net\\w*)?");

  @Override
  public Class<StaleTarget> kind() {
    return StaleTarget.class;
  }

  @Override
  public List<StaleTarget> read(SourceModule module) {
    String code = module.file().text();
    boolean isRelevant =
        Layers.mayBeUsed(code)
            && code.contains("target")
            && code.contains(TrainingMethod.BACKWARD.plainName())
            && !module.isTest();
    return isRelevant ? new Reader(module).read() : List.of();
  }

  /**
   * A target network is made like another.
   *
   * @param target what it is called where that is done
   */
  private record Copy(SourceModule module, Expr target, String name, Expr online, Stmt statement) {

    boolean isMember() {
      return target instanceof Expr.Attribute;
    }
  }

  private static final class Reader {

    private final SourceModule module;
    private final Tree tree;

    Reader(SourceModule module) {
      this.module = module;
      this.tree = module.tree();
    }

    List<StaleTarget> read() {
      Map<String, Copy> copies = new LinkedHashMap<>();
      tree.walk(
          node -> {
            if (node instanceof Stmt statement) {
              copy(statement)
                  .filter(copy -> isBeforeTraining(copy))
                  .ifPresent(copy -> copies.put(copy.name(), copy));
            }
          });
      List<StaleTarget> found = new ArrayList<>();
      copies.values().forEach(copy -> stale(copy).ifPresent(found::add));
      return found;
    }

    // --- copies

    /** {@code target = deepcopy(online)}, {@code target.load_state_dict(online.state_dict())} */
    private Optional<Copy> copy(Stmt statement) {
      return switch (statement) {
        case Stmt.Assign assign
            when assign.targets().size() == 1
                && LastValues.unmoved(assign.value()) instanceof Expr.Call call
                && call.arguments().size() == 1
                && CodeCalls.isCall(call, Reader::copies, module) ->
            copy(assign.targets().getFirst(), call.arguments().getFirst(), statement);
        case Stmt.ExprStmt alone
            when alone.value() instanceof Expr.Call call
                && call.callee() instanceof Expr.Attribute method
                && TrainingMethod.LOAD_STATE.isNamed(method.name())
                && !call.arguments().isEmpty()
                && call.arguments().getFirst() instanceof Expr.Call state
                && state.callee() instanceof Expr.Attribute given
                && Layers.givesState(given.name()) ->
            copy(method.value(), given.value(), statement);
        default -> Optional.empty();
      };
    }

    private static boolean copies(String function) {
      return Effects.of(function).filter(effect -> effect == Effect.COPY).isPresent();
    }

    private Optional<Copy> copy(Expr target, Expr online, Stmt statement) {
      return name(target)
          .filter(name -> TARGET.matcher(name).matches())
          .filter(name -> !name(online).orElse(name).equals(name))
          .map(name -> new Copy(module, target, name, online, statement));
    }

    /** The name of a variable or of a member of the object whose method it is. */
    private static Optional<String> name(Expr value) {
      return switch (value) {
        case Expr.Name variable -> Optional.of(variable.name());
        case Expr.Attribute member when member.value() instanceof Expr.Name self && isSelf(self) ->
            Optional.of(member.name());
        default -> Optional.empty();
      };
    }

    private static boolean isSelf(Expr.Name name) {
      return name.name().equals("self");
    }

    /** A member is copied where its object is made, a variable where the training stands. */
    private boolean isBeforeTraining(Copy copy) {
      Optional<Stmt.FunctionDef> function = function(copy.statement());
      return CodeCalls.innermostLoop(copy.statement(), tree).isEmpty()
          && (copy.isMember()
              ? function.filter(def -> def.name().equals(Computing.INIT)).isPresent()
              : CodeCalls.holdsBackward(function.map(Node.class::cast).orElse(tree.root())));
    }

    private Optional<Stmt.FunctionDef> function(Node node) {
      Optional<Node> at = tree.parent(node);
      while (at.isPresent()) {
        if (at.get() instanceof Stmt.FunctionDef function) {
          return Optional.of(function);
        }
        at = tree.parent(at.get());
      }
      return Optional.empty();
    }

    // --- uses

    private Optional<StaleTarget> stale(Copy copy) {
      List<Expr> uses = new ArrayList<>();
      if (!onlyComputes(module, copy, uses) || uses.isEmpty()) {
        return Optional.empty();
      }
      if (copy.isMember() && module.isSpokenOf(copy.name())) {
        List<SourceModule> others = module.othersWith(copy.name());
        if (others.isEmpty()
            || !others.stream().allMatch(other -> onlyComputes(other, copy, new ArrayList<>()))) {
          return Optional.empty();
        }
      }
      return Optional.of(
          new StaleTarget(
              CodeCalls.text(copy.target(), module),
              CodeCalls.text(copy.online(), module),
              CodeCalls.place(copy.statement(), module),
              CodeCalls.place(uses.getFirst(), module)));
    }

    /** Whether each place of a file that names the network is known, and leaves it as it is. */
    private static boolean onlyComputes(SourceModule file, Copy copy, List<Expr> uses) {
      return !Tree.holds(
          file.tree().root(),
          node ->
              switch (node) {
                case Expr.Name name when name.name().equals(copy.name()) ->
                    copy.isMember()
                        || (file.resolve(name).equals(copy.module().resolve(copy.target()))
                            && !leaves(name, copy, file, uses));
                case Expr.Attribute member when member.name().equals(copy.name()) ->
                    copy.isMember() && !leaves(member, copy, file, uses);
                case Expr.StringLiteral text -> text.value().equals(copy.name());
                case Node.Keyword keyword ->
                    copy.isMember() && keyword.name().filter(copy.name()::equals).isPresent();
                case Node.Parameter parameter ->
                    copy.isMember() && parameter.name().equals(copy.name());
                default -> false;
              });
    }

    /** Whether what a place does with the network surely does not change its parameters. */
    private static boolean leaves(Expr place, Copy copy, SourceModule file, List<Expr> uses) {
      Tree tree = file.tree();
      Node parent = tree.parent(place).orElse(place);
      if (place.id() == copy.target().id() && file.equals(copy.module())) {
        return true;
      }
      if (LastValues.isTarget(place, tree)) {
        return file.equals(copy.module()) && isMadeBefore(place, copy, tree);
      }
      if (parent instanceof Expr.Call call && call.callee().id() == place.id()) {
        uses.add(call);
        return true;
      }
      return parent instanceof Expr.Attribute member
          && tree.parent(member).orElse(member) instanceof Expr.Call call
          && call.callee().id() == member.id()
          && (Layers.givesBackItself(member.name())
              || Layers.givesState(member.name())
              || (Layers.givesParameters(member.name()) && isFrozen(call, tree)));
    }

    /** Whether a place makes the network that the copy is then written to. */
    private static boolean isMadeBefore(Expr place, Copy copy, Tree tree) {
      Optional<Stmt> statement = tree.statement(place);
      return statement
          .filter(
              made ->
                  CodeCalls.block(made, tree).stream()
                      .anyMatch(each -> each.id() == copy.statement().id()))
          .filter(made -> made.start() < copy.statement().start())
          .isPresent();
    }

    /** {@code for p in target.parameters(): p.requires_grad = False} */
    private static boolean isFrozen(Expr.Call parameters, Tree tree) {
      return tree.parent(parameters).orElse(parameters) instanceof Stmt.For loop
          && loop.body().stream()
              .allMatch(
                  each ->
                      each instanceof Stmt.Assign assign
                          && assign.targets().getFirst() instanceof Expr.Attribute flag
                          && flag.name().equals(GraphFlow.SWITCH));
    }
  }
}
