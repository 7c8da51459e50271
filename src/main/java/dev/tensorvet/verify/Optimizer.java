package dev.tensorvet.verify;

import dev.tensorvet.framework.Optimizers;
import dev.tensorvet.interp.Lesson;
import java.util.List;
import java.util.Map;

/**
 * An optimizer and its settings.
 *
 * @param rate the learning rate
 * @param decay of the weights
 * @param momentum of plain descent and RMSprop
 * @param dampening how much of a gradient does not go into the momentum; of plain descent alone, as
 *     the next
 * @param isNesterov whether it looks ahead
 * @param keptMean how much of the mean of the gradients is kept in a step; of Adam alone
 * @param keptSquare the same of the mean of their squares; of Adam and RMSprop, as the next
 * @param floor what is added to the root of that
 */
public record Optimizer(
    Optimizers.Update method,
    double rate,
    double decay,
    double momentum,
    double dampening,
    boolean isNesterov,
    double keptMean,
    double keptSquare,
    double floor) {

  private static final double USUAL_RATE = 1e-3;

  /** What is trained with where the project does not say. */
  public static Optimizer usual() {
    return of(Optimizers.Update.ADAM, Map.of());
  }

  /** Plain descent. */
  public static Optimizer descent(double rate, double momentum) {
    return of(Optimizers.Update.DESCENT, Map.of("lr", rate, "momentum", momentum));
  }

  /** What the project trains with. What its code does not tell is as PyTorch has it. */
  static Optimizer of(Lesson.Optimizer own) {
    return of(own.update(), own.numbers());
  }

  private static Optimizer of(Optimizers.Update method, Map<String, Double> given) {
    double decay =
        switch (method) {
          case DESCENT, ADAM, RMS_PROP -> 0;
          case ADAM_W -> 1e-2;
        };
    boolean isRmsProp = method == Optimizers.Update.RMS_PROP;
    return new Optimizer(
        method,
        given.getOrDefault("lr", isRmsProp ? 1e-2 : USUAL_RATE),
        given.getOrDefault("weight_decay", decay),
        given.getOrDefault("momentum", 0.0),
        given.getOrDefault("dampening", 0.0),
        given.getOrDefault("nesterov", 0.0) != 0,
        given.getOrDefault("betas.0", 0.9),
        isRmsProp ? given.getOrDefault("alpha", 0.99) : given.getOrDefault("betas.1", 0.999),
        given.getOrDefault("eps", 1e-8));
  }

  /** What a program is told of it. */
  List<Double> numbers() {
    return List.of(
        switch (method) {
          case DESCENT -> 0.0;
          case ADAM -> 1.0;
          case ADAM_W -> 2.0;
          case RMS_PROP -> 3.0;
        },
        rate,
        decay,
        momentum,
        dampening,
        isNesterov ? 1.0 : 0.0,
        keptMean,
        keptSquare,
        floor);
  }
}
