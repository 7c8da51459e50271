package dev.tensorvet.verify;

import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Place;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run of a model showed.
 *
 * @param model as it is made
 * @param place its class
 * @param failure why it could not be run as it should be, or to its end
 * @param sizes what the sizes of its inputs were, by the symbols of its shapes
 * @param layers each tensor that it computes, in order
 * @param gradients of each parameter
 */
public record ModelReport(
    String model,
    Place place,
    Optional<Failure> failure,
    Map<String, Long> sizes,
    List<Check> checks,
    List<Layer> layers,
    List<Gradient> gradients,
    List<Finding> findings) {

  public ModelReport {
    sizes = Map.copyOf(sizes);
    checks = List.copyOf(checks);
    layers = List.copyOf(layers);
    gradients = List.copyOf(gradients);
    findings = List.copyOf(findings);
  }

  /** Of a model that shows a fault of tensorvet itself. */
  static ModelReport crashed(Subject subject, RuntimeException crash) {
    String why = "tensorvet has a fault: " + crash;
    return new ModelReport(
        subject.name(),
        subject.place(),
        Optional.of(new Failure(Failure.Kind.CRASHED, why, Optional.empty())),
        Map.of(),
        List.of(new Check(Check.Kind.RUN, Check.State.SKIPPED, why, Optional.empty())),
        List.of(),
        List.of(),
        List.of());
  }

  /**
   * @param kind what kept it from running
   * @param why as a sentence in lower case without a full stop; libtorch's own words where it was
   *     libtorch that refused
   * @param place the line that it happened at
   */
  public record Failure(Kind kind, String why, Optional<Place> place) {

    /** What kept a model from running. */
    public enum Kind {
      /** It is not understood well enough. */
      NOT_EMITTED("not run"),
      /** It takes more memory than a run may. */
      TOO_LARGE("not run"),
      /** libtorch does not know one of its operations as it is used. */
      NOT_LOADED("not run"),
      /** An operation failed. */
      REFUSED("fails"),
      /** It killed the process that ran it. */
      DIED("killed"),
      /** tensorvet itself has a fault. */
      CRASHED("not run");

      private final String text;

      Kind(String text) {
        this.text = text;
      }

      /** As a report has it. */
      public String text() {
        return text;
      }
    }
  }

  /**
   * A tensor that was computed.
   *
   * @param module the path of the module that computes it
   * @param predicted its type as it was foreseen
   * @param actual its type as it was
   */
  public record Layer(
      Optional<Place> place,
      String module,
      String op,
      String predicted,
      String actual,
      boolean isAsPredicted,
      double least,
      double most,
      long nans,
      long infinities) {}

  /**
   * The gradient of a parameter.
   *
   * @param norm zero where there is none
   */
  public record Gradient(String parameter, State state, double norm) {

    /** What is to be said of it. */
    public enum State {
      FINE("fine"),
      NONE("none"),
      ZERO("zero"),
      VANISHING("vanishing"),
      EXPLODING("exploding"),
      NOT_FINITE("not finite");

      private final String text;

      State(String text) {
        this.text = text;
      }

      /** As a report has it. */
      public String text() {
        return text;
      }
    }
  }
}
