package dev.tensorvet.semantic;

import dev.tensorvet.framework.Frameworks;
import dev.tensorvet.frontend.python.PythonFrontend;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.ParsedFile;
import dev.tensorvet.workspace.MemoryTree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** A project in memory, asked about in texts. */
final class TestProject {

  private final Project project;
  private final Set<String> parsed = new ConcurrentSkipListSet<>();

  private TestProject(Map<String, String> files) {
    PythonFrontend frontend = new PythonFrontend();
    this.project =
        new Project(new MemoryTree(files), file -> parse(frontend, file), Frameworks.all());
  }

  private ParsedFile parse(PythonFrontend frontend, SourceFile file) {
    parsed.add(file.path());
    return frontend.parse(file);
  }

  /** Paths and texts by turns. */
  static TestProject of(String... pathsAndTexts) {
    Map<String, String> files = new LinkedHashMap<>();
    for (int i = 0; i < pathsAndTexts.length; i += 2) {
      files.put(pathsAndTexts[i], pathsAndTexts[i + 1]);
    }
    return new TestProject(files);
  }

  static TestProject of(Map<String, String> files) {
    return new TestProject(files);
  }

  Project project() {
    return project;
  }

  /** The files that were parsed so far. */
  Set<String> parsed() {
    return parsed;
  }

  SourceModule module(String path) {
    return project.module(MemoryTree.ROOT.resolve(Path.of(path))).orElseThrow();
  }

  ClassEntity type(String path, String name) {
    return module(path).classes().stream()
        .filter(type -> type.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  FunctionEntity function(String path, String name) {
    return module(path).functions().stream()
        .filter(function -> function.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** What the last expression of a file that is written like {@code text} stands for. */
  String meaning(String path, String text) {
    SourceModule module = module(path);
    List<Expr> found = new ArrayList<>();
    module.tree().walk(node -> collect(node, text, module, found));
    return NameText.name(module.resolve(found.getLast()));
  }

  private static void collect(Node node, String text, SourceModule module, List<Expr> to) {
    if (node instanceof Expr expr && module.file().text(expr.span()).equals(text)) {
      to.add(expr);
    }
  }
}
