package dev.tensorvet.reader.run;

import dev.tensorvet.flow.Constant;
import dev.tensorvet.framework.Harmless;
import dev.tensorvet.framework.Losses;
import dev.tensorvet.framework.Role;
import dev.tensorvet.tensor.Proof;
import java.util.List;

/** Whether a loss is divided by the number of batches whose gradients are summed up. */
final class LossScale {

  private static final int DEEPEST = 16;

  private final Term every;
  private final FinishedRun run;

  LossScale(Term every, FinishedRun run) {
    this.every = every;
    this.run = run;
  }

  /** Whether the loss of a backward pass is divided; what an engine does is not known. */
  Proof of(Event.Backward backward) {
    return backward.through().isPresent() || backward.losses().size() != 1
        ? Proof.UNKNOWN
        : of(backward.losses().getFirst(), 0);
  }

  private Proof of(Term loss, int depth) {
    if (depth > DEEPEST) {
      return Proof.UNKNOWN;
    }
    return switch (loss) {
      case Term.Computed computed -> computed(computed, depth);
      case Term.Made made -> made(made, depth);
      case Term.Item item -> of(item.owner(), depth + 1);
      case Term.Member member -> of(member.owner(), depth + 1);
      case Term.Either either -> common(either.options(), depth);
      case Term.Written written -> Proof.UNKNOWN;
      case Term.Named named -> Proof.UNKNOWN;
      case Term.Input input -> Proof.UNKNOWN;
      case Term.Outer outer -> Proof.UNKNOWN;
      case Term.Element element -> Proof.UNKNOWN;
      case Term.Group group -> Proof.UNKNOWN;
      case Term.Callable callable -> Proof.UNKNOWN;
      case Term.Carried carried -> Proof.UNKNOWN;
      case Term.Unknown unknown -> Proof.UNKNOWN;
    };
  }

  private Proof common(List<Term> options, int depth) {
    List<Proof> all = options.stream().map(o -> of(o, depth + 1)).distinct().toList();
    return all.size() == 1 ? all.getFirst() : Proof.UNKNOWN;
  }

  /** A sum with one summand that is not divided is not divided. */
  private Proof computed(Term.Computed computed, int depth) {
    List<Term> operands = computed.operands();
    return switch (computed.operator()) {
      case "+", "-" ->
          operands.stream().anyMatch(o -> of(o, depth + 1) == Proof.NO) ? Proof.NO : Proof.UNKNOWN;
      case "*" -> {
        List<Term> rest = operands.stream().filter(o -> !isWeight(o)).toList();
        yield rest.size() == 1 ? of(rest.getFirst(), depth + 1) : Proof.UNKNOWN;
      }
      case "/" -> operands.get(1).equals(every) ? Proof.YES : Proof.UNKNOWN;
      default -> Proof.UNKNOWN;
    };
  }

  /** A written factor that makes nothing smaller. */
  private static boolean isWeight(Term term) {
    return term instanceof Term.Written written
        && written.value() instanceof Constant.Number number
        && number.value() >= 1;
  }

  private Proof made(Term.Made made, int depth) {
    if (made.arguments().contains(every)) {
      return Proof.UNKNOWN;
    }
    if (run.objects().isScaled(made)) {
      return made.positional().size() == 1
          ? of(made.positional().getFirst(), depth + 1)
          : Proof.UNKNOWN;
    }
    if (made.callee() instanceof Term.Member method && method.name().equals("mean")) {
      return of(method.owner(), depth + 1) == Proof.YES ? Proof.YES : Proof.NO;
    }
    if (made.callee() instanceof Term.Member method && Harmless.isMethod(method.name())) {
      return Proof.UNKNOWN;
    }
    return switch (made.callee()) {
      case Term.Named named ->
          run.objects().is(made, Role.LOSS_FUNCTION) ? mean(made) : Proof.UNKNOWN;
      case Term.Made object -> run.objects().is(object, Role.LOSS) ? mean(object) : called(object);
      case Term.Member member -> called(member);
      case Term.Input input -> called(input);
      case Term.Either either -> called(either);
      case Term.Carried carried -> called(carried);
      case Term.Unknown unknown -> called(unknown);
      default -> Proof.UNKNOWN;
    };
  }

  /** A module that gives its own loss gives that of its batch, unless it knows better. */
  private Proof called(Term object) {
    boolean knows = object instanceof Term.Made made && made.arguments().contains(every);
    return knows ? Proof.UNKNOWN : Proof.NO;
  }

  /** A loss is a mean, unless it is told to be a sum. */
  private static Proof mean(Term.Made made) {
    return made.argument(Losses.REDUCTION)
        .map(reduction -> isMean(reduction) ? Proof.NO : Proof.UNKNOWN)
        .orElse(made.keywords().containsKey(Losses.FORMER_REDUCTION) ? Proof.UNKNOWN : Proof.NO);
  }

  private static boolean isMean(Term reduction) {
    return reduction instanceof Term.Written written
        && written.value() instanceof Constant.Text text
        && Losses.isMean(text.value());
  }
}
