package dev.tensorvet.workspace;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The outcomes for many files as bytes: a head, the paths, words and questions that the outcomes
 * rest on, each once, the outcomes, and a checksum. It holds data alone: whatever bytes are read,
 * nothing is run, and nothing larger than the bytes is made of them.
 */
record CacheFile(List<Entry> entries) {

  static final CacheFile EMPTY = new CacheFile(List.of());

  /** Changes with the format. */
  private static final byte[] HEAD =
      "tensorvet cache 1\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

  /**
   * The outcome for a file.
   *
   * @param settings tells those that held for the file
   * @param evidence what the outcome rests on
   * @param report as {@link ReportCodec} writes it
   */
  record Entry(Path file, Digest settings, List<Evidence.Noted> evidence, ByteBuffer report) {

    /** Java loses the bytes of a name that are not UTF-8. */
    boolean canBeWritten() {
      return evidence.stream()
          .map(noted -> noted.question().path().toString())
          .noneMatch(path -> path.indexOf('\uFFFD') >= 0);
    }
  }

  CacheFile {
    entries = List.copyOf(entries);
  }

  // --- writing

  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      new Writer(out).write(entries);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    byte[] body = bytes.toByteArray();
    return ByteBuffer.allocate(HEAD.length + Long.BYTES + body.length)
        .put(HEAD)
        .putLong(checksum(body, 0))
        .put(body)
        .array();
  }

  private static long checksum(byte[] bytes, int from) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, from, bytes.length - from);
    return sum.getValue();
  }

  private record Writer(DataOutputStream out) {

    void write(List<Entry> entries) throws IOException {
      Map<String, Integer> texts = new LinkedHashMap<>();
      Map<Noting, Integer> notings = new LinkedHashMap<>();
      List<int[]> evidence = new ArrayList<>();
      for (Entry entry : entries) {
        number(texts, entry.file().toString());
        evidence.add(
            entry.evidence().stream()
                .mapToInt(noted -> number(notings, Noting.of(noted, texts)))
                .sorted()
                .toArray());
      }
      Packed.put(out, texts.size());
      for (String text : texts.keySet()) {
        Packed.put(out, text);
      }
      Packed.put(out, notings.size());
      for (Noting noting : notings.keySet()) {
        noting.write(out);
      }
      Packed.put(out, entries.size());
      for (int i = 0; i < entries.size(); i++) {
        Entry entry = entries.get(i);
        Packed.put(out, texts.getOrDefault(entry.file().toString(), 0));
        Packed.put(out, entry.settings());
        Packed.put(out, Packed.bytes(entry.report()));
        Packed.put(out, evidence.get(i).length);
        int last = 0;
        for (int noting : evidence.get(i)) {
          Packed.put(out, noting - last);
          last = noting;
        }
      }
    }

    private static <T> int number(Map<T, Integer> numbers, T thing) {
      Integer known = numbers.putIfAbsent(thing, numbers.size());
      return known == null ? numbers.size() - 1 : known;
    }
  }

  /** A question with its answer, its texts by their numbers. */
  private record Noting(int kind, int path, int word, Digest answer) {

    static Noting of(Evidence.Noted noted, Map<String, Integer> texts) {
      return new Noting(
          Writer.number(texts, noted.question().kind().name()),
          Writer.number(texts, noted.question().path().toString()),
          Writer.number(texts, noted.question().word()),
          noted.answer());
    }

    void write(DataOutputStream out) throws IOException {
      Packed.put(out, kind);
      Packed.put(out, path);
      Packed.put(out, word);
      Packed.put(out, answer);
    }
  }

  // --- reading

  /** What the bytes say; empty when they are not what {@link #bytes} gave. */
  static Optional<CacheFile> of(byte[] bytes) {
    int body = HEAD.length + Long.BYTES;
    boolean isWhole =
        bytes.length > body
            && Arrays.equals(bytes, 0, HEAD.length, HEAD, 0, HEAD.length)
            && ByteBuffer.wrap(bytes).getLong(HEAD.length) == checksum(bytes, body);
    if (!isWhole) {
      return Optional.empty();
    }
    try (DataInputStream in =
        new DataInputStream(new ByteArrayInputStream(bytes, body, bytes.length - body))) {
      return Optional.of(read(in));
    } catch (IOException | RuntimeException damaged) {
      return Optional.empty();
    }
  }

  private static CacheFile read(DataInputStream in) throws IOException {
    List<String> texts = new ArrayList<>();
    for (int count = Packed.count(in); count > 0; count--) {
      texts.add(Packed.text(in));
    }
    Path[] paths = new Path[texts.size()];
    List<Evidence.Noted> notings = new ArrayList<>();
    for (int count = Packed.count(in); count > 0; count--) {
      Question.Kind kind = Question.Kind.valueOf(texts.get(Packed.number(in)));
      Path path = path(texts, paths, Packed.number(in));
      String word = texts.get(Packed.number(in));
      notings.add(new Evidence.Noted(new Question(kind, path, word), Packed.digest(in)));
    }
    List<Entry> entries = new ArrayList<>();
    for (int count = Packed.count(in); count > 0; count--) {
      Path file = path(texts, paths, Packed.number(in));
      Digest settings = Packed.digest(in);
      ByteBuffer report = ByteBuffer.wrap(Packed.bytes(in));
      List<Evidence.Noted> evidence = new ArrayList<>();
      int last = 0;
      for (int more = Packed.count(in); more > 0; more--) {
        last += Packed.number(in);
        evidence.add(notings.get(last));
      }
      entries.add(new Entry(file, settings, evidence, report));
    }
    if (in.available() > 0) {
      throw new EOFException("there is more than the end");
    }
    return new CacheFile(entries);
  }

  private static Path path(List<String> texts, Path[] paths, int number) {
    Optional<Path> known = Optional.ofNullable(paths[number]);
    Path path = known.orElseGet(() -> Path.of(texts.get(number)));
    if (!path.isAbsolute()) {
      throw new IllegalArgumentException("a path that is not absolute");
    }
    paths[number] = path;
    return path;
  }
}
