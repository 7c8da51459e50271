package dev.tensorvet.facts;

import dev.tensorvet.facts.CodeNames.Interest;
import dev.tensorvet.finding.Place;
import dev.tensorvet.flow.Constant;
import dev.tensorvet.flow.EventGraph;
import dev.tensorvet.flow.EventGraph.Decision;
import dev.tensorvet.flow.FunctionFlow;
import dev.tensorvet.flow.Operand;
import dev.tensorvet.flow.Place.Item;
import dev.tensorvet.flow.Place.Member;
import dev.tensorvet.flow.Place.Several;
import dev.tensorvet.flow.Place.Variable;
import dev.tensorvet.flow.Step;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.source.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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

  /** The ways out of a loop that its body took. */
  private record LoopExits(
      List<Integer> breaks,
      List<Integer> continues,
      List<Bindings.Way<String>> breakWays,
      Frame frame,
      int mark,
      int finalizers) {}

  /** What a function that is being run has returned so far. */
  private record Returns(List<Integer> nodes, List<Term> values, int finalizers) {}

  /** A constructor that has not run yet, and the frame that called it. */
  private record Postponed(Frame frame, Runnable constructor) {}

  private final Objects objects;
  private final Relevance relevance;
  private final Operands operands;
  private final Heap heap = new Heap();
  private final Accumulations accumulations;
  private final Conditions conditions = new Conditions();
  private final Map<Integer, List<Term>> carried = new HashMap<>();
  private final Deque<LoopExits> loops = new ArrayDeque<>();
  private final Deque<Returns> returns = new ArrayDeque<>();
  private final Deque<Frame> frames = new ArrayDeque<>();
  private final Deque<List<Step>> finalizers = new ArrayDeque<>();
  private final Deque<List<Term>> collected = new ArrayDeque<>();
  private final List<Place> calls = new ArrayList<>();
  private final Map<Integer, Integer> loopStarts = new HashMap<>();
  private final Map<Term.Outer, Term> outers = new HashMap<>();

  private final Trail trail = new Trail();
  private final Interest interest;
  private final int mostSteps;
  private final Map<Term, Postponed> unbuilt = new HashMap<>();
  private int serials;
  private int startSerial;
  private int steps;
  private int lastStep;
  private int withoutGradient;
  private int quiet;

  /**
   * @param interest what the run is to tell of
   */
  ProgramRun(Objects objects, Relevance relevance, Interest interest) {
    this.objects = objects;
    this.interest = interest;
    this.mostSteps = interest == Interest.GRADIENT ? MOST_STEPS : MOST_STEPS_TO_LOSS;
    this.lastStep = mostSteps;
    this.relevance = relevance;
    this.operands = new Operands(this, objects);
    this.accumulations = new Accumulations(this, operands);
  }

  // --- what the operands and calls of the run ask and tell

  Objects objects() {
    return objects;
  }

  Heap heap() {
    return heap;
  }

  Accumulations accumulations() {
    return accumulations;
  }

  Frame frame() {
    return frames.getFirst();
  }

  int nextSerial() {
    return serials++;
  }

  boolean buildsGraph() {
    return withoutGradient == 0;
  }

  Site site(Span span) {
    return new Site(new Place(frame().module().file(), span), calls);
  }

  void emit(Event event) {
    boolean isHeard = quiet == 0 || event instanceof Event.CrossEntropy;
    if (isHeard) {
      trail.tell(event);
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

  /** The values that a variable at the head of a loop can have. */
  List<Term> values(Term.Carried variable) {
    return carried.getOrDefault(variable.serial(), List.of());
  }

  /** The first serial number of what comes into being in a loop, or in the run's own code. */
  int firstSerial(Optional<EventGraph.Loop> loop) {
    return loop.map(l -> loopStarts.get(l.header())).orElse(startSerial);
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
    startSerial = serials;
    frames.push(frame);
    Term value = runBody(flow);
    frames.pop();
    return value;
  }

  /** Runs a frame's code before the start, for what it assigns and not for its events. */
  void startQuietly(Frame frame, FunctionFlow flow) {
    quiet++;
    start(frame, flow);
    quiet--;
    trail.restart();
  }

  EventGraph<Event> graph() {
    return trail.graph().build(conditions.count());
  }

  private Term runBody(FunctionFlow flow) {
    Returns here = new Returns(new ArrayList<>(), new ArrayList<>(), finalizers.size());
    returns.push(here);
    run(flow.body());
    returns.pop();
    if (!trail.isEnded()) {
      here.values().add(Term.NOTHING);
      here.nodes().add(trail.at());
    }
    trail.joinAt(here.nodes());
    return merge(here.values());
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
      case Step.Branch s -> branch(s.test(), s.yes(), s.no());
      case Step.ForEach s -> forEach(s);
      case Step.While s -> whileLoop(s);
      case Step.With s -> with(s);
      case Step.Try s -> tryBlock(s);
      case Step.Choose s -> choose(s.blocks());
      case Step.Return s -> {
        Term value = s.value().map(operands::evaluate).orElse(Term.NOTHING);
        runFinalizers(returns.getFirst().finalizers());
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
      case Step.Break s -> leaveLoop(true);
      case Step.Continue s -> leaveLoop(false);
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

  // --- branches

  /** "if a and b:" without an else asks a, then b: two questions, each of them one decision. */
  private void branch(Operand test, List<Step> yes, List<Step> no) {
    if (no.isEmpty() && test instanceof Operand.ShortCircuit both && both.isAnd()) {
      branch(both.first(), () -> branch(both.second(), yes, no), () -> {});
    } else {
      branch(test, () -> run(yes), () -> run(no));
    }
  }

  void branch(Operand test, Runnable yes, Runnable no) {
    Term value = operands.evaluate(test);
    if (trail.isEnded()) {
      return;
    }
    Optional<Boolean> truth = Conditions.truth(value);
    if (truth.isPresent()) {
      (truth.get() ? yes : no).run();
      return;
    }
    Decision decision = conditions.decide(value);
    int fork = trail.at();
    EventGraph.Mark mark = trail.graph().mark(fork);
    Ways ways = new Ways();
    int yesEnd = arm(fork, decision, yes);
    ways.end();
    int noEnd = arm(fork, new Decision(decision.condition(), !decision.value()), no);
    ways.end();
    ways.join();

    if (trail.graph().size() == mark.size() + 2
        && yesEnd != Trail.NOWHERE
        && noEnd != Trail.NOWHERE) {
      trail.graph().rollback(mark);
      trail.goTo(fork);
    } else {
      trail.joinAt(List.of(yesEnd, noEnd).stream().filter(n -> n != Trail.NOWHERE).toList());
    }
  }

  /** The ways that part here, run one after the other, each from what was known here. */
  private final class Ways {
    private final int variableMark = frame().variables().mark();
    private final int fieldMark = heap.fields().mark();
    private final List<Bindings.Way<String>> variableWays = new ArrayList<>();
    private final List<Bindings.Way<Term.Member>> fieldWays = new ArrayList<>();

    /** Ends a way; what it changed counts only if something can come after it. */
    void end() {
      Bindings.Way<String> variableWay = frame().variables().undo(variableMark);
      Bindings.Way<Term.Member> fieldWay = heap.fields().undo(fieldMark);
      if (!trail.isEnded()) {
        variableWays.add(variableWay);
        fieldWays.add(fieldWay);
      }
    }

    void join() {
      frame().variables().join(variableWays, ProgramRun.this::merge);
      heap.fields().join(fieldWays, ProgramRun.this::merge);
    }
  }

  private int arm(int fork, Decision decision, Runnable body) {
    trail.enter(fork, decision);
    body.run();
    return trail.leave();
  }

  private void choose(List<List<Step>> blocks) {
    int fork = trail.at();
    Ways ways = new Ways();
    List<Integer> ends = new ArrayList<>();
    for (List<Step> block : blocks) {
      trail.branchOff(fork);
      run(block);
      ways.end();
      if (!trail.isEnded()) {
        ends.add(trail.at());
      }
    }
    ways.join();
    trail.joinAt(ends);
  }

  // --- loops

  private void forEach(Step.ForEach loop) {
    Term iterable = operands.evaluate(loop.iterable());
    runLoop(
        loop.body(),
        loop.orElse(),
        true,
        body -> {
          assign(loop.target(), operands.element(iterable), loop.target().span());
          body.run();
        },
        boundBy(loop.target()));
  }

  private void whileLoop(Step.While loop) {
    boolean isEndless = loop.test() instanceof Operand.Literal literal && literal.value().isTrue();
    runLoop(
        loop.body(),
        loop.orElse(),
        !isEndless,
        body -> {
          if (isEndless) {
            body.run();
          } else {
            operands.evaluate(loop.test());
            body.run();
          }
        },
        Set.of());
  }

  /** Runs a turn of a loop around its body. */
  private interface Turn {
    void run(Runnable body);
  }

  private void runLoop(
      List<Step> body, List<Step> orElse, boolean canEnd, Turn turn, Set<String> bound) {
    if (trail.isEnded()) {
      return;
    }
    int fork = trail.at();
    EventGraph.Mark before = trail.graph().mark(fork);
    int header = trail.branchOff(fork);
    int loop = trail.graph().openLoop(header);
    int firstSerial = serials;
    Map<String, Term.Carried> changing = carry(body, bound);
    int mark = frame().variables().mark();
    Set<String> writtenBefore = heap.enterLoop();
    loopStarts.put(header, firstSerial);
    LoopExits exits =
        new LoopExits(
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            frame(),
            mark,
            finalizers.size());
    loops.push(exits);
    turn.run(() -> run(body));
    loops.pop();
    changing.forEach(
        (name, variable) -> {
          Optional<Term> last = frame().variables().get(name).filter(l -> !l.equals(variable));
          last.ifPresent(
              value ->
                  carried.computeIfAbsent(variable.serial(), v -> new ArrayList<>()).add(value));
        });
    // Of a loop in which nothing happens, only what it assigns is kept.
    boolean isSilent =
        canEnd
            && trail.graph().isSilentSince(before)
            && returns.getFirst().nodes().stream().noneMatch(node -> node >= header);
    if (isSilent) {
      trail.graph().rollback(before);
      exits.breaks().clear();
    } else {
      List<Integer> turns = new ArrayList<>(exits.continues());
      if (!trail.isEnded()) {
        turns.add(trail.at());
      }
      turns.forEach(end -> trail.graph().connect(end, header));
      trail.graph().closeLoop(loop, conditions.variant(firstSerial, heap.writtenInLoop()));
    }
    heap.leaveLoop(writtenBefore);

    frame().variables().undo(mark);
    if (isSilent) {
      trail.goTo(fork);
    } else if (canEnd) {
      trail.branchOff(header);
    } else {
      trail.end();
    }
    if (canEnd) {
      run(orElse);
    }
    List<Integer> ends = new ArrayList<>(exits.breaks());
    List<Bindings.Way<String>> ways = new ArrayList<>(exits.breakWays());
    Bindings.Way<String> throughEnd = frame().variables().undo(mark);
    if (!trail.isEnded()) {
      ends.add(trail.at());
      ways.addFirst(throughEnd);
    }
    trail.joinAt(ends);
    frame().variables().join(ways, this::merge);
  }

  /** Gives each variable that a loop changes a term of its own at the loop's head. */
  private Map<String, Term.Carried> carry(List<Step> body, Set<String> bound) {
    Map<String, Term.Carried> changing = new HashMap<>();
    for (String name : Assigned.names(body)) {
      Optional<Term> before = frame().variables().get(name);
      if (before.isPresent() && !bound.contains(name)) {
        Term.Carried variable = new Term.Carried(nextSerial(), name);
        carried.put(variable.serial(), new ArrayList<>(List.of(before.get())));
        frame().write(name, variable);
        changing.put(name, variable);
      }
    }
    return changing;
  }

  private static Set<String> boundBy(dev.tensorvet.flow.Place target) {
    Set<String> names = new TreeSet<>();
    Assigned.addNames(target, names);
    return names;
  }

  private void leaveLoop(boolean isBreak) {
    // Code that is no loop's own, which Python refuses, may still try to leave one.
    if (loops.isEmpty() || loops.getFirst().frame() != frame()) {
      return;
    }
    LoopExits exits = loops.getFirst();
    runFinalizers(exits.finalizers());
    if (trail.isEnded()) {
      return;
    }
    if (isBreak) {
      exits.breaks().add(trail.at());
      exits.breakWays().add(frame().variables().since(exits.mark()));
    } else {
      exits.continues().add(trail.at());
    }
    trail.end();
  }

  // --- contexts and exceptions

  private void with(Step.With step) {
    Term context = operands.evaluate(step.context());
    step.target().ifPresent(target -> assign(target, operands.entered(context), target.span()));
    int change = objects.gradientChange(context);
    int before = withoutGradient;
    withoutGradient = change > 0 ? before + 1 : change < 0 ? 0 : before;
    run(step.body());
    withoutGradient = before;
  }

  /** Runs a function's body with graphs switched off, when its decorators say so. */
  Term withoutGradient(boolean isOff, Supplier<Term> body) {
    withoutGradient += isOff ? 1 : 0;
    Term value = body.get();
    withoutGradient -= isOff ? 1 : 0;
    return value;
  }

  private void tryBlock(Step.Try step) {
    finalizers.push(step.finalBody());
    int start = trail.at();
    int firstNode = trail.graph().size();
    Bindings<String> variables = frame().variables();
    int mark = variables.mark();
    run(step.body());
    int lastNode = trail.graph().size();
    Bindings.Way<String> body = variables.since(mark);
    run(step.orElse());
    List<Integer> ends = new ArrayList<>();
    List<Bindings.Way<String>> ways = new ArrayList<>();
    Bindings.Way<String> whole = variables.undo(mark);
    if (!trail.isEnded()) {
      ends.add(trail.at());
      ways.add(whole);
    }
    Bindings.Way<String> nothing = new Bindings.Way<>(Map.of());
    for (List<Step> handler : step.handlers()) {
      trail.branchOff(start);
      for (int node = firstNode; node < lastNode; node++) {
        if (trail.graph().hasEvent(node)) {
          trail.graph().connect(node, trail.at());
        }
      }
      variables.join(List.of(nothing, body), this::merge);
      run(handler);
      Bindings.Way<String> way = variables.undo(mark);
      if (!trail.isEnded()) {
        ends.add(trail.at());
        ways.add(way);
      }
    }
    finalizers.pop();
    variables.join(ways, this::merge);
    trail.joinAt(ends);
    run(step.finalBody());
  }

  /** Runs the final blocks that a jump leaves, the innermost first. */
  private void runFinalizers(int downTo) {
    List<List<Step>> left = new ArrayList<>();
    while (finalizers.size() > downTo) {
      List<Step> finalBody = finalizers.pop();
      left.add(finalBody);
      run(finalBody);
    }
    left.reversed().forEach(finalizers::push);
  }
}
