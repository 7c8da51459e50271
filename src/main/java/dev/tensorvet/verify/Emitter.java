package dev.tensorvet.verify;

import dev.tensorvet.graph.Frame;
import dev.tensorvet.graph.Graph;
import dev.tensorvet.graph.GraphNode;
import dev.tensorvet.graph.Input;
import dev.tensorvet.graph.ModuleCall;
import dev.tensorvet.graph.Origin;
import dev.tensorvet.graph.Value;
import dev.tensorvet.interp.Lesson;
import dev.tensorvet.tensor.DType;
import dev.tensorvet.tensor.Dim;
import dev.tensorvet.tensor.TensorType;
import dev.tensorvet.verify.Emission.NotEmitted;
import dev.tensorvet.verify.Program.Traced;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Says a graph in TorchScript: one line for each node, one method for each call of a module of the
 * project, and every result kept, so that nothing is left out as unused and what was computed
 * before a failure can be asked for after it.
 */
final class Emitter {

  /** The lists of tensors that a module has. */
  static final List<String> LISTS =
      List.of("state", "given", "trace", "out", "fixed", "target", "first", "second");

  private static final String GPU = "cuda:0";

  private final Graph graph;
  private final Recipe recipe;
  private final Spellings spellings;
  private final Slots slots;
  private final Map<Integer, Integer> lastUses = new HashMap<>();
  private final Set<String> methods = new HashSet<>();
  private final List<Line> lines = new ArrayList<>();
  private Optional<NotEmitted> problem = Optional.empty();

  /**
   * @param depth how far it is indented
   * @param place the line of the project that it stands for
   */
  private record Line(int depth, String text, Optional<Frame> place) {}

  /** What of the results of some nodes is there after them. */
  private enum Kept {
    /** What later runs use. */
    WEIGHTS,
    /** Each, to be asked for. */
    ALL,
    NOTHING
  }

  private Emitter(Graph graph, Recipe recipe, Spellings spellings) {
    this.graph = graph;
    this.recipe = recipe;
    this.spellings = spellings;
    this.slots = Slots.of(graph);
  }

  /** The graph as a program, or why it cannot be one. */
  static Emission emit(Graph graph, Recipe recipe) {
    return emit(graph, Optional.empty(), recipe);
  }

  /** The same with the loss that the project learns from, if it can be said. */
  static Emission emit(Graph graph, Optional<Lesson.Loss> loss, Recipe recipe) {
    return new Emitter(graph, recipe, new Spellings()).emitted(loss);
  }

  private Emission emitted(Optional<Lesson.Loss> loss) {
    findUses();
    emitForward();
    emitSetUp();
    emitInputs();
    emitLists();
    Optional<Lesson.Loss> said = loss.filter(this::emitLoss);
    if (said.isEmpty()) {
      emitNoLoss();
    }
    if (problem.isPresent()) {
      return problem.get();
    }
    SourceMap places = new SourceMap();
    String code = written(places);
    return new Emission.Emitted(
        new Program(
            graph,
            recipe,
            code,
            places,
            graph.nodes().stream()
                .flatMap(node -> node.results().stream().map(value -> new Traced(node, value)))
                .toList(),
            slots.ofWeights(),
            said,
            slots.trainable()));
  }

  private String written(SourceMap places) {
    StringBuilder code = new StringBuilder(resource("functions.py"));
    code.append("class M(Module):\n  __parameters__ = []\n  __buffers__ = []\n");
    code.append("  training : bool\n");
    LISTS.forEach(list -> code.append("  ").append(list).append(" : List[Tensor]\n"));
    int bytes = code.toString().getBytes(StandardCharsets.UTF_8).length;
    for (Line line : lines) {
      String text = "  ".repeat(line.depth()) + line.text() + "\n";
      places.mark(bytes, line.place());
      code.append(text);
      bytes += text.getBytes(StandardCharsets.UTF_8).length;
    }
    places.mark(bytes, Optional.empty());
    return code.append(resource("methods.py")).toString();
  }

  private static String resource(String name) {
    try (InputStream text = Emitter.class.getResourceAsStream(name)) {
      if (text == null) {
        throw new IllegalStateException(name + " is missing");
      }
      return new String(text.readAllBytes(), StandardCharsets.UTF_8) + "\n";
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  // --- what stands for what

  private void findUses() {
    List<GraphNode> nodes = graph.nodes();
    for (int i = 0; i < nodes.size(); i++) {
      for (Value input : nodes.get(i).inputs()) {
        lastUses.put(input.id(), i);
      }
    }
    graph.output().values().forEach(value -> lastUses.put(value.id(), Integer.MAX_VALUE));
  }

  // --- lines

  private void fail(String why, Optional<Origin> origin) {
    if (problem.isEmpty()) {
      problem = Optional.of(new NotEmitted(why, origin));
    }
  }

  private static Line plain(int depth, String text) {
    return new Line(depth, text, Optional.empty());
  }

  private static String variable(Value value) {
    return "v" + value.id();
  }

  /** What a run calls a value: what the set-up made is asked for, all else has a name. */
  private String inRun(Value value) {
    return slots
        .place(value)
        .map(place -> "self.state[" + place + "]")
        .orElseGet(() -> variable(value));
  }

  private boolean isOnGpu() {
    return recipe.device() == Recipe.Hardware.GPU;
  }

  /** The lines of one node: its results by name, each of them kept when it is part of a run. */
  private void emit(GraphNode node, Kept kept, List<Line> into) {
    say(node, kept, into).ifPresent(why -> fail(why, Optional.of(node.origin())));
  }

  /** The same; why it cannot be said, where it cannot. */
  private Optional<String> say(GraphNode node, Kept kept, List<Line> into) {
    boolean isSetUp = kept == Kept.WEIGHTS;
    if (node.op().equals(GraphNode.UNKNOWN_OP)) {
      return Optional.of("a call could not be followed");
    }
    if (node.op().equals(GraphNode.JOIN_OP)) {
      return Optional.of("which of two ways is taken depends on values");
    }
    Wording wording =
        new Wording(
            node,
            recipe.sizes(),
            isSetUp ? Emitter::variable : this::inRun,
            isOnGpu() && !isSetUp ? GPU : "");
    Optional<Frame> place = node.origin().place();
    List<Value> results = node.results();
    String said = spellings.spell(wording);
    if (node.op().equals("setitem_")) {
      into.add(new Line(2, said + " = " + wording.text("value"), place));
      said = wording.text("input");
    }
    if (results.size() == 1) {
      String one = spellings.givesMany(node) ? said + "[0]" : said;
      into.add(new Line(2, variable(results.getFirst()) + " = " + one, place));
    } else {
      String all = "r" + node.id();
      into.add(new Line(2, all + " = " + said, place));
      for (int i = 0; i < results.size(); i++) {
        into.add(new Line(2, variable(results.get(i)) + " = " + all + "[" + i + "]", place));
      }
    }
    if (kept == Kept.ALL) {
      for (Value result : results) {
        into.add(new Line(2, "self.trace.append(" + variable(result) + ")", place));
      }
    }
    return wording.problem();
  }

  // --- the run

  private void emitForward() {
    List<Line> body = new ArrayList<>();
    body.add(plain(1, "def forward(self: __torch__.M, a: Tensor) -> List[Tensor]:"));
    body.add(plain(2, "self.trace = annotate(List[Tensor], [])"));
    for (int i = 0; i < graph.inputs().size(); i++) {
      body.add(plain(2, variable(graph.inputs().get(i).value()) + " = self.given[" + i + "]"));
    }
    emitDerived(body);
    new Walk().to(Integer.MAX_VALUE, body);
    body.add(plain(2, "self.out = " + list(graph.output().values().map(this::inRun))));
    body.add(plain(2, "return self.out"));
    lines.addAll(body);
  }

  /**
   * What the set-up makes of parameters, and is no weight itself, is made anew in each run, as a
   * weight is that comes of its direction and its length: gradients go through it, and what the
   * set-up changes in it is lost.
   */
  private void emitDerived(List<Line> body) {
    for (GraphNode node : DerivedWeights.of(graph, slots.trainable(), slots::root)) {
      emit(node, Kept.NOTHING, body);
      for (Value result : node.results()) {
        if (slots.values().contains(result.id())) {
          body.add(plain(2, inRun(result) + " = " + variable(result)));
        }
      }
    }
  }

  /** Goes through the nodes; those of a call of a module become a method of their own. */
  private final class Walk {

    private final List<GraphNode> nodes = graph.nodes();
    private final List<ModuleCall> calls =
        graph.calls().stream()
            .filter(call -> !call.isLibrary() && !call.path().isEmpty())
            .filter(call -> call.first() < call.end())
            .toList();
    private int node;
    private int call;

    /** The lines of the nodes up to one. */
    void to(int end, List<Line> into) {
      while (node < nodes.size() && nodes.get(node).id() < end) {
        if (call < calls.size() && calls.get(call).first() <= nodes.get(node).id()) {
          method(calls.get(call++), into);
        } else {
          emit(nodes.get(node++), Kept.ALL, into);
        }
      }
    }

    private void method(ModuleCall of, List<Line> into) {
      int begin = node;
      List<Line> body = new ArrayList<>();
      to(of.end(), body);
      Set<Value> made = new LinkedHashSet<>();
      Set<Value> taken = new LinkedHashSet<>();
      for (GraphNode each : nodes.subList(begin, node)) {
        for (Value input : each.inputs()) {
          if (!made.contains(input) && slots.place(input).isEmpty()) {
            taken.add(input);
          }
        }
        made.addAll(each.results());
      }
      List<String> given =
          made.stream()
              .filter(value -> lastUses.getOrDefault(value.id(), -1) >= node)
              .map(Emitter::variable)
              .toList();
      String name = name(of);
      lines.add(
          plain(
              1,
              "def %s(self: __torch__.M%s) -> %s:"
                  .formatted(
                      name,
                      taken.stream()
                          .map(value -> ", " + variable(value) + ": Tensor")
                          .collect(Collectors.joining()),
                      type(given.size()))));
      lines.addAll(body);
      String result = String.join(", ", given);
      lines.add(
          plain(
              2,
              switch (given.size()) {
                case 0 -> "return 0";
                case 1 -> "return " + result;
                default -> "return (" + result + ")";
              }));
      String said =
          taken.stream()
              .map(Emitter::variable)
              .collect(Collectors.joining(", ", "self." + name + "(", ")"));
      into.add(new Line(2, given.isEmpty() ? said : result + " = " + said, of.origin().place()));
    }

    private static String type(int count) {
      return switch (count) {
        case 0 -> "int";
        case 1 -> "Tensor";
        default ->
            IntStream.range(0, count)
                .mapToObj(i -> "Tensor")
                .collect(Collectors.joining(", ", "Tuple[", "]"));
      };
    }

    /** {@code encoder_layers_0__forward}, numbered where it is called again. */
    private String name(ModuleCall of) {
      String plain = of.path().replaceAll("\\W", "_") + "__forward";
      String name = plain;
      for (int i = 2; !methods.add(name); i++) {
        name = plain + "_" + i;
      }
      return name;
    }
  }

  private static String list(Stream<String> words) {
    String all = words.collect(Collectors.joining(", "));
    return all.isEmpty() ? "annotate(List[Tensor], [])" : "[" + all + "]";
  }

  // --- weights and inputs

  /** Weights are made where their random numbers are the same on all machines, and moved then. */
  private void emitSetUp() {
    lines.add(plain(1, "def init(self: __torch__.M, a: Tensor) -> List[Tensor]:"));
    lines.add(plain(2, "ops.aten.manual_seed(int(a[0]))"));
    emitMaking();
    Set<Integer> trained = new HashSet<>();
    slots.trainable().forEach(weight -> trained.add(slots.root(weight.value().id())));
    for (int value : slots.values()) {
      String name = "v" + value;
      String kept = onDevice(name) + ".detach()";
      lines.add(
          plain(2, name + " = " + kept + (trained.contains(value) ? ".requires_grad_(True)" : "")));
    }
    lines.add(plain(2, "self.state = " + list(slots.values().stream().map(v -> "v" + v))));
    for (String list : List.of("fixed", "target", "first", "second")) {
      lines.add(plain(2, "self." + list + " = annotate(List[Tensor], [])"));
    }
    lines.add(plain(2, "return annotate(List[Tensor], [])"));
  }

  /**
   * What makes the weights. Numbers that a weight is set to and that are not known, as those of a
   * table that comes from elsewhere, are any small ones.
   */
  private void emitMaking() {
    Map<Integer, NotEmitted> missing = new HashMap<>();
    for (GraphNode node : graph.setUp()) {
      List<Line> said = new ArrayList<>();
      Optional<NotEmitted> why =
          node.inputs().stream()
              .flatMap(input -> Optional.ofNullable(missing.get(input.id())).stream())
              .findFirst()
              .or(
                  () ->
                      say(node, Kept.WEIGHTS, said)
                          .map(reason -> new NotEmitted(reason, Optional.of(node.origin()))));
      if (why.isEmpty()) {
        lines.addAll(said);
      } else if (isTable(node) && !missing.containsKey(node.inputs().getFirst().id())) {
        String table = variable(node.inputs().getFirst());
        String set = variable(node.results().getFirst());
        lines.add(
            new Line(2, set + " = torch.normal_(" + table + ", 0.0, 0.1)", node.origin().place()));
      } else {
        for (Value result : node.results()) {
          missing.put(result.id(), why.get());
          missing.put(slots.root(result.id()), why.get());
        }
      }
    }
    slots.values().stream()
        .flatMap(slot -> Optional.ofNullable(missing.get(slot)).stream())
        .findFirst()
        .ifPresent(why -> fail(why.why(), why.origin()));
  }

  /** Whether all numbers of a tensor are set to others. */
  private static boolean isTable(GraphNode node) {
    return node.op().equals("copy_")
        && node.inputs().getFirst().type().dtype().isFloating()
        && !node.results().isEmpty();
  }

  /** What the project learns from, with a target that is made once; false if it cannot be said. */
  private boolean emitLoss(Lesson.Loss loss) {
    Optional<List<Line>> body =
        new Emitter(loss.graph(), recipe, spellings).judging(loss.sources());
    body.ifPresent(said -> emitJudged(said));
    return body.isPresent();
  }

  private void emitNoLoss() {
    emitJudged(
        List.of(
            plain(2, "ops.prim.RaiseException(\"no loss is known\", \"builtins.ValueError\")"),
            plain(2, "return a")));
  }

  private void emitJudged(List<Line> body) {
    lines.add(plain(1, "def judged(self: __torch__.M, a: Tensor) -> Tensor:"));
    lines.addAll(body);
  }

  /** The body of a loss; empty if it cannot be said. */
  private Optional<List<Line>> judging(List<Lesson.Source> sources) {
    List<Line> body = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      Input input = graph.inputs().get(i);
      String from =
          switch (sources.get(i)) {
            case Lesson.Source.Given given -> "self.out[" + given.index() + "]";
            case Lesson.Source.Taken taken -> "self.given[" + taken.index() + "]";
            case Lesson.Source.Target target -> {
              body.add(plain(2, "if len(self.target) == 0:"));
              body.add(plain(3, "ops.aten.manual_seed(int(a[0]) + 1)"));
              body.add(plain(3, "self.target.append(" + onDevice(target(input)) + ")"));
              yield "self.target[0]";
            }
          };
      body.add(plain(2, variable(input.value()) + " = " + from));
    }
    graph.nodes().forEach(node -> emit(node, Kept.NOTHING, body));
    body.add(plain(2, "return " + list(graph.output().values().map(Emitter::variable)) + "[0]"));
    return problem.isPresent() ? Optional.empty() : Optional.of(body);
  }

  /**
   * Numbers of classes, or zeros and ones, which any loss takes: as numbers, as probabilities and
   * as masks.
   */
  private String target(Input input) {
    InputBounds bounds = InputBounds.of(graph, recipe.sizes());
    DType dtype = input.value().type().dtype();
    Optional<List<Long>> shape = shape(input.value().type());
    if (shape.isEmpty()) {
      fail("the shape of the target is not known", Optional.empty());
    }
    return "torch.to(torch.randint(0, %d, %s), %d)"
        .formatted(
            dtype.isFloating() ? 2 : bounds.below(input),
            shape.orElse(List.of()),
            Wording.number(dtype));
  }

  private String onDevice(String text) {
    return isOnGpu() ? "torch.to(" + text + ", torch.device(\"" + GPU + "\"))" : text;
  }

  private void emitInputs() {
    InputBounds bounds = InputBounds.of(graph, recipe.sizes());
    lines.add(plain(1, "def inputs(self: __torch__.M, a: Tensor) -> List[Tensor]:"));
    lines.add(plain(2, "ops.aten.manual_seed(int(a[0]))"));
    lines.add(plain(2, "self.given = annotate(List[Tensor], [])"));
    for (Input input : graph.inputs()) {
      String name = variable(input.value());
      TensorType type = input.value().type();
      Optional<List<Long>> shape = shape(type);
      if (shape.isEmpty()) {
        fail("the shape of the input `" + input.name() + "` is not known", Optional.empty());
        return;
      }
      DType dtype = type.dtype() == DType.UNKNOWN ? bounds.type(input) : type.dtype();
      if (dtype.isFloating()) {
        lines.add(plain(2, name + " = torch.randn(" + shape.get() + ")"));
        lines.add(plain(2, "if int(a[1]) == 1:"));
        lines.add(plain(3, name + " = torch.rand(" + shape.get() + ")"));
        if (dtype != DType.FLOAT32) {
          lines.add(plain(2, "%s = torch.to(%s, %d)".formatted(name, name, Wording.number(dtype))));
        }
      } else {
        String integers =
            bounds
                .distinctBelow(input)
                .map(
                    below ->
                        "torch.reshape(torch.remainder(torch.arange(%d), %d), %s)"
                            .formatted(count(shape.get()), below, shape.get()))
                .orElse("torch.randint(0, %d, %s)".formatted(bounds.below(input), shape.get()));
        lines.add(
            plain(2, "%s = torch.to(%s, %d)".formatted(name, integers, Wording.number(dtype))));
      }
      lines.add(plain(2, "self.given.append(" + onDevice(name) + ")"));
    }
    lines.add(plain(2, "return self.given"));
  }

  private static long count(List<Long> shape) {
    return shape.stream().reduce(1L, (left, right) -> left * right);
  }

  /** Empty where a size is not known. */
  private Optional<List<Long>> shape(TensorType type) {
    return type.shape()
        .with(recipe.sizes())
        .dims()
        .filter(dims -> dims.stream().allMatch(dim -> dim.known().isPresent()))
        .map(dims -> dims.stream().map(dim -> dim.known().orElse(1)).toList());
  }

  private void emitLists() {
    lines.add(plain(1, "def parameters(self: __torch__.M) -> List[Tensor]:"));
    lines.add(
        plain(
            2, "return " + list(slots.trainable().stream().map(weight -> inRun(weight.value())))));
    List<TensorType> inputs = graph.inputs().stream().map(input -> input.value().type()).toList();
    Optional<Dim> batch =
        inputs.stream()
            .map(type -> type.shape().dim(0))
            .filter(dim -> !dim.symbols().isEmpty())
            .findFirst();
    emitBatch("batch_of_inputs", batch, inputs);
    emitBatch(
        "batch_of_trace",
        batch,
        graph.nodes().stream().flatMap(node -> node.results().stream().map(Value::type)).toList());
  }

  /**
   * In which dimension each of some tensors holds the samples of a batch. One that holds a number
   * for each pair of them mixes them by intention.
   */
  private void emitBatch(String method, Optional<Dim> batch, List<TensorType> types) {
    lines.add(plain(1, "def " + method + "(self: __torch__.M) -> List[int]:"));
    String places =
        types.stream()
            .map(type -> Integer.toString(batch.map(b -> place(b, type)).orElse(-1)))
            .collect(Collectors.joining(", "));
    lines.add(
        plain(2, "return " + (places.isEmpty() ? "annotate(List[int], [])" : "[" + places + "]")));
  }

  private static int place(Dim batch, TensorType type) {
    List<Dim> dims = type.shape().dims().orElse(List.of());
    return dims.indexOf(batch) == dims.lastIndexOf(batch) ? dims.indexOf(batch) : -1;
  }
}
