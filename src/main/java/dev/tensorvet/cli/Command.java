package dev.tensorvet.cli;

import dev.tensorvet.workspace.DiskFiles;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/**
 * A command: what it takes, and what it does.
 *
 * <p>What it takes is told to picocli in code, not by annotations: to read those by reflection
 * costs more than a check of a small file.
 */
interface Command {

  /** What the command is for and takes. */
  CommandSpec spec();

  /**
   * Does it.
   *
   * @param given what the user gave of what {@link #spec} asks for
   * @return the exit code of the process
   */
  int run(ParseResult given);

  /** A command that takes nothing yet but the question how it is used. */
  static CommandSpec spec(String description) {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage().description(description).sortOptions(false);
    return spec.addOption(
        OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .description("Show how this command is used.")
            .build());
  }

  /** The one value that a command needs. */
  static PositionalParamSpec parameter(Class<?> type, String label, String description) {
    return PositionalParamSpec.builder()
        .type(type)
        .paramLabel(label)
        .index("0")
        .arity("1")
        .required(true)
        .description(description)
        .build();
  }

  /** An option that is given or not. */
  static OptionSpec flag(String name, String description) {
    return OptionSpec.builder(name).type(boolean.class).arity("0").description(description).build();
  }

  /** A path as the user wrote it; a shell that does not expand {@code *.py} hands it on. */
  static Path path(String written, DiskFiles files) {
    try {
      return files.named(written);
    } catch (InvalidPathException impossible) {
      throw new UsageException("there can be no file `" + written + "`: " + impossible.getReason());
    }
  }
}
