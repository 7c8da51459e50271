package dev.tensorvet.graph;

/** In what kind of numbers a model is trained. */
public enum Precision {
  FLOAT32("float32"),
  /** Weights are float32; what gains from it is computed in 16 bits, as autocast has it. */
  MIXED("mixed precision");

  private final String text;

  Precision(String text) {
    this.text = text;
  }

  /** As a report has it. */
  public String text() {
    return text;
  }
}
