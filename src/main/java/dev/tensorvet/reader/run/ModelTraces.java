package dev.tensorvet.reader.run;

import dev.tensorvet.facts.ModelTrace;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.tensor.Proof;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the models of a run, and what happens to each. */
final class ModelTraces implements RunReader<ModelTrace> {

  @Override
  public Class<ModelTrace> kind() {
    return ModelTrace.class;
  }

  @Override
  public List<ModelTrace> read(FinishedRun run) {
    Set<Term> switched = switched(run);
    List<Term> models = models(run, switched);
    if (models.isEmpty()) {
      return List.of();
    }
    List<Trained> trained = run.trained(run.steppingOptimizers());
    return models.stream()
        .filter(model -> matters(model, trained, switched, run))
        .map(model -> trace(model, run, new ModelView(model, run, switched)))
        .toList();
  }

  /** Of what is never trained nor switched, and may not mind its mode, there is nothing to tell. */
  private static boolean matters(
      Term model, List<Trained> trained, Set<Term> switched, FinishedRun run) {
    return switched.contains(model)
        || (!isToldByParts(model, switched, run)
            && (run.objects().dependsOnMode(model) == Proof.YES
                || trained.stream().anyMatch(by -> run.training().covers(model, by) == Proof.YES)));
  }

  /** Whether all in a model that minds its mode was given to it, and is switched by itself. */
  private static boolean isToldByParts(Term model, Set<Term> switched, FinishedRun run) {
    List<Term> parts = run.objects().dependsOnModeOf(model);
    return !parts.isEmpty()
        && parts.stream().allMatch(part -> switched.contains(run.relations().settled(part)));
  }

  private static ModelTrace trace(Term model, FinishedRun run, ModelView view) {
    return new ModelTrace(
        run.file(),
        name(model, run),
        view.dependsOnMode(),
        run.objects().isModule(model) ? run.certainty() : Certainty.LIKELY,
        isPretrained(model, run.objects()),
        view.isSwitchedInParts(),
        run.graph().map(view::see));
  }

  /** Of a network of the project a part may be, and the rest still be new. */
  private static boolean isPretrained(Term model, Objects objects) {
    return objects.classOf(model).isEmpty()
        && objects.isConstructed(model)
        && objects.anatomy(model).isPretrained() == Proof.YES;
  }

  /** The models of a run. */
  static List<Term> models(FinishedRun run) {
    return models(run, switched(run));
  }

  private static Set<Term> switched(FinishedRun run) {
    Set<Term> switched = new LinkedHashSet<>();
    run.events(Event.Mode.class)
        .forEach(mode -> switched.add(run.relations().settled(mode.module())));
    return switched;
  }

  /**
   * What is switched between modes, or is made as a module and run. A part of another model is left
   * to that, unless it is switched by itself.
   */
  private static List<Term> models(FinishedRun run, Set<Term> switched) {
    Set<Term> candidates = new LinkedHashSet<>(switched);
    run.events(Event.Forward.class)
        .map(forward -> run.relations().settled(forward.module()))
        .filter(run.objects()::isModule)
        .forEach(candidates::add);
    List<Term> models = new ArrayList<>();
    for (Term candidate : candidates) {
      boolean isPart =
          !switched.contains(candidate)
              && candidates.stream()
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

  /** What the code calls a model; its own methods have no name for it. */
  static String name(Term model, FinishedRun run) {
    return names(model, run)
        .filter(name -> !name.equals("self"))
        .findFirst()
        .or(() -> names(model, run).findFirst())
        .orElse("the model");
  }

  private static Stream<String> names(Term model, FinishedRun run) {
    return run.events()
        .filter(event -> isCalled(event, model, run.relations()))
        .flatMap(
            event ->
                event instanceof Event.Forward
                    ? event.site().callee().stream()
                    : event.site().receiver().stream());
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
