package dev.tensorvet.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.Tensorvet;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.workspace.DiskFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The tree of each file in {@code testdata/python/tree}, and of those in {@code
 * testdata/python/bytes}, which are about line ends and encodings: {@code match.py} gives {@code
 * match.tree}. {@code -Dtensorvet.bless=true} writes what comes out.
 */
final class TreeTextTest {

  @TestFactory
  Stream<DynamicTest> grammar() throws IOException {
    return files("tree");
  }

  @TestFactory
  Stream<DynamicTest> bytes() throws IOException {
    return files("bytes");
  }

  private static Stream<DynamicTest> files(String folder) throws IOException {
    try (Stream<Path> files = Files.list(Path.of("testdata", "python", folder))) {
      List<Path> sources = files.filter(p -> p.toString().endsWith(".py")).sorted().toList();
      assertThat(sources).isNotEmpty();
      return sources.stream()
          .map(p -> DynamicTest.dynamicTest(p.getFileName().toString(), () -> check(p)));
    }
  }

  private static void check(Path path) throws IOException {
    SourceFile file = new DiskFiles(Path.of("")).read(path).orElseThrow();
    String encoding =
        file.decodingProblem()
            .map(p -> "encoding " + file.locate(p.offset()) + " " + p.message() + "\n")
            .orElse("");
    String tree = encoding + TreeText.of(Tensorvet.parse(file));
    Path golden = path.resolveSibling(path.getFileName().toString().replace(".py", ".tree"));
    if (Boolean.getBoolean("tensorvet.bless")) {
      Files.writeString(golden, tree);
    }
    assertThat(tree).isEqualTo(Files.readString(golden));
  }
}
