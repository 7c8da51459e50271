package dev.tensorvet.interp;

import dev.tensorvet.graph.Note;
import dev.tensorvet.graph.Origin;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.source.Span;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a run was not sure of: what it could not follow, and what it took to be so. */
final class Remarks {

  private final Set<Note> notes = new LinkedHashSet<>();
  private final Set<Origin> turning = new HashSet<>();
  private final IdentityHashMap<PythonValue, Pick> picks = new IdentityHashMap<>();

  /** What was remarked so far, for a run that goes on from here. */
  void takeOver(Remarks other) {
    notes.addAll(other.notes);
    turning.addAll(other.turning);
    picks.putAll(other.picks);
  }

  void add(Note note) {
    notes.add(note);
  }

  /**
   * A test is taken to have an answer.
   *
   * @param here where the code is
   */
  void assume(boolean answer, Fork fork, Origin here) {
    String test = "`" + fork.text() + "` is taken to be ";
    Origin place = fork.in(here);
    // What is true in one turn of a loop and false in the next is no choice.
    if (notes.remove(Note.untold(test + !answer, "it", place))) {
      turning.add(place);
    }
    if (!turning.contains(place)) {
      notes.add(Note.untold(test + answer, "it", place));
    }
  }

  /** What leads to a call is no choice: that the call is there tells it. */
  void reach(Expr.Call call, SourceModule module) {
    Set<Span> tests = new HashSet<>();
    Optional<Node> around = module.tree().parent(call);
    while (around.isPresent()) {
      if (around.get() instanceof Stmt.If branch) {
        tests.add(branch.test().span());
      }
      around = module.tree().parent(around.get());
    }
    notes.removeIf(
        note ->
            note.isUntold()
                && note.origin()
                    .place()
                    .filter(place -> place.file().equals(module.file()))
                    .filter(place -> tests.contains(place.span()))
                    .isPresent());
  }

  /**
   * One of two modules is taken, or the one that may be there.
   *
   * @param here where the code is
   */
  void pick(Instance taken, PythonValue other, Fork fork, Origin here) {
    Set<String> others = new LinkedHashSet<>(othersOf(taken));
    String name = other instanceof Instance instance ? instance.shownName() : "None";
    others.add((name.equals(taken.shownName()) ? "another " : "") + "`" + name + "`");
    others.addAll(othersOf(other));
    Pick pick = new Pick(List.copyOf(others), fork.text(), fork.in(here));
    if (taken.path().isPresent()) {
      notes.add(pick.note("`" + taken.shownName() + "`"));
    } else {
      picks.put(taken, pick);
    }
  }

  private List<String> othersOf(PythonValue picked) {
    return Optional.ofNullable(picks.get(picked)).map(Pick::others).orElse(List.of());
  }

  /**
   * A module is there on one way alone, and is not shown.
   *
   * @param here where the code is
   */
  void leaveOut(Instance module, Fork fork, Origin here) {
    notes.add(
        Note.untold(
            "`" + module.type().name() + "` is left out, and may be there",
            "`" + fork.text() + "`",
            fork.in(here)));
  }

  /** All of it, also of the parts of a model. */
  List<Note> notes(Optional<Instance> model) {
    List<Note> all = new ArrayList<>(notes);
    for (Instance part : model.map(Instance::modules).orElse(List.of())) {
      Optional.ofNullable(picks.get(part))
          .map(pick -> pick.note("`" + part.type().name() + "` for `" + part.shownName() + "`"))
          .ifPresent(all::add);
    }
    return List.copyOf(all);
  }
}
