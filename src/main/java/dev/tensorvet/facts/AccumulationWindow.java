package dev.tensorvet.facts;

import dev.tensorvet.flow.EventGraph;
import dev.tensorvet.flow.EventGraph.Decision;
import dev.tensorvet.flow.EventGraph.Loop;
import dev.tensorvet.tensor.Proof;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An optimizer steps once in several turns of a loop, each of which adds gradients: gradient
 * accumulation.
 *
 * @param step the node of the step
 * @param loop the loop over the batches that are summed up
 * @param guard the condition, true once in several turns, under which the optimizer steps; empty
 *     when the loop is run through for each step
 * @param test where that condition is asked, each place of the text once
 * @param every how the code calls the number of turns, when it has a short name
 * @param isNamed whether the code says that gradients are accumulated
 * @param stepsAtOnce whether the condition is true in the very first turn
 * @param isClosed whether the condition is also true for another reason: at the last batch, say
 * @param restarts whether the count begins anew each time that the loop does
 * @param backwards the nodes of the backward passes that are summed up
 * @param isLossScaled whether each loss is divided by the number of turns
 */
public record AccumulationWindow(
    int step,
    Loop loop,
    Optional<Decision> guard,
    List<Site> test,
    Optional<String> every,
    boolean isNamed,
    boolean stepsAtOnce,
    boolean isClosed,
    boolean restarts,
    List<Integer> backwards,
    Proof isLossScaled) {

  private static final Pattern DIGITS = Pattern.compile("\\d+");

  /**
   * Whether an event happens for each of the batches that are summed up, and not only with the
   * step: in a turn, too, in which the optimizer does not step, whether that is asked around the
   * event or ends the turn before it.
   */
  public boolean isForEachBatch(int node, EventGraph<?> graph) {
    List<Decision> ofStep = graph.guards(step);
    boolean isInOthers =
        guard.map(g -> graph.cycle(loop, List.of(g.opposite())).get(node)).orElse(true);
    return loop.contains(node)
        && isInOthers
        && graph.guards(node).stream()
            .allMatch(
                d ->
                    guard.filter(g -> g.condition() == d.condition()).isEmpty()
                        && (ofStep.contains(d)
                            || (!loop.canChange(d) && !ofStep.contains(d.opposite()))));
  }

  /** The number of batches, as a message calls it. */
  public String batches() {
    return number() + " batches";
  }

  /** That number alone. */
  public String number() {
    return number(every);
  }

  /** The same, of a number of batches that the code may have a short name for. */
  public static String number(Optional<String> every) {
    return every.map(n -> DIGITS.matcher(n).matches() ? n : "`" + n + "`").orElse("several");
  }
}
