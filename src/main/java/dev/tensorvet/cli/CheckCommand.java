package dev.tensorvet.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Checks files: finds them, checks them, fixes them where asked to, and reports. */
final class CheckCommand implements Command {

  private final Console console;

  CheckCommand(Console console) {
    this.console = console;
  }

  @Override
  public CommandSpec spec() {
    return CheckOptions.spec();
  }

  @Override
  public int run(ParseResult given) {
    return new CheckRun(console, CheckOptions.of(given)).run();
  }
}
