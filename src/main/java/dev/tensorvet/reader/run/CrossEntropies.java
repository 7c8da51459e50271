package dev.tensorvet.reader.run;

import dev.tensorvet.facts.CrossEntropyInput;
import dev.tensorvet.facts.LastStep;
import dev.tensorvet.finding.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the cross-entropy losses that are given probabilities. */
final class CrossEntropies implements RunReader<CrossEntropyInput> {

  @Override
  public Class<CrossEntropyInput> kind() {
    return CrossEntropyInput.class;
  }

  @Override
  public List<CrossEntropyInput> read(FinishedRun run) {
    return run.events(Event.CrossEntropy.class).flatMap(loss -> read(loss, run).stream()).toList();
  }

  private static Optional<CrossEntropyInput> read(Event.CrossEntropy loss, FinishedRun run) {
    List<Term.Made> at = new ArrayList<>();
    Optional<CrossEntropyInput.Kind> kind =
        new LastSteps(run.run()).of(loss.scores(), at).flatMap(CrossEntropies::kind);
    if (kind.isEmpty() || loss.input().in(run.file()).isEmpty()) {
      return Optional.empty();
    }
    List<Place> places = at.stream().map(made -> made.site().place()).distinct().toList();
    return Optional.of(new CrossEntropyInput(loss.input(), kind.get(), places));
  }

  private static Optional<CrossEntropyInput.Kind> kind(LastStep step) {
    return switch (step) {
      case SOFTMAX -> Optional.of(CrossEntropyInput.Kind.SOFTMAX);
      case SIGMOID -> Optional.of(CrossEntropyInput.Kind.SIGMOID);
      case LAYER, RELU -> Optional.empty();
    };
  }
}
