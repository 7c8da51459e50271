package dev.tensorvet.interp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.Tensorvet;
import dev.tensorvet.framework.Frameworks;
import dev.tensorvet.frontend.data.JsonFrontend;
import dev.tensorvet.graph.Graph;
import dev.tensorvet.graph.ModuleCall;
import dev.tensorvet.graph.Output;
import dev.tensorvet.graph.Weight;
import dev.tensorvet.ops.Ops;
import dev.tensorvet.semantic.Project;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.DataNode;
import dev.tensorvet.tensor.DType;
import dev.tensorvet.tensor.Dim;
import dev.tensorvet.tensor.Shape;
import dev.tensorvet.tensor.TensorType;
import dev.tensorvet.workspace.MemoryTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The models of {@code testdata/models}, of which PyTorch itself has told what they are. */
final class KnownModelsTest {

  private static final Path FOLDER = Path.of("testdata", "models");

  private final Frameworks frameworks = Frameworks.all();
  private final Interpreter interpreter = new Interpreter(Tensorvet::parse, frameworks, Ops::all);

  @TestFactory
  Stream<DynamicTest> modelsAreUnderstoodAsPyTorchBuildsThem() throws IOException {
    String text = Files.readString(FOLDER.resolve("expected.json"));
    JsonFrontend.JsonFile file = JsonFrontend.parse(text);
    assertThat(file).isInstanceOf(JsonFrontend.JsonFile.Whole.class);
    return list(((JsonFrontend.JsonFile.Whole) file).root()).stream()
        .map(Known::new)
        .map(known -> DynamicTest.dynamicTest(known.name(), () -> check(known)));
  }

  private void check(Known known) throws IOException {
    Interpretation understood = interpret(known);
    Graph graph = understood.graph();
    assertThat(understood.contradictions()).isEmpty();
    assertThat(graph.notes()).isEmpty();
    assertThat(outputs(graph.output())).isEqualTo(known.shapes("outputs"));
    assertThat(size(graph, Weight.Kind.PARAMETER)).isEqualTo(known.number("parameters"));
    assertThat(size(graph, Weight.Kind.BUFFER)).isEqualTo(known.number("buffers"));
    assertThat(known.state())
        .containsAll(
            graph.weights().stream()
                .map(weight -> inner(weight.name()) + " " + weight.value().type())
                .toList());
    assertThat(layers(graph)).containsExactlyInAnyOrderElementsOf(known.layers());
  }

  /** Each case becomes a module around the model, so that its call is written out. */
  private Interpretation interpret(Known known) throws IOException {
    String inputs =
        String.join(
            ", ", IntStream.range(0, known.inputs().size()).mapToObj(i -> "x" + i).toList());
    String text =
        """
        import torch.nn as nn
        from %s import *


        class Case(nn.Module):
            def __init__(self):
                super().__init__()
                self.model = %s

            def forward(self, %s):
                return self.model(%s)
        """
            .formatted(known.file().replace(".py", ""), known.call(), inputs, inputs);
    Map<String, String> files = new LinkedHashMap<>();
    files.put("case.py", text);
    files.put(known.file(), Files.readString(FOLDER.resolve(known.file())));
    Project project = new Project(new MemoryTree(files), Tensorvet::parse, frameworks);
    SourceModule module = project.module(MemoryTree.ROOT.resolve("case.py")).orElseThrow();
    return interpreter.interpret(
        module.classes().getFirst(), new Request(known.inputs(), /* isTraining= */ true));
  }

  private static long size(Graph graph, Weight.Kind kind) {
    return graph.weights().stream()
        .filter(weight -> weight.kind() == kind)
        .mapToLong(weight -> weight.value().type().shape().numel().known().orElseThrow())
        .sum();
  }

  private static List<String> layers(Graph graph) {
    return graph.calls().stream()
        .filter(call -> call.path().startsWith("model."))
        .map(KnownModelsTest::layer)
        .toList();
  }

  private static String layer(ModuleCall call) {
    List<String> shapes = call.outputs().stream().map(type -> type.shape().toString()).toList();
    return inner(call.path()) + " " + call.type() + " " + shapes;
  }

  private static String inner(String path) {
    return path.substring("model.".length());
  }

  private static List<String> outputs(Output output) {
    return switch (output) {
      case Output.Tensor tensor -> List.of(tensor.value().type().shape().toString());
      case Output.Many many ->
          many.elements().stream().flatMap(each -> outputs(each).stream()).toList();
      case Output.Named named ->
          named.elements().values().stream().flatMap(each -> outputs(each).stream()).toList();
      case Output.Other other -> List.of();
    };
  }

  // --- what is known

  private static List<DataNode> list(DataNode node) {
    return ((DataNode.Sequence) node).elements();
  }

  private static Object scalar(DataNode node) {
    return ((DataNode.Scalar) node).value();
  }

  private static Shape shape(DataNode node) {
    return Shape.of(list(node).stream().map(size -> Dim.of((Long) scalar(size))).toList());
  }

  private static DataNode entry(DataNode node, String key) {
    return Objects.requireNonNull(((DataNode.Mapping) node).entries().get(key));
  }

  /** One case of the file. */
  private record Known(DataNode node) {

    private DataNode get(String key) {
      return entry(node, key);
    }

    String name() {
      return file() + " " + call() + " " + inputs();
    }

    String file() {
      return (String) scalar(get("file"));
    }

    String call() {
      return (String) scalar(get("call"));
    }

    long number(String key) {
      return (Long) scalar(get(key));
    }

    List<TensorType> inputs() {
      List<TensorType> inputs = new ArrayList<>();
      for (DataNode input : list(get("inputs"))) {
        inputs.add(TensorType.of(shape(entry(input, "shape")), type(entry(input, "dtype"))));
      }
      return inputs;
    }

    private static DType type(DataNode name) {
      return Stream.of(DType.values())
          .filter(type -> type.text().equals(scalar(name)))
          .findFirst()
          .orElseThrow();
    }

    List<String> shapes(String key) {
      return list(get(key)).stream().map(each -> shape(each).toString()).toList();
    }

    List<String> state() {
      return list(get("state")).stream()
          .map(KnownModelsTest::list)
          .map(row -> scalar(row.get(0)) + " " + shape(row.get(1)) + " " + scalar(row.get(2)))
          .toList();
    }

    List<String> layers() {
      return list(get("layers")).stream()
          .map(KnownModelsTest::list)
          .map(
              row ->
                  scalar(row.get(0))
                      + " "
                      + scalar(row.get(1))
                      + " "
                      + list(row.get(2)).stream().map(KnownModelsTest::shape).toList())
          .toList();
    }
  }
}
