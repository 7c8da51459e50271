package dev.tensorvet.interp;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The branches that run although it is not known whether they do. What a branch changes is noted
 * when it first does, so that it can be taken back and joined with what the other does.
 */
final class Branching {

  /**
   * A branch that runs.
   *
   * @param before the state that each thing was in when the branch began to change it
   * @param made what it made itself: nobody else has that, and there is nothing to take back
   */
  private record Branch(Map<Mutable, Object> before, Set<Mutable> made) {}

  private final Deque<Branch> open = new ArrayDeque<>();

  /** Whether all is noted, not only what branches do. */
  private boolean isRecording;

  /** How many of those that are open surely run: it is not known what runs after them. */
  private int sure;

  /** What was taken back of all that was noted. */
  private Optional<Outcome> takenBack = Optional.empty();

  /** Whether the code that runs now may not run at all. */
  boolean isUncertain() {
    return open.size() > sure + (isRecording ? 1 : 0);
  }

  private boolean isOpen() {
    return open.size() > (isRecording ? 1 : 0);
  }

  // --- all that a run does

  /** From here on all is noted, so that it can be taken back. */
  void record() {
    isRecording = true;
    begin();
  }

  /** Takes back all that was done since, also in branches that did not come to their end. */
  void takeBack() {
    if (!isRecording || takenBack.isPresent()) {
      return;
    }
    Map<Mutable, Object> before = new LinkedHashMap<>();
    // The state that an outer branch noted is the older one.
    open.forEach(branch -> before.putAll(branch.before()));
    Map<Mutable, Object> after = new LinkedHashMap<>();
    before.keySet().forEach(thing -> after.put(thing, thing.state()));
    before.forEach(Mutable::restore);
    takenBack = Optional.of(new Outcome(before, after));
  }

  /** Does again what was taken back. */
  void bringBack() {
    takenBack.ifPresent(outcome -> outcome.after().forEach(Mutable::restore));
    takenBack = Optional.empty();
  }

  // --- branches

  /** Announces a change of names of code that began to run before the branch did or in it. */
  void touchOwn(Environment names) {
    if (isOpen()) {
      touch(names);
    }
  }

  /** Announces a change. */
  void touch(Mutable changing) {
    Branch branch = open.peek();
    if (branch != null
        && !branch.made().contains(changing)
        && !branch.before().containsKey(changing)) {
      branch.before().put(changing, changing.state());
    }
  }

  /** Announces an object that is made now. */
  void made(Instance object) {
    if (!open.isEmpty()) {
      open.peek().made().addAll(object.states());
    }
  }

  void begin() {
    open.push(new Branch(new LinkedHashMap<>(), new HashSet<>()));
  }

  /** Begins what surely runs, and may run more often than it is followed. */
  void beginSure() {
    begin();
    sure++;
  }

  /** Ends that; what it changed is taken back. */
  Outcome endSure() {
    sure--;
    return end();
  }

  /**
   * What a branch left.
   *
   * @param before by what it changed
   * @param after the same
   */
  record Outcome(Map<Mutable, Object> before, Map<Mutable, Object> after) {}

  /** Ends a branch and takes back what it changed. */
  Outcome end() {
    Branch branch = open.pop();
    if (!open.isEmpty()) {
      open.peek().made().addAll(branch.made());
    }
    Map<Mutable, Object> before = branch.before();
    Map<Mutable, Object> after = new LinkedHashMap<>();
    before.forEach(
        (thing, state) -> {
          after.put(thing, thing.state());
          thing.restore(state);
        });
    return new Outcome(before, after);
  }

  /** Does again what a branch did: it is the only one that goes on. */
  void redo(Outcome only) {
    only.after()
        .forEach(
            (thing, state) -> {
              touch(thing);
              thing.restore(state);
            });
  }

  /** Leaves what either of two branches may have left. */
  void join(Outcome one, Outcome other, Mutable.Joining values) {
    List<Mutable> changed = new ArrayList<>(one.after().keySet());
    other.after().keySet().stream()
        .filter(thing -> !one.after().containsKey(thing))
        .forEach(changed::add);
    for (Mutable thing : changed) {
      touch(thing);
      Object unchanged = thing.state();
      Object left = one.after().getOrDefault(thing, unchanged);
      Object right = other.after().getOrDefault(thing, unchanged);
      thing.restore(thing.join(left, right, values));
    }
  }
}
