package dev.tensorvet.facts;

import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Methods;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How the {@code __init__} of a class runs that of its bases.
 *
 * <p>Any call of something named {@code __init__} counts, whatever stands before the dot, and so
 * does any call that {@code self} is passed to: only what surely leaves the bases alone is of
 * interest.
 */
public enum BaseInit {
  /** On every path that ends, or nothing can be said against it. */
  RUN,
  /** Not on every path that ends. */
  SKIPPED_ON_A_PATH,
  /** Nowhere. */
  NEVER_RUN;

  /** Calls that take an object and do nothing to it. */
  private static final Set<String> INERT =
      Set.of("isinstance", "type", "id", "print", "repr", "str", "hasattr", "getattr", "setattr");

  /** How an {@code __init__} of a class does so. */
  public static BaseInit of(Stmt.ClassDef type, Stmt.FunctionDef init) {
    if (type.bases().isEmpty() || init.parameters().positional().isEmpty()) {
      return RUN;
    }
    Paths paths = new Paths(type, init.parameters().positional().getFirst().name());
    if (paths.isAlwaysRun(init.body())) {
      return RUN;
    }
    return paths.mayRun(init) ? SKIPPED_ON_A_PATH : NEVER_RUN;
  }

  /** The statement of an {@code __init__} that is the first to run that of the bases, or may. */
  public static Optional<Stmt> first(Stmt.ClassDef type, Stmt.FunctionDef init) {
    if (type.bases().isEmpty() || init.parameters().positional().isEmpty()) {
      return Optional.empty();
    }
    Paths paths = new Paths(type, init.parameters().positional().getFirst().name());
    return init.body().stream().filter(paths::mayRun).findFirst();
  }

  /** A walk over structured statements; loops run their body or not. */
  private static final class Paths {
    private final Stmt.ClassDef type;
    private final String self;
    private int depth;

    Paths(Stmt.ClassDef type, String self) {
      this.type = type;
      this.self = self;
    }

    /** Whether every path through {@code body} that ends without an exception meets the call. */
    boolean isAlwaysRun(List<Stmt> body) {
      for (Stmt statement : body) {
        if (isAlwaysRun(statement)) {
          return true;
        }
        if (mayReturn(statement)) {
          return false;
        }
      }
      return false;
    }

    private boolean isAlwaysRun(Stmt statement) {
      return switch (statement) {
        case Stmt.Raise raise -> true;
        case Stmt.If choice ->
            mayRun(choice.test()) || (isAlwaysRun(choice.body()) && isAlwaysRun(choice.orElse()));
        case Stmt.With with ->
            with.items().stream().anyMatch(this::mayRun) || isAlwaysRun(with.body());
        case Stmt.Try attempt ->
            isAlwaysRun(attempt.finalBody())
                || ((isAlwaysRun(attempt.body()) || isAlwaysRun(attempt.orElse()))
                    && attempt.handlers().stream().allMatch(h -> isAlwaysRun(h.body())));
        // A loop over the bases, and a match over all that there can be, are taken at their word.
        case Stmt.For loop -> mayRun(loop);
        case Stmt.While loop -> mayRun(loop);
        case Stmt.Match match -> mayRun(match);
        case Stmt.FunctionDef inner -> false;
        case Stmt.ClassDef inner -> false;
        default -> mayRun(statement);
      };
    }

    /** A loop that returns is too much to follow: only a return on the straight way counts. */
    private static boolean mayReturn(Stmt statement) {
      return switch (statement) {
        case Stmt.Return end -> true;
        case Stmt.If choice ->
            choice.body().stream().anyMatch(Paths::mayReturn)
                || choice.orElse().stream().anyMatch(Paths::mayReturn);
        default -> false;
      };
    }

    /** Whether something below {@code node} may run the bases' {@code __init__}. */
    boolean mayRun(Node node) {
      boolean[] found = {false};
      Tree.walk(node, at -> found[0] |= at instanceof Expr expression && isRun(expression));
      return found[0];
    }

    private boolean isRun(Expr expression) {
      return switch (expression) {
        case Expr.Attribute member ->
            member.name().equals("__init__")
                || member.name().equals("__setstate__")
                || member.name().equals("__dict__")
                || (isSelf(member.value()) && runsInHelper(member.name()));
        case Expr.Call call ->
            call.arguments().stream().anyMatch(this::passesSelf)
                && !(call.callee() instanceof Expr.Name name && INERT.contains(name.name()))
                && !isSuper(call);
        default -> false;
      };
    }

    /** {@code super(C, self)} alone runs nothing. */
    private static boolean isSuper(Expr.Call call) {
      return call.callee() instanceof Expr.Name name && name.name().equals("super");
    }

    private boolean passesSelf(Expr argument) {
      return isSelf(argument) || (argument instanceof Expr.Starred all && isSelf(all.value()));
    }

    private boolean isSelf(Expr expression) {
      return expression instanceof Expr.Name name && name.name().equals(self);
    }

    /** {@code self.helper}: a method of the class itself, followed a few levels down. */
    private boolean runsInHelper(String name) {
      if (depth > 3) {
        return true;
      }
      for (Stmt.FunctionDef method : Methods.of(type)) {
        if (method.name().equals(name) && !name.equals("__init__")) {
          depth++;
          boolean runs = method.body().stream().anyMatch(this::mayRun);
          depth--;
          return runs;
        }
      }
      return false;
    }
  }
}
