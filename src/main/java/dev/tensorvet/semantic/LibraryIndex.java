package dev.tensorvet.semantic;

import java.util.List;
import java.util.Optional;

/** What resolving names must ask about libraries. */
public interface LibraryIndex {

  /**
   * The public name of something that a library has under several names: {@code torch.nn.Linear} for
   * {@code torch.nn.modules.linear.Linear}. A name that is not known stays as it is.
   */
  String canonical(String qualifiedName);

  /** Whether {@code from module import *} brings a name. */
  boolean exports(String module, String name);

  /** Whether the module belongs to a library of which the index knows all that it exports. */
  boolean knows(String module);

  /** The classes above a library's class, nearest first; empty when the class is not known. */
  Optional<List<String>> superclasses(String qualifiedName);
}
