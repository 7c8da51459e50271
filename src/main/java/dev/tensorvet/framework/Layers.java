package dev.tensorvet.framework;

import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.tensor.Proof;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What is known of the modules that networks are built of. */
public final class Layers {

  /** The package of {@code Module}, {@code ModuleList} and {@code ModuleDict}. */
  public static final String PACKAGE = "torch.nn";

  private static final String MODULE = "torch.nn.Module";

  /** The method that gives the parameters of a module with their names. */
  public static final String NAMED_PARAMETERS = "named_parameters";

  /** What the parts and parameters of the library's own layers are called. */
  public static final String PARTS_OF_LAYERS =
      """
      weight bias in_proj_weight in_proj_bias q_proj_weight k_proj_weight v_proj_weight bias_k bias_v
      out_proj self_attn multihead_attn linear1 linear2 norm1 norm2 norm3 dropout1 dropout2 dropout3
      layers encoder decoder norm activation weight_ih_l weight_hh_l bias_ih_l bias_hh_l _reverse
      weight_hr_l weight_ih weight_hh bias_ih bias_hh weight_g weight_v weight_orig parametrizations
      original head tail module
      """;

  /** Python's own, NumPy's and PyTorch's functions and layers, which have no parts but those. */
  private static final Pattern OF_TORCH =
      Pattern.compile("(?:builtins|math|torch|numpy|functools|itertools|typing|collections)\\..*");

  /** The network whose features a Fréchet distance compares; it fetches its weights itself. */
  static final String INCEPTION = "pytorch_fid.inception.InceptionV3";

  private static final String PARAMETER = "torch.nn.Parameter";

  /** Layers that always have parameters. */
  private static final Set<String> WEIGHTED =
      Set.of(
          ("Linear Bilinear LazyLinear Conv1d Conv2d Conv3d ConvTranspose1d ConvTranspose2d"
                  + " ConvTranspose3d LazyConv1d LazyConv2d LazyConv3d MultiheadAttention"
                  + " BatchNorm1d BatchNorm2d BatchNorm3d SyncBatchNorm GroupNorm LayerNorm RMSNorm"
                  + " RNN LSTM GRU RNNCell LSTMCell GRUCell Transformer TransformerEncoder"
                  + " TransformerDecoder TransformerEncoderLayer TransformerDecoderLayer Embedding"
                  + " EmbeddingBag PReLU AdaptiveLogSoftmaxWithLoss")
              .split(" "));

  /** Functions that fetch a state which others trained and published. */
  private static final Set<String> PUBLISHED_STATES =
      Set.of("torch.hub.load_state_dict_from_url", "torch.utils.model_zoo.load_url");

  /** Layers that compute differently in training and in evaluation. */
  private static final Set<String> MODE_DEPENDENT =
      Set.of(
          ("Dropout Dropout1d Dropout2d Dropout3d AlphaDropout FeatureAlphaDropout RReLU"
                  + " BatchNorm1d BatchNorm2d BatchNorm3d SyncBatchNorm LazyBatchNorm1d"
                  + " LazyBatchNorm2d LazyBatchNorm3d Transformer TransformerEncoderLayer"
                  + " TransformerDecoderLayer")
              .split(" "));

  /** What kind of layer something is, as far as how it learns goes. */
  public enum Family {
    /** Runs along a sequence, so that its gradients multiply. */
    RECURRENT,
    /** Attends, as the blocks of a transformer do. */
    ATTENTION,
    CONVOLUTION,
    /** Keeps what it gives at one scale. */
    NORMALISATION,
    OTHER
  }

  private static final Set<String> RECURRENT =
      Set.of("RNN", "LSTM", "GRU", "RNNBase", "RNNCell", "LSTMCell", "GRUCell");

  private static final Set<String> ATTENTION =
      Set.of(
          "Transformer",
          "TransformerEncoder",
          "TransformerDecoder",
          "TransformerEncoderLayer",
          "TransformerDecoderLayer",
          "MultiheadAttention");

  private static final String DROPOUT = "dropout";

  private static final Set<String> DROPOUT_OF_MAPS =
      Set.of("torch.nn.Dropout1d", "torch.nn.Dropout2d", "torch.nn.Dropout3d");

  private static final Set<String> DROPPING =
      Set.of(
          "torch.nn.functional.dropout",
          "torch.nn.functional.dropout1d",
          "torch.nn.functional.dropout2d",
          "torch.nn.functional.dropout3d",
          "torch.nn.functional.alpha_dropout",
          "torch.nn.functional.feature_alpha_dropout");

  private static final Pattern SOFTMAX_FUNCTION =
      Pattern.compile("(?:\\w+\\.)*(?:F|functional)\\.(?:log_)?softmax\\(");

  private static final Set<String> RELUS =
      Set.of("torch.relu", "torch.nn.functional.relu", "torch.nn.ReLU");

  private static final Pattern WITH_BATCH_NORM =
      Pattern.compile(
          "torchvision\\.models\\.(\\w+\\.)?(resnet\\d|resnext\\d|wide_resnet|densenet\\d|efficientnet_"
              + "|googlenet$|inception_v3$|mnasnet\\d|mobilenet_v|regnet_|shufflenet_v|vgg\\d+_bn$)\\w*");

  private static final Pattern HOLDS_STATISTICS =
      Pattern.compile(
          "isinstance\\([^\\n"
              + "]*BatchNorm|FrozenBatchNorm|(?i:(freeze|frozen|fix|eval|set|disable)_?(bn|batch_?norm))|(?i:bn_?(eval|frozen|freeze))|find\\(['\"]BatchNorm|track_running_stats|momentum"
              + " = 0");

  private static final Set<String> SEQUENCES = Set.of("torch.nn.Sequential");

  private static final Set<String> REPARAMETRISATIONS =
      Set.of(
          "torch.nn.utils.spectral_norm",
          "torch.nn.utils.weight_norm",
          "torch.nn.utils.parametrizations.spectral_norm",
          "torch.nn.utils.parametrizations.weight_norm",
          "torch.nn.utils.parametrizations.orthogonal");

  /** What only a module has. */
  private static final Set<String> MODULE_METHODS =
      Set.of(
          "parameters",
          "named_parameters",
          "buffers",
          "named_buffers",
          "children",
          "named_children",
          "modules",
          "named_modules",
          "to",
          "cuda",
          "train",
          "eval",
          "state_dict",
          "load_state_dict",
          "zero_grad",
          "requires_grad_",
          "register_buffer",
          "register_parameter",
          "register_forward_hook",
          "add_module");

  /** Methods of a module that give it back. */
  private static final Set<String> GIVE_BACK =
      Set.of(
          "to",
          "cuda",
          "cpu",
          "float",
          "double",
          "half",
          "bfloat16",
          "train",
          "eval",
          "apply",
          "requires_grad_",
          "share_memory");

  private static final Set<String> PARAMETER_METHODS =
      Set.of("parameters", "named_parameters", "buffers", "named_buffers");

  /** What a container of modules by name has beside what every module has. */
  private static final Set<String> DICT_METHODS =
      Set.of("clear", "pop", "keys", "items", "values", "update");

  private Layers() {}

  /** Whether a class of the project is known to be a module. */
  public static boolean isModule(ClassEntity type) {
    return type.isSubclassOf(Framework.MODULE) == Proof.YES;
  }

  /** Whether every module has a member of this name. */
  public static boolean isModuleMember(String name) {
    return Torch.isModuleMember(name);
  }

  /**
   * Whether a container of modules by name takes this one (<a
   * href="https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html">add_module</a>): it
   * would hide a member of the container, or be a way into another module.
   */
  public static boolean canBeKey(String name) {
    return !name.isEmpty()
        && !name.contains(".")
        && !isModuleMember(name)
        && !DICT_METHODS.contains(name);
  }

  /** Whether a canonical name is that of the class that all modules inherit from. */
  public static boolean isBase(String qualifiedName) {
    return qualifiedName.equals(MODULE);
  }

  /** Whether a function makes a module as its class does: new, and in training mode. */
  public static boolean isBuilder(String qualifiedName) {
    return qualifiedName.startsWith("torchvision.models.");
  }

  public static boolean isParameter(String qualifiedName) {
    return qualifiedName.equals(PARAMETER);
  }

  /** Whether a layer's class always gives it parameters. */
  public static boolean isWeighted(String qualifiedName) {
    return qualifiedName.startsWith(PACKAGE + ".")
        && WEIGHTED.contains(qualifiedName.substring(PACKAGE.length() + 1));
  }

  /** Whether an argument says if a layer that normalises has weights; a spread may bring it. */
  public static boolean decidesOnWeights(String argument) {
    return argument.endsWith("affine") || argument.startsWith("*");
  }

  /** Whether a layer's class always gives it weights that begin as random numbers. */
  public static boolean startsAtRandom(String qualifiedName) {
    return isWeighted(qualifiedName)
        && family(qualifiedName) != Family.NORMALISATION
        && !qualifiedName.endsWith(".PReLU");
  }

  /** What a layer multiplies its input by. */
  public static final String WEIGHT = "weight";

  /** Whether a layer adds something to what it gives, and what it adds. */
  public static final String BIAS = "bias";

  /** Whether a layer has a parameter of one dimension, unless it is told to have no bias. */
  public static boolean hasBias(String qualifiedName) {
    return isWeighted(qualifiedName) && !mayBeSparse(qualifiedName);
  }

  /** Whether code, as it is written, names batch normalisation. */
  public static boolean namesBatchNorm(String code) {
    return code.contains("BatchNorm");
  }

  /** Parts of the names by which code has to do with what a module keeps beside parameters. */
  public static Set<String> keeping() {
    return Set.of("buffer", "running_mean", "running_var", "update_bn");
  }

  /** Whether a method of a model makes its embeddings anew, for another number of tokens. */
  public static boolean replacesEmbeddings(String method) {
    return method.equals("resize_token_embeddings");
  }

  /** Whether code, as it is written, calls a softmax that takes its dimension in the same call. */
  public static boolean isSoftmaxFunction(String code) {
    return SOFTMAX_FUNCTION.matcher(code).lookingAt();
  }

  /** Whether a layer or function makes all that is below zero zero. */
  public static boolean isRelu(String qualifiedName) {
    return RELUS.contains(qualifiedName);
  }

  /** Whether a method of a module gives what it learns. */
  public static boolean givesTrained(String method) {
    return method.equals(PARAMETERS) || method.equals("named_parameters");
  }

  /** Whether a member of a layer is what it learns. */
  public static boolean isWeight(String member) {
    return member.equals("weight") || member.equals("bias");
  }

  /** Whether a layer does nothing but drop elements. */
  public static boolean isDropout(String qualifiedName) {
    return (qualifiedName.startsWith(PACKAGE + ".") && qualifiedName.endsWith("Dropout"))
        || DROPOUT_OF_MAPS.contains(qualifiedName);
  }

  /** Whether a function drops elements unless it is told that the model is not trained. */
  public static boolean dropsInTraining(String qualifiedName) {
    return DROPPING.contains(qualifiedName);
  }

  /** What tells such a function whether the model is trained; it takes yes for granted. */
  public static final String MODE_FLAG = "training";

  /** How much such a function drops. */
  public static final Parameter DROP_RATE = new Parameter(1, "p");

  /** Whether a text may use layers. */
  public static boolean mayBeUsed(String code) {
    return code.contains("torch");
  }

  /** Whether a text may make a published network that {@link #countsBatches}. */
  public static boolean mayCountBatches(String code) {
    return code.contains("torchvision");
  }

  /** Whether a function or class makes a published network with batch normalisation. */
  public static boolean countsBatches(String qualifiedName) {
    return WITH_BATCH_NORM.matcher(qualifiedName).matches();
  }

  /** Whether a part of a published network is what scores the classes. */
  public static boolean isHead(String part) {
    return part.equals("fc") || part.equals("classifier") || part.equals("head");
  }

  /** Whether a text may do something with the layers that normalise by batches. */
  public static boolean mayHoldStatistics(String code) {
    return HOLDS_STATISTICS.matcher(code).find();
  }

  /** Whether a class or function is of Python, NumPy or PyTorch, but for published networks. */
  public static boolean isOfTorch(String qualifiedName) {
    return OF_TORCH.matcher(qualifiedName).matches() && !qualifiedName.startsWith("torch.hub.");
  }

  /** Whether a call fetches a published state of a network, which names each of its layers. */
  public static boolean fetchesState(String qualifiedName) {
    return PUBLISHED_STATES.contains(qualifiedName);
  }

  /** Whether a layer's gradients hold only some rows: of those that may. */
  public static final String SPARSE = "sparse";

  /** Whether a layer's gradients can be made to hold only some rows. */
  public static boolean mayBeSparse(String qualifiedName) {
    return qualifiedName.equals(PACKAGE + ".Embedding")
        || qualifiedName.equals(PACKAGE + ".EmbeddingBag");
  }

  /** The method of a module that gives its parameters as an optimizer wants them. */
  public static final String PARAMETERS = "parameters";

  /** Whether a method of a module gives its state by names. */
  public static boolean isState(String method) {
    return method.equals("state_dict");
  }

  /** How many numbers a linear layer gives. */
  public static final Parameter OUTPUTS = new Parameter(1, "out_features");

  /** How many channels a convolution gives. */
  public static final Parameter OUTPUT_CHANNELS = new Parameter(1, "out_channels");

  public static boolean isLinear(String qualifiedName) {
    return qualifiedName.equals(PACKAGE + ".Linear");
  }

  /** Whether a layer gives sums of weighted inputs, and nothing behind them. */
  public static boolean givesScores(String qualifiedName) {
    return qualifiedName.equals(PACKAGE + ".Linear")
        || (qualifiedName.startsWith(PACKAGE + ".") && family(qualifiedName) == Family.CONVOLUTION);
  }

  /** The kind of a library's layer. */
  public static Family family(String qualifiedName) {
    String name = qualifiedName.substring(qualifiedName.lastIndexOf('.') + 1);
    if (RECURRENT.contains(name)) {
      return Family.RECURRENT;
    }
    if (ATTENTION.contains(name)) {
      return Family.ATTENTION;
    }
    if (name.startsWith("Conv") || name.startsWith("LazyConv")) {
      return Family.CONVOLUTION;
    }
    return name.endsWith("Norm") || name.contains("BatchNorm") || name.contains("InstanceNorm")
        ? Family.NORMALISATION
        : Family.OTHER;
  }

  /**
   * Whether code that calls functions and methods of these names, and has no weights but a scale,
   * brings what it is given to one size: by its mean and spread, or in one call.
   */
  public static boolean normalises(Set<String> called) {
    return called.stream().anyMatch(name -> name.endsWith("_norm"))
        || (called.contains("mean")
            && List.of("var", "std", "sqrt", "rsqrt").stream().anyMatch(called::contains));
  }

  /** Whether a module of a library is a whole network of convolutions with normalisation. */
  public static boolean isImageNetwork(String qualifiedName) {
    return qualifiedName.startsWith("torchvision.models.") || qualifiedName.startsWith("timm.");
  }

  /** Whether a keyword of a network's constructor asks for weights that were trained before. */
  public static boolean asksForWeights(String keyword) {
    return keyword.startsWith("pretrained")
        || keyword.startsWith("weights")
        || keyword.startsWith("encoder_weights");
  }

  /** Whether a function gives a network with weights that were trained before. */
  public static boolean givesWeights(String qualifiedName) {
    return qualifiedName.endsWith(".from_pretrained")
        || qualifiedName.equals(INCEPTION)
        || qualifiedName.equals("torch.hub.load")
        || qualifiedName.equals("torch.load");
  }

  /**
   * Whether a module of a library computes differently in training and in evaluation.
   *
   * @param keywords the arguments that its constructor is given by name
   */
  public static Proof dependsOnMode(String qualifiedName, List<String> keywords) {
    if (qualifiedName.startsWith(PACKAGE + ".")) {
      String layer = qualifiedName.substring(PACKAGE.length() + 1);
      return MODE_DEPENDENT.contains(layer)
          ? Proof.YES
          : keywords.contains(DROPOUT) ? Proof.UNKNOWN : Proof.NO;
    }
    // Every classification network of torchvision has batch normalisation or dropout.
    return qualifiedName.startsWith("torchvision.models.") || qualifiedName.equals(INCEPTION)
        ? Proof.YES
        : Proof.UNKNOWN;
  }

  /** The argument of a layer that says how much it drops; empty for layers that never do. */
  public static Optional<String> rate(String qualifiedName) {
    String layer = qualifiedName.substring(qualifiedName.lastIndexOf('.') + 1);
    if (!qualifiedName.startsWith(PACKAGE + ".")) {
      return Optional.empty();
    }
    return layer.contains("Dropout")
        ? Optional.of("p")
        : Optional.of(DROPOUT).filter(name -> RECURRENT.contains(layer));
  }

  /** Whether an argument is called as if it said how much is dropped. */
  public static boolean isRate(String argument) {
    return argument.contains("drop");
  }

  /** Whether a member of a module says in which mode it is. */
  public static boolean isModeFlag(String member) {
    return member.equals(MODE_FLAG);
  }

  /** Whether a layer only keeps a place for another one. */
  public static boolean isPlaceholder(String qualifiedName) {
    return qualifiedName.equals("torch.nn.Identity");
  }

  /** Whether a class runs the modules that it is given, one after the other. */
  public static boolean isSequence(String qualifiedName) {
    return SEQUENCES.contains(qualifiedName);
  }

  /** Whether a function gives back the layer that is its first argument. */
  public static boolean givesBackLayer(String qualifiedName) {
    return REPARAMETRISATIONS.contains(qualifiedName);
  }

  /** Whether an object that answers to this method can only be a module. */
  public static boolean isModuleMethod(String name) {
    return MODULE_METHODS.contains(name);
  }

  /** Whether a method of a module gives back the module itself. */
  public static boolean givesBackItself(String method) {
    return GIVE_BACK.contains(method);
  }

  /**
   * Whether a call, as it is written, is one of the method by which published models of language
   * write on: it builds no graph, and leaves the model in its mode.
   */
  public static boolean generates(String callee) {
    return callee.endsWith(".generate");
  }

  /** Whether a method gives the state of a module, which goes on changing with the module. */
  public static boolean givesState(String method) {
    return method.equals("state_dict");
  }

  /** Whether a method of a module gives an iterator. */
  public static boolean givesIterator(String method) {
    return PARAMETER_METHODS.contains(method)
        || method.equals("modules")
        || method.equals("named_modules")
        || method.equals("children")
        || method.equals("named_children");
  }

  /** Whether a method of a module gives its parameters. */
  public static boolean givesParameters(String method) {
    return PARAMETER_METHODS.contains(method);
  }
}
