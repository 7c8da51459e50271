package dev.tensorvet.reader.code;

import dev.tensorvet.facts.WrappedAccess;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.Wrapper;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.CodeReader;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.semantic.VariableEntity;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds what a file's code reads of the wrapper around a module that only the module has: in the
 * block that wraps the module, behind that statement.
 */
final class WrappedAccesses implements CodeReader<WrappedAccess> {

  @Override
  public Class<WrappedAccess> kind() {
    return WrappedAccess.class;
  }

  @Override
  public List<WrappedAccess> read(SourceModule module) {
    List<WrappedAccess> found = new ArrayList<>();
    if (module.file().text().contains("Parallel")) {
      module
          .tree()
          .walk(
              node -> {
                if (node instanceof Stmt.Assign assign
                    && assign.targets().size() == 1
                    && assign.targets().getFirst() instanceof Expr.Name name
                    && isWrapper(assign.value(), module)
                    && module.resolve(name) instanceof VariableEntity variable) {
                  read(assign, variable, module, found);
                }
              });
    }
    return found;
  }

  private static boolean isWrapper(Expr value, SourceModule module) {
    return value instanceof Expr.Call call
        && module.resolve(call.callee()) instanceof LibraryEntity library
        && Wrapper.of(library.qualifiedName()).filter(Wrapper::hidesMembers).isPresent();
  }

  private static void read(
      Stmt.Assign wrap, VariableEntity variable, SourceModule module, List<WrappedAccess> found) {
    boolean isSetLater =
        variable.binding().sites().stream().anyMatch(site -> site.node().start() > wrap.start());
    List<Stmt> block = CodeCalls.block(wrap, module.tree());
    if (isSetLater) {
      return;
    }
    List<Expr.Attribute> accesses = new ArrayList<>();
    boolean[] isGivenMembers = {false};
    for (Stmt statement : block) {
      if (statement.start() > wrap.start()) {
        walk(
            statement,
            node -> {
              if (node instanceof Expr.Attribute access
                  && access.value() instanceof Expr.Name name
                  && name.name().equals(variable.binding().name())
                  && module.resolve(name).equals(variable)) {
                accesses.add(access);
                isGivenMembers[0] |= isTarget(access, module.tree());
              }
            });
      }
    }
    if (!isGivenMembers[0]) {
      accesses.stream()
          .filter(access -> !Wrapper.hasMember(access.name()))
          .filter(access -> !isAskedFor(access, wrap, module))
          .map(
              access ->
                  new WrappedAccess(
                      variable.binding().name(),
                      access.name(),
                      new Place(module.file(), access.span()),
                      new Place(module.file(), wrap.span())))
          .forEach(found::add);
    }
  }

  /** Functions that are defined here run when they are called. */
  private static void walk(Stmt statement, Consumer<Node> visitor) {
    if (!(statement instanceof Stmt.FunctionDef) && !(statement instanceof Stmt.ClassDef)) {
      Tree.walk(statement, visitor);
    }
  }

  private static boolean isTarget(Expr.Attribute access, Tree tree) {
    return tree.parent(access).orElse(access) instanceof Stmt.Assign assign
        && assign.targets().contains(access);
  }

  /** A test around the access may have made sure that it is there. */
  private static boolean isAskedFor(Expr.Attribute access, Stmt.Assign wrap, SourceModule module) {
    Optional<Node> around = module.tree().parent(access);
    while (around.isPresent() && !around.get().span().contains(wrap.span())) {
      Optional<Expr> test =
          switch (around.get()) {
            case Stmt.If choice -> Optional.of(choice.test());
            case Expr.IfExp choice -> Optional.of(choice.test());
            default -> Optional.empty();
          };
      boolean asks =
          around.get() instanceof Stmt.Try
              || around.get() instanceof Expr.Lambda
              || test.isPresent();
      if (asks) {
        return true;
      }
      around = module.tree().parent(around.get());
    }
    return false;
  }
}
