package dev.tensorvet.syntax;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** An expression. Parentheses leave no node: {@code start} and {@code end} are without them. */
public sealed interface Expr extends Node {

  /** An operand of {@code and} or {@code or}. */
  enum BoolOperator {
    AND,
    OR
  }

  /** A binary operator, also that of an augmented assignment. */
  enum BinaryOperator {
    ADD("+"),
    SUB("-"),
    MULT("*"),
    MAT_MULT("@"),
    DIV("/"),
    MOD("%"),
    POW("**"),
    LEFT_SHIFT("<<"),
    RIGHT_SHIFT(">>"),
    BIT_OR("|"),
    BIT_XOR("^"),
    BIT_AND("&"),
    FLOOR_DIV("//");

    private final String text;

    BinaryOperator(String text) {
      this.text = text;
    }

    /** As it is written in Python. */
    public String text() {
      return text;
    }
  }

  /** A prefix operator. */
  enum UnaryOperator {
    INVERT,
    NOT,
    PLUS,
    MINUS
  }

  /** An operator of a comparison. */
  enum CompareOperator {
    EQUAL,
    NOT_EQUAL,
    LESS,
    LESS_EQUAL,
    GREATER,
    GREATER_EQUAL,
    IS,
    IS_NOT,
    IN,
    NOT_IN
  }

  /** What a number literal is. */
  enum NumberKind {
    INTEGER,
    FLOAT,
    IMAGINARY
  }

  /** {@code a and b and c}: two values or more. */
  record BoolOp(int id, int start, int end, BoolOperator operator, List<Expr> values)
      implements Expr {
    @Override
    public void forEachChild(Consumer<? super Node> to) {
      values.forEach(to);
    }
  }

  /** {@code target := value}. */
  record NamedExpr(int id, int start, int end, Name target, Expr value) implements Expr {
    @Override
    public void forEachChild(Consumer<? super Node> to) {
      to.accept(target);
      to.accept(value);
    }
  }

  record BinOp(int id, int start, int end, Expr left, BinaryOperator operator, Expr right)
      implements Expr {
    @Override
    public void forEachChild(Consumer<? super Node> to) {
      to.accept(left);
      to.accept(right);
    }
  }

  record UnaryOp(int id, int start, int end, UnaryOperator operator, Expr operand) implements Expr {
    @Override
    public void forEachChild(Consumer<? super Node> to) {
      to.accept(operand);
    }
  }

  record Lambda(int id, int start, int end, Parameters parameters, Expr body) implements Expr {
    @Override
    public void forEachChild(Consumer<? super Node> to) {
      to.accept(parameters);
      to.accept(body);
    }
  }

  /** {@code body if test else otherwise}. */
  record IfExp(int id, int start, int end, Expr test, Expr body, Expr otherwise) implements Expr {
    @Override
    public void forEachChild(Consumer<? super Node> to) {
      to.accept(body);
      to.accept(test);
      to.accept(otherwise);
    }
  }

  record Dict(int id, int start, int end, List<DictItem> items) implements Expr {
    @Override
    public void forEachChild(Consumer<? super Node> to) {
      items.forEach(to);
    }
  }

  record Set(int id, int start, int end, List<Expr> elements) implements Expr {
    @Override
    public void forEachChild(Consumer<? super Node> to) {
      elements.forEach(to);
    }
  }

  record ListComp(int id, int start, int end, Expr element, List<Comprehension> generators)
      implements Expr {
    @Override
    public void forEachChild(Consumer<? super Node> to) {
      to.accept(element);
      generators.forEach(to);
    }
  }

  record SetComp(int id, int start, int end, Expr element, List<Comprehension> generators)
      implements Expr {
    @Override
    public void forEachChild(Consumer<? super Node> to) {
      to.accept(element);
      generators.forEach(to);
    }
  }

  record DictComp(int id, int start, int end, Expr key, Expr value, List<Comprehension> generators)
      implements Expr {
    @Override
    public void forEachChild(Consumer<? super Node> to) {
      to.accept(key);
      to.accept(value);
      generators.forEach(to);
    }
  }

  record GeneratorExp(int id, int start, int end, Expr element, List<Comprehension> generators)
      implements Expr {
    @Override
    public void forEachChild(Consumer<? super Node> to) {
      to.accept(element);
      generators.forEach(to);
    }
  }

  record Await(int id, int start, int end, Expr value) implements Expr {
    @Override
    public void forEachChild(Consumer<? super Node> to) {
      to.accept(value);
    }
  }

  record Yield(int id, int start, int end, Optional<Expr> value) implements Expr {
    @Override
    public void forEachChild(Consumer<? super Node> to) {
      value.ifPresent(to);
    }
  }

  record YieldFrom(int id, int start, int end, Expr value) implements Expr {
    @Override
    public void forEachChild(Consumer<? super Node> to) {
      to.accept(value);
    }
  }

  /** {@code left < c1 < c2}: one comparator for each operator. */
  record Compare(
      int id,
      int start,
      int end,
      Expr left,
      List<CompareOperator> operators,
      List<Expr> comparators)
      implements Expr {
    @Override
    public void forEachChild(Consumer<? super Node> to) {
      to.accept(left);
      comparators.forEach(to);
    }
  }

  /** A call; a starred argument is a {@link Starred}, {@code **x} a keyword without a name. */
  record Call(int id, int start, int end, Expr callee, List<Expr> arguments, List<Keyword> keywords)
      implements Expr {
    @Override
    public void forEachChild(Consumer<? super Node> to) {
      to.accept(callee);
      Children.inOrder(arguments, keywords, to);
    }

    /** The value given for a keyword, if it is given by that name. */
    public Optional<Expr> keyword(String name) {
      for (Keyword keyword : keywords) {
        if (keyword.name().isPresent() && keyword.name().get().equals(name)) {
          return Optional.of(keyword.value());
        }
      }
      return Optional.empty();
    }
  }

  /**
   * A string literal, adjacent ones joined.
   *
   * @param value the text with its escapes resolved; for bytes, one char a byte
   */
  record StringLiteral(int id, int start, int end, boolean isBytes, String value) implements Expr {
    @Override
    public void forEachChild(Consumer<? super Node> to) {}
  }

  /** A number as it is written. */
  record NumberLiteral(int id, int start, int end, NumberKind kind, String text) implements Expr {
    @Override
    public void forEachChild(Consumer<? super Node> to) {}
  }

  record BooleanLiteral(int id, int start, int end, boolean value) implements Expr {
    @Override
    public void forEachChild(Consumer<? super Node> to) {}
  }

  record NoneLiteral(int id, int start, int end) implements Expr {
    @Override
    public void forEachChild(Consumer<? super Node> to) {}
  }

  record EllipsisLiteral(int id, int start, int end) implements Expr {
    @Override
    public void forEachChild(Consumer<? super Node> to) {}
  }

  /**
   * An f-string or t-string, adjacent literals joined: {@link StringLiteral} and {@link
   * Interpolation} parts.
   */
  record JoinedString(int id, int start, int end, boolean isTemplate, List<Expr> parts)
      implements Expr {
    @Override
    public void forEachChild(Consumer<? super Node> to) {
      parts.forEach(to);
    }
  }

  /**
   * {@code {value!conversion:format}} of an f-string or t-string.
   *
   * @param conversion {@code r}, {@code s} or {@code a}, or nothing
   * @param format the format specification, a {@link JoinedString}
   */
  record Interpolation(
      int id,
      int start,
      int end,
      Expr value,
      Optional<String> conversion,
      Optional<JoinedString> format)
      implements Expr {
    @Override
    public void forEachChild(Consumer<? super Node> to) {
      to.accept(value);
      format.ifPresent(to);
    }
  }

  /**
   * {@code value.name}.
   *
   * @param nameStart offset of the name after the dot
   */
  record Attribute(int id, int start, int end, Expr value, String name, int nameStart)
      implements Expr {
    @Override
    public void forEachChild(Consumer<? super Node> to) {
      to.accept(value);
    }
  }

  /** {@code value[index]}; several indices are a {@link Tuple}. */
  record Subscript(int id, int start, int end, Expr value, Expr index) implements Expr {
    @Override
    public void forEachChild(Consumer<? super Node> to) {
      to.accept(value);
      to.accept(index);
    }
  }

  record Starred(int id, int start, int end, Expr value) implements Expr {
    @Override
    public void forEachChild(Consumer<? super Node> to) {
      to.accept(value);
    }
  }

  record Name(int id, int start, int end, String name) implements Expr {
    @Override
    public void forEachChild(Consumer<? super Node> to) {}
  }

  /** A list display. */
  record ListExpr(int id, int start, int end, List<Expr> elements) implements Expr {
    @Override
    public void forEachChild(Consumer<? super Node> to) {
      elements.forEach(to);
    }
  }

  record Tuple(int id, int start, int end, List<Expr> elements) implements Expr {
    @Override
    public void forEachChild(Consumer<? super Node> to) {
      elements.forEach(to);
    }
  }

  /** {@code lower:upper:step} in a subscript. */
  record Slice(
      int id, int start, int end, Optional<Expr> lower, Optional<Expr> upper, Optional<Expr> step)
      implements Expr {
    @Override
    public void forEachChild(Consumer<? super Node> to) {
      lower.ifPresent(to);
      upper.ifPresent(to);
      step.ifPresent(to);
    }
  }

  /** An expression that could not be parsed, inside a statement that otherwise could. */
  record Broken(int id, int start, int end) implements Expr {
    @Override
    public void forEachChild(Consumer<? super Node> to) {}
  }
}
