package dev.tensorvet.rules.model;

import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.graph.Aliases;
import dev.tensorvet.graph.Argument;
import dev.tensorvet.graph.Frame;
import dev.tensorvet.graph.GraphNode;
import dev.tensorvet.graph.ModuleCall;
import dev.tensorvet.graph.OpEffects;
import dev.tensorvet.graph.Origin;
import dev.tensorvet.graph.Value;
import dev.tensorvet.graph.Wiring;
import dev.tensorvet.interp.Interpretation;
import dev.tensorvet.rule.ModelFinding;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.source.SourceFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A layer changes its input in place, and another branch uses it as if it had not. */
final class InplaceActivationClobbersResidual implements Rule<Interpretation> {

  private static final RuleId ID = new RuleId("inplace-activation-clobbers-residual");

  private static final int DEEPEST = 24;

  @Override
  public Class<Interpretation> subject() {
    return Interpretation.class;
  }

  @Override
  public void check(Interpretation model, RuleContext context) {
    List<GraphNode> changes =
        model.graph().nodes().stream().filter(InplaceActivationClobbersResidual::isChange).toList();
    if (!changes.isEmpty()) {
      Pass pass = new Pass(model, context.file());
      Map<Place, Finding> byLayer = new LinkedHashMap<>();
      changes.stream()
          .flatMap(node -> pass.check(node).stream())
          .forEach(finding -> byLayer.putIfAbsent(finding.place(), finding));
      byLayer.values().forEach(context::report);
    }
  }

  /** Whether a layer was told to change its input: the name of a method in place says so itself. */
  private static boolean isChange(GraphNode node) {
    return OpEffects.isActivation(node.op()) && Aliases.isInPlace(node) && !node.inputs().isEmpty();
  }

  /** One forward pass. */
  private static final class Pass {
    private final Interpretation model;
    private final SourceFile file;
    private final Wiring wiring;
    private final Aliases aliases;

    Pass(Interpretation model, SourceFile file) {
      this.model = model;
      this.file = file;
      this.wiring = Wiring.of(model.graph());
      this.aliases = Aliases.of(model.graph());
    }

    Optional<Finding> check(GraphNode change) {
      Value changed = change.inputs().getFirst();
      if (isUnchanged(change, changed)) {
        return Optional.empty();
      }
      Optional<GraphNode> reader =
          model.graph().nodes().stream()
              .filter(node -> node.id() > change.id())
              .filter(node -> !isHarmless(node, change, 0))
              .filter(node -> node.inputs().stream().anyMatch(v -> isOld(v, change)))
              .filter(node -> !wiring.excludes(change, node))
              .findFirst();
      if (reader.isPresent()) {
        return finding(change, reader.get());
      }
      return isGiven(changed) && model.graph().output().values().anyMatch(v -> isOld(v, change))
          ? ModelFinding.at(
              ID,
              file,
              fromLayer(change, change.origin()),
              ModelFinding.code(change.origin())
                  + " changes its input in place, and the model returns that input as well")
          : Optional.empty();
    }

    private Optional<Finding> finding(GraphNode change, GraphNode reader) {
      Origin at = apart(change.origin(), reader.origin());
      Origin use = apart(reader.origin(), change.origin());
      String message =
          "%s changes its input in place, and %s is given the changed values"
              .formatted(ModelFinding.code(at), ModelFinding.code(use));
      return ModelFinding.at(ID, file, fromLayer(change, at), message)
          .map(
              finding ->
                  finding.withRelated(
                      ModelFinding.place(use)
                          .map(place -> new Related(place, "the same tensor is used here"))));
    }

    /** The calls that lead to a change, with the place before them that tells the layer to. */
    private Origin fromLayer(GraphNode change, Origin calls) {
      Stream<Frame> layer =
          model.graph().calls().stream()
              .filter(call -> call.first() <= change.id() && change.id() < call.end())
              .reduce((outer, inner) -> inner)
              .filter(ModuleCall::isLibrary)
              .flatMap(ModuleCall::made)
              .stream();
      return new Origin(Stream.concat(layer, calls.stack().stream()).toList(), calls.module());
    }

    /** An origin from where on it goes another way than the other does. */
    private static Origin apart(Origin origin, Origin other) {
      List<Frame> stack = origin.stack();
      int same = 0;
      while (same < Math.min(stack.size(), other.stack().size()) - 1
          && stack
              .get(stack.size() - 1 - same)
              .equals(other.stack().get(other.stack().size() - 1 - same))) {
        same++;
      }
      int innermost = Math.max(stack.size() - 1 - same, 0);
      return new Origin(stack.subList(innermost, stack.size()), origin.module());
    }

    /** Whether the values are already such as the activation gives. */
    private boolean isUnchanged(GraphNode change, Value value) {
      return change.op().equals("relu")
          ? isNotNegative(value, 0)
          : OpEffects.isIdempotent(change.op())
              && wiring.maker(value).filter(m -> m.op().equals(change.op())).isPresent();
    }

    private boolean isNotNegative(Value value, int depth) {
      Optional<GraphNode> maker = wiring.maker(value);
      if (maker.isEmpty() || depth > DEEPEST) {
        return false;
      }
      String op = maker.get().op();
      return OpEffects.isNotNegative(op)
          || (OpEffects.keepsSign(op)
              && maker.get().arguments().values().stream()
                  .noneMatch(a -> a instanceof Argument.Real || a instanceof Argument.Unknown)
              && maker.get().inputs().stream().allMatch(v -> isNotNegative(v, depth + 1)));
    }

    /** Whether it makes no difference to a node, or it is none of the program's. */
    private boolean isHarmless(GraphNode node, GraphNode change, int depth) {
      List<GraphNode> users =
          node.results().stream().flatMap(result -> wiring.users(result).stream()).toList();
      return node.op().equals(GraphNode.JOIN_OP)
          || node.op().equals(GraphNode.UNKNOWN_OP)
          || (OpEffects.isIdempotent(change.op()) && node.op().equals(change.op()))
          || (OpEffects.keepsPositive(change.op()) && node.op().equals("relu"))
          || (OpEffects.arranges(node.op())
              && depth < DEEPEST
              && !users.isEmpty()
              && users.stream().allMatch(user -> isHarmless(user, change, depth + 1)));
    }

    /**
     * Whether a value is what the model was given: what it made itself and returns, as one that
     * gives features does, may be meant either way.
     */
    private boolean isGiven(Value value) {
      return model.graph().inputs().stream()
          .anyMatch(input -> input.value().equals(aliases.base(value)));
    }

    /** Whether a value lies in the changed memory, and stands for what it was before. */
    private boolean isOld(Value value, GraphNode change) {
      return aliases.base(value).equals(aliases.base(change.inputs().getFirst()))
          && !isNew(value, change);
    }

    /** Whether it is what the change or a later one gave, or a view of that. */
    private boolean isNew(Value value, GraphNode change) {
      Optional<GraphNode> maker = wiring.maker(value);
      while (maker.isPresent() && aliases.isInArgument(maker.get())) {
        if (maker.get().id() >= change.id() && Aliases.isInPlace(maker.get())) {
          return true;
        }
        maker = wiring.maker(maker.get().inputs().getFirst());
      }
      return false;
    }
  }
}
