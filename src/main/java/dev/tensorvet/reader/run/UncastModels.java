package dev.tensorvet.reader.run;

import dev.tensorvet.facts.UncastModel;
import dev.tensorvet.framework.Role;
import dev.tensorvet.tensor.Proof;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the losses of a run that are computed under autocast, though none of the models is that
 * they are computed from.
 */
final class UncastModels implements RunReader<UncastModel> {

  @Override
  public Class<UncastModel> kind() {
    return UncastModel.class;
  }

  @Override
  public List<UncastModel> read(FinishedRun run) {
    if (!run.run().contexts().hasAutocast()) {
      return List.of();
    }
    List<Trained> trained = run.trained(run.steppingOptimizers());
    List<UncastModel> found = new ArrayList<>();
    run.events(Event.Backward.class)
        .forEach(pass -> uncast(run.walkedBackBy(pass), trained, run).ifPresent(found::add));
    return found;
  }

  private static Optional<UncastModel> uncast(
      BackwardGraph graph, List<Trained> trained, FinishedRun run) {
    List<Term.Made> cast =
        graph.all().stream()
            .filter(term -> term instanceof Term.Made made && mayBeCast(made, run))
            .map(Term.Made.class::cast)
            .toList();
    boolean isLossAlone =
        !cast.isEmpty() && graph.isWhole() && cast.stream().noneMatch(made -> isOfLayer(made, run));
    Optional<Term.Made> loss =
        cast.stream()
            .filter(made -> isLoss(made, run) && run.run().contexts().isCast(made))
            .findFirst();
    List<Event.Forward> forwards =
        run.events(Event.Forward.class)
            .filter(forward -> graph.passesSurely(forward.result()))
            .filter(forward -> forward.graph() == Proof.YES)
            .filter(forward -> isTrained(forward, trained, run))
            .toList();
    return isLossAlone
            && loss.isPresent()
            && !forwards.isEmpty()
            && forwards.stream().noneMatch(forward -> forward.autocast().isOn())
        ? Optional.of(
            new UncastModel(
                run.file(),
                forwards.getFirst().site(),
                forwards.getFirst().site().callee().orElse("the model"),
                loss.get().site().place()))
        : Optional.empty();
  }

  private static boolean mayBeCast(Term.Made made, FinishedRun run) {
    return run.run().contexts().mayBeCast(made);
  }

  private static boolean isLoss(Term.Made made, FinishedRun run) {
    return run.objects().is(made, Role.LOSS_FUNCTION)
        || run.objects().is(run.relations().settled(made.callee()), Role.LOSS);
  }

  /** Whether a module that is no loss computed a value, or what may be one. */
  private static boolean isOfLayer(Term.Made made, FinishedRun run) {
    Term callee = run.relations().settled(made.callee());
    return !isLoss(made, run)
        && !(callee instanceof Term.Named)
        && (run.objects().isModule(callee) || !(callee instanceof Term.Member));
  }

  private static boolean isTrained(Event.Forward forward, List<Trained> trained, FinishedRun run) {
    Term module = run.relations().settled(forward.module());
    return run.objects().isNetwork(module)
        && trained.stream().anyMatch(each -> run.training().covers(module, each) == Proof.YES);
  }
}
