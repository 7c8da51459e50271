package dev.tensorvet.framework;

import dev.tensorvet.requirement.Version;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Files from which objects are made again: what reads them, and what it may run on the way. */
public final class Archives {

  /** Where the tensors of a checkpoint go. */
  public static final Parameter MAP_LOCATION = new Parameter(1, "map_location");

  /** What makes the objects of a checkpoint again. */
  public static final Parameter UNPICKLER = new Parameter(2, "pickle_module");

  /** Whether a checkpoint may hold nothing but tensors and plain values. */
  public static final String WEIGHTS_ONLY = "weights_only";

  private static final Pattern PART =
      Pattern.compile("(?i)adapter|delta|lora|peft|prompt|prefix|trained_?param|trainable");

  /** Of what puts a state into a module: whether each part must fit. */
  public static final String STRICT = "strict";

  /** What makes the objects of a document. */
  public static final Parameter DOCUMENT_LOADER = new Parameter(1, "Loader");

  /** The keyword for the members to extract, which may have been looked at. */
  public static final String MEMBERS = "members";

  /** What an archive's members are put through before they are written. */
  public static final String MEMBER_FILTER = "filter";

  /** The first release that reads nothing else, unless it is told. */
  public static final Version FIRST_RESTRICTED = Version.of("2.6");

  /** The first release that can be told. */
  public static final Version FIRST_TOLD = Version.of("1.13");

  /** Under what name the package index has the library. */
  public static final Set<String> DISTRIBUTIONS = Set.of("torch");

  private static final Map<String, String> PLAIN_DOCUMENT_READERS =
      Map.of("yaml.load", "safe_load", "yaml.load_all", "safe_load_all");

  private static final Set<String> UNSAFE_DOCUMENT_READERS =
      Set.of("yaml.unsafe_load", "yaml.unsafe_load_all");

  private static final Set<String> UNSAFE_DOCUMENT_LOADERS =
      Set.of(
          "yaml.Loader",
          "yaml.UnsafeLoader",
          "yaml.CLoader",
          "yaml.CUnsafeLoader",
          "yaml.loader.Loader",
          "yaml.loader.UnsafeLoader",
          "yaml.cyaml.CLoader",
          "yaml.cyaml.CUnsafeLoader");

  private static final Set<String> BUFFERS = Set.of("io.BytesIO");

  private static final Set<String> FETCHERS =
      Set.of(
          "torch.hub.load_state_dict_from_url",
          "torch.hub.download_url_to_file",
          "torch.utils.model_zoo.load_url",
          "urllib.request.urlretrieve");

  private Archives() {}

  /** Whether a name says that what is put into a module is only a part of its state. */
  public static boolean isOfPart(String name) {
    return PART.matcher(name).find();
  }

  /** Whether a function fetches a file from an address, to be read later. */
  public static boolean fetches(String qualifiedName) {
    return FETCHERS.contains(qualifiedName);
  }

  /** Whether an address is one that anybody on the way may answer, and not that of a picture. */
  public static boolean isOpenAddress(String address) {
    return address.startsWith("http://") && !address.matches(".*\\.(?:jpe?g|png|gif|txt)");
  }

  /** Whether a function reads a checkpoint. */
  public static boolean readsCheckpoint(String qualifiedName) {
    return qualifiedName.equals("torch.load");
  }

  /** Whether a class keeps in memory what is written to it. */
  public static boolean isBuffer(String qualifiedName) {
    return BUFFERS.contains(qualifiedName);
  }

  /**
   * The function that reads the same document without running anything, for one that leaves it to
   * its loader.
   */
  public static Optional<String> safeDocumentReader(String qualifiedName) {
    return Optional.ofNullable(PLAIN_DOCUMENT_READERS.get(qualifiedName));
  }

  /** Whether a function makes any object that a document asks for. */
  public static boolean readsDocumentUnsafely(String qualifiedName) {
    return UNSAFE_DOCUMENT_READERS.contains(qualifiedName);
  }

  /** Whether a loader makes any object that a document asks for. */
  public static boolean isUnsafeDocumentLoader(String qualifiedName) {
    return UNSAFE_DOCUMENT_LOADERS.contains(qualifiedName);
  }

  /** Whether a function opens an archive whose members may name any place. */
  public static boolean opensArchive(String qualifiedName) {
    return qualifiedName.equals("tarfile.open") || qualifiedName.equals("tarfile.TarFile.open");
  }

  /** Whether a file may open archives. */
  public static boolean mayExtract(String code) {
    return code.contains("tarfile");
  }

  /** Whether a file may read documents that can ask for objects. */
  public static boolean mayReadDocument(String code) {
    return code.contains("yaml");
  }

  /** Whether a method of an archive writes all its members. */
  public static boolean extractsAll(String method) {
    return method.equals("extractall");
  }
}
