package dev.tensorvet.verify;

import dev.tensorvet.finding.Certainty;
import dev.tensorvet.graph.GraphNode;
import dev.tensorvet.graph.Input;
import dev.tensorvet.tensor.Dim;
import dev.tensorvet.verify.Check.Kind;
import dev.tensorvet.verify.Check.State;
import dev.tensorvet.verify.ModelReport.Failure;
import dev.tensorvet.verify.Session.Ran;
import dev.tensorvet.verify.Wire.Numbers;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Looks at a model as it is evaluated, by batches of other sizes too. */
final class EvaluationReview {

  /** Samples that do not meet differ by less, relative to the values. */
  private static final double ROUNDING = 1e-4;

  private final Subject subject;
  private final Session session;
  private final Notes notes;

  EvaluationReview(Subject subject, Session session, Notes notes) {
    this.subject = subject;
    this.session = session;
    this.notes = notes;
  }

  void look(Ran trained, Map<String, Dim> sizes) {
    Optional<Ran> ran = session.run(subject.evaluation(), sizes, 0);
    if (ran.isEmpty()) {
      return;
    }
    double difference = difference(trained.results(), ran.get().results());
    notes.check(
        Kind.MODES,
        State.TOLD,
        difference == 0
            ? "the outputs are the same"
            : "the outputs differ by up to " + Notes.number(difference));
    lookAtMixing(ran.get().program());
  }

  private static double difference(List<Numbers> left, List<Numbers> right) {
    double most = 0;
    for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
      int count = Math.min(left.get(i).values().remaining(), right.get(i).values().remaining());
      for (int k = 0; k < count; k++) {
        most = Math.max(most, Math.abs(left.get(i).at(k) - right.get(i).at(k)));
      }
    }
    return most;
  }

  private void lookAtMixing(Program program) {
    if (InputSizes.batch(program.graph()).isEmpty()) {
      notes.check(Kind.BATCH, State.SKIPPED, "no dimension is known to be that of the samples");
      return;
    }
    Optional<List<Numbers>> found = session.given(session.call("mix"));
    if (found.isEmpty()) {
      return;
    }
    Set<Integer> outputs = new HashSet<>();
    program.graph().output().values().forEach(value -> outputs.add(value.id()));
    Optional<Integer> first = Optional.empty();
    boolean isInOutput = false;
    for (int i = 0; i < program.traced().size(); i++) {
      Numbers facts = found.get().get(i);
      if (facts.at(1) > ROUNDING * Math.max(1, facts.at(2))) {
        first = first.isPresent() ? first : Optional.of(i);
        isInOutput |= outputs.contains(program.traced().get(i).value().id());
      }
    }
    if (first.isPresent() && isInOutput) {
      GraphNode node = program.traced().get(first.get()).node();
      notes.find(
          Checklist.BATCH_MIXING,
          Notes.place(node.origin()),
          "after `%s`, the outputs of one sample depend on the other samples of the batch"
              .formatted(node.op()),
          Certainty.PROVEN);
      notes.check(Kind.BATCH, State.FAILED, "samples meet in `" + node.op() + "`");
    } else {
      notes.check(Kind.BATCH, State.PASSED, "another first sample changes no other output");
    }
  }

  void lookAtBatchSizes(Map<String, Dim> sizes) {
    Optional<String> batch = InputSizes.batch(subject.evaluation());
    if (batch.isEmpty()) {
      notes.check(Kind.BATCH_SIZES, State.SKIPPED, "the size of a batch is fixed");
      return;
    }
    for (long size : List.of(3L, 1L)) {
      if (!runs(sizes, Set.of(batch.get()), size) && !runs(sizes, together(sizes), size)) {
        notes.failed(
            Kind.BATCH_SIZES,
            "a batch of %d fails: %s"
                .formatted(size, session.failure().map(Failure::why).orElse("")),
            session.failure().flatMap(Failure::place));
        // It runs with others.
        session.tell(session.failure().filter(f -> f.kind() == Failure.Kind.DIED));
        return;
      }
      session.tell(Optional.empty());
    }
    notes.check(Kind.BATCH_SIZES, State.PASSED, "batches of 3 and 1 run");
  }

  private boolean runs(Map<String, Dim> sizes, Set<String> batches, long size) {
    Map<String, Dim> other = new LinkedHashMap<>(sizes);
    batches.forEach(batch -> other.put(batch, Dim.of(size)));
    return session.run(subject.evaluation(), other, 0).isPresent();
  }

  /** The first sizes of all inputs that are as many as the samples of the first one. */
  private Set<String> together(Map<String, Dim> sizes) {
    Set<String> all = new TreeSet<>();
    Optional<Dim> first = InputSizes.batch(subject.evaluation()).map(sizes::get);
    for (Input input : subject.evaluation().inputs()) {
      Dim samples = input.value().type().shape().dim(0);
      if (samples.isSize() && first.equals(Optional.ofNullable(sizes.get(samples.toString())))) {
        all.add(samples.toString());
      }
    }
    return all;
  }
}
