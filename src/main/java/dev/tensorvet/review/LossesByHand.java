package dev.tensorvet.review;

import dev.tensorvet.facts.ProgramCourse.Action;
import dev.tensorvet.facts.ProgramCourse.Action.Kind;
import dev.tensorvet.facts.Site;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.TrainingWords;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Losses that code computes with plain arithmetic, or by functions that are no known losses: what a
 * backward pass begins at is one, wherever it comes from.
 */
final class LossesByHand {

  private final Function<SourceFile, Optional<CodeView>> code;

  LossesByHand(Function<SourceFile, Optional<CodeView>> code) {
    this.code = code;
  }

  /** Adds what the backward passes begin at before which no loss is told. */
  List<Action> in(List<Action> actions) {
    List<Action> all = new ArrayList<>();
    Set<Site> told = new HashSet<>();
    boolean hasLoss = false;
    for (Action action : actions) {
      if (action.kind() == Kind.BACKWARD) {
        for (Action loss : losses(action.site())) {
          // What one of several passes begins at is not told again for the others.
          if (told.add(loss.site()) && !hasLoss) {
            all.add(ActionOrder.indexOf(loss.site(), scope(loss.site()), all), loss);
          }
        }
      }
      hasLoss = action.kind() == Kind.LOSS || (hasLoss && action.kind() != Kind.BACKWARD);
      all.add(action);
    }
    return all;
  }

  /** The function that something is in, or its file. */
  private Place scope(Site site) {
    return code.apply(site.place().file())
        .map(
            view -> {
              Tree tree = view.module().tree();
              Node at = view.innermost(site.span());
              return view.place(tree.enclosingScope(at).orElse(tree.root()));
            })
        .orElse(site.place());
  }

  private List<Action> losses(Site backward) {
    Optional<CodeView> view = code.apply(backward.place().file());
    Optional<Expr.Call> call = view.flatMap(v -> v.callAt(backward.span()));
    if (call.isEmpty() || !(call.get().callee() instanceof Expr.Attribute method)) {
      return List.of();
    }
    Expr loss =
        call.get().arguments().isEmpty() ? method.value() : call.get().arguments().getFirst();
    Expr plain = plain(loss);
    List<Expr> computed =
        isDotted(plain)
            ? assigned(view.get().text(plain), call.get(), view.get())
            : loss instanceof Expr.Call || loss instanceof Expr.BinOp ? List.of(loss) : List.of();
    return computed.stream()
        .map(
            value ->
                new Action(
                    Kind.LOSS,
                    new Site(view.get().place(value), backward.calls()),
                    Optional.of(shown(value, view.get()))))
        .toList();
  }

  /** A loss without what only scales or averages it. */
  private static Expr plain(Expr loss) {
    Expr at = loss;
    while (at instanceof Expr.Call call && call.callee() instanceof Expr.Attribute method) {
      if (TrainingWords.scalesLoss(method.name()) && call.arguments().size() == 1) {
        at = call.arguments().getFirst();
      } else if (TrainingWords.reducesLoss(method.name()) && call.arguments().isEmpty()) {
        at = method.value();
      } else {
        return at;
      }
    }
    return at;
  }

  private static String shown(Expr value, CodeView view) {
    return value instanceof Expr.Call call && isDotted(call.callee())
        ? view.line(call.callee())
        : view.line(value);
  }

  private static boolean isDotted(Expr value) {
    return value instanceof Expr.Name
        || (value instanceof Expr.Attribute member && isDotted(member.value()));
  }

  /**
   * What a variable was last given before a call: where it is given in one of several branches, in
   * each of them.
   */
  private static List<Expr> assigned(String name, Expr.Call before, CodeView view) {
    Node scope = view.module().tree().enclosingScope(before).orElse(view.module().tree().root());
    List<Stmt.Assign> assigns = new ArrayList<>();
    Code.walk(
        scope,
        node -> {
          if (node instanceof Stmt.Assign assign
              && assign.end() <= before.start()
              && assign.targets().stream().anyMatch(target -> isNamed(target, name, view))) {
            assigns.add(assign);
          }
        });
    if (assigns.isEmpty()) {
      return List.of();
    }
    Stmt.Assign last = assigns.getLast();
    Optional<Node> choice =
        view.around(last).stream()
            .filter(Stmt.If.class::isInstance)
            .filter(branch -> !branch.span().contains(before.span()))
            .reduce((inner, outer) -> outer);
    return assigns.stream()
        .filter(
            assign ->
                assign.span().equals(last.span())
                    || choice.filter(branch -> branch.span().contains(assign.span())).isPresent())
        .map(Stmt.Assign::value)
        .filter(value -> !(value instanceof Expr.NumberLiteral))
        .toList();
  }

  private static boolean isNamed(Expr target, String name, CodeView view) {
    return target instanceof Expr.Tuple tuple
        ? tuple.elements().stream().anyMatch(each -> isNamed(each, name, view))
        : view.text(target).equals(name);
  }
}
