package dev.tensorvet.flow;

/** A value that is written in the code. */
public sealed interface Constant {

  record Text(String value) implements Constant {}

  record Number(double value) implements Constant {}

  record Flag(boolean value) implements Constant {}

  /** Python's {@code None}, Java's {@code null}. */
  record Nothing() implements Constant {}

  /** Whether a branch on this is taken. */
  default boolean isTrue() {
    return switch (this) {
      case Text text -> !text.value().isEmpty();
      case Number number -> number.value() != 0;
      case Flag flag -> flag.value();
      case Nothing nothing -> false;
    };
  }
}
