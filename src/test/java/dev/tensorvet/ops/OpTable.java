package dev.tensorvet.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.graph.Argument;
import dev.tensorvet.tensor.TensorType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Tests of operations as a table: on each line a call, and what it gives.
 *
 * <pre>
 * gather((B, 3, 4) float32, 1, (B, 3, 2) int64) -> (B, 3, 2) float32
 * max((B, 4) float32, dim=-1) -> values (B,) float32, indices (B,) int64
 * chunk((5, 2) float32, 2) -> list (3, 2) float32, (2, 2) float32
 * var_mean((B, 4) float32, 1) -> tuple (B,) float32, (B,) float32
 * index((B, 4) float32, [:, 1:, None, ...]) -> (B, 3, 1) float32
 * add((2, 3) float32, (B, C) float32) -> (2, 3) float32 where 2 = B, 3 = C
 * linear((...) float32, (4, 3) float32) -> (...) float32 where input is mostly (?, 3)
 * add((2, 3) float32, (4,) float32) -> mismatch: what the rule says
 * add((2, 3) float32, ?) -> unknown: what the rule says
 * </pre>
 *
 * A word in capitals is the size of an input, another is an integer of any sign; {@code ?} is
 * something unknown. Lists have brackets. A line that begins with {@code #} says something to the
 * reader. What is noted of sizes ({@code where}) is compared only on lines that have it.
 */
final class OpTable {

  private static final Ops OPS = Ops.all();

  /** An arrow within quotes is one of a pattern or an equation. */
  private static final Pattern SIDES = Pattern.compile("((?:[^\"]|\"[^\"]*\")*?) -> (.*)");

  private OpTable() {}

  /** A test for each line. */
  static Stream<DynamicTest> tests(String table) {
    return table
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .map(line -> DynamicTest.dynamicTest(line, () -> check(line)));
  }

  private static void check(String line) {
    Matcher sides = SIDES.matcher(line);
    assertThat(sides.matches()).as(line).isTrue();
    String expected = sides.group(2);
    String answer = answer(sides.group(1));
    assertThat(expected.contains(" where ") ? answer : answer.split(" where ", 2)[0])
        .as(line)
        .isEqualTo(expected.contains(": ") ? expected : OpText.normal(expected));
  }

  /** What the call gives, as it stands in a table. */
  static String answer(String call) {
    Op op = op(call);
    OpCall read = arguments(op, call);
    String result = shown(op.infer(read));
    List<String> noted = new ArrayList<>();
    read.equations().forEach(e -> noted.add(e.left() + " = " + e.right()));
    read.needs().forEach((name, shape) -> noted.add(name + " is " + shape));
    read.suppositions().forEach((name, shape) -> noted.add(name + " is mostly " + shape));
    return noted.isEmpty() ? result : result + " where " + String.join(", ", noted);
  }

  /** What the call gives. */
  static OpResult result(String call) {
    return op(call).infer(arguments(op(call), call));
  }

  private static Op op(String call) {
    return OPS.find(call.substring(0, call.indexOf('(')))
        .orElseThrow(() -> new AssertionError("no such operation: " + call));
  }

  static OpCall arguments(Op op, String call) {
    OpText text = new OpText(call.substring(call.indexOf('(') + 1, call.length() - 1));
    List<Argument> positional = new ArrayList<>();
    SequencedMap<String, Argument> named = new LinkedHashMap<>();
    text.readArguments(positional, named);
    return new OpCall(bound(op.signature(), positional, named));
  }

  private static SequencedMap<String, Argument> bound(
      Signature signature, List<Argument> positional, SequencedMap<String, Argument> named) {
    SequencedMap<String, Argument> bound = new LinkedHashMap<>();
    Deque<Argument> left = new ArrayDeque<>(positional);
    for (Signature.Parameter parameter : signature.parameters()) {
      if (parameter.isVariadic() && !left.isEmpty()) {
        boolean isSpread = left.size() == 1 && left.peek() instanceof Argument.Many;
        bound.put(parameter.name(), isSpread ? left.pop() : new Argument.Many(List.copyOf(left)));
        left.clear();
      } else if (parameter.isPositional() && !left.isEmpty()) {
        bound.put(parameter.name(), left.pop());
      } else {
        for (String name : parameter.names()) {
          if (named.containsKey(name)) {
            bound.put(parameter.name(), named.remove(name));
          }
        }
      }
      assertThat(parameter.isRequired() && !bound.containsKey(parameter.name()))
          .as("%s: %s is not given", signature.op(), parameter.name())
          .isFalse();
    }
    assertThat(left).as("%s: too many arguments", signature.op()).isEmpty();
    if (signature.isOpen()) {
      bound.putAll(named);
      named.clear();
    }
    assertThat(named).as("%s: no such parameter", signature.op()).isEmpty();
    return bound;
  }

  private static String shown(OpResult result) {
    return switch (result) {
      case OpResult.Mismatch mismatch -> "mismatch: " + mismatch.why();
      case OpResult.Unknown unknown -> "unknown: " + unknown.why();
      case OpResult.Inferred inferred ->
          switch (inferred.form()) {
            case ONE -> listed(inferred.types());
            case TUPLE -> "tuple " + listed(inferred.types());
            case LIST -> "list " + listed(inferred.types());
            case VALUES_AND_INDICES ->
                "values " + inferred.types().get(0) + ", indices " + inferred.types().get(1);
          };
    };
  }

  private static String listed(List<TensorType> types) {
    return types.stream().map(TensorType::toString).collect(Collectors.joining(", "));
  }
}
