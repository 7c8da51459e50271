package dev.tensorvet.semantic;

import dev.tensorvet.source.SourceFile;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.ParsedFile;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import dev.tensorvet.tensor.Proof;
import dev.tensorvet.workspace.Evidence;
import dev.tensorvet.workspace.Ledger;
import dev.tensorvet.workspace.Once;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A file of the project with what its names mean. Everything but the tree is made when it is first
 * asked for; safe for use by many threads.
 */
public final class SourceModule {

  /**
   * How pytest finds the files of tests, by their names (<a
   * href="https://docs.pytest.org/en/stable/explanation/goodpractices.html">good practices</a>),
   * and where they are kept.
   */
  private static final Pattern TEST =
      Pattern.compile("(?:^|/)(?:tests?/|test_[^/]*$|[^/]*_test\\.py$|conftest\\.py$)");

  private final Project project;
  private final Path path;
  private final String name;
  private final ParsedFile parsed;
  private final Evidence evidence;
  private final Once<Map<Entity, List<Expr.Call>>> calls = new Once<>();
  private final Object lock = new Object();
  private volatile Optional<Names> names = Optional.empty();
  private volatile Optional<Exports> exports = Optional.empty();

  /**
   * What {@code __all__} lists.
   *
   * @param isComplete whether it lists nothing else
   */
  private record Exports(Set<String> listed, boolean isComplete) {}

  /**
   * @param evidence what its name and text rest on
   */
  SourceModule(Project project, Path path, String name, ParsedFile parsed, Evidence evidence) {
    this.project = project;
    this.path = path;
    this.name = name;
    this.parsed = parsed;
    this.evidence = evidence;
  }

  /** Lets go of what its names were found to stand for, which leads to other modules. */
  void forget() {
    names.ifPresent(Names::forget);
  }

  /** What its name and its text rest on. */
  Evidence evidence() {
    return evidence;
  }

  Project project() {
    return project;
  }

  /** What its answers rest on is noted here. */
  Ledger ledger() {
    return project.files();
  }

  public Path path() {
    return path;
  }

  /** Its dotted name, counted from its source root. */
  public String name() {
    return name;
  }

  /** Whether it is there to test others. */
  public boolean isTest() {
    String at = file().path();
    return at.contains("test") && TEST.matcher(at).find();
  }

  public ParsedFile parsed() {
    return parsed;
  }

  public SourceFile file() {
    return parsed.source();
  }

  public Tree tree() {
    return parsed.tree();
  }

  /** Its scopes and definitions. Binding a file looks at no other, so that no thread waits long. */
  Names names() {
    Optional<Names> known = names;
    if (known.isEmpty()) {
      synchronized (lock) {
        known = names;
        if (known.isEmpty()) {
          known = Optional.of(Binder.bind(this));
          names = known;
        }
      }
    }
    return known.get();
  }

  public Scope scope() {
    return names().module();
  }

  /** The scope of a module, class, function, lambda or comprehension. */
  public Optional<Scope> scopeOf(Node node) {
    return names().opened(node);
  }

  /** The scope that a node is evaluated in. */
  public Scope scopeAt(Node node) {
    return names().at(node);
  }

  /** All functions, methods and lambdas, in the order of the text. */
  public List<FunctionEntity> functions() {
    return names().functions();
  }

  /** All classes, in the order of the text. */
  public List<ClassEntity> classes() {
    return names().classes();
  }

  /** The other modules of its project that hold a word; none when they are too many to read. */
  public List<SourceModule> othersWith(String word) {
    return project.filesWith(word, this).orElse(List.of()).stream()
        .filter(file -> !file.equals(path))
        .flatMap(file -> project.module(file).stream())
        .toList();
  }

  /** The file that its code means by a path; empty where that cannot be told. */
  public Optional<SourceModule> fileAt(Path written) {
    return project.fileAt(written, this);
  }

  /** Whether another file of its project may hold a word. */
  public boolean isSpokenOf(String word) {
    return project
        .filesWith(word, this)
        .map(files -> files.stream().anyMatch(file -> !file.equals(path)))
        .orElse(true);
  }

  /** The YAML files of its project that lie below folders of such names and hold a word. */
  public List<SourceModule> documents(Pattern folders, String word) {
    return project.documents(folders, word, this);
  }

  /** What {@code import dotted as x} would bind in it. */
  public Entity importOf(String dotted) {
    return project.importModule(dotted, this);
  }

  /** The calls of a class or function of the project in this file, by whatever name. */
  public List<Expr.Call> callsOf(Entity callee) {
    return calls.get(ledger(), this::findCalls).getOrDefault(callee, List.of());
  }

  private Map<Entity, List<Expr.Call>> findCalls() {
    Map<Entity, List<Expr.Call>> byCallee = new HashMap<>();
    tree()
        .walk(
            node -> {
              if (node instanceof Expr.Call call) {
                Entity callee = resolve(call.callee());
                if (callee instanceof ClassEntity || callee instanceof FunctionEntity) {
                  byCallee.computeIfAbsent(callee, c -> new ArrayList<>()).add(call);
                }
              }
            });
    return byCallee;
  }

  /** What a name or dotted name stands for at its place in the text. */
  public Entity resolve(Expr expr) {
    return project.resolver().resolve(this, expr);
  }

  /** The class, function or lambda that a node defines; unknown for any other node. */
  public Entity definition(Node node) {
    return names().definition(node).orElse(new UnknownEntity());
  }

  /** What one import brings, whatever else its name may stand for. */
  public Entity imported(Node.Alias alias) {
    return project.resolver().imported(this, alias);
  }

  /** What a name of the module itself stands for; empty when it has none of that name. */
  public Optional<Entity> named(String name) {
    return project.resolver().named(scope(), name);
  }

  /** Whether a star import of the module brings a name, or may. */
  public boolean mayStarImport(String name) {
    return project.resolver().starImported(scope(), name).isPresent();
  }

  /** The canonical dotted name of what an expression stands for, when that is no variable. */
  public Optional<String> qualifiedName(Expr expr) {
    return switch (resolve(expr)) {
      case LibraryEntity library -> Optional.of(library.qualifiedName());
      case ClassEntity type -> Optional.of(canonical(type.qualifiedName()));
      case FunctionEntity function -> Optional.of(canonical(function.qualifiedName()));
      case ModuleEntity module -> Optional.of(canonical(module.qualifiedName()));
      case VariableEntity variable -> Optional.empty();
      case UnknownEntity unknown -> Optional.empty();
    };
  }

  /** The files of the project that this one imports, wherever in its code. */
  public List<SourceModule> imports() {
    Set<SourceModule> found = new LinkedHashSet<>();
    tree()
        .walk(
            node -> {
              switch (node) {
                case Stmt.Import statement ->
                    statement.names().forEach(n -> add(project.imported(this, 0, n.name()), found));
                case Stmt.ImportFrom statement -> {
                  Entity from = project.imported(this, statement.level(), statement.module());
                  add(from, found);
                  if (from instanceof ModuleEntity owner) {
                    for (Node.Alias name : statement.names()) {
                      project.submodule(owner, name.name()).ifPresent(m -> add(m, found));
                    }
                  }
                }
                default -> {}
              }
            });
    found.remove(this);
    return List.copyOf(found);
  }

  private static void add(Entity imported, Set<SourceModule> to) {
    if (imported instanceof ModuleEntity module) {
      module.module().ifPresent(to::add);
    }
  }

  private String canonical(String qualifiedName) {
    return project.libraries().canonical(qualifiedName);
  }

  /**
   * Whether {@code from module import *} brings a name: by {@code __all__} or, without one, by its
   * underscore. Unknown when the module must be asked whether it has the name at all.
   */
  Proof exports(String wanted) {
    if (scope().binding("__all__").isEmpty()) {
      return wanted.startsWith("_") ? Proof.NO : Proof.UNKNOWN;
    }
    Exports known = knownExports();
    if (known.listed().contains(wanted)) {
      return Proof.YES;
    }
    return known.isComplete() || wanted.startsWith("_") ? Proof.NO : Proof.UNKNOWN;
  }

  /** The names that {@code __all__} lists, as far as they are written; none without one. */
  Set<String> listed() {
    return scope().binding("__all__").isPresent() ? knownExports().listed() : Set.of();
  }

  private Exports knownExports() {
    return exports.orElseGet(this::listExports);
  }

  private Exports listExports() {
    Set<String> listed = new HashSet<>();
    boolean isComplete = !file().text().contains("__all__.");
    for (BindingSite site : scope().binding("__all__").orElseThrow().sites()) {
      Optional<Expr> value =
          site.node() instanceof Stmt.AugAssign more ? Optional.of(more.value()) : site.value();
      isComplete &= value.filter(v -> isListOfTexts(v, listed)).isPresent();
    }
    Exports all = new Exports(Set.copyOf(listed), isComplete);
    exports = Optional.of(all);
    return all;
  }

  private static boolean isListOfTexts(Expr value, Set<String> to) {
    List<Expr> elements =
        switch (value) {
          case Expr.ListExpr list -> list.elements();
          case Expr.Tuple tuple -> tuple.elements();
          default -> List.of(value);
        };
    boolean isComplete = true;
    for (Expr element : elements) {
      if (element instanceof Expr.StringLiteral text) {
        to.add(text.value());
      } else {
        isComplete = false;
      }
    }
    return isComplete;
  }

  @Override
  public String toString() {
    return name;
  }
}
