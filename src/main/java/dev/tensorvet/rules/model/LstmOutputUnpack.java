package dev.tensorvet.rules.model;

import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.graph.Argument;
import dev.tensorvet.graph.GraphNode;
import dev.tensorvet.graph.Value;
import dev.tensorvet.graph.Wiring;
import dev.tensorvet.interp.Interpretation;
import dev.tensorvet.rule.ModelFinding;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.source.Span;
import dev.tensorvet.source.TextEdit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a recurrent layer gives, its output and its last state, is taken for one tensor. */
final class LstmOutputUnpack implements Rule<Interpretation> {

  private static final RuleId ID = new RuleId("lstm-output-unpack");

  private static final Set<String> NETWORKS = Set.of("lstm", "gru", "rnn_tanh", "rnn_relu");

  /** {@code x = } before a call, alone on its line. */
  private static final Pattern ASSIGNED = Pattern.compile("\\s*\\w+ = ");

  @Override
  public Class<Interpretation> subject() {
    return Interpretation.class;
  }

  @Override
  public void check(Interpretation model, RuleContext context) {
    if (model.graph().nodes().stream().noneMatch(node -> NETWORKS.contains(node.op()))) {
      return;
    }
    Wiring wiring = Wiring.of(model.graph());
    for (GraphNode node : model.graph().nodes()) {
      network(node, wiring).ifPresent(network -> report(node, network, wiring, context));
    }
  }

  /** The network whose whole result an operation on one tensor is given. */
  private static Optional<GraphNode> network(GraphNode node, Wiring wiring) {
    if (!(node.argument("input").orElse(new Argument.Nothing()) instanceof Argument.Many many)) {
      return Optional.empty();
    }
    List<Value> values = node.inputs();
    return !many.elements().isEmpty() && many.elements().getFirst() instanceof Argument.Tensor
        ? wiring
            .maker(values.getFirst())
            .filter(maker -> NETWORKS.contains(maker.op()))
            .filter(maker -> values.containsAll(maker.results()))
        : Optional.empty();
  }

  private static void report(
      GraphNode node, GraphNode network, Wiring wiring, RuleContext context) {
    boolean isOneCall = node.origin().stack().equals(network.origin().stack());
    String message =
        isOneCall
            ? "%s runs a layer on the tuple of output and state that a recurrent layer gives"
                .formatted(ModelFinding.code(node.origin()))
            : "%s is given all of what %s gives, the tuple of its output and its state"
                .formatted(ModelFinding.code(node.origin()), ModelFinding.code(network.origin()));
    ModelFinding.at(ID, context.file(), node.origin(), message)
        .map(
            finding ->
                isOneCall
                    ? finding
                    : finding
                        .withRelated(
                            ModelFinding.place(network.origin())
                                .map(place -> new Related(place, "the tuple comes from here")))
                        .withFix(fix(finding, network, wiring)))
        .ifPresent(context::report);
  }

  /** Takes the output alone, where nothing else takes the tuple apart. */
  private static Optional<Fix> fix(Finding finding, GraphNode network, Wiring wiring) {
    boolean isStateUsed =
        network.results().stream().skip(1).anyMatch(state -> wiring.users(state).size() > 1)
            || wiring.users(network.results().getFirst()).size() > 1;
    return ModelFinding.place(network.origin())
        .filter(place -> place.file() == finding.place().file() && !isStateUsed)
        .flatMap(place -> unpacked(place.file(), place.span()));
  }

  private static Optional<Fix> unpacked(SourceFile file, Span call) {
    int line = file.lines().start(file.lines().line(call.start()));
    String before = file.text(new Span(line, call.start()));
    if (!ASSIGNED.matcher(before).matches()) {
      return Optional.empty();
    }
    int at = line + before.indexOf(" = ");
    return Optional.of(
        new Fix(
            "take the output alone",
            Fix.Safety.SAFE,
            List.of(new TextEdit(new Span(at, at), ", _"))));
  }
}
