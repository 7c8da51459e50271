package dev.tensorvet.semantic;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The method resolution order of a class: C3, as <a
 * href="https://docs.python.org/3/howto/mro.html">Python's documentation</a> describes it. Classes
 * that inherit from themselves, or in orders that contradict each other, get an incomplete one.
 */
final class Linearization {

  private static final int DEEPEST = 100;

  private Linearization() {}

  static Mro of(ClassEntity type) {
    return of(type, new ArrayList<>());
  }

  private static Mro of(ClassEntity type, List<ClassEntity> below) {
    if (below.contains(type) || below.size() > DEEPEST) {
      return new Mro(List.of(type), false);
    }
    List<ClassEntity> path = new ArrayList<>(below);
    path.add(type);
    boolean isComplete = true;
    List<List<Entity>> sequences = new ArrayList<>();
    List<Entity> direct = new ArrayList<>();
    for (Entity base : type.bases()) {
      switch (base) {
        case ClassEntity each -> {
          Mro above = of(each, path);
          isComplete &= above.isComplete();
          sequences.add(new ArrayList<>(above.linear()));
          direct.add(each);
        }
        case LibraryEntity each -> {
          Optional<List<String>> above =
              type.module().project().libraries().superclasses(each.qualifiedName());
          isComplete &= above.isPresent();
          List<Entity> sequence = new ArrayList<>(List.of(each));
          above.ifPresent(names -> names.forEach(n -> sequence.add(new LibraryEntity(n))));
          sequences.add(sequence);
          direct.add(each);
        }
        default -> isComplete = false;
      }
    }
    sequences.add(direct);
    List<Entity> linear = new ArrayList<>(List.of(type));
    isComplete &= merge(sequences, linear);
    return new Mro(linear, isComplete);
  }

  /** Appends the merge of {@code sequences}; says whether they agree. */
  private static boolean merge(List<List<Entity>> sequences, List<Entity> to) {
    while (true) {
      sequences.removeIf(List::isEmpty);
      if (sequences.isEmpty()) {
        return true;
      }
      Optional<Entity> next =
          sequences.stream()
              .map(List::getFirst)
              .filter(head -> sequences.stream().noneMatch(s -> s.indexOf(head) > 0))
              .findFirst();
      if (next.isEmpty()) {
        Set<Entity> rest = new LinkedHashSet<>();
        sequences.forEach(rest::addAll);
        rest.removeAll(to);
        to.addAll(rest);
        return false;
      }
      to.add(next.get());
      sequences.forEach(s -> s.remove(next.get()));
    }
  }
}
