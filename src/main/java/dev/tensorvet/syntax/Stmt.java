package dev.tensorvet.syntax;

import dev.tensorvet.source.Span;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

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
    @Override
    public void forEachChild(Consumer<? super Node> to) {
      decorators.forEach(to);
      typeParameters.forEach(to);
      to.accept(parameters);
      returns.ifPresent(to);
      body.forEach(to);
    }

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
    @Override
    public void forEachChild(Consumer<? super Node> to) {
      decorators.forEach(to);
      typeParameters.forEach(to);
      Children.inOrder(bases, keywords, to);
      body.forEach(to);
    }

    /** Where its name stands. */
    public Span nameSpan() {
      return new Span(nameStart, nameStart + name.length());
    }
  }

  record Return(int id, int start, int end, Optional<Expr> value) implements Stmt {
    @Override
    public void forEachChild(Consumer<? super Node> to) {
      value.ifPresent(to);
    }
  }

  record Delete(int id, int start, int end, List<Expr> targets) implements Stmt {
    @Override
    public void forEachChild(Consumer<? super Node> to) {
      targets.forEach(to);
    }
  }

  /** {@code t1 = t2 = value}. */
  record Assign(int id, int start, int end, List<Expr> targets, Expr value) implements Stmt {
    @Override
    public void forEachChild(Consumer<? super Node> to) {
      targets.forEach(to);
      to.accept(value);
    }
  }

  record AugAssign(
      int id, int start, int end, Expr target, Expr.BinaryOperator operator, Expr value)
      implements Stmt {
    @Override
    public void forEachChild(Consumer<? super Node> to) {
      to.accept(target);
      to.accept(value);
    }
  }

  record AnnAssign(int id, int start, int end, Expr target, Expr annotation, Optional<Expr> value)
      implements Stmt {
    @Override
    public void forEachChild(Consumer<? super Node> to) {
      to.accept(target);
      to.accept(annotation);
      value.ifPresent(to);
    }
  }

  /** {@code type Name[T] = value}. */
  record TypeAlias(
      int id, int start, int end, Expr.Name name, List<TypeParameter> typeParameters, Expr value)
      implements Stmt {
    @Override
    public void forEachChild(Consumer<? super Node> to) {
      to.accept(name);
      typeParameters.forEach(to);
      to.accept(value);
    }
  }

  record For(
      int id,
      int start,
      int end,
      boolean isAsync,
      Expr target,
      Expr iterable,
      List<Stmt> body,
      List<Stmt> orElse)
      implements Stmt {
    @Override
    public void forEachChild(Consumer<? super Node> to) {
      to.accept(target);
      to.accept(iterable);
      body.forEach(to);
      orElse.forEach(to);
    }
  }

  record While(int id, int start, int end, Expr test, List<Stmt> body, List<Stmt> orElse)
      implements Stmt {
    @Override
    public void forEachChild(Consumer<? super Node> to) {
      to.accept(test);
      body.forEach(to);
      orElse.forEach(to);
    }
  }

  /** An {@code elif} is an {@code If} that stands alone in {@code orElse}. */
  record If(int id, int start, int end, Expr test, List<Stmt> body, List<Stmt> orElse)
      implements Stmt {
    @Override
    public void forEachChild(Consumer<? super Node> to) {
      to.accept(test);
      body.forEach(to);
      orElse.forEach(to);
    }
  }

  record With(int id, int start, int end, boolean isAsync, List<WithItem> items, List<Stmt> body)
      implements Stmt {
    @Override
    public void forEachChild(Consumer<? super Node> to) {
      items.forEach(to);
      body.forEach(to);
    }
  }

  record Match(int id, int start, int end, Expr subject, List<MatchCase> cases) implements Stmt {
    @Override
    public void forEachChild(Consumer<? super Node> to) {
      to.accept(subject);
      cases.forEach(to);
    }
  }

  record Raise(int id, int start, int end, Optional<Expr> exception, Optional<Expr> cause)
      implements Stmt {
    @Override
    public void forEachChild(Consumer<? super Node> to) {
      exception.ifPresent(to);
      cause.ifPresent(to);
    }
  }

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
      implements Stmt {
    @Override
    public void forEachChild(Consumer<? super Node> to) {
      body.forEach(to);
      handlers.forEach(to);
      orElse.forEach(to);
      finalBody.forEach(to);
    }
  }

  record Assert(int id, int start, int end, Expr test, Optional<Expr> message) implements Stmt {
    @Override
    public void forEachChild(Consumer<? super Node> to) {
      to.accept(test);
      message.ifPresent(to);
    }
  }

  record Import(int id, int start, int end, List<Alias> names) implements Stmt {
    @Override
    public void forEachChild(Consumer<? super Node> to) {
      names.forEach(to);
    }
  }

  /**
   * {@code from ..module import names}.
   *
   * @param module the dotted name after the dots, empty when there is none
   * @param level how many dots stand before it
   */
  record ImportFrom(int id, int start, int end, String module, int level, List<Alias> names)
      implements Stmt {
    @Override
    public void forEachChild(Consumer<? super Node> to) {
      names.forEach(to);
    }
  }

  record Global(int id, int start, int end, List<String> names) implements Stmt {
    @Override
    public void forEachChild(Consumer<? super Node> to) {}
  }

  record Nonlocal(int id, int start, int end, List<String> names) implements Stmt {
    @Override
    public void forEachChild(Consumer<? super Node> to) {}
  }

  /** An expression that stands as a statement. */
  record ExprStmt(int id, int start, int end, Expr value) implements Stmt {
    @Override
    public void forEachChild(Consumer<? super Node> to) {
      to.accept(value);
    }
  }

  record Pass(int id, int start, int end) implements Stmt {
    @Override
    public void forEachChild(Consumer<? super Node> to) {}
  }

  record Break(int id, int start, int end) implements Stmt {
    @Override
    public void forEachChild(Consumer<? super Node> to) {}
  }

  record Continue(int id, int start, int end) implements Stmt {
    @Override
    public void forEachChild(Consumer<? super Node> to) {}
  }

  /**
   * A statement that could not be parsed; a problem of the file says why.
   *
   * @param body statements that were read all the same: the block under a broken header
   */
  record Broken(int id, int start, int end, List<Stmt> body) implements Stmt {
    @Override
    public void forEachChild(Consumer<? super Node> to) {
      body.forEach(to);
    }
  }
}
