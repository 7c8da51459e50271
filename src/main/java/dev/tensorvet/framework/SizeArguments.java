package dev.tensorvet.framework;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which arguments of the libraries' functions and layers are sizes, and so whole numbers. */
public final class SizeArguments {

  private static final Set<String> SHAPES =
      Set.of(
          "torch.zeros",
          "torch.ones",
          "torch.empty",
          "torch.rand",
          "torch.randn",
          "torch.randperm");

  /** Methods of tensors and arrays whose arguments are a shape. */
  private static final Set<String> SHAPE_METHODS = Set.of("view", "reshape");

  /** The first parameters of a layer that are sizes, and by which names they may be given. */
  private static final Map<String, List<String>> LAYERS =
      Map.ofEntries(
          Map.entry("Linear", List.of("in_features", "out_features")),
          Map.entry("Bilinear", List.of("in1_features", "in2_features", "out_features")),
          Map.entry("Conv1d", List.of("in_channels", "out_channels")),
          Map.entry("Conv2d", List.of("in_channels", "out_channels")),
          Map.entry("Conv3d", List.of("in_channels", "out_channels")),
          Map.entry("ConvTranspose1d", List.of("in_channels", "out_channels")),
          Map.entry("ConvTranspose2d", List.of("in_channels", "out_channels")),
          Map.entry("ConvTranspose3d", List.of("in_channels", "out_channels")),
          Map.entry("BatchNorm1d", List.of("num_features")),
          Map.entry("BatchNorm2d", List.of("num_features")),
          Map.entry("BatchNorm3d", List.of("num_features")),
          Map.entry("Embedding", List.of("num_embeddings", "embedding_dim")),
          Map.entry("RNN", List.of("input_size", "hidden_size")),
          Map.entry("LSTM", List.of("input_size", "hidden_size")),
          Map.entry("GRU", List.of("input_size", "hidden_size")));

  private SizeArguments() {}

  /** Whether all arguments that a function is given by position are sizes. */
  public static boolean areAll(String qualifiedName) {
    return SHAPES.contains(qualifiedName) || PythonFunctions.counts(qualifiedName);
  }

  /** Whether the arguments of a method of this name are a shape. */
  public static boolean areShape(String method) {
    return SHAPE_METHODS.contains(method);
  }

  /** The names of the first parameters of a layer, as far as these are sizes. */
  public static List<String> ofLayer(String qualifiedName) {
    String prefix = Layers.PACKAGE + ".";
    return qualifiedName.startsWith(prefix)
        ? LAYERS.getOrDefault(qualifiedName.substring(prefix.length()), List.of())
        : List.of();
  }
}
