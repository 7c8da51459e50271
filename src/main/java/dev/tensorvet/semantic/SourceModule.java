package dev.tensorvet.semantic;

import dev.tensorvet.source.SourceFile;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.ParsedFile;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A file of the project with what its names mean. Everything but the tree is made when it is first
 * asked for; safe for use by many threads.
 */
public final class SourceModule {

  /** The functions and classes of the text, one object each. */
  private record Definitions(
      List<FunctionEntity> functions,
      List<ClassEntity> classes,
      Map<Integer, FunctionEntity> functionByNode,
      Map<Integer, ClassEntity> classByNode) {}

  /** The module's own scope, with its star imports. */
  private record TopLevel(Scope scope, List<Stmt.ImportFrom> starImports) {}

  private static final int DEEPEST_LOOKUP = 24;

  private final Project project;
  private final Path path;
  private final String name;
  private final ParsedFile parsed;
  private final boolean hasWalrus;
  private final Map<Integer, Scope> scopes = new ConcurrentHashMap<>();
  private volatile Optional<TopLevel> topLevel = Optional.empty();
  private volatile Optional<Definitions> definitions = Optional.empty();

  SourceModule(Project project, Path path, String name, ParsedFile parsed) {
    this.project = project;
    this.path = path;
    this.name = name;
    this.parsed = parsed;
    this.hasWalrus = parsed.source().text().contains(":=");
  }

  Project project() {
    return project;
  }

  public Path path() {
    return path;
  }

  /** Its dotted name, counted from its source root. */
  public String name() {
    return name;
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

  /** Whether it is the {@code __init__} of a package. */
  boolean isPackage() {
    String file = String.valueOf(path.getFileName());
    return file.equals("__init__.py") || file.equals("__init__.pyi");
  }

  // --- scopes

  public Scope scope() {
    return topLevel().scope();
  }

  private TopLevel topLevel() {
    Optional<TopLevel> known = topLevel;
    if (known.isEmpty()) {
      Binder binder = new Binder(hasWalrus);
      boolean hasGlobals = parsed.source().text().contains("global ");
      known = Optional.of(new TopLevel(binder.module(tree(), hasGlobals), binder.starImports()));
      topLevel = known;
    }
    return known.get();
  }

  /** The scope of a module, class, function, lambda or comprehension. */
  public Optional<Scope> scopeOf(Node node) {
    return switch (node) {
      case Node.Module module -> Optional.of(scope());
      case Stmt.FunctionDef def -> Optional.of(inner(def));
      case Stmt.ClassDef def -> Optional.of(inner(def));
      case Expr.Lambda lambda -> Optional.of(inner(lambda));
      case Expr.ListComp comp -> Optional.of(inner(comp));
      case Expr.SetComp comp -> Optional.of(inner(comp));
      case Expr.DictComp comp -> Optional.of(inner(comp));
      case Expr.GeneratorExp comp -> Optional.of(inner(comp));
      default -> Optional.empty();
    };
  }

  private Scope inner(Node node) {
    return scopes.computeIfAbsent(node.id(), id -> new Binder(hasWalrus).scope(node));
  }

  // --- definitions

  /** All functions, methods and lambdas, in the order of the text. */
  public List<FunctionEntity> functions() {
    return definitions().functions();
  }

  /** All classes, in the order of the text. */
  public List<ClassEntity> classes() {
    return definitions().classes();
  }

  FunctionEntity function(Node node) {
    return java.util.Objects.requireNonNull(definitions().functionByNode().get(node.id()));
  }

  ClassEntity type(Stmt.ClassDef node) {
    return java.util.Objects.requireNonNull(definitions().classByNode().get(node.id()));
  }

  private Definitions definitions() {
    Optional<Definitions> known = definitions;
    if (known.isPresent()) {
      return known.get();
    }
    synchronized (scopes) {
      if (definitions.isEmpty()) {
        definitions = Optional.of(define());
      }
      return definitions.get();
    }
  }

  private Definitions define() {
    Definitions made =
        new Definitions(new ArrayList<>(), new ArrayList<>(), new HashMap<>(), new HashMap<>());
    tree()
        .walk(
            node -> {
              if (node instanceof Stmt.ClassDef def) {
                ClassEntity type = new ClassEntity(this, def);
                made.classes().add(type);
                made.classByNode().put(def.id(), type);
              } else if (node instanceof Stmt.FunctionDef || node instanceof Expr.Lambda) {
                FunctionEntity function =
                    new FunctionEntity(this, node, owner(node, made.classByNode()));
                made.functions().add(function);
                made.functionByNode().put(node.id(), function);
              }
            });
    return made;
  }

  /** A function is a method when a class is the nearest scope around it. */
  private Optional<ClassEntity> owner(Node node, Map<Integer, ClassEntity> classes) {
    return node instanceof Stmt.FunctionDef
        ? tree()
            .enclosingScope(node)
            .filter(scope -> scope instanceof Stmt.ClassDef)
            .flatMap(scope -> Optional.ofNullable(classes.get(scope.id())))
        : Optional.empty();
  }

  // --- names

  /** What a name or dotted name stands for at its place in the text. */
  public Entity resolve(Expr expr) {
    return switch (expr) {
      case Expr.Name name -> resolveName(name);
      case Expr.Attribute attribute -> {
        int dots = 0;
        Expr value = attribute;
        while (value instanceof Expr.Attribute a) {
          value = a.value();
          dots++;
        }
        yield value instanceof Expr.Name && dots < DEEPEST_LOOKUP
            ? member(resolve(attribute.value()), attribute.name())
            : new UnknownEntity();
      }
      default -> new UnknownEntity();
    };
  }

  /** The canonical dotted name of what an expression stands for, when that is no variable. */
  public Optional<String> qualifiedName(Expr expr) {
    return switch (resolve(expr)) {
      case LibraryEntity library -> Optional.of(library.qualifiedName());
      case ClassEntity type -> Optional.of(type.qualifiedName());
      case FunctionEntity function -> Optional.of(function.qualifiedName());
      case ModuleEntity module -> Optional.of(module.qualifiedName());
      case VariableEntity variable -> Optional.empty();
      case UnknownEntity unknown -> Optional.empty();
    };
  }

  private Entity member(Entity owner, String name) {
    return switch (owner) {
      case ModuleEntity module -> project.member(module, name, 0);
      case LibraryEntity library ->
          project.library(library.qualifiedName() + "." + name);
      case ClassEntity type -> {
        Optional<Binding> binding =
            type.module().scopeOf(type.node()).flatMap(scope -> scope.binding(name));
        yield binding.isPresent()
            ? type.module().entity(binding.get(), 0)
            : new UnknownEntity();
      }
      default -> new UnknownEntity();
    };
  }

  private Entity resolveName(Expr.Name name) {
    Node from = name;
    boolean isInner = false;
    Optional<Node> up = tree().parent(name);
    while (up.isPresent()) {
      Node node = up.get();
      boolean opensScope = opensScopeFor(node, from);
      if (opensScope && !(isInner && node instanceof Stmt.ClassDef)) {
        Optional<Binding> binding = inner(node).binding(name.name());
        if (binding.isPresent()) {
          return entity(binding.get(), 0);
        }
      }
      // Functions inside a class do not see the class's names.
      isInner |= opensScope && !isComprehension(node);
      from = node;
      up = tree().parent(node);
    }
    return global(name.name(), 0);
  }

  private static boolean isComprehension(Node node) {
    return node instanceof Expr.ListComp
        || node instanceof Expr.SetComp
        || node instanceof Expr.DictComp
        || node instanceof Expr.GeneratorExp;
  }

  /** Whether {@code child} is evaluated in the scope that {@code node} opens. */
  private static boolean opensScopeFor(Node node, Node child) {
    return switch (node) {
      case Stmt.FunctionDef def -> child instanceof Stmt;
      case Stmt.ClassDef def -> child instanceof Stmt;
      case Expr.Lambda lambda -> child instanceof Expr;
      case Expr.ListComp comp -> true;
      case Expr.SetComp comp -> true;
      case Expr.DictComp comp -> true;
      case Expr.GeneratorExp comp -> true;
      default -> false;
    };
  }

  /** What a name of the module's own scope stands for, seen from inside it. */
  private Entity global(String name, int depth) {
    Optional<Binding> binding = scope().binding(name);
    if (binding.isPresent()) {
      return entity(binding.get(), depth);
    }
    Optional<Entity> byStar = byStarImport(name, depth);
    if (byStar.isPresent()) {
      return byStar.get();
    }
    return Builtins.has(name) ? new LibraryEntity("builtins." + name) : new UnknownEntity();
  }

  /** What a name of the module stands for to one who imports it. */
  Optional<Entity> exported(String name, int depth) {
    if (depth > DEEPEST_LOOKUP) {
      return Optional.empty();
    }
    Optional<Binding> binding = scope().binding(name);
    return binding.isPresent()
        ? Optional.of(entity(binding.get(), depth))
        : byStarImport(name, depth);
  }

  private Optional<Entity> byStarImport(String name, int depth) {
    List<Stmt.ImportFrom> stars = topLevel().starImports();
    for (int i = stars.size() - 1; i >= 0 && depth < DEEPEST_LOOKUP; i--) {
      Entity source = project.imported(this, stars.get(i).level(), stars.get(i).module());
      switch (source) {
        case ModuleEntity module -> {
          Optional<SourceModule> code = module.module();
          if (code.isPresent() && code.get() != this && code.get().isPublic(name)) {
            Optional<Entity> found = code.get().exported(name, depth + 1);
            if (found.isPresent()) {
              return found;
            }
          }
        }
        case LibraryEntity library -> {
          if (project.libraries().exports(library.qualifiedName(), name)) {
            return Optional.of(project.library(library.qualifiedName() + "." + name));
          }
          if (!project.libraries().knows(library.qualifiedName()) && !Builtins.has(name)) {
            return Optional.of(new UnknownEntity());
          }
        }
        default -> {
          return Builtins.has(name) ? Optional.empty() : Optional.of(new UnknownEntity());
        }
      }
    }
    return Optional.empty();
  }

  /** Whether {@code from module import *} brings a name: by {@code __all__}, or by its underscore. */
  private boolean isPublic(String name) {
    Optional<Set<String>> all = listed();
    return all.isPresent() ? all.get().contains(name) : !name.startsWith("_");
  }

  private Optional<Set<String>> listed() {
    Optional<Binding> binding = scope().binding("__all__");
    if (binding.isEmpty() || binding.get().sites().size() != 1) {
      return Optional.empty();
    }
    Optional<Expr> value = binding.get().sites().getFirst().value();
    List<Expr> elements =
        switch (value.orElse(new Expr.NoneLiteral(0, 0, 0))) {
          case Expr.ListExpr list -> list.elements();
          case Expr.Tuple tuple -> tuple.elements();
          default -> List.of();
        };
    Set<String> names = new HashSet<>();
    for (Expr element : elements) {
      if (!(element instanceof Expr.StringLiteral text)) {
        return Optional.empty();
      }
      names.add(text.value());
    }
    return names.isEmpty() ? Optional.empty() : Optional.of(names);
  }

  // --- what a binding stands for

  Entity entity(Binding binding, int depth) {
    if (depth > DEEPEST_LOOKUP) {
      return new UnknownEntity();
    }
    List<BindingSite> sites =
        binding.sites().stream()
            .filter(s -> s.kind() != BindingSite.Kind.DELETE && !isNothing(s))
            .toList();
    if (sites.isEmpty()) {
      return new VariableEntity(binding);
    }
    if (sites.stream().allMatch(s -> s.kind() == BindingSite.Kind.FUNCTION)) {
      return sites.size() == 1 || areSiblings(sites)
          ? function(sites.getLast().node())
          : new VariableEntity(binding);
    }
    if (sites.stream().allMatch(s -> s.kind() == BindingSite.Kind.CLASS) && sites.size() == 1) {
      return type((Stmt.ClassDef) sites.getFirst().node());
    }
    if (sites.stream().anyMatch(s -> s.kind() == BindingSite.Kind.IMPORT)) {
      return ofImports(binding, sites, depth);
    }
    if (sites.size() == 1 && sites.getFirst().kind() == BindingSite.Kind.ASSIGNMENT) {
      return ofAssignment(binding, sites.getFirst());
    }
    return new VariableEntity(binding);
  }

  private static boolean isNothing(BindingSite site) {
    return site.kind() == BindingSite.Kind.ASSIGNMENT
        && site.value().filter(v -> v instanceof Expr.NoneLiteral).isPresent();
  }

  private boolean areSiblings(List<BindingSite> sites) {
    return sites.stream().map(s -> tree().parent(s.node()).map(Node::id)).distinct().count() == 1;
  }

  /** An alias: {@code Conv = nn.Conv2d}. */
  private Entity ofAssignment(Binding binding, BindingSite site) {
    Optional<Expr> value = site.value();
    boolean isName =
        value.isPresent()
            && (value.get() instanceof Expr.Attribute
                || (value.get() instanceof Expr.Name n && !n.name().equals(binding.name())));
    boolean hadNothing = binding.sites().size() > 1;
    if (!isName || hadNothing || !(site.node() instanceof Stmt.Assign)) {
      return new VariableEntity(binding);
    }
    return switch (resolve(value.get())) {
      case VariableEntity variable -> new VariableEntity(binding);
      case UnknownEntity unknown -> new VariableEntity(binding);
      case Entity known -> known;
    };
  }

  /**
   * A name that one import or several give. Where they differ, as in {@code try: import a except
   * ImportError: import b}, the first of the project or of a library that is known wins.
   */
  private Entity ofImports(Binding binding, List<BindingSite> sites, int depth) {
    boolean onlyDefinitions =
        sites.stream()
            .allMatch(
                s ->
                    s.kind() == BindingSite.Kind.IMPORT
                        || s.kind() == BindingSite.Kind.FUNCTION
                        || s.kind() == BindingSite.Kind.CLASS);
    if (!onlyDefinitions) {
      return new VariableEntity(binding);
    }
    List<Entity> entities =
        sites.stream()
            .filter(s -> s.kind() == BindingSite.Kind.IMPORT)
            .map(s -> ofImport((Node.Alias) s.node(), depth))
            .distinct()
            .toList();
    if (entities.size() == 1 && sites.stream().allMatch(s -> s.kind() == BindingSite.Kind.IMPORT)) {
      return entities.getFirst();
    }
    return entities.stream()
        .filter(this::isKnown)
        .findFirst()
        .orElse(new VariableEntity(binding));
  }

  private boolean isKnown(Entity entity) {
    return switch (entity) {
      case LibraryEntity library -> project.libraries().knows(top(library.qualifiedName()));
      case VariableEntity variable -> false;
      case UnknownEntity unknown -> false;
      default -> true;
    };
  }

  private static String top(String dotted) {
    int dot = dotted.indexOf('.');
    return dot < 0 ? dotted : dotted.substring(0, dot);
  }

  private Entity ofImport(Node.Alias alias, int depth) {
    Node statement = tree().parent(alias).orElse(tree().root());
    if (statement instanceof Stmt.ImportFrom from) {
      Entity source = project.imported(this, from.level(), from.module());
      return switch (source) {
        case ModuleEntity module -> project.member(module, alias.name(), depth + 1);
        case LibraryEntity library ->
            project.library(library.qualifiedName() + "." + alias.name());
        default -> new UnknownEntity();
      };
    }
    String module = alias.asName().isPresent() ? alias.name() : top(alias.name());
    return project.imported(this, 0, module);
  }

  @Override
  public String toString() {
    return name;
  }
}
