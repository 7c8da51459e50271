package dev.tensorvet.reader.run;

import dev.tensorvet.facts.Anatomy;
import dev.tensorvet.facts.UnfollowedStatistic;
import dev.tensorvet.framework.GraphFlow;
import dev.tensorvet.framework.Layers;
import dev.tensorvet.framework.Layers.Family;
import dev.tensorvet.tensor.Proof;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the models of a run with batch normalisation that are only ever evaluated, and whose
 * parameters are moved after those of a model that learns: their running statistics stay those of a
 * model that has learnt nothing, unless some code has to do with buffers.
 */
final class UnfollowedStatistics implements RunReader<UnfollowedStatistic> {

  @Override
  public Class<UnfollowedStatistic> kind() {
    return UnfollowedStatistic.class;
  }

  @Override
  public List<UnfollowedStatistic> read(FinishedRun run) {
    if (run.nodes(Event.Step.class).isEmpty()) {
      return List.of();
    }
    Map<Term, Event.Forward> moved = new LinkedHashMap<>();
    run.events(Event.Forward.class)
        .forEach(change -> follower(change, run).ifPresent(m -> moved.putIfAbsent(m, change)));
    List<UnfollowedStatistic> found = new ArrayList<>();
    moved.forEach((model, change) -> unfollowed(model, change, run).ifPresent(found::add));
    return found;
  }

  /** The model one of whose parameters is moved after that of a model that learns. */
  private static Optional<Term> follower(Event.Forward change, FinishedRun run) {
    if (!(change.module() instanceof Term.Member method)
        || !GraphFlow.mixesInPlace(method.name())) {
      return Optional.empty();
    }
    return owner(Term.unchanged(method.owner()), run)
        .filter(
            model ->
                change.inputs().stream()
                    .anyMatch(input -> run.relations().comesFrom(input, t -> learns(t, run))));
  }

  /** Whether a term is a parameter of a model that some optimizer of the run trains. */
  private static boolean learns(Term parameter, FinishedRun run) {
    return owner(parameter, run)
        .filter(
            model ->
                run.trained(run.steppingOptimizers()).stream()
                    .anyMatch(trained -> run.training().covers(model, trained) == Proof.YES))
        .isPresent();
  }

  /** The module of which a loop takes the parameters. */
  private static Optional<Term> owner(Term parameter, FinishedRun run) {
    return switch (parameter) {
      case Term.Member member when GraphFlow.isCutMember(member.name()) ->
          owner(member.owner(), run);
      case Term.Element element
          when element.of() instanceof Term.Made made
              && made.callee() instanceof Term.Member method
              && Layers.givesParameters(method.name()) ->
          Optional.of(run.relations().settled(method.owner()));
      default -> Optional.empty();
    };
  }

  private static Optional<UnfollowedStatistic> unfollowed(
      Term model, Event.Forward change, FinishedRun run) {
    List<Event.Mode> modes =
        run.events(Event.Mode.class).filter(mode -> mayBeOf(mode.module(), model, run)).toList();
    Optional<Event.Forward> use =
        run.events(Event.Forward.class)
            .filter(forward -> run.relations().same(forward.module(), model) == Proof.YES)
            .findFirst();
    boolean isOnlyEvaluated =
        !modes.isEmpty()
            && modes.stream()
                .allMatch(
                    mode ->
                        mode.isTraining() == Proof.NO
                            && run.relations().same(mode.module(), model) == Proof.YES);
    return isOnlyEvaluated
            && use.isPresent()
            && normalisesBatches(model, run)
            && !isLoadedAgain(model, run)
            && !run.run().vocabulary(run.module()).mayName(Layers.keeping())
        ? Optional.of(
            new UnfollowedStatistic(
                run.file(),
                change.site(),
                use.get().site().callee().orElse("the model"),
                use.get().site().place(),
                modes.getFirst().site().place()))
        : Optional.empty();
  }

  private static boolean mayBeOf(Term switched, Term model, FinishedRun run) {
    return run.relations().same(switched, model) != Proof.NO
        || run.relations().holds(switched, model);
  }

  private static boolean normalisesBatches(Term model, FinishedRun run) {
    String code =
        run.objects()
            .classOf(model)
            .map(type -> type.module().file().text())
            .orElse(run.file().text());
    Anatomy anatomy = run.objects().anatomy(model);
    return run.objects().isModule(model)
        && anatomy.has(Family.NORMALISATION)
        && (Layers.namesBatchNorm(code) || (anatomy.isComplete() && isImageNetwork(model, run)));
  }

  private static boolean isImageNetwork(Term model, FinishedRun run) {
    return model instanceof Term.Made made
        && run.objects()
            .libraryName(run.objects().copied(made).map(UnfollowedStatistics::callee).orElse(made))
            .or(() -> run.objects().libraryName(made.callee()))
            .filter(Layers::isImageNetwork)
            .isPresent();
  }

  private static Term callee(Term object) {
    return object instanceof Term.Made made ? made.callee() : object;
  }

  /** Whether a model gets the whole state of another in the course of the training. */
  private static boolean isLoadedAgain(Term model, FinishedRun run) {
    return run.nodes(Event.Load.class).stream()
        .filter(node -> !run.graph().loopsAround(node).isEmpty())
        .map(node -> (Event.Load) run.event(node))
        .anyMatch(load -> run.relations().same(load.target(), model) != Proof.NO);
  }
}
