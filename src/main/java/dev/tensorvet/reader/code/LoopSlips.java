package dev.tensorvet.reader.code;

import dev.tensorvet.facts.LoopSlip;
import dev.tensorvet.facts.LoopSlip.Kind;
import dev.tensorvet.framework.DataLoading;
import dev.tensorvet.framework.Devices;
import dev.tensorvet.framework.Formulas;
import dev.tensorvet.framework.GraphFlow;
import dev.tensorvet.framework.Harmless;
import dev.tensorvet.framework.Layers;
import dev.tensorvet.framework.PythonFunctions;
import dev.tensorvet.framework.TrainingMethod;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.CodeReader;
import dev.tensorvet.reader.query.LastValues;
import dev.tensorvet.semantic.Binding;
import dev.tensorvet.semantic.BindingSite;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.semantic.VariableEntity;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Finds what the training loops of a file lose without a word, where the code around tells. */
final class LoopSlips implements CodeReader<LoopSlip> {

  private static final int DEEPEST = 4;

  @Override
  public Class<LoopSlip> kind() {
    return LoopSlip.class;
  }

  @Override
  public List<LoopSlip> read(SourceModule module) {
    String code = module.file().text();
    return Layers.mayBeUsed(code)
            && code.contains(TrainingMethod.BACKWARD.plainName())
            && !module.isTest()
        ? new Reader(module).read()
        : List.of();
  }

  private static final class Reader {

    private final SourceModule module;
    private final Tree tree;
    private final List<LoopSlip> found = new ArrayList<>();

    Reader(SourceModule module) {
      this.module = module;
      this.tree = module.tree();
    }

    List<LoopSlip> read() {
      tree.walk(
          node -> {
            switch (node) {
              case Stmt.If question -> skipped(question);
              case Stmt.Try attempt -> leftBehind(attempt);
              case Stmt.Assign assign -> notRead(assign);
              case Stmt.For loop -> cut(loop);
              default -> {}
            }
          });
      return found;
    }

    private void add(Kind kind, Node at, String subject, Optional<? extends Node> other) {
      found.add(
          new LoopSlip(
              kind,
              CodeCalls.place(at, module),
              subject,
              other.map(node -> CodeCalls.place(node, module))));
    }

    // --- losses that are no numbers

    /** {@code if torch.isnan(loss): continue} */
    private void skipped(Stmt.If question) {
      boolean isSilent =
          question.orElse().isEmpty()
              && question.body().stream()
                  .allMatch(each -> each instanceof Stmt.Continue || each instanceof Stmt.Pass)
              && question.body().getLast() instanceof Stmt.Continue;
      if (!isSilent) {
        return;
      }
      CodeCalls.innermostLoop(question, tree)
          .ifPresent(
              loop ->
                  backward(loop)
                      .flatMap(pass -> asked(question.test(), pass))
                      .filter(loss -> isAskedOnce(loop, loss))
                      .ifPresent(
                          loss ->
                              add(
                                  Kind.NO_NUMBER_SKIPPED,
                                  question.test(),
                                  loss.name(),
                                  Optional.empty())));
    }

    /** The variable that a backward pass begins with, of which a test asks whether it is one. */
    private Optional<Expr.Name> asked(Expr test, Expr.Call pass) {
      List<Expr.Name> asked = new ArrayList<>();
      Tree.walk(
          test,
          node -> {
            if (node instanceof Expr.Call call && Formulas.asksIfNumber(CodeCalls.name(call))) {
              Tree.walk(
                  call,
                  inner -> {
                    if (inner instanceof Expr.Name name
                        && module.resolve(name) instanceof VariableEntity variable
                        && CodeCalls.mentions(pass, variable, module)) {
                      asked.add(name);
                    }
                  });
            }
          });
      return asked.stream().findFirst();
    }

    /** Whether nothing else in a loop asks the same, and may tell. */
    private static boolean isAskedOnce(Node loop, Expr.Name loss) {
      int[] questions = {0};
      Tree.walk(
          loop,
          node -> {
            if (node instanceof Expr.Call call
                && Formulas.asksIfNumber(CodeCalls.name(call))
                && Tree.holds(
                    call, n -> n instanceof Expr.Name name && name.name().equals(loss.name()))) {
              questions[0]++;
            }
          });
      return questions[0] == 1;
    }

    // --- exceptions

    /** A turn that is given up, whose gradients stay for the step of the next. */
    private void leftBehind(Stmt.Try attempt) {
      Optional<Node> loop = CodeCalls.innermostLoop(attempt, tree);
      Optional<Expr.Call> pass =
          attempt.body().stream().flatMap(s -> backward(s).stream()).findFirst();
      if (loop.isEmpty() || pass.isEmpty()) {
        return;
      }
      List<Expr.Call> zeroed = calls(loop.get(), TrainingMethod.ZERO_GRADIENTS::isNamed);
      boolean isZeroedAtTheEnd =
          !zeroed.isEmpty()
              && zeroed.stream()
                  .allMatch(
                      zero ->
                          zero.start() > pass.get().end()
                              && attempt.body().stream()
                                  .anyMatch(each -> each.span().contains(zero.span())))
              && attempt.finalBody().isEmpty()
              && !Tree.holds(
                  loop.get(),
                  node -> node instanceof Expr.Attribute a && GraphFlow.isGradientMember(a.name()));
      if (isZeroedAtTheEnd) {
        attempt.handlers().stream()
            .filter(this::catchesMemory)
            .filter(handler -> goesOn(handler.body()) && !mayClear(handler))
            .findFirst()
            .ifPresent(
                handler ->
                    add(
                        Kind.GRADIENTS_LEFT_BEHIND,
                        handler.type().map(Node.class::cast).orElse(handler),
                        CodeCalls.text(zeroed.getFirst().callee(), module),
                        pass));
      }
    }

    private boolean catchesMemory(Node.ExceptHandler handler) {
      return handler
          .type()
          .flatMap(type -> CodeCalls.library(type, module))
          .filter(Devices::mayMeanOutOfMemory)
          .isPresent();
    }

    /** Whether some way through a block leads on to the next turn of the loop. */
    private static boolean goesOn(List<Stmt> block) {
      for (Stmt each : block) {
        switch (each) {
          case Stmt.Raise raise -> {
            return false;
          }
          case Stmt.Return end -> {
            return false;
          }
          case Stmt.Break end -> {
            return false;
          }
          case Stmt.Continue next -> {
            return true;
          }
          case Stmt.If choice -> {
            if (!goesOn(choice.body()) && !choice.orElse().isEmpty() && !goesOn(choice.orElse())) {
              return false;
            }
          }
          default -> {}
        }
      }
      return true;
    }

    /** Whether a handler calls what may take care of the gradients, or end the program. */
    private boolean mayClear(Node.ExceptHandler handler) {
      return Tree.holds(
          handler,
          node ->
              node instanceof Expr.Call call
                  && CodeCalls.library(call.callee(), module).filter(this::onlyTells).isEmpty()
                  && !(call.callee() instanceof Expr.Attribute method
                      && Harmless.isMethod(method.name())));
    }

    private boolean onlyTells(String function) {
      return Harmless.isFunction(function) && !PythonFunctions.ends(function);
    }

    // --- losses

    /** A loss of the library that a variable gets in a loop that learns, and keeps for itself. */
    private void notRead(Stmt.Assign assign) {
      if (assign.targets().size() != 1
          || !(assign.targets().getFirst() instanceof Expr.Name name)
          || name.name().startsWith("_")
          || !(assign.value() instanceof Expr.Call call)
          || Loss.of(call, module).isEmpty()
          || !(module.resolve(name) instanceof VariableEntity variable)) {
        return;
      }
      boolean isLearning =
          CodeCalls.around(assign, tree).stream()
              .filter(each -> each instanceof Stmt.For || each instanceof Stmt.While)
              .anyMatch(CodeCalls::holdsBackward);
      Binding binding = variable.binding();
      if (isLearning
          && LastValues.scopeOfCode(assign, module).equals(binding.scope())
          && binding.sites().stream().allMatch(s -> s.kind() == BindingSite.Kind.ASSIGNMENT)
          && LastValues.reads(binding, module).isEmpty()) {
        add(Kind.LOSS_NOT_READ, assign, name.name(), Optional.empty());
      }
    }

    // --- loaders

    /** {@code for a, b in zip(loader_a, loader_b)}, of loaders of different datasets. */
    private void cut(Stmt.For loop) {
      Optional<Expr.Call> zip = zip(loop.iterable(), DEEPEST);
      if (zip.isEmpty() || zip.get().arguments().size() != 2 || !zip.get().keywords().isEmpty()) {
        return;
      }
      List<Expr> pair = zip.get().arguments();
      Optional<Expr> first = dataset(pair.getFirst());
      Optional<Expr> second = dataset(pair.getLast());
      if (first.isPresent()
          && second.isPresent()
          && !CodeCalls.text(first.get(), module).equals(CodeCalls.text(second.get(), module))
          && Collections.disjoint(bounds(first.get()), bounds(second.get()))
          && CodeCalls.holdsBackward(loop)
          && !isMeasured(pair)) {
        add(
            Kind.LOADERS_CUT,
            zip.get(),
            CodeCalls.text(pair.getFirst(), module),
            Optional.of(pair.getLast()));
      }
    }

    private Optional<Expr.Call> zip(Expr iterable, int depth) {
      if (depth == 0 || !(iterable instanceof Expr.Call call) || call.arguments().isEmpty()) {
        return Optional.empty();
      }
      return CodeCalls.isCall(call, PythonFunctions::zips, module)
          ? Optional.of(call)
          : zip(call.arguments().getFirst(), depth - 1);
    }

    /** The dataset of a loader that the file makes, which gives each of its samples once. */
    private Optional<Expr> dataset(Expr loader) {
      return LastValues.maker(loader, module)
          .filter(made -> CodeCalls.isCall(made, DataLoading::isPlainLoader, module))
          .filter(made -> CodeCalls.argument(made, DataLoading.SAMPLER).isEmpty())
          .filter(made -> CodeCalls.argument(made, DataLoading.BATCH_SAMPLER).isEmpty())
          .filter(made -> !CodeCalls.isOpen(made))
          .flatMap(made -> CodeCalls.argument(made, DataLoading.DATASET))
          .map(set -> LastValues.source(set, module));
    }

    /** Where what a dataset is made of is cut off: {@code n} in {@code x[:n]}. */
    private Set<String> bounds(Expr dataset) {
      Set<String> bounds = new HashSet<>();
      Tree.walk(
          dataset,
          node -> {
            if (node instanceof Expr.Slice slice) {
              slice.upper().ifPresent(upper -> bounds.add(CodeCalls.text(upper, module)));
            }
          });
      return bounds;
    }

    /** Whether the program asks for the lengths of both, as who knows that they differ. */
    private boolean isMeasured(List<Expr> pair) {
      return pair.stream()
          .allMatch(each -> module.file().text().contains("len(" + CodeCalls.text(each, module)));
    }

    // --- calls

    private static Optional<Expr.Call> backward(Node below) {
      return calls(below, TrainingMethod.BACKWARD::isNamed).stream().findFirst();
    }

    /** The calls of methods of a name, in the order of the text. */
    private static List<Expr.Call> calls(Node below, Predicate<String> named) {
      List<Expr.Call> calls = new ArrayList<>();
      Tree.walk(
          below,
          node -> {
            if (node instanceof Expr.Call call
                && call.callee() instanceof Expr.Attribute method
                && named.test(method.name())) {
              calls.add(call);
            }
          });
      return calls;
    }
  }
}
