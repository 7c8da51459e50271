package dev.tensorvet.reader.run;

import dev.tensorvet.facts.LastStep;
import dev.tensorvet.flow.Constant;
import dev.tensorvet.framework.Effects;
import dev.tensorvet.framework.Layers;
import java.util.List;
import java.util.Optional;

/** What computed the values of a run last, where that tells what kind of numbers they are. */
final class LastSteps {

  private final ProgramRun run;
  private final Objects objects;

  LastSteps(ProgramRun run) {
    this.run = run;
    this.objects = run.objects();
  }

  /**
   * The step that made a value, if it is of one kind on every way.
   *
   * @param at gets the calls of that step
   */
  Optional<LastStep> of(Term value, List<Term.Made> at) {
    return of(value, at, 0);
  }

  private Optional<LastStep> of(Term value, List<Term.Made> at, int depth) {
    if (depth > 16) {
      return Optional.empty();
    }
    return switch (value) {
      case Term.Made made -> {
        Optional<LastStep> kind = ofCall(made.callee(), 0);
        kind.ifPresent(k -> at.add(made));
        yield kind;
      }
      case Term.Item item
          when !(item.key() instanceof Term.Written written
              && written.value() instanceof Constant.Text) ->
          of(item.owner(), at, depth + 1);
      case Term.Either either -> {
        List<Optional<LastStep>> kinds =
            either.options().stream().map(o -> of(o, at, depth + 1)).distinct().toList();
        yield kinds.size() == 1 ? kinds.getFirst() : Optional.empty();
      }
      default -> Optional.empty();
    };
  }

  /** What calling something does last. */
  private Optional<LastStep> ofCall(Term callee, int depth) {
    if (depth > 8) {
      return Optional.empty();
    }
    return switch (callee) {
      case Term.Named named ->
          objects.isClass(named)
              ? Optional.empty()
              : objects.libraryName(named).flatMap(LastSteps::step);
      case Term.Member method ->
          switch (method.name()) {
            case "softmax" -> Optional.of(LastStep.SOFTMAX);
            case "sigmoid" -> Optional.of(LastStep.SIGMOID);
            case "relu" -> Optional.of(LastStep.RELU);
            default -> Optional.empty();
          };
      case Term.Made object -> {
        if (objects.isClass(object.callee())) {
          Optional<String> name = objects.libraryName(object.callee());
          Optional<LastStep> own =
              name.filter(Layers::givesScores).isPresent()
                  ? Optional.of(LastStep.LAYER)
                  : name.flatMap(LastSteps::step);
          if (own.isPresent()) {
            yield own;
          }
        }
        boolean isChain =
            objects.libraryName(object.callee()).filter(Layers::isSequence).isPresent();
        yield isChain && !object.positional().isEmpty() && !run.heap().isExchanged(object)
            ? ofCall(object.positional().getLast(), depth + 1)
            : Optional.empty();
      }
      default -> Optional.empty();
    };
  }

  /** The layer that a call runs last, itself or as the last of a sequence. */
  Optional<Term.Made> layer(Term.Made call) {
    Term at = call.callee();
    for (int depth = 0; depth < 8 && at instanceof Term.Made object; depth++) {
      Optional<String> name = objects.libraryName(object.callee());
      if (name.filter(Layers::givesScores).isPresent()) {
        return Optional.of(object);
      }
      if (name.filter(Layers::isSequence).isEmpty() || object.positional().isEmpty()) {
        return Optional.empty();
      }
      at = object.positional().getLast();
    }
    return Optional.empty();
  }

  private static Optional<LastStep> step(String function) {
    return Layers.isRelu(function)
        ? Optional.of(LastStep.RELU)
        : Effects.of(function).flatMap(LastSteps::step);
  }

  private static Optional<LastStep> step(Effects.Effect effect) {
    return switch (effect) {
      case SOFTMAX -> Optional.of(LastStep.SOFTMAX);
      case SIGMOID -> Optional.of(LastStep.SIGMOID);
      default -> Optional.empty();
    };
  }
}
