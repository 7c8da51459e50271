package dev.tensorvet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.report.JsonTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is found in a file depends on the file and what it imports, and on nothing else. */
final class WholeAndPartsTest {

  private static final Path TESTDATA = Path.of("testdata").toAbsolutePath();

  private static String json(Path folder, String... arguments) {
    List<String> all = new ArrayList<>(List.of("check", "--output-format", "json"));
    all.addAll(List.of(arguments));
    Shell.Run run = Shell.in(folder).run(all.toArray(String[]::new));
    assertThat(run.err()).isEmpty();
    return run.out();
  }

  private static List<Object> of(String json, String list, String path) {
    return JsonTree.parse(json).list(list).stream()
        .filter(each -> each.text("path").equals(path))
        .map(JsonTree::value)
        .toList();
  }

  @Test
  void theSameBytesForAnyNumberOfThreads() {
    String one = json(TESTDATA, "--jobs", "1");
    assertThat(JsonTree.parse(one).list("findings")).isNotEmpty();
    assertThat(json(TESTDATA, "--jobs", "2")).isEqualTo(one);
    assertThat(json(TESTDATA, "--jobs", "8")).isEqualTo(one);
  }

  @Test
  void theSameFromAnyWorkingDirectory() {
    String inside = json(TESTDATA.resolve("demo"));
    String outside = json(TESTDATA, "demo");
    assertThat(outside.replace("\"path\": \"demo/", "\"path\": \"")).isEqualTo(inside);
  }

  @Test
  void aFileAloneGivesWhatItGivesAmongAll() throws IOException {
    String whole = json(TESTDATA);
    List<String> files;
    try (Stream<Path> below = Files.walk(TESTDATA)) {
      files =
          below
              .filter(file -> file.toString().endsWith(".py"))
              .filter(Files::isRegularFile)
              .map(file -> TESTDATA.relativize(file).toString())
              .toList();
    }
    assertThat(files).isNotEmpty();
    for (String file : files) {
      String alone = json(TESTDATA, file);
      for (String list : List.of("findings", "problems")) {
        assertThat(of(alone, list, file)).as(file).isEqualTo(of(whole, list, file));
      }
    }
  }
}
