package dev.tensorvet.framework;

import dev.tensorvet.tensor.Proof;
import java.util.Set;
import java.util.regex.Pattern;

/** What the classes and functions do that bring data to a model. */
public final class DataLoading {

  private static final Set<String> ITERABLE =
      Set.of("torch.utils.data.IterableDataset", "torch.utils.data.ChainDataset");

  /** The argument that says how many samples a batch has; without it, one. */
  public static final String BATCH_SIZE = "batch_size";

  private static final Pattern LOADER_NAME = Pattern.compile("(?i).*(?:loader|_dl|batches)");

  private DataLoading() {}

  /** Whether a name is one that programs give what gives batches. */
  public static boolean isLoaderName(String name) {
    return LOADER_NAME.matcher(name).matches();
  }

  /** Whether a function tells how many batches a loader gives. */
  public static boolean measures(String qualifiedName) {
    return qualifiedName.equals("builtins.len");
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

  /** Whether a transform runs those of its first argument, one after the other. */
  public static boolean isSequence(String qualifiedClass) {
    return qualifiedClass.startsWith("torchvision.transforms.")
        && qualifiedClass.endsWith(".Compose");
  }

  /** Whether a transform gives another result each time; unknown where its arguments decide. */
  public static Proof isRandom(String transform) {
    return transform.startsWith("torchvision.transforms.")
        ? Torchvision.isRandom(transform)
        : Proof.UNKNOWN;
  }
}
