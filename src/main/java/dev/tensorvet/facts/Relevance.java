package dev.tensorvet.facts;

import dev.tensorvet.semantic.Entity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which functions of a file have to do with gradients, so that a run from them on can tell
 * something: those that name a method or function of interest, and those that call them by name.
 */
final class Relevance {

  private static final List<String> WORDS =
      List.of("backward", "zero_grad", "cross_entropy", "CrossEntropyLoss", "clip_grad", "step(");

  private static final Set<String> NAMES =
      Set.of(
          "backward",
          "manual_backward",
          "zero_grad",
          "cross_entropy",
          "CrossEntropyLoss",
          "step",
          "clip_grad_norm_",
          "clip_grad_value_",
          "unscale_");

  private static final Pattern TEST =
      Pattern.compile("(?:^|/)(?:tests?/|test_[^/]*$|[^/]*_test\\.py$|conftest\\.py$)");

  private final boolean isScriptRelevant;
  private final List<FunctionEntity> functions;

  private Relevance(boolean isScriptRelevant, List<FunctionEntity> functions) {
    this.isScriptRelevant = isScriptRelevant;
    this.functions = functions;
  }

  boolean isNone() {
    return !isScriptRelevant && functions.isEmpty();
  }

  boolean isScriptRelevant() {
    return isScriptRelevant;
  }

  /** In the order of the text, those defined inside another left out. */
  List<FunctionEntity> functions() {
    return functions;
  }

  static Relevance of(SourceModule module) {
    if (isTest(module)) {
      return new Relevance(false, List.of());
    }
    boolean isOwn = hasWords(module);
    Set<String> imported = importedOfInterest(module);
    if (!isOwn && imported.isEmpty()) {
      return new Relevance(false, List.of());
    }
    Map<Integer, Set<String>> used = namesByTopLevel(module);
    Set<String> interesting = new HashSet<>(NAMES);
    interesting.addAll(imported);
    interesting.addAll(namesOfLosses(module));
    // A class whose method is of interest is so itself: making an object may run it.
    Map<Integer, String> names = new HashMap<>();
    for (FunctionEntity function : module.functions()) {
      names.put(function.node().id(), function.name());
    }
    Set<Integer> relevant = new HashSet<>();
    boolean grew = true;
    while (grew) {
      grew = false;
      for (Map.Entry<Integer, Set<String>> entry : used.entrySet()) {
        boolean isHit =
            !relevant.contains(entry.getKey())
                && entry.getValue().stream().anyMatch(interesting::contains);
        if (isHit) {
          relevant.add(entry.getKey());
          Optional.ofNullable(names.get(entry.getKey())).ifPresent(interesting::add);
          grew = true;
        }
      }
    }
    List<FunctionEntity> functions = new ArrayList<>();
    for (FunctionEntity function : module.functions()) {
      if (relevant.contains(function.node().id()) && isOuter(module, function)) {
        functions.add(function);
      }
    }
    return new Relevance(relevant.contains(module.tree().root().id()), functions);
  }

  /** Tests step, clip and normalise to see what happens; none of it trains a model. */
  private static boolean isTest(SourceModule module) {
    return TEST.matcher(module.file().path()).find();
  }

  /** The variables and attributes that hold a cross-entropy loss. */
  private static Set<String> namesOfLosses(SourceModule module) {
    Set<String> names = new HashSet<>();
    module
        .tree()
        .walk(
            node -> {
              if (node instanceof Stmt.Assign assign
                  && module.file().text(assign.span()).contains("CrossEntropyLoss")) {
                for (Expr target : assign.targets()) {
                  switch (target) {
                    case Expr.Name name -> names.add(name.name());
                    case Expr.Attribute attribute -> names.add(attribute.name());
                    default -> {}
                  }
                }
              }
            });
    return names;
  }

  private static boolean hasWords(SourceModule module) {
    String text = module.file().text();
    return WORDS.stream().anyMatch(text::contains);
  }

  /**
   * The names that the file imports from modules of the project which have to do with gradients.
   */
  private static Set<String> importedOfInterest(SourceModule module) {
    Set<String> names = new HashSet<>();
    module
        .scope()
        .bindings()
        .forEach(
            binding -> {
              boolean isImport =
                  binding.sites().stream().anyMatch(s -> s.node() instanceof Node.Alias);
              if (isImport
                  && moduleOf(module.resolve(nameIn(module, binding.name())))
                      .filter(m -> m != module && hasWords(m))
                      .isPresent()) {
                names.add(binding.name());
              }
            });
    return names;
  }

  /** A name as it would stand at the end of the file, outside of everything. */
  private static Expr nameIn(SourceModule module, String name) {
    return new Expr.Name(module.tree().root().id(), 0, 0, name);
  }

  private static Optional<SourceModule> moduleOf(Entity entity) {
    return switch (entity) {
      case FunctionEntity function -> Optional.of(function.module());
      case dev.tensorvet.semantic.ClassEntity type -> Optional.of(type.module());
      case dev.tensorvet.semantic.ModuleEntity module -> module.module();
      default -> Optional.empty();
    };
  }

  /** The names and attributes in each function, and in the file's own code. */
  private static Map<Integer, Set<String>> namesByTopLevel(SourceModule module) {
    Map<Integer, Set<String>> used = new HashMap<>();
    Tree tree = module.tree();
    int[] owner = new int[tree.size()];
    int root = tree.root().id();
    tree.walk(
        node -> {
          if (node == tree.root()) {
            owner[node.id()] = root;
          }
          int mine =
              node instanceof Stmt.FunctionDef || node instanceof Expr.Lambda
                  ? node.id()
                  : owner[node.id()];
          node.forEachChild(child -> owner[child.id()] = mine);
          String name =
              switch (node) {
                case Expr.Name n -> n.name();
                case Expr.Attribute n -> n.name();
                default -> "";
              };
          if (!name.isEmpty()) {
            used.computeIfAbsent(mine, m -> new HashSet<>()).add(name);
          }
        });
    return used;
  }

  /** Functions inside others run when those call them, with the variables around them known. */
  private static boolean isOuter(SourceModule module, FunctionEntity function) {
    return function.node() instanceof Stmt.FunctionDef
        && module
            .tree()
            .enclosingScope(function.node())
            .filter(scope -> !(scope instanceof Stmt.ClassDef))
            .isEmpty();
  }
}
