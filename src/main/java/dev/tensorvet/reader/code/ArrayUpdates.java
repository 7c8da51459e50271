package dev.tensorvet.reader.code;

import dev.tensorvet.facts.JaxSlip;
import dev.tensorvet.facts.JaxSlip.Kind;
import dev.tensorvet.framework.Jax;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.semantic.BindingSite;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.semantic.VariableEntity;
import dev.tensorvet.source.TextEdit;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the places that change an array of JAX, which nothing changes, or drop a changed copy. */
final class ArrayUpdates {

  private final SourceModule module;
  private final List<JaxSlip> found = new ArrayList<>();

  ArrayUpdates(SourceModule module) {
    this.module = module;
  }

  List<JaxSlip> read() {
    module
        .tree()
        .walk(
            node -> {
              switch (node) {
                case Stmt.Assign assign
                    when assign.targets().size() == 1
                        && assign.targets().getFirst() instanceof Expr.Subscript element ->
                    assigned(assign, element, Optional.of("set"), assign.value());
                case Stmt.AugAssign assign when assign.target() instanceof Expr.Subscript element ->
                    assigned(assign, element, method(assign.operator()), assign.value());
                case Stmt.ExprStmt alone when alone.value() instanceof Expr.Call call ->
                    dropped(alone, call);
                default -> {}
              }
            });
    return found;
  }

  // --- x[i] = v

  private static Optional<String> method(Expr.BinaryOperator operator) {
    return switch (operator) {
      case ADD -> Optional.of("add");
      case MULT -> Optional.of("multiply");
      case DIV -> Optional.of("divide");
      default -> Optional.empty();
    };
  }

  private void assigned(
      Stmt statement, Expr.Subscript element, Optional<String> method, Expr value) {
    if (!(element.value() instanceof Expr.Name array) || !isArray(array) || isTried(statement)) {
      return;
    }
    found.add(
        slip(
            Kind.ELEMENT_ASSIGNED,
            statement,
            array.name(),
            method
                .filter(name -> isLocal(array))
                .map(
                    name ->
                        array.name()
                            + " = "
                            + array.name()
                            + ".at["
                            + CodeCalls.text(element.index(), module)
                            + "]."
                            + name
                            + "("
                            + CodeCalls.text(value, module)
                            + ")")));
  }

  /** Whether every value that a variable can have is an array of JAX. */
  private boolean isArray(Expr.Name use) {
    return module.resolve(use) instanceof VariableEntity variable
        && variable.binding().sites().stream()
            .allMatch(
                site ->
                    site.kind() == BindingSite.Kind.AUGMENTED
                        || (site.kind() == BindingSite.Kind.ASSIGNMENT
                            && site.value().filter(this::makesArray).isPresent()))
        && variable.binding().sites().getFirst().kind() == BindingSite.Kind.ASSIGNMENT;
  }

  private boolean makesArray(Expr value) {
    return CodeCalls.isCall(value, Jax::makesArray, module) || isUpdate(value);
  }

  /** {@code x.at[i].set(v)} */
  private static boolean isUpdate(Expr value) {
    return value instanceof Expr.Call call
        && call.callee() instanceof Expr.Attribute method
        && Jax.updates(method.name())
        && method.value() instanceof Expr.Subscript element
        && element.value() instanceof Expr.Attribute door
        && Jax.isUpdateDoor(door.name());
  }

  private boolean isLocal(Expr.Name use) {
    return module.resolve(use) instanceof VariableEntity variable
        && variable.binding().scope().equals(module.scopeAt(use));
  }

  /** Who shows that it fails, or is ready for it, is not told. */
  private boolean isTried(Stmt statement) {
    return CodeCalls.around(statement, module.tree()).stream()
        .anyMatch(node -> node instanceof Stmt.Try || node instanceof Stmt.With);
  }

  // --- what is made and not taken

  private void dropped(Stmt.ExprStmt statement, Expr.Call call) {
    if (CodeCalls.isShown(statement, module)) {
      return;
    }
    if (isUpdate(call)) {
      Expr.Attribute method = (Expr.Attribute) call.callee();
      Expr.Attribute door = (Expr.Attribute) ((Expr.Subscript) method.value()).value();
      String array = CodeCalls.text(door.value(), module);
      Optional<String> kept =
          door.value() instanceof Expr.Name name && isLocal(name)
              ? Optional.of(array + " = " + CodeCalls.text(call, module))
              : Optional.empty();
      found.add(slip(Kind.UPDATE_DROPPED, statement, array, kept));
    } else if (CodeCalls.isCall(call, Jax::derives, module) && !call.arguments().isEmpty()) {
      found.add(
          slip(
              Kind.KEYS_DROPPED,
              statement,
              CodeCalls.text(call.arguments().getFirst(), module),
              Optional.empty()));
    }
  }

  private JaxSlip slip(Kind kind, Node at, String subject, Optional<String> rewrite) {
    return new JaxSlip(
        kind,
        CodeCalls.place(at, module),
        subject,
        Optional.empty(),
        rewrite.map(text -> new TextEdit(at.span(), text)));
  }
}
