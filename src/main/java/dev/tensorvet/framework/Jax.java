package dev.tensorvet.framework;

import java.util.Set;
import java.util.regex.Pattern;

/** What the names of JAX and of the libraries on top of it mean. */
public final class Jax {

  static final String TOP_LEVEL = "jax jaxlib flax optax equinox haiku chex distrax orbax";

  private static final String RANDOM = "jax.random.";
  private static final String ARRAYS = "jax.numpy.";

  /** What draws numbers by a key. */
  private static final Set<String> SAMPLERS =
      Set.copyOf(
          Framework.words(
              """
              ball bernoulli beta binomial bits categorical cauchy chisquare choice dirichlet
              double_sided_maxwell exponential f gamma generalized_normal geometric gumbel laplace
              loggamma logistic lognormal maxwell multinomial multivariate_normal normal orthogonal
              pareto permutation poisson rademacher randint rayleigh shuffle t triangular
              truncated_normal uniform wald weibull_min
              """));

  /** Samplers that put two arrays into one order when they get one key. */
  private static final Set<String> ORDERING = Set.of("permutation", "choice", "shuffle");

  /** Functions that give one array. */
  private static final Set<String> MAKERS =
      Set.copyOf(
          Framework.words(
              """
              abs add arange array asarray concatenate copy cos cumsum dot empty empty_like exp eye full
              full_like hstack identity linspace log matmul maximum minimum ones ones_like pad
              reshape sin sqrt stack tanh transpose vstack where zeros zeros_like
              """));

  private static final Pattern STAND_IN =
      Pattern.compile("fake|dummy|mock|synthetic|(?:^|_)tests?(?:_|$)");

  private static final Pattern TRACING = Pattern.compile("(?i)trac(?:e|ing)|compil");

  private static final Set<String> UPDATES =
      Set.of("set", "add", "subtract", "multiply", "mul", "divide", "div", "power", "min", "max");

  /** What makes one value of an array, as a method of it or as a function. */
  private static final Set<String> REDUCTIONS =
      Set.of("sum", "mean", "max", "min", "any", "all", "prod", "std", "var", "median");

  private static final Set<String> COMPILERS = Set.of("jax.jit", "jax.pmap", "equinox.filter_jit");

  /** What waits for a result, or needs its numbers. */
  private static final Set<String> WAITING =
      Set.copyOf(
          Framework.words(
              """
              block_until_ready device_get item tolist float int bool print asarray array to_py
              append write log savefig
              """));

  /** Of an optimizer that keeps nothing from step to step. */
  private static final Set<String> STATELESS = Set.of("optax.sgd", "optax.scale", "optax.identity");

  /** Python and NumPy's own random numbers, and the time, which tracing reads once. */
  private static final Set<String> IMPURE_MODULES = Set.of("numpy.random", "random", "time");

  /** Attributes of a traced array that are known when it is traced. */
  private static final Set<String> STATIC_ATTRIBUTES =
      Set.of("shape", "dtype", "ndim", "size", "sharding", "aval", "weak_type");

  /** Functions of NumPy that only ask for what is known when an array is traced. */
  private static final Set<String> STATIC_FUNCTIONS =
      Set.of("numpy.shape", "numpy.ndim", "numpy.size", "numpy.isscalar", "numpy.result_type");

  /** By which a compiled function is told which of its parameters stay Python's. */
  public static final String STATIC_NUMBERS = "static_argnums";

  public static final String STATIC_NAMES = "static_argnames";

  /** What says that a function gives more than a number. */
  public static final String HAS_AUXILIARY = "has_aux";

  /** Which collections of a module's variables a call may change. */
  public static final String MUTABLE = "mutable";

  public static final String STATISTICS = "batch_stats";

  /** The keys that the layers of a module draw by. */
  public static final String KEYS = "rngs";

  /** The share of its inputs that a layer drops. */
  public static final Parameter DROPPED_SHARE = new Parameter(0, "rate");

  /** Whether a layer drops nothing. */
  public static final String DETERMINISTIC = "deterministic";

  private static final Set<String> MODULES =
      Set.of("flax.linen.Module", "flax.nnx.Module", "equinox.Module", "haiku.Module");

  private static final Set<String> LAYERS =
      Set.of("flax.linen.", "flax.nnx.", "equinox.nn.", "haiku.");

  private static final Set<String> GRADIENTS =
      Set.of(
          "jax.grad",
          "jax.value_and_grad",
          "flax.nnx.grad",
          "flax.nnx.value_and_grad",
          "equinox.filter_grad",
          "equinox.filter_value_and_grad",
          "haiku.grad",
          "haiku.value_and_grad");

  private static final Set<String> WRAPPERS =
      Set.of(
          "jax.jit",
          "jax.pmap",
          "jax.vmap",
          "jax.checkpoint",
          "jax.remat",
          "flax.nnx.jit",
          "flax.nnx.vmap",
          "flax.nnx.pmap",
          "equinox.filter_jit",
          "equinox.filter_vmap",
          "equinox.filter_pmap",
          "haiku.transform",
          "haiku.jit");

  private static final Pattern LOSS =
      Pattern.compile(
          "(?:losses\\.)?(?:\\w*loss|\\w*entropy\\w*|squared_error|kl_divergence\\w*|\\w*_similarity)");

  private Jax() {}

  static Framework framework() {
    return Framework.empty()
        .withoutModules(TOP_LEVEL)
        .alias("jax.experimental.pjit.pjit", "jax.jit")
        .alias("jax._src", "jax");
  }

  /** Whether a package is JAX's, or one on top of it. */
  public static boolean isLibrary(String topLevel) {
    return Framework.words(TOP_LEVEL).contains(topLevel);
  }

  /** Whether a text may use JAX. */
  public static boolean mayUse(String code) {
    return code.contains("jax") || code.contains("flax") || code.contains("optax");
  }

  /** Whether a class is Flax's own, of modules whose variables are apart. */
  public static boolean isLinenModule(String qualifiedName) {
    return qualifiedName.equals("flax.linen.Module");
  }

  /** Whether a class is one that all modules of a library inherit from. */
  public static boolean isModule(String qualifiedName) {
    return MODULES.contains(qualifiedName);
  }

  /** Whether something is a layer of one of the libraries. */
  public static boolean isLayer(String qualifiedName) {
    int name = qualifiedName.lastIndexOf('.') + 1;
    return Character.isUpperCase(qualifiedName.charAt(name))
        && LAYERS.stream().anyMatch(qualifiedName::startsWith);
  }

  /** Whether a class is a layer that draws what it drops. */
  public static boolean drops(String qualifiedName) {
    return qualifiedName.equals("flax.linen.Dropout");
  }

  // --- random numbers

  /** Whether a function draws numbers by the key that is its first argument. */
  public static boolean isSampler(String qualifiedName) {
    return qualifiedName.startsWith(RANDOM)
        && SAMPLERS.contains(qualifiedName.substring(RANDOM.length()));
  }

  /** Whether a sampler puts things in an order, which two arrays may be meant to share. */
  public static boolean orders(String sampler) {
    return ORDERING.contains(sampler.substring(sampler.lastIndexOf('.') + 1));
  }

  /** Whether a function makes new keys of a key. */
  public static boolean splits(String qualifiedName) {
    return qualifiedName.equals("jax.random.split");
  }

  /** Whether a function only makes keys. */
  public static boolean derives(String qualifiedName) {
    return splits(qualifiedName) || qualifiedName.equals("jax.random.fold_in");
  }

  /** Whether a function's name says that what it makes stands for data, and may be anything. */
  public static boolean makesStandIns(String function) {
    return STAND_IN.matcher(function).find();
  }

  /** Whether a module that is called with an argument draws no random numbers. */
  public static boolean drawsNothing(String argument, boolean value) {
    return value
        ? argument.equals("deterministic") || argument.equals("inference")
        : argument.contains("dropout") || argument.startsWith("train");
  }

  // --- arrays

  /** Whether a function gives an array of JAX. */
  public static boolean makesArray(String qualifiedName) {
    return isSampler(qualifiedName)
        || (qualifiedName.startsWith(ARRAYS)
            && MAKERS.contains(qualifiedName.substring(ARRAYS.length())));
  }

  /** Whether {@code x.at[i].method(v)} gives a changed copy. */
  public static boolean updates(String method) {
    return UPDATES.contains(method);
  }

  /** Whether a member is the door to such copies. */
  public static boolean isUpdateDoor(String member) {
    return member.equals("at");
  }

  /** Whether a function works on arrays of NumPy, so that a traced one cannot be given to it. */
  public static boolean needsNumbers(String qualifiedName) {
    return qualifiedName.startsWith("numpy.")
        && qualifiedName.indexOf('.', "numpy.".length()) < 0
        && !STATIC_FUNCTIONS.contains(qualifiedName)
        && Character.isLowerCase(qualifiedName.charAt("numpy.".length()));
  }

  // --- compiled functions

  /** Whether a function compiles the function that is its first argument. */
  public static boolean compiles(String qualifiedName) {
    return COMPILERS.contains(qualifiedName);
  }

  /** Whether a function gives the same function with arguments bound. */
  public static boolean binds(String qualifiedName) {
    return qualifiedName.equals("functools.partial");
  }

  /** Whether a member of a traced array is known when it is traced. */
  public static boolean isStatic(String attribute) {
    return STATIC_ATTRIBUTES.contains(attribute);
  }

  /** Whether a function gives something else in each call, which a compiled one reads but once. */
  public static boolean isImpure(String qualifiedName) {
    int dot = qualifiedName.lastIndexOf('.');
    return dot > 0
        && IMPURE_MODULES.contains(qualifiedName.substring(0, dot))
        && Character.isLowerCase(qualifiedName.charAt(dot + 1))
        && !qualifiedName.endsWith(".sleep")
        && !qualifiedName.endsWith("seed");
  }

  /** Whether a text or a name tells that a function is traced: it is meant to run once. */
  public static boolean announcesTracing(String text) {
    return TRACING.matcher(text).find();
  }

  /** Whether a function shows its arguments to the reader. */
  public static boolean prints(String qualifiedName) {
    return qualifiedName.equals("builtins.print");
  }

  /** Whether a function makes a Python number of what it is given. */
  public static boolean makesNumber(String qualifiedName) {
    return qualifiedName.equals("builtins.float")
        || qualifiedName.equals("builtins.int")
        || qualifiedName.equals("builtins.bool");
  }

  /** Whether a function or method may wait until a result is there. */
  public static boolean mayWait(String name) {
    return WAITING.contains(name);
  }

  /** Whether something is JAX's own. */
  public static boolean isOfJax(String qualifiedName) {
    return qualifiedName.startsWith("jax.");
  }

  // --- gradients and optimizers

  /** Whether a function gives the derivative of the function that is its first argument. */
  public static boolean differentiates(String qualifiedName) {
    return qualifiedName.equals("jax.grad") || qualifiedName.equals("jax.value_and_grad");
  }

  /** Whether a function gives one that computes gradients, by whichever library on top of JAX. */
  public static boolean givesGradients(String qualifiedName) {
    return GRADIENTS.contains(qualifiedName);
  }

  /** Whether a function gives the function that it is given, compiled, spread or bound. */
  public static boolean wraps(String qualifiedName) {
    return binds(qualifiedName) || WRAPPERS.contains(qualifiedName);
  }

  /** Whether a method changes parameters by gradients. */
  public static boolean appliesGradients(String method) {
    return method.equals("apply_gradients");
  }

  /** Whether a function adds to parameters what an optimizer made of their gradients. */
  public static boolean appliesUpdates(String qualifiedName) {
    return qualifiedName.equals("optax.apply_updates")
        || qualifiedName.equals("equinox.apply_updates");
  }

  /** Whether a function computes a loss. */
  public static boolean computesLoss(String qualifiedName) {
    return qualifiedName.startsWith("optax.")
        && LOSS.matcher(qualifiedName.substring("optax.".length())).matches();
  }

  /** Whether a function makes an optimizer of optax. */
  public static boolean makesOptimizer(String qualifiedName) {
    return qualifiedName.startsWith("optax.");
  }

  /** Whether an optimizer keeps nothing from step to step. */
  public static boolean isStateless(String optimizer) {
    return STATELESS.contains(optimizer);
  }

  /** Whether a text may use an optimizer of optax. */
  public static boolean mayOptimize(String code) {
    return code.contains("optax");
  }

  /** Whether a method gives the changes of the parameters, and the optimizer's new state. */
  public static boolean isOptimizerUpdate(String method) {
    return method.equals("update");
  }

  /** Whether a method runs a module on variables that are given to it. */
  public static boolean appliesModule(String method) {
    return method.equals("apply") || method.equals("apply_fn");
  }

  /** Whether a method makes one value of an array. */
  public static boolean reduces(String method) {
    return REDUCTIONS.contains(method);
  }

  /** Whether a function makes one value of an array. */
  public static boolean isReduction(String qualifiedName) {
    return qualifiedName.startsWith(ARRAYS)
        && REDUCTIONS.contains(qualifiedName.substring(ARRAYS.length()));
  }

  /** The argument of a normalisation that lets it take the averages that it has. */
  public static final String AVERAGED = "use_running_average";

  /** Whether a layer keeps averages of what it saw in training. */
  public static boolean averages(String qualifiedName) {
    return qualifiedName.equals("flax.linen.BatchNorm");
  }
}
