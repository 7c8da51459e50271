package dev.tensorvet.interp;

import dev.tensorvet.graph.Graph;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.tensor.TensorType;
import java.util.List;

/**
 * What came of running a model without running it.
 *
 * @param graph what was understood of it; of a model that could not be followed to its end, what
 *     came before
 * @param inputs the inputs that it was traced with
 * @param contradictions operations that fail for every input
 */
public record Interpretation(
    ClassEntity model,
    Construction construction,
    Graph graph,
    List<GivenInput> inputs,
    List<Contradiction> contradictions)
    implements Followed {

  public Interpretation {
    inputs = List.copyOf(inputs);
    contradictions = List.copyOf(contradictions);
  }

  /**
   * An input, and what tells its shape.
   *
   * @param name the parameter of {@code forward}
   */
  public record GivenInput(String name, TensorType type, InputSource source) {

    /**
     * Whether its first size is a number that nobody wrote: code goes through a batch one by one,
     * and so it had to be some number.
     */
    public boolean isCounted() {
      return switch (source) {
        case DOCUMENTED, LAYERS, ASSUMED, SOLVED -> type.shape().dim(0).known().isPresent();
        case WRITTEN, CALL, DATA, UNKNOWN -> false;
      };
    }
  }

  /** Whether an input has a shape that was chosen among others. */
  public boolean isGivenAny() {
    return inputs.stream()
        .anyMatch(
            input -> input.source() == InputSource.ASSUMED || input.source() == InputSource.SOLVED);
  }

  /** Where the shape of an input is known from. */
  public enum InputSource {
    /** The user wrote it: a comment, or an option of the command. */
    WRITTEN("written"),
    /** A call of the model with a tensor that the code makes. */
    CALL("call"),
    /** A loader of the project's data, whose batches are given to the model. */
    DATA("data"),
    /** A docstring or comment at {@code forward}, where the layers leave it open. */
    DOCUMENTED("documented"),
    /** What the layers ask for. */
    LAYERS("layers"),
    /** The usual one for what is done with it, where others would do. */
    ASSUMED("assumed"),
    /** The one size for which the layers fit together. */
    SOLVED("solved"),
    /** Nothing. */
    UNKNOWN("unknown");

    private final String text;

    InputSource(String text) {
      this.text = text;
    }

    /** As a report has it. */
    public String text() {
      return text;
    }
  }
}
