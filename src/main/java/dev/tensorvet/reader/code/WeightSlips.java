package dev.tensorvet.reader.code;

import dev.tensorvet.facts.WeightSlip;
import dev.tensorvet.facts.WeightSlip.Kind;
import dev.tensorvet.framework.FirstValues;
import dev.tensorvet.framework.Layers;
import dev.tensorvet.framework.ModuleApi;
import dev.tensorvet.framework.Optimizers;
import dev.tensorvet.framework.PythonFunctions;
import dev.tensorvet.framework.TrainingMethod;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.CodeReader;
import dev.tensorvet.reader.query.Computing;
import dev.tensorvet.reader.query.Mentions;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds what a file does with the weights of its models that does not do what it is there for. */
final class WeightSlips implements CodeReader<WeightSlip> {

  private final Mentions mentions;

  WeightSlips(Mentions mentions) {
    this.mentions = mentions;
  }

  @Override
  public Class<WeightSlip> kind() {
    return WeightSlip.class;
  }

  @Override
  public List<WeightSlip> read(SourceModule module) {
    return module.isTest() || !Layers.mayBeUsed(module.file().text())
        ? List.of()
        : new Reader(module, mentions).read();
  }

  private static final class Reader {

    private final SourceModule module;
    private final Mentions mentions;
    private final List<WeightSlip> found = new ArrayList<>();

    Reader(SourceModule module, Mentions mentions) {
      this.module = module;
      this.mentions = mentions;
    }

    List<WeightSlip> read() {
      for (ClassEntity type : module.classes()) {
        if (Layers.isModule(type)) {
          found.addAll(new WeightMembers(type, mentions).read());
        }
      }
      module
          .tree()
          .walk(
              node -> {
                switch (node) {
                  case Stmt.For loop -> ofAll(loop);
                  case Stmt.If choice -> ofKind(choice);
                  case Stmt.ExprStmt statement -> afterLoad(statement);
                  case Stmt.Assign assign -> afterOptimizer(assign);
                  default -> {}
                }
              });
      found.sort((a, b) -> a.place().span().compareTo(b.place().span()));
      return found;
    }

    private String text(Node node) {
      return CodeCalls.text(node, module);
    }

    // --- first values for all parameters

    /**
     * {@code for p in model.parameters(): xavier_uniform_(p)}, where some are biases. What a
     * constructor does is left to those who run it.
     */
    private void ofAll(Stmt.For loop) {
      if (loop.iterable() instanceof Expr.Call call
          && call.callee() instanceof Expr.Attribute method
          && Layers.givesTrained(method.name())
          && module.tree().parent(loop).filter(Stmt.Try.class::isInstance).isEmpty()
          && !isInConstructor(loop)
          && holdsVector(method.value(), loop)) {
        String parameter = text(last(loop.target()));
        loop.body().stream()
            .takeWhile(statement -> !mayLeave(statement))
            .flatMap(this::asCall)
            .filter(fill -> CodeCalls.isCall(fill, FirstValues::needsTwoDimensions, module))
            .filter(fill -> !fill.arguments().isEmpty())
            .filter(fill -> isOf(fill.arguments().getFirst(), parameter))
            .findFirst()
            .ifPresent(fill -> add(Kind.NEEDS_DIMENSIONS, fill, text(loop.iterable()), fill, loop));
      }
    }

    private boolean isInConstructor(Node node) {
      return module
          .tree()
          .enclosingScope(node)
          .filter(s -> s instanceof Stmt.FunctionDef def && def.name().equals(Computing.INIT))
          .isPresent();
    }

    private static Expr last(Expr target) {
      return target instanceof Expr.Tuple pair && !pair.elements().isEmpty()
          ? pair.elements().getLast()
          : target;
    }

    private static boolean mayLeave(Stmt statement) {
      return Tree.holds(
          statement, node -> node instanceof Stmt.Continue || node instanceof Stmt.Break);
    }

    private Stream<Expr.Call> asCall(Stmt statement) {
      return statement instanceof Stmt.ExprStmt alone && alone.value() instanceof Expr.Call call
          ? Stream.of(call)
          : Stream.empty();
    }

    /** {@code p} or {@code p.data} */
    private boolean isOf(Expr value, String parameter) {
      return text(value).equals(parameter) || text(value).equals(parameter + ".data");
    }

    /** Whether a model surely has a parameter of one dimension. */
    private boolean holdsVector(Expr model, Node near) {
      Optional<Stmt.ClassDef> type =
          text(model).equals("self")
              ? module.classes().stream()
                  .map(ClassEntity::node)
                  .filter(each -> each.span().contains(near.span()))
                  .findFirst()
              : CodeCalls.lastingValue(model, module)
                  .flatMap(
                      made ->
                          made instanceof Expr.Call call
                                  && module.resolve(call.callee()) instanceof ClassEntity own
                                  && own.module().equals(module)
                              ? Optional.of(own.node())
                              : Optional.empty());
      boolean isOneLayer =
          CodeCalls.lastingValue(model, module).filter(this::hasVector).isPresent();
      return isOneLayer
          || type.filter(
                  each ->
                      Tree.holds(
                          each,
                          node ->
                              node instanceof Stmt.Assign assign
                                  && text(assign.targets().getFirst()).startsWith("self.")
                                  && hasVector(assign.value())))
              .isPresent();
    }

    private boolean hasVector(Expr value) {
      return value instanceof Expr.Call layer
          && CodeCalls.isCall(layer, Layers::hasBias, module)
          && !CodeCalls.isOpen(layer)
          && layer.keyword(Layers.BIAS).isEmpty();
    }

    // --- one value for all weights

    /** {@code if isinstance(m, nn.Linear): zeros_(m.weight)} */
    private void ofKind(Stmt.If choice) {
      if (choice.test() instanceof Expr.Call test
          && test.arguments().size() == 2
          && CodeCalls.library(test.callee(), module)
              .filter(PythonFunctions::asksForClass)
              .isPresent()
          && areLayers(test.arguments().getLast())) {
        String weight = text(test.arguments().getFirst()) + "." + Layers.WEIGHT;
        List<Expr.Call> fills = new ArrayList<>();
        choice.body().stream()
            .flatMap(this::asCall)
            .filter(call -> fills(call, weight))
            .forEach(fills::add);
        boolean isOnly =
            fills.size() == 1
                && choice.body().stream()
                        .filter(s -> Tree.holds(s, node -> is(node, weight)))
                        .count()
                    == 1;
        if (isOnly && isSame(fills.getFirst()) && !isOfPart(choice)) {
          add(Kind.ALL_THE_SAME, fills.getFirst(), weight, fills.getFirst(), test);
        }
      }
    }

    /** Whether it is about the layers of a member alone: a gate may begin with one value. */
    private boolean isOfPart(Stmt.If choice) {
      return module
          .tree()
          .parent(choice)
          .filter(
              parent ->
                  parent instanceof Stmt.For loop
                      && loop.iterable() instanceof Expr.Call walk
                      && walk.callee() instanceof Expr.Attribute method
                      && !(method.value() instanceof Expr.Name))
          .isPresent();
    }

    private boolean areLayers(Expr types) {
      List<Expr> all = types instanceof Expr.Tuple tuple ? tuple.elements() : List.of(types);
      return !all.isEmpty()
          && all.stream()
              .allMatch(
                  type -> CodeCalls.library(type, module).filter(Layers::givesScores).isPresent());
    }

    private boolean is(Node node, String weight) {
      return node instanceof Expr.Attribute && text(node).equals(weight);
    }

    private boolean fills(Expr.Call call, String weight) {
      boolean isFunction =
          CodeCalls.isCall(call, FirstValues::fills, module)
              && !call.arguments().isEmpty()
              && isOf(call.arguments().getFirst(), weight);
      return isFunction
          || (call.callee() instanceof Expr.Attribute method
              && FirstValues.fillsByMethod(method.name())
              && isOf(method.value(), weight));
    }

    private boolean isSame(Expr.Call fill) {
      return CodeCalls.isCall(fill, FirstValues::areEqual, module)
          || (fill.callee() instanceof Expr.Attribute method
              && FirstValues.areEqualByMethod(method.name()));
    }

    // --- first values after a load

    /** {@code model.apply(init_weights)} behind {@code model.load_state_dict(...)} */
    private void afterLoad(Stmt.ExprStmt statement) {
      if (!(statement.value() instanceof Expr.Call apply)
          || !(apply.callee() instanceof Expr.Attribute method)
          || !ModuleApi.appliesToAll(method.name())
          || apply.arguments().size() != 1
          || !FirstValues.isNamedSo(text(apply.arguments().getFirst()))) {
        return;
      }
      String model = text(method.value());
      Optional<Stmt> load = Optional.empty();
      for (Stmt before : CodeCalls.block(statement, module.tree())) {
        if (before.start() >= statement.start()) {
          break;
        }
        if (loads(before, model)) {
          load = Optional.of(before);
        } else if (before instanceof Stmt.Assign assign
            && assign.targets().stream().anyMatch(target -> text(target).equals(model))) {
          load =
              CodeCalls.isCall(assign.value(), Layers::givesWeights, module)
                  ? Optional.of(before)
                  : Optional.empty();
        }
      }
      load.ifPresent(at -> add(Kind.FILLED_AFTER_LOAD, apply, model, apply, at));
    }

    private boolean loads(Stmt statement, String model) {
      Expr value =
          switch (statement) {
            case Stmt.ExprStmt alone -> alone.value();
            case Stmt.Assign assign -> assign.value();
            default -> new Expr.NoneLiteral(-1, 0, 0);
          };
      return value instanceof Expr.Call call
          && call.callee() instanceof Expr.Attribute method
          && TrainingMethod.LOAD_STATE.isNamed(method.name())
          && text(method.value()).equals(model);
    }

    // --- layers that an optimizer does not know

    /** {@code model.fc = nn.Linear(...)} behind {@code SGD(model.parameters())} */
    private void afterOptimizer(Stmt.Assign optimizer) {
      if (!(optimizer.value() instanceof Expr.Call made)
          || !CodeCalls.isCall(made, Optimizers::isOptimizer, module)) {
        return;
      }
      Optional<String> model = CodeCalls.argument(made, Optimizers.PARAMETERS).flatMap(this::owner);
      if (model.isEmpty() || module.file().text().contains(Optimizers.ADD_GROUP)) {
        return;
      }
      List<Stmt> after =
          CodeCalls.block(optimizer, module.tree()).stream()
              .filter(statement -> statement.start() >= optimizer.end())
              .toList();
      after.stream()
          .takeWhile(statement -> !gives(statement, model.get()))
          .filter(statement -> replaces(statement, model.get()))
          .filter(statement -> !isGivenLater(after, statement))
          .findFirst()
          .ifPresent(
              statement ->
                  add(Kind.REPLACED_AFTER_OPTIMIZER, statement, model.get(), statement, made));
    }

    private Optional<String> owner(Expr parameters) {
      return parameters instanceof Expr.Call call
              && call.arguments().isEmpty()
              && call.callee() instanceof Expr.Attribute method
              && method.name().equals(Layers.PARAMETERS)
          ? Optional.of(text(method.value()))
          : Optional.empty();
    }

    /** Whether a name gets another value. */
    private boolean gives(Stmt statement, String name) {
      return statement instanceof Stmt.Assign assign
          && assign.targets().stream().anyMatch(target -> text(target).equals(name));
    }

    private boolean replaces(Stmt statement, String model) {
      return switch (statement) {
        case Stmt.Assign assign ->
            assign.targets().size() == 1
                && text(assign.targets().getFirst()).startsWith(model + ".")
                && assign.value() instanceof Expr.Call layer
                && (CodeCalls.isCall(layer, Layers::isWeighted, module) || isSequence(layer));
        case Stmt.ExprStmt alone ->
            alone.value() instanceof Expr.Call call
                && call.callee() instanceof Expr.Attribute method
                && Layers.replacesEmbeddings(method.name())
                && text(method.value()).equals(model);
        default -> false;
      };
    }

    private boolean isSequence(Expr.Call layer) {
      return CodeCalls.isCall(layer, Layers::isSequence, module)
          && layer.arguments().stream()
              .anyMatch(part -> CodeCalls.isCall(part, Layers::isWeighted, module));
    }

    /** Whether an optimizer is made behind the change, of whatever. */
    private boolean isGivenLater(List<Stmt> after, Stmt change) {
      return after.stream()
          .filter(statement -> statement.start() >= change.end())
          .anyMatch(
              statement ->
                  Tree.holds(
                      statement,
                      node ->
                          node instanceof Expr.Call call
                              && CodeCalls.isCall(call, Optimizers::isOptimizer, module)));
    }

    private void add(Kind kind, Node at, String subject, Node code, Node other) {
      found.add(
          new WeightSlip(
              kind,
              CodeCalls.place(at, module),
              subject,
              text(code instanceof Expr.Call call ? call.callee() : code),
              Optional.empty(),
              Optional.of(CodeCalls.place(shown(other), module))));
    }

    /** Of a loop, what it goes through. */
    private static Node shown(Node node) {
      return node instanceof Stmt.For loop ? loop.iterable() : node;
    }
  }
}
