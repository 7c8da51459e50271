package dev.tensorvet.framework;

/** What the losses of the libraries take. */
public final class Losses {

  private Losses() {}

  /** Whether a loss takes scores of two classes each, of which zero is the middle. */
  public static boolean takesLogits(String qualifiedName) {
    return qualifiedName.equals("torch.nn.BCEWithLogitsLoss")
        || qualifiedName.equals("torch.nn.functional.binary_cross_entropy_with_logits");
  }
}
