package dev.tensorvet.verify;

/** What the outputs of a model are judged by. */
enum Loss {
  /** An output that is one number, as it is; else the mean square of the distance to noise. */
  DISTANCE(0),
  /** What the project itself learns from; only programs that say so have it. */
  OWN(1);

  private final double number;

  Loss(double number) {
    this.number = number;
  }

  /** What a program knows it by. */
  double number() {
    return number;
  }
}
