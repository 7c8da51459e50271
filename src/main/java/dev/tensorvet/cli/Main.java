package dev.tensorvet.cli;

import dev.tensorvet.settings.SettingsException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;

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

  @Command(
      name = "tensorvet",
      description = "Finds the silent bugs in deep-learning training code.",
      version = "tensorvet " + VERSION,
      synopsisSubcommandLabel = "COMMAND")
  private static final class Root {}

  private Main() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    Console console = Console.ofProcess();
    int code = FAILED;
    try {
      code = run(console, arguments);
    } catch (RuntimeException | Error crash) {
      // Left to the JVM, this would end with 1: something was found.
      console.err().println("tensorvet: internal error: " + crash);
    }
    // A reader that has gone away, as in "tensorvet check | head", is no failure of the run.
    console.out().flush();
    console.err().flush();
    // Not exit: it looks for a logger first, and nothing waits for this process to end.
    Runtime.getRuntime().halt(code);
  }

  /** Runs a command. */
  public static int run(Console console, String... arguments) {
    CommandLine root = new CommandLine(new Root());
    Map<String, Supplier<Object>> commands = commands(console);
    boolean isKnown = arguments.length > 0 && commands.containsKey(arguments[0]);
    if (isKnown && !arguments[0].equals("help")) {
      // picocli reads a command by reflection, and six of them take longer than a small check.
      commands.keySet().retainAll(Set.of(arguments[0]));
    }
    commands.forEach((name, command) -> root.addSubcommand(name, command.get()));
    addHelp(root);
    root.getCommandSpec()
        .addOption(
            OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Print the version.")
                .build());
    root.getSubcommands().values().forEach(Main::addHelp);
    root.setCaseInsensitiveEnumValuesAllowed(true);
    root.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
    root.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
    root.setColorScheme(
        CommandLine.Help.defaultColorScheme(
            console.colours(Console.ColorChoice.AUTO)
                ? CommandLine.Help.Ansi.ON
                : CommandLine.Help.Ansi.OFF));
    root.setExecutionExceptionHandler(
        (exception, command, parsed) -> {
          boolean isExpected =
              exception instanceof UsageException || exception instanceof SettingsException;
          if (isExpected) {
            console.err().println("tensorvet: " + exception.getMessage());
          } else {
            console.err().println("tensorvet: internal error: " + exception);
            exception.printStackTrace(console.err());
          }
          return FAILED;
        });
    if (arguments.length == 0) {
      root.usage(console.err());
      return FAILED;
    }
    return root.execute(arguments);
  }

  private static void addHelp(CommandLine command) {
    if (!command.getCommandSpec().optionsMap().containsKey("--help")) {
      command
          .getCommandSpec()
          .addOption(
              OptionSpec.builder("-h", "--help")
                  .usageHelp(true)
                  .description("Say how this is used.")
                  .build());
    }
  }

  private static Map<String, Supplier<Object>> commands(Console console) {
    Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
    commands.put("check", () -> new CheckCommand(console));
    commands.put("explain", () -> new ExplainCommand(console));
    commands.put("rules", () -> new RulesCommand(console));
    commands.put("inspect", () -> new InspectCommand(console));
    commands.put("version", () -> new VersionCommand(console));
    commands.put("help", CommandLine.HelpCommand::new);
    return commands;
  }
}
