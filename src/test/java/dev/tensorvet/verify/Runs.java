package dev.tensorvet.verify;

import dev.tensorvet.Tensorvet;
import dev.tensorvet.finding.Place;
import dev.tensorvet.interp.Interpretation;
import dev.tensorvet.interp.Request;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.source.Span;
import dev.tensorvet.tensor.DType;
import dev.tensorvet.tensor.Dim;
import dev.tensorvet.tensor.Shape;
import dev.tensorvet.tensor.TensorType;
import dev.tensorvet.workspace.DiskFiles;
import dev.tensorvet.workspace.MemoryTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The models of a file, and libtorch to run them. */
public final class Runs {

  /** What the build has laid out for a run. */
  static final Path LIBRARIES = Path.of("target", "verify");

  private static final long ADDRESS_SPACE = 7L << 30;

  private final Tensorvet tensorvet;
  private final List<Interpretation> training;
  private final List<Interpretation> evaluation;

  private Runs(
      Tensorvet tensorvet, List<Interpretation> training, List<Interpretation> evaluation) {
    this.tensorvet = tensorvet;
    this.training = training;
    this.evaluation = evaluation;
  }

  /** The models of a file of {@code testdata/verify}, called with inputs of a type. */
  static Runs of(String file, TensorType... inputs) {
    DiskFiles files = new DiskFiles(Path.of("").toAbsolutePath());
    Tensorvet tensorvet = new Tensorvet(files);
    SourceModule module = tensorvet.module(files.named("testdata/verify/" + file)).orElseThrow();
    return of(tensorvet, module, inputs);
  }

  private static Runs of(Tensorvet tensorvet, SourceModule module, TensorType... inputs) {
    return new Runs(
        tensorvet,
        tensorvet.models(module, new Request(List.of(inputs), true)),
        tensorvet.models(module, new Request(List.of(inputs), false)));
  }

  /** {@code B} stands for the size of the batch. */
  static TensorType floats(long... dims) {
    return TensorType.ofFloat(shape(dims));
  }

  static TensorType integers(long... dims) {
    return TensorType.of(shape(dims), DType.INT64);
  }

  private static Shape shape(long... dims) {
    List<Dim> all = new ArrayList<>(List.of(Dim.size("B")));
    Arrays.stream(dims).forEach(dim -> all.add(Dim.of(dim)));
    return Shape.of(all);
  }

  /** Each model of a project of a few files, run with all that can be asked. */
  public static List<ModelReport> reports(Map<String, String> files, Libtorch torch) {
    List<ModelReport> reports = new ArrayList<>();
    Tensorvet tensorvet = new Tensorvet(new MemoryTree(files));
    for (String file : files.keySet()) {
      Runs runs = of(tensorvet, tensorvet.module(MemoryTree.ROOT.resolve(file)).orElseThrow());
      runs.training.forEach(
          model ->
              reports.add(
                  Checklist.of(
                      runs.subject(model.model().name()),
                      torch,
                      new Checklist.Options(
                          Recipe.Hardware.CPU, Optimizer.usual(), true, false, 2L << 30))));
    }
    return reports;
  }

  Subject subject(String model) {
    for (int i = 0; i < training.size(); i++) {
      Interpretation found = training.get(i);
      if (found.model().name().equals(model)) {
        int start = found.model().node().start();
        return new Subject(
            found.construction().call(),
            new Place(found.model().module().file(), new Span(start, start + 5)),
            found.graph(),
            evaluation.get(i).graph(),
            tensorvet.lesson(found),
            found.isGivenAny());
      }
    }
    throw new AssertionError("no such model: " + model);
  }

  /** libtorch as the build has it. */
  public static Libtorch libtorch() {
    return libtorch(
        Duration.ofSeconds(60),
        Map.of("DJL_CACHE_DIR", Path.of("target", "libtorch").toAbsolutePath().toString()),
        List.of());
  }

  static Libtorch libtorch(
      Duration patience, Map<String, String> environment, List<String> options) {
    List<Path> classPath = new ArrayList<>(List.of(Path.of("target", "classes").toAbsolutePath()));
    try (Stream<Path> jars = Files.list(LIBRARIES)) {
      jars.map(Path::toAbsolutePath).forEach(classPath::add);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    return new Libtorch(
        new Libtorch.Setting(
            Path.of(System.getProperty("java.home"), "bin", "java"),
            classPath,
            environment,
            options,
            System.getProperty("os.name").equals("Linux")
                ? Optional.of(ADDRESS_SPACE)
                : Optional.empty(),
            patience));
  }

  static Checklist.Options options() {
    return new Checklist.Options(Recipe.Hardware.CPU, Optimizer.usual(), false, false, 2L << 30);
  }
}
