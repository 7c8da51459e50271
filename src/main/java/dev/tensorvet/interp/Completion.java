package dev.tensorvet.interp;

/** How a statement ends. */
sealed interface Completion {

  Completion NEXT = new Next();
  Completion BREAK = new Break();
  Completion CONTINUE = new Continue();

  /** The statement after it runs. */
  record Next() implements Completion {}

  record Return(PythonValue value) implements Completion {}

  record Break() implements Completion {}

  record Continue() implements Completion {}
}
