package dev.tensorvet.reader.run;

import dev.tensorvet.facts.LastStep;
import dev.tensorvet.flow.FunctionFlow;
import dev.tensorvet.reader.run.CodeNames.Interest;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.MethodLookup;
import dev.tensorvet.semantic.SourceModule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the training programs of a file: runs it from its own code on, and from each function on
 * that has to do with gradients, and has each run read.
 */
final class TrainingRecognizer {

  /** What reads a run; a new kind of fact about programs is one line here. */
  private static final List<RunReader<?>> READERS =
      List.of(
          new OptimizerTraces(),
          new ModelTraces(),
          new SchedulerTraces(),
          new CrossEntropies(),
          new EvaluationSteps(),
          new ForgottenStates(),
          new GraphAccumulations(),
          new InferenceTensors(),
          new LeftoverGradients(),
          new LogitThresholds(),
          new LoneScores(),
          new LossInputs(),
          new ModelChoices(),
          new RepeatedMeans(),
          new DataPipelines(),
          new ParallelUses(),
          new BackwardPasses(),
          new CutTerms(),
          new CyclicGradients(),
          new HalvedModels(),
          new ProgramCourses(),
          new RemadeOptimizers(),
          new SavedModules(),
          new SpentIterators(),
          new StaleGraphs(),
          new StaleStates(),
          new DeadPenalties(),
          new RefusedGradients(),
          new RestartedLoaders(),
          new StrayBackwards(),
          new StrayClips(),
          new StrayTensors(),
          new TrackedAverages(),
          new TrainingPrograms(),
          new UncastModels(),
          new UnfollowedStatistics(),
          new UnlearntTargets(),
          new UnmovedInputs(),
          new WastedPasses(),
          new WrittenHyperparameters());

  /**
   * A run with more events was written by a program. How they follow each other is not asked: rules
   * compare them with one another, and that may not cost more the longer the file is.
   */
  private static final int MOST_EVENTS = 5_000;

  private final SourceModule module;
  private final Relevance relevance;
  private final Objects objects;
  private final List<FinishedRun> finished = new ArrayList<>();

  private TrainingRecognizer(SourceModule module, Programs programs) {
    this.module = module;
    this.relevance = programs.relevance();
    this.objects = new Objects(programs.frameworks(), programs.flows());
  }

  /** The facts of each kind that a file's runs tell, each once, in the order of the runs. */
  static RunFacts recognise(SourceModule module, Programs programs) {
    TrainingRecognizer recognizer = new TrainingRecognizer(module, programs);
    recognizer.runAll();
    return new RunFacts(recognizer.finished, READERS);
  }

  /** Whether what a function returns can be probabilities, as the last of its steps. */
  static boolean givesProbabilities(FunctionEntity function, Programs programs) {
    TrainingRecognizer recognizer = new TrainingRecognizer(function.module(), programs);
    ProgramRun run = recognizer.runFrom(function, Interest.LOSS);
    Term result = run.result();
    LastSteps steps = new LastSteps(run);
    List<Term> results = result instanceof Term.Group group ? group.elements() : List.of(result);
    return results.stream()
        .flatMap(value -> steps.of(value, new ArrayList<>()).stream())
        .anyMatch(LastStep::isProbability);
  }

  private void runAll() {
    relevance.ofScript(module).ifPresent(interest -> keep(runScript(interest)));
    for (FunctionEntity function : relevance.functions(module)) {
      keep(runFrom(function, relevance.of(function).orElseThrow()));
    }
    for (FunctionEntity function : relevance.predictors(module)) {
      if (isOfPlainObject(function)) {
        ProgramRun run = new ProgramRun(objects, relevance, Interest.MODE);
        runWhole(function, run);
        keep(run);
      }
    }
  }

  /** Whether a function is none of a module, which others may switch as a whole. */
  private boolean isOfPlainObject(FunctionEntity function) {
    return function
        .owner()
        .filter(type -> objects.isModule(type) || !type.mro().isComplete())
        .isEmpty();
  }

  /** Runs a constructor, if the function is a method, and the function right after it. */
  private void runWhole(FunctionEntity function, ProgramRun run) {
    Inliner inliner = new Inliner(run, objects);
    Optional<Term> self =
        function.selfName().map(name -> new Term.Input(function, name, Optional.empty()));
    Optional<ClassEntity> type = self.flatMap(s -> function.owner());
    if (type.isPresent() && type.get().lookup("__init__") instanceof MethodLookup.Found init) {
      start(init.function(), self, run, inliner);
    }
    start(function, self, run, inliner);
  }

  private void start(
      FunctionEntity function, Optional<Term> self, ProgramRun run, Inliner inliner) {
    FunctionFlow flow = objects.flow(function);
    Frame frame = new Frame(flow, Optional.empty(), self);
    inliner.bindInputs(frame, function, self);
    run.contexts().decorated(function, () -> run.start(frame, flow));
  }

  private ProgramRun runScript(Interest interest) {
    ProgramRun run = new ProgramRun(objects, relevance, interest);
    FunctionFlow flow = objects.flow(module);
    run.start(new Frame(flow, Optional.empty(), Optional.empty()), flow);
    return run;
  }

  /**
   * Runs a function with inputs that nothing is known of; a method, on an object just made. What
   * has to do with gradients must know all that the object holds, the others what they ask for.
   */
  private ProgramRun runFrom(FunctionEntity function, Interest interest) {
    ProgramRun run = runFrom(function, interest, interest != Interest.GRADIENT);
    return run.constructions().isLacking() ? runFrom(function, interest, false) : run;
  }

  /**
   * @param isSparing whether of the object's constructor only that is followed which the function
   *     may ask for
   */
  private ProgramRun runFrom(FunctionEntity function, Interest interest, boolean isSparing) {
    ProgramRun run = new ProgramRun(objects, relevance, interest);
    Inliner inliner = new Inliner(run, objects);
    FunctionFlow flow = objects.flow(function);
    Optional<Term> self =
        function.selfName().map(name -> new Term.Input(function, name, Optional.empty()));
    Frame frame = new Frame(flow, Optional.empty(), self);
    inliner.bindInputs(frame, function, self);
    Optional<ClassEntity> type = self.flatMap(s -> function.owner());
    if (type.isPresent()
        && !function.name().equals("__init__")
        && type.get().lookup("__init__") instanceof MethodLookup.Found init) {
      if (isSparing) {
        List<String> name = List.of(function.name());
        Asked only = Asked.of(self.get(), type.get(), name, objects, relevance);
        run.constructions().begin(only, () -> runBefore(init.function(), self.get(), run, inliner));
      } else {
        runBefore(init.function(), self.get(), run, inliner);
      }
    }
    Optional<ClassEntity> trained = self.flatMap(s -> new LightningSteps(objects).owner(function));
    if (trained.isPresent()) {
      runSteps(frame, flow, trained.get(), run, inliner);
    } else {
      run.start(frame, flow);
    }
    return run;
  }

  /** Runs a method that was called before the run begins, for its value and what it assigns. */
  private Term runBefore(FunctionEntity method, Term self, ProgramRun run, Inliner inliner) {
    FunctionFlow flow = objects.flow(method);
    Frame frame = new Frame(flow, Optional.empty(), Optional.of(self));
    inliner.bindInputs(frame, method, Optional.of(self));
    return run.startQuietly(frame, flow);
  }

  /** Runs a method that is called for each batch, on an object that has its optimizers. */
  private void runSteps(
      Frame frame, FunctionFlow flow, ClassEntity type, ProgramRun run, Inliner inliner) {
    Term self = frame.self().orElseThrow();
    LightningSteps.maker(type)
        .ifPresent(
            maker -> {
              Term given = runBefore(maker, self, run, inliner);
              run.heap().set(LightningSteps.slot(self), LightningSteps.optimizers(given, run));
            });
    Map<String, Term> batch = new LinkedHashMap<>();
    frame.parameters().stream()
        .skip(1)
        .forEach(p -> frame.read(p.name()).ifPresent(input -> batch.put(p.name(), input)));
    run.startRepeated(frame, flow, batch);
  }

  private void keep(ProgramRun done) {
    FinishedRun run = new FinishedRun(module, done);
    if (run.graph().eventNodes().limit(MOST_EVENTS + 1L).count() <= MOST_EVENTS) {
      finished.add(run);
    }
  }
}
