package dev.tensorvet.framework;

import dev.tensorvet.requirement.Version;
import java.util.Optional;

/**
 * Something that a library gave up, or is about to.
 *
 * @param name its canonical name; of a keyword, that of what takes it; of a method, its own
 * @param keyword the keyword, where it is one; of a value, {@code keyword=value}
 * @param deprecated the first version that warns of it, or whose documentation does
 * @param removed the first version that does not have it
 * @param returned the first version that has it again
 * @param advice what to do instead
 * @param rewrite how to write it instead, where that can be told
 * @param source where the library says so
 */
public record Retirement(
    Kind kind,
    String name,
    String keyword,
    Optional<Version> deprecated,
    Optional<Version> removed,
    Optional<Version> returned,
    String advice,
    Optional<Rewrite> rewrite,
    String source) {

  /** What was given up. */
  public enum Kind {
    FUNCTION,
    CLASS,
    /** A module, with all that is in it. */
    MODULE,
    /** An argument that is given by its name. */
    KEYWORD,
    /** A call that leaves the keyword out, for which the library takes something of its own. */
    MISSING,
    /** A value of such an argument. */
    VALUE,
    /** A method of a tensor. */
    METHOD,
    /** A method of an object of a class. */
    MEMBER,
    /** A method that subclasses define for the library to call. */
    HOOK
  }

  /**
   * How to write it instead.
   *
   * @param since the first version that understands it
   * @param form a name, a call whose arguments say where those that are written go, or for a
   *     keyword what becomes of it, value by value
   */
  public record Rewrite(Version since, String form) {}
}
