package dev.tensorvet.verify;

import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.graph.Argument;
import dev.tensorvet.graph.Graph;
import dev.tensorvet.graph.GraphNode;
import dev.tensorvet.graph.Origin;
import dev.tensorvet.graph.Value;
import dev.tensorvet.graph.Weight;
import dev.tensorvet.tensor.DType;
import dev.tensorvet.tensor.Dim;
import dev.tensorvet.tensor.Shape;
import dev.tensorvet.tensor.TensorType;
import dev.tensorvet.verify.Check.Kind;
import dev.tensorvet.verify.Check.State;
import dev.tensorvet.verify.ModelReport.Failure;
import dev.tensorvet.verify.ModelReport.Gradient;
import dev.tensorvet.verify.ModelReport.Layer;
import dev.tensorvet.verify.Program.Traced;
import dev.tensorvet.verify.Wire.Answer;
import dev.tensorvet.verify.Wire.Numbers;
import dev.tensorvet.verify.Wire.Request;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Runs a model and looks at all that a careful person would look at before training it. */
public final class Checklist {

  private static final RuleId GRADIENT_NONE = new RuleId("verify-gradient-none");
  private static final RuleId GRADIENT_VANISHING = new RuleId("verify-gradient-vanishing");
  private static final RuleId GRADIENT_EXPLODING = new RuleId("verify-gradient-exploding");
  private static final RuleId VALUE_NONFINITE = new RuleId("verify-value-nonfinite");
  private static final RuleId BATCH_MIXING = new RuleId("verify-batch-mixing");
  private static final RuleId SHAPE_DIFFERS = new RuleId("verify-shape-differs");
  private static final RuleId LOSS_DOES_NOT_FALL = new RuleId("verify-loss-does-not-fall");

  /** Names of what runs report and no check of the code does. */
  public static final List<RuleId> RULES =
      List.of(
          GRADIENT_NONE,
          GRADIENT_VANISHING,
          GRADIENT_EXPLODING,
          VALUE_NONFINITE,
          BATCH_MIXING,
          SHAPE_DIFFERS,
          LOSS_DOES_NOT_FALL);

  private static final double VANISHING = 1e-8;
  private static final double EXPLODING = 1e6;

  /** Samples that do not meet differ by less, relative to the values. */
  private static final double ROUNDING = 1e-4;

  private static final long BATCH = 4;
  private static final int OVERFIT_STEPS = 40;

  /** How much the loss must have fallen at the end of them. */
  private static final double FALL = 0.99;

  /** How many numbers stand before the sizes of a tensor that was seen. */
  static final int FACTS = 6;

  private static final int TIMED_RUNS = 5;

  /**
   * What is asked of a run.
   *
   * @param memory what the tensors of a model may take, in bytes
   * @param weights what the weights are, where they are not to be made anew
   */
  public record Options(
      Recipe.Hardware device,
      Recipe.Loss loss,
      Optimizer optimizer,
      boolean isOverfit,
      boolean isProfile,
      long memory,
      Optional<SavedState> weights) {

    /** With weights that are made anew. */
    public Options(
        Recipe.Hardware device,
        Recipe.Loss loss,
        Optimizer optimizer,
        boolean isOverfit,
        boolean isProfile,
        long memory) {
      this(device, loss, optimizer, isOverfit, isProfile, memory, Optional.empty());
    }
  }

  private final Subject subject;
  private final Libtorch torch;
  private final Options options;
  private final List<Check> checks = new ArrayList<>();
  private final List<Layer> layers = new ArrayList<>();
  private final List<Gradient> gradients = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private Optional<Failure> failure = Optional.empty();

  /** A program that has run once, and lies in the child. */
  private record Ran(Program program, List<Numbers> results) {}

  private Checklist(Subject subject, Libtorch torch, Options options) {
    this.subject = subject;
    this.torch = torch;
    this.options = options;
  }

  /** Runs a model. */
  public static ModelReport of(Subject subject, Libtorch torch, Options options) {
    return new Checklist(subject, torch, options).report();
  }

  private ModelReport report() {
    Optional<Ran> trained = firstRun();
    trained.ifPresent(this::look);
    Map<String, Long> sizes = new LinkedHashMap<>();
    trained.ifPresent(
        ran ->
            ran.program()
                .recipe()
                .sizes()
                .forEach((symbol, dim) -> dim.known().ifPresent(n -> sizes.put(symbol, n))));
    return new ModelReport(
        subject.name(), subject.place(), failure, sizes, checks, layers, gradients, findings);
  }

  // --- runs

  /** The first choice of sizes that it runs with; else the failure of the very first. */
  private Optional<Ran> firstRun() {
    Optional<Failure> first = Optional.empty();
    for (Map<String, Dim> sizes : InputSizes.candidates(subject.training(), BATCH)) {
      failure = Optional.empty();
      Optional<Ran> ran = run(subject.training(), sizes, 0);
      if (ran.isPresent()) {
        check(Kind.RUN, State.PASSED, sizes.isEmpty() ? "as it is" : "with " + text(sizes));
        return ran;
      }
      first = first.or(() -> failure);
      if (failure.isPresent() && failure.get().kind() != Failure.Kind.REFUSED) {
        break;
      }
    }
    failure = first;
    if (failure.isPresent()
        && failure.get().kind() == Failure.Kind.REFUSED
        && InputSizes.isGuessed(subject.training())) {
      // Others may fit: it proves nothing.
      failure =
          failure.map(
              f ->
                  new Failure(
                      Failure.Kind.NOT_EMITTED,
                      "no numbers for its constructor were found with which it runs: " + f.why(),
                      f.place()));
    }
    failure.ifPresent(
        f ->
            check(
                Kind.RUN,
                f.kind() == Failure.Kind.REFUSED || f.kind() == Failure.Kind.DIED
                    ? State.FAILED
                    : State.SKIPPED,
                f.why()));
    return Optional.empty();
  }

  private static String text(Map<String, Dim> sizes) {
    List<String> words = new ArrayList<>();
    sizes.forEach((symbol, size) -> words.add("`" + symbol + " = " + size + "`"));
    return String.join(", ", words);
  }

  /** Loads a graph, makes its weights and inputs, and runs it; otherwise notes the failure. */
  private Optional<Ran> run(Graph graph, Map<String, Dim> sizes, int inputs) {
    Emission emission = Emitter.emit(graph, new Recipe(sizes, options.loss(), options.device()));
    return switch (emission) {
      case Emission.NotEmitted not -> {
        fail(Failure.Kind.NOT_EMITTED, not.why(), not.origin());
        yield Optional.empty();
      }
      case Emission.Emitted emitted -> run(emitted.program(), inputs);
    };
  }

  private Optional<Ran> run(Program program, int inputs) {
    long needed = Memory.of(program);
    if (needed > options.memory()) {
      fail(
          Failure.Kind.NOT_EMITTED,
          "it needs about " + Memory.text(needed) + ", which is more than a run may take",
          Optional.empty());
      return Optional.empty();
    }
    Answer loaded = torch.ask(new Request.Load(program.archive()));
    if (loaded instanceof Answer.Failed refused) {
      fail(Failure.Kind.NOT_LOADED, Complaint.reason(refused.message()), Optional.empty());
      return Optional.empty();
    }
    boolean isReady =
        given(loaded).isPresent()
            && given(call("init", 0, inputs, 1)).isPresent()
            && isPut(program)
            && given(call("inputs", 0, inputs, 1)).isPresent();
    if (!isReady) {
      return Optional.empty();
    }
    Answer answer = call("run", 0, inputs, 1);
    if (answer instanceof Answer.Failed refused) {
      Optional<Origin> origin = failing(program);
      fail(Failure.Kind.REFUSED, Complaint.reason(refused.message()), origin);
      return Optional.empty();
    }
    return given(answer).map(results -> new Ran(program, results));
  }

  /** Puts the weights that are given in the place of those that were made. */
  private boolean isPut(Program program) {
    Map<String, Wire.Tensor> given = options.weights().map(SavedState::tensors).orElse(Map.of());
    for (Map.Entry<String, Integer> slot : program.slots().entrySet()) {
      Wire.Tensor tensor = given.get(slot.getKey());
      if (tensor != null
          && given(
                  torch.ask(
                      new Request.Give("put", List.of(Wire.Tensor.of(slot.getValue()), tensor))))
              .isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /** After a failure: the first node whose results are not there. */
  private Optional<Origin> failing(Program program) {
    Answer seen = call("seen", 0, 0, 1);
    int done = seen instanceof Answer.Given given ? given.tensors().size() : 0;
    return done < program.traced().size()
        ? Optional.of(program.traced().get(done).node().origin())
        : Optional.empty();
  }

  private Answer call(String method, int seed, int inputs, int step) {
    Optimizer optimizer = options.optimizer();
    return torch.ask(
        new Request.Call(
            method,
            List.of(
                (double) seed,
                (double) inputs,
                options.loss().number(),
                optimizer.method().number(),
                optimizer.rate(),
                optimizer.momentum(),
                optimizer.decay(),
                (double) step)));
  }

  /** What an answer holds; otherwise the failure is noted. */
  private Optional<List<Numbers>> given(Answer answer) {
    return switch (answer) {
      case Answer.Given given -> Optional.of(given.tensors());
      case Answer.Failed refused -> {
        fail(Failure.Kind.REFUSED, Complaint.reason(refused.message()), Optional.empty());
        yield Optional.empty();
      }
      case Answer.Died died -> {
        fail(Failure.Kind.DIED, died.why(), Optional.empty());
        yield Optional.empty();
      }
    };
  }

  private void fail(Failure.Kind kind, String why, Optional<Origin> origin) {
    failure = Optional.of(new Failure(kind, why, origin.flatMap(Checklist::place)));
  }

  private void check(Kind kind, State state, String detail) {
    checks.add(new Check(kind, state, detail, Optional.empty()));
  }

  private static Optional<Place> place(Origin origin) {
    return origin.place().map(frame -> new Place(frame.file(), frame.span()));
  }

  private void find(RuleId rule, Optional<Place> place, String message, Certainty certainty) {
    findings.add(Finding.of(rule, place.orElse(subject.place()), message).withCertainty(certainty));
  }

  // --- the list

  private void look(Ran ran) {
    lookAtTensors(ran);
    if (failure.isEmpty()) {
      lookAtGradients(ran);
    }
    Map<String, Dim> sizes = ran.program().recipe().sizes();
    if (failure.isEmpty() && options.isOverfit()) {
      overfit(sizes);
    }
    if (failure.isEmpty() && options.isProfile()) {
      profile(sizes);
    }
    if (failure.isEmpty()) {
      lookAtEvaluation(ran, sizes);
    }
    if (failure.isEmpty()) {
      lookAtBatchSizes(sizes);
    }
  }

  private void lookAtTensors(Ran ran) {
    Optional<List<Numbers>> seen = given(call("seen", 0, 0, 1));
    if (seen.isEmpty()) {
      return;
    }
    List<Traced> traced = ran.program().traced();
    Map<String, Dim> sizes = ran.program().recipe().sizes();
    for (int i = 0; i < traced.size(); i++) {
      layers.add(layer(traced.get(i), seen.get().get(i), sizes));
    }
    List<Layer> differing = layers.stream().filter(layer -> !layer.isAsPredicted()).toList();
    differing.stream()
        .findFirst()
        .ifPresent(
            layer ->
                find(
                    SHAPE_DIFFERS,
                    layer.place(),
                    "`%s` gives `%s`, where `%s` was foreseen"
                        .formatted(layer.op(), layer.actual(), layer.predicted()),
                    Certainty.PROVEN));
    check(
        Kind.SHAPES,
        differing.isEmpty() ? State.PASSED : State.FAILED,
        differing.isEmpty()
            ? layers.size() + " tensors are as foreseen"
            : differing.size() + " of " + layers.size() + " tensors are not as foreseen");
    lookAtValues(ran);
  }

  static Layer layer(Traced traced, Numbers seen, Map<String, Dim> sizes) {
    TensorType predicted = traced.value().type().with(sizes);
    List<Dim> dims = new ArrayList<>();
    for (int i = FACTS; i < seen.values().remaining(); i++) {
      dims.add(Dim.of((long) seen.at(i)));
    }
    DType dtype = type((int) seen.at(0));
    TensorType actual = TensorType.of(Shape.of(dims), dtype);
    return new Layer(
        place(traced.node().origin()),
        traced.node().origin().module(),
        traced.node().op(),
        predicted.toString(),
        actual.toString(),
        fits(predicted, actual),
        seen.at(4),
        seen.at(5),
        (long) seen.at(2),
        (long) seen.at(3));
  }

  private static boolean fits(TensorType predicted, TensorType actual) {
    if (predicted.dtype() != DType.UNKNOWN && predicted.dtype() != actual.dtype()) {
      return false;
    }
    if (predicted.shape().dims().isEmpty()) {
      return true;
    }
    List<Dim> expected = predicted.shape().dims().get();
    List<Dim> found = actual.shape().dims().orElse(List.of());
    if (expected.size() != found.size()) {
      return false;
    }
    for (int i = 0; i < found.size(); i++) {
      if (expected.get(i).known().isPresent() && !expected.get(i).equals(found.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static DType type(int code) {
    for (DType type : DType.values()) {
      if (type != DType.UNKNOWN && Wording.number(type) == code) {
        return type;
      }
    }
    return DType.UNKNOWN;
  }

  // --- values

  /** The first tensor that is not finite although what it is made of is, for two kinds of input. */
  private void lookAtValues(Ran ran) {
    Optional<Integer> first = nonFinite(ran.program(), layers);
    if (first.isEmpty()) {
      double most =
          layers.stream()
              .mapToDouble(layer -> Math.max(Math.abs(layer.least()), Math.abs(layer.most())))
              .filter(Double::isFinite)
              .max()
              .orElse(0);
      check(Kind.VALUES, State.PASSED, "all are finite, the largest is " + number(most));
      return;
    }
    Layer layer = layers.get(first.get());
    String what = layer.nans() > 0 ? "NaN" : "infinite values";
    boolean isAlways = isNonFiniteAgain(first.get());
    if (isAlways) {
      find(
          VALUE_NONFINITE,
          layer.place(),
          "`%s` gives %s, though what it is given is finite".formatted(layer.op(), what),
          Certainty.PROVEN);
    }
    check(
        Kind.VALUES,
        isAlways ? State.FAILED : State.TOLD,
        "`%s` gives %s%s"
            .formatted(layer.op(), what, isAlways ? "" : " for inputs around zero alone"));
  }

  private boolean isNonFiniteAgain(int index) {
    if (given(call("inputs", 1, 1, 1)).isEmpty() || given(call("run", 1, 1, 1)).isEmpty()) {
      failure = Optional.empty();
      return false;
    }
    Optional<List<Numbers>> again = given(call("seen", 1, 1, 1));
    // What follows goes on with the first inputs.
    boolean isBack = given(call("inputs", 0, 0, 1)).isPresent();
    isBack &= given(call("run", 0, 0, 1)).isPresent();
    return isBack
        && again.isPresent()
        && again.get().get(index).at(2) + again.get().get(index).at(3) > 0;
  }

  private static Optional<Integer> nonFinite(Program program, List<Layer> layers) {
    Set<Integer> withNan = new HashSet<>();
    Set<Integer> withInfinity = new HashSet<>();
    for (int i = 0; i < layers.size(); i++) {
      Layer layer = layers.get(i);
      Traced traced = program.traced().get(i);
      List<Value> inputs = traced.node().inputs();
      boolean isNan =
          layer.nans() > 0 && inputs.stream().noneMatch(input -> withNan.contains(input.id()));
      boolean isInfinite =
          layer.infinities() > 0
              && inputs.stream().noneMatch(input -> withInfinity.contains(input.id()))
              && !asksForInfinity(traced.node());
      if (isNan || isInfinite) {
        return Optional.of(i);
      }
      if (layer.nans() > 0) {
        withNan.add(traced.value().id());
      }
      if (layer.infinities() > 0) {
        withInfinity.add(traced.value().id());
      }
    }
    return Optional.empty();
  }

  /** {@code masked_fill(mask, -inf)} means it. */
  private static boolean asksForInfinity(GraphNode node) {
    return node.arguments().values().stream()
        .anyMatch(a -> a instanceof Argument.Real real && Double.isInfinite(real.value()));
  }

  // --- gradients

  private void lookAtGradients(Ran ran) {
    List<Weight> parameters = ran.program().trainable();
    if (parameters.isEmpty()) {
      check(Kind.GRADIENTS, State.SKIPPED, "it has no parameters");
      return;
    }
    Answer answer = call("grads", 0, 0, 1);
    if (answer instanceof Answer.Failed refused) {
      backwardFails(ran.program(), refused.message());
      return;
    }
    Optional<List<Numbers>> found = given(answer);
    if (found.isEmpty()) {
      return;
    }
    double loss = found.get().getFirst().at(4);
    check(
        Kind.LOSS,
        Double.isFinite(loss) ? State.PASSED : State.FAILED,
        lossText() + " is " + number(loss));
    List<Numbers> later = later(parameters.size(), found.get());
    Map<RuleId, List<Weight>> bad = new LinkedHashMap<>();
    for (int i = 0; i < parameters.size(); i++) {
      Weight weight = parameters.get(i);
      Gradient gradient = gradient(weight, found.get().get(i + 1));
      gradients.add(gradient);
      fault(weight, gradient, gradient(weight, later.get(i + 1)))
          .ifPresent(rule -> bad.computeIfAbsent(rule, r -> new ArrayList<>()).add(weight));
    }
    bad.forEach(this::report);
    long count = bad.values().stream().mapToLong(List::size).sum();
    check(
        Kind.GRADIENTS,
        count == 0 ? State.PASSED : State.FAILED,
        count == 0
            ? "those of all " + gradients.size() + " parameters are fine"
            : "those of " + count + " of " + gradients.size() + " parameters are not fine");
  }

  private String lossText() {
    return switch (options.loss()) {
      case DISTANCE -> "the distance of the outputs to noise";
      case CROSS_ENTROPY -> "the cross-entropy with random classes";
    };
  }

  private static Gradient gradient(Weight weight, Numbers seen) {
    double norm = seen.at(1);
    Gradient.State state =
        seen.at(0) == 1
            ? Gradient.State.NONE
            : seen.at(2) > 0 || !Double.isFinite(norm)
                ? Gradient.State.NOT_FINITE
                : norm == 0
                    ? Gradient.State.ZERO
                    : norm < VANISHING
                        ? Gradient.State.VANISHING
                        : norm > EXPLODING ? Gradient.State.EXPLODING : Gradient.State.FINE;
    return new Gradient(weight.name(), state, norm);
  }

  /**
   * The gradients after a few steps of training: what a weight of zeros behind holds back at first
   * has come through then.
   */
  private List<Numbers> later(int parameters, List<Numbers> now) {
    boolean isNeeded = false;
    for (int i = 1; i <= parameters; i++) {
      isNeeded |= now.get(i).at(0) == 0 && now.get(i).at(1) < VANISHING;
    }
    if (!isNeeded) {
      return now;
    }
    for (int step = 1; step <= 3; step++) {
      if (!(call("step", 0, 0, step) instanceof Answer.Given)) {
        return now;
      }
    }
    return call("run", 0, 0, 1) instanceof Answer.Given
            && call("grads", 0, 0, 1) instanceof Answer.Given given
        ? given.tensors()
        : now;
  }

  /** What is wrong with a gradient: the rule that reports it. */
  private static Optional<RuleId> fault(Weight weight, Gradient gradient, Gradient later) {
    return switch (gradient.state()) {
      case FINE -> Optional.empty();
      case NONE -> Optional.of(GRADIENT_NONE);
      case ZERO, VANISHING -> {
        boolean staysSmall =
            later.state() == Gradient.State.ZERO || later.state() == Gradient.State.VANISHING;
        // A bias before a normalization has none by intention; so has one that a softmax takes out.
        boolean isWeight = weight.value().type().shape().rank().orElse(0) >= 2;
        yield isWeight && staysSmall ? Optional.of(GRADIENT_VANISHING) : Optional.empty();
      }
      case EXPLODING -> Optional.of(GRADIENT_EXPLODING);
      case NOT_FINITE -> Optional.of(VALUE_NONFINITE);
    };
  }

  /**
   * Parameters that one rule reports: by the line that makes them, or as one that has one cause.
   */
  private void report(RuleId rule, List<Weight> weights) {
    if (rule.equals(GRADIENT_NONE)) {
      Map<Optional<Place>, List<String>> byPlace = new LinkedHashMap<>();
      weights.forEach(w -> byPlace.computeIfAbsent(place(w), p -> new ArrayList<>()).add(w.name()));
      byPlace.forEach(
          (place, names) ->
              find(
                  rule,
                  place,
                  "no output depends on %s: there will be no gradient".formatted(some(names)),
                  Certainty.PROVEN));
      return;
    }
    double norm =
        gradients.stream()
            .filter(g -> g.parameter().equals(weights.getFirst().name()))
            .mapToDouble(Gradient::norm)
            .findFirst()
            .orElse(0);
    String names = some(weights.stream().map(Weight::name).toList());
    find(
        rule,
        place(weights.getFirst()),
        rule.equals(VALUE_NONFINITE)
            ? "the gradient of " + names + " is not finite"
            : "the gradient of %s is %s".formatted(names, norm == 0 ? "zero" : number(norm)),
        Certainty.LIKELY);
  }

  private static String some(List<String> names) {
    String first = "`" + names.getFirst() + "`";
    return switch (names.size()) {
      case 1 -> first;
      case 2 -> first + " and `" + names.getLast() + "`";
      default -> first + " and " + (names.size() - 1) + " others";
    };
  }

  /** Where the code makes a weight. */
  private Optional<Place> place(Weight weight) {
    return subject.training().setUp().stream()
        .filter(node -> node.results().stream().anyMatch(v -> v.id() == weight.value().id()))
        .findFirst()
        .flatMap(node -> place(node.origin()));
  }

  private void backwardFails(Program program, String message) {
    String why = Complaint.reason(message);
    String changed = Complaint.changed(message);
    Optional<Origin> origin =
        changed.isEmpty()
            ? program.traced().isEmpty()
                ? Optional.empty()
                : Optional.of(program.traced().getLast().node().origin())
            : changing(program, changed);
    fail(Failure.Kind.REFUSED, why, origin);
    if (message.contains("does not require grad")) {
      find(
          GRADIENT_NONE,
          origin.flatMap(Checklist::place),
          "no parameter gets a gradient: the outputs do not depend on any",
          Certainty.PROVEN);
    }
    check(Kind.GRADIENTS, State.FAILED, why);
  }

  /** The node that changes in place what an operation of a name has computed. */
  private static Optional<Origin> changing(Program program, String producer) {
    Optional<Origin> any = Optional.empty();
    Map<Integer, String> producers = new LinkedHashMap<>();
    for (GraphNode node : program.graph().nodes()) {
      if (Spellings.isInPlace(node) && !node.inputs().isEmpty()) {
        String made = producers.getOrDefault(node.inputs().getFirst().id(), "");
        if (plain(made).equals(plain(producer))) {
          return Optional.of(node.origin());
        }
        any = any.or(() -> Optional.of(node.origin()));
      }
      node.results().forEach(result -> producers.put(result.id(), node.op()));
    }
    return any;
  }

  private static String plain(String op) {
    return op.replace("_", "").toLowerCase(Locale.ROOT);
  }

  // --- training

  private void overfit(Map<String, Dim> sizes) {
    Optional<Ran> ran = run(subject.training(), sizes, 0);
    if (ran.isEmpty() || ran.get().program().trainable().isEmpty()) {
      return;
    }
    List<Double> losses = new ArrayList<>();
    for (int step = 1; step <= OVERFIT_STEPS; step++) {
      Optional<List<Numbers>> answer = given(call("step", 0, 0, step));
      if (answer.isEmpty()) {
        return;
      }
      losses.add(answer.get().getFirst().at(4));
    }
    double first = losses.getFirst();
    double last =
        losses.subList(OVERFIT_STEPS - 5, OVERFIT_STEPS).stream()
            .mapToDouble(l -> l)
            .min()
            .orElse(first);
    boolean falls = last < first * FALL;
    Optimizer optimizer = options.optimizer();
    String how =
        "from %s to %s in %d steps of %s with a rate of %s"
            .formatted(
                number(first),
                number(last),
                OVERFIT_STEPS,
                optimizer.method(),
                number(optimizer.rate()));
    // One that is not finite is told where it comes from.
    if (!falls && Double.isFinite(first)) {
      find(
          LOSS_DOES_NOT_FALL,
          Optional.empty(),
          "trained on one batch, the loss goes " + how,
          Certainty.LIKELY);
    }
    check(Kind.OVERFIT, falls ? State.PASSED : State.FAILED, "the loss goes " + how);
  }

  private void profile(Map<String, Dim> sizes) {
    Optional<Ran> ran = run(subject.training(), sizes, 0);
    if (ran.isEmpty()) {
      return;
    }
    List<String> words = new ArrayList<>();
    long peak = 0;
    for (String method : List.of("run", "gradients", "step")) {
      List<Double> times = new ArrayList<>();
      for (int i = 0; i < TIMED_RUNS; i++) {
        if (!method.equals("run") && !(call("run", 0, 0, 1) instanceof Answer.Given)) {
          return;
        }
        if (call(method, 0, 0, 1) instanceof Answer.Given given) {
          times.add(given.seconds());
          peak = Math.max(peak, given.peak());
        }
      }
      if (!times.isEmpty()) {
        double median = times.stream().sorted().toList().get(times.size() / 2);
        words.add(
            "%s %s ms"
                .formatted(
                    switch (method) {
                      case "run" -> "forward";
                      case "gradients" -> "backward";
                      default -> "step";
                    },
                    number(median * 1000)));
      }
    }
    check(
        Kind.PROFILE,
        State.TOLD,
        "%s; foreseen %s, the process has had %s"
            .formatted(
                String.join(", ", words),
                Memory.text(Memory.of(ran.get().program())),
                Memory.text(peak)));
  }

  // --- evaluation

  private void lookAtEvaluation(Ran trained, Map<String, Dim> sizes) {
    Optional<Ran> ran = run(subject.evaluation(), sizes, 0);
    if (ran.isEmpty()) {
      return;
    }
    double difference = difference(trained.results(), ran.get().results());
    check(
        Kind.MODES,
        State.TOLD,
        difference == 0
            ? "the outputs are the same"
            : "the outputs differ by up to " + number(difference));
    lookAtMixing(ran.get().program());
  }

  private static double difference(List<Numbers> left, List<Numbers> right) {
    double most = 0;
    for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
      int count = Math.min(left.get(i).values().remaining(), right.get(i).values().remaining());
      for (int k = 0; k < count; k++) {
        most = Math.max(most, Math.abs(left.get(i).at(k) - right.get(i).at(k)));
      }
    }
    return most;
  }

  private void lookAtMixing(Program program) {
    if (InputSizes.batch(program.graph()).isEmpty()) {
      check(Kind.BATCH, State.SKIPPED, "no dimension is known to be that of the samples");
      return;
    }
    Optional<List<Numbers>> found = given(call("mix", 0, 0, 1));
    if (found.isEmpty()) {
      return;
    }
    Set<Integer> outputs = new HashSet<>();
    Emitter.values(program.graph().output()).forEach(value -> outputs.add(value.id()));
    Optional<Integer> first = Optional.empty();
    boolean isInOutput = false;
    for (int i = 0; i < program.traced().size(); i++) {
      Numbers facts = found.get().get(i);
      if (facts.at(1) > ROUNDING * Math.max(1, facts.at(2))) {
        first = first.isPresent() ? first : Optional.of(i);
        isInOutput |= outputs.contains(program.traced().get(i).value().id());
      }
    }
    if (first.isPresent() && isInOutput) {
      GraphNode node = program.traced().get(first.get()).node();
      find(
          BATCH_MIXING,
          place(node.origin()),
          "after `%s`, the outputs of one sample depend on the other samples of the batch"
              .formatted(node.op()),
          Certainty.PROVEN);
      check(Kind.BATCH, State.FAILED, "samples meet in `" + node.op() + "`");
    } else {
      check(Kind.BATCH, State.PASSED, "another first sample changes no other output");
    }
  }

  private void lookAtBatchSizes(Map<String, Dim> sizes) {
    Optional<String> batch = InputSizes.batch(subject.evaluation());
    if (batch.isEmpty()) {
      check(Kind.BATCH_SIZES, State.SKIPPED, "the size of a batch is fixed");
      return;
    }
    for (long size : List.of(3L, 1L)) {
      Map<String, Dim> other = new LinkedHashMap<>(sizes);
      other.put(batch.get(), Dim.of(size));
      if (run(subject.evaluation(), other, 0).isEmpty()) {
        checks.add(
            new Check(
                Kind.BATCH_SIZES,
                State.FAILED,
                "a batch of %d fails: %s".formatted(size, failure.map(Failure::why).orElse("")),
                failure.flatMap(Failure::place)));
        // It runs with others.
        failure = failure.filter(f -> f.kind() == Failure.Kind.DIED);
        return;
      }
    }
    check(Kind.BATCH_SIZES, State.PASSED, "batches of 3 and 1 run");
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3g", value);
  }
}
