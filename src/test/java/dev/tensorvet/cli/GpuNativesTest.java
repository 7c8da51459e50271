package dev.tensorvet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GpuNativesTest {

  private static final String DESCRIPTION =
      """
      version=2.3.1-20240621
      flavor=cu121
      classifier=linux-x86_64
      libraries=libc10.so,libcudart.so.12
      """;

  private final Path folder;
  private final Path cache;

  GpuNativesTest(@TempDir Path folder) {
    this.folder = folder;
    this.cache = folder.resolve("cache");
  }

  private GpuNatives jar(Map<String, String> entries) throws IOException {
    Path jar = folder.resolve("pytorch-native-cu121-2.3.1-linux-x86_64.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return GpuNatives.among(List.of(folder.resolve("pytorch-jni-2.3.1.jar"), jar)).orElseThrow();
  }

  private List<String> kept() throws IOException {
    try (Stream<Path> files = Files.walk(cache)) {
      return files
          .filter(Files::isRegularFile)
          .map(f -> f.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void theyAreUnpackedOnceAndUsedFromThere() throws IOException {
    GpuNatives natives =
        jar(
            Map.of(
                "native/lib/pytorch.properties", DESCRIPTION,
                "pytorch/cu121/linux-x86_64/libc10.so", "first",
                "pytorch/cu121/linux-x86_64/libcudart.so.12", "second"));
    Map<String, String> environment = natives.unpacked(cache);
    Path unpacked = cache.resolve("pytorch").resolve("2.3.1-20240621-cu121-linux-x86_64");
    assertThat(environment)
        .isEqualTo(
            Map.of(
                "PYTORCH_LIBRARY_PATH", unpacked.toString(),
                "PYTORCH_VERSION", "2.3.1",
                "PYTORCH_FLAVOR", "cu121"));
    assertThat(unpacked.resolve("libc10.so")).hasContent("first");
    Files.writeString(unpacked.resolve("libc10.so"), "as it was left");
    assertThat(natives.unpacked(cache)).isEqualTo(environment);
    assertThat(unpacked.resolve("libc10.so")).hasContent("as it was left");
    assertThat(kept()).containsExactly("libc10.so", "libcudart.so.12");
  }

  @Test
  void whatIsNotWholeLeavesNothing() throws IOException {
    GpuNatives natives =
        jar(
            Map.of(
                "native/lib/pytorch.properties",
                DESCRIPTION,
                "pytorch/cu121/linux-x86_64/libc10.so",
                "first"));
    assertThatThrownBy(() -> natives.unpacked(cache))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("holds no pytorch/cu121/linux-x86_64/libcudart.so.12");
    assertThat(kept()).isEmpty();
  }

  @Test
  void librariesForTheProcessorAloneAreNone() {
    assertThat(GpuNatives.among(List.of(Path.of("pytorch-native-cpu-2.3.1-linux-x86_64.jar"))))
        .isEmpty();
  }
}
