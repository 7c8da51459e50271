package dev.tensorvet.semantic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The names of each project in {@code testdata/python/names}, file by file: {@code net.py} gives
 * {@code net.names}. {@code -Dtensorvet.bless=true} writes what comes out.
 */
final class NameTextTest {

  private static final Path ROOT = Path.of("testdata", "python", "names");

  @TestFactory
  List<DynamicTest> projects() throws IOException {
    try (Stream<Path> projects = Files.list(ROOT)) {
      return projects
          .sorted()
          .map(p -> DynamicTest.dynamicTest(p.getFileName().toString(), () -> check(p)))
          .toList();
    }
  }

  private static void check(Path project) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(project)) {
      for (Path path : paths.filter(p -> p.toString().endsWith(".py")).toList()) {
        files.put(project.relativize(path).toString().replace('\\', '/'), Files.readString(path));
      }
    }
    TestProject read = TestProject.of(files);
    for (String file : files.keySet()) {
      String names = NameText.of(read.module(file));
      Path golden = project.resolve(file.replaceFirst("\\.py$", ".names"));
      if (Boolean.getBoolean("tensorvet.bless")) {
        Files.writeString(golden, names);
      }
      assertThat(names).isEqualTo(Files.readString(golden));
    }
  }
}
