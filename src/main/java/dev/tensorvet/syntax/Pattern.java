package dev.tensorvet.syntax;

import java.util.List;
import java.util.Optional;

/** A pattern of a {@code case} (PEP 634). */
public sealed interface Pattern extends Node {

  /** A literal, a signed or complex number, or a dotted name. */
  record Value(int id, int start, int end, Expr value) implements Pattern {}

  /** {@code name} or {@code pattern as name}; without both, the wildcard {@code _}. */
  record Capture(int id, int start, int end, Optional<Pattern> pattern, Optional<String> name)
      implements Pattern {}

  /** {@code [a, b]}, {@code (a, b)} or {@code a, b}. */
  record Sequence(int id, int start, int end, List<Pattern> elements) implements Pattern {}

  /** {@code *name}; without a name, {@code *_}. */
  record Star(int id, int start, int end, Optional<String> name) implements Pattern {}

  /** {@code {key: pattern, **rest}}: one pattern for each key. */
  record Mapping(
      int id, int start, int end, List<Expr> keys, List<Pattern> patterns, Optional<String> rest)
      implements Pattern {}

  /** {@code Class(a, name=b)}: one pattern for each keyword name. */
  record ClassPattern(
      int id,
      int start,
      int end,
      Expr type,
      List<Pattern> positional,
      List<String> keywordNames,
      List<Pattern> keywordPatterns)
      implements Pattern {}

  /** {@code a | b}. */
  record Or(int id, int start, int end, List<Pattern> alternatives) implements Pattern {}
}
