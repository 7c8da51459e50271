package dev.tensorvet.facts;

import dev.tensorvet.semantic.ClassEntity;
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

/** The names that each function of a file uses, and what the file defines and imports by them. */
final class CodeNames {

  private static final List<String> WORDS =
      List.of("backward", "zero_grad", "cross_entropy", "CrossEntropyLoss", "clip_grad", "step(");

  private static final Set<String> OF_INTEREST =
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

  /** By the function's node, or the root's for the file's own code. */
  private final Map<Integer, Set<String>> used = new HashMap<>();

  private final Map<String, List<FunctionEntity>> functions = new HashMap<>();
  private final Map<String, List<ClassEntity>> classes = new HashMap<>();
  private final Map<String, Entity> imported = new HashMap<>();
  private final Set<String> ofInterest = new HashSet<>(OF_INTEREST);

  private CodeNames() {}

  /** Whether a file's text has a word without which nothing in it is of interest. */
  static boolean hasWords(SourceModule module) {
    String text = module.file().text();
    return WORDS.stream().anyMatch(text::contains);
  }

  static CodeNames of(SourceModule module) {
    CodeNames names = new CodeNames();
    names.readTree(module);
    for (FunctionEntity function : module.functions()) {
      names.functions.computeIfAbsent(function.name(), n -> new ArrayList<>()).add(function);
    }
    for (ClassEntity type : module.classes()) {
      names.classes.computeIfAbsent(type.name(), n -> new ArrayList<>()).add(type);
    }
    module
        .scope()
        .bindings()
        .forEach(
            binding -> {
              if (binding.sites().stream().anyMatch(s -> s.node() instanceof Node.Alias)) {
                names.imported.put(binding.name(), module.resolve(nameIn(module, binding.name())));
              }
            });
    return names;
  }

  /** A name as it would stand at the end of the file, outside of everything. */
  private static Expr nameIn(SourceModule module, String name) {
    return new Expr.Name(module.tree().root().id(), 0, 0, name);
  }

  private void readTree(SourceModule module) {
    Tree tree = module.tree();
    boolean hasLosses = module.file().text().contains("CrossEntropyLoss");
    int[] owner = new int[tree.size()];
    int root = tree.root().id();
    tree.walk(
        node -> {
          if (node == tree.root()) {
            owner[root] = root;
          }
          int mine = node instanceof Stmt.FunctionDef ? node.id() : owner[node.id()];
          node.forEachChild(child -> owner[child.id()] = mine);
          switch (node) {
            case Expr.Name name -> use(mine, name.name());
            case Expr.Attribute attribute -> use(mine, attribute.name());
            case Stmt.Assign assign when hasLosses -> nameLosses(assign, module);
            default -> {}
          }
        });
  }

  private void use(int code, String name) {
    used.computeIfAbsent(code, c -> new HashSet<>()).add(name);
  }

  /** What holds a cross-entropy loss computes one where it is called. */
  private void nameLosses(Stmt.Assign assign, SourceModule module) {
    if (module.file().text(assign.span()).contains("CrossEntropyLoss")) {
      for (Expr target : assign.targets()) {
        switch (target) {
          case Expr.Name name -> ofInterest.add(name.name());
          case Expr.Attribute attribute -> ofInterest.add(attribute.name());
          default -> {}
        }
      }
    }
  }

  boolean isOfInterest(int code) {
    return used(code).stream().anyMatch(ofInterest::contains);
  }

  Set<String> used(int code) {
    return used.getOrDefault(code, Set.of());
  }

  /** The functions and methods of a name, wherever in the file they are defined. */
  List<FunctionEntity> functions(String name) {
    return functions.getOrDefault(name, List.of());
  }

  List<ClassEntity> classes(String name) {
    return classes.getOrDefault(name, List.of());
  }

  /** What an imported name stands for. */
  Optional<Entity> imported(String name) {
    return Optional.ofNullable(imported.get(name));
  }
}
