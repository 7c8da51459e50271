package dev.tensorvet.reader.code;

import dev.tensorvet.facts.ProcessSlip;
import dev.tensorvet.facts.ProcessSlip.Kind;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.Devices;
import dev.tensorvet.framework.Formulas;
import dev.tensorvet.framework.Processes;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.LastValues;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.semantic.VariableEntity;
import dev.tensorvet.semantic.Vocabulary;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds what processes compute together and nobody keeps: a collective changes the tensor that it
 * is given and gives nothing back, unless it only begins.
 */
final class LostReductions {

  private final SourceModule module;
  private final Tree tree;
  private final List<ProcessSlip> found = new ArrayList<>();

  LostReductions(SourceModule module) {
    this.module = module;
    this.tree = module.tree();
  }

  List<ProcessSlip> read() {
    CodeCalls.each(
        module,
        (call, name) -> {
          if (Processes.isCollective(name) && givesNothing(call, name)) {
            used(call, name);
            if (Processes.addsUpForAll(name) && !isOfOneProcess(call)) {
              dropped(call, name);
            }
          }
        });
    return found;
  }

  private static boolean givesNothing(Expr.Call call, String name) {
    Optional<Expr> inBackground = call.keyword(Processes.IN_BACKGROUND);
    return !CodeCalls.isOpen(call)
        && call.arguments().size() < (Processes.endsCollectives(name) ? 2 : 3)
        && (inBackground.isEmpty() || CodeCalls.is(inBackground, false));
  }

  // --- what a collective gives

  private void used(Expr.Call call, String name) {
    Node holder = tree.parent(call).orElse(call);
    Optional<Expr.Name> target = target(holder);
    if (target.filter(t -> isTensorOf(call, name, t) && isReadBehind(t, call)).isPresent()) {
      slip(Kind.REPLACED_BY_NOTHING, call, target.map(t -> CodeCalls.place(t, module)));
    } else if (holder instanceof Expr.Attribute
        || holder instanceof Expr.BinOp
        || target.filter(t -> isReadAsValue(t, call)).isPresent()) {
      slip(Kind.RESULT_OF_NOTHING, call, Optional.empty());
    }
  }

  /** The only variable that gets a value. */
  private static Optional<Expr.Name> target(Node holder) {
    return holder instanceof Stmt.Assign assign
            && assign.targets().size() == 1
            && assign.targets().getFirst() instanceof Expr.Name target
        ? Optional.of(target)
        : Optional.empty();
  }

  private boolean isTensorOf(Expr.Call call, String name, Expr.Name target) {
    return Processes.exchanged(name)
        .flatMap(tensor -> CodeCalls.argument(call, tensor))
        .filter(tensor -> tensor instanceof Expr.Name own && own.name().equals(target.name()))
        .isPresent();
  }

  private boolean isReadBehind(Expr.Name target, Expr.Call call) {
    return module.resolve(target) instanceof VariableEntity variable
        && LastValues.reads(variable.binding(), module).stream()
            .anyMatch(read -> read.start() >= call.end());
  }

  private boolean isReadAsValue(Expr.Name target, Expr.Call call) {
    if (CodeCalls.onlyValue(target, module).filter(value -> value.id() == call.id()).isEmpty()
        || !(module.resolve(target) instanceof VariableEntity variable)) {
      return false;
    }
    List<Expr.Name> reads = LastValues.reads(variable.binding(), module);
    return !reads.isEmpty()
        && reads.stream()
            .map(read -> tree.parent(read).orElse(read))
            .allMatch(holder -> holder instanceof Expr.Attribute || holder instanceof Expr.BinOp);
  }

  // --- what it changes

  /**
   * A sum of what the processes have that is made on the spot, while the code goes on with its own.
   */
  private void dropped(Expr.Call call, String name) {
    Processes.exchanged(name)
        .flatMap(tensor -> CodeCalls.argument(call, tensor))
        .flatMap(this::newTensor)
        .flatMap(made -> own(made, call))
        .ifPresent(
            own ->
                found.add(
                    new ProcessSlip(
                        Kind.SUM_DROPPED,
                        CodeCalls.place(call, module),
                        CodeCalls.text(own, module),
                        Optional.empty(),
                        Certainty.PROVEN)));
  }

  /** Whether a process is asked which it is: what it adds to the sum of all it knows itself. */
  private boolean isOfOneProcess(Expr.Call call) {
    return ProcessQuestions.areAskedAround(call, tree, Processes::isRankName);
  }

  /** The call that makes a tensor of numbers, which are copied, and nothing else holds it. */
  private Optional<Expr.Call> newTensor(Expr tensor) {
    if (!(tensor instanceof Expr.Call call)) {
      return Optional.empty();
    }
    return CodeCalls.isCall(call, Devices::makesOfNumbers, module)
        ? Optional.of(call)
        : call.callee() instanceof Expr.Attribute method
                && CodeCalls.library(method, module).isEmpty()
            ? newTensor(method.value())
            : Optional.empty();
  }

  /** The first number that a tensor is made of, if the code goes on with it. */
  private Optional<Expr> own(Expr.Call made, Expr.Call sum) {
    return numbers(made).stream()
        .filter(LostReductions::isPlace)
        .filter(number -> Vocabulary.words(number).stream().noneMatch(Processes::mayBeOfGroup))
        .filter(number -> goesOn(number, sum))
        .findFirst();
  }

  private static boolean isPlace(Expr number) {
    return number instanceof Expr.Name
        || number instanceof Expr.Attribute
        || number instanceof Expr.Subscript;
  }

  /** What a tensor is surely a copy of. */
  private List<Expr> numbers(Expr.Call made) {
    if (made.arguments().isEmpty()) {
      return List.of();
    }
    Expr data = made.arguments().getFirst();
    return data instanceof Expr.ListExpr list
        ? list.elements()
        : CodeCalls.isCall(made, Formulas::copies, module) ? List.of(data) : List.of();
  }

  /** Whether the function reads a number behind a place, before it gets another value. */
  private boolean goesOn(Expr number, Expr.Call sum) {
    String text = CodeCalls.text(number, module);
    Node code = tree.enclosingScope(sum).orElse(tree.root());
    List<Expr> behind = new ArrayList<>();
    Tree.walk(
        code,
        node -> {
          if (node instanceof Expr expression
              && expression.start() >= sum.end()
              && CodeCalls.text(expression, module).equals(text)) {
            behind.add(expression);
          }
        });
    return behind.stream().findFirst().filter(first -> !isReplaced(first, text)).isPresent();
  }

  /** Whether a number gets another value, of which it is no part itself. */
  private boolean isReplaced(Expr first, String text) {
    return tree.parent(first).orElse(first) instanceof Stmt.Assign assign
        && assign.targets().stream().anyMatch(target -> target.id() == first.id())
        && !Tree.holds(
            assign.value(),
            node -> node instanceof Expr read && CodeCalls.text(read, module).equals(text));
  }

  private void slip(Kind kind, Expr.Call call, Optional<Place> other) {
    found.add(
        new ProcessSlip(
            kind,
            CodeCalls.place(call, module),
            CodeCalls.text(call.callee(), module),
            other,
            Certainty.PROVEN));
  }
}
