package dev.tensorvet.framework;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the names of Deeplearning4j and ND4J mean. */
public final class Dl4j {

  /** The group of its artifacts. */
  public static final String GROUP = "org.deeplearning4j";

  private static final String LAYERS = "org.deeplearning4j.nn.conf.layers";
  private static final String NETWORK = "org.deeplearning4j.nn.multilayer.MultiLayerNetwork";
  private static final String GRAPH = "org.deeplearning4j.nn.graph.ComputationGraph";
  private static final String ARRAY = "org.nd4j.linalg.api.ndarray.INDArray";
  private static final String CONFIGURATION = "org.deeplearning4j.nn.conf.NeuralNetConfiguration";

  private static final String TYPES =
      """
      org.deeplearning4j.nn.conf.layers OutputLayer RnnOutputLayer DenseLayer LSTM GravesLSTM
      org.deeplearning4j.nn.conf.layers GravesBidirectionalLSTM ConvolutionLayer SubsamplingLayer
      org.deeplearning4j.nn.conf.layers BatchNormalization LossLayer CnnLossLayer RnnLossLayer
      org.deeplearning4j.nn.conf.layers EmbeddingLayer AutoEncoder VariationalAutoencoder
      org.deeplearning4j.nn.conf.layers ActivationLayer DropoutLayer GlobalPoolingLayer
      org.deeplearning4j.nn.conf.layers CenterLossOutputLayer
      org.deeplearning4j.nn.conf NeuralNetConfiguration MultiLayerConfiguration
      org.deeplearning4j.nn.conf ComputationGraphConfiguration
      org.deeplearning4j.nn.multilayer MultiLayerNetwork
      org.deeplearning4j.nn.graph ComputationGraph
      org.deeplearning4j.util ModelSerializer
      org.nd4j.linalg.api.ndarray INDArray
      org.nd4j.linalg.factory Nd4j
      org.nd4j.linalg.api.memory MemoryWorkspace
      org.nd4j.linalg.dataset.api.iterator DataSetIterator MultiDataSetIterator
      org.nd4j.linalg.dataset.api.preprocessor NormalizerStandardize NormalizerMinMaxScaler
      org.nd4j.linalg.dataset.api.preprocessor DataNormalization ImagePreProcessingScaler
      """;

  /** Methods of an array that leave it as it is. */
  private static final Set<String> IN_COPIES =
      Set.of(
          "add",
          "sub",
          "mul",
          "div",
          "rsub",
          "rdiv",
          "neg",
          "mmul",
          "transpose",
          "reshape",
          "permute",
          "dup",
          "addRowVector",
          "addColumnVector",
          "subRowVector",
          "mulRowVector",
          "divRowVector",
          "castTo");

  private static final Set<String> NAMES = new HashSet<>();
  private static final Map<String, String> RESULTS = new HashMap<>();

  static {
    NAMES.addAll(JavaLibraries.names(TYPES));
    for (String method :
        List.of("create", "zeros", "ones", "rand", "randn", "valueArrayOf", "linspace", "eye")) {
      RESULTS.put("org.nd4j.linalg.factory.Nd4j." + method, ARRAY);
    }
    for (String method : IN_COPIES) {
      RESULTS.put(ARRAY + "." + method, ARRAY);
      RESULTS.put(ARRAY + "." + method + "i", ARRAY);
    }
    RESULTS.put(NETWORK + ".output", ARRAY);
    RESULTS.put(NETWORK + ".rnnTimeStep", ARRAY);
    RESULTS.put("org.deeplearning4j.util.ModelSerializer.restoreMultiLayerNetwork", NETWORK);
    RESULTS.put("org.deeplearning4j.util.ModelSerializer.restoreComputationGraph", GRAPH);
    RESULTS.put(NETWORK + ".load", NETWORK);
    RESULTS.put(GRAPH + ".load", GRAPH);
  }

  private Dl4j() {}

  static boolean hasType(String qualifiedName) {
    return NAMES.contains(qualifiedName);
  }

  static Optional<String> result(String type, String method) {
    Optional<String> known = Optional.ofNullable(RESULTS.get(type + "." + method));
    return known.isPresent() || !isName(type) ? known : JavaLibraries.built(type, method);
  }

  /** Whether a text may use the library. */
  public static boolean mayBeUsed(String code) {
    return code.contains("deeplearning4j") || code.contains("nd4j");
  }

  /** Whether a type is one of the library's. */
  public static boolean isName(String type) {
    return type.startsWith("org.deeplearning4j.") || type.startsWith("org.nd4j.");
  }

  // --- networks

  /** Whether a class is a network that has to be initialised. */
  public static boolean isNetwork(String type) {
    return type.equals(NETWORK) || type.equals(GRAPH);
  }

  /** Whether a method of a network needs its parameters, and does not make them. */
  public static boolean needsParameters(String method) {
    return Set.of(
            "output",
            "outputSingle",
            "params",
            "predict",
            "feedForward",
            "evaluate",
            "score",
            "rnnTimeStep",
            "getLayers",
            "paramTable",
            "summary",
            "setParams",
            "numParams")
        .contains(method);
  }

  /** Whether a builder is the one that a network's configuration begins with. */
  public static boolean isConfiguration(String type) {
    return type.equals(CONFIGURATION + ".Builder");
  }

  /** Whether a type reads samples in turn. */
  public static boolean isIterator(String type) {
    return type.startsWith("org.") && isName(type) && type.endsWith("DataSetIterator");
  }

  /** Whether a class changes samples by what it has learnt of others. */
  public static boolean isNormalizer(String type) {
    return type.startsWith("org.nd4j.linalg.dataset.api.preprocessor.Normalizer")
        || type.startsWith("org.nd4j.linalg.dataset.api.preprocessor.MultiNormalizer");
  }

  public static boolean isSerializer(String type) {
    return type.equals("org.deeplearning4j.util.ModelSerializer");
  }

  // --- layers

  /** The simple name of the layer that a builder builds. */
  public static Optional<String> layer(String builder) {
    String end = ".Builder";
    return builder.startsWith(LAYERS + ".") && builder.endsWith(end)
        ? Optional.of(builder.substring(LAYERS.length() + 1, builder.length() - end.length()))
        : Optional.empty();
  }

  /** Whether a layer has as many inputs as the one before it has outputs, and says both. */
  public static boolean isPlain(String layer) {
    return Set.of(
            "DenseLayer",
            "OutputLayer",
            "LSTM",
            "GravesLSTM",
            "RnnOutputLayer",
            "AutoEncoder",
            "EmbeddingLayer")
        .contains(layer);
  }

  /** Whether a layer compares with labels. */
  public static boolean isOutput(String layer) {
    return layer.equals("OutputLayer")
        || layer.equals("RnnOutputLayer")
        || layer.equals("CenterLossOutputLayer");
  }

  /** How a loss and an activation do not fit. */
  public enum Misfit {
    /** The library refuses it. */
    REFUSED,
    /** It trains, and badly. */
    POOR
  }

  private static final Set<String> BEYOND_ONE =
      Set.of(
          "CUBE",
          "ELU",
          "HARDTANH",
          "IDENTITY",
          "LEAKYRELU",
          "RATIONALTANH",
          "RELU",
          "RELU6",
          "RRELU",
          "SELU",
          "SOFTPLUS",
          "SOFTSIGN",
          "SWISH",
          "TANH",
          "THRESHOLDEDRELU");

  /** Why a loss and the activation before it do not fit, if so. */
  public static Optional<Misfit> misfit(String loss, String activation) {
    boolean isCategorical = loss.equals("MCXENT") || loss.equals("NEGATIVELOGLIKELIHOOD");
    boolean isBinary = loss.equals("XENT");
    if ((isCategorical || isBinary) && BEYOND_ONE.contains(activation)) {
      return Optional.of(Misfit.REFUSED);
    }
    if ((isCategorical && activation.equals("SIGMOID"))
        || (isBinary && activation.equals("SOFTMAX"))) {
      return Optional.of(Misfit.REFUSED);
    }
    return loss.equals("MSE") && activation.equals("SOFTMAX")
        ? Optional.of(Misfit.POOR)
        : Optional.empty();
  }

  /** The activation that a loss is made for. */
  public static Optional<String> activationFor(String loss) {
    return switch (loss) {
      case "MCXENT", "NEGATIVELOGLIKELIHOOD" -> Optional.of("SOFTMAX");
      case "XENT" -> Optional.of("SIGMOID");
      default -> Optional.empty();
    };
  }

  /** What to call in the place of a method of the configuration that is gone. */
  public static Optional<String> removed(String method) {
    return switch (method) {
      case "learningRate" -> Optional.of("give the rate to the updater, as in `new Adam(0.001)`");
      case "iterations" -> Optional.of("call `fit` as often as there are iterations");
      case "regularization" -> Optional.of("`l1` and `l2` alone switch it on");
      case "momentum" -> Optional.of("give it to the updater, as in `new Nesterovs(0.1, 0.9)`");
      default -> Optional.empty();
    };
  }

  /** Since when these methods are gone. */
  public static final String REMOVED_SINCE = "1.0.0-beta";

  // --- arrays

  public static boolean isArray(String type) {
    return type.equals(ARRAY);
  }

  /** Whether a method of an array leaves it as it is, and gives what it made. */
  public static boolean leavesAsIs(String method) {
    return IN_COPIES.contains(method);
  }

  /** The method that does the same in place. */
  public static Optional<String> inPlace(String method) {
    if (method.endsWith("Vector")) {
      return Optional.of(method.replaceFirst("(Row|Column)", "i$1"));
    }
    return Set.of("add", "sub", "mul", "div", "rsub", "rdiv").contains(method)
        ? Optional.of(method + "i")
        : Optional.empty();
  }

  public static boolean isWorkspace(String type) {
    return type.equals("org.nd4j.linalg.api.memory.MemoryWorkspace");
  }

  /** Whether a static method makes an array. */
  public static boolean makesArray(String type, String method) {
    return type.equals("org.nd4j.linalg.factory.Nd4j")
        && Optional.ofNullable(RESULTS.get(type + "." + method)).isPresent();
  }
}
