package dev.tensorvet.facts;

import dev.tensorvet.finding.Certainty;
import dev.tensorvet.tensor.Proof;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds the models of a run, and what happens to each. */
final class ModelTraces implements RunReader<ModelTrace> {

  @Override
  public Class<ModelTrace> kind() {
    return ModelTrace.class;
  }

  @Override
  public List<ModelTrace> read(FinishedRun run) {
    List<Term> models = models(run);
    if (models.isEmpty()) {
      return List.of();
    }
    Set<Term> learntFrom = new HashSet<>();
    run.events(Event.Backward.class)
        .flatMap(backward -> backward.losses().stream())
        .forEach(loss -> run.relations().comesFrom(loss, t -> false, learntFrom));
    return models.stream().map(model -> trace(model, run, learntFrom)).toList();
  }

  private static ModelTrace trace(Term model, FinishedRun run, Set<Term> learntFrom) {
    boolean isReadWhole = run.module().parsed().problems().isEmpty();
    return new ModelTrace(
        run.file(),
        name(model, run),
        run.objects().dependsOnMode(model),
        isReadWhole && run.objects().isModule(model) ? Certainty.PROVEN : Certainty.LIKELY,
        run.graph().map(new ModelView(model, run, learntFrom)::see));
  }

  /** What is switched between modes, or is made as a module and run; parts of others left out. */
  static List<Term> models(FinishedRun run) {
    Set<Term> candidates = new LinkedHashSet<>();
    run.events()
        .forEach(
            event -> {
              switch (event) {
                case Event.Mode mode -> candidates.add(run.relations().settled(mode.module()));
                case Event.Forward forward when run.objects().isModule(forward.module()) ->
                    candidates.add(run.relations().settled(forward.module()));
                default -> {}
              }
            });
    List<Term> models = new ArrayList<>();
    for (Term candidate : candidates) {
      boolean isPart =
          candidates.stream()
              .anyMatch(
                  other -> !other.equals(candidate) && run.relations().holds(other, candidate));
      if (!isPart
          && !isSeveral(candidate, run)
          && models.stream().noneMatch(m -> run.relations().same(m, candidate) == Proof.YES)) {
        models.add(candidate);
      }
    }
    return models;
  }

  /**
   * Whether a term stands for one object after the other, or for one of several, not all models.
   */
  private static boolean isSeveral(Term term, FinishedRun run) {
    return term instanceof Term.Element
        || term instanceof Term.Carried
        || (term instanceof Term.Either && !run.objects().isModule(term));
  }

  /** What the code calls a model. */
  static String name(Term model, FinishedRun run) {
    return run.events()
        .filter(event -> isCalled(event, model, run.relations()))
        .flatMap(
            event ->
                event instanceof Event.Forward
                    ? event.site().callee().stream()
                    : event.site().receiver().stream())
        .findFirst()
        .orElse("the model");
  }

  /** Whether an event is a call of the model, or of a method of it. */
  private static boolean isCalled(Event event, Term model, Relations relations) {
    return switch (event) {
      case Event.Mode mode -> relations.same(mode.module(), model) == Proof.YES;
      case Event.Forward forward -> relations.settled(forward.module()).equals(model);
      default -> false;
    };
  }
}
