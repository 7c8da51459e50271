package dev.tensorvet.syntax;

import dev.tensorvet.source.Span;
import java.util.List;
import java.util.Optional;

/** A statement. A decorated definition starts at its first decorator. */
public sealed interface Stmt extends Node {

  /**
   * @param nameStart offset of the name
   */
  record FunctionDef(
      int id,
      int start,
      int end,
      boolean isAsync,
      String name,
      int nameStart,
      List<TypeParameter> typeParameters,
      Parameters parameters,
      Optional<Expr> returns,
      List<Expr> decorators,
      List<Stmt> body)
      implements Stmt {

    /** Where its name stands. */
    public Span nameSpan() {
      return new Span(nameStart, nameStart + name.length());
    }
  }

  /**
   * @param nameStart offset of the name
   */
  record ClassDef(
      int id,
      int start,
      int end,
      String name,
      int nameStart,
      List<TypeParameter> typeParameters,
      List<Expr> bases,
      List<Keyword> keywords,
      List<Expr> decorators,
      List<Stmt> body)
      implements Stmt {

    /** Where its name stands. */
    public Span nameSpan() {
      return new Span(nameStart, nameStart + name.length());
    }
  }

  record Return(int id, int start, int end, Optional<Expr> value) implements Stmt {}

  record Delete(int id, int start, int end, List<Expr> targets) implements Stmt {}

  /** {@code t1 = t2 = value}. */
  record Assign(int id, int start, int end, List<Expr> targets, Expr value) implements Stmt {}

  record AugAssign(
      int id, int start, int end, Expr target, Expr.BinaryOperator operator, Expr value)
      implements Stmt {}

  record AnnAssign(int id, int start, int end, Expr target, Expr annotation, Optional<Expr> value)
      implements Stmt {}

  /** {@code type Name[T] = value}. */
  record TypeAlias(
      int id, int start, int end, Expr.Name name, List<TypeParameter> typeParameters, Expr value)
      implements Stmt {}

  record For(
      int id,
      int start,
      int end,
      boolean isAsync,
      Expr target,
      Expr iterable,
      List<Stmt> body,
      List<Stmt> orElse)
      implements Stmt {}

  record While(int id, int start, int end, Expr test, List<Stmt> body, List<Stmt> orElse)
      implements Stmt {}

  /** An {@code elif} is an {@code If} that stands alone in {@code orElse}. */
  record If(int id, int start, int end, Expr test, List<Stmt> body, List<Stmt> orElse)
      implements Stmt {}

  record With(int id, int start, int end, boolean isAsync, List<WithItem> items, List<Stmt> body)
      implements Stmt {}

  record Match(int id, int start, int end, Expr subject, List<MatchCase> cases) implements Stmt {}

  record Raise(int id, int start, int end, Optional<Expr> exception, Optional<Expr> cause)
      implements Stmt {}

  /**
   * @param isStar whether its handlers are {@code except*}
   */
  record Try(
      int id,
      int start,
      int end,
      boolean isStar,
      List<Stmt> body,
      List<ExceptHandler> handlers,
      List<Stmt> orElse,
      List<Stmt> finalBody)
      implements Stmt {}

  record Assert(int id, int start, int end, Expr test, Optional<Expr> message) implements Stmt {}

  record Import(int id, int start, int end, List<Alias> names) implements Stmt {}

  /**
   * {@code from ..module import names}.
   *
   * @param module the dotted name after the dots, empty when there is none
   * @param level how many dots stand before it
   */
  record ImportFrom(int id, int start, int end, String module, int level, List<Alias> names)
      implements Stmt {}

  record Global(int id, int start, int end, List<String> names) implements Stmt {}

  record Nonlocal(int id, int start, int end, List<String> names) implements Stmt {}

  /** An expression that stands as a statement. */
  record ExprStmt(int id, int start, int end, Expr value) implements Stmt {}

  record Pass(int id, int start, int end) implements Stmt {}

  record Break(int id, int start, int end) implements Stmt {}

  record Continue(int id, int start, int end) implements Stmt {}

  /**
   * A statement that could not be parsed; a problem of the file says why.
   *
   * @param body statements that were read all the same: the block under a broken header
   */
  record Broken(int id, int start, int end, List<Stmt> body) implements Stmt {}
}
