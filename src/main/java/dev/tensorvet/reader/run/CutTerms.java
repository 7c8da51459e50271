package dev.tensorvet.reader.run;

import dev.tensorvet.facts.CutTerm;
import dev.tensorvet.facts.CutTerm.Kind;
import dev.tensorvet.facts.Site;
import dev.tensorvet.framework.Effects;
import dev.tensorvet.framework.GraphFlow;
import dev.tensorvet.framework.Role;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the parts of losses that are cut off from the models that the other parts train. */
final class CutTerms implements RunReader<CutTerm> {

  @Override
  public Class<CutTerm> kind() {
    return CutTerm.class;
  }

  @Override
  public List<CutTerm> read(FinishedRun run) {
    List<Event.Backward> passes = run.events(Event.Backward.class).toList();
    return passes.isEmpty() ? List.of() : new Program(run).all(passes);
  }

  private static final class Program {
    private final FinishedRun run;
    private final Cuts cuts;

    /** What modules computed with a graph. */
    private final Set<Term> computed = new HashSet<>();

    Program(FinishedRun run) {
      this.run = run;
      this.cuts = new Cuts(run);
      run.events(Event.Forward.class)
          .filter(Event.Forward::buildsGraph)
          .filter(forward -> run.objects().isModule(run.relations().settled(forward.module())))
          .forEach(forward -> computed.add(forward.result()));
    }

    List<CutTerm> all(List<Event.Backward> passes) {
      List<CutTerm> found = new ArrayList<>();
      for (Event.Backward pass : passes) {
        List<Term> terms =
            pass.losses().stream()
                .flatMap(loss -> LossParts.of(cuts.unscaled(loss)).stream())
                .toList();
        for (Term term : terms) {
          List<Term> others = terms.stream().filter(other -> !other.equals(term)).toList();
          number(term, others)
              .ifPresent(cut -> found.add(new CutTerm(run.file(), Kind.NUMBER, cut, pass.site())));
          adversary(term, others)
              .ifPresent(
                  cut -> found.add(new CutTerm(run.file(), Kind.ADVERSARY, cut, pass.site())));
        }
      }
      return found;
    }

    // --- numbers

    private Optional<Site> number(Term term, List<Term> others) {
      boolean isAdded = others.stream().anyMatch(this::isLearntFrom);
      if (!isAdded || isGiven(term) || run.run().contexts().isGraphless(term)) {
        return Optional.empty();
      }
      BackwardGraph graph = BackwardGraph.of(List.of(term), run);
      return cuts.areOnAllWays(graph)
          ? graph.cuts().stream()
              .filter(cut -> !run.run().contexts().isGraphless(cut))
              .filter(this::isOfModel)
              .flatMap(cut -> BackwardGraph.site(cut).stream())
              .findFirst()
          : Optional.empty();
    }

    /** Whether a part as a whole was taken off its graph, as its author says. */
    private static boolean isGiven(Term term) {
      return switch (term) {
        case Term.Computed product -> product.operands().stream().anyMatch(Program::isGiven);
        case Term.Member member -> GraphFlow.isCutMember(member.name());
        case Term.Made made ->
            made.callee() instanceof Term.Member method && method.name().startsWith("detach");
        default -> false;
      };
    }

    private boolean isLearntFrom(Term term) {
      return BackwardGraph.of(List.of(term), run).sure().stream().anyMatch(computed::contains);
    }

    /** Whether a cut is of what a model computed, and not of gradients that were asked for. */
    private boolean isOfModel(Term cut) {
      boolean areGradients =
          cut instanceof Term.Made made
              && run.objects()
                  .libraryName(made.callee())
                  .filter(Effects::givesGradients)
                  .isPresent();
      return !areGradients
          && cuts.below(cut).stream()
              .anyMatch(term -> run.relations().comesFrom(term, computed::contains));
    }

    // --- adversaries

    private Optional<Site> adversary(Term term, List<Term> others) {
      if (!isComparedWithOnes(cuts.unscaled(term))) {
        return Optional.empty();
      }
      BackwardGraph graph = BackwardGraph.of(List.of(term), run);
      boolean isJudged = graph.sure().stream().anyMatch(computed::contains);
      return isJudged
          ? graph.cuts().stream()
              .filter(
                  cut ->
                      cuts.below(cut).stream()
                          .anyMatch(
                              value ->
                                  run.relations().comesFrom(value, computed::contains)
                                      && others.stream().anyMatch(o -> walks(o, value))))
              .flatMap(cut -> BackwardGraph.site(cut).stream())
              .findFirst()
          : Optional.empty();
    }

    private boolean walks(Term term, Term value) {
      return BackwardGraph.of(List.of(term), run).all().contains(value);
    }

    /** Whether it is a loss that takes something for true: what is judged is to be mistaken. */
    private boolean isComparedWithOnes(Term term) {
      return term instanceof Term.Made loss
          && (run.objects().is(loss, Role.LOSS_FUNCTION)
              || run.objects().is(run.relations().settled(loss.callee()), Role.LOSS))
          && loss.arguments().stream()
              .flatMap(Program::inner)
              .anyMatch(
                  argument ->
                      argument instanceof Term.Made made
                          && run.objects()
                              .libraryName(made.callee())
                              .filter(GraphFlow::makesOnes)
                              .isPresent());
    }

    /** An argument, and what its methods are called on. */
    private static Stream<Term> inner(Term argument) {
      return argument instanceof Term.Made made && made.callee() instanceof Term.Member method
          ? Stream.concat(Stream.of(argument), inner(method.owner()))
          : Stream.of(argument);
    }
  }
}
