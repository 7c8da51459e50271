package dev.tensorvet.semantic;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The method resolution order of classes: C3, as <a
 * href="https://docs.python.org/3/howto/mro.html">Python's documentation</a> describes it.
 *
 * <p>A class that inherits from itself, however far away, has itself alone and is incomplete; so
 * has each class below one. Where orders contradict each other the classes follow as they are
 * written.
 */
final class Linearization {

  /** Longer orders are not ones that people write. */
  private static final int LONGEST = 200;

  private Linearization() {}

  /** Settles the order of a class and of all above it, from the top, without recursion. */
  static void of(ClassEntity type) {
    ArrayDeque<ClassEntity> open = new ArrayDeque<>(List.of(type));
    Set<ClassEntity> begun = new HashSet<>();
    Set<ClassEntity> inCircle = new HashSet<>();
    while (!open.isEmpty()) {
      ClassEntity at = open.peek();
      if (at.hasMro()) {
        open.pop();
      } else if (begun.add(at)) {
        for (ClassEntity base : projectBases(at)) {
          if (base.hasMro()) {
            continue;
          }
          if (begun.contains(base)) {
            inCircle.add(at);
          } else {
            open.push(base);
          }
        }
      } else {
        open.pop();
        at.settle(inCircle.contains(at) ? () -> inCircle(at) : () -> linear(at));
      }
    }
  }

  private static List<ClassEntity> projectBases(ClassEntity type) {
    return type.bases().stream()
        .filter(base -> base instanceof ClassEntity)
        .map(base -> (ClassEntity) base)
        .toList();
  }

  /** That it is in a circle rests on the bases of all classes that it leads to. */
  private static Mro inCircle(ClassEntity type) {
    ArrayDeque<ClassEntity> open = new ArrayDeque<>(List.of(type));
    Set<ClassEntity> begun = new HashSet<>();
    while (!open.isEmpty()) {
      ClassEntity at = open.pop();
      if (begun.add(at)) {
        projectBases(at).forEach(open::push);
      }
    }
    return alone(type);
  }

  private static Mro alone(ClassEntity type) {
    return new Mro(List.of(type), false);
  }

  private static boolean isAlone(ClassEntity type) {
    return type.mro().linear().size() == 1 && !projectBases(type).isEmpty();
  }

  /** The order of a class whose bases all have theirs. */
  private static Mro linear(ClassEntity type) {
    boolean isComplete = true;
    List<List<Entity>> sequences = new ArrayList<>();
    List<Entity> direct = new ArrayList<>();
    for (Entity base : type.bases()) {
      switch (base) {
        case ClassEntity each when isAlone(each) -> {
          return alone(type);
        }
        case ClassEntity each -> {
          isComplete &= each.mro().isComplete();
          sequences.add(new ArrayList<>(each.mro().linear()));
          direct.add(each);
        }
        case LibraryEntity each when isObject(each) -> {}
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
    return linear.size() > LONGEST ? alone(type) : new Mro(linear, isComplete);
  }

  /** The end of every order, and so left out of all of them. */
  private static boolean isObject(LibraryEntity library) {
    return library.qualifiedName().equals("builtins.object");
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
              .filter(head -> sequences.stream().noneMatch(s -> s.lastIndexOf(head) > 0))
              .findFirst();
      if (next.isEmpty()) {
        Set<Entity> rest = new LinkedHashSet<>();
        sequences.forEach(rest::addAll);
        to.addAll(rest);
        return false;
      }
      to.add(next.get());
      sequences.forEach(s -> s.remove(next.get()));
    }
  }
}
