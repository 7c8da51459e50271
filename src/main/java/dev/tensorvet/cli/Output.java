package dev.tensorvet.cli;

import dev.tensorvet.report.Reporter;
import dev.tensorvet.report.Reporters;
import dev.tensorvet.settings.SettingsReader;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One report of a run: in which format, and where it goes.
 *
 * @param file absolute; none for standard output
 */
record Output(Reporter reporter, Optional<Path> file) {

  /**
   * The reports that a run is to give: the one of {@code --output-format} and {@code --output-file}
   * first, unless neither is given and another one goes to standard output, then those of {@code
   * --output}.
   */
  static List<Output> of(CheckOptions options, Path workingDirectory) {
    List<Output> more =
        options.outputs().stream().map(given -> parse(given, workingDirectory)).toList();
    boolean isMainAsked =
        options.outputFormat().isPresent()
            || options.outputFile().isPresent()
            || options.statistics();
    List<Output> all = new ArrayList<>();
    if (isMainAsked || more.stream().allMatch(output -> output.file().isPresent())) {
      // A wrong format is told, even where the statistics take its place.
      Reporter reporter = reporter(options.outputFormat().orElse("text"));
      all.add(
          new Output(
              options.statistics() ? Reporters.statistics() : reporter,
              options.outputFile().map(file -> workingDirectory.resolve(file).normalize())));
    }
    all.addAll(more);
    checkDistinct(all, options, workingDirectory);
    return List.copyOf(all);
  }

  private static Output parse(String given, Path workingDirectory) {
    int end = given.indexOf('=');
    String file = end < 0 ? "" : given.substring(end + 1);
    Reporter reporter = reporter(end < 0 ? given : given.substring(0, end));
    try {
      return new Output(
          reporter,
          file.isEmpty() || file.equals("-")
              ? Optional.empty()
              : Optional.of(workingDirectory.resolve(file).normalize()));
    } catch (InvalidPathException impossible) {
      throw new UsageException("there can be no file `" + file + "`: " + impossible.getReason());
    }
  }

  private static Reporter reporter(String name) {
    return Reporters.find(name)
        .orElseThrow(
            () ->
                new UsageException(
                    "there is no output format `"
                        + name
                        + "`"
                        + SettingsReader.suggestion(name, Reporters.names())));
  }

  private static void checkDistinct(
      List<Output> outputs, CheckOptions options, Path workingDirectory) {
    Set<Path> files = new HashSet<>();
    options
        .writeBaseline()
        .or(options::baseline)
        .ifPresent(baseline -> files.add(behindLinks(workingDirectory.resolve(baseline))));
    boolean isOutTaken = false;
    for (Output output : outputs) {
      if (output.file().isEmpty()) {
        if (isOutTaken) {
          throw new UsageException(
              "two reports cannot both go to standard output: `--output FORMAT=FILE` writes one"
                  + " to a file");
        }
        isOutTaken = true;
      } else if (!files.add(behindLinks(output.file().get()))) {
        throw new UsageException(
            "`"
                + workingDirectory.relativize(output.file().get())
                + "` cannot be written twice in one run");
      }
    }
  }

  /** What a file is called that may have several names, be it there or not. */
  private static Path behindLinks(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException notThere) {
      Path folder = file.toAbsolutePath().normalize().getParent();
      try {
        return folder == null
            ? file
            : folder.toRealPath().resolve(String.valueOf(file.getFileName()));
      } catch (IOException noFolder) {
        return file.toAbsolutePath().normalize();
      }
    }
  }
}
