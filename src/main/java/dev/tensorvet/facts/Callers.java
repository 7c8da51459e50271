package dev.tensorvet.facts;

import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.Project;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.workspace.Memo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Who calls a function of the project by its name, and who may import a module. */
final class Callers {

  private final Project project;
  private final Mentions mentions;
  private final Memo<FunctionEntity, List<Caller>> known;

  /** A call in its file. */
  record Caller(SourceModule module, Expr.Call call) {}

  Callers(Project project, Mentions mentions) {
    this.project = project;
    this.mentions = mentions;
    this.known = new Memo<>(project.files());
  }

  /** The calls of a function, in the order of the files; those of tests are left out. */
  List<Caller> of(FunctionEntity function) {
    return known.get(function, this::find);
  }

  /** Whether another file may import a module: one names it in an import, of whatever folder. */
  boolean mayBeImported(SourceModule module) {
    String name = module.name().substring(module.name().lastIndexOf('.') + 1);
    Pattern importing =
        Pattern.compile("(?m)^\\s*(?:from|import)\\b.*\\b" + Pattern.quote(name) + "\\b");
    return mentions
        .filesWith(name, module)
        .map(
            files ->
                files.stream()
                    .filter(file -> !file.equals(module.path()))
                    .flatMap(file -> project.module(file).stream())
                    .anyMatch(other -> importing.matcher(other.file().text()).find()))
        .orElse(true);
  }

  private List<Caller> find(FunctionEntity function) {
    List<Caller> found = new ArrayList<>();
    for (Path file : mentions.filesWith(function.name(), function.module()).orElse(List.of())) {
      Optional<SourceModule> module = project.module(file).filter(each -> !Relevance.isTest(each));
      module.ifPresent(in -> add(function, in, found));
    }
    return List.copyOf(found);
  }

  private static void add(FunctionEntity function, SourceModule in, List<Caller> to) {
    in.tree()
        .walk(
            node -> {
              if (node instanceof Expr.Call call
                  && CodeCalls.name(call).equals(function.name())
                  && in.resolve(call.callee()).equals(function)) {
                to.add(new Caller(in, call));
              }
            });
  }
}
