package dev.tensorvet.graph;

import dev.tensorvet.tensor.TensorType;
import java.util.List;
import java.util.Optional;

/**
 * One call of a module, the model's own included. Calls nest: the nodes of an inner call are among
 * those of the outer one.
 *
 * @param path its path in the model: {@code layer1.0}; empty for the model itself
 * @param type the name of its class: {@code Conv2d}, {@code BasicBlock}
 * @param isLibrary whether its class is a library's; what it calls is of no interest to a reader
 * @param inputs the tensors that it is called with
 * @param outputs the tensors that it gives
 * @param first the id of its first node
 * @param end the id after that of its last node
 * @param origin the call
 * @param made where the project's code makes the module, if it does
 */
public record ModuleCall(
    String path,
    String type,
    boolean isLibrary,
    List<TensorType> inputs,
    List<TensorType> outputs,
    int first,
    int end,
    Origin origin,
    Optional<Frame> made) {

  public ModuleCall {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }
}
