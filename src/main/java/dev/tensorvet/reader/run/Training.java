package dev.tensorvet.reader.run;

import dev.tensorvet.framework.GraphFlow;
import dev.tensorvet.framework.Harmless;
import dev.tensorvet.framework.Layers;
import dev.tensorvet.framework.Optimizers;
import dev.tensorvet.framework.Role;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.tensor.Proof;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the optimizers of a run train. */
final class Training {

  private static final int DEEPEST = 24;

  private final ProgramRun run;
  private final Objects objects;
  private final Relations relations;
  private final Map<Term, Trained> known = new HashMap<>();

  Training(ProgramRun run, Relations relations) {
    this.run = run;
    this.objects = run.objects();
    this.relations = relations;
  }

  /** What an optimizer trains. */
  Trained of(Term optimizer) {
    Term settled = relations.settled(optimizer);
    Trained answer = known.get(settled);
    if (answer == null) {
      answer = find(settled);
      known.put(settled, answer);
    }
    return answer;
  }

  private Trained find(Term optimizer) {
    return switch (optimizer) {
      case Term.Made made -> find(made);
      case Term.Either either -> {
        List<Trained> each = either.options().stream().map(this::of).toList();
        Set<Term> modules = new LinkedHashSet<>();
        each.forEach(one -> modules.addAll(one.modules()));
        yield new Trained(modules, each.stream().allMatch(Trained::isComplete));
      }
      default -> new Trained(Set.of(), false);
    };
  }

  private Trained find(Term.Made made) {
    Set<Term> modules = new LinkedHashSet<>();
    if (!isOptimizer(made)) {
      // A wrapper trains what the optimizer trains that it is given; its other arguments are not
      // parameters.
      made.arguments().stream()
          .filter(a -> isOptimizer(a) || givesParameters(a))
          .forEach(a -> collect(a, modules, 0));
      return new Trained(modules, false);
    }
    boolean isComplete =
        made.argument(Optimizers.PARAMETERS).filter(p -> collect(p, modules, 0)).isPresent()
            && collectAll(run.heap().added(made), modules, 0);
    return new Trained(modules, isComplete);
  }

  private boolean isOptimizer(Term term) {
    return objects.role(term).filter(r -> r == Role.OPTIMIZER).isPresent();
  }

  private static boolean givesParameters(Term term) {
    return term instanceof Term.Made made
        && made.callee() instanceof Term.Member method
        && Layers.givesParameters(method.name());
  }

  /** Collects the modules whose parameters a term holds; whether these are all that it holds. */
  private boolean collect(Term term, Set<Term> to, int depth) {
    if (depth > DEEPEST) {
      return false;
    }
    boolean isRestComplete = collectAll(run.heap().added(term), to, depth);
    return collectMade(term, to, depth) && isRestComplete;
  }

  private boolean collectMade(Term term, Set<Term> to, int depth) {
    return switch (term) {
      case Term.Made made
          when givesParameters(made) && made.callee() instanceof Term.Member method -> {
        to.add(method.owner());
        yield true;
      }
      case Term.Made made
          when made.callee() instanceof Term.Named named
              && named.entity() instanceof LibraryEntity library ->
          // A tensor that is trained itself is no module: which losses come from it is not told.
          collectAll(made.positional(), to, depth)
              && !GraphFlow.startsGraphIfTold(library.qualifiedName());
      case Term.Made made -> {
        collectAll(made.positional(), to, depth);
        yield false;
      }
      case Term.Group group -> collectAll(group.elements(), to, depth);
      case Term.Computed computed -> collectAll(computed.operands(), to, depth);
      case Term.Unknown unknown ->
          !unknown.from().isEmpty() && collectAll(unknown.from(), to, depth);
      case Term.Either either -> collectAll(either.options(), to, depth);
      case Term.Carried carried -> collectAll(run.control().values(carried), to, depth);
      case Term.Element element -> collect(element.of(), to, depth + 1);
      case Term.Item item -> collect(item.owner(), to, depth + 1);
      case Term.Written written -> true;
      case Term.Callable callable -> true;
      case Term.Named named -> true;
      case Term.Member member -> {
        to.add(member.owner());
        yield false;
      }
      case Term.Input input -> false;
      case Term.Outer outer -> false;
    };
  }

  private boolean collectAll(List<Term> terms, Set<Term> to, int depth) {
    boolean isComplete = true;
    for (Term term : terms) {
      isComplete &= collect(term, to, depth + 1);
    }
    return isComplete;
  }

  /** Whether a module's parameters are among those that an optimizer holds. */
  Proof covers(Term module, Trained trained) {
    Proof any = trained.isComplete() ? Proof.NO : Proof.UNKNOWN;
    for (Term each : trained.modules()) {
      if (relations.holds(module, each) || relations.holds(each, module)) {
        return Proof.YES;
      }
      any = any.or(relations.same(module, each));
    }
    return any;
  }

  /** Whether a backward pass from a loss fills gradients of what an optimizer holds. */
  Proof fills(Term loss, Trained trained, Term optimizer) {
    Proof[] any = {trained.isComplete() ? Proof.NO : Proof.UNKNOWN};
    boolean[] isFromElsewhere = {false};
    boolean isProven =
        relations.comesFrom(
            loss,
            term -> {
              boolean isCalled =
                  term instanceof Term.Made made
                      && !(made.callee() instanceof Term.Named)
                      && !(made.callee() instanceof Term.Member method
                          && Harmless.isMethod(method.name()));
              if (isCalled && term instanceof Term.Made made) {
                Term module =
                    made.callee() instanceof Term.Member method
                            && objects.classOf(method.owner()).isEmpty()
                        ? method.owner()
                        : made.callee();
                if (!(module instanceof Term.Computed)) {
                  Proof isOurs = isTensor(module) ? Proof.NO : covers(module, trained);
                  isFromElsewhere[0] |= !isTensor(module) && isOurs == Proof.NO;
                  any[0] = any[0].or(isOurs);
                }
              }
              return covers(term, trained) == Proof.YES
                  || relations.same(term, optimizer) == Proof.YES;
            });
    if (isProven) {
      return Proof.YES;
    }
    // A loss that comes from no module that is known may come from any, by ways out of sight.
    return isFromElsewhere[0] ? any[0] : Proof.UNKNOWN;
  }

  /** Whether a value is the result of a call, and so no module. */
  private boolean isTensor(Term term) {
    return term instanceof Term.Made made
        && relations.role(made).isEmpty()
        && objects.classOf(made).isEmpty()
        && !(made.callee() instanceof Term.Named named
            && !(named.entity() instanceof LibraryEntity));
  }

  /** Whether two optimizers hold parameters of one module. */
  boolean shares(Term optimizer, Trained trained) {
    return of(optimizer).modules().stream()
        .anyMatch(module -> covers(module, trained) == Proof.YES);
  }
}
