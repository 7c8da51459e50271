package dev.tensorvet.interp;

import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.SourceModule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Code that runs: a function that was called, or the body of a module or class.
 *
 * @param owner the class whose method it is
 * @param self what the method is called on
 * @param function its name, as Python has it; empty for code of no function
 * @param isLibrary whether it is the library's own text, of which a reader wants to see nothing
 * @param returned what it gave on branches of which it is not known whether they run
 * @param yielded what it gave out one by one
 */
record Activation(
    SourceModule module,
    Environment names,
    Optional<ClassEntity> owner,
    Optional<PythonValue> self,
    String function,
    boolean isLibrary,
    List<Returned> returned,
    List<PythonValue> yielded) {

  /**
   * What a branch gave.
   *
   * @param fork where the code goes into it
   */
  record Returned(PythonValue value, Fork fork) {}

  Activation(
      SourceModule module,
      Environment names,
      Optional<ClassEntity> owner,
      Optional<PythonValue> self,
      String function,
      boolean isLibrary) {
    this(module, names, owner, self, function, isLibrary, new ArrayList<>(), new ArrayList<>());
  }

  /** The same code in a scope of its own: a comprehension. */
  Activation inside(Environment inner) {
    return new Activation(module, inner, owner, self, function, isLibrary, returned, yielded);
  }
}
