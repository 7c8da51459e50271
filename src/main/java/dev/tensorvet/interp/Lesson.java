package dev.tensorvet.interp;

import dev.tensorvet.framework.Optimizers;
import dev.tensorvet.graph.Graph;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the project itself trains a model, as far as its code tells.
 *
 * @param loss empty where none is found, or one that is not known completely
 */
public record Lesson(Optional<Loss> loss, Optional<Optimizer> optimizer) {

  /** Nothing is known of how a model is trained. */
  public static Lesson unknown() {
    return new Lesson(Optional.empty(), Optional.empty());
  }

  /**
   * What is learnt from.
   *
   * @param text as the code writes it: {@code criterion(output, target)}
   * @param graph what it computes; its output is the loss
   * @param sources where each of its inputs is from
   */
  public record Loss(String text, Graph graph, List<Source> sources) {
    public Loss {
      sources = List.copyOf(sources);
    }
  }

  /** Where an input of a loss is from. */
  public sealed interface Source {

    /** A tensor that the model gives: the how manieth of all that it does. */
    record Given(int index) implements Source {}

    /** What the model was given, by its place. */
    record Taken(int index) implements Source {}

    /** What it is to learn. */
    record Target() implements Source {}
  }

  /**
   * What takes the steps.
   *
   * @param text as the code makes it
   * @param numbers its arguments by the names of their parameters; of several numbers in one, each
   *     has its place behind the name, from {@code betas.0} on. What the code does not tell is
   *     missing.
   * @param isComplete whether all is told that is given
   */
  public record Optimizer(
      Optimizers.Update update, String text, Map<String, Double> numbers, boolean isComplete) {
    public Optimizer {
      numbers = Map.copyOf(numbers);
    }
  }
}
