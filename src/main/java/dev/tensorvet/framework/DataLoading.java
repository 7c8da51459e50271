package dev.tensorvet.framework;

import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.LibraryEntity;
import java.util.Set;
import java.util.regex.Pattern;

/** What the classes and functions do that bring data to a model. */
public final class DataLoading {

  private static final Set<String> ITERABLE =
      Set.of("torch.utils.data.IterableDataset", "torch.utils.data.ChainDataset");

  /** What makes batches of a dataset. */
  public static final String LOADER = "DataLoader";

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

  /** How many processes make batches ahead; none, if it is not said. */
  public static final Parameter WORKERS = new Parameter(5, "num_workers");

  /** Whether batches are put where a card can fetch them by itself. */
  public static final Parameter PINNED = new Parameter(7, "pin_memory");

  /** Of what moves a tensor: whether it goes on before the tensor is there. */
  public static final String NON_BLOCKING = "non_blocking";

  private static final Set<String> FILE_READERS =
      Set.of(
          "PIL.Image.open",
          "cv2.imread",
          "imageio.imread",
          "imageio.v2.imread",
          "skimage.io.imread",
          "torchvision.io.read_image",
          "torchvision.io.decode_image",
          "torchaudio.load",
          "librosa.load",
          "soundfile.read",
          "numpy.load",
          "torch.load",
          "nibabel.load",
          "pydicom.dcmread");

  private static final Set<String> FOLDERS =
      Set.of(
          "torchvision.datasets.ImageFolder",
          "torchvision.datasets.DatasetFolder",
          "torchvision.datasets.ImageNet",
          "torchvision.datasets.CocoDetection");

  /** What each worker runs when it starts. */
  public static final Parameter WORKER_START = new Parameter(10, "worker_init_fn");

  /** How many batches each worker makes ahead. */
  public static final Parameter AHEAD = new Parameter(-1, "prefetch_factor");

  /** Whether workers live on behind an epoch. */
  public static final Parameter PERSISTENT = new Parameter(-1, "persistent_workers");

  /** Of the sampler that draws by weight: the weight of each sample. */
  public static final Parameter WEIGHTS = new Parameter(0, "weights");

  private static final Set<String> PLAIN_BASES =
      Set.of(
          "torch.utils.data.Dataset",
          "typing.Generic",
          "builtins.object",
          "abc.ABC",
          "typing.Protocol");

  private static final Set<String> HANDLES =
      Set.of("h5py.File", "lmdb.open", "sqlite3.connect", "zipfile.ZipFile", "tarfile.open");

  private static final Pattern REOPENS =
      Pattern.compile("worker_init_fn|__getstate__|__setstate__|get_worker_info|getpid");

  private static final Pattern CLASS_WEIGHTS =
      Pattern.compile("(?i)class_?weights?|weights?_per_class|weights?_for_class(es)?");

  private static final Pattern HOLDS_OUT =
      Pattern.compile(
          "random_split|train_test_split|\\bSubset\\w*\\(|KFold|validation_split"
              + "|[\"'](?:val|valid|validation|dev|eval)[\"']");

  private static final Pattern DIVIDES =
      Pattern.compile("(?i)worker|rank|world|shard|rand|shuffle|while True|sample|islice|cycle");

  /** What makes a batch of elements in another way than the usual one. */
  public static final Parameter COLLATES = new Parameter(6, "collate_fn");

  /** How workers are started; as the program says, or the system has it, if it is not said. */
  public static final Parameter START = new Parameter(11, "multiprocessing_context");

  private DataLoading() {}

  /** Whether a text may say that processes begin without what this one holds. */
  public static boolean mayStartAnew(String code) {
    return code.contains("set_start_method");
  }

  /** Whether a function says how all processes of a program are started. */
  public static boolean setsStart(String qualifiedName) {
    return qualifiedName.matches("(?:torch\\.)?multiprocessing\\.set_start_method");
  }

  /** Whether a function gives what starts processes in the way that it is told. */
  public static boolean givesStart(String qualifiedName) {
    return qualifiedName.matches("(?:torch\\.)?multiprocessing\\.get_context");
  }

  /** Whether a way to start processes gives them nothing that cannot be written down. */
  public static boolean isAnew(String way) {
    return way.equals("spawn") || way.equals("forkserver");
  }

  /** Of a dataset of a library: whether it is fetched where it is not there. */
  public static final String FETCH = "download";

  /** Whether a class is a dataset that a library can fetch. */
  public static boolean canFetch(String qualifiedClass) {
    return qualifiedClass.startsWith("torchvision.datasets.")
        || qualifiedClass.startsWith("torchaudio.datasets.");
  }

  /** Whether a text may make a loader. */
  public static boolean mayLoad(String code) {
    return code.contains("DataLoader") || code.contains("WeightedRandomSampler");
  }

  /** Whether a class is the sampler that draws samples by weight. */
  public static boolean weighs(String qualifiedClass) {
    return qualifiedClass.equals("torch.utils.data.WeightedRandomSampler");
  }

  /** Whether a text may define a dataset. */
  public static boolean mayDefineDataset(String code) {
    return code.contains("__getitem__");
  }

  /** Whether a class is one that datasets inherit from. */
  public static boolean isDataset(String qualifiedClass) {
    return qualifiedClass.equals("torch.utils.data.Dataset")
        || qualifiedClass.startsWith("torchvision.datasets.");
  }

  /** Whether a class of the project is a dataset by what it inherits. */
  public static boolean isDataset(ClassEntity type) {
    return type.mro().linear().stream()
        .anyMatch(
            each -> each instanceof LibraryEntity library && isDataset(library.qualifiedName()));
  }

  /** Whether a call opens a file that stays open, whose place all copies share. */
  public static boolean opensHandle(String qualifiedName) {
    return HANDLES.contains(qualifiedName);
  }

  /** Whether a call opens a database so that its readers do not know of each other. */
  public static boolean isWithoutLock(String call) {
    return call.contains("lock=False");
  }

  /** Whether code may open its files anew in each worker. */
  public static boolean mayReopen(String code) {
    return REOPENS.matcher(code).find();
  }

  /** Whether a name is one that programs give the weights of classes. */
  public static boolean areOfClasses(String name) {
    return CLASS_WEIGHTS.matcher(name).matches();
  }

  /** Whether a function reads a file whole. */
  public static boolean readsFile(String qualifiedName) {
    return FILE_READERS.contains(qualifiedName);
  }

  /** Whether a dataset reads a file for each sample. */
  public static boolean readsFiles(String qualifiedClass) {
    return FOLDERS.contains(qualifiedClass);
  }

  /** Whether a class is that of datasets whose elements are asked for by their number. */
  public static boolean isMap(String qualifiedClass) {
    return qualifiedClass.equals("torch.utils.data.Dataset");
  }

  /** Whether a class adds neither a length nor elements to the datasets that inherit from it. */
  public static boolean isPlainBase(String qualifiedClass) {
    return PLAIN_BASES.contains(qualifiedClass);
  }

  /** Whether code may hold samples out for a validation, or takes those that are published. */
  public static boolean mayHoldOut(String code) {
    return HOLDS_OUT.matcher(code).find();
  }

  /** Whether the code of a stream may take part of its samples, or draw them by chance. */
  public static boolean mayDivide(String code) {
    return DIVIDES.matcher(code).find();
  }

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

  /** Whether a data set has been split by those who publish it: what is not to train is to test. */
  public static boolean isPublished(String qualifiedClass) {
    return qualifiedClass.startsWith("torchvision.datasets.");
  }

  /** Whether a class makes a dataset of some samples of its first argument. */
  public static boolean isPart(String qualifiedClass) {
    return qualifiedClass.equals("torch.utils.data.Subset");
  }
}
