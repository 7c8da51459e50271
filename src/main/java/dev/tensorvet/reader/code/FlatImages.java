package dev.tensorvet.reader.code;

import dev.tensorvet.framework.Parameter;
import dev.tensorvet.framework.Pictures;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.LastValues;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds images whose channels come last, as they are read, and which get the sizes of one whose
 * channels come first: each channel is then a third of the lines of all three.
 */
final class FlatImages {

  private static final int DEEPEST = 12;

  private final SourceModule module;

  FlatImages(SourceModule module) {
    this.module = module;
  }

  /** What reads the image that a call gives other sizes. */
  Optional<Expr.Call> reshaped(Expr.Call call) {
    return Pictures.reshapes(CodeCalls.name(call)) ? shaped(call) : Optional.empty();
  }

  private Optional<Expr.Call> shaped(Expr.Call call) {
    boolean isFunction = CodeCalls.library(call.callee(), module).isPresent();
    List<Expr> arguments = new ArrayList<>(call.arguments());
    Optional<Expr> image =
        isFunction
            ? arguments.stream().findFirst()
            : call.callee() instanceof Expr.Attribute method
                ? Optional.of(method.value())
                : Optional.empty();
    if (isFunction && !arguments.isEmpty()) {
      arguments.removeFirst();
    }
    List<Expr> sizes =
        arguments.size() == 1 ? elements(arguments.getFirst()) : List.copyOf(arguments);
    return call.keywords().isEmpty() && areChannelsFirst(sizes)
        ? image.flatMap(value -> reader(value, 0))
        : Optional.empty();
  }

  /** Whether three colours stand before two sides that are none of them. */
  private static boolean areChannelsFirst(List<Expr> sizes) {
    int rank = sizes.size();
    return (rank == 3 || rank == 4)
        && CodeCalls.number(sizes.get(rank - 3)).orElse(0) == 3
        && isSide(sizes.get(rank - 2))
        && isSide(sizes.get(rank - 1));
  }

  private static boolean isSide(Expr size) {
    return !(size instanceof Expr.Starred) && CodeCalls.number(size).orElse(4) > 3;
  }

  /** What reads an image, behind all that leaves its channels last. */
  private Optional<Expr.Call> reader(Expr value, int depth) {
    if (depth > DEEPEST) {
      return Optional.empty();
    }
    return switch (value) {
      case Expr.Name name -> LastValues.of(name, module).flatMap(v -> reader(v, depth + 1));
      case Expr.BinOp computed -> reader(computed.left(), depth + 1);
      case Expr.Subscript part when isOfSlices(part.index()) -> reader(part.value(), depth + 1);
      case Expr.Call call -> reader(call, depth);
      default -> Optional.empty();
    };
  }

  private Optional<Expr.Call> reader(Expr.Call call, int depth) {
    Optional<String> function = CodeCalls.library(call.callee(), module);
    if (function.filter(Pictures::readsColours).isPresent()) {
      return isRead(call) ? Optional.of(call) : Optional.empty();
    }
    if (function.filter(Pictures::keepsLayout).isPresent()) {
      return CodeCalls.argument(call, new Parameter(0, "src"))
          .filter(image -> call.arguments().stream().skip(1).noneMatch(this::mayDropColours))
          .flatMap(image -> reader(image, depth + 1));
    }
    return function.isEmpty()
            && call.callee() instanceof Expr.Attribute method
            && Pictures.keepsLayoutAsMethod(method.name())
            && !Pictures.mayDropColours(method.name() + arguments(call, method))
        ? reader(method.value(), depth + 1)
        : Optional.empty();
  }

  private boolean mayDropColours(Expr argument) {
    return Pictures.mayDropColours(CodeCalls.text(argument, module));
  }

  private String arguments(Expr.Call call, Expr.Attribute method) {
    return CodeCalls.text(call, module).substring(method.end() - call.start());
  }

  /** Whether an image is read with its colours: it is, if nothing else is asked for. */
  private boolean isRead(Expr.Call call) {
    List<Expr> arguments = call.arguments();
    return call.keywords().isEmpty()
        && (arguments.size() == 1
            || (arguments.size() == 2
                && (CodeCalls.number(arguments.get(1)).orElse(0) == 1
                    || CodeCalls.library(arguments.get(1), module)
                        .filter(Pictures::asksForColours)
                        .isPresent())));
  }

  /** Whether an index takes a part of the lines, the columns or the colours, and no single one. */
  private static boolean isOfSlices(Expr index) {
    return elements(index).stream().allMatch(Expr.Slice.class::isInstance);
  }

  private static List<Expr> elements(Expr several) {
    return switch (several) {
      case Expr.Tuple tuple -> tuple.elements();
      case Expr.ListExpr list -> list.elements();
      default -> List.of(several);
    };
  }
}
