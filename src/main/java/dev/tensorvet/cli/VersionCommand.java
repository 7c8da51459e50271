package dev.tensorvet.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Prints the version. */
final class VersionCommand implements Command {

  private final Console console;

  VersionCommand(Console console) {
    this.console = console;
  }

  @Override
  public CommandSpec spec() {
    return Command.spec("Prints the version.");
  }

  @Override
  public int run(ParseResult given) {
    console.out().println("tensorvet " + Main.VERSION);
    return Main.CLEAN;
  }
}
