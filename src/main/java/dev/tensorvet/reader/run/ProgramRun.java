package dev.tensorvet.reader.run;

import dev.tensorvet.facts.IteratorUse;
import dev.tensorvet.facts.Site;
import dev.tensorvet.finding.Place;
import dev.tensorvet.flow.EventGraph;
import dev.tensorvet.flow.FunctionFlow;
import dev.tensorvet.flow.Operand;
import dev.tensorvet.flow.Place.Variable;
import dev.tensorvet.flow.Step;
import dev.tensorvet.reader.run.CodeNames.Interest;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.semantic.Vocabulary;
import dev.tensorvet.source.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * One run of a program from a function or script on, without running it: its steps in order, both
 * arms of a branch, a loop's body once, helpers in place of their calls. It leaves the graph of the
 * events on the way.
 */
final class ProgramRun {

  /** Calls nested deeper than this are opaque. */
  static final int DEEPEST_CALL = 12;

  /** Of more possible values than this, the rest are not told apart. */
  private static final int MOST_OPTIONS = 8;

  /** What a function that is being run has returned so far. */
  private record Returns(
      List<Integer> nodes, List<Term> values, List<Term> yielded, int finalizers) {

    static Returns none(int finalizers) {
      return new Returns(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), finalizers);
    }
  }

  /** How code is heard and followed at a place of the run. */
  record Surroundings(int quiet, int lastAside) {}

  private final Objects objects;
  private final Relevance relevance;
  private final Operands operands;
  private final Heap heap = new Heap();
  private final Contents contents;
  private final Accumulations accumulations;
  private final ControlFlow control;
  private final Contexts contexts;
  private final Assignments assignments;
  private final Deque<Returns> returns = new ArrayDeque<>();
  private final Deque<Frame> frames = new ArrayDeque<>();
  private final Deque<List<Term>> collected = new ArrayDeque<>();
  private final Map<Term.Outer, Term> outers = new HashMap<>();

  private final ManagedBlocks blocks;
  private final Inventory inventory = new Inventory();
  private final Trail trail = new Trail();
  private Term result = Term.NOTHING;
  private final Interest interest;
  private final Budget budget;
  private final Constructions constructions;
  private Optional<FunctionEntity> code = Optional.empty();
  private boolean isScript;

  /** The calls that the run is inside of, the outermost first; all sites under them share it. */
  private List<Place> calls = List.of();

  private int serials;
  private int startSerial;
  private int quiet;
  private int switches;

  /**
   * @param interest what the run is to tell of
   */
  ProgramRun(Objects objects, Relevance relevance, Interest interest) {
    this.objects = objects;
    this.contents = new Contents(objects, heap);
    this.interest = interest;
    this.budget = new Budget(interest);
    this.relevance = relevance;
    this.operands = new Operands(this, objects);
    this.accumulations = new Accumulations(this, operands);
    this.control = new ControlFlow(this, trail, operands);
    this.contexts = new Contexts(heap, objects);
    this.assignments = new Assignments(this, operands);
    this.blocks = new ManagedBlocks(this, operands);
    this.constructions = new Constructions(this, trail, objects, relevance);
  }

  // --- what the operands and calls of the run ask and tell

  Objects objects() {
    return objects;
  }

  Heap heap() {
    return heap;
  }

  /** What its collections hold. */
  Contents contents() {
    return contents;
  }

  Inventory inventory() {
    return inventory;
  }

  /** The names that the code of a file and of what it imports is made of. */
  Vocabulary vocabulary(SourceModule module) {
    return relevance.vocabulary(module);
  }

  /** What stands around the code that runs. */
  Contexts contexts() {
    return contexts;
  }

  Assignments assignments() {
    return assignments;
  }

  ControlFlow control() {
    return control;
  }

  Accumulations accumulations() {
    return accumulations;
  }

  Frame frame() {
    return frames.getFirst();
  }

  int nextSerial() {
    contexts.made(serials);
    return serials++;
  }

  /** What the run's own code returns. */
  Term result() {
    return result;
  }

  Site site(Span span) {
    return new Site(new Place(frame().module().file(), span), calls);
  }

  /** How often a module was switched to training or evaluation so far. */
  int switches() {
    return switches;
  }

  void emit(Event event) {
    if (event instanceof Event.Mode) {
      switches++;
    }
    // What happens inside of a module is its own affair, but for these.
    boolean isHeard =
        quiet == 0 || event instanceof Event.CrossEntropy || event instanceof Event.Mode;
    if (isHeard) {
      trail.tell(event);
    }
  }

  /** Something takes all elements of a value; of an iterator they are gone then. */
  void exhaust(Term value, IteratorUse use, Span span) {
    if (heap.isNamed(value) && objects.isIterator(value)) {
      emit(new Event.Exhaust(site(span), value, use));
    }
  }

  Optional<Term> field(Term.Member slot) {
    constructions.read(slot);
    return heap.get(slot);
  }

  /** A member gets a value. */
  void set(Term.Member slot, Term value) {
    constructions.write(slot);
    heap.set(slot, value);
  }

  /** The constructors that are not run as they stand. */
  Constructions constructions() {
    return constructions;
  }

  /**
   * Whether the constructor of a module may wait until a member of it is asked for. Most modules of
   * a large model are never asked; but where gradients count, what holds what must be known.
   */
  boolean canPostpone() {
    return interest == Interest.LOSS;
  }

  /** Whether it is a file's own code that runs, and so a whole program. */
  boolean isScript() {
    return isScript;
  }

  /** The function that the run started with; empty for a file's own code. */
  Optional<FunctionEntity> code() {
    return code;
  }

  /** The serial number that comes next. */
  int serials() {
    return serials;
  }

  /** The first serial number of what comes into being in a loop, or in the run's own code. */
  int firstSerial(Optional<EventGraph.Loop> loop) {
    return loop.map(l -> control.firstSerial(l.header())).orElse(startSerial);
  }

  /** Whether the function that runs has returned at a node or after it. */
  boolean hasReturnedSince(int node) {
    if (!returns.isEmpty()) {
      for (int end : returns.getFirst().nodes()) {
        if (end >= node) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether a function has to do with training, itself or in what it calls. */
  boolean isRelevant(FunctionEntity function) {
    return relevance.isRelevant(function);
  }

  /** What a function has to do with, itself or in what it calls, the most of it. */
  Optional<Interest> interest(FunctionEntity function) {
    return relevance.of(function);
  }

  boolean canFollow(FunctionEntity function) {
    return frames.size() < DEEPEST_CALL
        && budget.allows(relevance.isRelevant(function))
        && !runs(function);
  }

  private boolean runs(FunctionEntity function) {
    for (Frame frame : frames) {
      if (frame.runs(function)) {
        return true;
      }
    }
    return false;
  }

  /** A variable of a module whose own code does not run here, or has not set it yet. */
  Term outer(SourceModule module, String name) {
    Frame bottom = frames.getLast();
    if (bottom.function().isEmpty() && bottom.module() == module && bottom != frame()) {
      Optional<Term> known = bottom.read(name);
      if (known.isPresent()) {
        return known.get();
      }
    }
    Term.Outer variable = new Term.Outer(module.name(), name);
    Term known = outers.get(variable);
    if (known == null) {
      outers.put(variable, variable);
      known =
          objects
              .onlyValue(module, name)
              .map(v -> evaluateIn(module, v))
              .or(() -> NamedConstants.imported(module, name))
              .orElse(variable);
      outers.put(variable, known);
    }
    return known;
  }

  /** Whether an object is the value of a module's variable, made before the run. */
  boolean isOuter(Term object) {
    return outers.containsValue(object);
  }

  /** The value of an expression of a module's own code, of which only the value counts. */
  private Term evaluateIn(SourceModule module, Operand value) {
    FunctionFlow flow = new FunctionFlow(module, Optional.empty(), List.of(), List.of());
    frames.push(new Frame(flow, Optional.empty(), Optional.empty()));
    quiet++;
    Term result = trail.aside(() -> operands.evaluate(value));
    quiet--;
    frames.pop();
    return result;
  }

  /**
   * Runs a function's body in place of a call.
   *
   * @param call where it is called
   * @param isQuiet whether its events, losses apart, do not count
   * @return the returned value
   */
  Term follow(Frame callee, FunctionFlow flow, Place call, boolean isQuiet) {
    frames.push(callee);
    List<Place> outerCalls = calls;
    calls = under(call);
    quiet += isQuiet ? 1 : 0;
    int outerLast = budget.lastAside();
    if (callee.function().filter(relevance::isRelevant).isEmpty()) {
      budget.goAside();
    }
    blocks.noteCall();
    Term value = runBody(flow);
    budget.goBack(outerLast);
    quiet -= isQuiet ? 1 : 0;
    calls = outerCalls;
    frames.pop();
    return value;
  }

  /** Asks a decorator what it makes of a function. */
  Term decorate(Supplier<Term> decorator) {
    int outerLast = budget.lastAside();
    budget.decorate();
    Term made = decorator.get();
    budget.goBack(outerLast);
    return made;
  }

  private List<Place> under(Place call) {
    List<Place> inside = new ArrayList<>(calls.size() + 1);
    inside.addAll(calls);
    inside.add(call);
    return List.copyOf(inside);
  }

  /** Runs a method only to learn what it assigns to a member, and forgets all else. */
  Optional<Term> learnField(Frame callee, FunctionFlow flow, Place call, Term.Member slot) {
    int mark = heap.fields().mark();
    trail.aside(() -> follow(callee, flow, call, true));
    Optional<Term> learnt = field(slot);
    heap.fields().undo(mark);
    learnt.ifPresent(term -> heap.fields().put(slot, term));
    return learnt;
  }

  /** Learns what a method assigns to a member by an expression that any run of it comes by. */
  Optional<Term> learnField(Term.Member slot, Frame callee, Operand value) {
    frames.push(callee);
    Term learnt = operands.evaluate(value);
    frames.pop();
    if (learnt instanceof Term.Written) {
      return Optional.empty();
    }
    heap.fields().put(slot, learnt);
    return Optional.of(learnt);
  }

  // --- the run

  /** Runs a frame's own code, and gives what it returns. */
  Term start(Frame frame, FunctionFlow flow) {
    isScript = frame.function().isEmpty();
    code = frame.function();
    startSerial = serials;
    frames.push(frame);
    Term value = runBody(flow);
    frames.pop();
    result = value;
    return value;
  }

  /**
   * Runs a frame's own code as one turn of a loop that calls it.
   *
   * @param fresh what is given anew in each turn
   */
  void startRepeated(Frame frame, FunctionFlow flow, Map<String, Term> fresh) {
    code = frame.function();
    startSerial = serials;
    frames.push(frame);
    returns.push(Returns.none(control.finalizers()));
    control.repeat(
        () -> {
          fresh.forEach((name, of) -> frame.write(name, new Term.Element(nextSerial(), of)));
          runBody(flow);
        });
    returns.pop();
    frames.pop();
  }

  /** Runs a frame's code before the start, for its value and what it assigns, not its events. */
  Term startQuietly(Frame frame, FunctionFlow flow) {
    quiet++;
    Term value = start(frame, flow);
    quiet--;
    trail.restart();
    return value;
  }

  EventGraph<Event> graph() {
    return trail.graph().build(control.conditions());
  }

  private Term runBody(FunctionFlow flow) {
    Returns here = Returns.none(control.finalizers());
    returns.push(here);
    run(flow.body());
    returns.pop();
    if (!trail.isEnded()) {
      here.values().add(Term.NOTHING);
      here.nodes().add(trail.at());
    }
    trail.joinAt(here.nodes());
    return here.yielded().isEmpty() ? merge(here.values()) : unknown(here.yielded());
  }

  /**
   * A value leaves the generator that runs, whose result is a collection of all of them. Its caller
   * goes on from here, whether or not the generator ever ends.
   */
  Term giveOut(Term value) {
    if (blocks.take(value)) {
      return Term.NOTHING;
    }
    if (!returns.isEmpty() && !trail.isEnded()) {
      returns.getFirst().yielded().add(value);
      returns.getFirst().nodes().add(trail.at());
    }
    return unknown(List.of(value));
  }

  Term merge(List<Term> values) {
    if (!values.isEmpty() && Collections.frequency(values, values.getFirst()) == values.size()) {
      return values.getFirst();
    }
    Set<Term> distinct = new LinkedHashSet<>();
    for (Term value : values) {
      if (value instanceof Term.Either either) {
        distinct.addAll(either.options());
      } else {
        distinct.add(value);
      }
    }
    List<Term> options = List.copyOf(distinct);
    return switch (options.size()) {
      case 0 -> unknown(List.of());
      case 1 -> options.getFirst();
      default ->
          new Term.Either(nextSerial(), options.subList(0, Math.min(options.size(), MOST_OPTIONS)));
    };
  }

  Term unknown(List<Term> from) {
    return new Term.Unknown(nextSerial(), from);
  }

  void run(List<Step> body) {
    for (Step step : body) {
      if (trail.isEnded() || constructions.isLacking()) {
        return;
      }
      budget.step();
      Optional<Step> outer = constructions.enter(step);
      run(step);
      constructions.leave(outer);
    }
  }

  private void run(Step step) {
    switch (step) {
      case Step.Evaluate s -> operands.evaluate(s.value());
      case Step.Assign s -> assignments.assign(s);
      case Step.Update s -> assignments.update(s);
      case Step.Branch s -> control.branch(s);
      case Step.ForEach s -> control.forEach(s);
      case Step.While s -> control.whileLoop(s);
      case Step.With s -> blocks.run(s);
      case Step.Try s -> control.tryBlock(s);
      case Step.Choose s -> control.choose(s);
      case Step.Return s -> {
        Term value = s.value().map(operands::evaluate).orElse(Term.NOTHING);
        control.runFinalizers(returns.getFirst().finalizers());
        if (!trail.isEnded()) {
          returns.getFirst().values().add(value);
          returns.getFirst().nodes().add(trail.at());
        }
        trail.end();
      }
      case Step.Raise s -> {
        s.values().forEach(operands::evaluate);
        trail.end();
      }
      case Step.Break s -> control.breakLoop();
      case Step.Continue s -> control.continueLoop();
      case Step.Define s -> {
        Term function = new Term.Callable(s.function(), Optional.empty(), Optional.of(frame()));
        frame().write(s.function().name(), function);
      }
      case Step.Delete s -> {
        if (s.target() instanceof Variable variable) {
          frame().variables().remove(variable.name());
        }
      }
      case Step.Collect s -> collected.getFirst().add(operands.evaluate(s.element()));
    }
  }

  /** Whether no step follows on the way that the run is on. */
  boolean isEnded() {
    return trail.isEnded();
  }

  /** The code that called what runs. */
  Frame caller() {
    return frames.stream().skip(1).findFirst().orElseThrow();
  }

  Surroundings surroundings() {
    return new Surroundings(quiet, budget.lastAside());
  }

  /** Runs code where the function was called from that runs, and then goes on in that. */
  void outside(Surroundings there, Runnable code) {
    Frame inner = frames.pop();
    Returns ofInner = returns.pop();
    List<Place> innerCalls = calls;
    Surroundings here = surroundings();
    calls = List.copyOf(innerCalls.subList(0, innerCalls.size() - 1));
    goTo(there);
    code.run();
    goTo(here);
    calls = innerCalls;
    returns.push(ofInner);
    frames.push(inner);
  }

  private void goTo(Surroundings place) {
    quiet = place.quiet();
    budget.goBack(place.lastAside());
  }

  /** Runs what a frame's code leads to. */
  void runIn(Frame frame, Runnable code) {
    frames.push(frame);
    code.run();
    frames.pop();
  }

  /** Runs the loops of a comprehension; its variables do not outlive it. */
  Term comprehend(Operand.Comprehension comprehension) {
    int mark = frame().variables().mark();
    collected.push(new ArrayList<>());
    run(comprehension.body());
    List<Term> elements = collected.pop();
    frame().variables().undo(mark);
    // One element stands for any number of them.
    return unknown(elements);
  }
}
