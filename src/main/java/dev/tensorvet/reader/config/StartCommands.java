package dev.tensorvet.reader.config;

import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.Launchers;
import dev.tensorvet.frontend.shell.ShellCommands;
import dev.tensorvet.frontend.shell.ShellCommands.Command;
import dev.tensorvet.semantic.Project;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.workspace.Memo;
import dev.tensorvet.workspace.StartFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the commands of scripts and manuals that start the programs of a project. */
final class StartCommands {

  private static final Pattern MODULE = Pattern.compile("[A-Za-z_][\\w.]*");

  private static final Pattern PLAIN_PATH = Pattern.compile("[\\w./+-]+");

  /**
   * How a program is started.
   *
   * @param launcher the words before its name
   * @param arguments the words after it
   */
  record Started(List<String> launcher, List<String> arguments, Place place) {
    Started {
      launcher = List.copyOf(launcher);
      arguments = List.copyOf(arguments);
    }
  }

  /** A program, and where it stands among the words of a command. */
  private record Named(Path program, int at) {}

  private final Project project;
  private final Memo<Path, Map<Path, List<Started>>> commands;

  StartCommands(Project project) {
    this.project = project;
    this.commands = new Memo<>(project.files());
  }

  /** The commands that start a file, in the order of the scripts. */
  List<Started> of(SourceModule program) {
    return project
        .projectRoot(program.path())
        .map(root -> commands.get(root, this::read))
        .map(all -> all.getOrDefault(program.path(), List.of()))
        .orElse(List.of());
  }

  private Map<Path, List<Started>> read(Path root) {
    Map<Path, List<Started>> found = new LinkedHashMap<>();
    for (Path path : project.starts(root)) {
      project
          .files()
          .read(path)
          .filter(file -> file.text().length() <= StartFiles.LARGEST)
          .ifPresent(file -> read(file, path.resolveSibling(""), root, found));
    }
    return found;
  }

  private void read(SourceFile file, Path folder, Path root, Map<Path, List<Started>> to) {
    List<Path> folders = new ArrayList<>(List.of(root, folder));
    for (Command command : ShellCommands.of(file)) {
      List<String> words = Launchers.withoutPrefix(command.words());
      if (words.size() > 1 && words.getFirst().equals("cd")) {
        Optional<Path> entered = entered(words.get(1), folders, root);
        if (entered.isEmpty()) {
          // Whatever comes now may be about another repository.
          return;
        }
        folders.add(entered.get());
      } else if (words.size() > 1 && Launchers.startsProgram(words.getFirst())) {
        Optional<Named> named = named(words, folders);
        if (named.isPresent()) {
          to.computeIfAbsent(named.get().program(), p -> new ArrayList<>())
              .add(
                  new Started(
                      words.subList(0, named.get().at()),
                      words.subList(named.get().at() + 1, words.size()),
                      command.place()));
        }
      }
    }
  }

  /** The folder of the project that is gone to: one of its own, or itself after it was fetched. */
  private Optional<Path> entered(String word, List<Path> folders, Path root) {
    boolean isItself =
        String.valueOf(root.getFileName()).endsWith(word.replaceFirst("/$", ""))
            // `$(dirname $0)` and the like.
            || word.startsWith("$");
    if (isItself) {
      return Optional.of(root);
    }
    return PLAIN_PATH.matcher(word).matches()
        ? folders.reversed().stream()
            .map(folder -> folder.resolve(word).normalize())
            .filter(folder -> folder.startsWith(root) && project.files().isDirectory(folder))
            .findFirst()
        : Optional.empty();
  }

  /** The first file of the project that a command names, or the module after {@code -m}. */
  private Optional<Named> named(List<String> words, List<Path> folders) {
    for (int i = 1; i < words.size(); i++) {
      String word = words.get(i);
      boolean isModule = words.get(i - 1).equals("-m") || words.get(i - 1).equals("--module");
      if (isModule && MODULE.matcher(word).matches()) {
        String path = word.replace('.', '/');
        Optional<Path> found =
            file(path + ".py", folders).or(() -> file(path + "/__main__.py", folders));
        if (found.isPresent()) {
          return Optional.of(new Named(found.get(), i));
        }
      } else if (word.endsWith(".py")) {
        // What comes after a program that is not known is its own affair.
        int at = i;
        return file(word, folders).map(path -> new Named(path, at));
      }
    }
    return Optional.empty();
  }

  /** A file as the folder that is gone to last has it. */
  private Optional<Path> file(String word, List<Path> folders) {
    return PLAIN_PATH.matcher(word).matches()
        ? folders.reversed().stream()
            .map(folder -> folder.resolve(word).normalize())
            .filter(project.files()::isFile)
            .findFirst()
        : Optional.empty();
  }
}
