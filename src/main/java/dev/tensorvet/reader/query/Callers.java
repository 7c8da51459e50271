package dev.tensorvet.reader.query;

import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.Project;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.workspace.Memo;
import java.util.List;
import java.util.regex.Pattern;

/** Who calls a function of the project by its name, and who may import a module. */
public final class Callers {

  private final Project project;
  private final Mentions mentions;
  private final Memo<FunctionEntity, List<Caller>> known;

  /** A call in its file. */
  public record Caller(SourceModule module, Expr.Call call) {}

  /**
   * @param mentions which files may name a function
   */
  public Callers(Project project, Mentions mentions) {
    this.project = project;
    this.mentions = mentions;
    this.known = new Memo<>(project.files());
  }

  /** The calls of a function, in the order of the files; those of tests are left out. */
  public List<Caller> of(FunctionEntity function) {
    return known.get(function, this::find);
  }

  /** Whether another file may import a module: one names it in an import, of whatever folder. */
  public boolean mayBeImported(SourceModule module) {
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
    return mentions.filesWith(function.name(), function.module()).stream()
        .flatMap(List::stream)
        .flatMap(file -> project.module(file).stream())
        .filter(module -> !module.isTest())
        .flatMap(module -> module.callsOf(function).stream().map(c -> new Caller(module, c)))
        .toList();
  }
}
