package dev.tensorvet.semantic;

/** Where a class has a method from. */
public sealed interface MethodLookup {

  /** A method of a class of the project. */
  record Found(FunctionEntity function) implements MethodLookup {}

  /**
   * No class of the project has it.
   *
   * @param type the first library class that has it or, as far as is known, may have it
   */
  record InLibrary(LibraryEntity type) implements MethodLookup {}

  /** No class has it. */
  record Absent() implements MethodLookup {}

  /** A class above is not known, or the name is not a method. */
  record Unknown() implements MethodLookup {}
}
