package dev.tensorvet.reader.code;

import dev.tensorvet.facts.RefusedOperations;
import dev.tensorvet.facts.RefusedOperations.Operation;
import dev.tensorvet.framework.Layers;
import dev.tensorvet.framework.Repeatability;
import dev.tensorvet.framework.Repeatability.Refusal;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.CodeReader;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds where a file demands repeatable results of a program that computes otherwise. */
final class RefusedOperationsReader implements CodeReader<RefusedOperations> {

  /** A program of more files than this is not read through. */
  private static final int MOST_FILES = 100;

  @Override
  public Class<RefusedOperations> kind() {
    return RefusedOperations.class;
  }

  @Override
  public List<RefusedOperations> read(SourceModule module) {
    if (!Repeatability.mayDemand(module.file().text()) || module.isTest()) {
      return List.of();
    }
    List<Expr.Call> demands = new ArrayList<>();
    CodeCalls.each(
        module,
        (call, name) -> {
          if (demands(call, name)) {
            demands.add(call);
          }
        });
    if (demands.isEmpty()) {
      return List.of();
    }
    List<Operation> refused = new ArrayList<>();
    for (SourceModule file : programs(module)) {
      file.classes().stream()
          .filter(Layers::isModule)
          .forEach(type -> refused(type, file, refused));
    }
    return refused.isEmpty()
        ? List.of()
        : demands.stream()
            .map(call -> new RefusedOperations(CodeCalls.place(call, module), refused))
            .toList();
  }

  /** Whether a call forbids what may differ, and does not only warn of it. */
  private static boolean demands(Expr.Call call, String name) {
    return Repeatability.isDemand(name)
        ? call.arguments().size() == 1
            && call.keywords().isEmpty()
            && CodeCalls.is(Optional.of(call.arguments().getFirst()), true)
        : Repeatability.passesDemandOn(name)
            && CodeCalls.is(call.keyword(Repeatability.DEMAND), true);
  }

  /** The files of the programs that train on a card and that a file is a part of. */
  private static Set<SourceModule> programs(SourceModule module) {
    Set<SourceModule> all = new LinkedHashSet<>();
    List<SourceModule> starts = new ArrayList<>(module.othersWith(Repeatability.LEARNS));
    starts.addFirst(module);
    for (SourceModule start : starts) {
      Set<SourceModule> program = imported(start);
      boolean trainsOnCard =
          program.contains(module)
              && program.stream().anyMatch(m -> Repeatability.mayUseCard(m.file().text()))
              && program.stream().anyMatch(m -> Repeatability.mayLearn(m.file().text()));
      if (trainsOnCard) {
        all.addAll(program);
      }
    }
    return all;
  }

  /** A file and all that it imports. */
  private static Set<SourceModule> imported(SourceModule start) {
    Set<SourceModule> seen = new LinkedHashSet<>(Set.of(start));
    Deque<SourceModule> open = new ArrayDeque<>(seen);
    while (!open.isEmpty() && seen.size() <= MOST_FILES) {
      for (SourceModule next : open.pop().imports()) {
        if (seen.add(next)) {
          open.add(next);
        }
      }
    }
    return seen;
  }

  private static void refused(ClassEntity type, SourceModule file, List<Operation> refused) {
    Tree.walk(
        type.node(),
        node -> {
          if (node instanceof Expr.Call call
              && CodeCalls.library(call.callee(), Repeatability::mayBeRefused, file)
                  .flatMap(Repeatability::refusal)
                  .filter(refusal -> isRefused(call, refusal))
                  .isPresent()) {
            refused.add(
                new Operation(CodeCalls.text(call.callee(), file), CodeCalls.place(call, file)));
          }
        });
  }

  private static boolean isRefused(Expr.Call call, Refusal refusal) {
    Optional<Expr> told = CodeCalls.argument(call, refusal.argument());
    return switch (refusal.when()) {
      case ALWAYS -> true;
      case TOLD -> told.filter(value -> !(value instanceof Expr.NoneLiteral)).isPresent();
      case TOLD_WORD ->
          told.filter(
                  value ->
                      value instanceof Expr.StringLiteral word
                          && refusal.words().contains(word.value()))
              .isPresent();
      case UNLESS_ONE -> told.filter(RefusedOperationsReader::isOtherThanOne).isPresent();
    };
  }

  /** Whether a size is written, and somewhere another one than one. */
  private static boolean isOtherThanOne(Expr size) {
    return switch (size) {
      case Expr.NumberLiteral number -> !number.text().equals("1");
      case Expr.Tuple sizes ->
          sizes.elements().stream().anyMatch(RefusedOperationsReader::isOtherThanOne);
      default -> false;
    };
  }
}
