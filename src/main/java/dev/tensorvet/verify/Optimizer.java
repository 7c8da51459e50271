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
    SGD(0),
    ADAM(1),
    ADAM_W(2);

    private final double number;

    Method(double number) {
      this.number = number;
    }

    /** What a program knows it by. */
    double number() {
      return number;
    }
  }

  /** What is trained with where the project does not say. */
  public static Optimizer usual() {
    return new Optimizer(Method.ADAM, 1e-3, 0, 0);
  }
}
