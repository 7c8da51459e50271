package dev.tensorvet.framework;

import java.util.Map;
import java.util.Optional;

/** The functions that write a file or read one, by the argument that says which. */
public final class StoredFiles {

  private static final Map<String, Parameter> WRITERS =
      Map.of(
          "torch.save", new Parameter(1, "f"),
          "numpy.save", new Parameter(0, "file"),
          "numpy.savez", new Parameter(0, "file"),
          "numpy.savez_compressed", new Parameter(0, "file"),
          "numpy.savetxt", new Parameter(0, "fname"),
          "shutil.copy", new Parameter(1, "dst"),
          "shutil.copyfile", new Parameter(1, "dst"),
          "shutil.copytree", new Parameter(1, "dst"),
          "urllib.request.urlretrieve", new Parameter(1, "filename"),
          "torch.hub.download_url_to_file", new Parameter(1, "dst"));

  private static final Map<String, Parameter> READERS =
      Map.of(
          "torch.load", new Parameter(0, "f"),
          "numpy.load", new Parameter(0, "file"),
          "numpy.loadtxt", new Parameter(0, "fname"),
          "builtins.open", new Parameter(0, "file"),
          "os.listdir", new Parameter(0, "path"),
          "pandas.read_csv", new Parameter(0, "filepath_or_buffer"),
          "tarfile.open", new Parameter(0, "name"),
          "zipfile.ZipFile", new Parameter(0, "file"));

  private static final Map<String, Parameter> MODES =
      Map.of(
          "builtins.open", new Parameter(1, "mode"),
          "tarfile.open", new Parameter(1, "mode"),
          "zipfile.ZipFile", new Parameter(1, "mode"));

  private StoredFiles() {}

  /** Which argument says of a function whether it reads a file or writes it, if one does. */
  public static Optional<Parameter> mode(String qualifiedName) {
    return Optional.ofNullable(MODES.get(qualifiedName));
  }

  /** Whether a file that is opened in this way is only read. */
  public static boolean onlyReads(String mode) {
    return mode.startsWith("r") && !mode.contains("+");
  }

  /** Which argument names what a function writes, if it writes. */
  public static Optional<Parameter> written(String qualifiedName) {
    return Optional.ofNullable(WRITERS.get(qualifiedName));
  }

  /** Which argument names what a function reads, if it reads. */
  public static Optional<Parameter> read(String qualifiedName) {
    return Optional.ofNullable(READERS.get(qualifiedName));
  }
}
