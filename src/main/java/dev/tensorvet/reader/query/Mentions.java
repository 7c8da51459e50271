package dev.tensorvet.reader.query;

import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.Mro;
import dev.tensorvet.semantic.Project;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Tree;
import dev.tensorvet.workspace.Memo;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Answers from afar: whether some file of the project, imported or not, may subclass a class, reach
 * its objects, or use an attribute of theirs.
 *
 * <p>Nothing is read before the first question. Then one pass over the text of all files tells
 * which of them hold a word, and only those are parsed. The answer is the same whichever files are
 * checked.
 */
public final class Mentions {

  private final Project project;
  private final Memo<Path, FileUses> uses;

  /** Asks the files of a project. */
  public Mentions(Project project) {
    this.project = project;
    this.uses = new Memo<>(project.files());
  }

  /** The files of the project of {@code near} that hold a word; empty when they are too many. */
  public Optional<List<Path>> filesWith(String word, SourceModule near) {
    return project.filesWith(word, near);
  }

  /** Whether a word stands somewhere in the project. */
  public boolean isMentioned(String word, SourceModule near) {
    return near.file().text().contains(word)
        || filesWith(word, near)
            .map(files -> files.stream().anyMatch(file -> !file.equals(near.path())))
            .orElse(true);
  }

  /** What a file uses, whether or not it can be read. */
  public FileUses uses(Path file) {
    return uses.get(
        file, f -> project.module(f).map(m -> FileUses.of(m.tree())).orElse(FileUses.NONE));
  }

  /** The classes of the project below {@code type}; empty when they cannot all be told. */
  public Optional<List<ClassEntity>> subclasses(ClassEntity type) {
    Set<ClassEntity> found = new HashSet<>();
    ArrayDeque<ClassEntity> open = new ArrayDeque<>(List.of(type));
    while (!open.isEmpty()) {
      ClassEntity at = open.pop();
      Optional<List<Path>> files = filesWith(at.name(), at.module());
      if (files.isEmpty()) {
        return Optional.empty();
      }
      for (Path file : files.get()) {
        if (!mayExtend(file, at.name())) {
          continue;
        }
        for (ClassEntity other :
            project.module(file).map(SourceModule::classes).orElse(List.of())) {
          Mro mro = other.mro();
          if (other != type && mro.linear().contains(at) && found.add(other)) {
            open.push(other);
          }
        }
      }
    }
    return Optional.of(List.copyOf(found));
  }

  private boolean mayExtend(Path file, String name) {
    FileUses there = uses(file);
    return there.loose().contains(name)
        || there.classes().values().stream().anyMatch(bases -> bases.contains(name));
  }

  /**
   * Whether an object of the class can be in the hands of code other than its own methods: it is
   * made anywhere but to be kept in an attribute that is only ever called.
   */
  public boolean mayEscape(List<ClassEntity> classes) {
    for (ClassEntity type : classes) {
      Optional<List<Path>> files = filesWith(type.name(), type.module());
      if (files.isEmpty() || !type.node().decorators().isEmpty()) {
        return true;
      }
      Set<String> holders = new HashSet<>();
      for (Path file : files.get()) {
        FileUses there = uses(file);
        if (there.loose().contains(type.name()) || there.mayName(type.name())) {
          return true;
        }
        holders.addAll(there.held().getOrDefault(type.name(), Set.of()));
      }
      for (String holder : holders) {
        if (isPassedOn(holder, type.module())) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isPassedOn(String holder, SourceModule near) {
    Optional<List<Path>> files = filesWith(holder, near);
    return files.isEmpty()
        || files.get().stream()
            .map(this::uses)
            .anyMatch(there -> there.foreign().contains(holder) || there.kept().contains(holder));
  }

  /** Whether some file of the project defines a function of that name, or may. */
  public boolean mayDefine(String function, SourceModule near) {
    return filesWith(function, near)
        .map(
            files ->
                files.stream()
                    .flatMap(file -> project.module(file).stream())
                    .flatMap(module -> module.functions().stream())
                    .anyMatch(defined -> defined.name().equals(function)))
        .orElse(true);
  }

  /** The files that read the attribute of some object that is not a method's own. */
  public Optional<List<Path>> foreignReaders(String attribute, SourceModule near) {
    return filesWith(attribute, near)
        .map(files -> files.stream().filter(f -> uses(f).foreign().contains(attribute)).toList());
  }

  /** Whether some file gives the attribute of an object that is not a method's own a value. */
  public boolean maySet(String attribute, SourceModule near) {
    return filesWith(attribute, near)
        .map(
            files ->
                files.stream()
                    .flatMap(file -> project.module(file).stream())
                    .anyMatch(module -> sets(module.tree(), attribute)))
        .orElse(true);
  }

  private static boolean sets(Tree tree, String attribute) {
    return tree.holds(
        node ->
            node instanceof Expr.Attribute member
                && member.name().equals(attribute)
                && !(member.value() instanceof Expr.Name self && self.name().equals("self"))
                && LastValues.isTarget(member, tree));
  }

  /** Whether a string anywhere in the project may name the attribute. */
  public boolean mayBeNamed(String attribute, SourceModule near) {
    Set<String> words = new HashSet<>(List.of(attribute));
    // `"layer%d"` holds the word `layer` and no `layer1`.
    words.add(attribute.replaceFirst("[0-9].*$", ""));
    words.add(attribute.replaceFirst("[0-9]+$", ""));
    List<Path> files = new ArrayList<>();
    for (String word : words) {
      Optional<List<Path>> with = word.isEmpty() ? Optional.of(List.of()) : filesWith(word, near);
      if (with.isEmpty()) {
        return true;
      }
      files.addAll(with.get());
    }
    return files.stream().distinct().anyMatch(file -> uses(file).mayName(attribute));
  }
}
