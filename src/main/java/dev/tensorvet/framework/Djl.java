package dev.tensorvet.framework;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the names of the Deep Java Library mean. */
public final class Djl {

  /** The group of its artifacts, and the beginning of further ones. */
  public static final String GROUP = "ai.djl";

  private static final String ROOT = "ai.djl.";
  private static final String MODEL = "ai.djl.Model";
  private static final String ZOO_MODEL = "ai.djl.repository.zoo.ZooModel";
  private static final String MANAGER = "ai.djl.ndarray.NDManager";
  private static final String ARRAY = "ai.djl.ndarray.NDArray";
  private static final String LIST = "ai.djl.ndarray.NDList";
  private static final String TRAINER = "ai.djl.training.Trainer";
  private static final String COLLECTOR = "ai.djl.training.GradientCollector";
  private static final String COLLECTOR_MAKER = "newGradientCollector";

  private static final Set<String> IN_PLACE =
      Set.of("addi", "subi", "muli", "divi", "modi", "powi", "negi");

  private static final String PREDICTOR = "ai.djl.inference.Predictor";
  private static final String BATCH = "ai.djl.training.dataset.Batch";
  private static final String LOSS = "ai.djl.training.loss.Loss";
  private static final String OPTIMIZER = "ai.djl.training.optimizer.Optimizer";

  /** What has to be closed, as the code calls it. */
  public enum Resource {
    /** Holds memory of its own, and all that it makes. */
    MANAGER,
    /** A manager that another one closes in the end. */
    SUB_MANAGER,
    COLLECTOR,
    MODEL,
    /** Closed with its model at the latest. */
    PREDICTOR,
    /** Closed with its model at the latest. */
    TRAINER,
    BATCH
  }

  /** The types by which code is understood: a package, and names in it. */
  private static final String TYPES =
      """
      ai.djl Model Device Application
      ai.djl.engine Engine
      ai.djl.inference Predictor
      ai.djl.ndarray NDManager NDArray NDList NDArrays
      ai.djl.ndarray.types Shape DataType
      ai.djl.nn Block AbstractBlock AbstractBaseBlock SequentialBlock ParallelBlock LambdaBlock
      ai.djl.nn Parameter Activation Blocks SymbolBlock BlockList
      ai.djl.nn.core Linear Embedding Prelu Multiplication LinearCollection
      ai.djl.nn.convolutional Conv1d Conv2d Conv3d Conv1dTranspose Conv2dTranspose
      ai.djl.nn.norm BatchNorm Dropout LayerNorm GhostBatchNorm
      ai.djl.nn.recurrent RNN LSTM GRU
      ai.djl.training Trainer GradientCollector EasyTrain DefaultTrainingConfig TrainingConfig
      ai.djl.training ParameterStore
      ai.djl.training.dataset Batch Dataset RandomAccessDataset ArrayDataset
      ai.djl.training.loss Loss SoftmaxCrossEntropyLoss SigmoidBinaryCrossEntropyLoss L1Loss L2Loss
      ai.djl.training.optimizer Optimizer Sgd Adam AdamW Nag RmsProp Adagrad Adadelta
      ai.djl.repository.zoo Criteria ZooModel ModelZoo
      ai.djl.translate Pipeline Translator Batchifier Transform
      ai.djl.modality.cv.transform ToTensor Normalize Resize CenterCrop RandomFlipLeftRight
      ai.djl.modality.cv.transform RandomFlipTopBottom RandomBrightness RandomHue RandomColorJitter
      ai.djl.basicdataset.cv.classification Mnist FashionMnist Cifar10 ImageFolder CaptchaDataset
      ai.djl.basicdataset.cv CocoDetection PikachuDetection BananaDetection
      ai.djl.basicdataset.tabular CsvDataset AirfoilRandomAccess AmesRandomAccess
      """;

  private static final Set<String> NAMES = new HashSet<>();
  private static final Map<String, String> RESULTS = new HashMap<>();

  static {
    NAMES.addAll(JavaLibraries.names(TYPES));
    results("ai.djl.Model", MODEL, "newInstance");
    for (String model : List.of(MODEL, ZOO_MODEL)) {
      results(model, TRAINER, "newTrainer");
      results(model, PREDICTOR, "newPredictor");
      results(model, MANAGER, "getNDManager");
      results(model, "ai.djl.nn.Block", "getBlock");
    }
    results("ai.djl.repository.zoo.Criteria", ZOO_MODEL, "loadModel");
    results("ai.djl.repository.zoo.ModelZoo", ZOO_MODEL, "loadModel");
    results(MANAGER, MANAGER, "newBaseManager newSubManager getParentManager");
    results(
        MANAGER,
        ARRAY,
        "create zeros ones full arange eye linspace randomInteger randomPermutation randomUniform"
            + " randomNormal truncatedNormal randomMultinomial createCSR createCoo");
    results(TRAINER, COLLECTOR, COLLECTOR_MAKER);
    results("ai.djl.engine.Engine", COLLECTOR, COLLECTOR_MAKER);
    results("ai.djl.engine.Engine", "ai.djl.engine.Engine", "getInstance getEngine");
    results("ai.djl.engine.Engine", MANAGER, "newBaseManager");
    results(TRAINER, LIST, "forward evaluate");
    results(TRAINER, MANAGER, "getManager");
    results(TRAINER, LOSS, "getLoss");
    results(TRAINER, MODEL, "getModel");
    results(BATCH, LIST, "getData getLabels");
    results(BATCH, MANAGER, "getManager");
    results(LIST, ARRAY, "get head singletonOrThrow remove");
    results(
        ARRAY,
        ARRAY,
        "add sub mul div mod pow addi subi muli divi neg abs square sqrt exp log sin cos tanh max"
            + " min sum mean prod reshape transpose flatten squeeze expandDims concat stack get dot"
            + " matMul softmax logSoftmax argMax argMin argSort sort toType toDevice duplicate"
            + " clip round floor ceil gt lt gte lte eq neq broadcast repeat tile slice norm oneHot"
            + " stopGradient getGradient nonzero cumSum gather erfinv");
    results(ARRAY, MANAGER, "getManager");
    results(LOSS, ARRAY, "evaluate");
    results("ai.djl.nn.Block", LIST, "forward");
    results("ai.djl.nn.SequentialBlock", "ai.djl.nn.SequentialBlock", "add addAll addSingleton");
    results("ai.djl.translate.Pipeline", "ai.djl.translate.Pipeline", "add");
    results(
        "ai.djl.training.DefaultTrainingConfig",
        "ai.djl.training.DefaultTrainingConfig",
        "addEvaluator addTrainingListeners optDevices optOptimizer optInitializer");
  }

  private static final Set<String> SAMPLED =
      Set.copyOf(
          each(
              "ArrayDataset AirfoilRandomAccess AmazonReview AmesRandomAccess BananaDetection"
                  + " CaptchaDataset Cifar10 CocoDetection CsvDataset DailyDelhiClimate"
                  + " FashionMnist FruitsFreshAndRotten GoEmotions ImageFolder ImageNet Mnist"
                  + " MovieLens100k PennTreebankText PikachuDetection StanfordMovieReview"
                  + " StanfordQuestionAnsweringDataset TatoebaEnglishFrenchDataset"
                  + " UniversalDependenciesEnglishEWT"));

  private Djl() {}

  private static List<String> each(String words) {
    return List.of(words.split(" +", -1));
  }

  private static void results(String type, String result, String methods) {
    each(methods).forEach(method -> RESULTS.put(type + "." + method, result));
  }

  static boolean hasType(String qualifiedName) {
    return NAMES.contains(qualifiedName);
  }

  static Optional<String> result(String type, String method) {
    Optional<String> known = Optional.ofNullable(RESULTS.get(type + "." + method));
    return known.isPresent() || !isName(type) ? known : JavaLibraries.built(type, method);
  }

  /** Whether a text may use the library. */
  public static boolean mayBeUsed(String code) {
    return code.contains("ai.djl");
  }

  /** Whether a type is one of the library's. */
  public static boolean isName(String type) {
    return type.startsWith(ROOT);
  }

  // --- types

  public static boolean isManager(String type) {
    return type.equals(MANAGER);
  }

  public static boolean isModel(String type) {
    return type.equals(MODEL) || type.equals(ZOO_MODEL);
  }

  public static boolean isTrainer(String type) {
    return type.equals(TRAINER);
  }

  public static boolean isCollector(String type) {
    return type.equals(COLLECTOR);
  }

  public static boolean isPredictor(String type) {
    return type.equals(PREDICTOR);
  }

  /** Whether a type holds numbers that a manager owns. */
  public static boolean isArray(String type) {
    return type.equals(ARRAY) || type.equals(LIST);
  }

  public static boolean isArrayList(String type) {
    return type.equals(LIST);
  }

  public static boolean isBatch(String type) {
    return type.equals(BATCH);
  }

  public static boolean isPipeline(String type) {
    return type.equals("ai.djl.translate.Pipeline");
  }

  public static boolean isSequence(String type) {
    return type.equals("ai.djl.nn.SequentialBlock");
  }

  public static boolean isParameter(String type) {
    return type.equals("ai.djl.nn.Parameter");
  }

  /** Whether a type is that of a block: a layer, or several. */
  public static boolean isBlock(String type) {
    return type.equals("ai.djl.nn.Block")
        || type.equals("ai.djl.nn.SequentialBlock")
        || type.equals("ai.djl.nn.ParallelBlock")
        || (type.matches(
                "ai\\.djl\\.nn\\.(core|convolutional|norm|recurrent|transformer)\\.[A-Z]\\w+")
            && !type.endsWith("Loss"));
  }

  /** Whether a class is the one that blocks with children are made from. */
  public static boolean isBlockBase(String type) {
    return type.equals("ai.djl.nn.AbstractBlock");
  }

  // --- what has to be closed

  /** What a call gives that has to be closed. */
  public static Optional<Resource> opens(String type, String method) {
    if (isManager(type) || type.equals("ai.djl.engine.Engine")) {
      return switch (method) {
        case "newBaseManager" -> Optional.of(Resource.MANAGER);
        case "newSubManager" -> Optional.of(Resource.SUB_MANAGER);
        case COLLECTOR_MAKER -> Optional.of(Resource.COLLECTOR);
        default -> Optional.empty();
      };
    }
    return switch (method) {
      case COLLECTOR_MAKER -> isTrainer(type) ? Optional.of(Resource.COLLECTOR) : Optional.empty();
      case "newInstance" -> type.equals(MODEL) ? Optional.of(Resource.MODEL) : Optional.empty();
      case "loadModel" ->
          type.startsWith("ai.djl.repository.zoo.")
              ? Optional.of(Resource.MODEL)
              : Optional.empty();
      case "newPredictor" -> isModel(type) ? Optional.of(Resource.PREDICTOR) : Optional.empty();
      case "newTrainer" -> isModel(type) ? Optional.of(Resource.TRAINER) : Optional.empty();
      default -> Optional.empty();
    };
  }

  /** Whether a call gives batches, each of which has to be closed. */
  public static boolean givesBatches(String type, String method) {
    return (method.equals("iterateDataset") && isTrainer(type))
        || (method.equals("getData")
            && (type.endsWith("Dataset") || NAMES.contains(type))
            && !isBatch(type));
  }

  /** Whether a method of the library may keep what it is given. */
  public static boolean keeps(String type, String method) {
    return !type.equals(ARRAY)
        && method.matches("(opt|set|add|put|attach|temp|with|new|register)([A-Z].*)?");
  }

  /** Whether what a method gives has nothing to do with the memory of what it is asked of. */
  public static boolean givesPlain(String method) {
    return method.matches(
        "predict|batchPredict|getName|toString|(to\\w*Array)|get(Float|Int|Long|Double|Boolean|Byte)"
            + "|getShape|size|contentEquals|isEmpty|getDataType|getDevice|save|load|setBlock|close"
            + "|encode|describeInput|describeOutput|getProperty|toByteArray|isReleased|getEngine"
            + "|getTrainingResult|getMetrics|step|initialize");
  }

  /** Whether a type of the library holds native memory, or gives what does. */
  public static boolean holdsMemory(String type) {
    return isName(type) && !type.startsWith("ai.djl.modality.");
  }

  /** Whether a block has parameters, or may hold blocks that have. */
  public static boolean hasParameters(String type) {
    return isBlock(type) && !type.equals("ai.djl.nn.norm.Dropout");
  }

  // --- training

  /** Whether a static method runs the backward pass of a batch, and no step. */
  public static boolean trainsWithoutStep(String type, String method) {
    return type.equals("ai.djl.training.EasyTrain") && method.equals("trainBatch");
  }

  /** Whether a static method trains with all that belongs to it. */
  public static boolean trains(String type, String method) {
    return type.equals("ai.djl.training.EasyTrain") && method.equals("fit");
  }

  /** Whether a type is that of the ready-made loops. */
  public static boolean isEasyTrain(String type) {
    return type.equals("ai.djl.training.EasyTrain");
  }

  /** Whether a method may change parameters by gradients, by whatever object. */
  public static boolean mayUpdate(String method) {
    return method.equals("step")
        || method.equals("getGradient")
        || method.equals("updateAllParameters")
        || method.equals("update");
  }

  // --- losses

  /** A loss that takes scores as they are, or what a function made of them. */
  public enum LossInput {
    /** Takes the softmax by itself. */
    LOGITS_FOR_SOFTMAX,
    /** Wants the logarithm of a softmax. */
    LOG_PROBABILITIES,
    /** Takes the sigmoid by itself. */
    LOGITS_FOR_SIGMOID,
    /** Wants what a sigmoid gave. */
    PROBABILITIES
  }

  /**
   * What a loss takes.
   *
   * @param made the name of the factory method or of the class
   * @param last the last argument, where all are given
   */
  public static Optional<LossInput> lossInput(String made, int arguments, Optional<Boolean> last) {
    return switch (made) {
      case "softmaxCrossEntropyLoss", "ai.djl.training.loss.SoftmaxCrossEntropyLoss" ->
          arguments < 5
              ? Optional.of(LossInput.LOGITS_FOR_SOFTMAX)
              : last.map(
                  logits -> logits ? LossInput.LOGITS_FOR_SOFTMAX : LossInput.LOG_PROBABILITIES);
      case "sigmoidBinaryCrossEntropyLoss", "ai.djl.training.loss.SigmoidBinaryCrossEntropyLoss" ->
          arguments < 3
              ? Optional.of(LossInput.LOGITS_FOR_SIGMOID)
              : last.map(
                  sigmoid -> sigmoid ? LossInput.PROBABILITIES : LossInput.LOGITS_FOR_SIGMOID);
      default -> Optional.empty();
    };
  }

  /** Whether a type is that of all losses, which also makes them. */
  public static boolean isLoss(String type) {
    return type.equals(LOSS);
  }

  /** Whether a type is a loss by itself. */
  public static boolean isLossClass(String type) {
    return type.startsWith("ai.djl.training.loss.");
  }

  // --- data

  /** Whether a class is a data set that takes its samples in an order that it is told. */
  public static boolean isSampled(String type) {
    return SAMPLED.contains(type.substring(type.lastIndexOf('.') + 1))
        && (type.startsWith("ai.djl.basicdataset.")
            || type.startsWith("ai.djl.training.dataset.")
            || type.startsWith("ai.djl.timeseries."));
  }

  /** Whether the order of a data set's samples carries meaning. */
  public static boolean isOrdered(String type) {
    return type.contains("timeseries") || type.contains("TimeSeries");
  }

  public static boolean makesTensor(String type) {
    return type.equals("ai.djl.modality.cv.transform.ToTensor");
  }

  public static boolean normalizes(String type) {
    return type.equals("ai.djl.modality.cv.transform.Normalize");
  }

  // --- engines

  /** The engine that a dependency brings, by its artifact. */
  public static Optional<String> engine(String artifact) {
    return switch (artifact) {
      case "pytorch-engine", "pytorch-model-zoo" -> Optional.of("PyTorch");
      case "mxnet-engine", "mxnet-model-zoo" -> Optional.of("MXNet");
      case "tensorflow-engine", "tensorflow-model-zoo" -> Optional.of("TensorFlow");
      // The second is the artifact for Android.
      case "onnxruntime-engine", "onnxruntime" -> Optional.of("OnnxRuntime");
      default -> Optional.empty();
    };
  }

  /** Whether a text may open what collects gradients. */
  public static boolean mayCollect(String text) {
    return text.contains(COLLECTOR_MAKER);
  }

  /** Whether a method opens what collects gradients. */
  public static boolean opensCollector(String method) {
    return method.equals(COLLECTOR_MAKER);
  }

  /**
   * Whether a method of an array asks for its gradients (<a
   * href="https://javadoc.io/doc/ai.djl/api/latest/ai/djl/ndarray/NDArray.html">NDArray</a>).
   */
  public static boolean tracksGradient(String method) {
    return method.equals("setRequiresGradient") || method.equals("attachGradient");
  }

  /** Whether a method of an array changes it in place. */
  public static boolean changesArray(String method) {
    return IN_PLACE.contains(method);
  }

  /** Whether a name is that of an engine whose artifacts are known. */
  public static boolean isEngine(String name) {
    return Set.of("PyTorch", "MXNet", "TensorFlow", "OnnxRuntime").contains(name);
  }

  /** Whether a method asks for an engine by its name. */
  public static boolean choosesEngine(String method) {
    return method.equals("optEngine") || method.equals("getEngine");
  }

  /** Whether a method gives the first GPU, or one by its number. */
  public static boolean isGpu(String type, String method) {
    return type.equals("ai.djl.Device") && method.equals("gpu");
  }

  /** Whether a method takes the device that a model or an array comes to. */
  public static boolean takesDevice(String method) {
    return Set.of("optDevice", "optDevices", "newBaseManager", "newInstance", "toDevice")
        .contains(method);
  }

  /** Whether a text asks how many GPUs there are. */
  public static boolean countsGpus(String text) {
    return text.contains("getGpuCount") || text.contains("getDevices");
  }

  /** Whether a transform does something else each time. */
  public static boolean isRandomTransform(String type) {
    return type.startsWith("ai.djl.modality.cv.transform.Random");
  }

  /** Whether PyTorch's engine has no code for an optimizer. */
  public static boolean lacksOptimizer(String type, String method) {
    return type.equals(OPTIMIZER)
        && Set.of("nag", "rmsprop", "adagrad", "adadelta").contains(method);
  }

  /** Whether PyTorch's engine has no code for a block or transform. */
  public static boolean lacks(String type) {
    return Set.of(
            "ai.djl.nn.convolutional.Conv1dTranspose",
            "ai.djl.nn.convolutional.Conv2dTranspose",
            "ai.djl.nn.core.Prelu",
            "ai.djl.modality.cv.transform.RandomFlipLeftRight",
            "ai.djl.modality.cv.transform.RandomFlipTopBottom",
            "ai.djl.modality.cv.transform.RandomBrightness",
            "ai.djl.modality.cv.transform.RandomHue",
            "ai.djl.modality.cv.transform.RandomColorJitter")
        .contains(type);
  }
}
