package dev.tensorvet.frontend.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.Tensorvet;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.ParsedFile;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import dev.tensorvet.syntax.TreeText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What holds of every tree, of a file that can be read and of one that cannot. */
final class TreePropertyTest {

  @TestFactory
  Stream<DynamicTest> ofEverySample() throws IOException {
    return Samples.all().stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.path(),
                    () -> {
                      ParsedFile parsed = Tensorvet.parse(file);
                      checkTree(parsed);
                      assertThat(TreeText.of(Tensorvet.parse(file))).isEqualTo(TreeText.of(parsed));
                      checkExpressions(parsed);
                    }));
  }

  @Test
  void ofDamagedSamples() throws IOException {
    Random random = new Random(1);
    for (SourceFile file : Samples.all()) {
      for (int i = 0; i < 40; i++) {
        checkTree(Samples.parse(Damage.oneToken(file.text(), random).text()));
      }
    }
  }

  /** Nodes lie in their parents, one after the other; no two have one id. */
  static void checkTree(ParsedFile parsed) {
    BitSet ids = new BitSet();
    String text = parsed.source().text();
    parsed
        .tree()
        .walk(
            node -> {
              assertThat(node.start()).isBetween(0, node.end());
              assertThat(node.end()).isLessThanOrEqualTo(text.length());
              assertThat(node.id()).isLessThan(parsed.tree().size());
              assertThat(ids.get(node.id())).as("two nodes with one id").isFalse();
              ids.set(node.id());
              checkChildren(node, text);
            });
  }

  private static void checkChildren(Node node, String text) {
    List<Node> children = new ArrayList<>();
    node.forEachChild(children::add);
    int end = node.start();
    for (Node child : children) {
      assertThat(child.start())
          .as("%s in %s: %s", child, node.getClass(), text)
          .isGreaterThanOrEqualTo(end);
      end = child.end();
    }
    assertThat(end).as("%s: %s", node.getClass(), text).isLessThanOrEqualTo(node.end());
  }

  /** The text of an expression, in parentheses, is that expression. */
  private static void checkExpressions(ParsedFile parsed) {
    List<Expr> whole = new ArrayList<>();
    parsed
        .tree()
        .walk(
            node -> {
              if (node instanceof Stmt.ExprStmt statement && parsed.problems().isEmpty()) {
                whole.add(statement.value());
              } else if (node instanceof Expr.Call call && parsed.problems().isEmpty()) {
                whole.add(call);
              }
            });
    for (Expr expr : whole) {
      String text = parsed.source().text(expr.span());
      ParsedFile again = Samples.parse("(" + text + ")");
      assertThat(again.problems()).as(text).isEmpty();
      Stmt.ExprStmt statement = (Stmt.ExprStmt) again.tree().root().body().getFirst();
      assertThat(shape(statement.value(), 1)).isEqualTo(shape(expr, expr.start()));
    }
  }

  /** What an expression is made of, and where, counted from an offset. */
  private static List<String> shape(Expr expr, int from) {
    List<String> shape = new ArrayList<>();
    Tree.walk(
        expr,
        node ->
            shape.add(
                node.getClass().getSimpleName()
                    + " "
                    + (node.start() - from)
                    + "-"
                    + (node.end() - from)));
    return shape;
  }
}
