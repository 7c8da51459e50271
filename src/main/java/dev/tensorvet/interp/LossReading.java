package dev.tensorvet.interp;

import dev.tensorvet.graph.Argument;
import dev.tensorvet.graph.Coverage;
import dev.tensorvet.graph.Graph;
import dev.tensorvet.graph.GraphNode;
import dev.tensorvet.graph.Input;
import dev.tensorvet.graph.Output;
import dev.tensorvet.graph.Value;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.Scope;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import dev.tensorvet.tensor.DType;
import dev.tensorvet.tensor.Dim;
import dev.tensorvet.tensor.Shape;
import dev.tensorvet.tensor.TensorType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * One reading of the code between the call of a model and the backward pass: backwards from the
 * loss, by what its names were given last. One thing that is not known may be the target; what it
 * is, each reading supposes.
 */
final class LossReading {

  /** What a target may be, next to what it is compared with; the likeliest first. */
  private enum Kind {
    /** Of each sample, or each of its places, the number of a class; these are the second axis. */
    CLASSES,
    /** The same, where they are the last axis. */
    CLASSES_LAST,
    /** Numbers of the same shape. */
    NUMBERS,
    /** The same without a last axis of one. */
    NUMBERS_WITHOUT_LAST
  }

  /** What takes numbers of classes. */
  private static final Set<String> TAKING_CLASSES =
      Set.of("cross_entropy", "nll_loss", "one_hot", "gather", "multi_margin_loss", "embedding");

  private final Expr loss;
  private final SourceModule module;
  private final Scope scope;
  private final Lessons lessons;
  private final Interpretation model;
  private final Machine machine;
  private final Kind kind;
  private final Activation code;
  private final List<Input> inputs = new ArrayList<>();
  private final List<Lesson.Source> sources = new ArrayList<>();
  private final Map<Integer, PythonValue> defined = new HashMap<>();
  private final Map<String, Integer> given = new HashMap<>();
  private Optional<PythonValue> outputs = Optional.empty();
  private Optional<TensorValue> target = Optional.empty();
  private String targetText = "";

  private LossReading(
      Expr loss,
      SourceModule module,
      Lessons lessons,
      Machine machine,
      Interpretation model,
      Kind kind) {
    this.loss = loss;
    this.module = module;
    this.scope = module.scopeAt(loss);
    this.lessons = lessons;
    this.model = model;
    this.machine = machine;
    this.kind = kind;
    this.code = machine.names().activation(scope);
    makeReceiver();
    machine.trace().endSetUp();
  }

  /** What a method is called on is made before any loss is computed. */
  private void makeReceiver() {
    if (module.definition(scope.node()) instanceof FunctionEntity method) {
      method
          .selfName()
          .flatMap(self -> scope.binding(self))
          .ifPresent(self -> Lessons.attempt(() -> machine.names().variable(self)));
    }
  }

  /** The loss, if it is that of the model and all of it is known. */
  static Optional<Lesson.Loss> of(
      Expr loss,
      SourceModule module,
      Lessons lessons,
      Supplier<Machine> machines,
      Interpretation model) {
    for (Kind kind : Kind.values()) {
      LossReading reading = new LossReading(loss, module, lessons, machines.get(), model, kind);
      Optional<Lesson.Loss> found = Lessons.attempt(reading::read).flatMap(each -> each);
      if (found.isPresent() || reading.outputs.isEmpty()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private Optional<Lesson.Loss> read() {
    if (!(value(loss) instanceof TensorValue result)
        || outputs.isEmpty()
        || !result.shape().rank().equals(Shape.scalar().rank())
        || !machine.trace().contradictions().isEmpty()) {
      return Optional.empty();
    }
    Graph graph =
        new Graph(
            "loss",
            inputs,
            List.of(),
            List.of(),
            machine.trace().nodes(),
            List.of(),
            new Output.Tensor(result.value()),
            List.of());
    boolean isKnown =
        graph.nodes().stream().noneMatch(LossReading::isDoubtful)
            && Coverage.of(graph).isComplete()
            && isClosed(graph)
            && (target.isEmpty() || isFit(graph));
    return isKnown
        ? Optional.of(new Lesson.Loss(Lessons.text(written(), module), graph, sources))
        : Optional.empty();
  }

  private static boolean isDoubtful(GraphNode node) {
    return node.op().equals(GraphNode.UNKNOWN_OP)
        || node.op().equals(GraphNode.JOIN_OP)
        || node.arguments().values().stream().anyMatch(Argument.Unknown.class::isInstance);
  }

  /** What the loss was given by, where it is only named. */
  private Expr written() {
    return loss instanceof Expr.Name name
        ? definition(name).map(Definition::value).orElse(loss)
        : loss;
  }

  /** Whether numbers of classes are used as such, and others not. */
  private boolean isFit(Graph graph) {
    int id = target.orElseThrow().value().id();
    boolean isOfClasses =
        graph.nodes().stream()
            .filter(node -> TAKING_CLASSES.contains(node.op()))
            .anyMatch(node -> comesFrom(node, id, graph));
    return switch (kind) {
      case CLASSES, CLASSES_LAST -> isOfClasses;
      case NUMBERS, NUMBERS_WITHOUT_LAST -> true;
    };
  }

  private static boolean comesFrom(GraphNode node, int value, Graph graph) {
    Set<Integer> wanted = new HashSet<>(Set.of(value));
    for (GraphNode each : graph.nodes()) {
      boolean takes = each.inputs().stream().anyMatch(input -> wanted.contains(input.id()));
      if (each.id() == node.id()) {
        return takes;
      }
      if (takes) {
        each.results().forEach(result -> wanted.add(result.id()));
      }
    }
    return false;
  }

  private static boolean isClosed(Graph graph) {
    Set<Integer> known = new HashSet<>();
    graph.inputs().forEach(input -> known.add(input.value().id()));
    for (GraphNode node : graph.nodes()) {
      if (node.inputs().stream().anyMatch(value -> !known.contains(value.id()))) {
        return false;
      }
      node.results().forEach(value -> known.add(value.id()));
    }
    return graph.output() instanceof Output.Tensor tensor && known.contains(tensor.value().id());
  }

  // --- expressions

  private PythonValue value(Expr expr) {
    return switch (expr) {
      case Expr.Name name -> name(name);
      case Expr.Call call when isOfModel(call) -> called(call);
      case Expr.Call call -> call(call);
      case Expr.BinOp sum -> {
        PythonValue left = value(sum.left());
        PythonValue right = value(sum.right());
        yield at(sum, () -> machine.operators().binary(left, sum.operator(), right));
      }
      case Expr.Attribute member -> {
        PythonValue owner = value(member.value());
        yield at(member, () -> machine.members().get(owner, member.name()));
      }
      case Expr.Subscript part -> {
        PythonValue owner = value(part.value());
        PythonValue index = machine.expressions().index(part.index(), code);
        yield at(part, () -> machine.subscripts().get(owner, index));
      }
      default -> machine.expressions().value(expr, code);
    };
  }

  private PythonValue at(Node place, Supplier<PythonValue> action) {
    return machine.expressions().at(place, code, action);
  }

  private PythonValue name(Expr.Name name) {
    Optional<Definition> last = definition(name);
    if (last.isEmpty()) {
      return machine.names().value(name, code);
    }
    PythonValue value =
        last.get().isCertain() ? last.get().part(defined(last.get())) : PythonValue.unknown();
    code.names().set(name.name(), value);
    return value;
  }

  private PythonValue defined(Definition by) {
    PythonValue known = defined.get(by.statement().id());
    if (known == null) {
      known = value(by.value());
      defined.put(by.statement().id(), known);
    }
    return known;
  }

  // --- calls

  private boolean isOfModel(Expr.Call call) {
    return (call.callee() instanceof Expr.Name || call.callee() instanceof Expr.Attribute)
        && lessons.isModel(call.callee(), module);
  }

  /** What the model gives. */
  private PythonValue called(Expr.Call call) {
    for (int i = 0; i < call.arguments().size(); i++) {
      given.putIfAbsent(module.file().text(call.arguments().get(i).span()), i);
    }
    PythonValue gives = outputs.orElseGet(() -> value(model.graph().output()));
    outputs = Optional.of(gives);
    return gives;
  }

  private PythonValue value(Output output) {
    return switch (output) {
      case Output.Tensor tensor ->
          input("output", tensor.value().type(), new Lesson.Source.Given(countOfOutputs()));
      case Output.Many many ->
          PythonValue.tuple(many.elements().stream().map(this::value).toList());
      case Output.Named named -> {
        SequencedMap<PythonValue, PythonValue> entries = new LinkedHashMap<>();
        named
            .elements()
            .forEach((key, each) -> entries.put(new PythonValue.Text(key), value(each)));
        yield new DictValue(entries);
      }
      case Output.Other other -> PythonValue.unknown();
    };
  }

  private int countOfOutputs() {
    return (int) sources.stream().filter(Lesson.Source.Given.class::isInstance).count();
  }

  private TensorValue input(String name, TensorType type, Lesson.Source source) {
    Value value = machine.trace().value(type);
    inputs.add(new Input(name, value));
    sources.add(source);
    return new TensorValue(value);
  }

  private PythonValue call(Expr.Call call) {
    PythonValue callee = value(call.callee());
    List<Expr> written = new ArrayList<>(call.arguments());
    call.keywords().forEach(keyword -> written.add(keyword.value()));
    List<PythonValue> values = new ArrayList<>(written.stream().map(this::value).toList());
    boolean isFollowed =
        !isUnknown(callee)
            && !(callee instanceof PythonValue.Member member && isUnknown(member.receiver()));
    if (isFollowed) {
      Optional<TensorValue> other = tensor(Stream.concat(receiver(callee), values.stream()));
      for (int i = 0; i < values.size(); i++) {
        if (isUnknown(values.get(i))) {
          values.set(i, supposed(written.get(i), other));
        }
      }
    }
    SequencedMap<String, PythonValue> keywords = new LinkedHashMap<>();
    int positional = call.arguments().size();
    for (int i = 0; i < call.keywords().size(); i++) {
      PythonValue each = values.get(positional + i);
      call.keywords().get(i).name().ifPresent(name -> keywords.put(name, each));
    }
    boolean isOpen =
        call.arguments().stream().anyMatch(Expr.Starred.class::isInstance)
            || keywords.size() < call.keywords().size();
    Arguments arguments = new Arguments(values.subList(0, positional), keywords, isOpen);
    String text = module.file().text(call.callee().span());
    return at(call, () -> machine.calls().call(callee, arguments, text));
  }

  private static Stream<PythonValue> receiver(PythonValue callee) {
    return callee instanceof PythonValue.Member member
        ? Stream.of(member.receiver())
        : Stream.empty();
  }

  private static Optional<TensorValue> tensor(Stream<PythonValue> values) {
    return values
        .filter(value -> value instanceof TensorValue)
        .map(value -> (TensorValue) value)
        .findFirst();
  }

  private static boolean isUnknown(PythonValue value) {
    return value instanceof PythonValue.Unknown
        || (value instanceof PythonValue.Int number && number.value().known().isEmpty());
  }

  // --- what is not known

  /** What the model was given, or the target. */
  private PythonValue supposed(Expr expr, Optional<TensorValue> other) {
    String text = module.file().text(expr.span());
    Integer place = given.get(text);
    if (place != null && place < model.graph().inputs().size()) {
      Lesson.Source taken = new Lesson.Source.Taken(place);
      int known = sources.indexOf(taken);
      Input of = model.graph().inputs().get(place);
      return known >= 0
          ? new TensorValue(inputs.get(known).value())
          : input(of.name(), of.value().type(), taken);
    }
    if (target.isEmpty()) {
      Optional<TensorType> type =
          other
              .or(() -> inputs.stream().findFirst().map(first -> new TensorValue(first.value())))
              .flatMap(next -> type(next.type()));
      targetText = text;
      target = type.map(t -> input("target", t, new Lesson.Source.Target()));
    }
    return target.isPresent() && text.equals(targetText) ? target.get() : PythonValue.unknown();
  }

  private Optional<TensorType> type(TensorType next) {
    List<Dim> dims = next.shape().dims().orElse(List.of());
    int last = dims.size() - 1;
    return switch (kind) {
      case CLASSES -> dims.size() < 2 ? Optional.empty() : Optional.of(classes(dims, 1));
      case CLASSES_LAST -> dims.size() < 3 ? Optional.empty() : Optional.of(classes(dims, last));
      case NUMBERS ->
          dims.isEmpty() ? Optional.empty() : Optional.of(TensorType.ofFloat(next.shape()));
      case NUMBERS_WITHOUT_LAST ->
          dims.size() < 2 || !dims.get(last).isKnown(1)
              ? Optional.empty()
              : Optional.of(TensorType.ofFloat(without(dims, last)));
    };
  }

  private static TensorType classes(List<Dim> dims, int axis) {
    return TensorType.of(without(dims, axis), DType.INT64);
  }

  private static Shape without(List<Dim> dims, int axis) {
    List<Dim> rest = new ArrayList<>(dims);
    rest.remove(axis);
    return Shape.of(rest);
  }

  // --- names

  /**
   * What gives a name its value before a use.
   *
   * @param isCertain whether nothing else may
   */
  private record Definition(
      Stmt statement, Expr target, Expr value, String name, boolean isCertain) {

    /** What of the value the name stands for. */
    PythonValue part(PythonValue whole) {
      if (target instanceof Expr.Name) {
        return whole;
      }
      List<PythonValue> parts =
          switch (whole) {
            case PythonValue.Tuple tuple -> tuple.elements();
            case ListValue list -> list.elements();
            default -> List.of();
          };
      List<Expr> names = target instanceof Expr.Tuple tuple ? tuple.elements() : List.of();
      for (int i = 0; i < Math.min(parts.size(), names.size()); i++) {
        if (names.get(i) instanceof Expr.Name each && each.name().equals(name)) {
          return parts.get(i);
        }
      }
      return PythonValue.unknown();
    }
  }

  /** The last statement of the same code before a use that gives the name a value. */
  private Optional<Definition> definition(Expr.Name use) {
    List<Stmt> before = new ArrayList<>();
    Tree.walk(
        scope.node(),
        node -> {
          if (node instanceof Stmt statement
              && statement.end() <= use.start()
              && binds(statement, use.name())
              && module.scopeAt(statement) == scope) {
            before.add(statement);
          }
        });
    Optional<Stmt> last =
        before.stream().reduce((left, right) -> left.start() < right.start() ? right : left);
    return last.map(
        statement ->
            statement instanceof Stmt.Assign assign
                ? new Definition(
                    assign,
                    assign.targets().getFirst(),
                    assign.value(),
                    use.name(),
                    assign.targets().size() == 1 && isSure(assign, use))
                : new Definition(statement, use, use, use.name(), false));
  }

  private static boolean binds(Stmt statement, String name) {
    return switch (statement) {
      case Stmt.Assign assign -> assign.targets().stream().anyMatch(t -> names(t, name));
      case Stmt.AugAssign sum -> names(sum.target(), name);
      case Stmt.AnnAssign assign -> names(assign.target(), name);
      default -> false;
    };
  }

  private static boolean names(Expr target, String name) {
    return switch (target) {
      case Expr.Name own -> own.name().equals(name);
      case Expr.Tuple tuple -> tuple.elements().stream().anyMatch(e -> names(e, name));
      default -> false;
    };
  }

  /** Whether the code that comes to a use has come by a statement. */
  private boolean isSure(Stmt statement, Expr.Name use) {
    Optional<Node> around = module.tree().parent(statement);
    while (around.isPresent() && around.get() != scope.node()) {
      boolean isBlock = !(around.get() instanceof Stmt.With);
      if (isBlock && !around.get().span().contains(use.span())) {
        return false;
      }
      around = module.tree().parent(around.get());
    }
    return true;
  }
}
