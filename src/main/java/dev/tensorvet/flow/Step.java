package dev.tensorvet.flow;

import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.source.Span;
import java.util.List;
import java.util.Optional;

/** A statement of the control-flow form. */
public sealed interface Step {

  int start();

  int end();

  default Span span() {
    return new Span(start(), end());
  }

  record Evaluate(int start, int end, Operand value) implements Step {}

  record Assign(int start, int end, Place target, Operand value) implements Step {}

  /** {@code target operator= value}. */
  record Update(int start, int end, Place target, String operator, Operand value) implements Step {}

  record Branch(int start, int end, Operand test, List<Step> yes, List<Step> no) implements Step {}

  /** A loop over the elements of {@code iterable}. */
  record ForEach(
      int start, int end, Place target, Operand iterable, List<Step> body, List<Step> orElse)
      implements Step {}

  record While(int start, int end, Operand test, List<Step> body, List<Step> orElse)
      implements Step {}

  /** A block under a context: Python's {@code with}, Java's try-with-resources. */
  record With(int start, int end, Operand context, Optional<Place> target, List<Step> body)
      implements Step {}

  record Try(
      int start,
      int end,
      List<Step> body,
      List<List<Step>> handlers,
      List<Step> orElse,
      List<Step> finalBody)
      implements Step {}

  /** One of several blocks, chosen by what this form does not say: a {@code match}. */
  record Choose(int start, int end, List<List<Step>> blocks) implements Step {}

  record Return(int start, int end, Optional<Operand> value) implements Step {}

  record Raise(int start, int end, List<Operand> values) implements Step {}

  record Break(int start, int end) implements Step {}

  record Continue(int start, int end) implements Step {}

  /** A function is defined under its name; its body runs when it is called. */
  record Define(int start, int end, FunctionEntity function) implements Step {}

  record Delete(int start, int end, Place target) implements Step {}

  /** An element of the {@link Operand.Comprehension} that this step stands in. */
  record Collect(int start, int end, Operand element) implements Step {}
}
