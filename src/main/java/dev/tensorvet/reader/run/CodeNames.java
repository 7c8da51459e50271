package dev.tensorvet.reader.run;

import static java.util.Collections.disjoint;

import dev.tensorvet.framework.Effects;
import dev.tensorvet.framework.Effects.Effect;
import dev.tensorvet.framework.TrainingMethod;
import dev.tensorvet.semantic.Binding;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.Entity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.source.Phrases;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import dev.tensorvet.workspace.Ledger;
import dev.tensorvet.workspace.Memo;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The names that each function of a file uses, and what the file defines and imports by them. */
final class CodeNames {

  /** Functions and contexts that tell of an interest wherever their names stand. */
  private static final Map<String, Interest> WORDS = words();

  /** Methods that do: as the name of a variable, such a word says nothing. */
  private static final Map<String, Interest> METHODS = methods();

  private static final Phrases ALL =
      new Phrases(Stream.of(WORDS, METHODS).flatMap(words -> words.keySet().stream()).toList());

  private static Map<String, Interest> words() {
    Map<String, Interest> words = new HashMap<>();
    Effects.words(Effect.CROSS_ENTROPY).forEach(word -> words.put(word, Interest.LOSS));
    Effects.words(Effect.NO_GRADIENT).forEach(word -> words.put(word, Interest.MODE));
    TrainingMethod.names(TrainingMethod.CLIP_GRADIENTS)
        .forEach(word -> words.put(word, Interest.GRADIENT));
    return Map.copyOf(words);
  }

  private static Map<String, Interest> methods() {
    Map<String, Interest> methods = new HashMap<>();
    TrainingMethod.names(TrainingMethod.EVAL, TrainingMethod.LOAD_STATE)
        .forEach(word -> methods.put(word, Interest.MODE));
    TrainingMethod.names(
            TrainingMethod.BACKWARD,
            TrainingMethod.MANUAL_BACKWARD,
            TrainingMethod.ZERO_GRADIENTS,
            TrainingMethod.STEP,
            TrainingMethod.UNSCALE)
        .forEach(word -> methods.put(word, Interest.GRADIENT));
    return Map.copyOf(methods);
  }

  /** What code may have to do with training. */
  enum Interest {
    /** It computes a loss of which a rule reads the input. */
    LOSS,
    /** It runs a model, and says in which mode, or whether graphs are built. */
    MODE,
    /** It fills, changes or uses gradients. */
    GRADIENT;

    /** The one of two that more rules look at. Not by Stream.max: no start-up archive holds it. */
    Interest graver(Interest other) {
      return compareTo(other) >= 0 ? this : other;
    }
  }

  /** By the function's node, or the root's for the file's own code; or a class's, for its body. */
  private final Map<Integer, Set<String>> used = new HashMap<>();

  /** What each has to do with by its own words. */
  private final Map<Integer, Set<Interest>> interests = new HashMap<>();

  private final Map<String, Meaning> meanings = new HashMap<>();
  private final SourceModule module;
  private final Memo<String, Entity> imported;

  /** The names of what holds a loss. */
  private final Set<String> losses = new HashSet<>();

  private CodeNames(SourceModule module, Ledger ledger) {
    this.module = module;
    this.imported = new Memo<>(ledger);
  }

  /**
   * Whether a file's text has something without which no code is reached from it that is of
   * interest. A part of a word is enough: what is called a trainer may inherit all that trains.
   */
  static boolean hasWords(SourceModule module) {
    return ALL.isAnyIn(module.file().text());
  }

  /**
   * @param ledger of the project's files
   */
  static CodeNames of(SourceModule module, Ledger ledger) {
    CodeNames names = new CodeNames(module, ledger);
    names.readTree();
    for (FunctionEntity function : module.functions()) {
      names.meaning(function.name()).functions.add(function);
    }
    for (ClassEntity type : module.classes()) {
      names.meaning(type.name()).classes.add(type);
    }
    for (Binding binding : module.scope().bindings()) {
      if (binding.sites().stream().anyMatch(s -> s.node() instanceof Node.Alias)) {
        names.meaning(binding.name()).isImported = true;
      }
    }
    return names;
  }

  private void readTree() {
    Tree tree = module.tree();
    boolean hasLosses = module.file().text().contains("CrossEntropyLoss");
    Deque<Piece> around = new ArrayDeque<>(List.of(piece(tree.root())));
    tree.walk(
        node -> {
          while (node.start() >= around.peek().end() && around.size() > 1) {
            around.pop();
          }
          // No run comes by the body of a class, nor by what the class is derived from.
          if (node instanceof Stmt.FunctionDef || node instanceof Stmt.ClassDef) {
            around.push(piece(node));
          }
          Piece here = around.peek();
          switch (node) {
            case Expr.Name name -> here.use(name.name());
            case Expr.Attribute attribute -> {
              here.use(attribute.name());
              here.tell(attribute.name(), METHODS);
            }
            case Stmt.Assign assign when hasLosses -> nameLosses(assign);
            default -> {}
          }
        });
  }

  private Piece piece(Node code) {
    Piece piece = new Piece(code.end(), new HashSet<>(), EnumSet.noneOf(Interest.class));
    used.put(code.id(), piece.used());
    interests.put(code.id(), piece.interests());
    return piece;
  }

  /** A function, the body of a class or the file's own code, while it is read. */
  private record Piece(int end, Set<String> used, Set<Interest> interests) {

    void use(String name) {
      if (used.add(name)) {
        tell(name, WORDS);
      }
    }

    void tell(String name, Map<String, Interest> words) {
      Interest interest = words.get(name);
      if (interest != null) {
        interests.add(interest);
      }
    }
  }

  /** What holds a cross-entropy loss computes one where it is called. */
  private void nameLosses(Stmt.Assign assign) {
    if (module.file().text(assign.span()).contains("CrossEntropyLoss")) {
      for (Expr target : assign.targets()) {
        switch (target) {
          case Expr.Name name -> losses.add(name.name());
          case Expr.Attribute attribute -> losses.add(attribute.name());
          default -> {}
        }
      }
    }
  }

  /** Whether a piece of code itself names something of one of these interests. */
  boolean names(Set<Interest> asked, int code) {
    return !disjoint(interests.getOrDefault(code, Set.of()), asked)
        || (asked.contains(Interest.LOSS) && !disjoint(losses, used(code)));
  }

  Set<String> used(int code) {
    return used.getOrDefault(code, Set.of());
  }

  /** Whether any code of the file uses a name. */
  boolean uses(String name) {
    return used.values().stream().anyMatch(names -> names.contains(name));
  }

  /**
   * What a name can stand for in code of this file or in what imports it; most stand for nothing.
   */
  Optional<Meaning> meaningOf(String name) {
    return Optional.ofNullable(meanings.get(name));
  }

  private Meaning meaning(String name) {
    return meanings.computeIfAbsent(name, Meaning::new);
  }

  /** The code that a name of the file can stand for. */
  final class Meaning {
    private final String name;
    private final List<FunctionEntity> functions = new ArrayList<>(1);
    private final List<ClassEntity> classes = new ArrayList<>(1);
    private boolean isImported;

    private Meaning(String name) {
      this.name = name;
    }

    /** The functions and methods of the name, wherever in the file they are defined. */
    List<FunctionEntity> functions() {
      return functions;
    }

    List<ClassEntity> classes() {
      return classes;
    }

    boolean isImported() {
      return isImported;
    }

    /** What the name stands for that was imported; found when first asked for. */
    Optional<Entity> imported() {
      return isImported
          ? Optional.of(imported.get(name, n -> module.resolve(atEnd(n))))
          : Optional.empty();
    }
  }

  /** A name as it would stand at the end of the file, outside of everything. */
  private Expr atEnd(String name) {
    return new Expr.Name(module.tree().root().id(), 0, 0, name);
  }
}
