package dev.tensorvet.verify.child;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import dev.tensorvet.verify.Wire;
import dev.tensorvet.verify.Wire.Answer;
import dev.tensorvet.verify.Wire.Numbers;
import dev.tensorvet.verify.Wire.Request;
import dev.tensorvet.verify.Wire.Tensor;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.DoubleBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Takes requests from standard input and answers them on standard output, until there are none. */
final class Child {

  private final PtNDManager manager;
  private Optional<PtSymbolBlock> module = Optional.empty();

  private Child(PtNDManager manager) {
    this.manager = manager;
  }

  public static void main(String[] args) throws IOException {
    DataInputStream in =
        new DataInputStream(new BufferedInputStream(new FileInputStream(FileDescriptor.in)));
    DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
    // What anything else prints must not get between the answers.
    System.setOut(System.err);
    Engine engine = Engine.getEngine("PyTorch");
    // As in Python: DJL switches gradients off, and libtorch would fuse operations.
    JniUtils.setGradMode(true);
    JniUtils.setGraphExecutorOptimize(false);
    Wire.write(new Wire.Greeting(engine.getVersion(), gpu(engine)), out);
    try (NDManager manager = engine.newBaseManager(Device.cpu())) {
      Child child = new Child((PtNDManager) manager);
      while (true) {
        Wire.write(child.answer(Wire.request(in)), out);
      }
    } catch (EOFException done) {
      // The one who asks has gone.
    }
  }

  /**
   * The name of the GPU, if a tensor can be put there: whoever finds one may still not reach it.
   */
  private static Optional<String> gpu(Engine engine) {
    try (NDManager manager = engine.newBaseManager(Device.gpu(0));
        NDArray one = manager.ones(new Shape(1))) {
      return one.getDevice().isGpu() && one.toFloatArray()[0] == 1
          ? Optional.of("gpu(0)")
          : Optional.empty();
    } catch (RuntimeException | LinkageError none) {
      return Optional.empty();
    }
  }

  private Answer answer(Request request) {
    long start = System.nanoTime();
    try {
      List<Numbers> tensors =
          switch (request) {
            case Request.Load load -> load(load.bytes());
            case Request.Call call -> call(call.method(), call.numbers());
            case Request.Give give -> give(give.method(), give.tensors());
          };
      return new Answer.Given(tensors, (System.nanoTime() - start) / 1e9, peak());
    } catch (RuntimeException | IOException | OutOfMemoryError refused) {
      return new Answer.Failed(String.valueOf(refused.getMessage()));
    }
  }

  private List<Numbers> load(byte[] archive) throws IOException {
    module.ifPresent(PtSymbolBlock::close);
    module = Optional.empty();
    module =
        Optional.of(JniUtils.loadModule(manager, new ByteArrayInputStream(archive), false, false));
    return List.of();
  }

  private List<Numbers> call(String method, List<Double> numbers) {
    try (NDManager scope = manager.newSubManager()) {
      NDArray given = scope.create(numbers.stream().mapToDouble(Double::doubleValue).toArray());
      return call(method, new NDList(given), scope);
    }
  }

  private List<Numbers> give(String method, List<Tensor> tensors) {
    try (NDManager scope = manager.newSubManager()) {
      NDList given = new NDList();
      for (Tensor tensor : tensors) {
        Shape shape = new Shape(tensor.shape().stream().mapToLong(Long::longValue).toArray());
        given.add(scope.create(tensor.bytes(), shape, DataType.valueOf(tensor.type().name())));
      }
      return call(method, given, scope);
    }
  }

  private List<Numbers> call(String method, NDList arguments, NDManager scope) {
    PtSymbolBlock block =
        module.orElseThrow(() -> new IllegalStateException("no module was loaded"));
    // How the bridge is told which method to call.
    NDArray chosen = scope.create(0f);
    chosen.setName("module_method:" + method);
    arguments.add(chosen);
    try (NDList results = IValueUtils.forward(block, arguments, true)) {
      return results.stream().map(Child::numbers).toList();
    }
  }

  private static Numbers numbers(NDArray tensor) {
    try (NDArray doubles = tensor.toType(DataType.FLOAT64, false)) {
      return new Numbers(
          Arrays.stream(tensor.getShape().getShape()).boxed().toList(),
          DoubleBuffer.wrap(doubles.toDoubleArray()));
    }
  }

  /** The most memory that this process has had, as Linux tells it. */
  private static long peak() {
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) {
      return 0;
    }
    List<String> found = new ArrayList<>();
    try (Stream<String> lines = Files.lines(status)) {
      lines.filter(line -> line.startsWith("VmHWM:")).forEach(found::add);
    } catch (IOException unknown) {
      return 0;
    }
    return found.isEmpty() ? 0 : Long.parseLong(found.getFirst().replaceAll("\\D", "")) * 1024;
  }
}
