package dev.tensorvet.reader.run;

import dev.tensorvet.facts.ForgottenState;
import dev.tensorvet.framework.Role;
import dev.tensorvet.tensor.Proof;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the optimizers of a run that are restored, and replaced before they step. */
final class ForgottenStates implements RunReader<ForgottenState> {

  @Override
  public Class<ForgottenState> kind() {
    return ForgottenState.class;
  }

  @Override
  public List<ForgottenState> read(FinishedRun run) {
    return run.nodes(Event.Load.class).stream().flatMap(node -> read(node, run).stream()).toList();
  }

  private static Optional<ForgottenState> read(int load, FinishedRun run) {
    Term target = run.relations().settled(((Event.Load) run.event(load)).target());
    if (!(target instanceof Term.Made restored)
        || !run.objects().is(restored, Role.OPTIMIZER)
        || steps(restored, run) != Proof.NO
        || isHandedOn(restored, run)) {
      return Optional.empty();
    }
    return run.nodes(Event.Made.class).stream()
        .filter(made -> made > load)
        .filter(made -> run.graph().isSureWith(made, load))
        .map(made -> ((Event.Made) run.event(made)).object())
        .filter(made -> replaces(made, restored, run))
        .findFirst()
        .map(made -> new ForgottenState(run.file(), run.event(load).site(), made.site().place()));
  }

  private static Proof steps(Term optimizer, FinishedRun run) {
    return run.events(Event.Step.class)
        .map(step -> run.relations().same(step.optimizer(), optimizer))
        .reduce(Proof.NO, Proof::or);
  }

  private static boolean isHandedOn(Term optimizer, FinishedRun run) {
    return run.events(Event.Opaque.class)
        .flatMap(opaque -> Stream.concat(opaque.receiver().stream(), opaque.given().stream()))
        .anyMatch(given -> run.relations().gives(given, optimizer::equals));
  }

  /** Whether one optimizer stands where another did, for the same modules, and steps as it is. */
  private static boolean replaces(Term.Made made, Term.Made restored, FinishedRun run) {
    Trained trained = run.training().of(made);
    Optional<String> name = made.site().target(run.file());
    return run.objects().is(made, Role.OPTIMIZER)
        && name.isPresent()
        && name.equals(restored.site().target(run.file()))
        && trained.isComplete()
        && trained.modules().equals(run.training().of(restored).modules())
        && steps(made, run) == Proof.YES
        && run.events(Event.Load.class)
            .allMatch(load -> run.relations().same(load.target(), made) == Proof.NO);
  }
}
