package dev.tensorvet.semantic;

import dev.tensorvet.tensor.Proof;
import java.util.List;
import java.util.Optional;

/** What resolving names must ask about libraries. Safe for use by many threads. */
public interface LibraryIndex {

  /**
   * The public name of something that a library has under several names: {@code torch.nn.Linear}
   * for {@code torch.nn.modules.linear.Linear}. A name that is not known stays as it is.
   */
  String canonical(String qualifiedName);

  /** Whether a top-level module is Python's own or that of a library that the index knows. */
  boolean isLibrary(String topLevelModule);

  /** Whether {@code from module import *} brings a name. */
  Proof exports(String module, String name);

  /** The classes above a library's class, nearest first; empty when the class is not known. */
  Optional<List<String>> superclasses(String qualifiedClass);

  /** Whether a library's class itself has a member of a name, classes above it left out. */
  Proof defines(String qualifiedClass, String member);
}
