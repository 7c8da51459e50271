package dev.tensorvet.cli;

import dev.tensorvet.interp.WrittenInputs;
import dev.tensorvet.interp.WrittenInputs.Reading;
import dev.tensorvet.tensor.TensorType;
import java.util.List;

/** {@code --input}: what a model is called with, as people write it. */
final class InputOption {

  private InputOption() {}

  /** One or more inputs; where the text goes wrong is told by its place. */
  static List<TensorType> read(String written) {
    return switch (WrittenInputs.read(written)) {
      case Reading.Read(List<TensorType> inputs) -> inputs;
      case Reading.Wrong(int offset, String why) ->
          throw new UsageException(
              "--input `" + written + "`, at character " + (offset + 1) + ": " + why);
    };
  }
}
