package dev.tensorvet.framework;

import java.util.Set;
import java.util.regex.Pattern;

/** What the layers of PyTorch are told. */
public final class LayerArguments {

  /** How many layers a recurrent network has one upon the other; one, if it is not told. */
  public static final Parameter LAYERS = new Parameter(2, "num_layers");

  /** How much a recurrent network drops between its layers. */
  public static final String DROPOUT = "dropout";

  /** How many rows a table of embeddings has. */
  public static final Parameter ROWS = new Parameter(0, "num_embeddings");

  /** Which row of it stands for padding. */
  public static final Parameter PADDING = new Parameter(2, "padding_idx");

  private static final Set<String> STACKED =
      Set.of(Layers.PACKAGE + ".RNN", Layers.PACKAGE + ".LSTM", Layers.PACKAGE + ".GRU");

  private static final Pattern PADDING_NAME =
      Pattern.compile(
          "(?i).*pad(?:ding)?(?:_?(?:id|idx|index|token_id|token|value|symbol))?(?:\\(\\))?");

  /** What tokenizers of the Transformers library call the flags of what is no padding. */
  private static final Pattern KEPT = Pattern.compile(".*\\battention_mask(?:['\"]\\])?");

  private LayerArguments() {}

  /** Whether a layer takes its dropout for what lies between several of its kind. */
  public static boolean dropsBetweenLayers(String qualifiedName) {
    return STACKED.contains(qualifiedName);
  }

  /** Whether a mask of this name is true for what attention is to leave out. */
  public static boolean leavesOut(String keyword) {
    return keyword.endsWith("key_padding_mask");
  }

  /** Whether code names the token that fills sequences up. */
  public static boolean isPadding(String code) {
    return PADDING_NAME.matcher(code).matches();
  }

  /** Whether code names flags of what attention is not to leave out. */
  public static boolean marksKept(String code) {
    return KEPT.matcher(code).matches();
  }

  /** Whether a method of a tensor makes flags of its elements. */
  public static boolean makesFlags(String method) {
    return method.equals("bool");
  }
}
