package dev.tensorvet.reader.code;

import dev.tensorvet.facts.StructureSlip.Kind;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.framework.Layers;
import dev.tensorvet.framework.ModuleApi;
import dev.tensorvet.framework.SizeArguments;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.Computing;
import dev.tensorvet.reader.query.LastValues;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.source.TextEdit;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.List;
import java.util.Optional;

/** Finds what a model does in its forward pass that cannot be meant. */
final class ForwardSlips {

  private final ClassEntity type;
  private final SourceModule module;
  private final StructureNotes notes;

  ForwardSlips(ClassEntity type, StructureNotes notes) {
    this.type = type;
    this.module = type.module();
    this.notes = notes;
  }

  void read() {
    type.ownMethod(Computing.FORWARD)
        .filter(forward -> forward.selfName().isPresent())
        .ifPresent(
            forward -> {
              if (forward.node() instanceof Stmt.FunctionDef def) {
                notReturned(def, forward);
              }
            });
    Computing.calls(type, this::computes);
  }

  // --- what is not returned

  private void notReturned(Stmt.FunctionDef forward, FunctionEntity method) {
    boolean[] returns = {false};
    boolean[] isOdd = {false};
    Tree.walkWhere(
        forward,
        node -> {
          switch (node) {
            case Stmt.Return end -> returns[0] |= end.value().isPresent();
            case Expr.Yield yield -> isOdd[0] = true;
            case Expr.YieldFrom yield -> isOdd[0] = true;
            case Stmt.Global global -> isOdd[0] = true;
            case Stmt.Nonlocal outer -> isOdd[0] = true;
            case Stmt.Broken broken -> isOdd[0] = true;
            default -> {}
          }
          return node.id() == forward.id()
              || !(node instanceof Stmt.FunctionDef || node instanceof Stmt.ClassDef);
        });
    boolean isPlain = !isOdd[0] && forward.decorators().isEmpty() && !forward.isAsync();
    if (isPlain) {
      lost(forward.body(), method)
          .ifPresent(
              last ->
                  notes.note(
                      returns[0] ? Kind.NOT_RETURNED_ON_A_WAY : Kind.NOT_RETURNED,
                      last,
                      notes.text(last).lines().findFirst().orElse(""),
                      forward.name(),
                      Certainty.PROVEN,
                      Optional.of(forward),
                      List.of()));
    }
  }

  /** The last thing that a block computes, if the function ends there and nobody gets it. */
  private Optional<Stmt> lost(List<Stmt> block, FunctionEntity method) {
    if (block.isEmpty()) {
      return Optional.empty();
    }
    return switch (block.getLast()) {
      case Stmt.Assign assign
          when assign.targets().size() == 1
              && assign.targets().getFirst() instanceof Expr.Name name
              && !name.name().startsWith("_")
              && computes(assign.value()) ->
          Optional.of(assign);
      case Stmt.ExprStmt line
          when line.value() instanceof Expr.Call call && notes.callsWeighted(call, type, method) ->
          Optional.of(line);
      case Stmt.With with -> lost(with.body(), method);
      case Stmt.If choice -> {
        Optional<Stmt> first = lost(choice.body(), method);
        yield first.isPresent() || choice.orElse().isEmpty()
            ? first
            : lost(choice.orElse(), method);
      }
      default -> Optional.empty();
    };
  }

  private static boolean computes(Expr value) {
    return value instanceof Expr.Call || value instanceof Expr.BinOp;
  }

  // --- calls of the forward pass

  private void computes(Expr.Call call, FunctionEntity method) {
    hook(call, method);
    byBatch(call, method);
    stateless(call, method);
  }

  private void hook(Expr.Call call, FunctionEntity method) {
    if (call.callee() instanceof Expr.Attribute hook
        && ModuleApi.hooks(hook.name())
        && isOfModel(hook.value(), method)
        && notes.parent(call) instanceof Stmt.ExprStmt
        && CodeCalls.around(call, module.tree()).stream().noneMatch(Stmt.If.class::isInstance)) {
      notes.note(Kind.HOOK_IN_FORWARD, call, hook.name(), "");
    }
  }

  /** Whether a value is a part of the model, or comes by a loop over such parts. */
  private boolean isOfModel(Expr value, FunctionEntity method) {
    return switch (value) {
      case Expr.Attribute member ->
          StructureNotes.member(member, method.selfName()).isPresent()
              || isOfModel(member.value(), method);
      case Expr.Subscript item -> isOfModel(item.value(), method);
      case Expr.Name name ->
          CodeCalls.around(name, module.tree()).stream()
              .anyMatch(
                  around ->
                      around instanceof Stmt.For loop
                          && Tree.holds(loop.target(), node -> isNamed(node, name.name()))
                          && Tree.holds(
                              loop.iterable(),
                              node -> method.selfName().filter(s -> isNamed(node, s)).isPresent()));
      default -> false;
    };
  }

  private static boolean isNamed(Node node, String name) {
    return node instanceof Expr.Name variable && variable.name().equals(name);
  }

  private void byBatch(Expr.Call call, FunctionEntity method) {
    if (!CodeCalls.isCall(call, ModuleApi::isBatchNorm, module)) {
      return;
    }
    Optional<Expr> flag = CodeCalls.argument(call, ModuleApi.IN_TRAINING);
    boolean hasStatistics =
        CodeCalls.argument(call, ModuleApi.STATISTICS)
            .filter(statistics -> !(statistics instanceof Expr.NoneLiteral))
            .isPresent();
    if (CodeCalls.is(flag, true)
        && hasStatistics
        && !isOfOneSample(call)
        && !ModuleSlips.asksMode(method)) {
      notes.note(
          Kind.ALWAYS_BY_BATCH,
          flag.get(),
          notes.text(call.callee()),
          method.name(),
          Certainty.PROVEN,
          Optional.empty(),
          method
              .selfName()
              .map(self -> List.of(new TextEdit(flag.get().span(), self + "." + Layers.MODE_FLAG)))
              .orElse(List.of()));
    }
  }

  /** Samples that are channels of one are normalised each by itself. */
  private boolean isOfOneSample(Expr.Call call) {
    return call.arguments().stream()
        .limit(1)
        .map(given -> LastValues.of(given, module).orElse(given))
        .anyMatch(
            given ->
                given instanceof Expr.Call shaped
                    && SizeArguments.areShape(CodeCalls.name(shaped))
                    && !shaped.arguments().isEmpty()
                    && CodeCalls.number(shaped.arguments().getFirst()).orElse(0) == 1);
  }

  private void stateless(Expr.Call call, FunctionEntity method) {
    ModuleSlips.made(call, method, module)
        .filter(layer -> CodeCalls.isCall(layer, ModuleApi::isStateless, module))
        .ifPresent(
            layer ->
                notes.note(
                    Kind.STATELESS_IN_FORWARD, layer, notes.text(layer.callee()), method.name()));
  }
}
