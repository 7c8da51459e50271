package dev.tensorvet.framework;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What fetches models and data from the pages of others, with code of theirs. */
public final class Hub {

  /** Whether code that comes with a model or a data set is run. */
  public static final String TRUSTS_CODE = "trust_remote_code";

  /** Whether a repository is trusted without a question. */
  public static final String TRUSTS_REPOSITORY = "trust_repo";

  /** Where a repository lies. */
  public static final String SOURCE = "source";

  private static final Set<String> REVISIONS = Set.of("revision", "code_revision");

  private static final Set<String> LOADING_METHODS = Set.of("from_pretrained", "from_config");

  private static final List<String> TYPES = List.of("torch_dtype", "dtype");

  private static final Set<String> LOADERS =
      Set.of(
          "datasets.load_dataset",
          "datasets.load_dataset_builder",
          "evaluate.load",
          "transformers.pipeline");

  /** Those of whom the hub itself does not ask whether they are trusted. */
  private static final Set<String> TRUSTED_OWNERS =
      Set.of("facebookresearch", "facebookincubator", "pytorch", "fairinternal");

  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{7,40}");

  private static final Pattern LOCAL_PATH =
      Pattern.compile("(?:\\.{0,2}/|\\.{1,2}$|~|[A-Za-z]:).*");

  private static final Pattern LOCAL_NAME =
      Pattern.compile("(?i).*(path|dir|folder|local|checkpoint|ckpt|output|save).*");

  private Hub() {}

  /** Whether a method makes a model, or what belongs to one, of what was published. */
  public static boolean isLoadingMethod(String method) {
    return LOADING_METHODS.contains(method);
  }

  /** Whether a function is such a method of some class. */
  public static boolean loadsByMethod(String qualifiedName) {
    return qualifiedName.endsWith(".from_pretrained");
  }

  /**
   * The arguments that say of what type the weights of a fetched model are; the older one first.
   */
  public static List<String> typeArguments() {
    return TYPES;
  }

  /** Whether an argument asks for weights of fewer bits, which no optimizer steps. */
  public static boolean mayQuantise(String argument) {
    return argument.startsWith("load_in_") || argument.startsWith("quantization");
  }

  /** Whether a function fetches what was published. */
  public static boolean loads(String qualifiedName) {
    return LOADERS.contains(qualifiedName);
  }

  /** Whether a function runs the code of a repository to make a model. */
  public static boolean runsRepository(String qualifiedName) {
    return qualifiedName.equals("torch.hub.load");
  }

  /** The arguments that may name one version of what is published. */
  public static Set<String> revisions() {
    return REVISIONS;
  }

  /** Whether a revision stays what it is. */
  public static boolean isCommit(String revision) {
    return COMMIT.matcher(revision).matches();
  }

  /** Whether what is asked for is a folder of this machine. */
  public static boolean isLocal(String path) {
    return LOCAL_PATH.matcher(path).matches();
  }

  /** Whether a variable of this name may hold the path of a folder of this machine. */
  public static boolean mayNameFolder(String expression) {
    return LOCAL_NAME.matcher(expression).matches();
  }

  /**
   * Whether a repository, written as {@code owner/name} with or without a version, is one whose
   * code may change under its users, by somebody of whom the hub asks.
   */
  public static boolean mayChange(String repository) {
    int slash = repository.indexOf('/');
    return slash > 0
        && !repository.contains(":")
        && !TRUSTED_OWNERS.contains(repository.substring(0, slash));
  }

  /** Whether a file may run code that others have published. */
  public static boolean mayRunCode(String code) {
    return code.contains(TRUSTS_CODE) || code.contains("hub");
  }

  /** Whether a text says that nothing is fetched. */
  public static boolean isOffline(String text) {
    return text.contains("HF_HUB_OFFLINE") || text.contains("TRANSFORMERS_OFFLINE");
  }
}
