package dev.tensorvet.reader.config;

import dev.tensorvet.facts.DataNodes;
import dev.tensorvet.framework.ConfigForm;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.ConfigCall;
import dev.tensorvet.reader.query.Mentions;
import dev.tensorvet.semantic.Project;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Who else may give an argument to what a configuration names: other files, and the code. */
final class ConfigGivers {

  /** Nobody looks further for a key. */
  private static final int MOST_FILES = 1000;

  private final Project project;
  private final Mentions mentions;

  ConfigGivers(Project project, Mentions mentions) {
    this.project = project;
    this.mentions = mentions;
  }

  /** Whether code calls what configurations name with more than one can see. */
  boolean mayGiveAny(ConfigCall call) {
    return callers(call)
        .map(
            all ->
                all.isEmpty()
                    || all.stream().anyMatch(module -> module.tree().holds(this::isOpenCall)))
        .orElse(true);
  }

  private boolean isOpenCall(Node node) {
    return node instanceof Expr.Call call
        && ConfigForm.instantiates(CodeCalls.name(call))
        && (call.arguments().size() != 1 || CodeCalls.isOpen(call));
  }

  /** Whether some file, or code that calls what configurations name, has a word for it. */
  boolean mayGive(ConfigCall call, String parameter) {
    Pattern word = Pattern.compile("(?<![\\w])" + Pattern.quote(parameter) + "(?![\\w])");
    return callers(call).orElse(List.of()).stream()
            .anyMatch(module -> word.matcher(module.file().text()).find())
        || configurations(call.module())
            .map(
                files ->
                    files.stream()
                        .filter(file -> !file.equals(call.module().path()))
                        .flatMap(file -> project.files().read(file).stream())
                        .anyMatch(file -> file.text().contains(parameter + ":")))
            .orElse(true)
        || occursElsewhere(call, parameter);
  }

  /** Whether the file itself speaks of it in another place, from where it may be taken over. */
  private static boolean occursElsewhere(ConfigCall call, String parameter) {
    return DataNodes.mappings(call.module().parsed().documents()).stream()
        .flatMap(mapping -> mapping.written().stream())
        .anyMatch(entry -> entry.name().equals(parameter));
  }

  private Optional<List<SourceModule>> callers(ConfigCall call) {
    List<SourceModule> found = new ArrayList<>();
    for (String word : ConfigForm.CALLERS) {
      Optional<List<Path>> files = mentions.filesWith(word, call.module());
      if (files.isEmpty()) {
        return Optional.empty();
      }
      files.get().stream()
          .filter(file -> !file.equals(call.module().path()))
          .flatMap(file -> project.module(file).stream())
          .forEach(found::add);
    }
    return Optional.of(found);
  }

  /** The files that may be composed with this one: all of the folder that holds the groups. */
  private Optional<List<Path>> configurations(SourceModule near) {
    Path top = near.path().resolveSibling("");
    Optional<Path> root = project.projectRoot(near.path());
    for (Path at = top.getParent();
        at != null && root.filter(at::startsWith).isPresent();
        at = at.getParent()) {
      if (ConfigForm.FOLDERS.matcher(String.valueOf(at.getFileName())).matches()) {
        top = at;
      }
    }
    List<Path> found = new ArrayList<>();
    Deque<Path> open = new ArrayDeque<>(List.of(top));
    while (!open.isEmpty()) {
      Path folder = open.pop();
      for (String name : project.files().names(folder)) {
        Path path = folder.resolve(name);
        if (name.endsWith(".yaml") || name.endsWith(".yml")) {
          found.add(path);
        } else if (!name.contains(".") && project.files().isDirectory(path)) {
          open.push(path);
        }
      }
      if (found.size() > MOST_FILES) {
        return Optional.empty();
      }
    }
    return Optional.of(found);
  }
}
