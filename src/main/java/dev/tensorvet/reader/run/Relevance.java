package dev.tensorvet.reader.run;

import static java.util.Collections.disjoint;

import dev.tensorvet.facts.ModelTrace;
import dev.tensorvet.framework.DataLoading;
import dev.tensorvet.framework.PythonFunctions;
import dev.tensorvet.framework.TrainingMethod;
import dev.tensorvet.reader.run.CodeNames.Code;
import dev.tensorvet.reader.run.CodeNames.Interest;
import dev.tensorvet.reader.run.CodeNames.Meaning;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.Entity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.ModuleEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.semantic.Vocabulary;
import dev.tensorvet.syntax.Node;
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
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
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

  private static final Set<String> SWITCHES = TrainingMethod.names(TrainingMethod.EVAL);

  private static final Set<String> LOADS = TrainingMethod.names(TrainingMethod.LOAD_STATE);

  private final Ledger ledger;
  private final Memo<SourceModule, CodeNames> names;
  private final Memo<SourceModule, Boolean> worded;
  private final Memo<SourceModule, Set<String>> vocabularies;
  private final Memo<SourceModule, Set<SourceModule>> reached;

  /** What code has to do with, itself or in what it names. */
  private final Map<Code, Kept<Interests>> known = new ConcurrentHashMap<>();

  /**
   * @param ledger of the project's files
   */
  Relevance(Ledger ledger) {
    this.ledger = ledger;
    this.names = new Memo<>(ledger);
    this.worded = new Memo<>(ledger);
    this.vocabularies = new Memo<>(ledger);
    this.reached = new Memo<>(ledger);
  }

  /** What a file's own code has to do with, the most of it. */
  Optional<Interest> ofScript(SourceModule module) {
    return mayTrain(module) ? interests(namesOf(module).script()).most() : Optional.empty();
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
    return mayTrain(module)
        ? module.functions().stream()
            .filter(
                function ->
                    isOuter(function)
                        && (switchesMode(function)
                            || (ModelTrace.isEvaluation(function) && hasWords(module)))
                        && takesArguments(function))
            .toList()
        : List.of();
  }

  /** The functions of a file that make data loaders for others, and do not train themselves. */
  List<FunctionEntity> loading(SourceModule module) {
    return mayTrain(module) && DataLoading.mayLoad(module.file().text())
        ? module.functions().stream()
            .filter(function -> isOuter(function) && !isSpecial(function) && !startsRun(function))
            .filter(function -> namesIn(function).stream().anyMatch(DataLoading::mayLoad))
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
    List<FunctionEntity> predictors =
        module.functions().stream()
            .filter(function -> isOuter(function) && switchesMode(function))
            .filter(function -> function.name().equals("__call__") || !isSpecial(function))
            .filter(function -> !startsRun(function) && loads(function))
            .toList();
    if (predictors.isEmpty() || !module.file().words().mayHoldAny(SWITCHES)) {
      return predictors;
    }
    List<FunctionEntity> switching =
        module.functions().stream()
            .filter(function -> !disjoint(namesIn(function), SWITCHES))
            .toList();
    return disjoint(namesOf(module).script().names(), SWITCHES)
        ? predictors.stream().filter(each -> Set.of(each).containsAll(switching)).toList()
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
      seen.add(namesOf(program).script());
    }
    Stream.of(functions(program), predictors(program))
        .flatMap(List::stream)
        .forEach(function -> code(function).ifPresent(seen::add));
    Deque<Code> open = new ArrayDeque<>(seen);
    Set<SourceModule> modules = new HashSet<>();
    while (!open.isEmpty()) {
      Code code = open.pop();
      modules.add(code.module());
      for (Code next : named(code, file -> true)) {
        if (seen.add(next)) {
          open.push(next);
        }
      }
    }
    return Set.copyOf(modules);
  }

  /** Whether code of a file uses a name for something that the file does not define itself. */
  boolean knows(SourceModule module, String name) {
    return namesOf(module).knows(name);
  }

  private static boolean isSpecial(FunctionEntity function) {
    return function.name().startsWith("__");
  }

  private boolean loads(FunctionEntity function) {
    return function.selfName().isPresent() || !disjoint(namesIn(function), LOADS);
  }

  private Set<String> namesIn(FunctionEntity function) {
    return code(function).map(Code::names).orElse(Set.of());
  }

  /** Whether a function itself says in which mode a model runs. */
  private boolean switchesMode(FunctionEntity function) {
    return code(function).filter(code -> code.interests().has(Interest.MODE)).isPresent();
  }

  private static boolean takesArguments(FunctionEntity function) {
    boolean isMethod = function.selfName().isPresent();
    return !isSpecial(function) && function.parameters().positional().size() > (isMethod ? 1 : 0);
  }

  boolean isRelevant(FunctionEntity function) {
    return interests(function) != Interests.NONE;
  }

  /** What a function has to do with, the most of it. */
  Optional<Interest> of(FunctionEntity function) {
    return interests(function).most();
  }

  /**
   * Whether a run may begin with a function. In which mode a model is that it is given, only those
   * who call it know; and a constructor makes what computes a loss, but the loss is computed
   * elsewhere.
   */
  private boolean startsRun(FunctionEntity function) {
    Interests interests = interests(function);
    return interests.has(Interest.GRADIENT)
        || (interests.has(Interest.LOSS) && !function.name().equals("__init__"));
  }

  private Interests interests(FunctionEntity function) {
    return code(function).map(this::interests).orElse(Interests.NONE);
  }

  /** What code has to do with, itself or in what it names, and so on; gradients say it all. */
  private Interests interests(Code code) {
    return ledger.hand(answer(code).orElseGet(() -> new Search().from(code)));
  }

  /** What is known of code. What speaks for itself, or of nothing else, needs no search. */
  private Optional<Kept<Interests>> answer(Code code) {
    return code.interests().has(Interest.GRADIENT) || code.isAlone()
        ? Optional.of(new Kept<>(code.interests(), Evidence.none()))
        : Optional.ofNullable(known.get(code));
  }

  private Optional<Code> code(FunctionEntity function) {
    return namesOf(function.module()).code(function.node());
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

  /** Code that a search came by. */
  private static final class Visit {
    private final Code code;
    private final int number;
    private final Evidence naming;
    private final Iterator<Code> ahead;
    private final Set<Evidence> evidence = new LinkedHashSet<>(4);
    private Interests interests;

    /** The number of the first visit that this one leads back to. */
    private int back;

    /**
     * @param number how many visits were before
     * @param named the code that the code names
     */
    Visit(Code code, int number, Kept<List<Code>> named) {
      this.code = code;
      this.number = number;
      this.naming = named.evidence();
      this.ahead = named.value().iterator();
      this.interests = code.interests();
      this.back = number;
      evidence.add(naming);
    }

    /** Whether no more can be learnt here. */
    boolean isDone() {
      return interests.has(Interest.GRADIENT) || !ahead.hasNext();
    }

    void learn(Kept<Interests> named) {
      if (named.value().has(Interest.GRADIENT)) {
        // One way to them is enough.
        evidence.retainAll(Set.of(naming));
      }
      interests = interests.and(named.value());
      evidence.add(named.evidence());
    }

    /** What is named was visited before, and leads to the code here as well. */
    void join(Visit named) {
      interests = interests.and(named.interests);
      back = Math.min(back, named.back);
    }
  }

  /**
   * Looks for all that can be reached from some code. Code that names each other reaches the same;
   * it is found by Tarjan's algorithm, which visits each piece of code once.
   */
  private final class Search {
    private final Map<Code, Visit> visits = new HashMap<>();

    /** From the start to what is looked at. */
    private final Deque<Visit> way = new ArrayDeque<>();

    /** What leads back to something on the way. */
    private final Deque<Visit> unsettled = new ArrayDeque<>();

    Kept<Interests> from(Code start) {
      visit(start);
      while (!way.isEmpty()) {
        Visit here = way.element();
        if (here.isDone()) {
          leave(here);
        } else {
          look(here, here.ahead.next());
        }
      }
      // Another thread may have been here first.
      return Optional.ofNullable(known.get(start)).orElseThrow();
    }

    private void visit(Code code) {
      Visit visit =
          new Visit(
              code,
              visits.size(),
              ledger.keep(() -> named(code, file -> file == code.module() || hasWords(file))));
      visits.put(code, visit);
      way.push(visit);
      unsettled.push(visit);
    }

    private void look(Visit here, Code next) {
      Optional<Kept<Interests>> answer = answer(next);
      if (answer.isPresent()) {
        here.learn(answer.get());
      } else {
        Optional.ofNullable(visits.get(next)).ifPresentOrElse(here::join, () -> visit(next));
      }
    }

    private void leave(Visit here) {
      way.pop();
      if (here.back == here.number) {
        Kept<Interests> answer = settle(here);
        if (!way.isEmpty()) {
          way.element().learn(answer);
        }
      } else {
        way.element().join(here);
      }
    }

    /** What holds for code holds for all that leads to it and that it leads to. */
    private Kept<Interests> settle(Visit first) {
      List<Code> all = new ArrayList<>();
      Set<Evidence> evidence = new LinkedHashSet<>();
      Visit visit;
      do {
        visit = unsettled.pop();
        all.add(visit.code);
        evidence.addAll(visit.evidence);
      } while (visit != first);
      evidence.remove(Evidence.none());
      Kept<Interests> answer = new Kept<>(first.interests, Evidence.of(evidence));
      all.forEach(code -> known.put(code, answer));
      return answer;
    }
  }

  /** The names that the code of a file and of what it imports is made of. */
  Vocabulary vocabulary(SourceModule module) {
    return Vocabulary.of(module, each -> vocabularies.getOnce(each, Vocabulary::words));
  }

  private CodeNames namesOf(SourceModule module) {
    return names.getOnce(module, CodeNames::of);
  }

  private boolean hasWords(SourceModule module) {
    return worded.get(module, CodeNames::hasWords);
  }

  /** The code that a piece of code names, its own file's first, in files that are asked for. */
  private List<Code> named(Code code, Predicate<SourceModule> isAsked) {
    List<Code> named = new ArrayList<>();
    Consumer<Entity> add = entity -> add(entity, isAsked, named);
    code.methods().forEach(add);
    code.meanings().forEach(meaning -> meaning.own().forEach(add));
    List<CodeNames> modules = new ArrayList<>();
    for (Meaning meaning : code.meanings()) {
      meaning
          .imported(ledger)
          .ifPresent(
              entity -> {
                if (entity instanceof ModuleEntity module) {
                  module.module().ifPresent(file -> modules.add(namesOf(file)));
                } else {
                  add.accept(entity);
                }
              });
    }
    if (!modules.isEmpty()) {
      for (String name : code.names()) {
        for (CodeNames module : modules) {
          module.meaningOf(name).ifPresent(meaning -> meaning.own().forEach(add));
        }
      }
    }
    return named;
  }

  /** To name a class is to make objects, whose methods may run; also those that it inherits. */
  private void add(Entity entity, Predicate<SourceModule> isAsked, List<Code> to) {
    switch (entity) {
      case FunctionEntity function -> add(function.module(), function.node(), isAsked, to);
      case ClassEntity type -> {
        for (Entity above : type.mro().linear()) {
          if (above instanceof ClassEntity each && !each.methods().isEmpty()) {
            add(each.module(), each.node(), isAsked, to);
          }
        }
      }
      default -> {}
    }
  }

  private void add(
      SourceModule file, Node definition, Predicate<SourceModule> isAsked, List<Code> to) {
    if (isAsked.test(file)) {
      namesOf(file).code(definition).ifPresent(to::add);
    }
  }
}
