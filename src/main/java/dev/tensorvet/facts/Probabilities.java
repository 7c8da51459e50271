package dev.tensorvet.facts;

import dev.tensorvet.flow.Constant;
import dev.tensorvet.framework.Effects;
import dev.tensorvet.framework.Layers;
import java.util.List;
import java.util.Optional;

/** Which values of a run are probabilities. */
final class Probabilities {

  private final ProgramRun run;
  private final Objects objects;

  Probabilities(ProgramRun run) {
    this.run = run;
    this.objects = run.objects();
  }

  /** The calls that made a value probabilities, if that is what it is on every way. */
  Optional<CrossEntropyInput.Kind> of(Term value, List<Term.Made> at) {
    return of(value, at, 0);
  }

  private Optional<CrossEntropyInput.Kind> of(Term value, List<Term.Made> at, int depth) {
    if (depth > 16) {
      return Optional.empty();
    }
    return switch (value) {
      case Term.Made made -> {
        Optional<CrossEntropyInput.Kind> kind = normalises(made.callee(), 0);
        kind.ifPresent(k -> at.add(made));
        yield kind;
      }
      case Term.Item item
          when !(item.key() instanceof Term.Written written
              && written.value() instanceof Constant.Text) ->
          of(item.owner(), at, depth + 1);
      case Term.Either either -> {
        List<Optional<CrossEntropyInput.Kind>> kinds =
            either.options().stream().map(o -> of(o, at, depth + 1)).distinct().toList();
        yield kinds.size() == 1 ? kinds.getFirst() : Optional.empty();
      }
      default -> Optional.empty();
    };
  }

  /** Whether calling something gives probabilities. */
  private Optional<CrossEntropyInput.Kind> normalises(Term callee, int depth) {
    if (depth > 8) {
      return Optional.empty();
    }
    return switch (callee) {
      case Term.Named named ->
          objects.isClass(named)
              ? Optional.empty()
              : objects.libraryName(named).flatMap(Effects::of).flatMap(Probabilities::kind);
      case Term.Member method ->
          switch (method.name()) {
            case "softmax" -> Optional.of(CrossEntropyInput.Kind.SOFTMAX);
            case "sigmoid" -> Optional.of(CrossEntropyInput.Kind.SIGMOID);
            default -> Optional.empty();
          };
      case Term.Made object -> {
        if (objects.isClass(object.callee())) {
          Optional<CrossEntropyInput.Kind> own =
              objects
                  .libraryName(object.callee())
                  .flatMap(Effects::of)
                  .flatMap(Probabilities::kind);
          if (own.isPresent()) {
            yield own;
          }
        }
        boolean isChain =
            objects.libraryName(object.callee()).filter(Layers::isSequence).isPresent();
        yield isChain && !object.positional().isEmpty() && !run.heap().isExchanged(object)
            ? normalises(object.positional().getLast(), depth + 1)
            : Optional.empty();
      }
      default -> Optional.empty();
    };
  }

  private static Optional<CrossEntropyInput.Kind> kind(Effects.Effect effect) {
    return switch (effect) {
      case SOFTMAX -> Optional.of(CrossEntropyInput.Kind.SOFTMAX);
      case SIGMOID -> Optional.of(CrossEntropyInput.Kind.SIGMOID);
      default -> Optional.empty();
    };
  }
}
