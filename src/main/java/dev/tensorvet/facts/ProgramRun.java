package dev.tensorvet.facts;

import dev.tensorvet.facts.CodeNames.Interest;
import dev.tensorvet.finding.Place;
import dev.tensorvet.flow.Constant;
import dev.tensorvet.flow.EventGraph;
import dev.tensorvet.flow.FunctionFlow;
import dev.tensorvet.flow.Operand;
import dev.tensorvet.flow.Place.Item;
import dev.tensorvet.flow.Place.Member;
import dev.tensorvet.flow.Place.Several;
import dev.tensorvet.flow.Place.Variable;
import dev.tensorvet.flow.Step;
import dev.tensorvet.framework.GraphFlow;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.source.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * One run of a program from a function or script on, without running it: its steps in order, both
 * arms of a branch, a loop's body once, helpers in place of their calls. It leaves the graph of the
 * events on the way.
 */
final class ProgramRun {

  /** Calls nested deeper than this are opaque. */
  static final int DEEPEST_CALL = 12;

  /** Steps after which no further call is followed, so that a run costs a bounded time. */
  private static final int MOST_STEPS = 10_000;

  /** The same for a run in which only the input of a loss matters: it is not made far away. */
  private static final int MOST_STEPS_TO_LOSS = 500;

  /**
   * The same for one call of code that has nothing to do with gradients: enough to learn which
   * model a helper makes, not to follow a library that lies in the same repository.
   */
  private static final int MOST_STEPS_ASIDE = 300;

  /** Of more possible values than this, the rest are not told apart. */
  private static final int MOST_OPTIONS = 8;

  /** What a function that is being run has returned so far. */
  private record Returns(
      List<Integer> nodes, List<Term> values, List<Term> yielded, int finalizers) {

    static Returns none(int finalizers) {
      return new Returns(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), finalizers);
    }
  }

  /** A constructor that has not run yet, and the frame that called it. */
  private record Postponed(Frame frame, Runnable constructor) {}

  private final Objects objects;
  private final Relevance relevance;
  private final Operands operands;
  private final Heap heap = new Heap();
  private final Accumulations accumulations;
  private final ControlFlow control;
  private final Deque<Returns> returns = new ArrayDeque<>();
  private final Deque<Frame> frames = new ArrayDeque<>();
  private final Deque<List<Term>> collected = new ArrayDeque<>();
  private final List<Place> calls = new ArrayList<>();
  private final Map<Term.Outer, Term> outers = new HashMap<>();

  private final Inventory inventory = new Inventory();
  private final Trail trail = new Trail();
  private final BitSet graphless = new BitSet();
  private final Set<Term.Computed> computedGraphless = new HashSet<>();
  private Term result = Term.NOTHING;
  private final Interest interest;
  private final int mostSteps;
  private final Map<Term, Postponed> unbuilt = new HashMap<>();
  private boolean isScript;
  private int serials;
  private int startSerial;
  private int steps;
  private int lastStep;
  private int withoutGradient;
  private Autocast autocast = Autocast.OFF;
  private int quiet;

  /**
   * @param interest what the run is to tell of
   */
  ProgramRun(Objects objects, Relevance relevance, Interest interest) {
    this.objects = objects;
    this.interest = interest;
    this.mostSteps = interest == Interest.LOSS ? MOST_STEPS_TO_LOSS : MOST_STEPS;
    this.lastStep = mostSteps;
    this.relevance = relevance;
    this.operands = new Operands(this, objects);
    this.accumulations = new Accumulations(this, operands);
    this.control = new ControlFlow(this, trail, operands);
  }

  // --- what the operands and calls of the run ask and tell

  Objects objects() {
    return objects;
  }

  Heap heap() {
    return heap;
  }

  Inventory inventory() {
    return inventory;
  }

  /** The names that the code of a file and of what it imports is made of. */
  Vocabulary vocabulary(SourceModule module) {
    return relevance.vocabulary(module);
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
    graphless.set(serials, withoutGradient > 0);
    return serials++;
  }

  /** Tells that an operator's result was computed, where no graph may have been built. */
  void compute(Term.Computed value) {
    if (withoutGradient > 0) {
      computedGraphless.add(value);
    }
  }

  /** Whether a value came to be where no graph was built. */
  boolean isGraphless(Term value) {
    return switch (value) {
      case Term.Made made -> graphless.get(made.serial());
      case Term.Unknown unknown -> graphless.get(unknown.serial());
      case Term.Computed computed -> computedGraphless.contains(computed);
      default -> false;
    };
  }

  /** What the run's own code returns. */
  Term result() {
    return result;
  }

  boolean buildsGraph() {
    return withoutGradient == 0;
  }

  /** In which precision the code computes that runs now. */
  Autocast autocast() {
    return autocast;
  }

  Site site(Span span) {
    return new Site(new Place(frame().module().file(), span), calls);
  }

  void emit(Event event) {
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
    build(slot.owner());
    return heap.get(slot);
  }

  /**
   * Whether the constructor of a module may wait until a member of it is asked for. Most modules of
   * a large model are never asked; but where gradients count, what holds what must be known.
   */
  boolean canPostpone() {
    return interest == Interest.LOSS;
  }

  void postpone(Term object, Runnable constructor) {
    unbuilt.put(object, new Postponed(frame(), constructor));
  }

  /** Runs a postponed constructor for the members that it sets, which no branch undoes. */
  private void build(Term object) {
    Postponed postponed = unbuilt.remove(object);
    if (postponed != null) {
      int mark = heap.fields().mark();
      frames.push(postponed.frame());
      trail.aside(
          () -> {
            postponed.constructor().run();
            return object;
          });
      frames.pop();
      heap.settle(heap.fields().undo(mark));
    }
  }

  /** Whether it is a file's own code that runs, and so a whole program. */
  boolean isScript() {
    return isScript;
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
    return !returns.isEmpty() && returns.getFirst().nodes().stream().anyMatch(end -> end >= node);
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
        && steps < (relevance.isRelevant(function) ? mostSteps : lastStep)
        && frames.stream().noneMatch(frame -> frame.runs(function));
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
      known = objects.onlyValue(module, name).map(v -> evaluateIn(module, v)).orElse(variable);
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
    calls.add(call);
    quiet += isQuiet ? 1 : 0;
    int outerLastStep = lastStep;
    if (callee.function().filter(relevance::isRelevant).isEmpty()) {
      lastStep = Math.min(lastStep, steps + MOST_STEPS_ASIDE);
    }
    Term value = runBody(flow);
    lastStep = outerLastStep;
    quiet -= isQuiet ? 1 : 0;
    calls.removeLast();
    frames.pop();
    return value;
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

  // --- the run

  /** Runs a frame's own code, and gives what it returns. */
  Term start(Frame frame, FunctionFlow flow) {
    isScript = frame.function().isEmpty();
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
    if (!returns.isEmpty() && !trail.isEnded()) {
      returns.getFirst().yielded().add(value);
      returns.getFirst().nodes().add(trail.at());
    }
    return unknown(List.of(value));
  }

  Term merge(List<Term> values) {
    if (values.stream().distinct().count() == 1) {
      return values.getFirst();
    }
    List<Term> options =
        values.stream()
            .flatMap(
                v -> v instanceof Term.Either either ? either.options().stream() : Stream.of(v))
            .distinct()
            .limit(MOST_OPTIONS)
            .toList();
    if (options.isEmpty()) {
      return unknown(List.of());
    }
    return options.size() == 1 ? options.getFirst() : new Term.Either(nextSerial(), options);
  }

  Term unknown(List<Term> from) {
    return new Term.Unknown(nextSerial(), from);
  }

  void run(List<Step> body) {
    for (Step step : body) {
      if (trail.isEnded()) {
        return;
      }
      steps++;
      run(step);
    }
  }

  private void run(Step step) {
    switch (step) {
      case Step.Evaluate s -> operands.evaluate(s.value());
      case Step.Assign s -> assign(s);
      case Step.Update s -> update(s);
      case Step.Branch s -> control.branch(s);
      case Step.ForEach s -> control.forEach(s);
      case Step.While s -> control.whileLoop(s);
      case Step.With s -> with(s);
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

  // --- assignment

  private void assign(Step.Assign step) {
    Term value = operands.evaluate(step.value());
    accumulations.ofAssignment(step, value);
    assign(step.target(), value, step.span());
  }

  void assign(dev.tensorvet.flow.Place target, Term value, Span span) {
    if (objects.isIterator(value) || objects.isIteration(value)) {
      heap.name(value);
    }
    store(target, value, span, true);
  }

  /**
   * @param isNew whether the place lets go of what it held, and does not only add to it
   */
  private void store(dev.tensorvet.flow.Place target, Term value, Span span, boolean isNew) {
    switch (target) {
      case Variable variable -> frame().write(variable.name(), value);
      case Member member -> {
        Term owner = operands.evaluate(member.owner());
        if (member.name().equals("grad")) {
          emit(new Event.GradientWrite(site(span), owner));
        }
        if (GraphFlow.isStartMember(member.name())) {
          heap.startGraph(owner, site(span), Conditions.truth(value));
        }
        build(owner);
        Term.Member slot = new Term.Member(owner, member.name());
        if (isNew) {
          heap.renew(slot, nextSerial());
        }
        heap.set(slot, value);
      }
      case Item item -> {
        heap.exchange(operands.evaluate(item.owner()), value);
        operands.evaluate(item.index());
      }
      case Several several -> assignSeveral(several, value, span);
    }
  }

  private void assignSeveral(Several several, Term value, Span span) {
    for (int i = 0; i < several.places().size(); i++) {
      Term part;
      if (several.rest() >= 0 && i >= several.rest()) {
        part = unknown(List.of(value));
      } else {
        part = operands.item(value, new Term.Written(new Constant.Number(i)));
      }
      assign(several.places().get(i), part, span);
    }
  }

  private void update(Step.Update step) {
    Term added = operands.evaluate(step.value());
    Term old = operands.read(step.target());
    accumulations.ofUpdate(step, old, added);
    Term.Computed sum = operands.computed(step.operator(), List.of(old, added));
    store(step.target(), sum, step.span(), false);
  }

  // --- contexts

  private void with(Step.With step) {
    Term context = operands.evaluate(step.context());
    step.target().ifPresent(target -> assign(target, operands.entered(context), target.span()));
    int change = objects.gradientChange(context);
    int before = withoutGradient;
    withoutGradient = change > 0 ? before + 1 : change < 0 ? 0 : before;
    Autocast outer = autocast;
    autocast = objects.autocast(context).orElse(outer);
    run(step.body());
    autocast = outer;
    withoutGradient = before;
  }

  /** Runs a function's body with graphs switched off, when its decorators say so. */
  Term withoutGradient(boolean isOff, Supplier<Term> body) {
    withoutGradient += isOff ? 1 : 0;
    Term value = body.get();
    withoutGradient -= isOff ? 1 : 0;
    return value;
  }
}
