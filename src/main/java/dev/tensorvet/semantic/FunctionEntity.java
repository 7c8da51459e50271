package dev.tensorvet.semantic;

import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.workspace.Once;
import java.util.List;
import java.util.Optional;

/** A function, method or lambda of the project. There is one object for each in the text. */
public final class FunctionEntity implements Entity {

  private static final String STATIC = "builtins.staticmethod";
  private static final String OF_CLASS = "builtins.classmethod";

  private final SourceModule module;
  private final Node node;
  private final String name;
  private final String qualifiedName;
  private final Optional<ClassEntity> owner;
  private final Once<List<Entity>> decorators = new Once<>();

  FunctionEntity(
      SourceModule module,
      Node node,
      String name,
      String qualifiedName,
      Optional<ClassEntity> owner) {
    this.module = module;
    this.node = node;
    this.name = name;
    this.qualifiedName = qualifiedName;
    this.owner = owner;
  }

  public SourceModule module() {
    return module;
  }

  /** A {@link Stmt.FunctionDef} or an {@link Expr.Lambda}. */
  public Node node() {
    return node;
  }

  /** The class whose method it is. */
  public Optional<ClassEntity> owner() {
    return owner;
  }

  /** Its name; {@code <lambda>} for a lambda. */
  public String name() {
    return name;
  }

  /** As Python has it: {@code models.net.Net.forward}, {@code train.main.<locals>.closure}. */
  public String qualifiedName() {
    return qualifiedName;
  }

  /** Whether it is a function that the code of another defines, and no method. */
  public boolean isLocal() {
    return owner.isEmpty() && qualifiedName.contains("<locals>");
  }

  public Node.Parameters parameters() {
    return switch (node) {
      case Stmt.FunctionDef def -> def.parameters();
      case Expr.Lambda lambda -> lambda.parameters();
      default -> throw new IllegalStateException("not a function");
    };
  }

  /** What its decorators stand for; a call stands for what is called. */
  public List<Entity> decorators() {
    return node instanceof Stmt.FunctionDef def && !def.decorators().isEmpty()
        ? decorators.get(module.ledger(), () -> resolve(def.decorators()))
        : List.of();
  }

  private List<Entity> resolve(List<Expr> decorators) {
    return decorators.stream()
        .map(d -> module.resolve(d instanceof Expr.Call call ? call.callee() : d))
        .toList();
  }

  /** Whether a decorator is the result of a call. */
  public boolean hasDecoratorWithArguments() {
    return node instanceof Stmt.FunctionDef def
        && def.decorators().stream().anyMatch(d -> d instanceof Expr.Call);
  }

  private boolean isDecorated(String qualifiedName) {
    for (Entity decorator : decorators()) {
      if (decorator instanceof LibraryEntity library
          && library.qualifiedName().equals(qualifiedName)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a decorator of this name only says what a method is called on. */
  public static boolean isOfMethod(String decorator) {
    return decorator.equals(STATIC) || decorator.equals(OF_CLASS);
  }

  public boolean isStatic() {
    return isDecorated(STATIC);
  }

  public boolean isClassMethod() {
    return isDecorated(OF_CLASS)
        || (owner.isPresent() && (name.equals("__new__") || name.equals("__init_subclass__")));
  }

  public boolean isProperty() {
    return isDecorated("builtins.property") || isDecorated("functools.cached_property");
  }

  /** The name of the parameter that holds the object, for a method that has one. */
  public Optional<String> selfName() {
    if (owner.isEmpty() || isStatic() || isClassMethod()) {
      return Optional.empty();
    }
    List<Node.Parameter> positional = parameters().positional();
    return positional.isEmpty() ? Optional.empty() : Optional.of(positional.getFirst().name());
  }

  public Scope scope() {
    return module.scopeOf(node).orElseThrow();
  }

  @Override
  public String toString() {
    return qualifiedName;
  }
}
