package dev.tensorvet.rules;

import dev.tensorvet.Tensorvet;
import dev.tensorvet.framework.Frameworks;
import dev.tensorvet.graph.Argument;
import dev.tensorvet.graph.Frame;
import dev.tensorvet.graph.Graph;
import dev.tensorvet.graph.GraphNode;
import dev.tensorvet.interp.Request;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.Project;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.workspace.MemoryTree;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a trace knows of tensors, at calls that ask for it: {@code reveal_shape(x) # revealed: (B,
 * 64) float32}.
 */
final class Revealed {

  private static final String CALLEE = "reveal_shape";
  private static final Pattern COMMENT = Pattern.compile(CALLEE + "\\(.*\\)\\s*# revealed: (.*)$");

  private Revealed() {}

  /** What comments say, by places such as {@code net.py:12}. */
  static Map<String, Set<String>> expected(Map<String, String> files) {
    Map<String, Set<String>> expected = new TreeMap<>();
    files.forEach(
        (file, text) -> {
          String[] lines = text.split("\n", -1);
          for (int i = 0; i < lines.length; i++) {
            Matcher comment = COMMENT.matcher(lines[i]);
            if (comment.find()) {
              expected.put(file + ":" + (i + 1), Set.of(comment.group(1).strip()));
            }
          }
        });
    return expected;
  }

  /** What the traces of all models of the files say, by the same places. */
  static Map<String, Set<String>> found(Map<String, String> files) {
    Map<String, Set<String>> found = new TreeMap<>();
    Project project = new Project(new MemoryTree(files), Tensorvet::parse, Frameworks.all());
    for (String file : files.keySet()) {
      Optional<SourceModule> module = project.module(MemoryTree.ROOT.resolve(file));
      for (ClassEntity type :
          module.map(SourceModule::classes).stream().flatMap(c -> c.stream()).toList()) {
        if (Findings.INTERPRETER.isModel(type)) {
          add(Findings.INTERPRETER.interpret(type, Request.plain()).graph(), found);
        }
      }
    }
    return found;
  }

  private static void add(Graph graph, Map<String, Set<String>> to) {
    for (GraphNode node : graph.nodes()) {
      boolean isAsked =
          node.op().equals(GraphNode.UNKNOWN_OP)
              && node.argument("callee")
                  .filter(callee -> callee.equals(new Argument.Text(CALLEE)))
                  .isPresent();
      if (isAsked && !node.inputs().isEmpty()) {
        Frame frame = node.origin().place().orElseThrow();
        int line = frame.file().locate(frame.span().start()).line();
        to.computeIfAbsent(frame.file().path() + ":" + line, place -> new TreeSet<>())
            .add(node.inputs().getFirst().type().toString());
      }
    }
  }
}
