package dev.tensorvet.verify;

import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.tensor.Dim;
import dev.tensorvet.verify.Check.Kind;
import dev.tensorvet.verify.Check.State;
import dev.tensorvet.verify.ModelReport.Failure;
import dev.tensorvet.verify.ModelReport.Layer;
import dev.tensorvet.verify.Program.Traced;
import dev.tensorvet.verify.Session.Ran;
import dev.tensorvet.verify.Wire.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs a model and looks at all that a careful person would look at before training it. */
public final class Checklist {

  static final RuleId GRADIENT_NONE = new RuleId("verify-gradient-none");
  static final RuleId GRADIENT_VANISHING = new RuleId("verify-gradient-vanishing");
  static final RuleId GRADIENT_EXPLODING = new RuleId("verify-gradient-exploding");
  static final RuleId VALUE_NONFINITE = new RuleId("verify-value-nonfinite");
  static final RuleId BATCH_MIXING = new RuleId("verify-batch-mixing");
  static final RuleId SHAPE_DIFFERS = new RuleId("verify-shape-differs");
  static final RuleId LOSS_DOES_NOT_FALL = new RuleId("verify-loss-does-not-fall");

  /** Names of what runs report and no check of the code does. */
  public static final List<RuleId> RULES =
      List.of(
          GRADIENT_NONE,
          GRADIENT_VANISHING,
          GRADIENT_EXPLODING,
          VALUE_NONFINITE,
          BATCH_MIXING,
          SHAPE_DIFFERS,
          LOSS_DOES_NOT_FALL);

  private static final long BATCH = 4;

  /**
   * What is asked of a run.
   *
   * @param optimizer what is trained with where the project does not say
   * @param memory what the tensors of a model may take, in bytes
   * @param weights what the weights are, where they are not to be made anew
   */
  public record Options(
      Recipe.Hardware device,
      Optimizer optimizer,
      boolean isOverfit,
      boolean isProfile,
      long memory,
      Optional<SavedState> weights) {

    /** With weights that are made anew. */
    public Options(
        Recipe.Hardware device,
        Optimizer optimizer,
        boolean isOverfit,
        boolean isProfile,
        long memory) {
      this(device, optimizer, isOverfit, isProfile, memory, Optional.empty());
    }
  }

  private final Subject subject;
  private final Session session;
  private final Notes notes;

  private Checklist(Subject subject, Libtorch torch, Options options) {
    this.subject = subject;
    this.session = new Session(torch, options);
    this.notes = new Notes(subject);
  }

  /** Runs a model. What goes wrong in tensorvet itself costs that model and no other. */
  public static ModelReport of(Subject subject, Libtorch torch, Options options) {
    try {
      return new Checklist(subject, torch, options).report();
    } catch (RuntimeException crash) {
      return ModelReport.crashed(subject, crash);
    }
  }

  private ModelReport report() {
    Optional<Ran> trained = firstRun();
    trained.ifPresent(this::look);
    Map<String, Long> sizes = new LinkedHashMap<>();
    trained.ifPresent(
        ran ->
            ran.program()
                .recipe()
                .sizes()
                .forEach((symbol, dim) -> dim.known().ifPresent(n -> sizes.put(symbol, n))));
    return notes.report(session.failure(), sizes);
  }

  // --- runs

  /** The first choice of sizes that it runs with; else the failure of the very first. */
  private Optional<Ran> firstRun() {
    Optional<Failure> first = Optional.empty();
    for (Map<String, Dim> sizes : InputSizes.candidates(subject.training(), BATCH)) {
      session.tell(Optional.empty());
      Optional<Ran> ran = session.run(subject.training(), subject.lesson().loss(), sizes, 0);
      if (ran.isPresent()) {
        notes.check(Kind.RUN, State.PASSED, sizes.isEmpty() ? "as it is" : "with " + text(sizes));
        return ran;
      }
      first = first.or(session::failure);
      if (session.failure().filter(Checklist::isForAllSizes).isPresent()) {
        break;
      }
    }
    session.tell(first.map(this::unlessGuessed));
    session.failure().ifPresent(f -> notes.check(Kind.RUN, state(f), f.why()));
    return Optional.empty();
  }

  /** Whether other sizes would not help. */
  private static boolean isForAllSizes(Failure failure) {
    return switch (failure.kind()) {
      case REFUSED, TOO_LARGE -> false;
      case NOT_EMITTED, NOT_LOADED, DIED, CRASHED -> true;
    };
  }

  /** Where numbers were guessed, others may fit: that these do not proves nothing. */
  private Failure unlessGuessed(Failure failure) {
    boolean isGuessed = InputSizes.isGuessed(subject.training());
    return failure.kind() == Failure.Kind.REFUSED
            && (isGuessed || subject.isGivenAny() || InputSizes.isOpen(subject.training()))
        ? new Failure(
            Failure.Kind.NOT_EMITTED,
            "no %s were found with which it runs: %s"
                .formatted(
                    isGuessed ? "numbers for its constructor" : "sizes of its inputs",
                    failure.why()),
            failure.place())
        : failure;
  }

  private static State state(Failure failure) {
    return failure.kind() == Failure.Kind.REFUSED || failure.kind() == Failure.Kind.DIED
        ? State.FAILED
        : State.SKIPPED;
  }

  private static String text(Map<String, Dim> sizes) {
    List<String> words = new ArrayList<>();
    sizes.forEach((symbol, size) -> words.add("`" + symbol + " = " + size + "`"));
    return String.join(", ", words);
  }

  // --- the list

  private void look(Ran ran) {
    lookAtTensors(ran);
    if (session.isSound()) {
      new GradientReview(subject, session, notes).look(ran);
    }
    Map<String, Dim> sizes = ran.program().recipe().sizes();
    TrainingReview training = new TrainingReview(subject, session, notes);
    if (session.isSound() && session.options().isOverfit()) {
      training.overfit(sizes);
    }
    if (session.isSound() && session.options().isProfile()) {
      training.profile(sizes);
    }
    EvaluationReview evaluation = new EvaluationReview(subject, session, notes);
    if (session.isSound()) {
      evaluation.look(ran, sizes);
    }
    if (session.isSound()) {
      evaluation.lookAtBatchSizes(sizes);
    }
  }

  private void lookAtTensors(Ran ran) {
    Optional<List<Numbers>> seen = session.given(session.call("seen"));
    if (seen.isEmpty()) {
      return;
    }
    List<Traced> traced = ran.program().traced();
    Map<String, Dim> sizes = ran.program().recipe().sizes();
    for (int i = 0; i < traced.size(); i++) {
      notes.layers().add(Observed.of(traced.get(i), seen.get().get(i), sizes));
    }
    List<Layer> differing =
        notes.layers().stream().filter(layer -> !layer.isAsPredicted()).toList();
    differing.stream()
        .findFirst()
        .ifPresent(
            layer ->
                notes.find(
                    SHAPE_DIFFERS,
                    layer.place(),
                    "`%s` gives `%s`, where `%s` was foreseen"
                        .formatted(layer.op(), layer.actual(), layer.predicted()),
                    Certainty.PROVEN));
    notes.check(
        Kind.SHAPES,
        differing.isEmpty() ? State.PASSED : State.FAILED,
        differing.isEmpty()
            ? notes.layers().size() + " tensors are as foreseen"
            : differing.size() + " of " + notes.layers().size() + " tensors are not as foreseen");
    new ValueReview(session, notes).look(ran);
  }
}
