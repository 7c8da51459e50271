package dev.tensorvet.verify;

import dev.tensorvet.graph.Graph;
import dev.tensorvet.graph.Weight;
import dev.tensorvet.ops.OpCase;
import dev.tensorvet.ops.OpResult;
import dev.tensorvet.tensor.DType;
import dev.tensorvet.tensor.Dim;
import dev.tensorvet.tensor.TensorType;
import dev.tensorvet.verify.Oracle.Verdict;
import dev.tensorvet.verify.Wire.Answer;
import dev.tensorvet.verify.Wire.Greeting;
import dev.tensorvet.verify.Wire.Numbers;
import dev.tensorvet.verify.Wire.Request;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Runs the usual models and the tables of operations on the processor and on a GPU, and compares
 * them. Run it from the root of the project, on a machine with a GPU: {@code
 * benchmark/compare-devices.sh}. The arguments are a file for the report, and the folder of the
 * libraries that bring libtorch.
 */
final class DeviceComparison {

  /** How far the two may be apart, relative to the largest number of a tensor. */
  private static final double TOLERANCE = 1e-3;

  /**
   * The same for gradients of many large images: in millions of numbers, some are so near to zero
   * that rounding decides whether a ReLU lets them through. On one processor, those of float32 are
   * 3e-3 from those of float64.
   */
  private static final double LARGE_TOLERANCE = 2e-2;

  /** From one to the next larger number of a type. */
  private static final double BFLOAT16_STEP = 0x1p-7;

  private static final double FLOAT16_STEP = 0x1p-10;

  /** The share of the whole gradient under which one counts as none. */
  private static final double NOTHING = 1e-4;

  /** What draws numbers draws others on another device. */
  private static final List<String> RANDOM =
      List.of(
          "rand",
          "dropout",
          "empty",
          "bernoulli",
          "normal",
          "multinomial",
          "gumbel",
          "rrelu",
          "poisson",
          "exponential",
          "uniform");

  private static final Optimizer DESCENT = Optimizer.descent(1e-3, 0.9);
  private static final int TIMED = 20;

  /** After so many seconds, a time is known well enough. */
  private static final double LONGEST = 2;

  private final PrintStream out;
  private final Libtorch torch;
  private int failures;

  private DeviceComparison(PrintStream out, Libtorch torch) {
    this.out = out;
    this.torch = torch;
  }

  public static void main(String[] args) throws IOException {
    List<Path> classPath = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(":", -1)) {
      classPath.add(Path.of(entry).toAbsolutePath());
    }
    try (Stream<Path> jars = Files.list(Path.of(args[1]))) {
      jars.map(Path::toAbsolutePath).forEach(classPath::add);
    }
    Libtorch.Setting setting =
        new Libtorch.Setting(
            Path.of(System.getProperty("java.home"), "bin", "java"),
            classPath,
            Map.of("OMP_NUM_THREADS", "1"),
            Arrays.asList(args).subList(2, args.length),
            Optional.empty(),
            Duration.ofSeconds(60));
    try (PrintStream out =
            new PrintStream(Files.newOutputStream(Path.of(args[0])), true, StandardCharsets.UTF_8);
        Libtorch torch = new Libtorch(setting)) {
      int failures = new DeviceComparison(out, torch).compare();
      Runtime.getRuntime().halt(failures == 0 ? 0 : 1);
    }
  }

  private int compare() {
    Optional<Greeting> greeting = torch.greeting();
    if (greeting.isEmpty()) {
      out.println("no libtorch: " + torch.failure().orElse(""));
      return 1;
    }
    boolean hasGpu = greeting.get().gpu().isPresent();
    out.println(
        "libtorch " + greeting.get().libtorch() + ", " + greeting.get().gpu().orElse("no GPU"));
    Recipe.Hardware other = hasGpu ? Recipe.Hardware.GPU : Recipe.Hardware.CPU;
    models().forEach((model, input) -> compareModel(model, input, other, 4, TOLERANCE));
    if (hasGpu) {
      compareModel("ResNet18", Runs.floats(3, 224, 224), other, 16, LARGE_TOLERANCE);
    }
    compareOps(other);
    checklists(other);
    afterAFault(other);
    out.println(failures == 0 ? "PASSED" : "FAILED: " + failures);
    return failures + (hasGpu ? 0 : 1);
  }

  private static Map<String, TensorType> models() {
    Map<String, TensorType> models = new LinkedHashMap<>();
    models.put("SimpleCNN", Runs.floats(3, 32, 32));
    models.put("LSTMClassifier", Runs.integers(12));
    models.put("TransformerBlock", Runs.floats(10, 32));
    models.put("UNet", Runs.floats(1, 64, 64));
    models.put("Generator", Runs.floats(16));
    models.put("Discriminator", Runs.floats(1, 16, 16));
    models.put("ResNet18", Runs.floats(3, 64, 64));
    models.put("GPT", Runs.integers(12));
    return models;
  }

  // --- models

  /** What one device gives. */
  private record Outcome(
      List<String> parameters,
      List<Numbers> outputs,
      List<Numbers> gradients,
      List<Numbers> losses,
      double forward,
      double backward,
      double step,
      String problem) {}

  private void compareModel(
      String model, TensorType input, Recipe.Hardware other, int batch, double ofGradients) {
    Subject subject = Runs.of("models.py", input).subject(model);
    // What is dropped at random is another on another device.
    Graph graph = model.equals("SimpleCNN") ? subject.evaluation() : subject.training();
    Outcome left = run(graph, Recipe.Hardware.CPU, batch);
    Outcome right = run(graph, other, batch);
    if (!left.problem().isEmpty() || !right.problem().isEmpty()) {
      failures++;
      out.println("%-18s cpu: %s; other: %s".formatted(model, left.problem(), right.problem()));
      return;
    }
    double outputs = apart(left.outputs(), right.outputs());
    List<Double> each = gradients(left.gradients(), right.gradients());
    double gradients = each.stream().mapToDouble(d -> d).max().orElse(0);
    double losses = apart(left.losses(), right.losses());
    boolean isFine = outputs <= TOLERANCE && gradients <= ofGradients && losses <= TOLERANCE;
    failures += isFine ? 0 : 1;
    out.println(
        String.format(
            Locale.ROOT,
            "%-18s %s outputs %.1e gradients %.1e losses %.1e | ms cpu %.2f/%.2f/%.2f other"
                + " %.2f/%.2f/%.2f (forward/backward/step)",
            model,
            isFine ? "ok  " : "FAIL",
            outputs,
            gradients,
            losses,
            left.forward() * 1e3,
            left.backward() * 1e3,
            left.step() * 1e3,
            right.forward() * 1e3,
            right.backward() * 1e3,
            right.step() * 1e3));
    for (int i = 0; i < each.size(); i++) {
      if (each.get(i) > TOLERANCE) {
        out.println("  %s: %.1e".formatted(left.parameters().get(i), each.get(i)));
      }
    }
  }

  /** How far the gradients of each parameter are apart. */
  private static List<Double> gradients(List<Numbers> left, List<Numbers> right) {
    double whole = Math.sqrt(left.stream().mapToDouble(DeviceComparison::square).sum());
    List<Double> apart = new ArrayList<>();
    for (int i = 0; i < left.size(); i++) {
      double own = Math.sqrt(square(left.get(i)));
      // What is so small beside the others may be zero in exact arithmetic: a bias that the next
      // normalization takes out.
      double scale = own < whole * NOTHING ? whole : own;
      apart.add(scale == 0 ? 0 : distance(left.get(i), right.get(i)) / scale);
    }
    return apart;
  }

  private static double square(Numbers tensor) {
    double sum = 0;
    for (int k = 0; k < tensor.values().remaining(); k++) {
      sum += tensor.at(k) * tensor.at(k);
    }
    return sum;
  }

  private static double distance(Numbers left, Numbers right) {
    double sum = 0;
    for (int k = 0; k < left.values().remaining(); k++) {
      double difference = left.at(k) - right.at(k);
      sum += difference * difference;
    }
    return Math.sqrt(sum);
  }

  private Outcome run(Graph graph, Recipe.Hardware device, int batch) {
    Recipe recipe = new Recipe(Map.of("B", Dim.of(batch)), device);
    if (!(Emitter.emit(graph, recipe) instanceof Emission.Emitted emitted)) {
      return failed("not emitted");
    }
    Answer answer = torch.ask(new Request.Load(emitted.program().archive()));
    Map<String, List<Numbers>> given = new LinkedHashMap<>();
    for (String method : List.of("init", "inputs", "run", "results", "gradients")) {
      if (answer instanceof Answer.Given) {
        answer = call(method, 1);
        if (answer instanceof Answer.Given found) {
          given.put(method, found.tensors());
        }
      }
    }
    List<Numbers> losses = new ArrayList<>();
    for (int step = 1; step <= 3 && answer instanceof Answer.Given; step++) {
      answer = call("step", step);
      if (answer instanceof Answer.Given found) {
        losses.addAll(found.tensors());
      }
    }
    return switch (answer) {
      case Answer.Failed refused -> failed(refused.message());
      case Answer.Died died -> failed(died.why());
      case Answer.Given fine ->
          new Outcome(
              emitted.program().trainable().stream().map(Weight::name).toList(),
              given.getOrDefault("results", List.of()),
              given.getOrDefault("gradients", List.of()),
              losses,
              time("run"),
              time("grads"),
              time("step"),
              "");
    };
  }

  private static Outcome failed(String why) {
    return new Outcome(List.of(), List.of(), List.of(), List.of(), 0, 0, 0, Complaint.reason(why));
  }

  /** The median; what is asked for at the end of each call waits for the device. */
  private double time(String method) {
    List<Double> times = new ArrayList<>();
    double sum = 0;
    for (int i = 0; i < TIMED && sum < LONGEST; i++) {
      if (method.equals("grads")) {
        call("run", 1);
      }
      if (call(method, 4) instanceof Answer.Given given) {
        times.add(given.seconds());
        sum += given.seconds();
      }
    }
    return times.isEmpty() ? 0 : times.stream().sorted().toList().get(times.size() / 2);
  }

  private Answer call(String method, int step) {
    return torch.ask(Request.Call.of(method, 0, 0, Loss.DISTANCE, DESCENT, step));
  }

  /** The largest difference, relative to the largest number of the tensor, but at least to one. */
  private static double apart(List<Numbers> left, List<Numbers> right) {
    if (left.size() != right.size()) {
      return Double.POSITIVE_INFINITY;
    }
    double most = 0;
    for (int i = 0; i < left.size(); i++) {
      Numbers a = left.get(i);
      Numbers b = right.get(i);
      if (!a.shape().equals(b.shape())) {
        return Double.POSITIVE_INFINITY;
      }
      double scale = 1e-3;
      double difference = 0;
      for (int k = 0; k < a.values().remaining(); k++) {
        if (Double.isFinite(a.at(k)) || Double.isFinite(b.at(k))) {
          scale = Math.max(scale, Math.abs(a.at(k)));
          difference = Math.max(difference, Math.abs(a.at(k) - b.at(k)));
        }
      }
      most = Math.max(most, difference / scale);
    }
    return most;
  }

  // --- operations

  private void compareOps(Recipe.Hardware other) {
    Oracle cpu = new Oracle(torch, Recipe.Hardware.CPU);
    Oracle gpu = new Oracle(torch, other);
    int same = 0;
    int compared = 0;
    for (OpCase op : OpCase.all()) {
      if (!(cpu.judge(op) instanceof Verdict.Same left)) {
        continue;
      }
      compared++;
      switch (gpu.judge(op)) {
        case Verdict.Same right -> {
          boolean isRandom = RANDOM.stream().anyMatch(op.op()::contains);
          double apart = isRandom ? 0 : apart(left.tensors(), right.tensors());
          if (apart <= tolerance(op)) {
            same++;
          } else {
            out.println("%s: the values are apart by %.1e".formatted(op.call(), apart));
          }
        }
        case Verdict.Different different -> out.println(op.call() + ": " + different.how());
        case Verdict.NotRun not -> out.println(op.call() + ": " + not.why());
      }
    }
    out.println("operations: %d of %d are the same on both".formatted(same, compared));
  }

  /** As fine as the coarsest type that takes part. */
  private static double tolerance(OpCase op) {
    List<DType> types = new ArrayList<>();
    Oracle.inputs(op.arguments()).forEach(value -> types.add(value.type().dtype()));
    if (op.result() instanceof OpResult.Inferred inferred) {
      inferred.types().forEach(type -> types.add(type.dtype()));
    }
    return types.contains(DType.BFLOAT16)
        ? 2 * BFLOAT16_STEP
        : types.contains(DType.FLOAT16) ? 2 * FLOAT16_STEP : TOLERANCE;
  }

  // --- the checklist

  private void checklists(Recipe.Hardware other) {
    Checklist.Options options =
        new Checklist.Options(other, Optimizer.usual(), true, true, Long.MAX_VALUE);
    models()
        .forEach(
            (model, input) -> {
              ModelReport report =
                  Checklist.of(Runs.of("models.py", input).subject(model), torch, options);
              out.println("checklist " + model + ":");
              report
                  .checks()
                  .forEach(
                      check ->
                          out.println(
                              "  %-8s %s: %s"
                                  .formatted(
                                      check.state().text(), check.kind().text(), check.detail())));
              report.findings().forEach(finding -> out.println("  FOUND " + finding.message()));
              failures += report.findings().isEmpty() ? 0 : 1;
            });
    for (String model :
        List.of("UnusedBranch", "DeadRelu", "MixesSamples", "InPlace", "Detached")) {
      ModelReport report =
          Checklist.of(Runs.of("faults.py", Runs.floats(8)).subject(model), torch, options);
      out.println(
          "fault %s: %s %s"
              .formatted(
                  model,
                  report.failure().map(ModelReport.Failure::why).orElse(""),
                  report.findings().stream().map(f -> f.rule() + ": " + f.message()).toList()));
    }
  }

  /** An index out of range poisons a GPU's process; what comes after must run all the same. */
  private void afterAFault(Recipe.Hardware other) {
    GraphBuilder net = new GraphBuilder("OutOfRange");
    Dim batch = Dim.size("B");
    var x = net.input("x", batch, 8);
    var weight = net.parameter("weight", 1, 4, 8);
    var far = net.op("full", "size", List.of(batch), "fill_value", 1_000_000);
    var picked = net.op("embedding", "input", far, "weight", weight);
    Graph graph = net.gives(net.op("add", "input", x, "other", picked));
    out.println("index out of range: " + run(graph, other, 4).problem());
    Graph next = Runs.of("models.py", Runs.floats(16)).subject("Generator").training();
    Outcome outcome = run(next, other, 4);
    out.println(
        "the model after it: " + (outcome.problem().isEmpty() ? "runs" : outcome.problem()));
  }
}
