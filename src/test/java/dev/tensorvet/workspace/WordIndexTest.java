package dev.tensorvet.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class WordIndexTest {

  private static List<String> filesWith(String word, int depth) {
    MemoryTree tree =
        new MemoryTree(
            Map.of(
                "a.py", "model.fc1(x)  # grün",
                "sub/b.py", "text = 'fc1.weight'",
                "sub/deep/c.py", "fc12 = 1",
                ".hidden/d.py", "fc1",
                "venv/pyvenv.cfg", "",
                "venv/e.py", "fc1",
                "notes.txt", "fc1"));
    WordIndex index =
        WordIndex.of(
            WordIndex.files(tree, MemoryTree.ROOT, depth, path -> path.toString().endsWith(".py")),
            tree::read);
    return index.filesWith(word).stream()
        .map(MemoryTree.ROOT::relativize)
        .map(Path::toString)
        .toList();
  }

  @Test
  void aWordIsFoundWhereItStandsWhole() {
    assertThat(filesWith("fc1", 9)).containsExactly("a.py", "sub/b.py");
    assertThat(filesWith("fc12", 9)).containsExactly("sub/deep/c.py");
    assertThat(filesWith("fc", 9)).isEmpty();
    assertThat(filesWith("grün", 9)).containsExactly("a.py");
  }

  @Test
  void goesAsDeepAsIsAsked() {
    assertThat(filesWith("fc1", 0)).containsExactly("a.py");
    assertThat(filesWith("fc12", 1)).isEmpty();
  }

  @Test
  void manyWordsOfALongFileAreAllFound() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 3000; i++) {
      text.append("word").append(i % 2000).append(' ');
    }
    MemoryTree tree = new MemoryTree(Map.of("long.py", text.toString(), "other.py", ""));
    WordIndex index =
        WordIndex.of(
            Stream.of("long.py", "other.py").map(MemoryTree.ROOT::resolve).toList(), tree::read);
    assertThat(index.filesWith("word0")).hasSize(1);
    assertThat(index.filesWith("word1999")).hasSize(1);
    assertThat(index.filesWith("word2000")).isEmpty();
  }
}
