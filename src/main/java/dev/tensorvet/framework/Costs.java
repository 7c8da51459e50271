package dev.tensorvet.framework;

import dev.tensorvet.source.Words;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What functions of the libraries cost that need not be paid. */
public final class Costs {

  /** Whether activations are computed again in the way that came first. */
  public static final String REENTRANT = "use_reentrant";

  /** Arguments with which a tensor cannot simply be made elsewhere. */
  private static final Set<String> TIED =
      Set.of(Devices.ARGUMENT, TensorFunctions.RESULT, "pin_memory", "requires_grad");

  private static final Set<String> FILLED =
      Set.of(
          "torch.zeros",
          "torch.ones",
          "torch.full",
          "torch.empty",
          "torch.arange",
          "torch.linspace",
          "torch.eye");

  private static final Set<String> JOINS =
      Set.of(
          "torch.cat",
          "torch.concat",
          "torch.concatenate",
          "torch.hstack",
          "torch.vstack",
          "numpy.concatenate",
          "numpy.hstack",
          "numpy.vstack");

  private static final Pattern DEVICE_NAME =
      Pattern.compile("(?:.*[._])?(?:device|dev|cuda_device)|['\"]cuda(?::\\d+)?['\"]");

  private static final Set<String> LIST_READERS =
      Set.of(
          "torch.tensor",
          "torch.as_tensor",
          "torch.Tensor",
          "torch.FloatTensor",
          "torch.IntTensor",
          "torch.LongTensor");

  private static final Set<String> ARRAYS =
      Set.of(
          "numpy.array", "numpy.asarray", "numpy.zeros", "numpy.ones", "numpy.load", "numpy.stack");

  private static final Set<String> OF_ELEMENTS =
      Set.copyOf(
          Framework.words(
              "abs exp log sqrt tanh sigmoid relu sin cos square add sub mul div pow sign neg"));

  private static final Pattern MODEL = Pattern.compile("(?i)(.*_)?(model|net|network|policy)");

  private static final Pattern COPYING =
      Pattern.compile("(?i)inner|maml|meta|client|fast_weights|federat|learner|perturb|virtual");

  /** Functions of PyTorch that give a number, or write a file. */
  private static final Set<String> WAITING =
      Set.copyOf(
          Framework.words(
              "equal allclose nonzero unique save load masked_select argwhere is_nonzero"));

  private static final Set<String> LAUNCHED =
      Set.copyOf(
          Framework.words(
              """
              backward step zero_grad to cuda detach clone float half bfloat16 long view reshape
              permute transpose squeeze unsqueeze flatten contiguous sum mean argmax softmax size
              dim criterion loss_fn loss_func criteria train eval
              """));

  /** The last parts of the names of the functions that a reader of costs asks for. */
  private static final Set<String> NAMES =
      Stream.concat(
              LIST_READERS.stream().map(Costs::lastPart),
              Stream.of(
                  "empty_cache",
                  "checkpoint",
                  "checkpoint_sequential",
                  "compile",
                  "deepcopy",
                  "DataLoader"))
          .collect(Collectors.toUnmodifiableSet());

  private Costs() {}

  private static String lastPart(String qualifiedName) {
    return qualifiedName.substring(qualifiedName.lastIndexOf('.') + 1);
  }

  /**
   * Whether something of this name behind a module may be one of the functions that cost: what
   * stands for it need not be found out of any other.
   */
  public static boolean mayName(String member) {
    return NAMES.contains(member);
  }

  /** Where a compiled model keeps the one that it was made of, and what its names begin with. */
  public static final String COMPILED = "_orig_mod";

  /** Whether a text may compile a model. */
  public static boolean mayCompile(String code) {
    return code.contains("compile");
  }

  /** Whether a function gives a compiled model, and leaves its argument as it is. */
  public static boolean compiles(String qualifiedName) {
    return qualifiedName.equals("torch.compile");
  }

  /** Whether a function makes a tensor of a list. */
  public static boolean readsList(String qualifiedName) {
    return LIST_READERS.contains(qualifiedName);
  }

  /** Whether a function gives an array. */
  public static boolean makesArray(String qualifiedName) {
    return ARRAYS.contains(qualifiedName);
  }

  /** Whether a function gives a tensor of an array's memory. */
  public static boolean sharesArray(String qualifiedName) {
    return qualifiedName.equals("torch.from_numpy");
  }

  /** Whether code of such words may have an array and a tensor of one memory. */
  public static boolean mayShareMemory(Words code) {
    return code.mayHold("numpy") || code.mayHold("from_numpy");
  }

  /** Whether a member of a tensor gives its size along a dimension, or all of them. */
  public static boolean givesSize(String member) {
    return member.equals("size") || member.equals("shape");
  }

  /** Whether a function computes each element of its result of the elements at the same place. */
  public static boolean isOfElements(String qualifiedName) {
    return qualifiedName.startsWith("torch.") && OF_ELEMENTS.contains(lastPart(qualifiedName));
  }

  /** Whether a method gives an array of its tensor. */
  public static boolean givesArray(String method) {
    return method.equals("numpy");
  }

  /** Whether a function copies an object with all that it holds. */
  public static boolean copiesAll(String qualifiedName) {
    return qualifiedName.equals("copy.deepcopy");
  }

  /** Whether a variable's name says that it holds a model. */
  public static boolean isModelName(String name) {
    return MODEL.matcher(name).matches();
  }

  /** Whether a method of training may want a copy of a model for each batch. */
  public static boolean mayNeedCopies(String code) {
    return COPYING.matcher(code).find();
  }

  /** Whether a method waits until a tensor is computed, to read its numbers. */
  public static boolean waits(String method) {
    return method.equals("item") || method.equals("tolist");
  }

  /** Whether a text may compute on a graphics card. */
  public static boolean mayUseCard(String code) {
    return code.contains("cuda") || code.contains("device");
  }

  /** Whether a text may take the time of what a graphics card does, and never waits for it. */
  public static boolean mayTimeCard(String code) {
    return code.contains("cuda") && !code.contains("synchronize") && !code.contains("LAUNCH_BLOCK");
  }

  /** Whether a function tells a graphics card what to do, and does not wait until it is done. */
  public static boolean isLaunched(String qualifiedName) {
    return qualifiedName.startsWith("torch.") && !WAITING.contains(lastPart(qualifiedName));
  }

  /** Whether a method of this name does. */
  public static boolean isLaunchedMethod(String method) {
    return LAUNCHED.contains(method);
  }

  /** Whether a function gives the memory of a graphics card back that it keeps for later. */
  public static boolean emptiesCache(String qualifiedName) {
    return qualifiedName.equals("torch.cuda.empty_cache");
  }

  /** Whether a function fills a tensor with numbers that are the same on each device. */
  public static boolean fills(String qualifiedName) {
    return FILLED.contains(qualifiedName);
  }

  /** Whether an argument ties a tensor to where it is made. */
  public static boolean ties(String argument) {
    return TIED.contains(argument);
  }

  /** Whether an expression, as it is written, is a device. */
  public static boolean isDevice(String expression) {
    return DEVICE_NAME.matcher(expression).matches();
  }

  /** Whether a function makes a tensor where its {@link Devices#ARGUMENT} says. */
  public static boolean makesTensor(String qualifiedName) {
    return qualifiedName.startsWith("torch.") && !qualifiedName.startsWith("torch.nn.");
  }

  /** Whether a function copies all elements of its arguments into one new tensor or array. */
  public static boolean joins(String qualifiedName) {
    return JOINS.contains(qualifiedName);
  }

  /** Whether a function adds elements to a copy of its first argument. */
  public static boolean appendsToCopy(String qualifiedName) {
    return qualifiedName.equals("numpy.append");
  }

  /** Whether a function computes activations again instead of keeping them. */
  public static boolean recomputes(String qualifiedName) {
    return qualifiedName.equals("torch.utils.checkpoint.checkpoint")
        || qualifiedName.equals("torch.utils.checkpoint.checkpoint_sequential");
  }
}
