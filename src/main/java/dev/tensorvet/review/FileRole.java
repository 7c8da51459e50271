package dev.tensorvet.review;

/** What a file is in its repository, the most telling first. */
public enum FileRole {
  TEST("test"),
  TRAINING("training"),
  MODEL("model"),
  EVALUATION("evaluation"),
  DATA("data"),
  CONFIGURATION("config"),
  SETUP("setup"),
  UTILITY("utility");

  private final String label;

  FileRole(String label) {
    this.label = label;
  }

  /** As a report has it. */
  public String label() {
    return label;
  }
}
