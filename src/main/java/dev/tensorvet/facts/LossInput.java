package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.Losses;
import dev.tensorvet.source.SourceFile;
import java.util.List;

/**
 * A loss is given predictions of which it is known what computed them.
 *
 * @param file the file that the run started in: findings are reported in it
 * @param loss where the loss is computed
 * @param expected what the loss takes them for
 * @param step what computed them last
 * @param computedAt the calls of that step
 */
public record LossInput(
    SourceFile file, Site loss, Losses.Input expected, LastStep step, List<Place> computedAt)
    implements Fact {

  public LossInput {
    computedAt = List.copyOf(computedAt);
  }
}
