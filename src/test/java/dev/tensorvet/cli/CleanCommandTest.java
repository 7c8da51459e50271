package dev.tensorvet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CleanCommandTest {

  private final Path folder;
  private final Shell shell;

  CleanCommandTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.shell = Shell.in(folder).file("pyproject.toml", "");
    for (int i = 0; i < 9; i++) {
      shell.file("src/clean" + i + ".py", Project.CLEAN);
    }
  }

  private Path cache() {
    return folder.resolve(".tensorvet_cache");
  }

  @Test
  void removesTheCacheOfTheProject() {
    shell.run("check");
    assertThat(cache()).isDirectory();
    assertThat(shell.at("src").run("clean"))
        .isEqualTo(new Shell.Run(0, "Removed `" + cache() + "`.\n", ""));
    assertThat(cache()).doesNotExist();
    assertThat(shell.run("clean"))
        .isEqualTo(new Shell.Run(0, "There is no cache in `.tensorvet_cache`.\n", ""));
    shell.run("check");
    assertThat(shell.run("clean", "src").out()).isEqualTo("Removed `.tensorvet_cache`.\n");
    assertThat(folder.resolve("src/clean0.py")).exists();
  }

  @Test
  void findsItWhereARunPutsIt() throws IOException {
    shell.file("tensorvet.toml", "cache-dir = \"of/settings\"\n").run("check");
    assertThat(shell.run("clean").out()).isEqualTo("Removed `of/settings`.\n");
    shell.run("check", "--cache-dir", "of/options");
    assertThat(shell.run("clean", "--cache-dir", "of/options").out())
        .isEqualTo("Removed `of/options`.\n");
    Shell other = shell.with("TENSORVET_CACHE_DIR", "of/environment");
    other.run("check");
    assertThat(other.run("clean").out()).isEqualTo("Removed `of/environment`.\n");
    assertThat(folder.resolve("of")).isEmptyDirectory();
  }

  @Test
  void whatIsNoCacheIsKept() throws IOException {
    shell.file("kept/.gitignore", "*\n").file("kept/0.1.0/note.txt", "mine\n");
    assertThat(shell.run("clean", "--cache-dir", "kept").out())
        .isEqualTo("There is no cache in `kept`.\n");
    shell.run("check", "--cache-dir", "kept");
    assertThat(shell.run("clean", "--cache-dir", "kept").out())
        .isEqualTo("Removed the cache in `kept`; what else is there is kept.\n");
    assertThat(folder.resolve("kept/.gitignore")).hasContent("*");
    assertThat(folder.resolve("kept/0.1.0")).isDirectoryContaining("glob:**/note.txt");
    assertThat(folder.resolve("kept/0.1.0").toFile().list()).hasSize(1);
    assertThat(shell.run("clean", "--cache-dir", "src").out())
        .isEqualTo("There is no cache in `src`.\n");
    assertThat(folder.resolve("src").toFile().list()).hasSize(9);
  }

  @Test
  void aLinkToElsewhereIsLetBe() throws IOException {
    shell.run("check", "--cache-dir", "elsewhere");
    Files.createSymbolicLink(cache(), folder.resolve("elsewhere"));
    assertThat(shell.run("clean").out()).startsWith("There is no cache");
    assertThat(folder.resolve("elsewhere/CACHEDIR.TAG")).exists();
  }

  @Test
  void aFolderThatIsNotThereIsTold() {
    assertThat(shell.run("clean", "nope"))
        .isEqualTo(new Shell.Run(2, "", "tensorvet: there is no folder `nope`\n"));
  }
}
