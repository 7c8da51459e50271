package dev.tensorvet.facts;

/** What computed a value last, where that tells what kind of numbers it holds. */
public enum LastStep {
  /** They are probabilities that sum up to one. */
  SOFTMAX,
  /** Each is a probability. */
  SIGMOID,
  /** None of them is below zero. */
  RELU,
  /** They are sums of weighted inputs, of any size and sign. */
  LAYER;

  /** Whether they are probabilities. */
  public boolean isProbability() {
    return this == SOFTMAX || this == SIGMOID;
  }
}
