package dev.tensorvet.semantic.java;

import java.util.Optional;

/** What is known of the types of libraries, whose code is not read. */
public interface JavaLibrary {

  /** Whether a library has a type of this name. */
  boolean hasType(String qualifiedName);

  /** The type of what a method of a library's type gives. */
  Optional<String> result(String type, String method);
}
