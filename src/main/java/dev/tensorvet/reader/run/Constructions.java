package dev.tensorvet.reader.run;

import dev.tensorvet.flow.Step;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.FunctionEntity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The constructors of a run that are not run as they stand: those that wait until a member of their
 * object is asked for, and those of which only that is followed which is asked for.
 */
final class Constructions {

  /** A constructor that has not run yet, and the frame that called it. */
  private record Postponed(Frame frame, Runnable constructor) {}

  private final ProgramRun run;
  private final Trail trail;
  private final Objects objects;
  private final Relevance relevance;
  private final Map<Term, Postponed> postponed = new HashMap<>();

  /** What was asked of the objects whose postponed constructors were followed for it. */
  private final Map<Term, Asked> asked = new HashMap<>();

  /** What is asked of the object that there is before the start, if only that was followed. */
  private Optional<Asked> beforeStart = Optional.empty();

  /** What the constructor is followed for that runs. */
  private Optional<Asked> errand = Optional.empty();

  /** The step that runs, if its value is not asked for. */
  private Optional<Step> idle = Optional.empty();

  private boolean isLacking;

  Constructions(ProgramRun run, Trail trail, Objects objects, Relevance relevance) {
    this.run = run;
    this.trail = trail;
    this.objects = objects;
    this.relevance = relevance;
  }

  /** Runs the constructor of an object only when a member of the object is asked for. */
  void postpone(Term object, Runnable constructor) {
    postponed.put(object, new Postponed(run.frame(), constructor));
  }

  /** Runs the constructor of the object whose method the run starts with, before that. */
  void begin(Asked only, Runnable constructor) {
    beforeStart = Optional.of(only);
    follow(constructor, beforeStart);
  }

  /** A member is asked for: what its constructor sets is known from here on. */
  void read(Term.Member slot) {
    build(slot);
    if (idle.isEmpty()) {
      complete(slot);
    }
  }

  /** A member is to be set: what its constructor sets it to comes before that. */
  void write(Term.Member slot) {
    build(slot);
    if (errand.isEmpty()) {
      complete(slot);
    }
  }

  /** Whether something was asked for that was left out before the start. */
  boolean isLacking() {
    return isLacking;
  }

  /** A step begins; what is given back is to be told where it ends. */
  Optional<Step> enter(Step step) {
    Optional<Step> outer = idle;
    if (errand.isPresent()) {
      idle = errand.get().isIdle(step, run.frame()) ? Optional.of(step) : Optional.empty();
    }
    return outer;
  }

  void leave(Optional<Step> outer) {
    idle = outer;
  }

  /** Whether a function need not be followed here: nothing that it does is asked for. */
  boolean spares(FunctionEntity function, Optional<Term> self, Arguments arguments) {
    return idle.isPresent()
        && errand.orElseThrow().spares(function, self, arguments, idle.get(), run.heap());
  }

  /** Runs a postponed constructor for the members that it sets, which no branch undoes. */
  private void build(Term.Member slot) {
    Term object = slot.owner();
    Postponed waiting = postponed.get(object);
    if (waiting != null && !asked.containsKey(object)) {
      ClassEntity type = objects.classOf(object).orElseThrow();
      List<String> names = new ArrayList<>(Calls.OF_OBJECT);
      names.add(slot.name());
      Asked only = Asked.of(object, type, names, objects, relevance);
      asked.put(object, only);
      run.heap().settle(build(waiting, Optional.of(only)));
    }
  }

  /** Runs what was left out of a constructor, if a member is asked for that it may set. */
  private void complete(Term.Member slot) {
    isLacking |= beforeStart.isPresent() && beforeStart.get().isLeftOut(slot);
    Asked only = asked.get(slot.owner());
    if (only != null && only.isLeftOut(slot)) {
      asked.remove(slot.owner());
      Optional.ofNullable(postponed.remove(slot.owner())).ifPresent(whole -> complete(whole, only));
    }
  }

  /** What was known stays as it is, but for what was left out. */
  private void complete(Postponed whole, Asked only) {
    Set<Term.Member> known = run.heap().settled();
    Bindings.Way<Term.Member> set = build(whole, Optional.empty());
    run.heap().settle(set, slot -> !known.contains(slot) || only.isLeftOut(slot));
  }

  private Bindings.Way<Term.Member> build(Postponed waiting, Optional<Asked> only) {
    Bindings<Term.Member> fields = run.heap().fields();
    int mark = fields.mark();
    trail.aside(
        () -> {
          run.runIn(waiting.frame(), () -> follow(waiting.constructor(), only));
          return Term.NOTHING;
        });
    return fields.undo(mark);
  }

  /** Runs a constructor, for all that it does or only for what is asked. */
  private void follow(Runnable constructor, Optional<Asked> only) {
    Optional<Asked> outerErrand = errand;
    Optional<Step> outerStep = idle;
    errand = only;
    idle = Optional.empty();
    constructor.run();
    errand = outerErrand;
    idle = outerStep;
  }
}
