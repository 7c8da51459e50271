package dev.tensorvet.interp;

import dev.tensorvet.framework.DataLoading;
import dev.tensorvet.graph.Graph;
import dev.tensorvet.graph.Output;
import dev.tensorvet.ops.Ops;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Stmt;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A script that gives a model the data that it makes itself: what it does with the first batch, the
 * loss included.
 *
 * @param graph what surely runs from the first batch on
 * @param inputs none: all tensors are made by the script
 */
public record Practice(
    Graph graph, List<Interpretation.GivenInput> inputs, List<Contradiction> contradictions)
    implements Followed {

  /** How often an argument of a script may be given a value. */
  private static final int MOST_DECISIONS = 6;

  public Practice {
    inputs = List.copyOf(inputs);
    contradictions = List.copyOf(contradictions);
  }

  /** Empty for a file that is no such script. */
  static Optional<Practice> of(LibraryText library, Ops ops, SourceModule script) {
    if (!mentionsLoader(script)) {
      return Optional.empty();
    }
    Map<String, PythonValue> decided = new LinkedHashMap<>();
    while (true) {
      Machine machine =
          new Machine(
              library,
              ops,
              true,
              false,
              new Assumptions(decided),
              Uses.ofNone(),
              Budget.ofScript());
      try {
        List<Stmt> body = machine.names().body(script.scope());
        if (body.stream().noneMatch(Practice::acts)) {
          return Optional.empty();
        }
        machine.statements().run(body, machine.names().activation(script.scope()));
      } catch (Assumptions.Undecided undecided) {
        if (decided.size() < MOST_DECISIONS && !undecided.isIn(decided)) {
          decided = undecided.with(decided);
          continue;
        }
      } catch (Raised | Budget.Exceeded | Assumptions.Unsized ended) {
        // It has shown what it can.
      }
      return machine.trace().isSettingUp() ? Optional.empty() : Optional.of(of(machine, script));
    }
  }

  /** Itself, or what it takes parts from. */
  private static boolean mentionsLoader(SourceModule script) {
    return Stream.concat(Stream.of(script), script.imports().stream())
        .anyMatch(module -> module.file().text().contains(DataLoading.LOADER));
  }

  /** Whether a statement of a file does more than to define something. */
  private static boolean acts(Stmt statement) {
    return switch (statement) {
      case Stmt.For loop -> true;
      case Stmt.While loop -> true;
      case Stmt.ExprStmt alone -> alone.value() instanceof Expr.Call;
      default -> false;
    };
  }

  private static Practice of(Machine machine, SourceModule script) {
    Trace trace = machine.trace();
    Graph graph =
        new Graph(
            script.name(),
            List.of(),
            List.of(),
            List.of(),
            trace.sureNodes(),
            List.of(),
            new Output.Other("nothing"),
            trace.remarks().notes(Optional.empty()));
    return new Practice(graph, List.of(), trace.contradictions());
  }
}
