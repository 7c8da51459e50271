package dev.tensorvet.facts;

import dev.tensorvet.facts.CodeNames.Interest;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.Entity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.ModuleEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Stmt;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Which functions of a project have to do with gradients, so that a run of them can tell something:
 * those that name a method or function of interest, and those that name such a function, in their
 * own file or another. Safe for use by many threads.
 */
final class Relevance {

  private static final Pattern TEST =
      Pattern.compile("(?:^|/)(?:tests?/|test_[^/]*$|[^/]*_test\\.py$|conftest\\.py$)");

  /** A function of a file, or the file's own code. */
  private record Code(SourceModule module, int node) {}

  private final Map<SourceModule, CodeNames> names = new ConcurrentHashMap<>();
  private final Map<SourceModule, Boolean> worded = new ConcurrentHashMap<>();
  private final Map<SourceModule, Set<String>> vocabularies = new ConcurrentHashMap<>();
  private final Map<Code, Boolean> losses = new ConcurrentHashMap<>();
  private final Map<Code, Boolean> modes = new ConcurrentHashMap<>();
  private final Map<Code, Boolean> gradients = new ConcurrentHashMap<>();

  /** What a file's own code has to do with, the most of it. */
  Optional<Interest> ofScript(SourceModule module) {
    return mayTrain(module) ? most(new Code(module, module.tree().root().id())) : Optional.empty();
  }

  /**
   * The functions of a file that a run may start from, in the order of the text. Those inside
   * others run when those call them, with the variables around them known.
   */
  List<FunctionEntity> functions(SourceModule module) {
    List<FunctionEntity> functions = new ArrayList<>();
    if (mayTrain(module)) {
      for (FunctionEntity function : module.functions()) {
        if (isOuter(function) && startsRun(function)) {
          functions.add(function);
        }
      }
    }
    return functions;
  }

  /** The functions of a file that switch the mode of a model, or are called as if they should. */
  List<FunctionEntity> evaluations(SourceModule module) {
    return mayTrain(module) && hasWords(module)
        ? module.functions().stream()
            .filter(
                function ->
                    isOuter(function)
                        && (ModelTrace.isEvaluation(function)
                            || namesOf(module).names(Interest.MODE, function.node().id())))
            .toList()
        : List.of();
  }

  boolean isRelevant(FunctionEntity function) {
    return most(code(function)).isPresent();
  }

  /** What a function has to do with, the most of it. */
  Optional<Interest> of(FunctionEntity function) {
    return most(code(function));
  }

  /**
   * Whether a run may begin with a function. In which mode a model is that it is given, only those
   * who call it know; and a constructor makes what computes a loss, but the loss is computed
   * elsewhere.
   */
  private boolean startsRun(FunctionEntity function) {
    return switch (most(code(function)).orElse(Interest.MODE)) {
      case GRADIENT -> true;
      case MODE -> reaches(Interest.LOSS, code(function)) && !function.name().equals("__init__");
      case LOSS -> !function.name().equals("__init__");
    };
  }

  private Optional<Interest> most(Code code) {
    for (Interest interest : List.of(Interest.GRADIENT, Interest.MODE, Interest.LOSS)) {
      if (reaches(interest, code)) {
        return Optional.of(interest);
      }
    }
    return Optional.empty();
  }

  private static Code code(FunctionEntity function) {
    return new Code(function.module(), function.node().id());
  }

  /** Tests step, clip and normalise to see what happens; none of it trains a model. */
  private static boolean mayTrain(SourceModule module) {
    return !TEST.matcher(module.file().path()).find();
  }

  private static boolean isOuter(FunctionEntity function) {
    return function.node() instanceof Stmt.FunctionDef
        && function
            .module()
            .tree()
            .enclosingScope(function.node())
            .filter(scope -> !(scope instanceof Stmt.ClassDef))
            .isEmpty();
  }

  /** Whether code names something of interest, or code that does, and so on. */
  private boolean reaches(Interest interest, Code start) {
    Map<Code, Boolean> answers =
        switch (interest) {
          case LOSS -> losses;
          case MODE -> modes;
          case GRADIENT -> gradients;
        };
    Boolean answer = answers.get(start);
    if (answer != null) {
      return answer;
    }
    Set<Code> seen = new HashSet<>(Set.of(start));
    Deque<Code> open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      Code code = open.pop();
      Boolean settled = answers.get(code);
      if (settled != null ? settled : namesOf(code.module()).names(interest, code.node())) {
        answers.put(code, true);
        answers.put(start, true);
        return true;
      }
      if (settled == null) {
        for (Code next : named(code)) {
          if (seen.add(next)) {
            open.push(next);
          }
        }
      }
    }
    // Nothing that can be reached from here is of interest, and so for all that was passed.
    seen.forEach(code -> answers.put(code, false));
    return false;
  }

  /** The names that the code of a file and of what it imports is made of. */
  Vocabulary vocabulary(SourceModule module) {
    return Vocabulary.of(module, each -> vocabularies.computeIfAbsent(each, Vocabulary::words));
  }

  private CodeNames namesOf(SourceModule module) {
    CodeNames there = names.get(module);
    return there != null ? there : names.computeIfAbsent(module, CodeNames::of);
  }

  /** The code that a piece of code names. */
  private List<Code> named(Code code) {
    CodeNames here = namesOf(code.module());
    List<Code> named = new ArrayList<>();
    for (String name : here.used(code.node())) {
      here.functions(name).forEach(function -> add(function, named));
      here.classes(name).forEach(type -> add(type, named));
      here.imported(name).ifPresent(entity -> add(entity, here.used(code.node()), named));
    }
    return named;
  }

  private boolean hasWords(SourceModule module) {
    return worded.computeIfAbsent(module, CodeNames::hasWords);
  }

  private void add(Entity imported, Set<String> used, List<Code> to) {
    switch (imported) {
      case FunctionEntity function when hasWords(function.module()) -> add(function, to);
      case ClassEntity type when hasWords(type.module()) -> add(type, to);
      case ModuleEntity module -> {
        Optional<SourceModule> there = module.module().filter(this::hasWords);
        if (there.isPresent()) {
          for (String name : used) {
            namesOf(there.get()).functions(name).forEach(function -> add(function, to));
            namesOf(there.get()).classes(name).forEach(type -> add(type, to));
          }
        }
      }
      default -> {}
    }
  }

  private static void add(FunctionEntity function, List<Code> to) {
    to.add(code(function));
  }

  /** To name a class is to make objects, whose methods may run; also those that it inherits. */
  private static void add(ClassEntity type, List<Code> to) {
    for (Entity each : type.mro().linear()) {
      if (each instanceof ClassEntity above) {
        above.methods().forEach(method -> add(method, to));
      }
    }
  }
}
