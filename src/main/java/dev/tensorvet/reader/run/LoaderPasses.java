package dev.tensorvet.reader.run;

import dev.tensorvet.facts.DataRole;
import dev.tensorvet.facts.LoaderUse.Pass;
import dev.tensorvet.facts.ModelTrace;
import dev.tensorvet.flow.EventGraph.Loop;
import dev.tensorvet.tensor.Proof;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Where a run takes batches from its loaders, and what for. */
final class LoaderPasses {

  /**
   * A place where batches are taken.
   *
   * @param sources the loaders that they can come from
   * @param loops the loops around it; a loop over a loader is the first of them itself
   */
  private record Taking(
      Event.Draw draw, Set<Term.Made> sources, boolean isDirect, List<Loop> loops, DataRole role) {}

  /** A model that computes somewhere. */
  private record Computation(int node, Event.Forward forward) {}

  private final FinishedRun run;
  private final Set<Term.Made> loaders;
  private final Set<Integer> steps;
  private final Set<Integer> backwards;
  private final List<Computation> evaluations;
  private final List<Taking> takings = new ArrayList<>();

  LoaderPasses(FinishedRun run, Set<Term.Made> loaders) {
    this.run = run;
    this.loaders = loaders;
    this.steps = Set.copyOf(run.nodes(Event.Step.class));
    this.backwards = Set.copyOf(run.nodes(Event.Backward.class));
    List<Integer> draws = run.nodes(Event.Draw.class);
    this.evaluations = draws.isEmpty() ? List.of() : evaluations(run);
    draws.forEach(this::take);
  }

  /** The computations that nothing learns from: without a graph, or in a program that trains. */
  private static List<Computation> evaluations(FinishedRun run) {
    Set<Term> learntFrom = run.learntFrom();
    Set<Term> trained = new HashSet<>();
    run.events(Event.Forward.class)
        .filter(forward -> learntFrom.contains(forward.result()))
        .forEach(forward -> trained.add(forward.module()));
    return run.nodes(Event.Forward.class).stream()
        .map(node -> new Computation(node, (Event.Forward) run.event(node)))
        .filter(each -> isEvaluation(each.forward(), learntFrom, trained))
        .toList();
  }

  private static boolean isEvaluation(
      Event.Forward forward, Set<Term> learntFrom, Set<Term> trained) {
    return !forward.buildsGraph()
        || forward.code().filter(ModelTrace::isEvaluation).isPresent()
        || (trained.contains(forward.module()) && !learntFrom.contains(forward.result()));
  }

  private void take(int node) {
    Event.Draw draw = (Event.Draw) run.event(node);
    Set<Term.Made> sources = new LinkedHashSet<>();
    collect(draw.from(), sources, 0);
    boolean isDirect = !sources.isEmpty();
    if (!isDirect) {
      loaders.stream()
          .filter(each -> run.relations().comesFrom(draw.from(), each::equals))
          .forEach(sources::add);
    }
    if (isDirect || sources.size() == 1) {
      List<Loop> loops = run.graph().loopsAround(node);
      DataRole role = loops.isEmpty() ? DataRole.UNKNOWN : role(loops.getFirst(), draw);
      // What is made of a batch comes from the loader too.
      if (isDirect || role != DataRole.UNKNOWN) {
        takings.add(new Taking(draw, sources, isDirect, loops, role));
      }
    }
  }

  /** The loaders that a term stands for. */
  private void collect(Term term, Set<Term.Made> to, int depth) {
    if (depth > 8) {
      return;
    }
    switch (term) {
      case Term.Made made -> {
        if (loaders.contains(made)) {
          to.add(made);
        }
      }
      case Term.Either either -> either.options().forEach(option -> collect(option, to, depth + 1));
      case Term.Carried carried ->
          run.run().control().values(carried).forEach(value -> collect(value, to, depth + 1));
      default -> {}
    }
  }

  private DataRole role(Loop loop, Event.Draw draw) {
    boolean hasStep = steps.stream().anyMatch(loop::contains);
    boolean hasBackward = backwards.stream().anyMatch(loop::contains);
    if (hasStep && hasBackward) {
      // An evaluation on the way takes its batches where nothing learns from them.
      return draw.graph() == Proof.NO ? DataRole.UNKNOWN : DataRole.TRAINING;
    }
    Set<Term> ruledOut = new HashSet<>();
    boolean evaluates =
        !hasStep
            && !hasBackward
            && evaluations.stream()
                .filter(each -> loop.contains(each.node()))
                .flatMap(each -> each.forward().inputs().stream())
                .anyMatch(
                    input -> run.relations().comesFrom(input, draw.batch()::equals, ruledOut));
    return evaluates ? DataRole.EVALUATION : DataRole.UNKNOWN;
  }

  /** The places where batches of a loader are taken. */
  List<Pass> of(Term.Made loader, Optional<Term.Made> sampler) {
    return takings.stream()
        .filter(taking -> taking.sources().contains(loader))
        .map(taking -> pass(taking, loader, sampler))
        .toList();
  }

  private Pass pass(Taking taking, Term.Made loader, Optional<Term.Made> sampler) {
    // A loop over a loader is a pass of its own; the next one around it repeats it.
    Optional<Loop> again =
        taking.draw().isPass() ? taking.loops().stream().skip(1).findFirst() : Optional.empty();
    boolean isRepeated =
        again.isPresent()
            && isBefore(loader, again.get())
            && sampler.filter(s -> !isBefore(s, again.get())).isEmpty();
    return new Pass(
        taking.draw().site(),
        taking.role(),
        isRepeated,
        isRepeated
            ? sampler.map(s -> isToldEpoch(again.get(), loader, s)).orElse(Proof.UNKNOWN)
            : Proof.UNKNOWN,
        taking.isDirect());
  }

  private boolean isBefore(Term.Made made, Loop loop) {
    return made.serial() < run.run().firstSerial(Optional.of(loop));
  }

  // --- whether the sampler is told

  private Proof isToldEpoch(Loop loop, Term.Made loader, Term.Made sampler) {
    if (run.run().heap().lastRenewed(new Term.Member(sampler, "epoch")).isPresent()) {
      return Proof.YES;
    }
    Proof isTold = Proof.NO;
    for (int node : run.graph().eventNodes().filter(loop::contains).toArray()) {
      switch (run.event(node)) {
        case Event.SetEpoch told -> {
          boolean isOther =
              run.relations().same(told.sampler(), sampler) == Proof.NO
                  && !run.relations().holds(loader, told.sampler());
          if (!isOther) {
            return Proof.YES;
          }
        }
        case Event.Opaque opaque -> {
          boolean isGiven =
              Stream.concat(opaque.receiver().stream(), opaque.given().stream())
                  .anyMatch(term -> reaches(term, loader, 0) || reaches(term, sampler, 0));
          isTold = isGiven ? Proof.UNKNOWN : isTold;
        }
        default -> {}
      }
    }
    return isTold;
  }

  /**
   * Whether code that is given a term can get at an object. A batch does not lead back to its
   * loader.
   */
  private boolean reaches(Term term, Term.Made wanted, int depth) {
    if (depth > 6) {
      return false;
    }
    List<Term> parts =
        switch (term) {
          case Term.Made made ->
              made.callee() instanceof Term.Named ? made.arguments() : List.<Term>of();
          case Term.Group group ->
              Stream.concat(group.elements().stream(), run.run().heap().added(group).stream())
                  .toList();
          case Term.Either either -> either.options();
          case Term.Carried carried -> run.run().control().values(carried);
          case Term.Callable callable -> callable.self().stream().toList();
          default -> List.of();
        };
    return term.equals(wanted)
        || run.relations().holds(term, wanted)
        || parts.stream().anyMatch(part -> reaches(part, wanted, depth + 1));
  }
}
