package dev.tensorvet.facts;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What data is for in a program. */
public enum DataRole {
  TRAINING,
  EVALUATION,
  UNKNOWN;

  private static final Set<String> TRAINING_WORDS = Set.of("train", "training", "trn");

  private static final Set<String> EVALUATION_WORDS =
      Set.of(
          "val",
          "vali",
          "valid",
          "validate",
          "validation",
          "test",
          "testing",
          "eval",
          "evaluation",
          "dev");

  private static final Set<String> TEST_WORDS = Set.of("test", "testing");

  private static final Pattern TRAINING_NAME =
      Pattern.compile(".*(?:(?<!s)train(?!ed)|(?:^|_)tr(?:_|$)).*");

  private static final Pattern EVALUATION_NAME =
      Pattern.compile(
          ".*(?:(?:^|[._])(?:val|vali|test|dev)(?:_|$|loader|set|data|dl|gen|iter)"
              + "|_(?:val|test)[0-9]*$|(?<!re)eval|valid|holdout).*");

  /** Of the word that names a part of a dataset: {@code split="val"}, {@code data/test}. */
  public static DataRole ofWord(String text) {
    String last = last(text);
    return TRAINING_WORDS.contains(last)
        ? TRAINING
        : EVALUATION_WORDS.contains(last) ? EVALUATION : UNKNOWN;
  }

  /** Whether the word that names a part of a dataset means the one that is kept for the end. */
  public static boolean isTest(String text) {
    return TEST_WORDS.contains(last(text));
  }

  private static String last(String text) {
    String path = text.toLowerCase(Locale.ROOT).replace('\\', '/').replaceAll("/+$", "");
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Of the name of a variable; the last hint. */
  public static DataRole ofName(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    boolean isTraining = TRAINING_NAME.matcher(lower).matches();
    boolean isEvaluation = EVALUATION_NAME.matcher(lower).matches();
    return isTraining == isEvaluation ? UNKNOWN : isTraining ? TRAINING : EVALUATION;
  }

  /** Whether an argument asks for the part that is kept for the end: {@code test=True}. */
  public static boolean asksForTest(String parameter, boolean value) {
    return value && (parameter.equals("test") || parameter.equals("is_test"));
  }

  /** Of an argument that answers a question: {@code train=False}. */
  public static Optional<DataRole> ofFlag(String parameter, boolean value) {
    return switch (parameter) {
      case "train", "is_train", "training", "is_training" ->
          Optional.of(value ? TRAINING : EVALUATION);
      case "test", "is_test", "val", "is_val", "eval", "is_eval", "testing" ->
          value ? Optional.of(EVALUATION) : Optional.empty();
      default -> Optional.empty();
    };
  }
}
