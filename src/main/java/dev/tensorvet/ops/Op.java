package dev.tensorvet.ops;

/** An operation: how it is called, and what it does to shapes. */
public record Op(Signature signature, ShapeRule rule) {

  /** Its name; the same as that of PyTorch's function or method where there is one. */
  public String name() {
    return signature.op();
  }

  /** What it gives; {@code call} holds arguments by the names of this operation's parameters. */
  public OpResult infer(OpCall call) {
    return rule.infer(call);
  }
}
