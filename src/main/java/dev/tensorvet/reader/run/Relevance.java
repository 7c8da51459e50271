package dev.tensorvet.reader.run;

import static java.util.Collections.disjoint;

import dev.tensorvet.facts.ModelTrace;
import dev.tensorvet.framework.DataLoading;
import dev.tensorvet.framework.PythonFunctions;
import dev.tensorvet.framework.TrainingMethod;
import dev.tensorvet.reader.run.CodeNames.Interest;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.Entity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.ModuleEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.semantic.Vocabulary;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.workspace.Evidence;
import dev.tensorvet.workspace.Kept;
import dev.tensorvet.workspace.Ledger;
import dev.tensorvet.workspace.Memo;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which functions of a project have to do with gradients, so that a run of them can tell something:
 * those that name a method or function of interest, and those that name such a function, in their
 * own file or another. Safe for use by many threads.
 */
final class Relevance {

  private static final Pattern BENCHMARK =
      Pattern.compile(
          "(?:^|/)(?:benchmarks?/|bench(?:mark)?(?:_[^/]*)?\\.py$|[^/]*_bench(?:mark)?\\.py$)");

  private static final Set<Interest> MODE = Set.of(Interest.MODE);

  private static final Set<String> SWITCHES = TrainingMethod.names(TrainingMethod.EVAL);

  private static final Set<String> LOADS = TrainingMethod.names(TrainingMethod.LOAD_STATE);

  /** A function of a file, or the file's own code. */
  private record Code(SourceModule module, int node) {

    // Written out, since what a record makes by itself is slow until it is compiled well.

    @Override
    public boolean equals(Object other) {
      return other instanceof Code code && code.node == node && code.module == module;
    }

    @Override
    public int hashCode() {
      return 31 * System.identityHashCode(module) + node;
    }
  }

  private final Ledger ledger;
  private final Memo<SourceModule, CodeNames> names;
  private final Memo<SourceModule, Boolean> worded;
  private final Memo<SourceModule, Set<String>> vocabularies;
  private final Memo<Code, List<Code>> named;
  private final Memo<SourceModule, Set<SourceModule>> reached;

  /** Most code has to do with nothing of interest, which one search tells. */
  private final Question anything = ask(Interest.values());

  private final Question losses = ask(Interest.LOSS);
  private final Question modes = ask(Interest.MODE);
  private final Question gradients = ask(Interest.GRADIENT);

  /**
   * @param ledger of the project's files
   */
  Relevance(Ledger ledger) {
    this.ledger = ledger;
    this.names = new Memo<>(ledger);
    this.worded = new Memo<>(ledger);
    this.vocabularies = new Memo<>(ledger);
    this.named = new Memo<>(ledger);
    this.reached = new Memo<>(ledger);
  }

  private Question ask(Interest... interests) {
    return new Question(Set.of(interests), new ConcurrentHashMap<>());
  }

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
        if (startsRun(function) && isOuter(function)) {
          functions.add(function);
        }
      }
    }
    return functions;
  }

  /** The functions of a file that switch the mode of a model, or are called as if they should. */
  List<FunctionEntity> evaluations(SourceModule module) {
    return mayTrain(module)
        ? module.functions().stream()
            .filter(
                function ->
                    takesArguments(function)
                        && isOuter(function)
                        && (namesOf(module).names(MODE, function.node().id())
                            || (ModelTrace.isEvaluation(function) && hasWords(module))))
            .toList()
        : List.of();
  }

  /** The functions of a file that make data loaders for others, and do not train themselves. */
  List<FunctionEntity> loading(SourceModule module) {
    return mayTrain(module) && DataLoading.mayLoad(module.file().text())
        ? module.functions().stream()
            .filter(function -> isOuter(function) && !isSpecial(function) && !startsRun(function))
            .filter(
                function ->
                    namesOf(module).used(function.node().id()).stream()
                        .anyMatch(DataLoading::mayLoad))
            .toList()
        : List.of();
  }

  /**
   * The functions of a file that may run a model which they, or the constructor of their object,
   * have loaded, and that no other run begins with. Where other code of the file switches models to
   * evaluation, it may well be this one.
   */
  List<FunctionEntity> predictors(SourceModule module) {
    if (!mayTrain(module)) {
      return List.of();
    }
    CodeNames names = namesOf(module);
    Set<Integer> switching = new HashSet<>();
    module.functions().stream()
        .map(function -> function.node().id())
        .filter(code -> !disjoint(names.used(code), SWITCHES))
        .forEach(switching::add);
    return disjoint(names.used(module.tree().root().id()), SWITCHES)
        ? module.functions().stream()
            .filter(function -> names.names(MODE, function.node().id()) && isOuter(function))
            .filter(function -> function.name().equals("__call__") || !isSpecial(function))
            .filter(function -> Set.of(function.node().id()).containsAll(switching))
            .filter(function -> !startsRun(function) && loads(function, names))
            .toList()
        : List.of();
  }

  /** Whether the runs that start in a program's file may come by code of another file. */
  boolean mayRun(SourceModule program, SourceModule other) {
    return reached.getOnce(program, this::findReached).contains(other);
  }

  /** The files of all code that what may start a run names, and so on. */
  private Set<SourceModule> findReached(SourceModule program) {
    Set<Code> seen = new HashSet<>();
    if (ofScript(program).isPresent()) {
      seen.add(new Code(program, program.tree().root().id()));
    }
    Stream.of(functions(program), predictors(program))
        .flatMap(List::stream)
        .forEach(function -> seen.add(code(function)));
    Deque<Code> open = new ArrayDeque<>(seen);
    Set<SourceModule> modules = new HashSet<>();
    while (!open.isEmpty()) {
      Code code = open.pop();
      modules.add(code.module());
      named(code).stream().filter(seen::add).forEach(open::push);
    }
    return Set.copyOf(modules);
  }

  /** Whether code of a file uses a name for something that the file does not define itself. */
  boolean knows(SourceModule module, String name) {
    CodeNames names = namesOf(module);
    return names.uses(name)
        && names.meaningOf(name).filter(meaning -> !meaning.isImported()).isEmpty();
  }

  private static boolean isSpecial(FunctionEntity function) {
    return function.name().startsWith("__");
  }

  private static boolean loads(FunctionEntity function, CodeNames names) {
    return function.selfName().isPresent() || !disjoint(names.used(function.node().id()), LOADS);
  }

  private static boolean takesArguments(FunctionEntity function) {
    boolean isMethod = function.selfName().isPresent();
    return !isSpecial(function) && function.parameters().positional().size() > (isMethod ? 1 : 0);
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
      case MODE -> losses.reaches(code(function)) && !function.name().equals("__init__");
      case LOSS -> !function.name().equals("__init__");
    };
  }

  private Optional<Interest> most(Code code) {
    if (!anything.reaches(code)) {
      return Optional.empty();
    }
    if (gradients.reaches(code)) {
      return Optional.of(Interest.GRADIENT);
    }
    return Optional.of(modes.reaches(code) ? Interest.MODE : Interest.LOSS);
  }

  private static Code code(FunctionEntity function) {
    return new Code(function.module(), function.node().id());
  }

  /**
   * Tests step, clip and normalise to see what happens, and benchmarks to see how long it takes;
   * none of it trains a model.
   */
  private static boolean mayTrain(SourceModule module) {
    return !module.isTest() && !isBenchmark(module);
  }

  /**
   * Whether a file only measures time, and does not ask how good a model has become; under the same
   * name there are trainings whose results are compared.
   */
  private static boolean isBenchmark(SourceModule module) {
    String path = module.file().path();
    String code = module.file().text();
    return path.contains("bench")
        && BENCHMARK.matcher(path).find()
        && PythonFunctions.mayTakeTime(code)
        && !code.contains(TrainingMethod.EVAL.plainName() + "(");
  }

  private static boolean isOuter(FunctionEntity function) {
    return function.node() instanceof Stmt.FunctionDef && !function.isLocal();
  }

  /**
   * Code that a search came by.
   *
   * @param before the code that names it
   * @param named the code that it names itself
   * @param evidence that nothing of interest can be reached from it
   */
  private record Passed(
      Code code, Optional<Passed> before, Kept<List<Code>> named, Evidence.Sum evidence) {}

  /** Code that a search has yet to look at, and what names it. */
  private record Ahead(Code code, Optional<Passed> before) {}

  /** That code is named along a way, and what is at its end. */
  private static Evidence alongTheWay(Ahead end, Kept<Boolean> there) {
    List<Evidence> evidence = new ArrayList<>(List.of(there.evidence()));
    for (Optional<Passed> at = end.before(); at.isPresent(); at = at.get().before()) {
      evidence.add(at.get().named().evidence());
    }
    return Evidence.of(evidence);
  }

  /** Whether code has to do with one of some interests. */
  private final class Question {
    private final Set<Interest> asked;
    private final Map<Code, Kept<Boolean>> known;

    Question(Set<Interest> asked, Map<Code, Kept<Boolean>> known) {
      this.asked = asked;
      this.known = known;
    }

    /** Whether code names something of interest, or code that does, and so on. */
    boolean reaches(Code start) {
      Kept<Boolean> answer = known.get(start);
      return ledger.hand(answer != null ? answer : search(start));
    }

    private Kept<Boolean> search(Code start) {
      Map<Code, Passed> passed = new HashMap<>();
      Set<Code> seen = new HashSet<>(Set.of(start));
      Deque<Ahead> open = new ArrayDeque<>(List.of(new Ahead(start, Optional.empty())));
      while (!open.isEmpty()) {
        Ahead ahead = open.pop();
        Code code = ahead.code();
        Optional<Kept<Boolean>> settled = Optional.ofNullable(known.get(code));
        if (settled.isPresent()
            ? settled.get().value()
            : namesOf(code.module()).names(asked, code.node())) {
          // Whoever has the code has read its file, and what it names rests on no other.
          Kept<Boolean> there = settled.orElse(new Kept<>(true, Evidence.none()));
          known.put(code, there);
          if (ahead.before().isEmpty()) {
            return there;
          }
          // All code on the way leads there; that it rests on the whole way is more than is needed.
          Kept<Boolean> found = new Kept<>(true, alongTheWay(ahead, there));
          for (Optional<Passed> at = ahead.before(); at.isPresent(); at = at.get().before()) {
            known.put(at.get().code(), found);
          }
          return found;
        }
        if (settled.isEmpty()) {
          Passed here =
              new Passed(code, ahead.before(), ledger.keep(() -> named(code)), new Evidence.Sum());
          passed.put(code, here);
          for (Code next : here.named().value()) {
            if (mayHold(next, code) && seen.add(next)) {
              open.push(new Ahead(next, Optional.of(here)));
            }
          }
        }
      }
      // Nothing that can be reached from here is of interest, and so for all that was passed.
      passed.values().forEach(here -> here.evidence().close(below(here, passed)));
      passed.forEach((code, here) -> known.put(code, new Kept<>(false, here.evidence())));
      // Another thread may have been here first.
      return Optional.ofNullable(known.get(start)).orElseThrow();
    }

    /** What code names, and what holds for all of that; it may name what names it. */
    private List<Evidence> below(Passed here, Map<Code, Passed> passed) {
      List<Evidence> parts = new ArrayList<>(List.of(here.named().evidence()));
      for (Code next : here.named().value()) {
        Optional.ofNullable(passed.get(next))
            .<Evidence>map(Passed::evidence)
            .or(() -> Optional.ofNullable(known.get(next)).map(Kept::evidence))
            .ifPresent(parts::add);
      }
      return parts;
    }
  }

  /** The names that the code of a file and of what it imports is made of. */
  Vocabulary vocabulary(SourceModule module) {
    return Vocabulary.of(module, each -> vocabularies.getOnce(each, Vocabulary::words));
  }

  private CodeNames namesOf(SourceModule module) {
    return names.getOnce(module, m -> CodeNames.of(m, ledger));
  }

  /** The code that a piece of code names. */
  private List<Code> named(Code code) {
    return named.get(code, this::findNamed);
  }

  private List<Code> findNamed(Code code) {
    CodeNames here = namesOf(code.module());
    Set<Code> named = new LinkedHashSet<>();
    Set<String> used = here.used(code.node());
    for (String name : used) {
      Optional<CodeNames.Meaning> meaning = here.meaningOf(name);
      if (meaning.isPresent()) {
        addOwn(meaning.get(), named);
        meaning.get().imported().ifPresent(entity -> addImported(entity, used, named));
      }
    }
    return List.copyOf(named);
  }

  private static void addOwn(CodeNames.Meaning meaning, Set<Code> to) {
    meaning.functions().forEach(function -> add(function, to));
    meaning.classes().forEach(type -> add(type, to));
  }

  /** Whether code that other code names can have to do with anything. */
  private boolean mayHold(Code named, Code by) {
    return named.module() == by.module() || hasWords(named.module());
  }

  private boolean hasWords(SourceModule module) {
    return worded.get(module, CodeNames::hasWords);
  }

  private void addImported(Entity imported, Set<String> used, Set<Code> to) {
    switch (imported) {
      case FunctionEntity function -> add(function, to);
      case ClassEntity type -> add(type, to);
      case ModuleEntity module -> {
        Optional<CodeNames> names = module.module().map(this::namesOf);
        if (names.isPresent()) {
          for (String name : used) {
            names.get().meaningOf(name).ifPresent(meaning -> addOwn(meaning, to));
          }
        }
      }
      default -> {}
    }
  }

  private static void add(FunctionEntity function, Set<Code> to) {
    to.add(code(function));
  }

  /** To name a class is to make objects, whose methods may run; also those that it inherits. */
  private static void add(ClassEntity type, Set<Code> to) {
    for (Entity each : type.mro().linear()) {
      if (each instanceof ClassEntity above) {
        above.methods().forEach(method -> add(method, to));
      }
    }
  }
}
