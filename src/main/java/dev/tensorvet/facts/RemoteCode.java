package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import dev.tensorvet.tensor.Proof;

/**
 * A call that runs code which others have published, in whatever version they publish by then.
 *
 * @param function how the code calls it
 * @param place the argument that allows it, or that names the repository
 * @param kind how it comes to run it
 * @param isPublished whether what it asks for is known to be published; otherwise it may be a
 *     folder of this machine
 */
public record RemoteCode(String function, Place place, Kind kind, Proof isPublished)
    implements Fact {

  /** How a call comes to run the code of others. */
  public enum Kind {
    /** It is told to trust the code that comes with a model or a data set. */
    BESIDE_MODEL,
    /** The code of the repository makes the model. */
    REPOSITORY
  }
}
