package dev.tensorvet.flow.java;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.SwitchExpr;
import com.github.javaparser.ast.stmt.DoStmt;
import com.github.javaparser.ast.stmt.ForEachStmt;
import com.github.javaparser.ast.stmt.ForStmt;
import com.github.javaparser.ast.stmt.LabeledStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.WhileStmt;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What is open around the place that a body has come to, and where jumps out of it lead. */
@SuppressWarnings("ReferenceEquality") // Nodes that only look the same are equal.
final class JavaJumps {

  /**
   * A statement that can be left by a jump, or a {@code finally} that a jump passes.
   *
   * @param breaks the nodes from which it is left
   * @param continues the nodes from which its next turn begins
   */
  record Frame(
      Optional<Node> statement,
      Optional<Statement> finalBlock,
      List<Integer> breaks,
      List<Integer> continues) {}

  /** What is open. */
  record State(List<Frame> frames) {}

  private final IdentityHashMap<Node, String> labels = new IdentityHashMap<>();
  private List<Frame> open = new ArrayList<>();

  /** Gives a statement its name. */
  void label(String name, Statement statement) {
    labels.put(statement, name);
  }

  /** Opens a statement; the nodes from which it is left are added to what this gives. */
  List<Integer> open(Node statement) {
    Frame frame =
        new Frame(Optional.of(statement), Optional.empty(), new ArrayList<>(), new ArrayList<>());
    open.add(frame);
    return frame.breaks();
  }

  void openFinally(Statement block) {
    open.add(new Frame(Optional.empty(), Optional.of(block), List.of(), List.of()));
  }

  void close() {
    open.removeLast();
  }

  /** The nodes from which the innermost statement begins its next turn. */
  List<Integer> continues() {
    return open.getLast().continues();
  }

  Optional<Frame> breakTarget(Optional<String> label) {
    return innermost(
        statement ->
            label.isPresent()
                ? statement instanceof LabeledStmt named
                    && named.getLabel().asString().equals(label.get())
                : !(statement instanceof LabeledStmt) && !(statement instanceof SwitchExpr));
  }

  Optional<Frame> continueTarget(Optional<String> label) {
    return innermost(
        statement ->
            isLoop(statement)
                && (label.isEmpty() || label.equals(Optional.ofNullable(labels.get(statement)))));
  }

  Optional<Frame> yieldTarget() {
    return innermost(SwitchExpr.class::isInstance);
  }

  private static boolean isLoop(Node statement) {
    return statement instanceof ForStmt
        || statement instanceof ForEachStmt
        || statement instanceof WhileStmt
        || statement instanceof DoStmt;
  }

  private Optional<Frame> innermost(Predicate<Node> isWanted) {
    return open.reversed().stream()
        .filter(frame -> frame.statement().filter(isWanted).isPresent())
        .findFirst();
  }

  /** The {@code finally} blocks that a jump passes, the innermost first; to the end without one. */
  List<Frame> blocks(Optional<Frame> target) {
    List<Frame> passed = new ArrayList<>();
    for (Frame frame : open.reversed()) {
      if (target.isPresent() && frame == target.get()) {
        break;
      }
      if (frame.finalBlock().isPresent()) {
        passed.add(frame);
      }
    }
    return passed;
  }

  /** Closes all down to a frame, itself included; what was open comes back by {@link #restore}. */
  State leaveTo(Frame frame) {
    State state = new State(open);
    int depth = 0;
    while (open.get(depth) != frame) {
      depth++;
    }
    open = new ArrayList<>(open.subList(0, depth));
    return state;
  }

  void restore(State state) {
    open = state.frames();
  }
}
