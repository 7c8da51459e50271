package dev.tensorvet.interp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.frontend.python.PythonFrontend;
import dev.tensorvet.source.Language;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.ParsedFile;
import dev.tensorvet.syntax.Stmt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The text that stands for libraries is whole: it can be read, and what it imports is there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PreludeTest {

  private static final Path ROOT =
      Path.of("src", "main", "resources", "dev", "tensorvet", "framework", "python");

  /** What the interpreter has built in. */
  private static final Set<String> BUILT_IN = Set.of("Module", "Parameter", "Buffer", "Tensor");

  private final Map<String, ParsedFile> files = new TreeMap<>();

  @BeforeAll
  void parse() throws IOException {
    PythonFrontend frontend = new PythonFrontend();
    for (Path path : paths()) {
      String name = ROOT.relativize(path).toString().replace('\\', '/');
      SourceFile file = SourceFile.of(name, Language.PYTHON, Files.readString(path));
      files.put(name, frontend.parse(file));
    }
  }

  private static List<Path> paths() throws IOException {
    try (Stream<Path> all = Files.walk(ROOT)) {
      return all.filter(path -> path.toString().endsWith(".py")).toList();
    }
  }

  @Test
  void everyFileParses() {
    assertThat(files).hasSizeGreaterThan(50);
    files.forEach((name, file) -> assertThat(file.problems()).as(name).isEmpty());
  }

  @Test
  void whatIsImportedFromTheTextIsDefinedInIt() {
    files.forEach(
        (name, file) ->
            body(file)
                .filter(Stmt.ImportFrom.class::isInstance)
                .map(Stmt.ImportFrom.class::cast)
                .forEach(statement -> check(name, statement)));
  }

  private void check(String importer, Stmt.ImportFrom statement) {
    String module = module(importer, statement);
    if (file(module).isEmpty() && !isFolder(module)) {
      assertThat(statement.level()).as("%s imports %s", importer, module).isZero();
      return;
    }
    for (Node.Alias alias : statement.names()) {
      String path = module + "/" + alias.name();
      boolean isThere =
          names(module).contains(alias.name())
              || !file(path).isEmpty()
              || isFolder(path)
              || BUILT_IN.contains(alias.name());
      assertThat(isThere).as("%s imports %s", importer, path).isTrue();
    }
  }

  /** The folder or file that a statement imports from, without its ending. */
  private static String module(String importer, Stmt.ImportFrom statement) {
    String dotted = statement.module().replace('.', '/');
    if (statement.level() == 0) {
      return dotted;
    }
    List<String> steps = List.of(importer.split("/", -1));
    String start = String.join("/", steps.subList(0, steps.size() - statement.level()));
    return dotted.isEmpty() ? start : start + "/" + dotted;
  }

  /** The name of a module's file, empty when the text has none. */
  private String file(String module) {
    return Stream.of(module + ".py", module + "/__init__.py")
        .filter(files::containsKey)
        .findFirst()
        .orElse("");
  }

  private boolean isFolder(String module) {
    return files.keySet().stream().anyMatch(name -> name.startsWith(module + "/"));
  }

  /** What the statements of a module bind. */
  private Set<String> names(String module) {
    Set<String> names = new HashSet<>();
    String name = file(module);
    if (name.isEmpty()) {
      return names;
    }
    body(Objects.requireNonNull(files.get(name)))
        .forEach(
            statement -> {
              switch (statement) {
                case Stmt.ClassDef type -> names.add(type.name());
                case Stmt.FunctionDef function -> names.add(function.name());
                case Stmt.ImportFrom from -> from.names().forEach(a -> names.add(bound(a)));
                case Stmt.Import plain -> plain.names().forEach(a -> names.add(bound(a)));
                case Stmt.Assign assign ->
                    assign.targets().stream()
                        .filter(Expr.Name.class::isInstance)
                        .forEach(target -> names.add(((Expr.Name) target).name()));
                default -> {}
              }
            });
    return names;
  }

  private static String bound(Node.Alias alias) {
    return alias.asName().orElse(alias.name());
  }

  private static Stream<Stmt> body(ParsedFile file) {
    return file.tree().root().body().stream();
  }
}
