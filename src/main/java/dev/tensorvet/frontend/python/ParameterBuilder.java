package dev.tensorvet.frontend.python;

import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Node.ParameterKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.TokenStream;

/** Makes the nodes of parameters, of functions and of types, and checks their order. */
abstract class ParameterBuilder extends PatternBuilder {

  /** What stands after {@code =} in a parameter. */
  private record Default(Expr value) {}

  /** The parameters of a generic function, class or type. */
  private record TypeParameters(List<Node.TypeParameter> all) {}

  ParameterBuilder(TokenStream input) {
    super(input);
  }

  final void byDefault() {
    int index = count() - 1;
    replaceFrom(index, new Default(expression(index)), startAt(index), endAt(index));
  }

  private Optional<Expr> takeDefault() {
    return takeIf(Default.class).map(Default::value);
  }

  final void parameter(long at) {
    boolean afterStar = count() > 1 && isAfterStar(at);
    open(at);
    String name = take(String.class);
    ParameterKind kind = afterStar ? ParameterKind.KEYWORD_ONLY : ParameterKind.NORMAL;
    close(new Node.Parameter(id(), start(), end(), name, kind, takeIf(Expr.class), takeDefault()));
  }

  /** Whether the parameter before the one that began at {@code at} is a star, or follows one. */
  private boolean isAfterStar(long at) {
    open(at);
    int before = count() - remaining() - 1;
    return before >= 0
        && switch (valueAt(before)) {
          case Marker marker -> marker == Marker.STAR;
          case Node.Parameter parameter ->
              parameter.kind() == ParameterKind.KEYWORD_ONLY
                  || parameter.kind() == ParameterKind.VAR_POSITIONAL;
          default -> false;
        };
  }

  /** {@code *args}, or a star alone, which stays a marker. */
  final void starParameter(long at) {
    open(at);
    takeMarker(Marker.STAR);
    if (hasMore()) {
      String name = take(String.class);
      ParameterKind kind = ParameterKind.VAR_POSITIONAL;
      close(
          new Node.Parameter(
              id(), start(), end(), name, kind, takeIf(Expr.class), Optional.empty()));
    }
  }

  final void spreadParameter(long at) {
    open(at);
    String name = take(String.class);
    ParameterKind kind = ParameterKind.VAR_KEYWORD;
    close(
        new Node.Parameter(id(), start(), end(), name, kind, takeIf(Expr.class), Optional.empty()));
  }

  final void parameters(long at) {
    open(at);
    boolean isEmpty = !hasMore();
    int from = isEmpty ? endOfLast() : start();
    List<Node.Parameter> all = new ArrayList<>();
    boolean hasSlash = false;
    while (hasMore()) {
      if (nextIs(Node.Parameter.class)) {
        Node.Parameter parameter = take(Node.Parameter.class);
        checkOrder(all, parameter);
        all.add(parameter);
      } else if (take(Marker.class) == Marker.STAR) {
        checkBareStar(all);
      } else {
        boolean fits = !hasSlash && !all.isEmpty() && isPlain(all.getLast());
        if (!fits) {
          throw unreadable("`/` must stand once, after a parameter and before any star");
        }
        hasSlash = true;
        all.replaceAll(ParameterBuilder::positionalOnly);
      }
    }
    close(new Node.Parameters(id(), from, Math.max(from, end()), List.copyOf(all)));
  }

  private static boolean isPlain(Node.Parameter parameter) {
    return parameter.kind() == ParameterKind.NORMAL
        || parameter.kind() == ParameterKind.POSITIONAL_ONLY;
  }

  private static Node.Parameter positionalOnly(Node.Parameter p) {
    ParameterKind kind = ParameterKind.POSITIONAL_ONLY;
    return new Node.Parameter(
        p.id(), p.start(), p.end(), p.name(), kind, p.annotation(), p.defaultValue());
  }

  /** Checks a parameter against the one before it. */
  private void checkOrder(List<Node.Parameter> before, Node.Parameter parameter) {
    if (before.isEmpty()) {
      return;
    }
    Node.Parameter last = before.getLast();
    if (last.kind() == ParameterKind.VAR_KEYWORD) {
      problem(parameter.span(), "no parameter can follow `**" + last.name() + "`");
    } else if (parameter.kind() == ParameterKind.VAR_POSITIONAL && !isPlain(last)) {
      problem(parameter.span(), "`*` can stand once among parameters");
    } else if (isPlain(parameter)
        && last.defaultValue().isPresent()
        && parameter.defaultValue().isEmpty()) {
      problem(
          parameter.span(), "a parameter without a default cannot follow one that has a default");
    }
  }

  private void checkBareStar(List<Node.Parameter> before) {
    boolean isFirstStar = before.isEmpty() || isPlain(before.getLast());
    boolean hasFollower =
        peekIsParameter() && ((Node.Parameter) peek()).kind() == ParameterKind.KEYWORD_ONLY;
    if (!isFirstStar || !hasFollower) {
      throw unreadable("a parameter with a name must follow `*`");
    }
  }

  private boolean peekIsParameter() {
    return nextIs(Node.Parameter.class);
  }

  // --- type parameters

  final void typeParameter(long at) {
    open(at);
    int stars =
        switch (tokens.type(token(at))) {
          case PythonParser.STAR -> 1;
          case PythonParser.DOUBLESTAR -> 2;
          default -> 0;
        };
    String name = take(String.class);
    Optional<Expr> bound = takeIf(Expr.class);
    if (stars > 0 && bound.isPresent()) {
      problem(bound.get().span(), "a starred type parameter has no bound");
    }
    Optional<Expr> byDefault = takeDefault();
    if (stars != 1 && byDefault.isPresent() && byDefault.get() instanceof Expr.Starred starred) {
      problem(starred.span(), "only a starred type parameter can unpack its default");
    }
    close(new Node.TypeParameter(id(), start(), end(), name, stars, bound, byDefault));
  }

  final void typeParameters(long at) {
    open(at);
    close(new TypeParameters(takeAll(Node.TypeParameter.class)));
  }

  final List<Node.TypeParameter> takeTypeParameters() {
    return takeIf(TypeParameters.class).map(TypeParameters::all).orElse(List.of());
  }
}
