package dev.tensorvet.cli;

import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Level;
import dev.tensorvet.report.Reporters;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/**
 * What {@code check} takes.
 *
 * @param paths files and directories as the user wrote them, or {@code -}
 * @param outputs further reports, as {@code FORMAT} or {@code FORMAT=FILE}
 * @param failOn the level from which on findings fail the run, where the user says it
 * @param jobs the number of threads, from 1
 */
record CheckOptions(
    List<String> paths,
    List<String> select,
    List<String> ignore,
    boolean fix,
    boolean unsafeFixes,
    boolean diff,
    boolean verify,
    Optional<String> outputFormat,
    Optional<Path> outputFile,
    List<String> outputs,
    Optional<Path> baseline,
    Optional<Path> writeBaseline,
    Optional<Level> failOn,
    boolean exitZero,
    boolean statistics,
    Optional<Path> config,
    boolean forceExclude,
    String stdinFilename,
    int jobs,
    boolean noCache,
    Optional<Path> cacheDir,
    Console.ColorChoice color) {

  static CheckOptions of(ParseResult given) {
    CheckOptions options =
        new CheckOptions(
            given.matchedPositionalValue(0, List.of()),
            given.matchedOptionValue("--select", List.of()),
            given.matchedOptionValue("--ignore", List.of()),
            given.hasMatchedOption("--fix"),
            given.hasMatchedOption("--unsafe-fixes"),
            given.hasMatchedOption("--diff"),
            given.hasMatchedOption("--verify"),
            optional(given, "--output-format"),
            optional(given, "--output-file"),
            given.matchedOptionValue("--output", List.of()),
            optional(given, "--baseline"),
            optional(given, "--write-baseline"),
            optional(given, "--fail-on"),
            given.hasMatchedOption("--exit-zero"),
            given.hasMatchedOption("--statistics"),
            optional(given, "--config"),
            given.hasMatchedOption("--force-exclude"),
            given.matchedOptionValue("--stdin-filename", "stdin.py"),
            given.matchedOptionValue("--jobs", Runtime.getRuntime().availableProcessors()),
            given.hasMatchedOption("--no-cache"),
            optional(given, "--cache-dir"),
            given.matchedOptionValue("--color", Console.ColorChoice.AUTO));
    if (options.jobs() < 1) {
      throw new UsageException("--jobs takes a number from 1");
    }
    options.checkTogether();
    return options;
  }

  private void checkTogether() {
    if (paths.contains("-") && paths.size() > 1) {
      throw new UsageException("`-` stands alone: standard input is checked by itself");
    }
    if (diff && !outputs.isEmpty()) {
      throw new UsageException("--diff prints no report: it does not go together with --output");
    }
    if (verify && (fix || diff)) {
      throw new UsageException(
          "--verify runs the models as they are: it does not go together with --fix or --diff");
    }
    if (writeBaseline.isPresent()) {
      if (baseline.isPresent()) {
        throw new UsageException(
            "--write-baseline does not go together with --baseline: it writes all that is found");
      }
      if (diff) {
        throw new UsageException("--diff writes nothing, and so no baseline");
      }
      if (paths.contains("-")) {
        throw new UsageException("a baseline is written of files, not of standard input");
      }
    }
  }

  private static <T> Optional<T> optional(ParseResult given, String name) {
    return Optional.ofNullable(given.matchedOption(name)).map(OptionSpec::getValue);
  }

  static CommandSpec spec() {
    CommandSpec spec =
        Command.spec("Checks Python files, notebooks, Java files and configurations.")
            .addPositional(
                PositionalParamSpec.builder()
                    .type(List.class)
                    .auxiliaryTypes(String.class)
                    .paramLabel("PATH")
                    .arity("0..*")
                    .description(
                        "Files and directories; - for standard input. Default: this directory.")
                    .build())
            .addOption(rules("--select", "Rules or categories to run, or ALL."))
            .addOption(rules("--ignore", "Rules or categories not to run."))
            .addOption(Command.flag("--fix", "Apply safe fixes."))
            .addOption(Command.flag("--unsafe-fixes", "With --fix or --diff: unsafe fixes too."))
            .addOption(Command.flag("--diff", "Print what --fix would change; write nothing."))
            .addOption(
                Command.flag(
                    "--verify",
                    "Run the models that something is found about, and leave out what that"
                        + " refutes."))
            .addOption(
                option(
                    String.class,
                    "FORMAT",
                    "One of " + String.join(", ", Reporters.names()) + ". Default: text.",
                    "--output-format"))
            .addOption(
                option(Path.class, "FILE", "Write the report to a file.", "-o", "--output-file"))
            .addOption(
                OptionSpec.builder("--output")
                    .type(List.class)
                    .auxiliaryTypes(String.class)
                    .paramLabel("FORMAT[=FILE]")
                    .arity("1")
                    .description(
                        "Give one more report; may be given again. Without a file, or with -, it"
                            + " goes to standard output.")
                    .build())
            .addOption(
                option(
                    Path.class,
                    "FILE",
                    "Leave out what this file holds, and tell what it holds in vain.",
                    "--baseline"))
            .addOption(
                option(
                    Path.class,
                    "FILE",
                    "Write what is found into a baseline, from which on only what is new is told.",
                    "--write-baseline"))
            .addOption(
                option(
                    Level.class,
                    "LEVEL",
                    "error, warning or advice. Default: warning.",
                    "--fail-on"))
            .addOption(Command.flag("--exit-zero", "Exit with 0 even when something is found."))
            .addOption(
                Command.flag("--statistics", "Print how often each rule was found, and no more."))
            .addOption(option(Path.class, "FILE", "Settings to use, and no others.", "--config"))
            .addOption(
                Command.flag(
                    "--force-exclude", "Leave out excluded files even when they are named."))
            .addOption(
                option(
                    String.class,
                    "PATH",
                    "The path that standard input stands for.",
                    "--stdin-filename"))
            .addOption(
                option(
                    int.class,
                    "N",
                    "How many threads. Default: one for each core.",
                    "-j",
                    "--jobs"))
            .addOption(
                OptionSpec.builder("-n", "--no-cache")
                    .type(boolean.class)
                    .arity("0")
                    .description("Check every file anew; read and write no cache.")
                    .build())
            .addOption(cacheDirectory())
            .addOption(
                option(Console.ColorChoice.class, "WHEN", "auto, always or never.", "--color"));
    spec.usageMessage()
        .footer(
            "",
            "Exit codes: 0 nothing found, 1 findings at or above --fail-on, 2 the run could not be"
                + " done.");
    return spec;
  }

  static OptionSpec cacheDirectory() {
    return option(
        Path.class,
        "DIR",
        "The folder of the cache. Default: .tensorvet_cache in the project.",
        "--cache-dir");
  }

  static OptionSpec option(Class<?> type, String label, String description, String... names) {
    return OptionSpec.builder(names)
        .type(type)
        .paramLabel(label)
        .arity("1")
        .description(description)
        .build();
  }

  /** An option that takes names with commas between them, and may be given again. */
  private static OptionSpec rules(String name, String description) {
    return OptionSpec.builder(name)
        .type(List.class)
        .auxiliaryTypes(String.class)
        .splitRegex(",")
        .paramLabel("RULE")
        .arity("1")
        .description(description)
        .build();
  }

  /** Which fixes may be applied. */
  Fix.Safety safety() {
    return unsafeFixes ? Fix.Safety.UNSAFE : Fix.Safety.SAFE;
  }
}
