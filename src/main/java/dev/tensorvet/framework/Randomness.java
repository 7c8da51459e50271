package dev.tensorvet.framework;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Where random numbers come from, and what makes them repeatable. */
public final class Randomness {

  /** A generator of random numbers that all code of a process shares. */
  public enum Source {
    TORCH,
    NUMPY,
    PYTHON;

    /** As a message calls it. */
    public String title() {
      return switch (this) {
        case TORCH -> "PyTorch";
        case NUMPY -> "NumPy";
        case PYTHON -> "`random`";
      };
    }
  }

  /** The variable of the environment that seeds the hashes of texts when Python starts. */
  public static final String HASH_SEED = "PYTHONHASHSEED";

  private static final Map<String, Source> SEEDS =
      Map.of(
          "torch.manual_seed", Source.TORCH,
          "torch.random.manual_seed", Source.TORCH,
          "numpy.random.seed", Source.NUMPY,
          "random.seed", Source.PYTHON);

  private static final Set<String> CARD_SEEDS =
      Set.of(
          "torch.cuda.manual_seed",
          "torch.cuda.manual_seed_all",
          "torch.cuda.random.manual_seed",
          "torch.cuda.random.manual_seed_all",
          "torch.mps.manual_seed");

  private static final Set<String> NUMPY_DRAWS =
      Set.of(
          "rand",
          "randn",
          "randint",
          "random",
          "random_sample",
          "uniform",
          "normal",
          "choice",
          "shuffle",
          "permutation",
          "binomial",
          "beta",
          "poisson",
          "multinomial");

  private static final Set<String> PYTHON_DRAWS =
      Set.of(
          "random",
          "randint",
          "randrange",
          "uniform",
          "choice",
          "choices",
          "shuffle",
          "sample",
          "gauss",
          "normalvariate",
          "betavariate");

  private static final Set<String> CLOCKS =
      Set.of(
          "time.time",
          "time.time_ns",
          "time.perf_counter",
          "datetime.datetime.now",
          "datetime.datetime.utcnow");

  private static final Set<String> GENERATORS =
      Set.of(
          "numpy.random.RandomState",
          "numpy.random.default_rng",
          "numpy.random.Generator",
          "random.Random");

  private static final Pattern WORKER =
      Pattern.compile("initial_seed|worker_info|get_state|urandom|time|pid|uuid|randint");

  private static final Pattern STATE =
      Pattern.compile("rng_state|fork_rng|getstate|setstate|get_state|set_state");

  private static final Pattern PROCESSES =
      Pattern.compile("subprocess|os\\.exec|Popen|spawn|Process\\(|os\\.system|os\\.fork");

  private Randomness() {}

  /** The generator that a function makes repeatable. */
  public static Optional<Source> seeded(String qualifiedName) {
    return Optional.ofNullable(SEEDS.get(qualifiedName));
  }

  /** Whether a function of this name seeds the generators of tensors alone, whoever has it. */
  public static boolean seedsTensors(String name) {
    return name.equals("manual_seed");
  }

  /** Whether a file may choose how a GPU's library computes. */
  public static boolean mayTuneAlgorithms(String code) {
    return code.contains("cudnn");
  }

  /** Whether the code of a worker's start may take from anywhere which worker it is. */
  public static boolean mayTellWorker(String code, String worker) {
    boolean names =
        !worker.isEmpty()
            && Pattern.compile("\\b" + Pattern.quote(worker) + "\\b")
                    .matcher(code)
                    .results()
                    .count()
                > 1;
    return names || WORKER.matcher(code).find();
  }

  /** Whether a class or function makes a generator of its own, which is copied with its owner. */
  public static boolean makesGenerator(String qualifiedName) {
    return GENERATORS.contains(qualifiedName);
  }

  /** Whether a function makes the generator of a graphics card repeatable. */
  public static boolean seedsCard(String qualifiedName) {
    return CARD_SEEDS.contains(qualifiedName);
  }

  /**
   * What the names of code hold that may seed the generators: those of functions that do, and of
   * ColossalAI, whose {@code launch} seeds all of them unless it is told not to.
   */
  public static Set<String> seeders() {
    return Set.of("seed", "colossalai");
  }

  /** Whether a name is one that functions have which make generators repeatable. */
  public static boolean mayNameSeed(String name) {
    return name.toLowerCase(Locale.ROOT).contains("seed");
  }

  /** The generator that a function takes a number from. */
  public static Optional<Source> drawn(String qualifiedName) {
    int dot = qualifiedName.lastIndexOf('.');
    String module = qualifiedName.substring(0, Math.max(dot, 0));
    String function = qualifiedName.substring(dot + 1);
    if (module.equals("numpy.random") && NUMPY_DRAWS.contains(function)) {
      return Optional.of(Source.NUMPY);
    }
    return module.equals("random") && PYTHON_DRAWS.contains(function)
        ? Optional.of(Source.PYTHON)
        : Optional.empty();
  }

  /** Whether a function tells the time. */
  public static boolean tellsTime(String qualifiedName) {
    return CLOCKS.contains(qualifiedName);
  }

  /** Whether a text keeps and restores the state of generators. */
  public static boolean mayRestore(String text) {
    return STATE.matcher(text).find();
  }

  /** Whether a text may start another program, which takes the environment with it. */
  public static boolean mayStartProgram(String text) {
    return PROCESSES.matcher(text).find();
  }

  /** Whether an expression is the environment of the process. */
  public static boolean isEnvironment(String qualifiedName) {
    return qualifiedName.equals("os.environ");
  }

  /** Whether a setting lets the fastest algorithm be found by trying. */
  public static boolean triesAlgorithms(String qualifiedName) {
    return qualifiedName.equals("torch.backends.cudnn.benchmark");
  }

  /** Whether a setting allows only algorithms that give the same result each time. */
  public static boolean isDeterminism(String qualifiedName) {
    return qualifiedName.equals("torch.backends.cudnn.deterministic");
  }

  /** Whether a function allows only algorithms that give the same result each time. */
  public static boolean demandsDeterminism(String qualifiedName) {
    return qualifiedName.equals("torch.use_deterministic_algorithms");
  }

  /** Whether a text may allow only repeatable algorithms on a card whose library is not told. */
  public static boolean mayDemand(String code) {
    return code.contains("use_deterministic_algorithms")
        && code.contains("cuda")
        && !code.contains("CUBLAS_WORKSPACE_CONFIG");
  }

  /** Whether a function lists the contents of a folder, in the order of the file system. */
  public static boolean lists(String qualifiedName) {
    return qualifiedName.equals("os.listdir")
        || qualifiedName.equals("os.scandir")
        || qualifiedName.equals("glob.glob")
        || qualifiedName.equals("glob.iglob");
  }

  /** Whether a function makes a set, whose order depends on the hashes of its elements. */
  public static boolean makesSet(String qualifiedName) {
    return qualifiedName.equals("builtins.set") || qualifiedName.equals("builtins.frozenset");
  }
}
