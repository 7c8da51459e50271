package dev.tensorvet.verify;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the two processes say to each other, byte by byte. Each request gets one answer. */
public final class Wire {

  private static final int LOAD = 1;
  private static final int CALL = 2;
  private static final int GIVE = 3;
  private static final int FAILED = 0;
  private static final int GIVEN = 1;

  private static final int PIECE = 1 << 16;

  private Wire() {}

  /** What the child says first. */
  public record Greeting(String libtorch, Optional<String> gpu) {}

  /** What the child is asked to do. */
  public sealed interface Request {

    /** To take a module in the place of the one before. */
    record Load(ByteBuffer archive) implements Request {

      /** A copy of its bytes. */
      public byte[] bytes() {
        ByteBuffer all = archive.duplicate();
        byte[] bytes = new byte[all.remaining()];
        all.get(bytes);
        return bytes;
      }
    }

    /** To call a method of the module with a list of numbers. */
    record Call(String method, List<Double> numbers) implements Request {
      public Call {
        numbers = List.copyOf(numbers);
      }

      /**
       * A method of a program, with all that one may want to know.
       *
       * @param seed of what is random
       * @param inputs which of the kinds of inputs
       * @param step of how many, from 1
       */
      static Call of(
          String method, int seed, int inputs, Loss loss, Optimizer optimizer, int step) {
        List<Double> numbers =
            new ArrayList<>(List.of((double) seed, (double) inputs, loss.number(), (double) step));
        numbers.addAll(optimizer.numbers());
        return new Call(method, numbers);
      }

      /** The same where nothing is trained. */
      static Call of(String method) {
        return of(method, 0, 0, Loss.DISTANCE, Optimizer.usual(), 1);
      }
    }

    /** To call a method of the module with tensors. */
    record Give(String method, List<Tensor> tensors) implements Request {
      public Give {
        tensors = List.copyOf(tensors);
      }
    }
  }

  /**
   * A tensor to be given to a module.
   *
   * @param bytes its elements one after the other, of each the lowest byte first
   */
  public record Tensor(Type type, List<Long> shape, ByteBuffer bytes) {

    /** A number, as a tensor with one element. */
    static Tensor of(double number) {
      ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      return new Tensor(Type.FLOAT64, List.of(1L), bytes.putDouble(number).flip());
    }

    public Tensor {
      shape = List.copyOf(shape);
      bytes = bytes.asReadOnlyBuffer();
    }

    /** Of what its elements are. */
    public enum Type {
      FLOAT32,
      FLOAT64,
      INT8,
      UINT8,
      INT32,
      INT64
    }
  }

  /** What became of a request. */
  public sealed interface Answer {

    /**
     * @param seconds how long it took
     * @param peak the most memory that the child has had so far, in bytes; zero where that is not
     *     known
     */
    record Given(List<Numbers> tensors, double seconds, long peak) implements Answer {
      public Given {
        tensors = List.copyOf(tensors);
      }
    }

    /**
     * libtorch refused.
     *
     * @param message all that it said
     */
    record Failed(String message) implements Answer {}

    /**
     * There was none: the process is gone, and with it the module that was loaded.
     *
     * @param why in a few words, in lower case without a full stop
     */
    record Died(String why) implements Answer {}
  }

  /**
   * A tensor as its numbers.
   *
   * @param shape its sizes
   * @param values its elements, the last dimension first
   */
  public record Numbers(List<Long> shape, DoubleBuffer values) {
    public Numbers {
      shape = List.copyOf(shape);
      values = values.asReadOnlyBuffer();
    }

    /** One of its elements. */
    double at(int index) {
      return values.get(index);
    }
  }

  // --- both sides

  static void write(Request request, DataOutputStream out) throws IOException {
    switch (request) {
      case Request.Load load -> {
        out.writeByte(LOAD);
        byte[] bytes = load.bytes();
        out.writeInt(bytes.length);
        out.write(bytes);
      }
      case Request.Call call -> {
        out.writeByte(CALL);
        text(call.method(), out);
        out.writeInt(call.numbers().size());
        for (double number : call.numbers()) {
          out.writeDouble(number);
        }
      }
      case Request.Give give -> {
        out.writeByte(GIVE);
        text(give.method(), out);
        out.writeInt(give.tensors().size());
        for (Tensor tensor : give.tensors()) {
          write(tensor, out);
        }
      }
    }
    out.flush();
  }

  /** Reads a request; ends with an {@link java.io.EOFException} when there will be none. */
  public static Request request(DataInputStream in) throws IOException {
    int kind = in.readByte();
    if (kind == GIVE) {
      String method = text(in);
      List<Tensor> tensors = new ArrayList<>();
      for (int count = in.readInt(); count > 0; count--) {
        tensors.add(tensor(in));
      }
      return new Request.Give(method, tensors);
    }
    if (kind == LOAD) {
      return new Request.Load(ByteBuffer.wrap(in.readNBytes(in.readInt())));
    }
    String method = text(in);
    List<Double> numbers = new ArrayList<>();
    for (int count = in.readInt(); count > 0; count--) {
      numbers.add(in.readDouble());
    }
    return new Request.Call(method, numbers);
  }

  private static void write(Tensor tensor, DataOutputStream out) throws IOException {
    text(tensor.type().name(), out);
    out.writeInt(tensor.shape().size());
    for (long size : tensor.shape()) {
      out.writeLong(size);
    }
    ByteBuffer bytes = tensor.bytes().duplicate();
    out.writeInt(bytes.remaining());
    byte[] piece = new byte[PIECE];
    while (bytes.hasRemaining()) {
      int count = Math.min(PIECE, bytes.remaining());
      bytes.get(piece, 0, count);
      out.write(piece, 0, count);
    }
  }

  private static Tensor tensor(DataInputStream in) throws IOException {
    Tensor.Type type = Tensor.Type.valueOf(text(in));
    List<Long> shape = new ArrayList<>();
    for (int rank = in.readInt(); rank > 0; rank--) {
      shape.add(in.readLong());
    }
    // Outside of the heap, from where libtorch takes it.
    ByteBuffer bytes = ByteBuffer.allocateDirect(in.readInt()).order(ByteOrder.LITTLE_ENDIAN);
    byte[] piece = new byte[PIECE];
    while (bytes.hasRemaining()) {
      int count = Math.min(PIECE, bytes.remaining());
      in.readFully(piece, 0, count);
      bytes.put(piece, 0, count);
    }
    return new Tensor(type, shape, bytes.flip());
  }

  /** Says who is there. */
  public static void write(Greeting greeting, DataOutputStream out) throws IOException {
    text(greeting.libtorch(), out);
    text(greeting.gpu().orElse(""), out);
    out.flush();
  }

  static Greeting greeting(DataInputStream in) throws IOException {
    return new Greeting(text(in), Optional.of(text(in)).filter(gpu -> !gpu.isEmpty()));
  }

  /** Answers. */
  public static void write(Answer answer, DataOutputStream out) throws IOException {
    switch (answer) {
      case Answer.Failed failed -> {
        out.writeByte(FAILED);
        text(failed.message(), out);
      }
      case Answer.Given given -> {
        out.writeByte(GIVEN);
        out.writeInt(given.tensors().size());
        for (Numbers each : given.tensors()) {
          out.writeInt(each.shape().size());
          for (long size : each.shape()) {
            out.writeLong(size);
          }
          DoubleBuffer values = each.values().duplicate();
          out.writeInt(values.remaining());
          while (values.hasRemaining()) {
            out.writeDouble(values.get());
          }
        }
        out.writeDouble(given.seconds());
        out.writeLong(given.peak());
      }
      case Answer.Died died -> throw new IllegalArgumentException("the dead do not answer");
    }
    out.flush();
  }

  static Answer answer(DataInputStream in) throws IOException {
    if (in.readByte() == FAILED) {
      return new Answer.Failed(text(in));
    }
    List<Numbers> tensors = new ArrayList<>();
    for (int count = in.readInt(); count > 0; count--) {
      List<Long> shape = new ArrayList<>();
      for (int rank = in.readInt(); rank > 0; rank--) {
        shape.add(in.readLong());
      }
      double[] values = new double[in.readInt()];
      for (int i = 0; i < values.length; i++) {
        values[i] = in.readDouble();
      }
      tensors.add(new Numbers(shape, DoubleBuffer.wrap(values)));
    }
    return new Answer.Given(tensors, in.readDouble(), in.readLong());
  }

  private static void text(String text, DataOutputStream out) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String text(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
  }
}
