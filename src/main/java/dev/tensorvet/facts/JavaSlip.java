package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import dev.tensorvet.source.TextEdit;
import dev.tensorvet.tensor.Proof;
import java.util.List;
import java.util.Optional;

/**
 * Java code does something that a rule has a word about.
 *
 * @param place the narrowest place that shows it
 * @param subject what it is about, as the code calls it
 * @param detail what else is to be told of it, perhaps empty
 * @param isSure whether it is so on every way through the code; unknown when only on some
 * @param other a second place that takes part
 * @param change how to write it instead
 */
public record JavaSlip(
    Kind kind,
    Place place,
    String subject,
    String detail,
    Proof isSure,
    Optional<Place> other,
    Optional<Change> change)
    implements Fact {

  /** How to write it instead. */
  public record Change(String title, List<TextEdit> edits) {

    public Change {
      edits = List.copyOf(edits);
    }
  }

  /** What is done. */
  public enum Kind {
    BATCH_NOT_CLOSED,
    MANAGER_NOT_CLOSED,
    COLLECTOR_NOT_CLOSED,
    MODEL_NOT_CLOSED,
    STEP_MISSING,
    STEP_WITHOUT_BACKWARD,
    FORWARD_OUTSIDE_COLLECTOR,
    EVALUATED_WITH_FORWARD,
    CHILD_NOT_REGISTERED,
    CHILDREN_NOT_INITIALIZED,
    TRAINING_FLAG_IGNORED,
    SOFTMAX_TWICE,
    LOGITS_TAKEN_FOR_LOG_PROBABILITIES,
    SIGMOID_LOSS_WITHOUT_SIGN,
    SIGMOID_TWICE,
    ARRAY_OUTLIVES_MANAGER,
    TRACKED_ARRAY_CHANGED,
    NORMALIZED_BEFORE_TENSOR,
    TRAINING_NOT_SHUFFLED,
    SAMPLING_MISSING,
    ALL_OF_NOT_JOINED,
    OPTIMIZER_NOT_IN_ENGINE,
    OPERATION_NOT_IN_ENGINE,
    ENGINE_NOT_THERE,
    DEVICE_FIXED,
    SPLIT_OF_AUGMENTED,
    PREDICTOR_SHARED,
    ARRAY_MADE_IN_LOOP,
    OUTPUT_MISFIT,
    NETWORK_NOT_INITIALIZED,
    ITERATOR_NOT_RESET,
    NORMALIZER_FIT_ON_TEST,
    SIZES_DIFFER,
    BUILDER_METHOD_REMOVED,
    SEED_MISSING,
    ARRAY_OUTLIVES_WORKSPACE,
    UPDATER_NOT_SAVED,
    COPY_DISCARDED,
    RNN_STATE_KEPT
  }

  /** A slip that is sure, with nothing beside it. */
  public static JavaSlip of(Kind kind, Place place, String subject) {
    return new JavaSlip(kind, place, subject, "", Proof.YES, Optional.empty(), Optional.empty());
  }

  /** The same with a further word for the message. */
  public JavaSlip withDetail(String text) {
    return new JavaSlip(kind, place, subject, text, isSure, other, change);
  }

  /** The same with a second place. */
  public JavaSlip withOther(Place second) {
    return new JavaSlip(kind, place, subject, detail, isSure, Optional.of(second), change);
  }

  /** The same with what the code should say instead. */
  public JavaSlip withChange(Optional<Change> instead) {
    return new JavaSlip(kind, place, subject, detail, isSure, other, instead);
  }

  /** The same where not all is known that could speak against it. */
  public JavaSlip unsure() {
    return new JavaSlip(kind, place, subject, detail, Proof.UNKNOWN, other, change);
  }
}
