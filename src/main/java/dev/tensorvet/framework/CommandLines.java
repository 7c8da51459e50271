package dev.tensorvet.framework;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What tells a Python program which options its command line has. */
public final class CommandLines {

  private static final Set<String> DECORATORS = Set.of("click.option", "click.argument");

  private static final Set<String> DEFAULTS =
      Set.of("store_true", "store_false", "store_const", "count");

  /** What a decorator of click may be that gives its function no option. */
  private static final Set<String> PLAIN_DECORATORS =
      Set.of("click.command", "click.version_option", "click.help_option", "click.pass_context");

  /** What a command is told for its manual alone. */
  private static final Set<String> OF_MANUAL =
      Set.of("name", "help", "short_help", "epilog", "hidden", "deprecated", "no_args_is_help");

  private static final Set<String> CALLERS = Set.of("fire.Fire", "typer.run");

  private static final Set<String> DESCRIPTIONS = Set.of("typer.Option", "typer.Argument");

  private static final Set<String> CONFIGURED_MAINS = Set.of("hydra.main", "hydra_main");

  private static final Set<String> READERS_OF_FIELDS =
      Set.of(
          "tyro.cli",
          "transformers.HfArgumentParser",
          "simple_parsing.parse",
          "pyrallis.parse",
          "draccus.parse");

  /** The parameter that gives a parser the options of others. */
  public static final String PARENTS = "parents";

  /** The method that reads a command line. */
  public static final String PARSES = "parse_args";

  /** Whether a parser takes the beginning of an option for the whole of it. */
  public static final String ABBREVIATES = "allow_abbrev";

  /** How the classes end that are parsers of the command line. */
  public static final String PARSER_CLASS = "ArgumentParser";

  private CommandLines() {}

  /** Whether a text may give a program options in a way that is not followed. */
  public static boolean mayHaveMore(String text) {
    return Open.TEXT.matcher(text).find();
  }

  /** Whether a function makes a parser of the command line. */
  public static boolean isParser(String qualifiedName) {
    return qualifiedName.equals("argparse.ArgumentParser");
  }

  /** Whether a text may hold what reads a command line, or calls what does. */
  public static boolean mayRead(String text) {
    return text.contains("__main__")
        || text.contains("args")
        || text.contains("tyro")
        || declaresFlags(text)
        || mayCallFunctions(text);
  }

  /** What a file holds that declares flags of absl. */
  public static final String FLAGS = "DEFINE_";

  /** Whether a text may declare flags of absl. */
  public static boolean declaresFlags(String text) {
    return text.contains(FLAGS);
  }

  /** Whether what a name stands for is a flag of absl. */
  public static Optional<String> flag(String qualifiedName) {
    return qualifiedName.startsWith("absl.flags.FLAGS.")
        ? Optional.of(qualifiedName.substring("absl.flags.FLAGS.".length()))
        : Optional.empty();
  }

  /** Whether a function reads the flags of absl, and calls another then. */
  public static boolean readsFlags(String qualifiedName) {
    return qualifiedName.equals("absl.app.run");
  }

  /** Whether a text may let a library read the command line into the parameters of a function. */
  public static boolean mayCallFunctions(String text) {
    return text.contains("click") || text.contains("typer") || text.contains("fire");
  }

  /** Whether a function calls the one that it is given with what stands on the command line. */
  public static boolean callsFunction(String qualifiedName) {
    return CALLERS.contains(qualifiedName);
  }

  /** Whether each parameter of a function may be given by its name, if it has a default or not. */
  public static boolean namesAll(String caller) {
    return caller.equals("fire.Fire");
  }

  /** Whether a class keeps the functions that are commands of a program. */
  public static boolean keepsCommands(String qualifiedName) {
    return qualifiedName.equals("typer.Typer");
  }

  /** The method that makes a function a command. */
  public static final String COMMAND = "command";

  /** Whether a default says what there is to say of an option, its own default in it. */
  public static boolean describesOption(String qualifiedName) {
    return DESCRIPTIONS.contains(qualifiedName);
  }

  /** Whether what it describes stands at its place, without a name. */
  public static boolean isPlaced(String qualifiedName) {
    return qualifiedName.endsWith(".Argument") || qualifiedName.endsWith(".argument");
  }

  /** Whether a decorator makes no option of a command, and changes none. */
  public static boolean isPlainDecorator(String qualifiedName) {
    return PLAIN_DECORATORS.contains(qualifiedName);
  }

  /** Whether a text may add an option to a parser of the command line. */
  public static boolean mayAddOptions(String text) {
    return text.contains("add_argument") || text.contains(PARSER_CLASS);
  }

  /** Whether a function reads the command line into the fields of the classes it is given. */
  public static boolean readsFields(String qualifiedName) {
    return READERS_OF_FIELDS.contains(qualifiedName);
  }

  /** Whether what reads a command line into fields takes the beginning of an option for it. */
  public static boolean takesBeginnings(String qualifiedName) {
    return !qualifiedName.equals("tyro.cli");
  }

  /** Whether so many values of an argument may be none, as the library has it. */
  public static boolean mayBeNone(String count) {
    return count.equals("?")
        || count.equals("*")
        || count.equals("...")
        || count.equals("REMAINDER");
  }

  /** Whether a method of this name adds a command to those that a program has. */
  public static boolean addsCommand(String method) {
    return method.equals("add_parser");
  }

  /** Whether a method of this name adds an option to a parser of the command line. */
  public static boolean addsOption(String method) {
    return method.equals("add_argument");
  }

  /** Whether a method of this name gives options of a parser other defaults. */
  public static boolean setsDefaults(String method) {
    return method.equals("set_defaults");
  }

  /** Whether a method of this name reads the command line. */
  public static boolean parses(String method) {
    return method.equals(PARSES) || method.equals("parse_known_args");
  }

  /** Whether a decorator gives its function an option. */
  public static boolean isOption(String decorator) {
    return DECORATORS.contains(decorator);
  }

  /** Whether a function declares an option by its name, its default, and what it is for. */
  public static boolean declaresFlag(String qualifiedName) {
    return qualifiedName.startsWith("absl.flags." + FLAGS);
  }

  /** Whether an argument of what makes a command says nothing of its options. */
  public static boolean isOfManual(String keyword) {
    return OF_MANUAL.contains(keyword);
  }

  /** Whether a decorator hands its function a configuration that is read from files. */
  public static boolean readsConfiguration(String decorator) {
    return CONFIGURED_MAINS.contains(decorator);
  }

  /** Whether an option with this action takes no value. */
  public static boolean isSwitch(String action) {
    return DEFAULTS.contains(action);
  }

  /** Read when the first command is: most runs know of none. */
  private static final class Open {

    /** What a text holds whose program may have options that are not written in one place. */
    private static final Pattern TEXT =
        Pattern.compile(
            "parse_known|add_subparsers|parents=|prefix_chars|REMAINDER|sys\\.argv|config_flags"
                + "|return_remaining_strings|add_arguments|adopt_module|flags_parser|import_module\\("
                + "|__import__|Annotated\\[|tyro\\.conf|tyro\\.extras|add_typer|\\.callback\\("
                + "|click\\.group|ignore_unknown_options");
  }
}
