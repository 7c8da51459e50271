package dev.tensorvet.verify;

/**
 * An optimizer and its settings.
 *
 * @param rate the learning rate
 * @param momentum of plain descent alone
 */
public record Optimizer(Method method, double rate, double momentum, double decay) {

  /** What updates the parameters. */
  public enum Method {
    SGD,
    ADAM,
    ADAM_W
  }

  /** What is trained with where the project does not say. */
  public static Optimizer usual() {
    return new Optimizer(Method.ADAM, 1e-3, 0, 0);
  }
}
