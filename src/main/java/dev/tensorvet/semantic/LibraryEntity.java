package dev.tensorvet.semantic;

/**
 * Something outside of the project.
 *
 * @param qualifiedName its canonical dotted name: {@code torch.nn.Linear}, {@code builtins.len}
 */
public record LibraryEntity(String qualifiedName) implements Entity {}
