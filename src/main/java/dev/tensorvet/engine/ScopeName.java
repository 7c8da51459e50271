package dev.tensorvet.engine;

import dev.tensorvet.finding.Reported;
import dev.tensorvet.syntax.ParsedFile;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.List;

/** The functions and classes around a place, as a person names them: {@code Net.forward}. */
final class ScopeName {

  private ScopeName() {}

  static String at(ParsedFile parsed, int offset) {
    List<String> names =
        parsed
            .foreign()
            .map(tree -> tree.namesAround(offset))
            .orElseGet(() -> namesAround(parsed.tree(), offset));
    return names.isEmpty() ? Reported.MODULE : String.join(".", names);
  }

  private static List<String> namesAround(Tree tree, int offset) {
    List<String> names = new ArrayList<>();
    Tree.walkWhere(
        tree.root(),
        node -> {
          boolean isAround = node == tree.root() || (node.start() <= offset && offset < node.end());
          if (isAround && node instanceof Stmt.FunctionDef function) {
            names.add(function.name());
          } else if (isAround && node instanceof Stmt.ClassDef type) {
            names.add(type.name());
          }
          return isAround;
        });
    return names;
  }
}
