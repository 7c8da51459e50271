package dev.tensorvet.cli;

import dev.tensorvet.Tensorvet;
import dev.tensorvet.rule.RulePages;
import dev.tensorvet.workspace.CacheFolder;
import dev.tensorvet.workspace.DiskFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** Removes the cache of a project. */
final class CleanCommand implements Command {

  private final Console console;

  CleanCommand(Console console) {
    this.console = console;
  }

  @Override
  public CommandSpec spec() {
    return Command.spec("Removes the cache of a project, and nothing else.")
        .addPositional(
            PositionalParamSpec.builder()
                .type(String.class)
                .paramLabel("PATH")
                .index("0")
                .arity("0..1")
                .description("A folder of the project. Default: this directory.")
                .build())
        .addOption(CheckOptions.cacheDirectory());
  }

  @Override
  public int run(ParseResult given) {
    DiskFiles files = new DiskFiles(console.workingDirectory());
    Path project = Command.path(given.matchedPositionalValue(0, "."), files);
    if (!Files.isDirectory(project)) {
      throw new UsageException("there is no folder `" + files.display(project) + "`");
    }
    SettingsFiles settings =
        new SettingsFiles(console.workingDirectory(), Optional.empty(), RulePages.load());
    Path folder =
        new Caches(
                console,
                Optional.ofNullable(given.matchedOption("--cache-dir")).map(OptionSpec::getValue))
            .place(
                new Tensorvet(files).projectRoot(project).orElse(project),
                settings.of(project).cacheDir());
    String shown = "`" + files.display(folder) + "`";
    try {
      console
          .out()
          .println(
              switch (CacheFolder.remove(folder)) {
                case NOT_THERE -> "There is no cache in " + shown + ".";
                case REMOVED -> "Removed " + shown + ".";
                case IN_PART -> "Removed the cache in " + shown + "; what else is there is kept.";
              });
    } catch (IOException unremovable) {
      throw new UsageException(shown + " cannot be removed: " + CheckRun.reason(unremovable));
    }
    return Main.CLEAN;
  }
}
