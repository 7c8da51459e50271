package dev.tensorvet.framework;

import java.util.Set;
import java.util.regex.Pattern;

/** What the names of Keras and TensorFlow mean. */
public final class Keras {

  static final String TOP_LEVEL = "keras tensorflow tf_keras keras_hub keras_cv keras_nlp";

  private static final String LAYERS = "keras.layers.";

  /** The first argument of a layer: how many values it gives. */
  public static final Parameter UNITS = new Parameter(0, "units");

  /** What a layer does to its values at the end. */
  public static final Parameter ACTIVATION = new Parameter(1, "activation");

  public static final Parameter LOSS = new Parameter(1, "loss");
  public static final Parameter METRICS = new Parameter(2, "metrics");
  public static final Parameter LAYER_LIST = new Parameter(0, "layers");
  public static final Parameter OUTPUTS = new Parameter(1, "outputs");
  public static final Parameter SAMPLES = new Parameter(0, "x");
  public static final Parameter LABELS = new Parameter(1, "y");
  public static final Parameter SOURCES = new Parameter(1, "sources");

  /** What a tape differentiates. */
  public static final Parameter TARGET = new Parameter(0, "target");

  /** Whether a loss is given scores, and not probabilities. */
  public static final String FROM_LOGITS = "from_logits";

  /** What a callback watches. */
  public static final Parameter MONITOR = new Parameter(0, "monitor");

  public static final String STEPS = "steps_per_epoch";

  /** How much of the end of the samples is kept for validation. */
  public static final String VALIDATION_SPLIT = "validation_split";

  public static final String TRAINING = "training";
  public static final String TRAINABLE = "trainable";
  public static final String PERSISTENT = "persistent";

  private static final String CHECKPOINT = "keras.callbacks.ModelCheckpoint";

  private static final Set<String> WATCHERS =
      Set.of("keras.callbacks.EarlyStopping", "keras.callbacks.ReduceLROnPlateau", CHECKPOINT);

  private static final Set<String> IMAGES = Set.of("mnist", "fashion_mnist", "cifar10", "cifar100");

  private static final Set<String> SCALING =
      Set.of(
          "Rescaling",
          "Normalization",
          "BatchNormalization",
          "LayerNormalization",
          "Lambda",
          "Embedding",
          "?");

  /** Layers with weights, between which a network needs something that is not linear. */
  private static final Pattern WEIGHTED =
      Pattern.compile("Dense|Conv[123]D|Conv[123]DTranspose|SeparableConv[12]D");

  private static final Pattern PLACED =
      Pattern.compile("(?:Separable|Depthwise)?Conv[23]D|(?:Max|Average)Pooling[23]D");

  private static final Set<String> POINTWISE =
      Set.of(
          "Dense", "Dropout", "BatchNormalization", "Activation", "ReLU", "LeakyReLU", "Softmax");

  private static final Set<String> TRANSPARENT =
      Set.of("Dropout", "Flatten", "Reshape", "SpatialDropout2D");

  /** Layers that do something else when they are trained. */
  private static final Set<String> MODAL =
      Set.of(
          "Dropout",
          "BatchNormalization",
          "SpatialDropout1D",
          "SpatialDropout2D",
          "AlphaDropout",
          "GaussianDropout",
          "GaussianNoise",
          "SyncBatchNormalization");

  private static final Pattern AUGMENTS =
      Pattern.compile(
          "\\.random_(?:flip|crop|brightness|contrast|hue|saturation|jpeg)|\\brandom\\.(?:uniform|normal)"
              + "|stateless_random|\\bRandom(?:Flip|Rotation|Zoom|Crop|Contrast|Translation|Brightness)");

  private static final Set<String> CONSTANTS =
      Set.of(
          "tensorflow.constant",
          "tensorflow.convert_to_tensor",
          "tensorflow.zeros",
          "tensorflow.ones",
          "tensorflow.range",
          "tensorflow.linspace",
          "tensorflow.random.normal",
          "tensorflow.random.uniform");

  private Keras() {}

  static Framework framework() {
    return Framework.empty()
        .withoutModules(TOP_LEVEL)
        .alias("tensorflow.keras", "keras")
        .alias("tensorflow.python.keras", "keras")
        .alias("tensorflow.compat.v2.keras", "keras")
        .alias("tf_keras", "keras")
        .alias("keras.models.Sequential", "keras.Sequential")
        .alias("keras.models.Model", "keras.Model")
        .alias("keras.utils.np_utils", "keras.utils");
  }

  /** Whether a text may use Keras or TensorFlow. */
  public static boolean mayUse(String code) {
    return code.contains("keras") || code.contains("tensorflow");
  }

  /** Of what reads a model: whether code that the file holds is refused. */
  public static final String SAFE_MODE = "safe_mode";

  /** Whether a function reads a model from a file. */
  public static boolean loadsModel(String qualifiedName) {
    return qualifiedName.equals("keras.models.load_model")
        || qualifiedName.equals("keras.saving.load_model");
  }

  /** Whether a function lets all models run the code that their files hold. */
  public static boolean runsCode(String qualifiedName) {
    return qualifiedName.endsWith(".enable_unsafe_deserialization");
  }

  // --- models

  public static boolean isSequential(String qualifiedName) {
    return qualifiedName.equals("keras.Sequential");
  }

  /** Whether a class makes a model of what leads from its inputs to its outputs. */
  public static boolean isFunctional(String qualifiedName) {
    return qualifiedName.equals("keras.Model");
  }

  /** Whether a class is a layer of Keras. */
  public static boolean isLayer(String qualifiedName) {
    return qualifiedName.startsWith(LAYERS)
        && Character.isUpperCase(qualifiedName.charAt(LAYERS.length()));
  }

  /** The plain name of a layer's class. */
  public static String layer(String qualifiedName) {
    return qualifiedName.substring(LAYERS.length());
  }

  public static boolean isInput(String qualifiedName) {
    return qualifiedName.equals("keras.Input") || qualifiedName.equals("keras.layers.Input");
  }

  public static boolean isDense(String layer) {
    return layer.equals("Dense");
  }

  public static boolean isActivation(String layer) {
    return layer.equals("Activation");
  }

  public static boolean isSoftmax(String layer) {
    return layer.equals("Softmax");
  }

  /** Whether a layer multiplies by weights, and is linear without an activation. */
  public static boolean isWeighted(String layer) {
    return WEIGHTED.matcher(layer).matches();
  }

  /** Whether two linear layers with this one between are one linear layer. */
  public static boolean isTransparent(String layer) {
    return TRANSPARENT.contains(layer);
  }

  /** Whether a layer may bring its input to a common scale. */
  public static boolean mayScale(String layer) {
    return SCALING.contains(layer);
  }

  /** Whether a layer gives one vector for each place of an image. */
  public static boolean keepsPlaces(String layer) {
    return PLACED.matcher(layer).matches();
  }

  /** Whether a layer works on each place by itself, and leaves the places as they are. */
  public static boolean leavesPlaces(String layer) {
    return POINTWISE.contains(layer);
  }

  /** Whether a class is one that layers and models inherit from. */
  public static boolean isBase(String qualifiedName) {
    return qualifiedName.equals("keras.Model")
        || qualifiedName.equals("keras.layers.Layer")
        || qualifiedName.equals("keras.Layer");
  }

  /** Whether a class keeps a measure over many batches. */
  public static boolean isMetric(String qualifiedName) {
    return qualifiedName.startsWith("keras.metrics.")
        && Character.isUpperCase(qualifiedName.charAt("keras.metrics.".length()));
  }

  /** Whether a method begins a measure anew. */
  public static boolean resets(String method) {
    return method.equals("reset_state") || method.equals("reset_states");
  }

  /** Whether a function makes an array of one number, again and again. */
  public static boolean fills(String qualifiedName) {
    return qualifiedName.equals("numpy.zeros")
        || qualifiedName.equals("numpy.ones")
        || qualifiedName.equals("numpy.full")
        || qualifiedName.equals("tensorflow.zeros")
        || qualifiedName.equals("tensorflow.ones");
  }

  /** Whether a function puts arrays one behind the other. */
  public static boolean joins(String qualifiedName) {
    return qualifiedName.equals("numpy.concatenate")
        || qualifiedName.equals("numpy.hstack")
        || qualifiedName.equals("numpy.vstack")
        || qualifiedName.equals("tensorflow.concat");
  }

  /** Whether a function only makes an array of a list. */
  public static boolean makesArray(String qualifiedName) {
    return qualifiedName.equals("numpy.array") || qualifiedName.equals("numpy.asarray");
  }

  /** Whether a text may put samples into another order. */
  public static boolean mayShuffle(String code) {
    return code.contains("shuffle") || code.contains("permutation") || code.contains("sample(");
  }

  /** Whether a layer does something else when it is trained. */
  public static boolean isModal(String layer) {
    return MODAL.contains(layer);
  }

  // --- training

  /** Whether a function gives the images of a well-known collection, as numbers up to 255. */
  public static boolean loadsImages(String qualifiedName) {
    return qualifiedName.startsWith("keras.datasets.")
        && qualifiedName.endsWith(".load_data")
        && IMAGES.contains(
            qualifiedName.substring(
                "keras.datasets.".length(), qualifiedName.length() - ".load_data".length()));
  }

  /** Whether a function makes a vector of zeros and a one of each label. */
  public static boolean makesOneHot(String qualifiedName) {
    return qualifiedName.equals("keras.utils.to_categorical");
  }

  /** Whether a class is in the module of the losses. */
  public static boolean isLoss(String qualifiedName) {
    return qualifiedName.startsWith("keras.losses.")
        || qualifiedName.startsWith("keras.metrics.")
        || qualifiedName.startsWith("keras.backend.");
  }

  /** Whether a callback waits for a measure to get better. */
  public static boolean watches(String qualifiedName) {
    return WATCHERS.contains(qualifiedName);
  }

  /** What a callback watches, if it is told. */
  public static Parameter monitor(String callback) {
    return callback.equals(CHECKPOINT) ? new Parameter(1, MONITOR.name()) : MONITOR;
  }

  /** Whether a measure is there whatever the model is told to measure. */
  public static boolean isAlwaysMeasured(String measure) {
    return measure.equals("loss") || measure.equals("lr") || measure.equals("learning_rate");
  }

  /** Whether a text gives back what models that are gone have left. */
  public static boolean mayClear(String code) {
    return code.contains("clear_session");
  }

  // --- TensorFlow

  /** Whether a function compiles the function that is its first argument. */
  public static boolean compiles(String qualifiedName) {
    return qualifiedName.equals("tensorflow.function");
  }

  public static boolean makesVariable(String qualifiedName) {
    return qualifiedName.equals("tensorflow.Variable");
  }

  public static boolean isTape(String qualifiedName) {
    return qualifiedName.equals("tensorflow.GradientTape");
  }

  /** Whether a method of a tape uses it up. */
  public static boolean usesTape(String method) {
    return method.equals("gradient") || method.equals("jacobian");
  }

  /** Whether a function gives a tensor that a tape does not watch by itself. */
  public static boolean makesConstant(String qualifiedName) {
    return CONSTANTS.contains(qualifiedName);
  }

  /** Whether an attribute of a model holds its variables. */
  public static boolean holdsVariables(String attribute) {
    return attribute.equals("trainable_variables")
        || attribute.equals("trainable_weights")
        || attribute.equals("variables");
  }

  /** Whether a name is a library's that computes with what it is given, and has no weights. */
  public static boolean isOfTensorFlow(String qualifiedName) {
    return qualifiedName.startsWith("tensorflow.") || isLoss(qualifiedName);
  }

  /** Whether a function computes a tensor of what it is given, and of nothing else. */
  public static boolean computesTensors(String qualifiedName) {
    String last = qualifiedName.substring(qualifiedName.lastIndexOf('.') + 1);
    return isOfTensorFlow(qualifiedName)
        && !last.isEmpty()
        && Character.isLowerCase(last.charAt(0))
        && !last.endsWith("_function");
  }

  /** Whether a function computes outside of TensorFlow, so that no tape sees it. */
  public static boolean isOfNumpy(String qualifiedName) {
    return qualifiedName.startsWith("numpy.");
  }

  /** Whether a method of a tensor gives its numbers. */
  public static boolean givesNumpy(String method) {
    return method.equals("numpy");
  }

  /** Whether code changes what it is given at random. */
  public static boolean mayAugment(String code) {
    return AUGMENTS.matcher(code).find();
  }

  /** Whether a function makes a stream of samples. */
  public static boolean makesDataset(String qualifiedName) {
    return qualifiedName.startsWith("tensorflow.data.");
  }
}
