package dev.tensorvet.reader.code;

import dev.tensorvet.facts.Waste;
import dev.tensorvet.facts.Waste.Kind;
import dev.tensorvet.framework.Costs;
import dev.tensorvet.framework.DataLoading;
import dev.tensorvet.framework.Devices;
import dev.tensorvet.framework.PythonFunctions;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.CodeReader;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.semantic.VariableEntity;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds what a file's code does that costs time or memory for nothing. */
final class Wastes implements CodeReader<Waste> {

  /** A loop of so few turns costs little, whatever it copies. */
  private static final int FEW = 8;

  @Override
  public Class<Waste> kind() {
    return Waste.class;
  }

  @Override
  public List<Waste> read(SourceModule module) {
    List<Waste> found = new ArrayList<>();
    if (!module.isTest()) {
      module
          .tree()
          .walk(
              node -> {
                switch (node) {
                  case Expr.Call call -> {
                    String name =
                        CodeCalls.library(call.callee(), Costs::mayName, module).orElse("");
                    if (Costs.emptiesCache(name)) {
                      emptied(call, module).ifPresent(found::add);
                    } else if (Costs.recomputes(name)) {
                      recomputed(call, module).ifPresent(found::add);
                    } else if (Costs.compiles(name)) {
                      compiled(call, module).ifPresent(found::add);
                    } else if (Costs.readsList(name)) {
                      listed(call, module).ifPresent(found::add);
                    } else if (Costs.copiesAll(name)) {
                      copied(call, module).ifPresent(found::add);
                    } else if (DataLoading.isPlainLoader(name)) {
                      remade(call, module).ifPresent(found::add);
                    } else if (call.callee() instanceof Expr.Attribute method) {
                      waits(call, method, module).ifPresent(found::add);
                      moved(call, method, module).ifPresent(found::add);
                      RepeatedMoves.chained(call, module).ifPresent(found::add);
                    }
                  }
                  case Stmt.Assign assign -> {
                    grown(assign, module).ifPresent(found::add);
                    EarlyStops.of(assign, module).ifPresent(found::add);
                    RepeatedMoves.repeated(assign, module).ifPresent(found::add);
                  }
                  case Stmt.ExprStmt alone ->
                      RepeatedMoves.repeated(alone, module).ifPresent(found::add);
                  case Stmt.For loop -> ElementLoops.of(loop, module).ifPresent(found::add);
                  default -> {}
                }
              });
    }
    return found;
  }

  // --- memory that is given back after each batch

  private static Optional<Waste> emptied(Expr.Call call, SourceModule module) {
    Tree tree = module.tree();
    Optional<Node> loop = CodeCalls.innermostLoop(call, tree);
    boolean isAlways =
        loop.isPresent()
            && tree.parent(call).orElse(call) instanceof Stmt.ExprStmt
            && CodeCalls.around(call, tree).stream()
                .takeWhile(node -> !node.equals(loop.get()))
                .noneMatch(
                    node ->
                        node instanceof Stmt.If
                            || node instanceof Stmt.Try
                            || node instanceof Node.ExceptHandler);
    return isAlways && CodeCalls.passesBack(loop.get(), tree)
        ? Optional.of(
            new Waste(
                Kind.EMPTIES_CACHE,
                CodeCalls.text(call, module),
                CodeCalls.place(call, module),
                "",
                Optional.empty(),
                Optional.empty()))
        : Optional.empty();
  }

  // --- activations

  private static Optional<Waste> recomputed(Expr.Call call, SourceModule module) {
    boolean isSaid =
        call.keywords().stream()
            .anyMatch(
                keyword ->
                    keyword.name().isEmpty() || keyword.name().get().equals(Costs.REENTRANT));
    return isSaid
        ? Optional.empty()
        : Optional.of(
            new Waste(
                Kind.RECOMPUTES,
                CodeCalls.text(call.callee(), module),
                CodeCalls.place(call, module),
                "",
                Optional.of(Costs.REENTRANT + "=False"),
                Optional.of(CodeCalls.place(call, module))));
  }

  // --- tensors that are made in one place for another

  private static Optional<Waste> moved(Expr.Call move, Expr.Attribute method, SourceModule module) {
    if (!(method.value() instanceof Expr.Call made)
        || CodeCalls.library(made.callee(), module).filter(Costs::fills).isEmpty()
        || CodeCalls.isOpen(made)
        || made.keywords().stream()
            .anyMatch(keyword -> keyword.name().filter(Costs::ties).isPresent())) {
      return Optional.empty();
    }
    return device(move, method.name(), module)
        .map(
            device ->
                new Waste(
                    Kind.FILLS_ELSEWHERE,
                    CodeCalls.text(made.callee(), module),
                    CodeCalls.place(move, module),
                    device,
                    Optional.of(Devices.ARGUMENT + "=" + device),
                    Optional.of(CodeCalls.place(made, module))));
  }

  /** The device that a method moves its object to, as it is written. */
  private static Optional<String> device(Expr.Call move, String method, SourceModule module) {
    if (!move.keywords().isEmpty()) {
      return Optional.empty();
    }
    if (Devices.movesToGpu(method) && move.arguments().isEmpty()) {
      return Optional.of("\"" + method + "\"");
    }
    return method.equals("to") && move.arguments().size() == 1
        ? Optional.of(CodeCalls.text(move.arguments().getFirst(), module)).filter(Costs::isDevice)
        : Optional.empty();
  }

  // --- what is done again and again

  private static Waste waste(Kind kind, Expr.Call call, String subject, SourceModule module) {
    return new Waste(
        kind,
        CodeCalls.text(call.callee(), module),
        CodeCalls.place(call, module),
        subject,
        Optional.empty(),
        Optional.empty());
  }

  private static Optional<Waste> compiled(Expr.Call call, SourceModule module) {
    if (call.arguments().isEmpty()) {
      return Optional.empty();
    }
    String model = CodeCalls.text(call.arguments().getFirst(), module);
    if (module.tree().parent(call).orElse(call) instanceof Stmt.ExprStmt) {
      return Optional.of(waste(Kind.COMPILES_FOR_NOTHING, call, model, module));
    }
    Optional<Node> loop = CodeCalls.innermostLoop(call, module.tree());
    return loop.filter(each -> CodeCalls.passesBack(each, module.tree())).isPresent()
            && isUnasked(call, loop.get(), module)
        ? Optional.of(waste(Kind.COMPILES_EACH_TURN, call, model, module))
        : Optional.empty();
  }

  /** Whether a loop comes to a node in each turn. */
  private static boolean isUnasked(Node node, Node loop, SourceModule module) {
    return CodeCalls.around(node, module.tree()).stream()
        .takeWhile(each -> !each.equals(loop))
        .noneMatch(
            each ->
                each instanceof Stmt.If || each instanceof Stmt.Try || each instanceof Expr.IfExp);
  }

  /** A list whose elements are arrays, as each of them says. */
  private static Optional<Waste> listed(Expr.Call call, SourceModule module) {
    if (call.arguments().isEmpty()) {
      return Optional.empty();
    }
    List<Expr> elements =
        switch (call.arguments().getFirst()) {
          case Expr.ListComp list -> List.of(list.element());
          case Expr.ListExpr list -> list.elements();
          default -> List.of();
        };
    return !elements.isEmpty() && elements.stream().allMatch(element -> isArray(element, module))
        ? Optional.of(waste(Kind.READS_NUMBERS, call, "", module))
        : Optional.empty();
  }

  private static boolean isArray(Expr element, SourceModule module) {
    return element instanceof Expr.Call call
        && (CodeCalls.isCall(call, Costs::makesArray, module)
            || (call.callee() instanceof Expr.Attribute method
                && Costs.givesArray(method.name())
                && call.arguments().isEmpty()));
  }

  private static Optional<Waste> copied(Expr.Call call, SourceModule module) {
    Optional<Node> loop = CodeCalls.innermostLoop(call, module.tree());
    return !call.arguments().isEmpty()
            && call.arguments().getFirst() instanceof Expr.Name model
            && Costs.isModelName(model.name())
            && loop.filter(each -> CodeCalls.passesBack(each, module.tree())).isPresent()
            && isUnasked(call, loop.get(), module)
            && !Costs.mayNeedCopies(module.file().text())
        ? Optional.of(waste(Kind.COPIES_MODEL, call, model.name(), module))
        : Optional.empty();
  }

  /** A loader with workers, made in a loop of which it takes nothing, over epochs. */
  private static Optional<Waste> remade(Expr.Call call, SourceModule module) {
    boolean hasWorkers =
        CodeCalls.argument(call, DataLoading.WORKERS)
            .filter(count -> !CodeCalls.text(count, module).equals("0"))
            .isPresent();
    Optional<Node> loop = CodeCalls.innermostLoop(call, module.tree());
    if (!hasWorkers
        || loop.isEmpty()
        || !(loop.get() instanceof Stmt.For epochs)
        || !CodeCalls.isCall(epochs.iterable(), PythonFunctions::counts, module)
        || !isUnasked(call, loop.get(), module)
        || !CodeCalls.holdsBackward(epochs)) {
      return Optional.empty();
    }
    boolean[] changes = {false};
    Tree.walk(
        call,
        node -> changes[0] |= node instanceof Expr.Name name && isBoundIn(epochs, name, module));
    return changes[0]
        ? Optional.empty()
        : Optional.of(waste(Kind.REMAKES_LOADER, call, "", module));
  }

  private static boolean isBoundIn(Node loop, Expr.Name name, SourceModule module) {
    return module.resolve(name) instanceof VariableEntity variable
        && variable.binding().sites().stream()
            .anyMatch(site -> loop.span().contains(site.node().span()));
  }

  /** A read of numbers that stands, unasked, before the backward pass of the same block. */
  private static Optional<Waste> waits(Expr.Call call, Expr.Attribute method, SourceModule module) {
    if (!Costs.waits(method.name()) || !call.arguments().isEmpty()) {
      return Optional.empty();
    }
    Optional<Node> loop = CodeCalls.innermostLoop(call, module.tree());
    Optional<Stmt> here = module.tree().statement(call);
    return loop.isPresent()
            && here.isPresent()
            && (here.get() instanceof Stmt.AugAssign || here.get() instanceof Stmt.ExprStmt)
            && Costs.mayUseCard(module.file().text())
            && isBeforeBackward(here.get(), loop.get(), module)
            && !hasWaited(call, loop.get(), module)
        ? Optional.of(waste(Kind.WAITS, call, CodeCalls.text(method.value(), module), module))
        : Optional.empty();
  }

  /** Whether the same turn has waited before, so that what is computed by then costs no more. */
  private static boolean hasWaited(Expr.Call call, Node loop, SourceModule module) {
    return Tree.holds(
        loop,
        node ->
            node instanceof Expr.Call earlier
                && earlier.start() < call.start()
                && earlier.callee() instanceof Expr.Attribute method
                && Costs.waits(method.name())
                && earlier.arguments().isEmpty()
                && CodeCalls.innermostLoop(earlier, module.tree()).filter(loop::equals).isPresent()
                && isUnasked(earlier, loop, module));
  }

  /** Whether each turn of a loop comes to a backward pass behind a statement, in it or around. */
  private static boolean isBeforeBackward(Stmt statement, Node loop, SourceModule module) {
    boolean isBefore =
        CodeCalls.block(statement, module.tree()).stream()
            .filter(later -> later.start() > statement.end())
            .anyMatch(CodeCalls::holdsBackward);
    Node parent = module.tree().parent(statement).orElse(loop);
    if (parent.equals(loop)) {
      return isBefore;
    }
    return parent instanceof Stmt.With with && (isBefore || isBeforeBackward(with, loop, module));
  }

  // --- what grows by copies

  private static Optional<Waste> grown(Stmt.Assign assign, SourceModule module) {
    if (assign.targets().size() != 1
        || !(assign.targets().getFirst() instanceof Expr.Name name)
        || !(assign.value() instanceof Expr.Call join)
        || !joins(join, name, module)
        || !(module.resolve(name) instanceof VariableEntity variable)) {
      return Optional.empty();
    }
    Optional<Node> loop = CodeCalls.innermostLoop(assign, module.tree());
    return loop.isPresent()
            && !isShort(loop.get(), module)
            && onlyGrows(loop.get(), assign, variable, module)
        ? Optional.of(
            new Waste(
                Kind.COPIES_TO_GROW,
                CodeCalls.text(join.callee(), module),
                CodeCalls.place(assign, module),
                name.name(),
                Optional.empty(),
                Optional.empty()))
        : Optional.empty();
  }

  private static boolean joins(Expr.Call join, Expr.Name name, SourceModule module) {
    if (join.arguments().isEmpty()) {
      return false;
    }
    Expr first = join.arguments().getFirst();
    return isName(first, name)
        ? CodeCalls.isCall(join, Costs::appendsToCopy, module)
        : holdsWithOthers(first, name) && CodeCalls.isCall(join, Costs::joins, module);
  }

  private static boolean holdsWithOthers(Expr value, Expr.Name name) {
    List<Expr> elements =
        switch (value) {
          case Expr.ListExpr list -> list.elements();
          case Expr.Tuple tuple -> tuple.elements();
          default -> List.of();
        };
    return elements.size() > 1 && elements.stream().anyMatch(element -> isName(element, name));
  }

  private static boolean isName(Expr element, Expr.Name name) {
    return element instanceof Expr.Name other && other.name().equals(name.name());
  }

  private static boolean isShort(Node loop, SourceModule module) {
    if (!(loop instanceof Stmt.For each)) {
      return false;
    }
    return switch (each.iterable()) {
      case Expr.ListExpr list -> true;
      case Expr.Tuple tuple -> true;
      case Expr.Call range when CodeCalls.isCall(range, PythonFunctions::counts, module) ->
          range.arguments().getLast() instanceof Expr.NumberLiteral number
              && number.kind() == Expr.NumberKind.INTEGER
              && number.text().length() <= 1
              && Integer.parseInt(number.text()) <= FEW;
      default -> false;
    };
  }

  /**
   * Whether the loop does nothing with a variable but to add to it: what each turn reads as a whole
   * has to be whole in each turn.
   */
  private static boolean onlyGrows(
      Node loop, Stmt.Assign growth, VariableEntity variable, SourceModule module) {
    int[] grown = {0};
    boolean[] onlyGrows = {true};
    Tree.walk(
        loop,
        node -> {
          if (node instanceof Expr.Name use
              && use.name().equals(variable.binding().name())
              && module.resolve(use).equals(variable)) {
            if (growth.span().contains(use.span())) {
              grown[0]++;
            } else {
              onlyGrows[0] &= isBeginning(use, loop, module.tree());
            }
          }
        });
    return onlyGrows[0] && grown[0] == 2;
  }

  /** Whether a variable is asked there whether it has a value, or gets its first one. */
  private static boolean isBeginning(Expr.Name use, Node loop, Tree tree) {
    Node parent = tree.parent(use).orElse(use);
    boolean isAsked =
        CodeCalls.around(use, tree).stream()
            .takeWhile(node -> !node.equals(loop))
            .anyMatch(node -> node instanceof Stmt.If);
    return switch (parent) {
      case Expr.Compare question -> question.left().id() == use.id();
      case Stmt.Assign assign ->
          isAsked && assign.targets().stream().anyMatch(target -> target.id() == use.id());
      default -> false;
    };
  }
}
