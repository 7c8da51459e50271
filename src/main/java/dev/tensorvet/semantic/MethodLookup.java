package dev.tensorvet.semantic;

/** Where a class has a method from. */
public sealed interface MethodLookup {

  record Found(FunctionEntity function) implements MethodLookup {}

  /** No class of the project has it; whether the library's does is for the library to say. */
  record InLibrary(LibraryEntity type) implements MethodLookup {}

  /** No class has it. */
  record Absent() implements MethodLookup {}

  /** A class above is not known, or the name is not a method. */
  record Unknown() implements MethodLookup {}
}
