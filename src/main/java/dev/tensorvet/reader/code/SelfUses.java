package dev.tensorvet.reader.code;

import dev.tensorvet.reader.query.NamePattern;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Methods;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the methods of one class do with {@code self}, as far as its own text tells.
 *
 * @param called attributes that are called: {@code self.fc(x)}
 * @param read attributes that are read in any other way, deleted ones included
 * @param named attributes that are read by a name that is put together
 * @param isOpaque whether {@code self} gets out of sight, or its attributes are read without naming
 *     them: any of them may be used
 */
record SelfUses(Set<String> called, Set<String> read, List<NamePattern> named, boolean isOpaque) {

  /** Calls that learn nothing of an object's attributes. */
  private static final Set<String> HARMLESS_CALLS =
      Set.of("super", "isinstance", "issubclass", "type", "id", "setattr", "delattr", "hash");

  /** Reads of a module as a whole that never run one of its layers. */
  private static final Set<String> WALKS =
      Set.of("children", "named_children", "modules", "named_modules");

  private static final Set<String> TABLES = Set.of("_modules", "__dict__");

  /** Whether the attribute may be read by these methods. */
  boolean mayRead(String attribute) {
    return isOpaque
        || called.contains(attribute)
        || read.contains(attribute)
        || named.stream().anyMatch(name -> name.fits(attribute));
  }

  static SelfUses of(Stmt.ClassDef type, Tree tree) {
    Reader reader = new Reader(tree);
    for (Stmt.FunctionDef method : Methods.of(type)) {
      Methods.self(method).ifPresent(self -> reader.read(method, self));
    }
    return reader.uses();
  }

  private static final class Reader {
    private final Tree tree;
    private final Set<String> called = new HashSet<>();
    private final Set<String> read = new HashSet<>();
    private final List<NamePattern> named = new ArrayList<>();
    private boolean isOpaque;

    Reader(Tree tree) {
      this.tree = tree;
    }

    SelfUses uses() {
      return new SelfUses(Set.copyOf(called), Set.copyOf(read), List.copyOf(named), isOpaque);
    }

    void read(Stmt.FunctionDef method, String self) {
      Tree.walk(
          method,
          node -> {
            if (node instanceof Expr.Name name && name.name().equals(self)) {
              note(name, method);
            }
          });
    }

    private void note(Expr.Name self, Stmt.FunctionDef method) {
      Node parent = tree.parent(self).orElse(self);
      switch (parent) {
        case Expr.Attribute attribute -> noteAttribute(attribute, method);
        case Expr.Call call -> noteArgument(call, self);
        case Expr.Compare same -> {}
        default -> isOpaque = true;
      }
    }

    private void noteAttribute(Expr.Attribute attribute, Stmt.FunctionDef method) {
      String name = attribute.name();
      Optional<Node> parent = tree.parent(attribute);
      if (WALKS.contains(name)) {
        isOpaque |= !isInitialisation(attribute, method);
      } else if (TABLES.contains(name)) {
        isOpaque = true;
      } else if (isStored(attribute, parent)) {
        return;
      } else if (parent.isPresent()
          && parent.get() instanceof Expr.Call call
          && call.callee().id() == attribute.id()) {
        called.add(name);
      } else {
        read.add(name);
      }
    }

    private static boolean isStored(Expr.Attribute attribute, Optional<Node> parent) {
      return switch (parent.orElse(attribute)) {
        case Stmt.Assign assign ->
            assign.targets().stream().anyMatch(target -> target.id() == attribute.id());
        case Stmt.AnnAssign assign -> assign.target().id() == attribute.id();
        default -> false;
      };
    }

    /** {@code f(self)}: out of sight, unless it is known what {@code f} does. */
    private void noteArgument(Expr.Call call, Expr.Name self) {
      boolean isFirst =
          !call.arguments().isEmpty() && call.arguments().getFirst().id() == self.id();
      switch (call.callee()) {
        // `self(x)` runs its own `forward`, or `__call__`, which is read where it stands.
        case Expr.Name itself when itself.id() == self.id() -> {}
        case Expr.Name function
            when function.name().equals("getattr") || function.name().equals("hasattr") -> {
          if (call.arguments().size() >= 2 && isFirst) {
            NamePattern pattern = NamePattern.of(call.arguments().get(1));
            named.add(pattern);
            isOpaque |= pattern.isOpen();
          } else {
            isOpaque = true;
          }
        }
        case Expr.Name function -> isOpaque |= !HARMLESS_CALLS.contains(function.name());
        // `Base.method(self, ...)`: the method of a base, which is read where it stands.
        case Expr.Attribute method -> isOpaque |= !isFirst || !looksLikeClass(method.value());
        default -> isOpaque = true;
      }
    }

    private static boolean looksLikeClass(Expr receiver) {
      return switch (receiver) {
        case Expr.Name name -> Character.isUpperCase(name.name().charAt(0));
        case Expr.Attribute attribute -> Character.isUpperCase(attribute.name().charAt(0));
        default -> false;
      };
    }

    /**
     * Whether a walk over submodules only touches weights: {@code for m in self.modules()} outside
     * {@code forward}, where what it binds is neither called nor kept.
     */
    private boolean isInitialisation(Expr.Attribute walk, Stmt.FunctionDef method) {
      Node call = tree.parent(walk).orElse(walk);
      Node user = tree.parent(call).orElse(call);
      return user instanceof Stmt.For loop
          && loop.iterable().id() == call.id()
          && !method.name().startsWith("forward")
          && !method.name().equals("__call__")
          && Loops.onlyTouches(loop, tree);
    }
  }
}
