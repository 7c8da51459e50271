package dev.tensorvet.semantic;

import java.util.List;

/**
 * The classes in which a member is looked for.
 *
 * @param linear {@link ClassEntity} and {@link LibraryEntity}, the class itself first
 * @param isComplete whether every class above is known
 */
public record Mro(List<Entity> linear, boolean isComplete) {

  public Mro {
    linear = List.copyOf(linear);
  }
}
