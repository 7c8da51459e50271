package dev.tensorvet.verify;

import dev.tensorvet.verify.Wire.Tensor;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads files of the format safetensors: the length of a header, the header, which is JSON and says
 * for each tensor its type, its sizes and where its bytes lie, and then the bytes.
 */
public final class Safetensors {

  private static final JsonFactory FACTORY = JsonFactory.builder().build();

  /** As the format has it; a longer one is no header. */
  private static final long LONGEST_HEADER = 100_000_000;

  private static final String METADATA = "__metadata__";

  private Safetensors() {}

  /** What the header says of a tensor. */
  private record Entry(String type, List<Long> shape, List<Long> offsets) {}

  /**
   * The tensors of a file.
   *
   * @throws WeightsException when it is no such file, or one with types that cannot be used
   */
  public static SavedState read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      long length = bytes(channel, 0, Long.BYTES).getLong();
      if (length <= 0 || length > LONGEST_HEADER || length > channel.size() - Long.BYTES) {
        throw new WeightsException("it is no safetensors file: its header has no length");
      }
      ByteBuffer header = bytes(channel, Long.BYTES, length);
      Map<String, Entry> entries = entries(StandardCharsets.UTF_8.decode(header).toString());
      Map<String, Tensor> tensors = new LinkedHashMap<>();
      for (Map.Entry<String, Entry> each : entries.entrySet()) {
        tensors.put(
            each.getKey(), tensor(each.getKey(), each.getValue(), channel, Long.BYTES + length));
      }
      return new SavedState(tensors);
    } catch (EOFException cut) {
      throw new WeightsException("it ends before its tensors do");
    } catch (JacksonException broken) {
      throw new WeightsException("its header is no JSON: " + broken.getOriginalMessage());
    }
  }

  private static ByteBuffer bytes(FileChannel channel, long from, long count) throws IOException {
    if (count > Integer.MAX_VALUE) {
      throw new WeightsException("one of its tensors has more than 2 GiB");
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) count).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, from + bytes.position()) < 0) {
        throw new EOFException();
      }
    }
    return bytes.flip();
  }

  // --- the header

  private static Map<String, Entry> entries(String header) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), header)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = json.currentName();
        json.nextToken();
        if (name.equals(METADATA)) {
          json.skipChildren();
        } else {
          entries.put(name, entry(name, json));
        }
      }
    }
    return entries;
  }

  private static Entry entry(String name, JsonParser json) {
    String type = "";
    List<Long> shape = List.of();
    List<Long> offsets = List.of();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String property = json.currentName();
      json.nextToken();
      switch (property) {
        case "dtype" -> type = json.getString();
        case "shape" -> shape = numbers(json);
        case "data_offsets" -> offsets = numbers(json);
        default -> json.skipChildren();
      }
    }
    if (offsets.size() != 2 || offsets.get(0) < 0 || offsets.get(1) < offsets.get(0)) {
      throw new WeightsException("it does not say where `" + name + "` lies");
    }
    return new Entry(type, shape, offsets);
  }

  private static List<Long> numbers(JsonParser json) {
    List<Long> numbers = new ArrayList<>();
    while (json.nextToken() == JsonToken.VALUE_NUMBER_INT) {
      numbers.add(json.getLongValue());
    }
    return numbers;
  }

  // --- the tensors

  private static Tensor tensor(String name, Entry entry, FileChannel channel, long start)
      throws IOException {
    ByteBuffer bytes =
        bytes(
            channel,
            start + entry.offsets().get(0),
            entry.offsets().get(1) - entry.offsets().get(0));
    long count = entry.shape().stream().reduce(1L, (left, right) -> left * right);
    int width =
        switch (entry.type()) {
          case "F64", "I64" -> 8;
          case "F32", "I32" -> 4;
          case "F16", "BF16" -> 2;
          case "I8", "U8", "BOOL" -> 1;
          default ->
              throw new WeightsException(
                  "the type `" + entry.type() + "` of `" + name + "` is not known");
        };
    if (count * width != bytes.remaining()) {
      throw new WeightsException(
          "`%s` has %d bytes, which is not enough or too much for %s %s"
              .formatted(name, bytes.remaining(), entry.shape(), entry.type()));
    }
    return switch (entry.type()) {
      case "F64" -> new Tensor(Tensor.Type.FLOAT64, entry.shape(), bytes);
      case "F32" -> new Tensor(Tensor.Type.FLOAT32, entry.shape(), bytes);
      case "I64" -> new Tensor(Tensor.Type.INT64, entry.shape(), bytes);
      case "I32" -> new Tensor(Tensor.Type.INT32, entry.shape(), bytes);
      case "I8" -> new Tensor(Tensor.Type.INT8, entry.shape(), bytes);
      case "BOOL", "U8" -> new Tensor(Tensor.Type.UINT8, entry.shape(), bytes);
      default -> new Tensor(Tensor.Type.FLOAT32, entry.shape(), widened(entry.type(), bytes));
    };
  }

  /** Halves as what they are exactly: floats. */
  private static ByteBuffer widened(String type, ByteBuffer halves) {
    ByteBuffer floats = ByteBuffer.allocate(2 * halves.remaining()).order(ByteOrder.LITTLE_ENDIAN);
    while (halves.hasRemaining()) {
      short half = halves.getShort();
      floats.putFloat(
          type.equals("F16") ? Float.float16ToFloat(half) : Float.intBitsToFloat(half << 16));
    }
    return floats.flip();
  }
}
