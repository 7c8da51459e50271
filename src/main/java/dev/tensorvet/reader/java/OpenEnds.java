package dev.tensorvet.reader.java;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.TryStmt;
import dev.tensorvet.flow.EventGraph;
import dev.tensorvet.flow.Typestate;
import dev.tensorvet.flow.java.JavaEvents;
import dev.tensorvet.flow.java.JavaFlow;
import dev.tensorvet.semantic.java.JavaVariable;
import java.util.List;
import java.util.Optional;

/** Where a variable still holds something open that nobody will close any more. */
@SuppressWarnings("ReferenceEquality") // Nodes that only look the same are equal.
final class OpenEnds {

  private enum What {
    OPENED,
    CLOSED,
    /** An exception: what was opened when it came is not known. */
    CAUGHT,
    LEFT
  }

  private record Event(What what, Node node) {}

  private enum State {
    NOTHING,
    OPEN,
    UNKNOWN
  }

  private OpenEnds() {}

  /**
   * The first place where a body is left, or the variable set anew, while what was opened is open.
   *
   * @param opening the node after which the variable holds it
   */
  static Optional<Node> find(
      JavaCode code, JavaCode.Body body, JavaVariable variable, Node opening) {
    EventGraph<Event> graph =
        JavaFlow.of(code.unit(), body.code(), new Events(code, variable, opening));
    Typestate<State> states =
        Typestate.solve(graph, State.NOTHING, List.of(), (state, event) -> after(state, event));
    return graph
        .eventNodes()
        .filter(node -> graph.event(node).filter(OpenEnds::isEnd).isPresent())
        .filter(node -> states.states(node).contains(State.OPEN))
        .boxed()
        .findFirst()
        .flatMap(graph::event)
        .map(Event::node);
  }

  private static boolean isEnd(Event event) {
    return event.what() == What.LEFT || event.what() == What.OPENED;
  }

  private static State after(State state, Event event) {
    return switch (event.what()) {
      case OPENED -> State.OPEN;
      case CLOSED -> State.NOTHING;
      case CAUGHT -> state == State.OPEN ? State.UNKNOWN : state;
      case LEFT -> state;
    };
  }

  private record Events(JavaCode code, JavaVariable variable, Node opening)
      implements JavaEvents<Event> {

    @Override
    public List<Event> after(Node node) {
      if (node == opening) {
        return List.of(new Event(What.OPENED, node));
      }
      if (node instanceof CatchClause) {
        return List.of(new Event(What.CAUGHT, node));
      }
      return closes(node) ? List.of(new Event(What.CLOSED, node)) : List.of();
    }

    /** Whether the variable is closed, handed to a {@code try} that closes it, or set anew. */
    private boolean closes(Node node) {
      if (node instanceof MethodCallExpr call) {
        return call.getNameAsString().equals("close")
            && call.getScope().filter(scope -> code.is(scope, variable)).isPresent();
      }
      if (node instanceof AssignExpr assign) {
        return code.is(assign.getTarget(), variable);
      }
      return node instanceof NameExpr name
          && name.getParentNode().filter(TryStmt.class::isInstance).isPresent()
          && code.is(name, variable);
    }

    @Override
    public List<Event> leaving(Node how) {
      return List.of(new Event(What.LEFT, how));
    }

    @Override
    public List<Event> whereNull(Expression compared) {
      return code.is(compared, variable) ? List.of(new Event(What.CLOSED, compared)) : List.of();
    }
  }
}
