package dev.tensorvet.reader.code;

import dev.tensorvet.facts.LossSlip;
import dev.tensorvet.facts.LossSlip.Kind;
import dev.tensorvet.framework.Costs;
import dev.tensorvet.framework.Devices;
import dev.tensorvet.framework.Effects;
import dev.tensorvet.framework.Effects.Effect;
import dev.tensorvet.framework.Formulas;
import dev.tensorvet.framework.Layers;
import dev.tensorvet.framework.Losses;
import dev.tensorvet.framework.MixedPrecision;
import dev.tensorvet.framework.Tensors;
import dev.tensorvet.framework.TrainingMethod;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.CodeReader;
import dev.tensorvet.reader.query.LastValues;
import dev.tensorvet.semantic.AttributeSite;
import dev.tensorvet.semantic.BindingSite;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.source.Span;
import dev.tensorvet.source.TextEdit;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/** Finds what a file's losses are given and what becomes of them, where the code around tells. */
final class LossSlips implements CodeReader<LossSlip> {

  private static final int DEEPEST = 6;

  @Override
  public Class<LossSlip> kind() {
    return LossSlip.class;
  }

  @Override
  public List<LossSlip> read(SourceModule module) {
    return Losses.mayCompute(module.file().text()) && !module.isTest()
        ? new Reader(module).read()
        : List.of();
  }

  private static final class Reader {

    private final SourceModule module;
    private final Tree tree;
    private final List<LossSlip> found = new ArrayList<>();

    Reader(SourceModule module) {
      this.module = module;
      this.tree = module.tree();
    }

    List<LossSlip> read() {
      tree.walk(
          node -> {
            switch (node) {
              case Expr.Call call -> {
                backward(call);
                Loss.of(call, module).ifPresent(this::given);
              }
              default -> {}
            }
          });
      return found;
    }

    private Expr source(Expr value) {
      return LastValues.source(value, module);
    }

    private Optional<Loss> lossBehind(Expr value) {
      return Loss.behind(value, module);
    }

    private void given(Loss loss) {
      if (Losses.failsUnderAutocast(loss.name())) {
        autocast(loss.call())
            .ifPresent(on -> add(Kind.UNDER_AUTOCAST, loss.call(), loss.call().callee(), on));
      }
      if (Losses.isDivergence(loss.name())) {
        target(loss);
      } else if (Losses.takesSequences(loss.name())) {
        lengths(loss);
      } else if (Losses.weighsClasses(loss.name())) {
        weights(loss);
      }
    }

    // --- mixed precision

    /** The context around a call, in the same function, by which a card surely computes in half. */
    private Optional<Expr.Call> autocast(Expr.Call call) {
      for (Node around : CodeCalls.around(call, tree)) {
        if (around instanceof Stmt.FunctionDef) {
          return Optional.empty();
        }
        if (around instanceof Stmt.With with) {
          for (Node.WithItem item : with.items()) {
            if (item.context() instanceof Expr.Call context && isAutocast(context)) {
              return isOnCard(context) ? Optional.of(context) : Optional.empty();
            }
          }
        }
      }
      return Optional.empty();
    }

    private boolean isAutocast(Expr.Call context) {
      return CodeCalls.isCall(
          context, name -> Effects.of(name).filter(e -> e == Effect.AUTOCAST).isPresent(), module);
    }

    private boolean isOnCard(Expr.Call context) {
      String name = CodeCalls.library(context.callee(), module).orElse("");
      boolean namesDevice = MixedPrecision.namesDevice(name);
      Optional<Expr> device = CodeCalls.argument(context, MixedPrecision.DEVICE);
      boolean isCard =
          namesDevice
              ? Devices.isOnCard(name)
              : device
                  .filter(d -> d instanceof Expr.StringLiteral t && Devices.isOnCard(t.value()))
                  .isPresent();
      Optional<Expr> enabled =
          namesDevice
              ? CodeCalls.argument(context, MixedPrecision.ENABLED_FIRST)
              : CodeCalls.argument(context, MixedPrecision.ENABLED);
      return isCard
          && !CodeCalls.isOpen(context)
          && (enabled.isEmpty() || CodeCalls.is(enabled, true));
    }

    // --- divergences

    private void target(Loss loss) {
      if (loss.call().arguments().size() != 2
          || CodeCalls.isOpen(loss.call())
          || CodeCalls.isOpen(loss.options())) {
        return;
      }
      Expr target = loss.call().arguments().get(1);
      Optional<Expr> told = loss.options().keyword(Losses.LOG_TARGET);
      boolean isToldNo = told.isEmpty() || CodeCalls.is(told, false);
      if (isToldNo && isMadeBy(target, Formulas::isLogOfAny, Formulas::isLogOfAnyMethod)) {
        add(Kind.TARGET_IS_LOGARITHM, loss.call(), target, source(target), told(loss, told));
      } else if (CodeCalls.is(told, true)
          && isMadeBy(target, Formulas::isSoftmax, Formulas::isSoftmaxMethod)) {
        add(
            Kind.TARGET_IS_PROBABILITY,
            loss.call(),
            target,
            source(target),
            told.map(flag -> new TextEdit(flag.span(), "False")));
      }
    }

    private static Optional<TextEdit> told(Loss loss, Optional<Expr> flag) {
      if (flag.isPresent()) {
        return flag.map(given -> new TextEdit(given.span(), "True"));
      }
      int end = loss.options().end() - 1;
      boolean isFirst = loss.options().arguments().isEmpty() && loss.options().keywords().isEmpty();
      return Optional.of(
          new TextEdit(new Span(end, end), (isFirst ? "" : ", ") + Losses.LOG_TARGET + "=True"));
    }

    private boolean isMadeBy(Expr value, Predicate<String> function, Predicate<String> method) {
      return source(value) instanceof Expr.Call call
          && (CodeCalls.isCall(call, function, module)
              || (call.callee() instanceof Expr.Attribute member
                  && method.test(member.name())
                  && CodeCalls.library(member, module).isEmpty()
                  && CodeCalls.library(member.value(), module).isEmpty()));
    }

    // --- sequences

    /** Lengths that all are the second size of the very tensor whose first is taken for time. */
    private void lengths(Loss loss) {
      if (loss.call().arguments().isEmpty()) {
        return;
      }
      List<BindingSite> given = sites(loss.call().arguments().getFirst());
      Optional<Expr> size = CodeCalls.argument(loss.call(), Losses.LENGTHS).flatMap(this::filled);
      if (size.isEmpty()) {
        return;
      }
      Expr tensor = measured(size.get());
      boolean isSame =
          tensor instanceof Expr.Name name
              && LastValues.site(name, module).filter(given::contains).isPresent();
      if (isSame && axis(size.get()).orElse(0) == 1) {
        add(Kind.BATCH_BEFORE_TIME, loss.call().arguments().getFirst(), tensor, size.get());
      }
    }

    /** The places that gave variables a tensor's value, or one of the same dimensions. */
    private List<BindingSite> sites(Expr value) {
      List<BindingSite> sites = new ArrayList<>();
      Optional<Expr> at = Optional.of(value);
      for (int i = 0; i < DEEPEST && at.isPresent(); i++) {
        at =
            switch (at.get()) {
              case Expr.Name name -> {
                Optional<BindingSite> site = LastValues.site(name, module);
                site.ifPresent(sites::add);
                yield site.flatMap(BindingSite::value);
              }
              case Expr.Call call when keepsDimensions(call) ->
                  Optional.of(
                      call.callee() instanceof Expr.Attribute method
                              && CodeCalls.library(method, module).isEmpty()
                          ? method.value()
                          : call.arguments().getFirst());
              default -> Optional.empty();
            };
      }
      return sites;
    }

    private boolean keepsDimensions(Expr value) {
      if (!(value instanceof Expr.Call call)) {
        return false;
      }
      Optional<String> function = CodeCalls.library(call.callee(), module);
      return function.isPresent()
          ? Formulas.keepsDimensions(function.get()) && !call.arguments().isEmpty()
          : call.callee() instanceof Expr.Attribute method
              && Formulas.keepsDimensionsAsMethod(method.name());
    }

    /** The number that all elements of a tensor are. */
    private Optional<Expr> filled(Expr lengths) {
      return switch (source(lengths)) {
        case Expr.Call call when CodeCalls.isCall(call, Tensors::fillsWith, module) ->
            CodeCalls.argument(call, Tensors.FILL);
        case Expr.Call call
            when call.arguments().size() == 1 && CodeCalls.isCall(call, Costs::readsList, module) ->
            repeated(call.arguments().getFirst());
        case Expr.BinOp list -> repeated(list);
        default -> Optional.empty();
      };
    }

    /** {@code x} in {@code [x] * n} */
    private static Optional<Expr> repeated(Expr list) {
      return list instanceof Expr.BinOp times
              && times.operator() == Expr.BinaryOperator.MULT
              && times.left() instanceof Expr.ListExpr one
              && one.elements().size() == 1
          ? Optional.of(one.elements().getFirst())
          : Optional.empty();
    }

    /** {@code x} in {@code x.size(1)} and {@code x.shape[1]} */
    private static Expr measured(Expr size) {
      return switch (size) {
        case Expr.Call call
            when call.callee() instanceof Expr.Attribute method && method.name().equals("size") ->
            method.value();
        case Expr.Subscript item
            when item.value() instanceof Expr.Attribute shape && shape.name().equals("shape") ->
            shape.value();
        default -> size;
      };
    }

    private static OptionalInt axis(Expr size) {
      Expr index =
          switch (size) {
            case Expr.Call call when call.arguments().size() == 1 -> call.arguments().getFirst();
            case Expr.Subscript item -> item.index();
            default -> size;
          };
      return index instanceof Expr.NumberLiteral number && number.text().matches("[0-9]")
          ? OptionalInt.of(Integer.parseInt(number.text()))
          : OptionalInt.empty();
    }

    // --- weights

    /** A written list of weights, and a model of the file with another number of outputs. */
    private void weights(Loss loss) {
      OptionalInt weights =
          CodeCalls.argument(loss.options(), Losses.WEIGHT)
              .map(this::count)
              .orElse(OptionalInt.empty());
      if (weights.isPresent()
          && !loss.call().arguments().isEmpty()
          && source(loss.call().arguments().getFirst()) instanceof Expr.Call model) {
        lastLayer(model)
            .filter(layer -> outputs(layer).orElse(weights.getAsInt()) != weights.getAsInt())
            .ifPresent(
                layer ->
                    found.add(
                        new LossSlip(
                            Kind.WEIGHTS_MISCOUNTED,
                            CodeCalls.place(loss.options(), module),
                            weights.getAsInt() + " weights",
                            Optional.of(CodeCalls.place(layer, module)),
                            Optional.empty())));
      }
    }

    private OptionalInt count(Expr weight) {
      return LastValues.unmoved(source(weight)) instanceof Expr.Call call
              && CodeCalls.isCall(call, Costs::readsList, module)
              && !call.arguments().isEmpty()
              && source(call.arguments().getFirst()) instanceof Expr.ListExpr list
              && list.elements().stream().noneMatch(Expr.Starred.class::isInstance)
          ? OptionalInt.of(list.elements().size())
          : OptionalInt.empty();
    }

    /** The layer whose output a model of this file gives back. */
    private Optional<Expr.Call> lastLayer(Expr.Call model) {
      return LastValues.maker(model.callee(), module)
          .filter(made -> module.resolve(made.callee()) instanceof ClassEntity)
          .map(made -> (ClassEntity) module.resolve(made.callee()))
          .filter(type -> type.module().equals(module) && Layers.isModule(type))
          .flatMap(type -> type.ownMethod("forward").flatMap(f -> returned(f.node(), type)));
    }

    private Optional<Expr.Call> returned(Node forward, ClassEntity type) {
      List<Stmt.Return> returns = new ArrayList<>();
      Tree.walk(
          forward,
          node -> {
            if (node instanceof Stmt.Return result) {
              returns.add(result);
            }
          });
      return returns.size() == 1
          ? returns
              .getFirst()
              .value()
              .map(this::source)
              .flatMap(
                  value ->
                      value instanceof Expr.Call call
                              && call.callee() instanceof Expr.Attribute layer
                          ? layer(type, layer)
                          : Optional.empty())
          : Optional.empty();
    }

    private Optional<Expr.Call> layer(ClassEntity type, Expr.Attribute layer) {
      List<AttributeSite> sites = type.attributeSites(layer.name());
      return sites.size() == 1
          ? sites
              .getFirst()
              .value()
              .filter(value -> CodeCalls.isCall(value, Layers::isLinear, module))
              .map(Expr.Call.class::cast)
          : Optional.empty();
    }

    private static OptionalInt outputs(Expr.Call layer) {
      return CodeCalls.argument(layer, Layers.OUTPUTS)
          .filter(n -> n instanceof Expr.NumberLiteral)
          .map(n -> ((Expr.NumberLiteral) n).text())
          .filter(text -> text.matches("[0-9]{1,6}"))
          .map(text -> OptionalInt.of(Integer.parseInt(text)))
          .orElse(OptionalInt.empty());
    }

    // --- what becomes of a loss

    private void backward(Expr.Call call) {
      if (call.callee() instanceof Expr.Attribute method
          && TrainingMethod.BACKWARD.isNamed(method.name())
          && call.arguments().isEmpty()
          && call.keywords().isEmpty()
          && method.value() instanceof Expr.Name value) {
        lossBehind(value)
            .filter(Loss::isOfEach)
            .ifPresent(loss -> add(Kind.NOT_REDUCED, call, value, loss.options()));
      }
    }

    private void add(Kind kind, Node at, Expr subject, Node other) {
      add(kind, at, subject, other, Optional.empty());
    }

    private void add(Kind kind, Node at, Expr subject, Node other, Optional<TextEdit> repair) {
      found.add(
          new LossSlip(
              kind,
              CodeCalls.place(at, module),
              CodeCalls.text(subject, module),
              Optional.of(CodeCalls.place(other, module)),
              repair));
    }
  }
}
