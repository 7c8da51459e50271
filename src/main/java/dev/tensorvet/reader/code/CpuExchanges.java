package dev.tensorvet.reader.code;

import dev.tensorvet.facts.ProcessSlip;
import dev.tensorvet.facts.ProcessSlip.Kind;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.Devices;
import dev.tensorvet.framework.Processes;
import dev.tensorvet.framework.Tensors;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.LastValues;
import dev.tensorvet.reader.query.ProcessGroups;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the tensors on the CPU that processes are to exchange by a group for graphics cards. */
final class CpuExchanges {

  /** How many variables and methods a tensor is followed through. */
  private static final int MOST_STEPS = 8;

  private final SourceModule module;

  CpuExchanges(SourceModule module) {
    this.module = module;
  }

  List<ProcessSlip> read() {
    List<ProcessSlip> found = new ArrayList<>();
    CodeCalls.each(
        module,
        (call, name) ->
            Processes.exchanged(name)
                .filter(tensor -> !isOfOtherGroup(call) && !isOfOtherDevice(call))
                .flatMap(tensor -> CodeCalls.argument(call, tensor))
                .flatMap(tensor -> madeOnCpu(tensor, MOST_STEPS))
                .ifPresent(made -> found.add(slip(call, made))));
    boolean isForCards =
        !found.isEmpty()
            && ProcessGroups.backend(module).filter(Processes::isForCards).isPresent()
            && !module.file().text().contains(Devices.DEFAULT)
            && !module.isSpokenOf(Devices.DEFAULT)
            && !module.tree().holds(node -> CodeCalls.mayEnterDevice(node, module));
    return isForCards ? found : List.of();
  }

  private ProcessSlip slip(Expr.Call exchange, Expr made) {
    Place place = CodeCalls.place(made, module);
    return new ProcessSlip(
        Kind.EXCHANGED_ON_CPU,
        CodeCalls.place(exchange, module),
        CodeCalls.text(exchange.callee(), module),
        exchange.span().contains(made.span()) ? Optional.empty() : Optional.of(place),
        ProcessGroups.areJoinedBy(module) ? Certainty.PROVEN : Certainty.LIKELY);
  }

  private static boolean isOfOtherGroup(Expr.Call exchange) {
    return exchange.keyword(Processes.GROUP).isPresent()
        || CodeCalls.isOpen(exchange)
        || exchange.arguments().size() > 2;
  }

  /** Whether a call is made where something was asked about the device. */
  private boolean isOfOtherDevice(Node at) {
    return CodeCalls.around(at, module.tree()).stream()
        .anyMatch(
            node ->
                switch (node) {
                  case Stmt.If choice -> mayAsk(choice.test());
                  case Expr.IfExp choice -> mayAsk(choice.test());
                  default -> false;
                });
  }

  /**
   * Whether what is made meanwhile is made on a device: whoever is called there does so as well.
   */
  private boolean mayAsk(Expr test) {
    String question = CodeCalls.text(test, module);
    return Devices.mayAskForGpu(question) || Processes.mayAskForBackend(question);
  }

  /** What makes a tensor on the CPU, if that is surely where it is. */
  private Optional<Expr> madeOnCpu(Expr tensor, int steps) {
    if (steps == 0) {
      return Optional.empty();
    }
    if (!(tensor instanceof Expr.Call call)) {
      return isGivenMember(tensor)
          ? Optional.empty()
          : CodeCalls.onlyValue(tensor, module).flatMap(value -> madeOnCpu(value, steps - 1));
    }
    Optional<String> name = CodeCalls.library(call.callee(), module);
    if (name.isPresent()) {
      return isMadeOnCpu(call, name.get()) ? Optional.of(call) : Optional.empty();
    }
    if (!(call.callee() instanceof Expr.Attribute method)) {
      return Optional.empty();
    }
    return Devices.movesToCpu(method.name())
        ? Optional.of(call)
        : Tensors.staysWhereItIs(method.name())
            ? madeOnCpu(method.value(), steps - 1)
            : Optional.empty();
  }

  /** Whether a variable's object gets another member, as in {@code x.data = x.data.cuda()}. */
  private boolean isGivenMember(Expr tensor) {
    return tensor instanceof Expr.Name variable
        && module
            .tree()
            .holds(
                node ->
                    node instanceof Expr.Attribute member
                        && member.value() instanceof Expr.Name name
                        && name.name().equals(variable.name())
                        && LastValues.isTarget(member, module.tree()));
  }

  private boolean isMadeOnCpu(Expr.Call call, String name) {
    boolean isTold =
        call.keyword(Devices.ARGUMENT).isPresent()
            || CodeCalls.isOpen(call)
            || isOfOtherDevice(call);
    boolean isOfNumbers =
        Devices.makesOfNumbers(name)
            && !call.arguments().isEmpty()
            && (call.arguments().getFirst() instanceof Expr.ListExpr
                || call.arguments().getFirst() instanceof Expr.NumberLiteral);
    return !isTold && (Devices.makesOnDefault(name) || isOfNumbers);
  }
}
