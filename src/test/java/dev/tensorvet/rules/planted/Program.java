package dev.tensorvet.rules.planted;

import dev.tensorvet.finding.Level;
import dev.tensorvet.rule.RulePage;
import dev.tensorvet.rule.RulePages;
import dev.tensorvet.rules.Findings;
import dev.tensorvet.source.TextEdit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A training program of a few files.
 *
 * @param files the text of each, by its path
 */
record Program(String name, Map<String, String> files) {

  /** The correct programs of {@code testdata/programs}, into which mistakes can be planted. */
  static List<Program> correct() {
    return in(Path.of("testdata", "programs"));
  }

  /** The programs of a folder, each a folder. */
  static List<Program> in(Path folder) {
    Map<String, Map<String, String>> programs = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".py")).toList()) {
        Path inFolder = folder.relativize(file);
        String path = inFolder.subpath(1, inFolder.getNameCount()).toString().replace('\\', '/');
        programs
            .computeIfAbsent(inFolder.getName(0).toString(), name -> new TreeMap<>())
            .put(path, Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<Program> all = new ArrayList<>();
    programs.forEach((name, files) -> all.add(new Program(name, files)));
    return all;
  }

  /** The program with edits in one of its files. */
  Program with(Code code, List<TextEdit> edits) {
    StringBuilder text = new StringBuilder(code.text());
    edits.stream()
        .sorted(Comparator.comparing(TextEdit::span).reversed())
        .forEach(e -> text.replace(e.span().start(), e.span().end(), e.replacement()));
    Map<String, String> edited = new TreeMap<>(files);
    edited.put(code.path(), text.toString());
    return new Program(name, edited);
  }

  /** The program with edits in each of its files. */
  Program with(Function<Code, List<TextEdit>> edits) {
    Program edited = this;
    for (Code code : code()) {
      edited = edited.with(code, edits.apply(code));
    }
    return edited;
  }

  List<Code> code() {
    return files.entrySet().stream().map(e -> Code.of(e.getKey(), e.getValue())).toList();
  }

  /** The rules that find something in it, with what they say; advice is left out. */
  Map<String, String> findings() {
    Findings found = Findings.in(files);
    if (!found.problems().isEmpty()) {
      throw new IllegalStateException(found.problems() + "\n" + this);
    }
    TreeSet<String> advice =
        RulePages.load().all().stream()
            .filter(page -> !page.level().atLeast(Level.WARNING))
            .map((RulePage page) -> page.id().name())
            .collect(Collectors.toCollection(TreeSet::new));
    return found.all().stream()
        .filter(f -> !advice.contains(f.rule().name()))
        .collect(
            Collectors.toMap(
                f -> f.rule().name(),
                f -> f.place() + ": " + f.message(),
                (a, b) -> a + "; " + b,
                TreeMap::new));
  }

  /** All its text, each file under its path. */
  @Override
  public String toString() {
    return files.entrySet().stream()
        .map(e -> "# " + name + "/" + e.getKey() + "\n" + e.getValue())
        .collect(Collectors.joining("\n"));
  }
}
