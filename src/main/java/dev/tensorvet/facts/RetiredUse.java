package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.Retirement;
import dev.tensorvet.requirement.Requirements;
import dev.tensorvet.source.TextEdit;
import dev.tensorvet.tensor.Proof;
import java.util.List;
import java.util.Optional;

/**
 * Code uses what a library gave up.
 *
 * @param written how the code names it
 * @param library the library's name for people
 * @param isGone whether the versions that the project allows lack it; unknown when some do
 * @param isDeprecated whether some of them warn of it
 * @param stated what the project says of the library
 * @param change how to write it instead
 */
public record RetiredUse(
    Place place,
    String written,
    String library,
    Retirement retirement,
    Proof isGone,
    boolean isDeprecated,
    Requirements.Stated stated,
    Optional<Change> change)
    implements Fact {

  /**
   * What has to be written instead.
   *
   * @param isUnderstood whether every version that the project allows understands it; some may not
   *     where the project does not say which it needs
   */
  public record Change(String title, boolean isUnderstood, List<TextEdit> edits) {

    public Change {
      edits = List.copyOf(edits);
    }
  }
}
