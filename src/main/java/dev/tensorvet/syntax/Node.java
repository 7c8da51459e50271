package dev.tensorvet.syntax;

import dev.tensorvet.source.Span;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A node of a Python tree. */
public sealed interface Node
    permits Expr,
        Stmt,
        Pattern,
        Node.Module,
        Node.Parameters,
        Node.Parameter,
        Node.Keyword,
        Node.Alias,
        Node.WithItem,
        Node.ExceptHandler,
        Node.MatchCase,
        Node.Comprehension,
        Node.DictItem,
        Node.TypeParameter {

  /** The node's number within its tree, dense from 0. */
  int id();

  /** Offset of the node's first code unit. */
  int start();

  /** Offset after the node's last code unit. */
  int end();

  default Span span() {
    return new Span(start(), end());
  }

  /** Shows each child to {@code visitor}, in the order of the text. */
  void forEachChild(Consumer<? super Node> visitor);

  /** A whole file. */
  record Module(int id, int start, int end, List<Stmt> body) implements Node {
    @Override
    public void forEachChild(Consumer<? super Node> to) {
      body.forEach(to);
    }
  }

  /** The parameters of a function or lambda, in the order of the text. */
  record Parameters(int id, int start, int end, List<Parameter> all) implements Node {
    @Override
    public void forEachChild(Consumer<? super Node> to) {
      all.forEach(to);
    }

    /** The parameters that an argument without a keyword can fill. */
    public List<Parameter> positional() {
      int count = 0;
      while (count < all.size() && all.get(count).kind().isPositional()) {
        count++;
      }
      // They come first:
      // https://docs.python.org/3/reference/compound_stmts.html#function-definitions
      return all.subList(0, count);
    }
  }

  /** How a parameter takes its arguments. */
  enum ParameterKind {
    POSITIONAL_ONLY,
    NORMAL,
    /** {@code *args} */
    VAR_POSITIONAL,
    KEYWORD_ONLY,
    /** {@code **kwargs} */
    VAR_KEYWORD;

    /** Whether an argument without a keyword can fill one such parameter. */
    public boolean isPositional() {
      return this == POSITIONAL_ONLY || this == NORMAL;
    }
  }

  /** One parameter; {@code start} is that of its name or of the stars before it. */
  record Parameter(
      int id,
      int start,
      int end,
      String name,
      ParameterKind kind,
      Optional<Expr> annotation,
      Optional<Expr> defaultValue)
      implements Node {
    @Override
    public void forEachChild(Consumer<? super Node> to) {
      annotation.ifPresent(to);
      defaultValue.ifPresent(to);
    }
  }

  /** {@code name=value} in a call or class header; without a name, {@code **value}. */
  record Keyword(int id, int start, int end, Optional<String> name, Expr value) implements Node {
    @Override
    public void forEachChild(Consumer<? super Node> to) {
      to.accept(value);
    }
  }

  /**
   * {@code name as asName} of an import.
   *
   * @param name a dotted name, a plain one, or {@code *}
   */
  record Alias(int id, int start, int end, String name, Optional<String> asName) implements Node {
    @Override
    public void forEachChild(Consumer<? super Node> to) {}
  }

  /** {@code context as target} of a with statement. */
  record WithItem(int id, int start, int end, Expr context, Optional<Expr> target) implements Node {
    @Override
    public void forEachChild(Consumer<? super Node> to) {
      to.accept(context);
      target.ifPresent(to);
    }
  }

  /** {@code except type as name:}; PEP 758's list without parentheses is a tuple. */
  record ExceptHandler(
      int id, int start, int end, Optional<Expr> type, Optional<String> name, List<Stmt> body)
      implements Node {
    @Override
    public void forEachChild(Consumer<? super Node> to) {
      type.ifPresent(to);
      body.forEach(to);
    }
  }

  /** {@code case pattern if guard:}. */
  record MatchCase(
      int id, int start, int end, Pattern pattern, Optional<Expr> guard, List<Stmt> body)
      implements Node {
    @Override
    public void forEachChild(Consumer<? super Node> to) {
      to.accept(pattern);
      guard.ifPresent(to);
      body.forEach(to);
    }
  }

  /** One {@code for target in iterable if ...} of a comprehension. */
  record Comprehension(
      int id,
      int start,
      int end,
      Expr target,
      Expr iterable,
      List<Expr> conditions,
      boolean isAsync)
      implements Node {
    @Override
    public void forEachChild(Consumer<? super Node> to) {
      to.accept(target);
      to.accept(iterable);
      conditions.forEach(to);
    }
  }

  /** {@code key: value} of a dict display; without a key, {@code **value}. */
  record DictItem(int id, int start, int end, Optional<Expr> key, Expr value) implements Node {
    @Override
    public void forEachChild(Consumer<? super Node> to) {
      key.ifPresent(to);
      to.accept(value);
    }
  }

  /** {@code T: bound = default}, {@code *Ts} or {@code **P} (PEP 695, 696). */
  record TypeParameter(
      int id,
      int start,
      int end,
      String name,
      int stars,
      Optional<Expr> bound,
      Optional<Expr> defaultValue)
      implements Node {
    @Override
    public void forEachChild(Consumer<? super Node> to) {
      bound.ifPresent(to);
      defaultValue.ifPresent(to);
    }
  }
}
