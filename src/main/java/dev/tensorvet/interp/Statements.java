package dev.tensorvet.interp;

import dev.tensorvet.graph.Origin;
import dev.tensorvet.interp.PythonValue.Text;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Pattern;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import dev.tensorvet.tensor.Proof;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Runs statements. Where it is not known which way a branch goes, both ways run, one after the
 * other from the same state, and what they leave is joined.
 */
final class Statements {

  /** More elements than this are a loop that no graph should unroll. */
  private static final int MOST_TURNS = 4096;

  private final Machine machine;
  private final Demands demands;

  /** The loops over batches that were followed, each by itself. */
  private final Set<Stmt.For> passed = Collections.newSetFromMap(new IdentityHashMap<>());

  Statements(Machine machine) {
    this.machine = machine;
    this.demands = new Demands(machine);
  }

  Completion run(List<Stmt> block, Activation code) {
    for (Stmt statement : block) {
      Completion end = run(statement, code);
      if (!(end instanceof Completion.Next)) {
        return end;
      }
    }
    return Completion.NEXT;
  }

  private Completion run(Stmt statement, Activation code) {
    machine.budget().step();
    switch (statement) {
      case Stmt.ExprStmt s -> {
        if (s.value() instanceof Expr.Call call && isAssertion(call, code)) {
          check(s, call.arguments().getFirst(), code);
        } else {
          value(s.value(), code);
        }
      }
      case Stmt.Assign s -> {
        PythonValue value = value(s.value(), code);
        s.targets().forEach(target -> assign(target, value, code));
      }
      case Stmt.AnnAssign s -> s.value().ifPresent(v -> assign(s.target(), value(v, code), code));
      case Stmt.AugAssign s -> augment(s, code);
      case Stmt.Return s -> {
        return new Completion.Return(s.value().map(v -> value(v, code)).orElse(PythonValue.none()));
      }
      case Stmt.If s -> {
        return branch(s, code);
      }
      case Stmt.For s -> {
        return loop(s, code);
      }
      case Stmt.While s -> {
        return loop(s, code);
      }
      case Stmt.With s -> {
        return with(s, code);
      }
      case Stmt.Try s -> {
        return tryIt(s, code);
      }
      case Stmt.Match s -> {
        return match(s, code);
      }
      case Stmt.Raise s ->
          machine
              .expressions()
              .at(
                  s,
                  code,
                  () -> {
                    throw raised(text(s, code), code);
                  });
      case Stmt.Assert s -> check(s, s.test(), code);
      case Stmt.FunctionDef s -> define(s, code);
      // The resolver follows imports and finds classes, wherever they stand.
      case Stmt.ClassDef s -> {}
      case Stmt.Import s -> {}
      case Stmt.ImportFrom s -> {}
      case Stmt.Delete s -> s.targets().forEach(target -> delete(target, code));
      case Stmt.Break s -> {
        return Completion.BREAK;
      }
      case Stmt.Continue s -> {
        return Completion.CONTINUE;
      }
      case Stmt.Pass s -> {}
      case Stmt.Global s -> {}
      case Stmt.Nonlocal s -> {}
      case Stmt.TypeAlias s -> {}
      case Stmt.Broken s -> machine.trace().note("a statement cannot be parsed");
    }
    return Completion.NEXT;
  }

  private PythonValue value(Expr expr, Activation code) {
    return machine.expressions().value(expr, code);
  }

  private Raised raised(String what, Activation code) {
    Origin origin = machine.trace().origin();
    return code.isLibrary() ? Raised.refusal(what, origin) : new Raised(what, origin);
  }

  private String text(Stmt.Raise raise, Activation code) {
    return raise
        .exception()
        .map(
            e ->
                e instanceof Expr.Call call && !call.arguments().isEmpty()
                    ? value(call.arguments().getFirst(), code)
                    : PythonValue.unknown())
        .filter(v -> v instanceof Text)
        .map(v -> ((Text) v).value())
        .orElse("an exception");
  }

  // --- assignments

  private void bind(String name, PythonValue value, Activation code) {
    machine.branching().touchOwn(code.names());
    code.names().set(name, value);
  }

  void assign(Expr target, PythonValue value, Activation code) {
    switch (target) {
      case Expr.Name name -> {
        if (isOfOuter(name, code)) {
          Environment holder = code.names().holder(name.name()).orElse(code.names());
          machine.branching().touch(holder);
          holder.set(name.name(), value);
        } else {
          bind(name.name(), value, code);
        }
      }
      case Expr.Attribute attribute ->
          machine.members().set(value(attribute.value(), code), attribute.name(), value);
      case Expr.Subscript subscript ->
          machine
              .subscripts()
              .set(
                  value(subscript.value(), code),
                  machine.expressions().index(subscript.index(), code),
                  value,
                  subscript,
                  code);
      case Expr.Starred starred -> assign(starred.value(), value, code);
      case Expr.Tuple tuple -> unpack(tuple.elements(), value, code);
      case Expr.ListExpr list -> unpack(list.elements(), value, code);
      default -> {}
    }
  }

  private static boolean isOfOuter(Expr.Name name, Activation code) {
    return code.module()
        .scopeAt(name)
        .visible(name.name())
        .filter(binding -> binding.scope() != code.module().scopeAt(name))
        .isPresent();
  }

  private void unpack(List<Expr> targets, PythonValue value, Activation code) {
    int star = -1;
    for (int i = 0; i < targets.size(); i++) {
      if (targets.get(i) instanceof Expr.Starred) {
        star = i;
      }
    }
    Optional<List<PythonValue>> elements =
        star < 0
            ? machine.sequences().unpacked(value, targets.size())
            : machine.sequences().elements(value);
    if (elements.isEmpty()
        || elements.get().size() < targets.size() - (star < 0 ? 0 : 1)
        || (star < 0 && elements.get().size() != targets.size())) {
      targets.forEach(target -> assign(target, PythonValue.unknown(), code));
      return;
    }
    List<PythonValue> all = elements.get();
    for (int i = 0; i < targets.size(); i++) {
      if (i == star) {
        int end = all.size() - (targets.size() - 1 - star);
        assign(targets.get(i), new ListValue(all.subList(star, end)), code);
      } else {
        int at = star >= 0 && i > star ? all.size() - (targets.size() - i) : i;
        assign(targets.get(i), all.get(at), code);
      }
    }
  }

  private void augment(Stmt.AugAssign s, Activation code) {
    PythonValue before = value(s.target(), code);
    PythonValue operand = value(s.value(), code);
    if (before instanceof TensorValue tensor) {
      // In place: every name of the tensor sees it.
      machine
          .expressions()
          .at(
              s,
              code,
              () -> {
                PythonValue result = machine.operators().inPlace(tensor, s.operator(), operand);
                if (result != tensor) {
                  assign(s.target(), result, code);
                }
                return result;
              });
      return;
    }
    if (before instanceof ListValue list && s.operator() == Expr.BinaryOperator.ADD) {
      machine.sequences().extend(list, operand);
      return;
    }
    PythonValue result =
        machine
            .expressions()
            .at(s, code, () -> machine.operators().binary(before, s.operator(), operand));
    assign(s.target(), result, code);
  }

  private void delete(Expr target, Activation code) {
    switch (target) {
      case Expr.Name name -> {
        machine.branching().touch(code.names());
        code.names().remove(name.name());
      }
      case Expr.Attribute attribute ->
          machine.members().delete(value(attribute.value(), code), attribute.name());
      case Expr.Subscript subscript ->
          machine
              .subscripts()
              .delete(
                  value(subscript.value(), code),
                  machine.expressions().index(subscript.index(), code));
      default -> {}
    }
  }

  private void define(Stmt.FunctionDef s, Activation code) {
    bind(s.name(), machine.calls().closure(s, code), code);
  }

  // --- branches

  private Completion branch(Stmt.If s, Activation code) {
    int assumed = machine.assumptions().count();
    int guessed = machine.assumptions().guesses();
    Proof truth = test(s, code);
    if (truth == Proof.UNKNOWN) {
      demands.of(s, code);
      return either(s, code);
    }
    List<Stmt> taken = truth == Proof.YES ? s.body() : s.orElse();
    if (!machine.assumptions().isNone()
        && !taken.isEmpty()
        && taken.getLast() instanceof Stmt.Raise) {
      return run(truth == Proof.YES ? s.orElse() : s.body(), code);
    }
    if (guessed < machine.assumptions().guesses() && !Demands.isCheck(s)) {
      machine.trace().assume(truth, new Fork(s.test(), code));
    }
    if (assumed == machine.assumptions().count()) {
      return run(taken, code);
    }
    // What is assumed does not lead to where the code raises.
    Ending end = perhaps(() -> run(taken, code));
    if (end.completion().isEmpty()) {
      return run(truth == Proof.YES ? s.orElse() : s.body(), code);
    }
    machine.branching().redo(end.outcome());
    return end.completion().get();
  }

  /** An argument that nobody gives gets no value for the sake of a branch that raises. */
  private Proof test(Stmt.If s, Activation code) {
    try {
      return machine.truth(value(s.test(), code));
    } catch (Assumptions.Undecided undecided) {
      boolean isRefusing = Demands.isRaising(s.body());
      if (!isRefusing && !Demands.isRaising(s.orElse())) {
        throw undecided;
      }
      machine.assumptions().assume();
      return Proof.of(!isRefusing);
    }
  }

  /** The end of a branch of which it is not known whether it runs. */
  private record Ending(Optional<Completion> completion, Branching.Outcome outcome) {}

  private Completion either(Stmt.If s, Activation code) {
    Ending left = perhaps(() -> run(s.body(), code));
    Ending right = perhaps(() -> run(s.orElse(), code));
    return settle(left, right, new Fork(s.test(), code));
  }

  /** Runs something that may not run, and takes back what it did. */
  private Ending perhaps(Supplier<Completion> branch) {
    machine.branching().begin();
    Optional<Completion> completion = Optional.empty();
    try {
      completion = Optional.of(branch.get());
    } catch (Raised raised) {
      // A branch that raises is one that correct code does not take.
    }
    return new Ending(completion, machine.branching().end());
  }

  private Completion settle(Ending left, Ending right, Fork fork) {
    Branching branching = machine.branching();
    Mutable.Joining joining = (a, b) -> machine.join(a, b, fork);
    if (left.completion().isEmpty() && right.completion().isEmpty()) {
      throw new Raised("every way raises", machine.trace().origin());
    }
    if (left.completion().isEmpty() || right.completion().isEmpty()) {
      Ending only = left.completion().isEmpty() ? right : left;
      branching.redo(only.outcome());
      return only.completion().orElseThrow();
    }
    Completion one = left.completion().get();
    Completion other = right.completion().get();
    if (one instanceof Completion.Return a && other instanceof Completion.Return b) {
      branching.join(left.outcome(), right.outcome(), joining);
      return new Completion.Return(joining.of(a.value(), b.value()));
    }
    if (one.getClass() == other.getClass()) {
      branching.join(left.outcome(), right.outcome(), joining);
      return one;
    }
    // One way leaves and the other goes on: the rest runs after the one that goes on.
    boolean isLeftLeaving = !(one instanceof Completion.Next);
    Completion leaving = isLeftLeaving ? one : other;
    Ending staying = isLeftLeaving ? right : left;
    if (leaving instanceof Completion.Return end) {
      fork.code().returned().add(new Activation.Returned(end.value(), fork));
    }
    branching.redo(staying.outcome());
    return staying.completion().orElseThrow();
  }

  private boolean isAssertion(Expr.Call call, Activation code) {
    return !call.arguments().isEmpty()
        && call.callee() instanceof Expr.Name name
        && machine.names().value(name, code) instanceof PythonValue.Library library
        && machine.libraryCalls().isAssertion(library);
  }

  /** An assertion, as a statement or as a call. */
  private void check(Stmt s, Expr test, Activation code) {
    Proof truth = machine.truth(value(test, code));
    if (truth == Proof.UNKNOWN) {
      demands.of(test, code);
    }
    // Arguments that were made up are not what the code asks for.
    if (truth == Proof.NO && machine.assumptions().isNone()) {
      machine
          .expressions()
          .at(
              s,
              code,
              () -> {
                throw raised("an assertion fails", code);
              });
    }
  }

  // --- loops

  private Completion loop(Stmt.For s, Activation code) {
    PythonValue iterable = machine.sequences().iterated(value(s.iterable(), code));
    if (iterable instanceof PythonValue.Repeated batches) {
      return turn(s, batches, code);
    }
    Optional<List<PythonValue>> elements = machine.sequences().elements(iterable);
    if (elements.isEmpty()) {
      machine.trace().note("a loop over something of unknown length is followed for one turn");
      return once(
          () -> {
            assign(s.target(), machine.sequences().anyElement(iterable), code);
            return run(s.body(), code);
          },
          new Fork(s.iterable(), code));
    }
    int turns = 0;
    for (PythonValue element : elements.get()) {
      if (++turns > MOST_TURNS) {
        machine.trace().note("a long loop is followed for its first turns alone");
        break;
      }
      assign(s.target(), element, code);
      Completion end = run(s.body(), code);
      if (end instanceof Completion.Return) {
        return end;
      }
      if (end instanceof Completion.Break) {
        return Completion.NEXT;
      }
    }
    return run(s.orElse(), code);
  }

  private Completion loop(Stmt.While s, Activation code) {
    for (int turns = 0; turns < MOST_TURNS; turns++) {
      switch (machine.truth(value(s.test(), code))) {
        case NO -> {
          return run(s.orElse(), code);
        }
        case UNKNOWN -> {
          machine.trace().note("a loop with an unknown condition is followed for one turn");
          return once(() -> run(s.body(), code), new Fork(s.test(), code));
        }
        case YES -> {
          Completion end = run(s.body(), code);
          if (end instanceof Completion.Return) {
            return end;
          }
          if (end instanceof Completion.Break) {
            return Completion.NEXT;
          }
        }
      }
    }
    throw new Budget.Exceeded("a loop does not end");
  }

  /**
   * The first turn of a loop over batches surely runs, and shows what the others do; what is left
   * after all of them is not known. Later passes over the data are like the first.
   */
  private Completion turn(Stmt.For s, PythonValue.Repeated batches, Activation code) {
    if (!passed.add(s)) {
      return Completion.NEXT;
    }
    machine.trace().endSetUp();
    machine.branching().beginSure();
    Optional<Completion> end = Optional.empty();
    Branching.Outcome outcome;
    try {
      assign(s.target(), batches.element(), code);
      end = Optional.of(run(s.body(), code));
    } finally {
      outcome = machine.branching().endSure();
    }
    Ending turn =
        new Ending(end.map(e -> e instanceof Completion.Return ? e : Completion.NEXT), outcome);
    return settle(turn, perhaps(() -> Completion.NEXT), new Fork(s.iterable(), code));
  }

  /** A body that runs any number of times: once, or not at all. */
  private Completion once(Supplier<Completion> body, Fork fork) {
    Ending turn =
        perhaps(
            () -> {
              Completion end = body.get();
              return end instanceof Completion.Return ? end : Completion.NEXT;
            });
    Ending none = perhaps(() -> Completion.NEXT);
    return settle(turn, none, fork);
  }

  // --- the rest

  private Completion with(Stmt.With s, Activation code) {
    for (Node.WithItem item : s.items()) {
      PythonValue context = value(item.context(), code);
      item.target().ifPresent(target -> assign(target, machine.calls().entered(context), code));
    }
    return run(s.body(), code);
  }

  private Completion tryIt(Stmt.Try s, Activation code) {
    Completion end;
    try {
      end =
          s.handlers().stream().anyMatch(Statements::expectsNoMember)
              ? machine.members().trying(() -> run(s.body(), code))
              : run(s.body(), code);
      if (end instanceof Completion.Next) {
        end = run(s.orElse(), code);
      }
    } catch (Raised raised) {
      if (s.handlers().isEmpty()) {
        run(s.finalBody(), code);
        throw raised;
      }
      Node.ExceptHandler handler = s.handlers().getFirst();
      handler.name().ifPresent(name -> bind(name, PythonValue.unknown(), code));
      end = run(handler.body(), code);
    }
    Completion last = run(s.finalBody(), code);
    return last instanceof Completion.Next ? end : last;
  }

  /** Whether a handler is there for a member that is missing. */
  private static boolean expectsNoMember(Node.ExceptHandler handler) {
    return handler
        .type()
        .filter(
            type ->
                Tree.holds(
                    type,
                    node -> node instanceof Expr.Name name && name.name().equals("AttributeError")))
        .isPresent();
  }

  private Completion match(Stmt.Match s, Activation code) {
    PythonValue subject = value(s.subject(), code);
    for (Node.MatchCase each : s.cases()) {
      Map<String, PythonValue> captured = new LinkedHashMap<>();
      Proof fits = fits(each.pattern(), subject, captured, code);
      if (fits == Proof.YES && each.guard().isPresent()) {
        captured.forEach((name, value) -> bind(name, value, code));
        fits = value(each.guard().get(), code).truth();
      }
      if (fits == Proof.YES) {
        captured.forEach((name, value) -> bind(name, value, code));
        return run(each.body(), code);
      }
      if (fits == Proof.UNKNOWN) {
        machine.trace().note("which case of a match runs is not known");
        return Completion.NEXT;
      }
    }
    return Completion.NEXT;
  }

  private Proof fits(
      Pattern pattern, PythonValue subject, Map<String, PythonValue> captured, Activation code) {
    return switch (pattern) {
      case Pattern.Value value ->
          machine
              .operators()
              .compare(subject, Expr.CompareOperator.EQUAL, value(value.value(), code))
              .truth();
      case Pattern.Capture capture -> {
        Proof inner =
            capture.pattern().map(p -> fits(p, subject, captured, code)).orElse(Proof.YES);
        capture.name().ifPresent(name -> captured.put(name, subject));
        yield inner;
      }
      case Pattern.Or or -> {
        Proof any = Proof.NO;
        for (Pattern alternative : or.alternatives()) {
          any = any.or(fits(alternative, subject, captured, code));
        }
        yield any;
      }
      default -> Proof.UNKNOWN;
    };
  }
}
