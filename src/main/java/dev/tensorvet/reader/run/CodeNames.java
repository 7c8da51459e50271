package dev.tensorvet.reader.run;

import dev.tensorvet.framework.Effects;
import dev.tensorvet.framework.Effects.Effect;
import dev.tensorvet.framework.TrainingMethod;
import dev.tensorvet.semantic.Binding;
import dev.tensorvet.semantic.BindingSite;
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
import dev.tensorvet.workspace.Once;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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

  private static final String LOSS = "CrossEntropyLoss";

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

  private final SourceModule module;
  private final Map<String, Meaning> meanings = new HashMap<>();
  private final Code script;

  /** The functions and classes, in the order of the text. */
  private final List<Code> codes = new ArrayList<>();

  private CodeNames(SourceModule module) {
    this.module = module;
    this.script = new Code(module, module.tree().root());
  }

  /**
   * Whether a file's text has something without which no code is reached from it that is of
   * interest. A part of a word is enough: what is called a trainer may inherit all that trains.
   */
  static boolean hasWords(SourceModule module) {
    return ALL.isAnyIn(module.file().text());
  }

  static CodeNames of(SourceModule module) {
    CodeNames names = new CodeNames(module);
    for (FunctionEntity function : module.functions()) {
      names.meaning(function.name()).own.add(function);
    }
    for (ClassEntity type : module.classes()) {
      names.meaning(type.name()).own.add(type);
    }
    for (Binding binding : module.scope().bindings()) {
      if (isImport(binding)) {
        names.meaning(binding.name()).imported = Optional.of(new Once<>());
      }
    }
    names.new Reader().read();
    return names;
  }

  private static boolean isImport(Binding binding) {
    for (BindingSite site : binding.sites()) {
      if (site.node() instanceof Node.Alias) {
        return true;
      }
    }
    return false;
  }

  private Meaning meaning(String name) {
    return meanings.computeIfAbsent(name, n -> new Meaning(module, n));
  }

  /**
   * What a name can stand for in code of this file or in what imports it; most stand for nothing.
   */
  Optional<Meaning> meaningOf(String name) {
    return Optional.ofNullable(meanings.get(name));
  }

  /** Whether code of the file uses a name for something that the file does not define itself. */
  boolean knows(String name) {
    return meaningOf(name).filter(meaning -> meaning.imported.isEmpty()).isEmpty()
        && module.file().words().mayHold(name)
        && module.tree().holds(node -> name(node).filter(name::equals).isPresent());
  }

  /** The file's own code. */
  Code script() {
    return script;
  }

  /** The code that a function or a class of the file is; empty for a lambda. */
  Optional<Code> code(Node definition) {
    int low = 0;
    int high = codes.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (codes.get(middle).start < definition.start()) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low < codes.size() && codes.get(low).node == definition
        ? Optional.of(codes.get(low))
        : Optional.empty();
  }

  /** The name that a node is, of a variable or of a member. */
  private static Optional<String> name(Node node) {
    return switch (node) {
      case Expr.Name name -> Optional.of(name.name());
      case Expr.Attribute attribute -> Optional.of(attribute.name());
      default -> Optional.empty();
    };
  }

  /** Whether what is below a node is code of its own. */
  private static boolean isCode(Node node) {
    return node instanceof Stmt.FunctionDef || node instanceof Stmt.ClassDef;
  }

  /**
   * A function, a class or the own code of a file, without what it defines inside. No run comes by
   * the body of a class, nor by what the class is derived from: it names nothing but its methods.
   */
  static final class Code {
    private final SourceModule module;
    private final Node node;

    // Asked for each name that is read, and of any kind of node takes a while.
    private final int start;
    private final int end;

    private Interests interests = Interests.NONE;
    private List<Meaning> meanings = new ArrayList<>();

    private Code(SourceModule module, Node node) {
      this.module = module;
      this.node = node;
      this.start = node.start();
      this.end = node.end();
    }

    private void close() {
      meanings = List.copyOf(meanings);
    }

    SourceModule module() {
      return module;
    }

    /** What it has to do with by its own words. */
    Interests interests() {
      return interests;
    }

    /** What it names that its file defines or imports; now and then one of them twice. */
    List<Meaning> meanings() {
      return meanings;
    }

    /** Whether it names no other code. */
    boolean isAlone() {
      return meanings.isEmpty() && !(node instanceof Stmt.ClassDef);
    }

    List<FunctionEntity> methods() {
      return node instanceof Stmt.ClassDef && module.definition(node) instanceof ClassEntity type
          ? type.methods()
          : List.of();
    }

    /** All names that it uses, read once more: few ask. */
    Set<String> names() {
      Set<String> names = new HashSet<>();
      Tree.walkWhere(
          node,
          below -> {
            boolean isOwn = below == node || !isCode(below);
            if (isOwn) {
              name(below).ifPresent(names::add);
            }
            return isOwn;
          });
      return names;
    }
  }

  /** What a name of the file can stand for. */
  static final class Meaning {
    private final SourceModule module;
    private final String name;
    private final List<Entity> own = new ArrayList<>(0);
    private Optional<Once<Entity>> imported = Optional.empty();

    /** While the file is read. */
    private int lastNamedIn = -1;

    private Meaning(SourceModule module, String name) {
      this.module = module;
      this.name = name;
    }

    /** The functions, methods and classes of the name, wherever in the file they are defined. */
    List<Entity> own() {
      return own;
    }

    /**
     * What the name stands for that was imported; found when first asked for.
     *
     * @param ledger of the project's files
     */
    Optional<Entity> imported(Ledger ledger) {
      return imported.map(once -> once.get(ledger, () -> module.resolve(atEnd())));
    }

    /** The name as it would stand at the end of the file, outside of everything. */
    private Expr atEnd() {
      return new Expr.Name(module.tree().root().id(), 0, 0, name);
    }
  }

  /** Reads what the code of the file names, in one walk. */
  private final class Reader {
    private final Map<String, Interests> words = present(WORDS);
    private final Map<String, Interests> methods = present(METHODS);

    /** The code that is being read, and what it stands in. */
    private Code here = script;

    private final Deque<Code> around = new ArrayDeque<>();

    /** Those of some words that the file has at all: mostly none. */
    private Map<String, Interests> present(Map<String, Interest> all) {
      Map<String, Interests> present = new HashMap<>();
      Set<String> there = module.file().words().among(all.keySet());
      if (!there.isEmpty()) {
        all.forEach(
            (word, interest) -> {
              if (there.contains(word)) {
                present.put(word, Interests.of(interest));
              }
            });
      }
      return present;
    }

    void read() {
      if (module.file().text().contains(LOSS)) {
        module.tree().walk(this::nameLosses);
      }
      module.tree().walk(this::read);
      script.close();
      codes.forEach(Code::close);
    }

    /** What holds a cross-entropy loss computes one where it is called. */
    private void nameLosses(Node node) {
      if (node instanceof Stmt.Assign assign && module.file().text(assign.span()).contains(LOSS)) {
        for (Expr target : assign.targets()) {
          name(target)
              .ifPresent(loss -> words.merge(loss, Interests.of(Interest.LOSS), Interests::and));
        }
      }
    }

    private void read(Node node) {
      if (node instanceof Expr.Name name) {
        goTo(name.start());
        use(name.name(), Interests.NONE);
      } else if (node instanceof Expr.Attribute attribute) {
        goTo(attribute.start());
        use(attribute.name(), methods.getOrDefault(attribute.name(), Interests.NONE));
      } else if (isCode(node)) {
        goTo(node.start());
        around.push(here);
        here = new Code(module, node);
        codes.add(here);
      }
    }

    /** Leaves the code that ends before a place. */
    private void goTo(int place) {
      while (here.end <= place && here != script) {
        here = around.pop();
      }
    }

    private void use(String name, Interests asMethod) {
      if (here.node instanceof Stmt.ClassDef) {
        return;
      }
      here.interests = here.interests.and(asMethod).and(words.getOrDefault(name, Interests.NONE));
      Meaning meaning = meanings.get(name);
      if (meaning != null && meaning.lastNamedIn != here.node.id()) {
        meaning.lastNamedIn = here.node.id();
        here.meanings.add(meaning);
      }
    }
  }
}
