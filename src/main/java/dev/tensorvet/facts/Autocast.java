package dev.tensorvet.facts;

/** In which precision code computes that does not say so itself. */
public enum Autocast {
  /** As it stands. */
  OFF,
  /** Sixteen bits with a narrow range: small gradients vanish unless the loss is scaled. */
  HALF,
  /** Sixteen bits with the range of single precision. */
  BFLOAT,
  /** Fewer bits, of a kind that is not known. */
  ON;

  public boolean isOn() {
    return this != OFF;
  }

  /** What holds for values of both kinds. */
  public Autocast and(Autocast other) {
    return this == other ? this : ON;
  }
}
