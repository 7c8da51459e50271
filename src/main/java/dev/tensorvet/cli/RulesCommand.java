package dev.tensorvet.cli;

import dev.tensorvet.rule.RulePage;
import dev.tensorvet.rule.RulePages;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "rules", description = "Lists the rules.")
final class RulesCommand implements Callable<Integer> {

  private final Console console;

  RulesCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    for (RulePage page : RulePages.load().all()) {
      String level = page.isDefault() ? page.level().label() : page.level().label() + ", off";
      console
          .out()
          .println(page.id() + " (" + page.category() + ", " + level + "): " + page.summary());
    }
    return Main.CLEAN;
  }
}
