package dev.tensorvet.syntax;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A pattern of a {@code case} (PEP 634). */
public sealed interface Pattern extends Node {

  /** A literal, a signed or complex number, or a dotted name. */
  record Value(int id, int start, int end, Expr value) implements Pattern {
    @Override
    public void forEachChild(Consumer<? super Node> to) {
      to.accept(value);
    }
  }

  /** {@code name} or {@code pattern as name}; without both, the wildcard {@code _}. */
  record Capture(int id, int start, int end, Optional<Pattern> pattern, Optional<String> name)
      implements Pattern {
    @Override
    public void forEachChild(Consumer<? super Node> to) {
      pattern.ifPresent(to);
    }
  }

  /** {@code [a, b]}, {@code (a, b)} or {@code a, b}. */
  record Sequence(int id, int start, int end, List<Pattern> elements) implements Pattern {
    @Override
    public void forEachChild(Consumer<? super Node> to) {
      elements.forEach(to);
    }
  }

  /** {@code *name}; without a name, {@code *_}. */
  record Star(int id, int start, int end, Optional<String> name) implements Pattern {
    @Override
    public void forEachChild(Consumer<? super Node> to) {}
  }

  /** {@code {key: pattern, **rest}}: one pattern for each key. */
  record Mapping(
      int id, int start, int end, List<Expr> keys, List<Pattern> patterns, Optional<String> rest)
      implements Pattern {
    @Override
    public void forEachChild(Consumer<? super Node> to) {
      Children.inPairs(keys, patterns, to);
    }
  }

  /** {@code Class(a, name=b)}: one pattern for each keyword name. */
  record ClassPattern(
      int id,
      int start,
      int end,
      Expr type,
      List<Pattern> positional,
      List<String> keywordNames,
      List<Pattern> keywordPatterns)
      implements Pattern {
    @Override
    public void forEachChild(Consumer<? super Node> to) {
      to.accept(type);
      positional.forEach(to);
      keywordPatterns.forEach(to);
    }
  }

  /** {@code a | b}. */
  record Or(int id, int start, int end, List<Pattern> alternatives) implements Pattern {
    @Override
    public void forEachChild(Consumer<? super Node> to) {
      alternatives.forEach(to);
    }
  }
}
