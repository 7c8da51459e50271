package dev.tensorvet.reader.run;

import dev.tensorvet.framework.Transforms;
import dev.tensorvet.framework.Transforms.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes a transform apart into what it does, one after the other. */
final class TransformSteps {

  /** One step, and what takes it, when that is known. */
  record Step(Stage stage, Optional<Term.Made> by) {}

  private final Objects objects;
  private final Heap heap;

  TransformSteps(Objects objects, Heap heap) {
    this.objects = objects;
    this.heap = heap;
  }

  List<Step> of(Term transform) {
    List<Step> steps = new ArrayList<>();
    add(transform, steps);
    return List.copyOf(steps);
  }

  private void add(Term transform, List<Step> to) {
    switch (transform) {
      case Term.Either either -> either.options().forEach(option -> add(option, to));
      case Term.Group group -> {
        group.elements().forEach(element -> add(element, to));
        heap.added(group).forEach(element -> add(element, to));
      }
      case Term.Made made -> add(made, to);
      case Term.Written written when Objects.isNothing(written) -> {}
      default -> to.add(new Step(Stage.OPEN, Optional.empty()));
    }
  }

  private void add(Term.Made made, List<Step> to) {
    Optional<String> name = objects.libraryName(made.callee());
    Optional<Term> several =
        name.filter(Transforms::isSequence).flatMap(n -> made.argument(Transforms.STEPS));
    if (several.isPresent()) {
      add(several.get(), to);
      made.positional().stream().skip(1).forEach(step -> add(step, to));
    } else {
      to.add(new Step(name.map(Transforms::stage).orElse(Stage.OPEN), Optional.of(made)));
    }
  }
}
