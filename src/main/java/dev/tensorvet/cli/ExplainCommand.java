package dev.tensorvet.cli;

import dev.tensorvet.rule.RulePage;
import dev.tensorvet.rule.RulePages;
import dev.tensorvet.settings.SettingsReader;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Prints a rule's page. */
final class ExplainCommand implements Command {

  private final Console console;

  ExplainCommand(Console console) {
    this.console = console;
  }

  @Override
  public CommandSpec spec() {
    return Command.spec("Explains a rule: what it reports, why, and what it leaves alone.")
        .addPositional(Command.parameter(String.class, "RULE", "The rule's name."));
  }

  @Override
  public int run(ParseResult given) {
    String rule = given.matchedPositional(0).getValue();
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
