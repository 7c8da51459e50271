package dev.tensorvet.reader.run;

import dev.tensorvet.facts.IteratorUse;
import dev.tensorvet.facts.Site;
import dev.tensorvet.flow.EventGraph;
import dev.tensorvet.flow.EventGraph.Decision;
import dev.tensorvet.flow.Operand;
import dev.tensorvet.flow.Step;
import dev.tensorvet.framework.Layers;
import dev.tensorvet.tensor.Proof;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Takes a run through branches, loops and exceptions: each way once, and on from where they meet.
 */
final class ControlFlow {

  /** The ways out of a loop that its body took. */
  private record LoopExits(
      List<Integer> breaks,
      List<Integer> continues,
      List<Bindings.Way<String>> breakWays,
      Frame frame,
      int mark,
      int finalizers) {}

  /** The final block of a {@code try} that is under way, and the frame whose code it is. */
  private record Finalizer(Frame frame, List<Step> body) {}

  private final ProgramRun run;
  private final Trail trail;
  private final Operands operands;
  private final Conditions conditions = new Conditions();
  private final Map<Integer, List<Term>> carried = new HashMap<>();
  private final Map<Integer, Integer> carriers = new HashMap<>();
  private final Map<Integer, Integer> loopStarts = new HashMap<>();
  private final Map<Integer, Optional<Term>> iterables = new HashMap<>();
  private final Map<Integer, Integer> loopEnds = new HashMap<>();
  private final Deque<LoopExits> loops = new ArrayDeque<>();
  private final Deque<Finalizer> finalizers = new ArrayDeque<>();

  ControlFlow(ProgramRun run, Trail trail, Operands operands) {
    this.run = run;
    this.trail = trail;
    this.operands = operands;
  }

  /** How many different questions the branches so far have asked. */
  int conditions() {
    return conditions.count();
  }

  /** What a condition asks. */
  Term question(int condition) {
    return conditions.question(condition);
  }

  /** Where a condition is asked. */
  List<Site> askedAt(int condition) {
    return conditions.askedAt(condition);
  }

  /** What a loop takes its elements from, if it does. */
  Optional<Term> iterated(int header) {
    return iterables.getOrDefault(header, Optional.empty());
  }

  /** How many blocks would run if everything were left at once. */
  int finalizers() {
    return finalizers.size();
  }

  /** The first serial number of what comes into being in a loop. */
  int firstSerial(int header) {
    return Optional.ofNullable(loopStarts.get(header)).orElseThrow();
  }

  /** The first serial number of the loop that changes a variable from turn to turn. */
  int firstSerialOfLoop(Term.Carried variable) {
    return Optional.ofNullable(carriers.get(variable.serial())).orElseThrow();
  }

  /** The first serial number of what comes into being after a loop. */
  int endSerial(int header) {
    return Optional.ofNullable(loopEnds.get(header)).orElseThrow();
  }

  /** The values that a variable at the head of a loop can have. */
  List<Term> values(Term.Carried variable) {
    return carried.getOrDefault(variable.serial(), List.of());
  }

  // --- branches

  /** "if a and b:" without an else asks a, then b: two questions, each of them one decision. */
  void branch(Step.Branch step) {
    branch(step.test(), step.yes(), step.no());
  }

  private void branch(Operand test, List<Step> yes, List<Step> no) {
    if (no.isEmpty() && test instanceof Operand.ShortCircuit both && both.isAnd()) {
      branch(both.first(), () -> branch(both.second(), yes, no), () -> {});
    } else {
      branch(test, () -> run.run(yes), () -> run.run(no));
    }
  }

  void branch(Operand test, Runnable yes, Runnable no) {
    Term value = operands.question(test);
    if (trail.isEnded()) {
      return;
    }
    Optional<Boolean> truth = Conditions.truth(value);
    if (truth.isPresent()) {
      (truth.get() ? yes : no).run();
      return;
    }
    Decision decision = conditions.decide(value, run.site(test.span()));
    int fork = trail.at();
    EventGraph.Mark mark = trail.graph().mark(fork);
    Ways ways = new Ways();
    int switches = run.switches();
    int yesEnd = arm(fork, decision, yes);
    ways.end();
    boolean isOfMode = run.switches() > switches;
    int noEnd =
        arm(
            fork,
            decision.opposite(),
            () -> {
              if (isOfMode) {
                unlessTraining(value, test);
              }
              no.run();
            });
    ways.end();
    ways.join();

    if (trail.graph().size() == mark.size() + 2
        && yesEnd != Trail.NOWHERE
        && noEnd != Trail.NOWHERE
        && !run.hasReturnedSince(mark.size())) {
      trail.graph().rollback(mark);
      trail.goTo(fork);
    } else {
      trail.joinAt(List.of(yesEnd, noEnd).stream().filter(n -> n != Trail.NOWHERE).toList());
    }
  }

  /** {@code if model.training: model.eval()}: where nothing is switched, it was not training. */
  private void unlessTraining(Term question, Operand test) {
    if (question instanceof Term.Member flag && Layers.isModeFlag(flag.name())) {
      run.emit(new Event.Mode(run.site(test.span()), flag.owner(), Proof.UNKNOWN));
    }
  }

  /** The ways that part here, run one after the other, each from what was known here. */
  private final class Ways {
    private final int variableMark = run.frame().variables().mark();
    private final int fieldMark = run.heap().fields().mark();
    private final List<Bindings.Way<String>> variableWays = new ArrayList<>();
    private final List<Bindings.Way<Term.Member>> fieldWays = new ArrayList<>();

    /** Ends a way; what it changed counts only if something can come after it. */
    void end() {
      Bindings.Way<String> variableWay = run.frame().variables().undo(variableMark);
      Bindings.Way<Term.Member> fieldWay = run.heap().fields().undo(fieldMark);
      if (!trail.isEnded()) {
        variableWays.add(variableWay);
        fieldWays.add(fieldWay);
      }
    }

    void join() {
      run.frame().variables().join(variableWays, run::merge);
      run.heap().fields().join(fieldWays, run::merge);
    }
  }

  private int arm(int fork, Decision decision, Runnable body) {
    trail.enter(fork, decision);
    body.run();
    return trail.leave();
  }

  void choose(Step.Choose step) {
    oneOf(step.blocks().stream().<Runnable>map(block -> () -> run.run(block)).toList());
  }

  /** Takes one of several ways, and nothing says which. */
  void oneOf(List<Runnable> bodies) {
    int fork = trail.at();
    Ways ways = new Ways();
    List<Integer> ends = new ArrayList<>();
    for (Runnable body : bodies) {
      trail.branchOff(fork);
      body.run();
      ways.end();
      if (!trail.isEnded()) {
        ends.add(trail.at());
      }
    }
    ways.join();
    trail.joinAt(ends);
  }

  // --- loops

  void forEach(Step.ForEach loop) {
    Term iterable = operands.evaluate(loop.iterable());
    runLoop(
        loop.body(),
        loop.orElse(),
        Optional.of(iterable),
        true,
        body -> {
          run.assignments()
              .assign(
                  loop.target(),
                  operands.element(iterable, loop.iterable().span()),
                  loop.target().span());
          body.run();
        },
        boundBy(loop.target()),
        () -> run.exhaust(iterable, IteratorUse.OTHER, loop.iterable().span()));
  }

  void whileLoop(Step.While loop) {
    boolean isEndless = loop.test() instanceof Operand.Literal literal && literal.value().isTrue();
    runLoop(
        loop.body(),
        loop.orElse(),
        Optional.empty(),
        !isEndless,
        body -> {
          if (isEndless) {
            body.run();
          } else {
            operands.evaluate(loop.test());
            body.run();
          }
        },
        Set.of(),
        () -> {});
  }

  /** Runs what some other code repeats, however often. */
  void repeat(Runnable body) {
    runLoop(List.of(), List.of(), Optional.empty(), true, turn -> body.run(), Set.of(), () -> {});
  }

  /** Runs a turn of a loop around its body. */
  private interface Turn {
    void run(Runnable body);
  }

  private void runLoop(
      List<Step> body,
      List<Step> orElse,
      Optional<Term> iterated,
      boolean canEnd,
      Turn turn,
      Set<String> bound,
      Runnable whenDone) {
    if (trail.isEnded()) {
      return;
    }
    int fork = trail.at();
    EventGraph.Mark before = trail.graph().mark(fork);
    int header = trail.branchOff(fork);
    int loop = trail.graph().openLoop(header);
    int firstSerial = run.serials();
    Map<String, Term.Carried> changing = carry(body, bound, firstSerial);
    int mark = run.frame().variables().mark();
    Set<String> writtenBefore = run.heap().enterLoop();
    if (!trail.isAside()) {
      loopStarts.put(header, firstSerial);
      iterables.put(header, iterated);
    }
    LoopExits exits =
        new LoopExits(
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            run.frame(),
            mark,
            finalizers.size());
    loops.push(exits);
    turn.run(() -> run.run(body));
    loops.pop();
    changing.forEach(
        (name, variable) -> {
          Optional<Term> last = run.frame().variables().get(name).filter(l -> !l.equals(variable));
          last.ifPresent(
              value ->
                  carried.computeIfAbsent(variable.serial(), v -> new ArrayList<>()).add(value));
        });
    boolean isLeft = !exits.breaks().isEmpty() || run.hasReturnedSince(header);
    // Of a loop in which nothing happens, only what it assigns is kept.
    boolean isSilent =
        canEnd && trail.graph().isSilentSince(before) && !run.hasReturnedSince(header);
    if (isSilent) {
      trail.graph().rollback(before);
      exits.breaks().clear();
    } else {
      List<Integer> turns = new ArrayList<>(exits.continues());
      if (!trail.isEnded()) {
        turns.add(trail.at());
      }
      turns.forEach(end -> trail.graph().connect(end, header));
      if (turns.isEmpty()) {
        trail.graph().forgetLoop(loop);
      } else {
        trail.graph().closeLoop(loop, conditions.variant(firstSerial, run.heap().writtenInLoop()));
      }
    }
    run.heap().leaveLoop(writtenBefore);
    if (!trail.isAside()) {
      loopEnds.put(header, run.serials());
    }

    run.frame().variables().undo(mark);
    if (isSilent) {
      trail.goTo(fork);
    } else if (canEnd) {
      trail.branchOff(header);
    } else {
      trail.end();
    }
    if (canEnd) {
      if (!isLeft) {
        whenDone.run();
      }
      run.run(orElse);
    }
    List<Integer> ends = new ArrayList<>(exits.breaks());
    List<Bindings.Way<String>> ways = new ArrayList<>(exits.breakWays());
    Bindings.Way<String> throughEnd = run.frame().variables().undo(mark);
    if (!trail.isEnded()) {
      ends.add(trail.at());
      ways.addFirst(throughEnd);
    }
    trail.joinAt(ends);
    run.frame().variables().join(ways, run::merge);
  }

  /** Gives each variable that a loop changes a term of its own at the loop's head. */
  private Map<String, Term.Carried> carry(List<Step> body, Set<String> bound, int firstSerial) {
    Map<String, Term.Carried> changing = new HashMap<>();
    for (String name : Assigned.names(body)) {
      Optional<Term> before = run.frame().variables().get(name);
      if (before.isPresent() && !bound.contains(name)) {
        Term.Carried variable = new Term.Carried(run.nextSerial(), name);
        carried.put(variable.serial(), new ArrayList<>(List.of(before.get())));
        carriers.put(variable.serial(), firstSerial);
        run.frame().write(name, variable);
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

  void breakLoop() {
    leaveLoop(true);
  }

  void continueLoop() {
    leaveLoop(false);
  }

  private void leaveLoop(boolean isBreak) {
    // Code that is no loop's own, which Python refuses, may still try to leave one.
    if (loops.isEmpty() || loops.getFirst().frame() != run.frame()) {
      return;
    }
    LoopExits exits = loops.getFirst();
    runFinalizers(exits.finalizers());
    if (trail.isEnded()) {
      return;
    }
    if (isBreak) {
      exits.breaks().add(trail.at());
      exits.breakWays().add(run.frame().variables().since(exits.mark()));
    } else {
      exits.continues().add(trail.at());
    }
    trail.end();
  }

  // --- exceptions

  void tryBlock(Step.Try step) {
    finalizers.push(new Finalizer(run.frame(), step.finalBody()));
    int start = trail.at();
    int firstNode = trail.graph().size();
    Bindings<String> variables = run.frame().variables();
    int mark = variables.mark();
    run.run(step.body());
    int lastNode = trail.graph().size();
    Bindings.Way<String> body = variables.since(mark);
    run.run(step.orElse());
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
      variables.join(List.of(nothing, body), run::merge);
      run.run(handler);
      Bindings.Way<String> way = variables.undo(mark);
      if (!trail.isEnded()) {
        ends.add(trail.at());
        ways.add(way);
      }
    }
    finalizers.pop();
    variables.join(ways, run::merge);
    trail.joinAt(ends);
    run.run(step.finalBody());
  }

  /** Runs the final blocks that a jump leaves, the innermost first. */
  void runFinalizers(int downTo) {
    List<Finalizer> left = new ArrayList<>();
    while (finalizers.size() > downTo) {
      Finalizer finalizer = finalizers.pop();
      left.add(finalizer);
      run.runIn(finalizer.frame(), () -> run.run(finalizer.body()));
    }
    left.reversed().forEach(finalizers::push);
  }
}
