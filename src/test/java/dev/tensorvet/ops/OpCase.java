package dev.tensorvet.ops;

import dev.tensorvet.graph.Argument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A line of a table of operations, for who holds it against something else than the rules.
 *
 * @param call as it is written
 * @param result what the rule says
 * @param equations what the rule asks of sizes
 */
public record OpCase(
    String call,
    String op,
    SequencedMap<String, Argument> arguments,
    OpResult result,
    List<OpCall.Equation> equations) {

  private static final Path TABLES = Path.of("src", "test", "java", "dev", "tensorvet", "ops");
  private static final Pattern LINE =
      Pattern.compile("^ {8}([A-Za-z_]\\w*\\(.*\\)) -> .*$", Pattern.MULTILINE);

  /** The lines of all tables of this folder. */
  public static List<OpCase> all() {
    Set<String> calls = new LinkedHashSet<>();
    try (Stream<Path> files = Files.list(TABLES)) {
      for (Path file : files.filter(f -> f.toString().endsWith("Test.java")).sorted().toList()) {
        Matcher line = LINE.matcher(Files.readString(file));
        while (line.find()) {
          calls.add(line.group(1).replace("\\\"", "\"").replace("\\\\", "\\"));
        }
      }
    } catch (IOException broken) {
      throw new java.io.UncheckedIOException(broken);
    }
    List<OpCase> cases = new ArrayList<>();
    calls.forEach(call -> cases.add(of(call)));
    return cases;
  }

  private static OpCase of(String call) {
    Op op = Ops.all().find(call.substring(0, call.indexOf('('))).orElseThrow();
    OpCall read = OpTable.arguments(op, call);
    OpResult result = op.infer(read);
    return new OpCase(call, op.name(), read.arguments(), result, read.equations());
  }
}
