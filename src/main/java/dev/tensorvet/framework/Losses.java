package dev.tensorvet.framework;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What the losses of the libraries take. */
public final class Losses {

  private static final Pattern NAMED =
      Pattern.compile("(?!.*(?:Model|With|Wrapper|Net))\\w*(?:Loss|Criterion)(?:es)?\\d*");

  /** What a loss takes the numbers for that it is given as predictions. */
  public enum Input {
    /** Scores of one of two classes each, of which zero is the middle. */
    LOGITS,
    /** Scores of several classes each, which are compared with each other. */
    SCORES,
    /** Probabilities of one of two classes each. */
    PROBABILITIES,
    /** Logarithms of probabilities, of which the one of the target is taken. */
    LOG_PROBABILITIES,
    /** Logarithms of probabilities, which are compared with other probabilities. */
    LOG_DISTRIBUTION,
    /** Logarithms of probabilities, step by step, which are summed up along ways. */
    LOG_SEQUENCE;

    /** Whether they may well be below zero and above. */
    public boolean areOfAnySign() {
      return this == LOGITS || this == SCORES;
    }
  }

  private static final Map<String, Input> INPUTS = new HashMap<>();

  private static void put(Input input, String type, String function) {
    INPUTS.put("torch.nn." + type, input);
    INPUTS.put("torch.nn.functional." + function, input);
  }

  static {
    put(Input.LOGITS, "BCEWithLogitsLoss", "binary_cross_entropy_with_logits");
    put(Input.SCORES, "CrossEntropyLoss", "cross_entropy");
    put(Input.PROBABILITIES, "BCELoss", "binary_cross_entropy");
    put(Input.LOG_PROBABILITIES, "NLLLoss", "nll_loss");
    put(Input.LOG_DISTRIBUTION, "KLDivLoss", "kl_div");
    put(Input.LOG_SEQUENCE, "CTCLoss", "ctc_loss");
  }

  /** Whether a loss is a mean, which it is untold, or a sum. */
  public static final Parameter REDUCTION = new Parameter(-1, "reduction");

  /** What {@link #REDUCTION} is called in old code. */
  public static final String FORMER_REDUCTION = "size_average";

  private static final String MEAN = "mean";

  /** Whether the target of a divergence is given by its logarithms too. */
  public static final String LOG_TARGET = "log_target";

  /** How much each class counts. */
  public static final Parameter WEIGHT = new Parameter(0, "weight");

  /** Of a loss of sequences: how long each of them is. */
  public static final Parameter LENGTHS = new Parameter(2, "input_lengths");

  private static final Pattern LOSS =
      Pattern.compile("torch\\.nn\\.(?:\\w+Loss|functional\\.\\w+)");

  private static final Set<String> FUNCTIONS =
      Set.copyOf(
          Framework.words(
              """
              binary_cross_entropy binary_cross_entropy_with_logits cross_entropy nll_loss mse_loss
              l1_loss smooth_l1_loss huber_loss poisson_nll_loss ctc_loss
              """));

  private static final Pattern BATCH_SIZE =
      Pattern.compile("(?i)(?:\\w+\\.)*(?:\\w+_)?(?:batch_?size|bsz?)");

  private Losses() {}

  /** Whether a text may compute a loss. */
  public static boolean mayCompute(String code) {
    return code.contains("torch") && (code.contains("Loss") || code.contains("functional"));
  }

  /** Whether something of this name behind a module may be one. */
  public static boolean mayName(String member) {
    return member.endsWith("Loss") || FUNCTIONS.contains(member) || member.equals("kl_div");
  }

  /** Whether a loss goes along sequences, whose steps are the first dimension. */
  public static boolean takesSequences(String qualifiedName) {
    return input(qualifiedName).filter(input -> input == Input.LOG_SEQUENCE).isPresent();
  }

  /** Whether a loss is a divergence, whose mean over all elements means nothing. */
  public static boolean isDivergence(String qualifiedName) {
    return input(qualifiedName).filter(input -> input == Input.LOG_DISTRIBUTION).isPresent();
  }

  /** Whether a loss raises an error where a card computes in half precision by itself. */
  public static boolean failsUnderAutocast(String qualifiedName) {
    return qualifiedName.equals("torch.nn.BCELoss")
        || qualifiedName.equals("torch.nn.functional.binary_cross_entropy");
  }

  /** Whether an argument of a loss says how it is made one number, by its name of today or not. */
  public static boolean reduces(String keyword) {
    return keyword.equals(REDUCTION.name())
        || keyword.equals("reduce")
        || keyword.equals(FORMER_REDUCTION);
  }

  /** Whether a class or function computes one loss for each sample and makes them one number. */
  public static boolean isReduced(String qualifiedName) {
    return LOSS.matcher(qualifiedName).matches()
        && (qualifiedName.endsWith("Loss")
            || FUNCTIONS.contains(qualifiedName.substring(qualifiedName.lastIndexOf('.') + 1)));
  }

  /** Whether a reduction leaves one number for each sample. */
  public static boolean isNone(String reduction) {
    return reduction.equals("none");
  }

  /** Whether a loss weighs classes of which each sample has one. */
  public static boolean weighsClasses(String qualifiedName) {
    return qualifiedName.equals("torch.nn.CrossEntropyLoss")
        || qualifiedName.equals("torch.nn.NLLLoss");
  }

  /** Whether code, as it is written, names the number of samples in a batch. */
  public static boolean isBatchSize(String code) {
    return BATCH_SIZE.matcher(code).matches();
  }

  /** Whether a reduction gives the mean over a batch. */
  public static boolean isMean(String reduction) {
    return reduction.equals(MEAN);
  }

  /** What a loss takes its predictions for, where that tells which numbers are wrong for it. */
  public static Optional<Input> input(String qualifiedName) {
    return Optional.ofNullable(INPUTS.get(qualifiedName));
  }

  /** Whether a loss takes scores of two classes each, of which zero is the middle. */
  public static boolean takesLogits(String qualifiedName) {
    return input(qualifiedName).filter(input -> input == Input.LOGITS).isPresent();
  }

  /** Whether a class of this name computes a loss, and is no model that brings its loss along. */
  public static boolean isNamedSo(String type) {
    return NAMED.matcher(type).matches();
  }
}
