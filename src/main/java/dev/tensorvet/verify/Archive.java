package dev.tensorvet.verify;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The file form of a TorchScript module, as libtorch loads it. */
final class Archive {

  /**
   * With an older one, libtorch would read calls by the signatures of its operations of that time.
   */
  private static final String FORMAT_VERSION = "10\n";

  private Archive() {}

  /**
   * @param code the script, which defines the class {@code M}
   * @param lists the attributes of the class, all lists of tensors
   */
  static byte[] of(String code, SourceMap places, List<String> lists) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
      add(zip, "data.pkl", Pickle.ofModule("__torch__", "M", Map.of("training", true), lists));
      add(zip, "code/__torch__.py", code.getBytes(StandardCharsets.UTF_8));
      add(zip, "code/__torch__.py.debug_pkl", places.pickled());
      add(zip, "constants.pkl", Pickle.ofNothing());
      add(zip, "version", FORMAT_VERSION.getBytes(StandardCharsets.UTF_8));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry("archive/" + name);
    // The same graph gives the same bytes.
    entry.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0));
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }
}
