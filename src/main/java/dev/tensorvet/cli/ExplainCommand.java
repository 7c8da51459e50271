package dev.tensorvet.cli;

import dev.tensorvet.rule.RulePage;
import dev.tensorvet.rule.RulePages;
import dev.tensorvet.settings.SettingsReader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "explain",
    description = "Explains a rule: what it reports, why, and what it leaves alone.")
final class ExplainCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(paramLabel = "RULE", description = "The rule's name.")
  private String rule = "";

  ExplainCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    RulePages pages = RulePages.load();
    RulePage page =
        pages
            .find(rule)
            .orElseThrow(
                () ->
                    new UsageException(
                        "there is no rule `"
                            + rule
                            + "`"
                            + SettingsReader.suggestion(
                                rule, pages.all().stream().map(p -> p.id().name()).toList())));
    console.out().println("# " + page.id() + "\n");
    console.out().println(page.summary() + "\n");
    console.out().println(page.markdown().strip());
    return Main.CLEAN;
  }
}
