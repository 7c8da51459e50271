package dev.tensorvet.dev;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few seconds of what {@link Fuzz} does for hours. */
final class FuzzTest {

  private static final int SIZE = 20_000;

  private final Path scratch;

  FuzzTest(@TempDir Path scratch) {
    this.scratch = scratch;
  }

  @Test
  void damagedFiles() throws IOException {
    List<Path> files = Fuzz.inputs(Path.of("testdata"));
    new Fuzz(scratch).survivesDamage(files, 3, new Random(1));
  }

  @Test
  void hostileFiles() throws IOException {
    new Fuzz(scratch).survives(HostileFiles.of(SIZE));
  }

  @Test
  void aFileThatIsTooLarge() throws IOException {
    new Fuzz(scratch).survives(Map.of("large.py", new byte[10_000_001]));
  }

  @Test
  void oddNames() throws IOException {
    Fuzz fuzz = new Fuzz(scratch);
    HostileFiles.plantOddities(fuzz.folder());
    fuzz.survives();
    fuzz.survives(
        "good", "broken/loop_a.py", "broken/nowhere.py", "broken/directory.py", "broken/circle");
  }

  @Test
  void aFileThatComesAndGoes() throws IOException, InterruptedException {
    new Fuzz(scratch).survivesComingAndGoing(20);
  }

  @Test
  void aFolderOfBrokenFilesAlone() throws IOException {
    Fuzz fuzz = new Fuzz(scratch);
    Files.createDirectories(fuzz.folder().resolve("package"));
    for (int i = 0; i < 3; i++) {
      Files.writeString(fuzz.folder().resolve("package/m" + i + ".py"), "from .m" + (i + 1) % 3);
    }
    fuzz.survives();
  }
}
