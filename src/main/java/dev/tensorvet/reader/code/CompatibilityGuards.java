package dev.tensorvet.reader.code;

import dev.tensorvet.semantic.Binding;
import dev.tensorvet.semantic.BindingSite;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Tells code that knows of several versions of a library, where an old name stands on purpose. */
final class CompatibilityGuards {

  /** Folders whose code is somebody else's. */
  private static final Set<String> FOREIGN =
      Set.of(
          "third_party",
          "thirdparty",
          "third-party",
          "3rdparty",
          "3rd_party",
          "vendor",
          "vendors",
          "vendored",
          "_vendor",
          "_vendored",
          "external",
          "externals",
          "extern",
          "site-packages",
          "node_modules");

  private static final Set<String> FALLBACK =
      Set.of(
          "ImportError",
          "ModuleNotFoundError",
          "AttributeError",
          "TypeError",
          "NameError",
          "RuntimeError",
          "Exception",
          "BaseException");

  private static final Set<String> ASKING = Set.of("hasattr", "getattr", "setattr", "delattr");

  /** Through so many names a test is followed to what it is made of. */
  private static final int MOST_NAMES = 2;

  private final SourceModule module;
  private Optional<Set<String>> asked = Optional.empty();

  CompatibilityGuards(SourceModule module) {
    this.module = module;
  }

  /** Whether a file lies in a folder of other people's code. */
  static boolean isForeign(SourceModule module) {
    return List.of(module.file().path().split("/", -1)).stream().anyMatch(FOREIGN::contains);
  }

  /** Whether code at a node runs only with some versions, or instead of something that failed. */
  boolean covers(Node node) {
    Node below = node;
    for (Optional<Node> at = module.tree().parent(node);
        at.isPresent();
        at = module.tree().parent(at.get())) {
      Node above = at.get();
      if (isGuard(above) || isBehindGuard(above, below)) {
        return true;
      }
      below = above;
    }
    return false;
  }

  private boolean isGuard(Node node) {
    return switch (node) {
      case Stmt.Try tried -> tried.handlers().stream().anyMatch(this::isFallback);
      case Stmt.If branch -> asksVersion(branch.test(), 0);
      case Expr.IfExp choice -> asksVersion(choice.test(), 0);
      case Expr.BoolOp all -> all.values().stream().anyMatch(v -> asksVersion(v, MOST_NAMES));
      case Stmt.With context ->
          context.items().stream()
              .anyMatch(
                  item ->
                      item.context() instanceof Expr.Call call
                          && lastPart(call.callee()).filter("suppress"::equals).isPresent());
      default -> false;
    };
  }

  private boolean isFallback(Node.ExceptHandler handler) {
    return handler.type().isEmpty()
        || names(handler.type().get()).stream().anyMatch(FALLBACK::contains);
  }

  private static Set<String> names(Expr types) {
    Set<String> names = new HashSet<>();
    List<Expr> all = types instanceof Expr.Tuple tuple ? tuple.elements() : List.of(types);
    all.forEach(type -> lastPart(type).ifPresent(names::add));
    return names;
  }

  /** {@code if version < ...: return old()} in front of it. */
  private boolean isBehindGuard(Node block, Node inner) {
    for (Stmt statement : body(block)) {
      if (statement.id() == inner.id()) {
        return false;
      }
      if (statement instanceof Stmt.If branch
          && !branch.body().isEmpty()
          && leaves(branch.body().getLast())
          && asksVersion(branch.test(), 0)) {
        return body(block).stream().anyMatch(s -> s.id() == inner.id());
      }
    }
    return false;
  }

  private static List<Stmt> body(Node block) {
    return switch (block) {
      case Stmt.FunctionDef function -> function.body();
      case Node.Module file -> file.body();
      default -> List.of();
    };
  }

  private static boolean leaves(Stmt last) {
    return last instanceof Stmt.Return || last instanceof Stmt.Raise;
  }

  /** Whether a test is about a version, or about what a library has. */
  private boolean asksVersion(Expr test, int names) {
    boolean[] asks = {false};
    Tree.walk(
        test,
        node -> {
          Optional<String> name = node instanceof Expr e ? lastPart(e) : Optional.empty();
          if (name.isPresent()) {
            asks[0] |= isAboutVersions(name.get());
            if (!asks[0] && node instanceof Expr.Name plain && names < MOST_NAMES) {
              asks[0] = values(plain).stream().anyMatch(value -> asksVersion(value, names + 1));
            }
          }
        });
    return asks[0];
  }

  private List<Expr> values(Expr.Name name) {
    return module.scopeAt(name).visible(name.name()).stream()
        .map(Binding::sites)
        .flatMap(List::stream)
        .filter(site -> site.kind() == BindingSite.Kind.ASSIGNMENT)
        .map(BindingSite::value)
        .flatMap(Optional::stream)
        .toList();
  }

  private static boolean isAboutVersions(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.contains("version")
        || lower.equals("hasattr")
        || lower.matches(
            "(is|use|has|_is|_use|_has)?_?(torch|pytorch|pt|tv|np|numpy|pl|hf).*"
                + "(_ge|_gt|_lt|_le|_eq|_[0-9]|[0-9]_[0-9]|avail|native|old|new|legacy).*");
  }

  private static Optional<String> lastPart(Expr name) {
    return switch (name) {
      case Expr.Name plain -> Optional.of(plain.name());
      case Expr.Attribute attribute -> Optional.of(attribute.name());
      default -> Optional.empty();
    };
  }

  /**
   * Whether the file asks somewhere if a name is there, or puts it there itself: it is then ready
   * for its absence.
   */
  boolean isAskedFor(String name) {
    Set<String> known = asked.orElseGet(this::readAsked);
    asked = Optional.of(known);
    return known.contains(name);
  }

  private Set<String> readAsked() {
    Set<String> found = new HashSet<>();
    module
        .tree()
        .walk(
            node -> {
              switch (node) {
                case Expr.Call call
                    when call.callee() instanceof Expr.Name function
                        && ASKING.contains(function.name())
                        && call.arguments().size() > 1
                        && call.arguments().get(1) instanceof Expr.StringLiteral name ->
                    found.add(name.value());
                case Stmt.Assign assign ->
                    assign.targets().forEach(target -> addAttribute(target, found));
                default -> {}
              }
            });
    return found;
  }

  private void addAttribute(Expr target, Set<String> to) {
    if (target instanceof Expr.Attribute attribute && module.qualifiedName(target).isPresent()) {
      to.add(attribute.name());
    }
  }
}
