package dev.tensorvet.cli;

import dev.tensorvet.Tensorvet;
import dev.tensorvet.graph.GraphText;
import dev.tensorvet.interp.Interpretation;
import dev.tensorvet.interp.Request;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.TreeText;
import dev.tensorvet.workspace.DiskFiles;
import java.nio.file.Path;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Shows stages of the analysis of a file to whoever works on it. */
final class InspectCommand implements Command {

  private final Console console;

  InspectCommand(Console console) {
    this.console = console;
  }

  @Override
  public CommandSpec spec() {
    return Command.spec("Shows what tensorvet understands of a file.")
        .addPositional(
            Command.parameter(String.class, "FILE", "A Python file, a notebook or a Java file."))
        .addArgGroup(
            ArgGroupSpec.builder()
                .exclusive(false)
                .multiplicity("1")
                .addArg(Command.flag("--tree", "The syntax tree."))
                .addArg(Command.flag("--names", "Scopes, and what names and bases stand for."))
                .addArg(Command.flag("--flow", "The control-flow form of each function."))
                .addArg(Command.flag("--graph", "What each model computes, with shapes."))
                .addArg(Command.flag("--facts", "Models, optimizers, and their events in order."))
                .build());
  }

  @Override
  public int run(ParseResult given) {
    DiskFiles files = new DiskFiles(console.workingDirectory());
    String file = given.matchedPositional(0).getValue();
    Path path = Command.path(file, files);
    Tensorvet tensorvet = new Tensorvet(files);
    SourceModule module =
        tensorvet
            .module(path)
            .orElseThrow(() -> new UsageException(files.display(path) + ": " + files.whyNot(path)));
    if (given.hasMatchedOption("--tree")) {
      console.out().print(TreeText.of(module.parsed()));
    }
    if (given.hasMatchedOption("--names")) {
      console.out().print(tensorvet.names(module));
    }
    if (given.hasMatchedOption("--flow")) {
      console.out().print(tensorvet.flow(module));
    }
    if (given.hasMatchedOption("--graph")) {
      for (Interpretation model : tensorvet.models(module, Request.plain())) {
        console.out().print(GraphText.of(model.graph()));
      }
    }
    if (given.hasMatchedOption("--facts")) {
      console.out().print(tensorvet.factText(module));
    }
    return Main.CLEAN;
  }
}
