package dev.tensorvet.verify;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Writes what a TorchScript archive needs of Python's pickle format, protocol 2. */
final class Pickle {

  private static final int PROTO = 0x80;
  private static final int MARK = '(';
  private static final int EMPTY_TUPLE = ')';
  private static final int TUPLE = 't';
  private static final int TUPLE_OF_ONE = 0x85;
  private static final int EMPTY_LIST = ']';
  private static final int APPENDS = 'e';
  private static final int EMPTY_DICT = '}';
  private static final int SET_ITEMS = 'u';
  private static final int NEW_OBJECT = 0x81;
  private static final int BUILD = 'b';
  private static final int GLOBAL = 'c';
  private static final int REDUCE = 'R';
  private static final int TEXT = 'X';
  private static final int INT = 'J';
  private static final int TRUE = 0x88;
  private static final int FALSE = 0x89;
  private static final int STOP = '.';

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private Pickle() {
    bytes.write(PROTO);
    bytes.write(2);
  }

  /** {@code ()}. */
  static byte[] ofNothing() {
    Pickle pickle = new Pickle();
    pickle.bytes.write(EMPTY_TUPLE);
    return pickle.finished();
  }

  /**
   * A module.
   *
   * @param type the qualified name of its class, in two parts
   * @param flags its attributes that are flags
   * @param lists its attributes that are lists of tensors, all of which begin empty
   */
  static byte[] ofModule(
      String module, String type, Map<String, Boolean> flags, List<String> lists) {
    Pickle pickle = new Pickle();
    pickle.global(module, type);
    pickle.bytes.write(EMPTY_TUPLE);
    pickle.bytes.write(NEW_OBJECT);
    pickle.bytes.write(EMPTY_DICT);
    pickle.bytes.write(MARK);
    flags.forEach(
        (name, value) -> {
          pickle.text(name);
          pickle.bytes.write(value ? TRUE : FALSE);
        });
    for (String name : lists) {
      pickle.text(name);
      pickle.built("build_tensorlist", List.of());
    }
    pickle.bytes.write(SET_ITEMS);
    pickle.bytes.write(BUILD);
    return pickle.finished();
  }

  /**
   * Where the lines of a script come from, in the form that libtorch reads.
   *
   * @param texts all pieces of source text and names of files; places refer to them by number
   */
  static byte[] ofPlaces(List<String> texts, List<SourceMap.Entry> entries) {
    Pickle pickle = new Pickle();
    pickle.bytes.write(MARK);
    pickle.text("FORMAT_WITH_STRING_TABLE");
    pickle.bytes.write(MARK);
    texts.forEach(pickle::text);
    pickle.bytes.write(TUPLE);
    pickle.bytes.write(MARK);
    int tag = 0;
    for (SourceMap.Entry entry : entries) {
      pickle.bytes.write(MARK);
      pickle.integer(entry.offset());
      pickle.bytes.write(MARK);
      pickle.bytes.write(MARK);
      pickle.built("build_intlist", List.of(entry.text()));
      pickle.integer(entry.file());
      pickle.integer(entry.line());
      pickle.bytes.write(TUPLE);
      pickle.integer(0);
      pickle.integer(entry.length());
      pickle.bytes.write(TUPLE);
      pickle.integer(tag++);
      pickle.bytes.write(TUPLE);
    }
    pickle.bytes.write(TUPLE);
    pickle.bytes.write(TUPLE);
    return pickle.finished();
  }

  private byte[] finished() {
    bytes.write(STOP);
    return bytes.toByteArray();
  }

  private void global(String module, String name) {
    bytes.write(GLOBAL);
    bytes.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** A list that knows the type of its elements although it may be empty. */
  private void built(String builder, List<Integer> elements) {
    global("torch.jit._pickle", builder);
    bytes.write(EMPTY_LIST);
    if (!elements.isEmpty()) {
      bytes.write(MARK);
      elements.forEach(this::integer);
      bytes.write(APPENDS);
    }
    bytes.write(TUPLE_OF_ONE);
    bytes.write(REDUCE);
  }

  private void integer(int value) {
    bytes.write(INT);
    fourBytes(value);
  }

  private void text(String value) {
    byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
    bytes.write(TEXT);
    fourBytes(encoded.length);
    bytes.writeBytes(encoded);
  }

  private void fourBytes(int value) {
    for (int shift = 0; shift < 32; shift += 8) {
      bytes.write(value >>> shift);
    }
  }
}
