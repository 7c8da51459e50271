package dev.tensorvet.cli;

import dev.tensorvet.report.ModelContext;
import dev.tensorvet.report.ModelReporter;
import dev.tensorvet.report.ModelReporters;
import dev.tensorvet.settings.SettingsReader;
import dev.tensorvet.tensor.TensorType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/**
 * What {@code models} takes.
 *
 * @param paths files and directories as the user wrote them
 * @param models the models to show, all where none is named
 * @param inputs the shapes that the models are called with, where the user says them
 * @param batches the sizes of batches to tell the memory for
 * @param gpuMemory in bytes
 * @param jobs the number of threads, from 1
 */
record ModelsOptions(
    List<String> paths,
    List<Named> models,
    List<TensorType> inputs,
    List<Long> batches,
    OptionalLong gpuMemory,
    ModelReporter reporter,
    Optional<Path> config,
    int jobs,
    Console.ColorChoice color) {

  private static final Pattern MEMORY =
      Pattern.compile(
          "\\s*(\\d{1,6}(?:\\.\\d{1,6})?)\\s*([MGT])i?B?\\s*", Pattern.CASE_INSENSITIVE);

  /** As those who sell memory count it. */
  private static final Map<String, Long> UNITS =
      Map.of("M", 1L << 20, "G", 1L << 30, "T", 1L << 40);

  /** A model as the user names it: {@code net.py:Net}. */
  record Named(String file, String type) {

    static Named of(String written) {
      int colon = written.lastIndexOf(':');
      if (colon <= 0 || colon == written.length() - 1) {
        throw new UsageException(
            "--model takes a file and a class, as in `net.py:Net`, not `" + written + "`");
      }
      return new Named(written.substring(0, colon), written.substring(colon + 1));
    }
  }

  static ModelsOptions of(ParseResult given) {
    List<String> models = given.matchedOptionValue("--model", List.of());
    List<String> inputs = given.matchedOptionValue("--input", List.of());
    Optional<Long> batch = optional(given, "--batch-size");
    Optional<String> memory = optional(given, "--gpu-memory");
    String format = given.matchedOptionValue("--output-format", "text");
    ModelReporter reporter = reporter(format);
    ModelsOptions options =
        new ModelsOptions(
            given.matchedPositionalValue(0, List.of()),
            models.stream().map(Named::of).toList(),
            inputs.stream().flatMap(input -> InputOption.read(input).stream()).toList(),
            batch.map(List::of).orElse(ModelContext.USUAL_BATCHES),
            memory.map(text -> OptionalLong.of(bytes(text))).orElseGet(OptionalLong::empty),
            given.hasMatchedOption("--statistics") ? ModelReporters.statistics() : reporter,
            optional(given, "--config"),
            given.matchedOptionValue("--jobs", Runtime.getRuntime().availableProcessors()),
            given.matchedOptionValue("--color", Console.ColorChoice.AUTO));
    if (options.jobs() < 1) {
      throw new UsageException("--jobs takes a number from 1");
    }
    if (batch.filter(size -> size < 1).isPresent()) {
      throw new UsageException("--batch-size takes a number from 1");
    }
    if (!options.models().isEmpty() && !options.paths().isEmpty()) {
      throw new UsageException("--model names its file: it does not go together with paths");
    }
    return options;
  }

  private static <T> Optional<T> optional(ParseResult given, String name) {
    return Optional.ofNullable(given.matchedOption(name)).map(OptionSpec::getValue);
  }

  private static ModelReporter reporter(String name) {
    return ModelReporters.find(name)
        .orElseThrow(
            () ->
                new UsageException(
                    "there is no output format `"
                        + name
                        + "` for models"
                        + SettingsReader.suggestion(name, ModelReporters.names())));
  }

  private static long bytes(String written) {
    Matcher form = MEMORY.matcher(written);
    if (!form.matches()) {
      throw new UsageException("--gpu-memory takes a size such as `24GB`, not `" + written + "`");
    }
    String unit = form.group(2).toUpperCase(Locale.ROOT);
    return Math.round(Double.parseDouble(form.group(1)) * UNITS.getOrDefault(unit, 1L));
  }

  static CommandSpec spec() {
    List<OptionSpec> options = new ArrayList<>();
    options.add(many("--model", "FILE:CLASS", "Show this model only; may be given again."));
    options.add(
        many(
            "--input",
            "SHAPE",
            "What the models are called with: \"(B, 3, 224, 224)\", \"(B, 128) int64\"; for"
                + " several inputs with commas between them, or given again."));
    options.add(
        CheckOptions.option(
            Long.class,
            "N",
            "Tell the memory for this batch. Default: 1, 8, 32 and 128.",
            "--batch-size"));
    options.add(
        CheckOptions.option(
            String.class,
            "SIZE",
            "Tell the largest batch that is trained within this: 24GB.",
            "--gpu-memory"));
    options.add(
        CheckOptions.option(
            String.class,
            "FORMAT",
            "One of " + String.join(", ", ModelReporters.names()) + ". Default: text.",
            "--output-format"));
    options.add(
        Command.flag("--statistics", "Print how much of all models is understood, and no more."));
    options.add(
        CheckOptions.option(Path.class, "FILE", "Settings to use, and no others.", "--config"));
    options.add(
        CheckOptions.option(
            int.class, "N", "How many threads. Default: one for each core.", "-j", "--jobs"));
    options.add(
        CheckOptions.option(
            Console.ColorChoice.class, "WHEN", "auto, always or never.", "--color"));
    CommandSpec spec =
        Command.spec("Shows models: layers, shapes, parameters, and the memory to train them.")
            .addPositional(
                PositionalParamSpec.builder()
                    .type(List.class)
                    .auxiliaryTypes(String.class)
                    .paramLabel("PATH")
                    .arity("0..*")
                    .description("Files and directories. Default: this directory.")
                    .build());
    options.forEach(spec::addOption);
    return spec;
  }

  private static OptionSpec many(String name, String label, String description) {
    return OptionSpec.builder(name)
        .type(List.class)
        .auxiliaryTypes(String.class)
        .paramLabel(label)
        .arity("1")
        .description(description)
        .build();
  }
}
