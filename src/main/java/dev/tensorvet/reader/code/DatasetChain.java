package dev.tensorvet.reader.code;

import dev.tensorvet.framework.Keras;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.LastValues;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The steps of a stream of samples, from its source to its end: {@code from_tensor_slices}, {@code
 * map}, {@code batch} and so on, through variables where the text tells their values.
 *
 * @param steps the calls, the first one first
 * @param isDataset whether the stream surely is one of TensorFlow
 */
record DatasetChain(List<Expr.Call> steps, boolean isDataset) {

  private static final int LONGEST = 100;

  static DatasetChain of(Expr end, SourceModule module) {
    List<Expr.Call> steps = new ArrayList<>();
    Expr at = end;
    while (steps.size() < LONGEST) {
      Expr value = at instanceof Expr.Name ? LastValues.of(at, module).orElse(at) : at;
      if (!(value instanceof Expr.Call call)) {
        return new DatasetChain(steps, false);
      }
      if (CodeCalls.library(call.callee(), module).filter(Keras::makesDataset).isPresent()) {
        return new DatasetChain(steps, true);
      }
      if (!(call.callee() instanceof Expr.Attribute method)) {
        return new DatasetChain(steps, false);
      }
      steps.addFirst(call);
      at = method.value();
    }
    return new DatasetChain(List.of(), false);
  }

  private static String name(Expr.Call step) {
    return ((Expr.Attribute) step.callee()).name();
  }

  /** The last step of a name. */
  Optional<Expr.Call> last(String method) {
    return steps.stream().filter(s -> name(s).equals(method)).reduce((before, last) -> last);
  }

  /** The step that never lets the stream end. */
  Optional<Expr.Call> repeat() {
    return steps.stream()
        .filter(s -> name(s).equals("repeat"))
        .filter(s -> s.arguments().isEmpty() && s.keywords().isEmpty())
        .reduce((before, last) -> last);
  }

  boolean isEndless() {
    return repeat()
        .filter(
            repeat ->
                steps.stream()
                    .skip(steps.indexOf(repeat))
                    .noneMatch(s -> name(s).equals("take") || name(s).equals("take_while")))
        .isPresent();
  }

  /** Whether a step is among those before another one. */
  boolean isBefore(String method, Expr.Call step) {
    return steps.stream()
        .takeWhile(each -> each.id() != step.id())
        .anyMatch(each -> name(each).equals(method));
  }

  /** The last step of a name before another one. */
  Optional<Expr.Call> lastBefore(String method, Expr.Call step) {
    return steps.stream()
        .takeWhile(each -> each.id() != step.id())
        .filter(each -> name(each).equals(method))
        .reduce((before, last) -> last);
  }
}
