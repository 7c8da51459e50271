package dev.tensorvet.reader.code;

import dev.tensorvet.framework.Layers;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How a file names the package of layers: {@code nn}, {@code torch.nn}. */
final class Qualifiers {

  private Qualifiers() {}

  /** As it stands before the dot in the first of {@code names} that shows it. */
  static Optional<String> of(List<? extends Expr> names, SourceModule module) {
    for (Expr name : names) {
      if (name instanceof Expr.Attribute attribute
          && module.resolve(attribute.value()) instanceof LibraryEntity library
          && library.qualifiedName().equals(Layers.PACKAGE)) {
        return Optional.of(module.file().text(attribute.value().span()));
      }
    }
    return Optional.empty();
  }

  /** As it stands before the dot somewhere in a piece of code. */
  static Optional<String> within(Node code, SourceModule module) {
    List<Expr.Attribute> members = new ArrayList<>();
    Tree.walk(
        code,
        node -> {
          if (node instanceof Expr.Attribute member) {
            members.add(member);
          }
        });
    return of(members, module);
  }
}
