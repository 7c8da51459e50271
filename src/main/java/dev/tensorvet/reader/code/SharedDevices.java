package dev.tensorvet.reader.code;

import dev.tensorvet.facts.ProcessSlip;
import dev.tensorvet.facts.ProcessSlip.Kind;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.Devices;
import dev.tensorvet.framework.Processes;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.ProcessGroups;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Stmt;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the processes that all use the first graphics card, since none is told which is its own.
 */
final class SharedDevices {

  /** A program of more files than this is not read through. */
  private static final int MOST_FILES = 100;

  private final SourceModule module;

  SharedDevices(SourceModule module) {
    this.module = module;
  }

  List<ProcessSlip> read() {
    List<ProcessSlip> found = new ArrayList<>();
    if (module.file().text().contains(Processes.JOIN)) {
      List<Expr.Call> joins = new ArrayList<>();
      List<Expr.Call> moves = new ArrayList<>();
      List<Expr.Call> objects = new ArrayList<>();
      CodeCalls.each(
          module,
          (call, name) -> {
            if (Processes.joinsGroup(name)) {
              joins.add(call);
            } else if (Processes.exchangesObjects(name) && !isOfSome(call)) {
              objects.add(call);
            }
          });
      CodeCalls.eachMember(
          module,
          (call, member) -> {
            if (isToCurrent(call, member) && !isOfSome(call)) {
              moves.add(call);
            }
          });
      boolean isForCards = ProcessGroups.backend(module).filter(Processes::isForCards).isPresent();
      if (isForCards
          && !(moves.isEmpty() && objects.isEmpty())
          && !isAlone(joins)
          && isToldNone()) {
        Place join = CodeCalls.place(joins.getFirst(), module);
        moves.stream().findFirst().ifPresent(m -> found.add(slip(Kind.SHARES_DEVICE, m, join)));
        objects.stream()
            .findFirst()
            .ifPresent(o -> found.add(slip(Kind.SENDS_BY_SHARED_DEVICE, o, join)));
      }
    }
    return found;
  }

  private ProcessSlip slip(Kind kind, Expr.Call call, Place join) {
    return new ProcessSlip(
        kind,
        CodeCalls.place(call, module),
        CodeCalls.text(call.callee(), module),
        Optional.of(join),
        Certainty.LIKELY);
  }

  /** Whether something is moved to the card that the process uses at the time. */
  private boolean isToCurrent(Expr.Call call, Expr.Attribute member) {
    if (CodeCalls.library(member, module).isPresent()) {
      return false;
    }
    boolean isBare = call.arguments().isEmpty() && call.keywords().isEmpty();
    boolean isNamed =
        call.arguments().size() == 1
            && call.arguments().getFirst() instanceof Expr.StringLiteral name
            && name.value().equals(Devices.CARD);
    return Devices.movesToGpu(member.name()) ? isBare : member.name().equals("to") && isNamed;
  }

  /** Whether a call is that of some processes, or of a program with one. */
  private boolean isOfSome(Expr.Call call) {
    return ProcessQuestions.areAskedAround(call, module.tree());
  }

  /** Whether the program is told that it is the only process. */
  private boolean isAlone(List<Expr.Call> joins) {
    return joins.stream()
            .flatMap(join -> CodeCalls.argument(join, Processes.COUNT).stream())
            .anyMatch(SharedDevices::isOne)
        || module
            .tree()
            .holds(node -> node instanceof Stmt.Assign assign && setsCountToOne(assign));
  }

  private static boolean setsCountToOne(Stmt.Assign assign) {
    return isOne(assign.value())
        && assign.targets().stream()
            .anyMatch(
                target ->
                    target instanceof Expr.Subscript item
                        && item.index() instanceof Expr.StringLiteral key
                        && key.value().equals(Processes.COUNT_VARIABLE));
  }

  private static boolean isOne(Expr count) {
    return switch (count) {
      case Expr.NumberLiteral number -> number.text().equals("1");
      case Expr.StringLiteral text -> text.value().equals("1");
      default -> false;
    };
  }

  /** Whether no code of the program tells a process which card is its own. */
  private boolean isToldNone() {
    Set<SourceModule> seen = new LinkedHashSet<>(Set.of(module));
    Deque<SourceModule> open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      SourceModule at = open.pop();
      if (Devices.mayTellProcess(at.file().text()) || seen.size() > MOST_FILES) {
        return false;
      }
      at.imports().stream().filter(seen::add).forEach(open::add);
    }
    return !module.isSpokenOf(Devices.VISIBLE);
  }
}
