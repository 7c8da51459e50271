package dev.tensorvet.reader.run;

import dev.tensorvet.facts.LastStep;
import dev.tensorvet.facts.LossInput;
import dev.tensorvet.facts.Site;
import dev.tensorvet.framework.Losses;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds what the losses of a run are given whose input is of one kind. */
final class LossInputs implements RunReader<LossInput> {

  @Override
  public Class<LossInput> kind() {
    return LossInput.class;
  }

  @Override
  public List<LossInput> read(FinishedRun run) {
    Set<LossInput> found = new LinkedHashSet<>();
    run.events(Event.Forward.class)
        .filter(forward -> !forward.inputs().isEmpty())
        .forEach(
            forward ->
                expected(run.relations().settled(forward.module()), run)
                    .flatMap(e -> read(forward.site(), forward.inputs().getFirst(), e, run))
                    .ifPresent(found::add));
    for (Term term : run.learntFrom()) {
      if (term instanceof Term.Made made
          && !made.positional().isEmpty()
          && !run.objects().isClass(made.callee())) {
        named(made.callee(), run)
            .flatMap(e -> read(made.site(), made.positional().getFirst(), e, run))
            .ifPresent(found::add);
      }
    }
    return List.copyOf(found);
  }

  private static Optional<Losses.Input> expected(Term module, FinishedRun run) {
    return module instanceof Term.Made made ? named(made.callee(), run) : Optional.empty();
  }

  private static Optional<Losses.Input> named(Term callee, FinishedRun run) {
    return run.objects().libraryName(callee).flatMap(Losses::input);
  }

  private static Optional<LossInput> read(
      Site loss, Term input, Losses.Input expected, FinishedRun run) {
    List<Term.Made> at = new ArrayList<>();
    return new LastSteps(run.run())
        .of(input, at)
        .filter(step -> step != LastStep.RELU || expected.areOfAnySign())
        .map(
            step ->
                new LossInput(
                    run.file(),
                    loss,
                    expected,
                    step,
                    at.stream().map(made -> made.site().place()).distinct().toList()));
  }
}
