package dev.tensorvet.cli;

import dev.tensorvet.report.ReviewReporter;
import dev.tensorvet.report.ReviewReporters;
import dev.tensorvet.settings.SettingsReader;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/**
 * What {@code review} takes.
 *
 * @param path the folder to review, as the user wrote it
 * @param output the file to write to; none for standard output
 * @param verify whether models that something is found about are run
 * @param jobs the number of threads, from 1
 */
record ReviewOptions(
    String path,
    ReviewReporter reporter,
    Optional<Path> output,
    Optional<Path> config,
    boolean verify,
    int jobs) {

  static ReviewOptions of(ParseResult given) {
    Optional<Path> output = optional(given, "--output-file");
    Optional<String> format = optional(given, "--output-format");
    ReviewReporter reporter = format.map(ReviewOptions::reporter).orElseGet(() -> byName(output));
    int jobs = given.matchedOptionValue("--jobs", Runtime.getRuntime().availableProcessors());
    if (jobs < 1) {
      throw new UsageException("--jobs takes a number from 1");
    }
    return new ReviewOptions(
        given.matchedPositionalValue(0, "."),
        reporter,
        output.filter(file -> !file.toString().equals("-")),
        optional(given, "--config"),
        given.hasMatchedOption("--verify"),
        jobs);
  }

  private static <T> Optional<T> optional(ParseResult given, String name) {
    return Optional.ofNullable(given.matchedOption(name)).map(OptionSpec::getValue);
  }

  private static ReviewReporter reporter(String name) {
    return ReviewReporters.find(name)
        .orElseThrow(
            () ->
                new UsageException(
                    "there is no output format `"
                        + name
                        + "` for reviews"
                        + SettingsReader.suggestion(name, ReviewReporters.names())));
  }

  /** What the name of a file asks for. */
  private static ReviewReporter byName(Optional<Path> file) {
    String name = file.map(f -> f.toString().toLowerCase(Locale.ROOT)).orElse("");
    String format = name.endsWith(".md") ? "markdown" : name.endsWith(".json") ? "json" : "html";
    return reporter(format);
  }

  static CommandSpec spec() {
    return Command.spec("Writes a report on a whole repository.")
        .addPositional(
            PositionalParamSpec.builder()
                .type(String.class)
                .paramLabel("PATH")
                .index("0")
                .arity("0..1")
                .description("A folder or file; the current folder where none is given.")
                .build())
        .addOption(
            OptionSpec.builder("-o", "--output-file")
                .type(Path.class)
                .paramLabel("FILE")
                .description("Write the report to a file; its name tells the format.")
                .build())
        .addOption(
            OptionSpec.builder("--output-format")
                .type(String.class)
                .paramLabel("FORMAT")
                .description("Of the report: " + String.join(", ", ReviewReporters.names()) + ".")
                .build())
        .addOption(
            OptionSpec.builder("--config")
                .type(Path.class)
                .paramLabel("FILE")
                .description("Take the settings from this file.")
                .build())
        .addOption(
            Command.flag(
                "--verify",
                "Run the models that something is found about, and tell what that says."))
        .addOption(
            OptionSpec.builder("-j", "--jobs")
                .type(int.class)
                .paramLabel("N")
                .description("How many threads to use.")
                .build());
  }
}
