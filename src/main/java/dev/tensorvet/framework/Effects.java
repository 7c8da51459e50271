package dev.tensorvet.framework;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What the functions and methods of the libraries do in a training program. */
public final class Effects {

  private static final Set<String> TENSOR_MAKERS =
      Set.of(
          "torch.tensor",
          "torch.as_tensor",
          "torch.from_numpy",
          "torch.zeros",
          "torch.ones",
          "torch.eye",
          "torch.rand",
          "torch.randn",
          "torch.randint",
          "torch.full",
          "torch.empty",
          "torch.arange",
          "torch.linspace",
          "torch.cat",
          "torch.stack",
          "torch.mm",
          "torch.bmm",
          "torch.matmul",
          "torch.zeros_like",
          "torch.ones_like",
          "torch.rand_like",
          "torch.randn_like",
          "torch.diag",
          "torch.Tensor",
          "torch.FloatTensor");

  /** The functions of networks that give more than one tensor, or may. */
  private static final Pattern SEVERAL_RESULTS =
      Pattern.compile(".*(max_pool|with_indices|multi_head_attention).*");

  private static final Set<String> TENSOR_METHODS =
      Set.of(
          "t",
          "mm",
          "bmm",
          "matmul",
          "float",
          "double",
          "half",
          "cuda",
          "cpu",
          "to",
          "clone",
          "detach",
          "transpose",
          "permute",
          "view",
          "reshape",
          "contiguous",
          "squeeze",
          "unsqueeze",
          "requires_grad_",
          "mean",
          "sum",
          "add",
          "sub",
          "mul",
          "div",
          "conj");

  /** What a call of a library's function does; a class stands for the call of an instance. */
  public enum Effect {
    /** Changes the gradients of the parameters in its first argument to bound their size. */
    CLIP_GRADIENTS,
    /** Fills gradients: the function form of {@code loss.backward()}. */
    BACKWARD,
    /** Returns gradients instead of filling them. */
    GRADIENT,
    /** Makes a function that returns the gradients of another. */
    GRADIENT_FUNCTION,
    /** Calls its first argument, a module, with other parameters than its own. */
    CALL_OF_MODULE,
    /** Gives another object, equal to its first argument. */
    COPY,
    /** A loss that takes unnormalised scores and normalises them itself. */
    CROSS_ENTROPY,
    /** Turns scores into probabilities over a dimension. */
    SOFTMAX,
    /** Turns each score into a probability. */
    SIGMOID,
    /** Code under it builds no graph. */
    NO_GRADIENT,
    /** Code under it builds a graph again. */
    WITH_GRADIENT,
    /** Code under it builds a graph if the argument is true. */
    SET_GRADIENT,
    /** Gives back its first argument, or a wrapper that stands for it. */
    FIRST_ARGUMENT,
    /** Gives back its arguments, in order. */
    ALL_ARGUMENTS,
    /** Gives back a sequence of the elements of its first argument. */
    ELEMENTS,
    /** Gives back pairs of a number and an element of its first argument. */
    NUMBERED_ELEMENTS,
    /** Code under it computes in fewer bits. */
    AUTOCAST,
    /** A tensor of the first argument's values in another shape. */
    SAME_VALUES,
  }

  private static final Map<String, Effect> FUNCTIONS = new HashMap<>();

  private static void put(Effect effect, String... names) {
    for (String name : names) {
      FUNCTIONS.put(name, effect);
    }
  }

  static {
    put(
        Effect.CLIP_GRADIENTS,
        "torch.nn.utils.clip_grad_norm_",
        "torch.nn.utils.clip_grad_norm",
        "torch.nn.utils.clip_grad_value_",
        "torch.nn.utils.clip_grads_with_norm_");
    put(Effect.BACKWARD, "torch.autograd.backward");
    put(Effect.GRADIENT, "torch.autograd.grad");
    put(Effect.GRADIENT_FUNCTION, "torch.func.grad", "torch.func.grad_and_value");
    put(
        Effect.CALL_OF_MODULE,
        "torch.func.functional_call",
        "torch.nn.utils.stateless.functional_call");
    put(Effect.COPY, "copy.deepcopy");
    put(Effect.CROSS_ENTROPY, "torch.nn.functional.cross_entropy", "torch.nn.CrossEntropyLoss");
    put(
        Effect.SOFTMAX,
        "torch.softmax",
        "torch.nn.functional.softmax",
        "torch.special.softmax",
        "torch.nn.Softmax",
        "torch.nn.Softmax2d");
    put(
        Effect.SIGMOID,
        "torch.sigmoid",
        "torch.nn.functional.sigmoid",
        "torch.special.expit",
        "torch.nn.Sigmoid");
    put(
        Effect.NO_GRADIENT,
        "torch.no_grad",
        "torch.inference_mode",
        "torch.autograd.no_grad",
        "torch.autograd.inference_mode");
    put(Effect.WITH_GRADIENT, "torch.enable_grad", "torch.autograd.enable_grad");
    put(Effect.SET_GRADIENT, "torch.set_grad_enabled", "torch.autograd.set_grad_enabled");
    put(Effect.AUTOCAST, "torch.amp.autocast", "torch.cuda.amp.autocast", "torch.cpu.amp.autocast");
    put(
        Effect.FIRST_ARGUMENT,
        "torch.compile",
        "torch.jit.script",
        "torch.autograd.Variable",
        "copy.copy");
    Wrapper.names().forEach(name -> FUNCTIONS.put(name, Effect.FIRST_ARGUMENT));
    put(Effect.ALL_ARGUMENTS, "apex.amp.initialize");
    put(
        Effect.ELEMENTS,
        "tqdm.tqdm",
        "tqdm.auto.tqdm",
        "tqdm.notebook.tqdm",
        "tqdm.tqdm_notebook",
        "builtins.list",
        "builtins.tuple",
        "builtins.iter",
        "builtins.sorted",
        "builtins.reversed",
        "itertools.chain",
        "itertools.cycle",
        "itertools.islice");
    put(Effect.NUMBERED_ELEMENTS, "builtins.enumerate");
    put(
        Effect.SAME_VALUES,
        "torch.squeeze",
        "torch.unsqueeze",
        "torch.flatten",
        "torch.reshape",
        "torch.clone");
  }

  private static final Pattern OF_RUN =
      Pattern.compile("(?i)trac|script|compil|export|onnx|deploy|training|debug");

  private Effects() {}

  /** Whether a text may make of a module a program that stands for itself. */
  public static boolean mayMakeProgram(String text) {
    return text.contains("jit.") || text.contains("torch.compile") || text.contains("torch.fx");
  }

  /** Words of which one stands in each file that {@link #mayTakeProgram may make a program}. */
  public static List<String> programMakers() {
    return List.of("compile", "jit", "onnx");
  }

  /** Whether a text may make a program by one of the functions that {@link #takesProgram}. */
  public static boolean mayTakeProgram(String text) {
    return text.contains("torch.compile")
        || text.contains("jit.trace")
        || text.contains("onnx.export");
  }

  /** Whether a function makes a program of a model by running it, and not by reading its code. */
  public static boolean takesProgram(String qualifiedName) {
    return qualifiedName.equals("torch.compile") || recordsProgram(qualifiedName);
  }

  /** Whether the program is what one run of the model has done. */
  public static boolean recordsProgram(String qualifiedName) {
    return qualifiedName.equals("torch.jit.trace")
        || qualifiedName.equals("torch.jit.trace_module")
        || qualifiedName.equals("torch.onnx.export");
  }

  /** Whether a question may be about how a model is run. */
  public static boolean mayAskOfRun(String question) {
    return OF_RUN.matcher(question).find();
  }

  /** What a call of a canonical library name does, when it does something of note. */
  public static Optional<Effect> of(String qualifiedName) {
    return Optional.ofNullable(FUNCTIONS.get(qualifiedName));
  }

  /** Whether a function gives back its first argument, or a wrapper that stands for it. */
  public static boolean standsForArgument(String qualifiedName) {
    return FUNCTIONS.get(qualifiedName) == Effect.FIRST_ARGUMENT;
  }

  /** Whether tensors that a context's code makes can never be part of a graph. */
  public static boolean isInference(String qualifiedName) {
    return qualifiedName.equals("torch.inference_mode")
        || qualifiedName.equals("torch.autograd.inference_mode");
  }

  /** Whether a function gives gradients, which have a graph only if it is told so. */
  public static boolean givesGradients(String qualifiedName) {
    return FUNCTIONS.get(qualifiedName) == Effect.GRADIENT;
  }

  /** Whether a function calls its first argument, a module. */
  public static boolean callsModule(String qualifiedName) {
    return FUNCTIONS.get(qualifiedName) == Effect.CALL_OF_MODULE;
  }

  /** Whether a text may define a function with a backward pass of its own. */
  public static boolean mayWriteOwnGradient(String text) {
    return text.contains("autograd.Function") || text.contains("save_for_backward");
  }

  /** The last words of the names that have an effect: a file with none of them never calls one. */
  public static Set<String> words(Effect effect) {
    Set<String> words = new TreeSet<>();
    FUNCTIONS.forEach(
        (name, does) -> {
          if (does == effect) {
            words.add(name.substring(name.lastIndexOf('.') + 1));
          }
        });
    return words;
  }

  /** The last part of the name that a function goes by today, if this is a former one. */
  public static Optional<String> successor(String qualifiedName) {
    return qualifiedName.equals("torch.nn.utils.clip_grad_norm")
        ? Optional.of("clip_grad_norm_")
        : Optional.empty();
  }

  /** Whether a function gives a tensor, whatever it is given. */
  public static boolean makesTensor(String qualifiedName) {
    return TENSOR_MAKERS.contains(qualifiedName)
        || (qualifiedName.startsWith("torch.nn.functional.")
            && !SEVERAL_RESULTS.matcher(qualifiedName).matches());
  }

  /** Whether a method of a tensor gives a tensor. */
  public static boolean keepsTensor(String method) {
    return TENSOR_METHODS.contains(method);
  }

  /** Whether a text may call a function by a former name. */
  public static boolean mayNameFormer(String text) {
    return text.contains("clip_grad_norm(");
  }

  /** Whether a method gives its object's arguments back, made ready for a device. */
  public static boolean prepares(String method) {
    return method.equals("prepare") || method.equals("setup") || method.equals("setup_dataloaders");
  }
}
