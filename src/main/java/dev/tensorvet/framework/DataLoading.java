package dev.tensorvet.framework;

import java.util.Set;
import java.util.regex.Pattern;

/** What the classes and functions do that bring data to a model. */
public final class DataLoading {

  private static final Set<String> ITERABLE =
      Set.of("torch.utils.data.IterableDataset", "torch.utils.data.ChainDataset");

  // The parameters of PyTorch's own loader.

  public static final Parameter DATASET = new Parameter(0, "dataset");

  /** How many samples a batch has; one, if it is not said. */
  public static final Parameter BATCH_SIZE = new Parameter(1, "batch_size");

  public static final Parameter SHUFFLE = new Parameter(2, "shuffle");
  public static final Parameter SAMPLER = new Parameter(3, "sampler");
  public static final Parameter BATCH_SAMPLER = new Parameter(4, "batch_sampler");

  /** Whether a last batch that is not full is left out. */
  public static final Parameter DROP_LAST = new Parameter(8, "drop_last");

  /** Of the sampler that deals samples out to processes: whether it shuffles, as it does untold. */
  public static final Parameter SAMPLER_SHUFFLE = new Parameter(3, "shuffle");

  /** Of a sampler of batches: the sampler that gives their samples. */
  public static final Parameter INNER_SAMPLER = new Parameter(0, "sampler");

  /** Of a part of a dataset: the whole. */
  public static final Parameter WHOLE = new Parameter(0, "dataset");

  private static final Pattern LOADER_NAME = Pattern.compile("(?i).*(?:loader|_dl|batches)");

  private DataLoading() {}

  /** Whether a name is one that programs give what gives batches. */
  public static boolean isLoaderName(String name) {
    return LOADER_NAME.matcher(name).matches();
  }

  /** Whether a class is PyTorch's own loader, whose arguments are known. */
  public static boolean isPlainLoader(String qualifiedClass) {
    return qualifiedClass.equals("torch.utils.data.DataLoader");
  }

  /** Whether a class is PyTorch's sampler that deals samples out to processes. */
  public static boolean isDistributedSampler(String qualifiedClass) {
    return qualifiedClass.equals("torch.utils.data.DistributedSampler");
  }

  /** Whether a dataset of this class gives its samples in an order of its own. */
  public static boolean isIterable(String qualifiedClass) {
    return ITERABLE.contains(qualifiedClass);
  }

  /** Whether a function deals the samples of its first argument out to several datasets. */
  public static boolean splits(String qualifiedName) {
    return qualifiedName.equals("torch.utils.data.random_split");
  }

  /** Whether a class makes a dataset of some samples of its first argument. */
  public static boolean isPart(String qualifiedClass) {
    return qualifiedClass.equals("torch.utils.data.Subset");
  }
}
