package dev.tensorvet.framework;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which class of a library the object is of that a function gives. */
public final class Makers {

  /** What {@code iter} gives of a loader. */
  public static final String LOADER_ITERATOR = "torch.utils.data.DataLoader.__iter__";

  private static final Set<String> FRAMES =
      Set.of(
          "pandas.DataFrame",
          "pandas.read_csv",
          "pandas.read_table",
          "pandas.read_excel",
          "pandas.read_json",
          "pandas.read_parquet");

  private static final Set<String> ARRAYS =
      Set.of(
          "numpy.array",
          "numpy.asarray",
          "numpy.zeros",
          "numpy.ones",
          "numpy.empty",
          "numpy.full",
          "numpy.arange",
          "numpy.concatenate",
          "numpy.stack",
          "numpy.frombuffer");

  private static final Set<String> NETWORKS =
      Set.of(
          "keras.Sequential",
          "keras.models.Sequential",
          "keras.Model",
          "keras.models.Model",
          "keras.models.load_model");

  private static final Pattern TOKENIZER =
      Pattern.compile("transformers\\.\\w*Tokenizer\\w*\\.from_pretrained");

  private Makers() {}

  /** The class of what a function or class gives, by the name under which tables have it. */
  public static Optional<String> made(String qualifiedName) {
    if (FRAMES.contains(qualifiedName)) {
      return Optional.of("pandas.DataFrame");
    }
    if (ARRAYS.contains(qualifiedName)) {
      return Optional.of("numpy.ndarray");
    }
    if (NETWORKS.contains(qualifiedName)) {
      return Optional.of("keras.Model");
    }
    if (TOKENIZER.matcher(qualifiedName).matches()) {
      return Optional.of("transformers.PreTrainedTokenizer");
    }
    String last = qualifiedName.substring(qualifiedName.lastIndexOf('.') + 1);
    return !last.isEmpty() && Character.isUpperCase(last.charAt(0))
        ? Optional.of(qualifiedName)
        : Optional.empty();
  }

  /** Whether a function gives what goes through its argument. */
  public static boolean iterates(String qualifiedName) {
    return qualifiedName.equals("builtins.iter");
  }
}
