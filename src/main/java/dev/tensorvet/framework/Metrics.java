package dev.tensorvet.framework;

import dev.tensorvet.source.Words;
import java.util.Set;
import java.util.regex.Pattern;

/** The functions that measure predictions, and what turns scores into predictions. */
public final class Metrics {

  private static final String PACKAGE = "sklearn.metrics.";

  /** Classes, which have names of their own; beside them stand functions. */
  private static final Pattern MODULES =
      Pattern.compile("(?:torchmetrics|lightning\\.metrics)\\.(?!functional)(?:.*\\.)?[A-Z]\\w*");

  /** Those that are given numbers, or texts: no tensors that have to be somewhere. */
  private static final Pattern OF_PLAIN_VALUES =
      Pattern.compile(
          ".*\\.(?:(?:Mean|Sum|Max|Min|Cat)Metric|Running(?:Mean|Sum)|(?:Sacre)?BLEUScore|CHRFScore"
              + "|(?:Char|Word|Match)ErrorRate|WordInfo(?:Lost|Preserved)|ROUGEScore|SQuAD"
              + "|TranslationEditRate|(?:Extended)?EditDistance|BERTScore|InfoLM)");

  private static final Pattern KEEPERS =
      Pattern.compile("(?:torchmetrics|lightning\\.metrics|ignite\\.metrics)\\..*");

  /**
   * Given the predictions for the truth and the truth for the predictions, they say less or another
   * thing.
   */
  private static final Set<String> ORDERED =
      Set.of(
          "precision_score",
          "recall_score",
          "precision_recall_fscore_support",
          "fbeta_score",
          "balanced_accuracy_score",
          "classification_report",
          "confusion_matrix",
          "multilabel_confusion_matrix",
          "r2_score",
          "explained_variance_score",
          "mean_absolute_percentage_error",
          "log_loss",
          "roc_auc_score",
          "roc_curve",
          "average_precision_score",
          "precision_recall_curve",
          "det_curve",
          "top_k_accuracy_score");

  private static final Set<String> RANKING =
      Set.of(
          "roc_auc_score",
          "roc_curve",
          "average_precision_score",
          "precision_recall_curve",
          "det_curve");

  private static final Set<String> DECISIONS =
      Set.of("torch.argmax", "numpy.argmax", "torch.round", "numpy.round", "numpy.rint");

  private static final Set<String> DECIDING_METHODS = Set.of("argmax", "round");

  private static final Set<String> KEEPING_FUNCTIONS =
      Set.of(
          "torch.cat",
          "torch.concat",
          "torch.stack",
          "torch.hstack",
          "torch.as_tensor",
          "numpy.array",
          "numpy.asarray",
          "numpy.concatenate",
          "numpy.hstack",
          "numpy.vstack",
          "builtins.list");

  private static final Set<String> KEEPING_METHODS =
      Set.of(
          "cpu",
          "cuda",
          "to",
          "detach",
          "data",
          "numpy",
          "tolist",
          "item",
          "squeeze",
          "unsqueeze",
          "flatten",
          "ravel",
          "reshape",
          "view",
          "long",
          "int",
          "float",
          "astype",
          "type",
          "clone");

  private Metrics() {}

  /** Whether a class keeps count of how good a model is: a module by inheritance, and no model. */
  public static boolean isKeeper(String qualifiedName) {
    return KEEPERS.matcher(qualifiedName).matches();
  }

  /**
   * Whether a class keeps count as a module does that other modules hold: what it counts goes where
   * they go (<a
   * href="https://lightning.ai/docs/torchmetrics/stable/pages/overview.html#metrics-and-devices">torchmetrics</a>).
   */
  public static boolean isModule(String qualifiedName) {
    return MODULES.matcher(qualifiedName).matches();
  }

  /**
   * Whether such a class may be given plain numbers or texts, which it counts wherever it is (<a
   * href="https://lightning.ai/docs/torchmetrics/stable/aggregation/mean.html">torchmetrics</a>).
   */
  public static boolean takesPlainValues(String qualifiedName) {
    return OF_PLAIN_VALUES.matcher(qualifiedName).matches();
  }

  /** Whether code of such words may use such a class. */
  public static boolean mayKeep(Words code) {
    return code.mayHold("torchmetrics");
  }

  /**
   * Whether a method of such a class counts something (<a
   * href="https://lightning.ai/docs/torchmetrics/stable/pages/overview.html">torchmetrics</a>).
   */
  public static boolean adds(String method) {
    return method.equals("update") || method.equals("forward");
  }

  /** Whether a method of such a class gives its value: of all that was counted since a reset. */
  public static boolean reads(String method) {
    return method.equals("compute");
  }

  /** Whether a method of this name is what such a class is there for. */
  public static boolean isOfKeeper(String method) {
    return adds(method) || reads(method) || method.equals("reset");
  }

  /** Whether a function takes the truth first and predictions second, and tells them apart. */
  public static boolean tellsApart(String qualifiedName) {
    return isOneOf(ORDERED, qualifiedName);
  }

  /** Whether a function goes through all thresholds, and so needs scores. */
  public static boolean ranksScores(String qualifiedName) {
    return isOneOf(RANKING, qualifiedName);
  }

  /** The name of the parameter for the truth. */
  public static String truth() {
    return "y_true";
  }

  /** The name of the parameter for scores, where the function ranks them. */
  public static String scores() {
    return "y_score";
  }

  /** Whether a text may name one of the functions. */
  public static boolean mayName(String text) {
    return text.contains("sklearn");
  }

  /** Whether a function decides: for the highest score, or for the nearer of 0 and 1. */
  public static boolean decides(String qualifiedName) {
    return DECISIONS.contains(qualifiedName);
  }

  /** Whether a method of a tensor decides. */
  public static boolean decidesAsMethod(String name) {
    return DECIDING_METHODS.contains(name);
  }

  /** Whether a function gives the whole numbers that are nearest to the values of a tensor. */
  public static boolean roundsAsFunction(String qualifiedName) {
    return qualifiedName.equals("torch.round");
  }

  /** Whether a method of a tensor gives the whole numbers that are nearest to its values. */
  public static boolean rounds(String method) {
    return method.equals("round");
  }

  /** Whether a method of a tensor of truth values counts the true ones. */
  public static boolean counts(String method) {
    return method.equals("sum");
  }

  /** Whether a function of a tensor of truth values counts the true ones. */
  public static boolean countsAsFunction(String qualifiedName) {
    return qualifiedName.equals("torch.sum");
  }

  /** Whether a method of a tensor compares its values with others, one by one. */
  public static boolean compares(String method) {
    return method.equals("eq");
  }

  /** Whether a method of a tensor tells which of its values is the highest. */
  public static boolean givesHighest(String method) {
    return method.equals("argmax");
  }

  /** Whether a method of a tensor turns scores into probabilities over a dimension. */
  public static boolean normalises(String method) {
    return method.equals("softmax");
  }

  /** Whether a function gives the highest values along a dimension, and which they are. */
  public static boolean givesMaximum(String qualifiedName) {
    return qualifiedName.equals("torch.max");
  }

  /** Whether a function gives the values of its first argument. */
  public static boolean keepsArgument(String qualifiedName) {
    return KEEPING_FUNCTIONS.contains(qualifiedName);
  }

  /** Whether a method or member gives the values of the tensor. */
  public static boolean keeps(String name) {
    return KEEPING_METHODS.contains(name);
  }

  private static boolean isOneOf(Set<String> functions, String qualifiedName) {
    return qualifiedName.startsWith(PACKAGE)
        && functions.contains(qualifiedName.substring(PACKAGE.length()));
  }
}
