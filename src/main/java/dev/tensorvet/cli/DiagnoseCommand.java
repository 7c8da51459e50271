package dev.tensorvet.cli;

import dev.tensorvet.diagnose.CodeWitness;
import dev.tensorvet.diagnose.LogReader;
import dev.tensorvet.diagnose.LogReport;
import dev.tensorvet.report.DiagnosisReporter;
import dev.tensorvet.report.DiagnosisReporters;
import dev.tensorvet.settings.SettingsReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** Reads a traceback or the log of a training, and says what went wrong and what to do. */
final class DiagnoseCommand implements Command {

  private final Console console;

  DiagnoseCommand(Console console) {
    this.console = console;
  }

  @Override
  public CommandSpec spec() {
    return Command.spec(
            "Reads a traceback or the log of a training, and tells causes, places and what to do.")
        .addPositional(
            PositionalParamSpec.builder()
                .type(String.class)
                .paramLabel("LOG")
                .index("0")
                .arity("0..1")
                .description("A file; `-` for standard input, which is the default.")
                .build())
        .addOption(
            OptionSpec.builder("--project")
                .type(String.class)
                .paramLabel("PATH")
                .arity("1")
                .description("The code that the log is of. Default: this directory.")
                .build())
        .addOption(
            CheckOptions.option(
                String.class,
                "FORMAT",
                "One of " + String.join(", ", DiagnosisReporters.names()) + ". Default: text.",
                "--output-format"))
        .addOption(
            CheckOptions.option(
                Console.ColorChoice.class, "WHEN", "auto, always or never.", "--color"));
  }

  @Override
  public int run(ParseResult given) {
    DiagnosisReporter reporter = reporter(given.matchedOptionValue("--output-format", "text"));
    Console.ColorChoice color = given.matchedOptionValue("--color", Console.ColorChoice.AUTO);
    Optional<String> project = Optional.ofNullable(given.matchedOptionValue("--project", null));
    ProjectCode code = new ProjectCode(console, project.orElse("."));
    if (project.isPresent() && !code.isThere()) {
      throw new UsageException("there is no file or directory `" + project.get() + "`");
    }
    LogReport told = read(given.matchedPositionalValue(0, "-"));
    CodeWitness witness = new CodeWitness(code);
    LogReport report =
        new LogReport(
            told.diagnoses().stream().map(witness::hear).toList(), told.unlisted(), told.lines());
    StringWriter text = new StringWriter();
    try {
      reporter.write(report, console.colours(color), console.width(), text);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    console.out().print(text);
    return report.diagnoses().isEmpty() ? Main.CLEAN : Main.FOUND;
  }

  private LogReport read(String log) {
    if (log.equals("-")) {
      return read(log, console.in());
    }
    try (InputStream in = Files.newInputStream(console.workingDirectory().resolve(log))) {
      return read(log, in);
    } catch (InvalidPathException impossible) {
      throw new UsageException("there can be no file `" + log + "`: " + impossible.getReason());
    } catch (NoSuchFileException missing) {
      throw new UsageException("there is no file `" + log + "`");
    } catch (IOException unreadable) {
      throw new UsageException("`" + log + "` cannot be read: " + CheckRun.reason(unreadable));
    }
  }

  private static LogReport read(String log, InputStream in) {
    try {
      return LogReader.read(in);
    } catch (IOException unreadable) {
      throw new UsageException("`" + log + "` cannot be read: " + CheckRun.reason(unreadable));
    }
  }

  private static DiagnosisReporter reporter(String name) {
    return DiagnosisReporters.find(name)
        .orElseThrow(
            () ->
                new UsageException(
                    "there is no output format `"
                        + name
                        + "` for diagnoses"
                        + SettingsReader.suggestion(name, DiagnosisReporters.names())));
  }
}
