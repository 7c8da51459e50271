package dev.tensorvet.cli;

import dev.tensorvet.rule.RulePage;
import dev.tensorvet.rule.RulePages;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Lists the rules. */
final class RulesCommand implements Command {

  private final Console console;

  RulesCommand(Console console) {
    this.console = console;
  }

  @Override
  public CommandSpec spec() {
    return Command.spec("Lists the rules.");
  }

  @Override
  public int run(ParseResult given) {
    for (RulePage page : RulePages.load().all()) {
      String level = page.isDefault() ? page.level().label() : page.level().label() + ", off";
      console
          .out()
          .println(page.id() + " (" + page.category() + ", " + level + "): " + page.summary());
    }
    return Main.CLEAN;
  }
}
