package dev.tensorvet.framework;

/** What the losses of the libraries take. */
public final class Losses {

  /** Whether a loss is a mean, which it is untold, or a sum. */
  public static final Parameter REDUCTION = new Parameter(-1, "reduction");

  /** What {@link #REDUCTION} is called in old code. */
  public static final String FORMER_REDUCTION = "size_average";

  private static final String MEAN = "mean";

  private Losses() {}

  /** Whether a reduction gives the mean over a batch. */
  public static boolean isMean(String reduction) {
    return reduction.equals(MEAN);
  }

  /** Whether a loss takes scores of two classes each, of which zero is the middle. */
  public static boolean takesLogits(String qualifiedName) {
    return qualifiedName.equals("torch.nn.BCEWithLogitsLoss")
        || qualifiedName.equals("torch.nn.functional.binary_cross_entropy_with_logits");
  }
}
