package dev.tensorvet.verify;

import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.graph.GraphNode;
import dev.tensorvet.graph.Origin;
import dev.tensorvet.graph.Weight;
import dev.tensorvet.interp.Lesson;
import dev.tensorvet.verify.Check.Kind;
import dev.tensorvet.verify.Check.State;
import dev.tensorvet.verify.ModelReport.Failure;
import dev.tensorvet.verify.ModelReport.Gradient;
import dev.tensorvet.verify.Session.Ran;
import dev.tensorvet.verify.Wire.Answer;
import dev.tensorvet.verify.Wire.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Looks at what a backward pass gives to each parameter. */
final class GradientReview {

  private static final double VANISHING = 1e-8;
  private static final double EXPLODING = 1e6;

  private final Subject subject;
  private final Session session;
  private final Notes notes;

  GradientReview(Subject subject, Session session, Notes notes) {
    this.subject = subject;
    this.session = session;
    this.notes = notes;
  }

  void look(Ran ran) {
    List<Weight> parameters = ran.program().trainable();
    if (parameters.isEmpty()) {
      notes.check(Kind.GRADIENTS, State.SKIPPED, "it has no parameters");
      return;
    }
    Answer answer = session.call("grads");
    if (answer instanceof Answer.Failed refused) {
      backwardFails(ran.program(), refused.message());
      return;
    }
    Optional<List<Numbers>> found = session.given(answer);
    if (found.isEmpty()) {
      return;
    }
    double loss = found.get().getFirst().at(4);
    notes.check(
        Kind.LOSS,
        Double.isFinite(loss) ? State.PASSED : State.FAILED,
        "the distance of the outputs to noise is " + Notes.number(loss));
    ran.program().loss().ifPresent(this::lookAtLoss);
    List<Numbers> later = later(parameters.size(), found.get());
    Map<RuleId, List<Weight>> bad = new LinkedHashMap<>();
    for (int i = 0; i < parameters.size(); i++) {
      Weight weight = parameters.get(i);
      Gradient gradient = gradient(weight, found.get().get(i + 1));
      notes.gradients().add(gradient);
      fault(weight, gradient, gradient(weight, later.get(i + 1)))
          .ifPresent(rule -> bad.computeIfAbsent(rule, r -> new ArrayList<>()).add(weight));
    }
    bad.forEach(this::report);
    long count = bad.values().stream().mapToLong(List::size).sum();
    notes.check(
        Kind.GRADIENTS,
        count == 0 ? State.PASSED : State.FAILED,
        count == 0
            ? "those of all " + notes.gradients().size() + " parameters are fine"
            : "those of " + count + " of " + notes.gradients().size() + " parameters are not fine");
  }

  /** That it is not finite proves nothing: what stands for the target is made up. */
  private void lookAtLoss(Lesson.Loss loss) {
    Answer answer = session.call("judge", Loss.OWN, session.options().optimizer(), 1);
    Optional<String> seen =
        switch (answer) {
          case Answer.Given given ->
              Optional.of("is " + Notes.number(given.tensors().getFirst().at(4)));
          case Answer.Failed failed ->
              Optional.of(
                  "refuses what stands for its input: " + Complaint.reason(failed.message()));
          case Answer.Died died -> {
            session.given(died);
            yield Optional.empty();
          }
        };
    seen.ifPresent(
        what -> notes.check(Kind.LOSS, State.TOLD, "`%s` %s".formatted(loss.text(), what)));
  }

  private static Gradient gradient(Weight weight, Numbers seen) {
    double norm = seen.at(1);
    Gradient.State state =
        seen.at(0) == 1
            ? Gradient.State.NONE
            : seen.at(2) > 0 || !Double.isFinite(norm)
                ? Gradient.State.NOT_FINITE
                : norm == 0
                    ? Gradient.State.ZERO
                    : norm < VANISHING
                        ? Gradient.State.VANISHING
                        : norm > EXPLODING ? Gradient.State.EXPLODING : Gradient.State.FINE;
    return new Gradient(weight.name(), state, norm);
  }

  /**
   * The gradients after a few steps of training: what a weight of zeros behind holds back at first
   * has come through then.
   */
  private List<Numbers> later(int parameters, List<Numbers> now) {
    boolean isNeeded = false;
    for (int i = 1; i <= parameters; i++) {
      isNeeded |= now.get(i).at(0) == 0 && now.get(i).at(1) < VANISHING;
    }
    if (!isNeeded) {
      return now;
    }
    for (int step = 1; step <= 3; step++) {
      if (!(session.call("step", 0, 0, step) instanceof Answer.Given)) {
        return now;
      }
    }
    return session.call("run") instanceof Answer.Given
            && session.call("grads") instanceof Answer.Given given
        ? given.tensors()
        : now;
  }

  /** What is wrong with a gradient: the rule that reports it. */
  private static Optional<RuleId> fault(Weight weight, Gradient gradient, Gradient later) {
    return switch (gradient.state()) {
      case FINE -> Optional.empty();
      case NONE -> Optional.of(Checklist.GRADIENT_NONE);
      case ZERO, VANISHING -> {
        boolean staysSmall =
            later.state() == Gradient.State.ZERO || later.state() == Gradient.State.VANISHING;
        // A bias before a normalization has none by intention; so has one that a softmax takes out.
        boolean isWeight = weight.value().type().shape().rank().orElse(0) >= 2;
        yield isWeight && staysSmall ? Optional.of(Checklist.GRADIENT_VANISHING) : Optional.empty();
      }
      case EXPLODING -> Optional.of(Checklist.GRADIENT_EXPLODING);
      case NOT_FINITE -> Optional.of(Checklist.VALUE_NONFINITE);
    };
  }

  /**
   * Parameters that one rule reports: by the line that makes them, or as one that has one cause.
   */
  private void report(RuleId rule, List<Weight> weights) {
    if (rule.equals(Checklist.GRADIENT_NONE)) {
      Map<Optional<Place>, List<String>> byPlace = new LinkedHashMap<>();
      weights.forEach(w -> byPlace.computeIfAbsent(place(w), p -> new ArrayList<>()).add(w.name()));
      byPlace.forEach(
          (place, names) ->
              notes.find(
                  rule,
                  place,
                  "no output depends on %s: there will be no gradient".formatted(some(names)),
                  Certainty.PROVEN));
      return;
    }
    double norm =
        notes.gradients().stream()
            .filter(g -> g.parameter().equals(weights.getFirst().name()))
            .mapToDouble(Gradient::norm)
            .findFirst()
            .orElse(0);
    String names = some(weights.stream().map(Weight::name).toList());
    notes.find(
        rule,
        place(weights.getFirst()),
        rule.equals(Checklist.VALUE_NONFINITE)
            ? "the gradient of " + names + " is not finite"
            : "the gradient of %s is %s".formatted(names, norm == 0 ? "zero" : Notes.number(norm)),
        Certainty.LIKELY);
  }

  private static String some(List<String> names) {
    String first = "`" + names.getFirst() + "`";
    return switch (names.size()) {
      case 1 -> first;
      case 2 -> first + " and `" + names.getLast() + "`";
      default -> first + " and " + (names.size() - 1) + " others";
    };
  }

  /** Where the code makes a weight. */
  private Optional<Place> place(Weight weight) {
    return subject.training().setUp().stream()
        .filter(node -> node.results().stream().anyMatch(v -> v.id() == weight.value().id()))
        .findFirst()
        .flatMap(node -> Notes.place(node.origin()));
  }

  private void backwardFails(Program program, String message) {
    String why = Complaint.reason(message);
    String changed = Complaint.changed(message);
    Optional<Origin> origin =
        changed.isEmpty()
            ? program.traced().isEmpty()
                ? Optional.empty()
                : Optional.of(program.traced().getLast().node().origin())
            : changing(program, changed);
    session.fail(Failure.Kind.REFUSED, why, origin);
    if (message.contains("does not require grad")) {
      notes.find(
          Checklist.GRADIENT_NONE,
          origin.flatMap(Notes::place),
          "no parameter gets a gradient: the outputs do not depend on any",
          Certainty.PROVEN);
    }
    notes.check(Kind.GRADIENTS, State.FAILED, why);
  }

  /** The node that changes in place what an operation of a name has computed. */
  private static Optional<Origin> changing(Program program, String producer) {
    Optional<Origin> any = Optional.empty();
    Map<Integer, String> producers = new LinkedHashMap<>();
    for (GraphNode node : program.graph().nodes()) {
      if (Spellings.isInPlace(node) && !node.inputs().isEmpty()) {
        String made = producers.getOrDefault(node.inputs().getFirst().id(), "");
        if (plain(made).equals(plain(producer))) {
          return Optional.of(node.origin());
        }
        any = any.or(() -> Optional.of(node.origin()));
      }
      node.results().forEach(result -> producers.put(result.id(), node.op()));
    }
    return any;
  }

  private static String plain(String op) {
    return op.replace("_", "").toLowerCase(Locale.ROOT);
  }
}
