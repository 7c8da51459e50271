package dev.tensorvet.reader.run;

import dev.tensorvet.facts.Site;
import dev.tensorvet.facts.UnlearntTarget;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.GraphFlow;
import dev.tensorvet.framework.Role;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.tensor.Proof;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the models of a run that compute what another learns from, and that nothing trains: a
 * teacher, a target network, a network that a loss compares features with.
 */
final class UnlearntTargets implements RunReader<UnlearntTarget> {

  /** What programs call a model that only shows another what to learn. */
  private static final Pattern TEACHER =
      Pattern.compile(
          "(?i)(?:.*[._])?(?:teacher(?:_?(?:model|net|network|head|encoder))?|(?:model|net)_(?:teacher|t)"
              + "|target_?(?:net|network|model|critic|actor|policy|q)\\d*"
              + "|(?:q|critic|actor|policy|qf\\d?)_?target\\d*)(?:\\.forward)?");

  @Override
  public Class<UnlearntTarget> kind() {
    return UnlearntTarget.class;
  }

  @Override
  public List<UnlearntTarget> read(FinishedRun run) {
    // Parameters that need no gradients make no graph, and which are so is not followed.
    List<Event.Forward> forwards =
        run.events(Event.Forward.class).filter(Event.Forward::buildsGraph).toList();
    if (forwards.isEmpty() || run.run().heap().isGradientSwitched()) {
      return List.of();
    }
    List<Pass> passes = passes(run);
    return passes.isEmpty() ? List.of() : new Program(run, passes, forwards).all();
  }

  /**
   * What is learnt from in one go: by a backward pass, or by whoever is given a loss.
   *
   * @param walked all that gradients come by
   */
  private record Pass(List<Term> losses, Set<Term> walked) {}

  private static List<Pass> passes(FinishedRun run) {
    List<List<Term>> losses = run.losses().toList();
    Term result = run.run().result();
    boolean givesLoss =
        losses.isEmpty() && run.relations().comesFrom(result, term -> isLoss(term, run));
    List<List<Term>> learnt = givesLoss ? List.of(List.of(result)) : losses;
    return learnt.stream().map(each -> new Pass(each, run.walkedBack(each.stream()))).toList();
  }

  private static boolean isLoss(Term term, FinishedRun run) {
    return term instanceof Term.Made made
        && (run.objects().is(made, Role.LOSS_FUNCTION)
            || run.objects().is(run.relations().settled(made.callee()), Role.LOSS));
  }

  private static final class Program {
    private final FinishedRun run;
    private final List<Event.Forward> forwards;
    private final List<Trained> trained;

    /** Whether some code, perhaps before the run, may have said that a model needs no gradients. */
    private final boolean mayBeFrozen;

    /** What models computed that something trains, or may train. */
    private final Set<Term> learning = new HashSet<>();

    private final List<Event.Forward> learners;

    private final List<Pass> passes;

    Program(FinishedRun run, List<Pass> passes, List<Event.Forward> forwards) {
      this.run = run;
      this.forwards = forwards;
      this.mayBeFrozen = run.run().vocabulary(run.module()).mayName(GraphFlow.freezing());
      this.trained = run.trained(run.optimizers());
      this.passes = passes;
      this.learners =
          forwards.stream()
              .filter(forward -> trained.isEmpty() || isTrained(forward.module()) != Proof.NO)
              .filter(forward -> !isTeacher(forward))
              .toList();
      learners.forEach(learner -> learning.add(learner.result()));
    }

    List<UnlearntTarget> all() {
      List<UnlearntTarget> found = new ArrayList<>();
      Set<Place> told = new HashSet<>();
      for (Event.Forward forward : forwards) {
        Site site = whole(forward);
        Optional<Certainty> certainty = certainty(forward);
        Optional<UnlearntTarget.Graph> graph = graph(forward, site);
        if (certainty.isPresent()
            && site.in(run.file()).isPresent()
            && graph.isPresent()
            && !isCutOff(forward.result())
            && (graph.get() == UnlearntTarget.Graph.WALKED_THROUGH
                || isTeacher(forward)
                || forward.inputs().stream().noneMatch(this::mayCarryGraph))
            && !mayBeHandedGraph(forward.module())
            && told.add(site.place())) {
          found.add(
              new UnlearntTarget(
                  run.file(),
                  site.callee().orElse("the model"),
                  site,
                  graph.get(),
                  certainty.get()));
        }
      }
      return found;
    }

    /** Whether the result is taken off its graph, which then is gone before any backward pass. */
    private boolean isCutOff(Term result) {
      return run.events(Event.Forward.class)
          .anyMatch(
              event ->
                  event.module() instanceof Term.Member method
                      && GraphFlow.cutsInPlace(method.name())
                      && method.owner().equals(result));
    }

    /** Where the model is called of which a layer computes in the model's own code. */
    private static Site whole(Event.Forward forward) {
      Site site = forward.site();
      boolean isOfLayer = forward.code().filter(code -> code.name().equals("forward")).isPresent();
      return isOfLayer && !site.calls().isEmpty()
          ? new Site(site.calls().getLast(), site.calls().subList(0, site.calls().size() - 1))
          : site;
    }

    private Optional<Certainty> certainty(Event.Forward forward) {
      Term module = run.relations().settled(forward.module());
      Proof isTrained = isTrained(module);
      boolean isKnown =
          isTrained == Proof.NO
              && !trained.isEmpty()
              && run.objects().isNetwork(module)
              // Who looks at gradients may hand those of one model to another.
              && run.events(Event.Read.class).findAny().isEmpty();
      if (isKnown) {
        return Optional.of(Certainty.PROVEN);
      }
      return isTrained != Proof.YES && isTeacher(forward) && !mayBeFrozen
          ? Optional.of(Certainty.LIKELY)
          : Optional.empty();
    }

    private boolean isTeacher(Event.Forward forward) {
      return whole(forward).callee().filter(name -> TEACHER.matcher(name).matches()).isPresent();
    }

    private Proof isTrained(Term module) {
      Proof any = Proof.NO;
      for (Trained each : trained) {
        any = any.or(run.training().covers(module, each));
      }
      return any;
    }

    /** Whether gradients have to go through the model to get to something that learns. */
    private boolean carriesGraph(Term input) {
      BackwardGraph graph = BackwardGraph.of(List.of(input), run);
      return graph.all().stream().anyMatch(learning::contains)
          || run.relations()
              .comesFrom(input, term -> run.run().heap().graphStart(term).isPresent());
    }

    /** Whether something out of sight, or an object that may be a module, gave an input. */
    private boolean mayCarryGraph(Term input) {
      boolean isMixed =
          run.relations()
              .comesFrom(
                  input,
                  term ->
                      term instanceof Term.Unknown
                          || (term instanceof Term.Made made
                              && !(made.callee() instanceof Term.Named)
                              && !(made.callee() instanceof Term.Member method
                                  && GraphFlow.ofMethod(method.name()) != GraphFlow.UNKNOWN)));
      BackwardGraph graph = BackwardGraph.of(List.of(input), run);
      return isMixed && (graph.hasSource() || !graph.isWhole());
    }

    /** Whether something that may learn is put into the model, as a mask that explains it. */
    private boolean mayBeHandedGraph(Term module) {
      Term model = run.relations().settled(module);
      return run.run().heap().held().stream()
          .filter(value -> run.run().heap().holders(value).stream().anyMatch(o -> isIn(o, model)))
          .anyMatch(value -> carriesGraph(value) || mayCarryGraph(value));
    }

    private boolean isIn(Term owner, Term model) {
      return !owner.equals(model) && run.relations().comesFrom(owner, model::equals);
    }

    /** What becomes of the graph of a result that something else learns from, if it has one. */
    private Optional<UnlearntTarget.Graph> graph(Event.Forward forward, Site whole) {
      List<Pass> learnt =
          passes.stream()
              .filter(pass -> others(whole.place()).anyMatch(o -> pass.walked().contains(o)))
              .toList();
      boolean isNeeded = forward.inputs().stream().anyMatch(this::carriesGraph);
      if (learnt.stream().anyMatch(pass -> isPartOf(pass.walked(), forward.result()))) {
        return isNeeded
            ? Optional.of(UnlearntTarget.Graph.WALKED_THROUGH).filter(g -> isReady(forward))
            : Optional.of(UnlearntTarget.Graph.WALKED_BACK);
      }
      boolean isUsed =
          learnt.stream()
              .flatMap(pass -> pass.losses().stream())
              .anyMatch(loss -> run.relations().comesFrom(loss, t -> isCutFrom(t, forward)));
      return isUsed && !isNeeded && isNamed(whole)
          ? Optional.of(UnlearntTarget.Graph.KEPT)
          : Optional.empty();
    }

    /** Whether a model was trained before, so that nobody means to train it here. */
    private boolean isReady(Event.Forward forward) {
      Term module = run.relations().settled(forward.module());
      return run.objects().anatomy(module).isPretrained() == Proof.YES;
    }

    /**
     * What others than this model compute that learn. A loss of one model alone teaches no other,
     * and the layers of a model are no other.
     */
    private Stream<Term> others(Place whole) {
      return learners.stream()
          .filter(learner -> !learner.site().place().equals(whole))
          .filter(learner -> !learner.site().calls().contains(whole))
          .map(Event.Forward::result);
    }

    /** Whether a term is what a model computed, or was computed from that, without its graph. */
    private boolean isCutFrom(Term term, Event.Forward forward) {
      return term instanceof Term.Made made
          && made.callee() instanceof Term.Member method
          && GraphFlow.leaves(method.name())
          && run.relations().comesFrom(method.owner(), forward.result()::equals);
    }

    /** Whether a variable holds what a call gives, and nothing that is computed from it. */
    private boolean isNamed(Site site) {
      return WrittenArguments.call(site, run.module())
          .flatMap(call -> run.module().tree().parent(call))
          .filter(Stmt.Assign.class::isInstance)
          .isPresent();
    }

    private static boolean isPartOf(Set<Term> pass, Term result) {
      return pass.contains(result)
          || (result instanceof Term.Group group
              && group.elements().stream().anyMatch(pass::contains));
    }
  }
}
