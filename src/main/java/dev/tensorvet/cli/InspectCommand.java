package dev.tensorvet.cli;

import dev.tensorvet.Tensorvet;
import dev.tensorvet.flow.FlowText;
import dev.tensorvet.semantic.NameText;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.TreeText;
import dev.tensorvet.workspace.DiskFiles;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "inspect", description = "Shows what tensorvet understands of a file.")
final class InspectCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(paramLabel = "FILE", description = "A Python file or notebook.")
  private String file = "";

  @ArgGroup(multiplicity = "1")
  private Stage stage = new Stage();

  /** What to show. */
  private static final class Stage {
    @Option(names = "--tree", description = "The syntax tree.")
    private boolean tree;

    @Option(names = "--names", description = "Scopes, and what names and bases stand for.")
    private boolean names;

    @Option(names = "--flow", description = "The control-flow form of each function.")
    private boolean flow;
  }

  InspectCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    DiskFiles files = new DiskFiles(console.workingDirectory());
    Path path = files.named(file);
    SourceModule module =
        new Tensorvet(files)
            .module(path)
            .orElseThrow(() -> new UsageException(files.display(path) + ": " + files.whyNot(path)));
    if (stage.tree) {
      console.out().print(TreeText.of(module.parsed()));
    }
    if (stage.names) {
      console.out().print(NameText.of(module));
    }
    if (stage.flow) {
      console.out().print(FlowText.of(module));
    }
    return Main.CLEAN;
  }
}
