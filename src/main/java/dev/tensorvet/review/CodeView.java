package dev.tensorvet.review;

import dev.tensorvet.finding.Place;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.semantic.MainGuard;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.source.Span;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a reader sees in a file's code. */
record CodeView(SourceModule module) {

  private static final int LONGEST = 100;

  private static final Pattern SENTENCE_END = Pattern.compile("(?<!(?:^|[\\s:(])\\d{1,2})\\. ");

  private static final Pattern LEGAL =
      Pattern.compile(
          "(?i)copyright|\\(c\\) *\\d{4}|licen[cs]ed? (?:under|is|as)|SPDX|all rights reserved"
              + "|WARRANT(?:Y|IES)|copy of th(?:e|is) licen[cs]e|^\\s*<?https?://\\S+\\s*$");

  String text(Node node) {
    return module.file().text(node.span());
  }

  /** The code of a node on one line, cut where it is long. */
  String line(Node node) {
    return line(text(node));
  }

  static String line(String code) {
    String line = code.strip().replaceAll("\\s+", " ");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
  }

  Place place(Node node) {
    return new Place(module.file(), node.span());
  }

  /** The canonical name of what an expression stands for, if that is a library's. */
  Optional<String> library(Expr value) {
    return (value instanceof Expr.Name || value instanceof Expr.Attribute)
            && module.resolve(value) instanceof LibraryEntity library
        ? Optional.of(library.qualifiedName())
        : Optional.empty();
  }

  /** The last word of what is called; empty when that is no name. */
  static String name(Expr.Call call) {
    return lastWord(call.callee());
  }

  /** The last word of a dotted name; empty when there is none. */
  static String lastWord(Expr value) {
    return switch (value) {
      case Expr.Name name -> name.name();
      case Expr.Attribute member -> member.name();
      default -> "";
    };
  }

  /** Whether a value is a plain number, text or the like. */
  static boolean isLiteral(Expr value) {
    return switch (value) {
      case Expr.NumberLiteral number -> true;
      case Expr.StringLiteral text -> !text.isBytes();
      case Expr.BooleanLiteral flag -> true;
      case Expr.UnaryOp signed -> isLiteral(signed.operand());
      case Expr.BinOp computed -> isNumber(computed.left()) && isNumber(computed.right());
      case Expr.Tuple tuple ->
          !tuple.elements().isEmpty() && tuple.elements().stream().allMatch(CodeView::isLiteral);
      case Expr.ListExpr list ->
          !list.elements().isEmpty() && list.elements().stream().allMatch(CodeView::isLiteral);
      default -> false;
    };
  }

  private static boolean isNumber(Expr value) {
    return isLiteral(value) && !(value instanceof Expr.StringLiteral);
  }

  /** The call that covers a stretch of the text exactly. */
  Optional<Expr.Call> callAt(Span span) {
    Optional<Node> covering = module.tree().covering(span);
    List<Expr.Call> found = new ArrayList<>();
    covering.ifPresent(
        node ->
            Tree.walkWhere(
                node,
                each -> {
                  if (each instanceof Expr.Call call && call.span().equals(span)) {
                    found.add(call);
                  }
                  return found.isEmpty() && each.span().equals(span);
                }));
    return found.stream().findFirst();
  }

  /** The innermost node that holds a stretch of the text. */
  Node innermost(Span span) {
    Node[] at = {module.tree().root()};
    boolean descends = true;
    while (descends) {
      Node above = at[0];
      above.forEachChild(
          child -> {
            if (child.start() <= span.start() && span.end() <= child.end()) {
              at[0] = child;
            }
          });
      descends = at[0] != above;
    }
    return at[0];
  }

  /** What holds a node, the nearest first, up to the function that it stands in. */
  List<Node> around(Node node) {
    List<Node> around = new ArrayList<>();
    Optional<Node> at = module.tree().parent(node);
    while (at.isPresent() && !isScope(at.get())) {
      around.add(at.get());
      at = module.tree().parent(at.get());
    }
    return around;
  }

  /** Whether a file's own code does something only where the file itself is run. */
  boolean isInMainGuard(Node node) {
    return MainGuard.isAround(node, module.tree());
  }

  private static boolean isScope(Node node) {
    return node instanceof Stmt.FunctionDef
        || node instanceof Stmt.ClassDef
        || node instanceof Expr.Lambda;
  }

  /** The name of the function that a node stands in. */
  Optional<String> function(Node node) {
    return module
        .tree()
        .enclosingScope(node)
        .filter(Stmt.FunctionDef.class::isInstance)
        .map(scope -> ((Stmt.FunctionDef) scope).name());
  }

  /** Whether a node stands in a function that gives values out, one after the other. */
  boolean isInGenerator(Node node) {
    return module
        .tree()
        .enclosingScope(node)
        .filter(Stmt.FunctionDef.class::isInstance)
        .filter(
            scope ->
                Tree.holds(
                    scope, each -> each instanceof Expr.Yield || each instanceof Expr.YieldFrom))
        .isPresent();
  }

  /** The first sentence of what a file says of itself. */
  String about() {
    return module.tree().root().body().stream()
        .findFirst()
        .filter(
            first -> first instanceof Stmt.ExprStmt s && s.value() instanceof Expr.StringLiteral)
        .map(first -> ((Expr.StringLiteral) ((Stmt.ExprStmt) first).value()).value())
        .map(CodeView::aboutIn)
        .orElse("");
  }

  /** Whose a file is and who may use it says nothing of what it does. */
  private static String aboutIn(String text) {
    return Arrays.stream(text.strip().split("\\R\\s*\\R"))
        .filter(paragraph -> !LEGAL.matcher(paragraph).find())
        .findFirst()
        .map(CodeView::firstSentence)
        .orElse("");
  }

  static String firstSentence(String text) {
    String paragraph = text.strip().split("\\R\\s*\\R", 2)[0];
    String line = paragraph.strip().replaceAll("\\s+", " ");
    // A dot after a number counts the items of a list.
    Matcher end = SENTENCE_END.matcher(line);
    String sentence = end.find() ? line.substring(0, end.start() + 1) : line;
    return sentence.length() <= 200 ? sentence : sentence.substring(0, 199) + "…";
  }
}
