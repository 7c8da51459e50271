package dev.tensorvet.reader.code;

import dev.tensorvet.framework.Keras;
import dev.tensorvet.framework.Parameter;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.LastValues;
import dev.tensorvet.semantic.BindingSite;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.semantic.VariableEntity;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The layers of a model of Keras, from the first to the last, as the code that makes it shows them.
 *
 * @param layers those that lead to the output, as far back as they are seen
 * @param isWhole whether the first of them is the model's first
 */
record KerasStack(List<Layer> layers, boolean isWhole) {

  /** What the values of a layer have been through at its end. */
  enum Activation {
    NONE,
    SOFTMAX,
    SIGMOID,
    OTHER,
    UNKNOWN
  }

  /**
   * A layer.
   *
   * @param type the plain name of its class; {@code ?} when that is not a layer of Keras
   */
  record Layer(String type, Expr made) {}

  private static final String UNKNOWN = "?";
  private static final int DEEPEST = 200;

  /** The layers of the model that an expression stands for; empty when none is seen. */
  static Optional<KerasStack> of(Expr model, SourceModule module) {
    return new Reader(module).model(model, 0);
  }

  /** The last layer, if it is one of Keras. */
  Optional<Layer> last() {
    return layers.isEmpty() ? Optional.empty() : Optional.of(layers.getLast());
  }

  /** What the values of the last layer have been through; one that only casts them is passed. */
  Activation output(SourceModule module) {
    for (Layer layer : layers.reversed()) {
      Activation activation = activation(layer, module);
      if (activation != Activation.NONE || !Keras.isActivation(layer.type)) {
        return activation;
      }
    }
    return Activation.UNKNOWN;
  }

  /** How many values the last layer with weights gives. */
  OptionalInt units(SourceModule module) {
    for (Layer layer : layers.reversed()) {
      if (Keras.isDense(layer.type)) {
        return layer.made instanceof Expr.Call call ? units(call, module) : OptionalInt.empty();
      }
      if (!Keras.isActivation(layer.type) && !Keras.isSoftmax(layer.type)) {
        break;
      }
    }
    return OptionalInt.empty();
  }

  private static OptionalInt units(Expr.Call dense, SourceModule module) {
    Optional<Expr> written = CodeCalls.argument(dense, Keras.UNITS);
    Optional<Expr> value =
        written.flatMap(w -> w instanceof Expr.Name ? LastValues.of(w, module) : Optional.of(w));
    return value
        .filter(v -> v instanceof Expr.NumberLiteral n && n.text().matches("\\d{1,6}"))
        .map(v -> OptionalInt.of(Integer.parseInt(((Expr.NumberLiteral) v).text())))
        .orElse(OptionalInt.empty());
  }

  static Activation activation(Layer layer, SourceModule module) {
    if (!(layer.made instanceof Expr.Call call) || CodeCalls.isOpen(call)) {
      return Activation.UNKNOWN;
    }
    if (Keras.isSoftmax(layer.type)) {
      return Activation.SOFTMAX;
    }
    if (Keras.isActivation(layer.type)) {
      return written(CodeCalls.argument(call, new Parameter(0, "activation")), module);
    }
    if (!Keras.isWeighted(layer.type)) {
      return Activation.UNKNOWN;
    }
    return written(
        Keras.isDense(layer.type)
            ? CodeCalls.argument(call, Keras.ACTIVATION)
            : call.keyword(Keras.ACTIVATION.name()),
        module);
  }

  private static Activation written(Optional<Expr> activation, SourceModule module) {
    if (activation.isEmpty() || activation.get() instanceof Expr.NoneLiteral) {
      return Activation.NONE;
    }
    String name =
        activation.get() instanceof Expr.StringLiteral text
            ? text.value()
            : CodeCalls.library(activation.get(), module)
                .map(full -> full.substring(full.lastIndexOf('.') + 1))
                .orElse("");
    return switch (name) {
      case "softmax" -> Activation.SOFTMAX;
      case "sigmoid" -> Activation.SIGMOID;
      case "linear" -> Activation.NONE;
      case "" -> Activation.UNKNOWN;
      default -> Activation.OTHER;
    };
  }

  /** Follows the code that makes a model. */
  private static final class Reader {

    private final SourceModule module;

    Reader(SourceModule module) {
      this.module = module;
    }

    Optional<KerasStack> model(Expr model, int depth) {
      if (depth > 4) {
        return Optional.empty();
      }
      return switch (model) {
        case Expr.Name name -> named(name, depth);
        case Expr.Call call -> made(call, depth);
        default -> Optional.empty();
      };
    }

    private Optional<KerasStack> named(Expr.Name name, int depth) {
      Optional<BindingSite> site = LastValues.site(name, module);
      Optional<Expr> value = site.flatMap(BindingSite::value);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      Optional<KerasStack> made = model(value.get(), depth + 1);
      boolean grows = CodeCalls.isCall(value.get(), Keras::isSequential, module);
      return grows ? made.map(stack -> stack.grown(added(name, site.get().node()))) : made;
    }

    private Optional<KerasStack> made(Expr.Call call, int depth) {
      if (CodeCalls.isCall(call, Keras::isSequential, module)) {
        Optional<Expr> list = CodeCalls.argument(call, Keras.LAYER_LIST);
        Optional<Expr> written =
            list.flatMap(l -> l instanceof Expr.Name ? LastValues.of(l, module) : Optional.of(l));
        if (list.isEmpty()) {
          return Optional.of(new KerasStack(List.of(), true));
        }
        return written
            .filter(Expr.ListExpr.class::isInstance)
            .map(l -> ((Expr.ListExpr) l).elements().stream().map(this::layer).toList())
            .map(layers -> new KerasStack(layers, true));
      }
      if (CodeCalls.isCall(call, Keras::isFunctional, module)) {
        return CodeCalls.argument(call, Keras.OUTPUTS).map(this::chain);
      }
      if (module.resolve(call.callee()) instanceof FunctionEntity function
          && function.module() == module
          && function.node() instanceof Stmt.FunctionDef code
          && code.decorators().isEmpty()) {
        return onlyResult(code).flatMap(result -> model(result, depth + 1));
      }
      return Optional.empty();
    }

    private static Optional<Expr> onlyResult(Stmt.FunctionDef function) {
      List<Stmt.Return> results = new ArrayList<>();
      Tree.walkWhere(
          function,
          node -> {
            if (node instanceof Stmt.Return result) {
              results.add(result);
            }
            return node.id() == function.id() || !(node instanceof Stmt.FunctionDef);
          });
      return results.size() == 1 ? results.getFirst().value() : Optional.empty();
    }

    /** What {@code model.add} adds between the place that makes a model and one that uses it. */
    private List<Layer> added(Expr.Name use, Node made) {
      List<Layer> added = new ArrayList<>();
      if (!(module.resolve(use) instanceof VariableEntity variable)) {
        return added;
      }
      Optional<Stmt> start = module.tree().statement(made);
      Tree.walk(
          LastValues.scopeOfCode(use, module).node(),
          node -> {
            if (node instanceof Expr.Call call
                && call.callee() instanceof Expr.Attribute method
                && method.name().equals("add")
                && method.value() instanceof Expr.Name model
                && call.start() > start.map(Node::end).orElse(0)
                && call.end() <= use.start()
                && module.resolve(model).equals(variable)
                && call.arguments().size() == 1) {
              boolean isPlain =
                  start
                      .flatMap(module.tree()::parent)
                      .equals(module.tree().statement(call).flatMap(module.tree()::parent));
              added.add(
                  isPlain
                      ? layer(call.arguments().getFirst())
                      : new Layer(UNKNOWN, call.arguments().getFirst()));
            }
          });
      return added;
    }

    private Layer layer(Expr value) {
      Expr made = value instanceof Expr.Name ? LastValues.of(value, module).orElse(value) : value;
      return made instanceof Expr.Call call
          ? CodeCalls.library(call.callee(), module)
              .filter(Keras::isLayer)
              .map(name -> new Layer(Keras.layer(name), call))
              .orElse(new Layer(UNKNOWN, made))
          : new Layer(UNKNOWN, made);
    }

    /** The layers that lead to an output, each called with what the one before it gives. */
    private KerasStack chain(Expr output) {
      List<Layer> layers = new ArrayList<>();
      Optional<Expr> at = Optional.of(output);
      boolean isWhole = false;
      while (at.isPresent() && layers.size() < DEEPEST) {
        Expr value = at.get();
        if (value instanceof Expr.Name) {
          at = LastValues.of(value, module);
        } else if (CodeCalls.isCall(value, Keras::isInput, module)) {
          isWhole = true;
          at = Optional.empty();
        } else if (value instanceof Expr.Call call && !call.arguments().isEmpty()) {
          layers.addFirst(layer(call.callee()));
          at = Optional.of(call.arguments().getFirst());
        } else {
          at = Optional.empty();
        }
      }
      return new KerasStack(layers, isWhole);
    }
  }

  private KerasStack grown(List<Layer> added) {
    List<Layer> all = new ArrayList<>(layers);
    all.addAll(added);
    return new KerasStack(all, isWhole);
  }
}
