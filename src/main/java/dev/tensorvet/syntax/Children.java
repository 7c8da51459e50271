package dev.tensorvet.syntax;

import java.util.List;
import java.util.function.Consumer;

/** The children of every kind of node, in the order of the text: the one place that lists them. */
final class Children {

  private Children() {}

  static void forEach(Node node, Consumer<? super Node> to) {
    switch (node) {
      case Expr expr -> ofExpr(expr, to);
      case Stmt stmt -> ofStmt(stmt, to);
      case Pattern pattern -> ofPattern(pattern, to);
      case Node.Module n -> n.body().forEach(to);
      case Node.Parameters n -> n.all().forEach(to);
      case Node.Parameter n -> {
        n.annotation().ifPresent(to);
        n.defaultValue().ifPresent(to);
      }
      case Node.Keyword n -> to.accept(n.value());
      case Node.Alias n -> {}
      case Node.WithItem n -> {
        to.accept(n.context());
        n.target().ifPresent(to);
      }
      case Node.ExceptHandler n -> {
        n.type().ifPresent(to);
        n.body().forEach(to);
      }
      case Node.MatchCase n -> {
        to.accept(n.pattern());
        n.guard().ifPresent(to);
        n.body().forEach(to);
      }
      case Node.Comprehension n -> {
        to.accept(n.target());
        to.accept(n.iterable());
        n.conditions().forEach(to);
      }
      case Node.DictItem n -> {
        n.key().ifPresent(to);
        to.accept(n.value());
      }
      case Node.TypeParameter n -> {
        n.bound().ifPresent(to);
        n.defaultValue().ifPresent(to);
      }
    }
  }

  private static void ofExpr(Expr expr, Consumer<? super Node> to) {
    switch (expr) {
      // A switch asks for one kind after the other: the frequent ones come first.
      case Expr.Name n -> {}
      case Expr.Attribute n -> to.accept(n.value());
      case Expr.Call n -> {
        to.accept(n.callee());
        inOrder(n.arguments(), n.keywords(), to);
      }
      case Expr.StringLiteral n -> {}
      case Expr.NumberLiteral n -> {}
      case Expr.Subscript n -> both(n.value(), n.index(), to);
      case Expr.NoneLiteral n -> {}
      case Expr.BinOp n -> both(n.left(), n.right(), to);
      case Expr.Tuple n -> n.elements().forEach(to);
      case Expr.BoolOp n -> n.values().forEach(to);
      case Expr.NamedExpr n -> both(n.target(), n.value(), to);
      case Expr.UnaryOp n -> to.accept(n.operand());
      case Expr.Lambda n -> both(n.parameters(), n.body(), to);
      case Expr.IfExp n -> {
        both(n.body(), n.test(), to);
        to.accept(n.otherwise());
      }
      case Expr.Dict n -> n.items().forEach(to);
      case Expr.Set n -> n.elements().forEach(to);
      case Expr.ListComp n -> comprehension(n.element(), n.generators(), to);
      case Expr.SetComp n -> comprehension(n.element(), n.generators(), to);
      case Expr.GeneratorExp n -> comprehension(n.element(), n.generators(), to);
      case Expr.DictComp n -> {
        both(n.key(), n.value(), to);
        n.generators().forEach(to);
      }
      case Expr.Await n -> to.accept(n.value());
      case Expr.Yield n -> n.value().ifPresent(to);
      case Expr.YieldFrom n -> to.accept(n.value());
      case Expr.Compare n -> {
        to.accept(n.left());
        n.comparators().forEach(to);
      }
      case Expr.BooleanLiteral n -> {}
      case Expr.EllipsisLiteral n -> {}
      case Expr.JoinedString n -> n.parts().forEach(to);
      case Expr.Interpolation n -> {
        to.accept(n.value());
        n.format().ifPresent(to);
      }
      case Expr.Starred n -> to.accept(n.value());
      case Expr.ListExpr n -> n.elements().forEach(to);
      case Expr.Slice n -> {
        n.lower().ifPresent(to);
        n.upper().ifPresent(to);
        n.step().ifPresent(to);
      }
      case Expr.Broken n -> {}
    }
  }

  private static void ofStmt(Stmt stmt, Consumer<? super Node> to) {
    switch (stmt) {
      case Stmt.Assign n -> {
        n.targets().forEach(to);
        to.accept(n.value());
      }
      case Stmt.ExprStmt n -> to.accept(n.value());
      case Stmt.If n -> {
        to.accept(n.test());
        n.body().forEach(to);
        n.orElse().forEach(to);
      }
      case Stmt.FunctionDef n -> {
        n.decorators().forEach(to);
        n.typeParameters().forEach(to);
        to.accept(n.parameters());
        n.returns().ifPresent(to);
        n.body().forEach(to);
      }
      case Stmt.ClassDef n -> {
        n.decorators().forEach(to);
        n.typeParameters().forEach(to);
        inOrder(n.bases(), n.keywords(), to);
        n.body().forEach(to);
      }
      case Stmt.Return n -> n.value().ifPresent(to);
      case Stmt.Delete n -> n.targets().forEach(to);
      case Stmt.AugAssign n -> both(n.target(), n.value(), to);
      case Stmt.AnnAssign n -> {
        both(n.target(), n.annotation(), to);
        n.value().ifPresent(to);
      }
      case Stmt.TypeAlias n -> {
        to.accept(n.name());
        n.typeParameters().forEach(to);
        to.accept(n.value());
      }
      case Stmt.For n -> {
        both(n.target(), n.iterable(), to);
        n.body().forEach(to);
        n.orElse().forEach(to);
      }
      case Stmt.While n -> {
        to.accept(n.test());
        n.body().forEach(to);
        n.orElse().forEach(to);
      }
      case Stmt.With n -> {
        n.items().forEach(to);
        n.body().forEach(to);
      }
      case Stmt.Match n -> {
        to.accept(n.subject());
        n.cases().forEach(to);
      }
      case Stmt.Raise n -> {
        n.exception().ifPresent(to);
        n.cause().ifPresent(to);
      }
      case Stmt.Try n -> {
        n.body().forEach(to);
        n.handlers().forEach(to);
        n.orElse().forEach(to);
        n.finalBody().forEach(to);
      }
      case Stmt.Assert n -> {
        to.accept(n.test());
        n.message().ifPresent(to);
      }
      case Stmt.Import n -> n.names().forEach(to);
      case Stmt.ImportFrom n -> n.names().forEach(to);
      case Stmt.Global n -> {}
      case Stmt.Nonlocal n -> {}
      case Stmt.Pass n -> {}
      case Stmt.Break n -> {}
      case Stmt.Continue n -> {}
      case Stmt.Broken n -> n.body().forEach(to);
    }
  }

  private static void ofPattern(Pattern pattern, Consumer<? super Node> to) {
    switch (pattern) {
      case Pattern.Value n -> to.accept(n.value());
      case Pattern.Capture n -> n.pattern().ifPresent(to);
      case Pattern.Sequence n -> n.elements().forEach(to);
      case Pattern.Star n -> {}
      case Pattern.Mapping n -> inPairs(n.keys(), n.patterns(), to);
      case Pattern.ClassPattern n -> {
        to.accept(n.type());
        n.positional().forEach(to);
        n.keywordPatterns().forEach(to);
      }
      case Pattern.Or n -> n.alternatives().forEach(to);
    }
  }

  private static void both(Node first, Node second, Consumer<? super Node> to) {
    to.accept(first);
    to.accept(second);
  }

  private static void comprehension(
      Expr element, List<Node.Comprehension> generators, Consumer<? super Node> to) {
    to.accept(element);
    generators.forEach(to);
  }

  /** Arguments and keywords, which the text may mix: {@code f(a, k=1, *b)}. */
  private static void inOrder(
      List<Expr> arguments, List<Node.Keyword> keywords, Consumer<? super Node> to) {
    int next = 0;
    for (Expr argument : arguments) {
      while (next < keywords.size() && keywords.get(next).start() < argument.start()) {
        to.accept(keywords.get(next++));
      }
      to.accept(argument);
    }
    while (next < keywords.size()) {
      to.accept(keywords.get(next++));
    }
  }

  private static void inPairs(List<Expr> keys, List<Pattern> patterns, Consumer<? super Node> to) {
    for (int i = 0; i < keys.size(); i++) {
      to.accept(keys.get(i));
      to.accept(patterns.get(i));
    }
  }
}
