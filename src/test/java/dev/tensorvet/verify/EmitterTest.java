package dev.tensorvet.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.graph.Graph;
import dev.tensorvet.tensor.Dim;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** What graphs become, without running any. */
final class EmitterTest {

  private static final Path GOLDENS = Path.of("testdata", "verify");

  private static Program emitted(Graph graph, Recipe.Hardware device) {
    Emission emission = Emitter.emit(graph, new Recipe(Map.of("B", Dim.of(4)), device));
    assertThat(emission).isInstanceOf(Emission.Emitted.class);
    return ((Emission.Emitted) emission).program();
  }

  /** The generated part of a script; what is the same for all models is left out. */
  private static void checkGolden(String name, Program program) throws IOException {
    String code = program.code();
    String own = code.substring(code.indexOf("class M("), code.indexOf("  def run("));
    Path file = GOLDENS.resolve(name);
    if (Boolean.getBoolean("tensorvet.bless")) {
      Files.writeString(file, own);
    }
    assertThat(own).isEqualTo(Files.readString(file));
  }

  @Test
  void aModelIsSaidALineForANodeAndAMethodForAModule() throws IOException {
    checkGolden(
        "UNet.script",
        emitted(
            Runs.of("models.py", Runs.floats(1, 32, 32)).subject("UNet").training(),
            Recipe.Hardware.CPU));
    checkGolden(
        "GPT.script",
        emitted(
            Runs.of("models.py", Runs.integers(12)).subject("GPT").training(),
            Recipe.Hardware.CPU));
  }

  @Test
  void onAGpuWeightsAndInputsAreMovedAndNewTensorsMadeThere() throws IOException {
    checkGolden(
        "LSTMClassifier.gpu.script",
        emitted(
            Runs.of("models.py", Runs.integers(12)).subject("LSTMClassifier").training(),
            Recipe.Hardware.GPU));
  }

  @Test
  void whatCannotBeSaidIsToldWithItsPlace() {
    GraphBuilder net = new GraphBuilder("Net");
    var x = net.input("x", Dim.size("B"), 8);
    Graph graph = net.gives(net.op("norm", "input", x, "p", "nuc"));
    Emission emission =
        Emitter.emit(graph, new Recipe(Map.of("B", Dim.of(2)), Recipe.Hardware.CPU));
    assertThat(emission).isInstanceOf(Emission.NotEmitted.class);
    Emission.NotEmitted not = (Emission.NotEmitted) emission;
    assertThat(not.why()).isEqualTo("`norm` of kind `nuc`");
    assertThat(not.origin()).isPresent();
  }

  @Test
  void anArchiveHoldsWhatLibtorchReadsAndIsTheSameEachTime() throws IOException {
    GraphBuilder net = new GraphBuilder("Net");
    var x = net.input("x", Dim.size("B"), 8);
    Graph graph = net.gives(net.op("relu", "input", x));
    Program program = emitted(graph, Recipe.Hardware.CPU);
    List<String> entries = new ArrayList<>();
    byte[] bytes = new Wire.Request.Load(program.archive()).bytes();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.add(entry.getName());
      }
    }
    assertThat(entries)
        .containsExactly(
            "archive/data.pkl",
            "archive/code/__torch__.py",
            "archive/code/__torch__.py.debug_pkl",
            "archive/constants.pkl",
            "archive/version");
    assertThat(emitted(graph, Recipe.Hardware.CPU).archive()).isEqualTo(program.archive());
  }
}
