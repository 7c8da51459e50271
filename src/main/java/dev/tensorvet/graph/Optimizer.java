package dev.tensorvet.graph;

/** What updates the weights, told by what it keeps for each of them. */
public enum Optimizer {
  SGD("SGD", 0),
  MOMENTUM("SGD with momentum", 1),
  ADAM("Adam", 2);

  private final String text;
  private final int state;

  Optimizer(String text, int state) {
    this.text = text;
    this.state = state;
  }

  /** As a report has it. */
  public String text() {
    return text;
  }

  /** How many numbers it keeps for each weight, of the weight's own type. */
  public int state() {
    return state;
  }
}
