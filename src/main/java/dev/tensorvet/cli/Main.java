package dev.tensorvet.cli;

import dev.tensorvet.baseline.BaselineException;
import dev.tensorvet.settings.SettingsException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The program. */
public final class Main {

  /** Nothing found, or nothing that fails the run. */
  static final int CLEAN = 0;

  /** Findings at or above the level that fails a run. */
  static final int FOUND = 1;

  /** The run could not be done as asked. */
  static final int FAILED = 2;

  /** The version of tensorvet. */
  static final String VERSION = "0.1.0";

  private Main() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    StandardOutput output = new StandardOutput();
    Console console = Console.ofProcess(output);
    int code = FAILED;
    try {
      code = run(console, arguments);
    } catch (RuntimeException | Error crash) {
      // Left to the JVM, this would end with 1: something was found.
      console.err().println("tensorvet: internal error: " + crash);
    }
    console.out().flush();
    if (output.failure().isPresent()) {
      console.err().println("tensorvet: the output cannot be written: " + output.failure().get());
      code = FAILED;
    }
    console.err().flush();
    // Not exit: it looks for a logger first, and nothing waits for this process to end.
    Runtime.getRuntime().halt(code);
  }

  /** Runs a command. */
  public static int run(Console console, String... arguments) {
    Map<String, Supplier<Command>> commands = commands(console);
    List<String> given = List.of(arguments);
    Optional<Command> named =
        given.stream()
            .findFirst()
            .flatMap(name -> Optional.ofNullable(commands.get(name)))
            .map(Supplier::get);
    if (named.isPresent()) {
      CommandSpec spec = named.get().spec().name("tensorvet " + given.getFirst());
      CommandLine line = new CommandLine(spec);
      line.setExecutionStrategy(parsed -> execute(parsed, named.get(), console));
      return execute(line, given.subList(1, given.size()), console);
    }
    CommandLine line = overview(commands, console);
    if (given.isEmpty()) {
      line.usage(console.err());
      return FAILED;
    }
    return execute(line, given, console);
  }

  /** All commands, for who asks what there is. */
  private static CommandLine overview(Map<String, Supplier<Command>> commands, Console console) {
    CommandSpec spec = Command.spec("Finds the silent bugs in deep-learning training code.");
    spec.name("tensorvet").usageMessage().synopsisSubcommandLabel("COMMAND");
    spec.version("tensorvet " + VERSION)
        .addOption(
            OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Print the version.")
                .build());
    CommandLine line = new CommandLine(spec);
    commands.forEach((name, command) -> line.addSubcommand(name, command.get().spec()));
    line.addSubcommand(new CommandLine.HelpCommand());
    line.setExecutionStrategy(
        parsed -> {
          Optional<Integer> helped = Optional.ofNullable(CommandLine.executeHelpRequest(parsed));
          if (helped.isEmpty()) {
            console.err().println("tensorvet: which command? `tensorvet --help` lists them");
          }
          return helped.orElse(FAILED);
        });
    return line;
  }

  private static int execute(CommandLine line, List<String> arguments, Console console) {
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
    line.setColorScheme(
        CommandLine.Help.defaultColorScheme(
            console.colours(Console.ColorChoice.AUTO)
                ? CommandLine.Help.Ansi.ON
                : CommandLine.Help.Ansi.OFF));
    return line.execute(arguments.toArray(String[]::new));
  }

  private static int execute(ParseResult given, Command command, Console console) {
    Optional<Integer> helped = Optional.ofNullable(CommandLine.executeHelpRequest(given));
    if (helped.isPresent()) {
      return helped.get();
    }
    try {
      return command.run(given);
    } catch (UsageException | SettingsException | BaselineException expected) {
      console.err().println("tensorvet: " + expected.getMessage());
    } catch (RuntimeException crash) {
      console.err().println("tensorvet: internal error: " + crash);
      crash.printStackTrace(console.err());
    }
    return FAILED;
  }

  private static Map<String, Supplier<Command>> commands(Console console) {
    Map<String, Supplier<Command>> commands = new LinkedHashMap<>();
    commands.put("check", () -> new CheckCommand(console));
    commands.put("explain", () -> new ExplainCommand(console));
    commands.put("rules", () -> new RulesCommand(console));
    commands.put("review", () -> new ReviewCommand(console));
    commands.put("models", () -> new ModelsCommand(console));
    commands.put("verify", () -> new VerifyCommand(console));
    commands.put("diagnose", () -> new DiagnoseCommand(console));
    commands.put("inspect", () -> new InspectCommand(console));
    commands.put("clean", () -> new CleanCommand(console));
    commands.put("version", () -> new VersionCommand(console));
    return commands;
  }
}
