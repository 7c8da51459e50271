package dev.tensorvet.reader.run;

import dev.tensorvet.flow.Operand;
import dev.tensorvet.flow.Place;
import dev.tensorvet.flow.Step;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The variables that a block assigns, in it or in any block inside it. */
final class Assigned {

  private Assigned() {}

  static Set<String> names(List<Step> body) {
    Set<String> names = new TreeSet<>();
    addNames(body, names);
    return names;
  }

  private static void addNames(List<Step> body, Set<String> to) {
    for (Step step : body) {
      switch (step) {
        case Step.Assign s -> {
          addNames(s.target(), to);
          addNames(s.value(), to);
        }
        case Step.Update s -> addNames(s.target(), to);
        case Step.Evaluate s -> addNames(s.value(), to);
        case Step.Branch s -> {
          addNames(s.test(), to);
          addNames(s.yes(), to);
          addNames(s.no(), to);
        }
        case Step.ForEach s -> {
          addNames(s.target(), to);
          addNames(s.body(), to);
          addNames(s.orElse(), to);
        }
        case Step.While s -> {
          addNames(s.test(), to);
          addNames(s.body(), to);
          addNames(s.orElse(), to);
        }
        case Step.With s -> {
          s.target().ifPresent(target -> addNames(target, to));
          addNames(s.body(), to);
        }
        case Step.Try s -> {
          addNames(s.body(), to);
          s.handlers().forEach(handler -> addNames(handler, to));
          addNames(s.orElse(), to);
          addNames(s.finalBody(), to);
        }
        case Step.Choose s -> s.blocks().forEach(block -> addNames(block, to));
        case Step.Define s -> to.add(s.function().name());
        case Step.Delete s -> addNames(s.target(), to);
        case Step.Return s -> {}
        case Step.Raise s -> {}
        case Step.Break s -> {}
        case Step.Continue s -> {}
        case Step.Collect s -> {}
      }
    }
  }

  static void addNames(Place target, Set<String> to) {
    switch (target) {
      case Place.Variable variable -> to.add(variable.name());
      case Place.Several several -> several.places().forEach(place -> addNames(place, to));
      case Place.Member member -> {}
      case Place.Item item -> {}
    }
  }

  /** A walrus assigns inside an expression; only where it usually stands is it looked for. */
  private static void addNames(Operand value, Set<String> to) {
    switch (value) {
      case Operand.Assigning assigning -> {
        addNames(assigning.target(), to);
        addNames(assigning.value(), to);
      }
      case Operand.Operation operation -> operation.operands().forEach(o -> addNames(o, to));
      case Operand.ShortCircuit both -> {
        addNames(both.first(), to);
        addNames(both.second(), to);
      }
      default -> {}
    }
  }
}
