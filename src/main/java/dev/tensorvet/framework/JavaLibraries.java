package dev.tensorvet.framework;

import dev.tensorvet.semantic.java.JavaLibrary;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The libraries of Java whose types are known. */
public final class JavaLibraries implements JavaLibrary {

  @Override
  public boolean hasType(String qualifiedName) {
    return Djl.hasType(qualifiedName) || Dl4j.hasType(qualifiedName);
  }

  @Override
  public Optional<String> result(String type, String method) {
    return Djl.result(type, method).or(() -> Dl4j.result(type, method));
  }

  /** Whether a text may use one of them. */
  public static boolean mayBeUsed(String code) {
    return code.contains("ai.djl") || code.contains("deeplearning4j") || code.contains("nd4j");
  }

  /** The qualified names of a table, each of whose lines is a package and names in it. */
  static Set<String> names(String table) {
    Set<String> names = new HashSet<>();
    for (String line : table.lines().toList()) {
      String[] words = line.split(" +", -1);
      for (int i = 1; i < words.length; i++) {
        names.add(words[0] + "." + words[i]);
      }
    }
    return names;
  }

  /**
   * What a method of a builder gives: what it builds, or itself.
   *
   * @param type a type whose builders are named so, as all of DJL and DL4J
   */
  static Optional<String> built(String type, String method) {
    if (method.equals("builder") && !type.endsWith("Builder")) {
      return Optional.of(type + ".Builder");
    }
    if (!type.endsWith("Builder")) {
      return Optional.empty();
    }
    if (!method.equals("build")) {
      return Optional.of(type);
    }
    return type.endsWith(".Builder")
        ? Optional.of(type.substring(0, type.length() - ".Builder".length()))
        : Optional.empty();
  }
}
