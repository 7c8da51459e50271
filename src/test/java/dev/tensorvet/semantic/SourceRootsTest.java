package dev.tensorvet.semantic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.workspace.DiskFiles;
import dev.tensorvet.workspace.Ledger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In which folders an import is looked for. The project of a test begins in its root. */
final class SourceRootsTest {

  private static final String X = "class X: pass\n";

  @Test
  void aScriptSeesItsSiblingsBeforeTheRoot() {
    TestProject project =
        TestProject.of(
            "tools/net.py",
            X,
            "net.py",
            X,
            "tools/train.py",
            "from net import X\nX\n",
            "train.py",
            "from net import X\nX\n");
    assertThat(project.meaning("tools/train.py", "X")).isEqualTo("class tools.net.X");
    assertThat(project.meaning("train.py", "X")).isEqualTo("class net.X");
  }

  @Test
  void aModuleSeesTheFolderOfTheScriptAboveIt() {
    TestProject project =
        TestProject.of(
            "one/models/net.py", "from utils.misc import X\nX\n",
            "one/utils/misc.py", X,
            "two/utils/misc.py", X);
    assertThat(project.meaning("one/models/net.py", "X")).isEqualTo("class one.utils.misc.X");
  }

  @Test
  void aPackageIsFoundFromInsideAndFromTests() {
    TestProject project =
        TestProject.of(
            "src/pkg/__init__.py", "",
            "src/pkg/sub/__init__.py", "",
            "src/pkg/sub/a.py", "from pkg.b import X\nX\n",
            "src/pkg/b.py", X,
            "tests/test_b.py", "from pkg.b import X\nX\n");
    assertThat(project.meaning("src/pkg/sub/a.py", "X")).isEqualTo("class pkg.b.X");
    assertThat(project.meaning("tests/test_b.py", "X")).isEqualTo("class pkg.b.X");
  }

  @Test
  void aPackageOneFolderDownIsFoundIfItIsTheOnlyOne() {
    TestProject project =
        TestProject.of(
            "python/pkg/__init__.py", X,
            "a/twice/__init__.py", X,
            "b/twice/__init__.py", X,
            "train.py", "import pkg, twice\npkg.X; twice.X\n");
    assertThat(project.meaning("train.py", "pkg.X")).isEqualTo("class pkg.X");
    assertThat(project.meaning("train.py", "twice.X")).isEqualTo("twice.X");
  }

  @Test
  void aScriptInsideAPackageSeesItsSiblingsButNotInPlaceOfLibraries() {
    TestProject project =
        TestProject.of(
            "pkg/__init__.py",
            "",
            "pkg/net.py",
            X,
            "pkg/random.py",
            X,
            "pkg/train.py",
            "import net, random\nnet.X; random.seed\n");
    assertThat(project.meaning("pkg/train.py", "net.X")).isEqualTo("class pkg.net.X");
    assertThat(project.meaning("pkg/train.py", "random.seed")).isEqualTo("random.seed");
  }

  @Test
  void aFolderOfDataDoesNotHideALibrary() {
    TestProject project =
        TestProject.of(
            "wandb/run.py", "",
            "datasets/make.py", "",
            "train.py",
                "import wandb\nfrom datasets import load_dataset\nwandb.init; load_dataset\n");
    assertThat(project.meaning("train.py", "wandb.init")).isEqualTo("wandb.init");
    assertThat(project.meaning("train.py", "load_dataset")).isEqualTo("datasets.load_dataset");
  }

  @Test
  void modulesAreNamedFromTheirRoot() {
    TestProject project =
        TestProject.of(
            "src/pkg/__init__.py", "",
            "src/pkg/a.py", "",
            "src/loose.py", "",
            "tools/train.py", "");
    assertThat(project.module("src/pkg/__init__.py").name()).isEqualTo("pkg");
    assertThat(project.module("src/pkg/a.py").name()).isEqualTo("pkg.a");
    assertThat(project.module("src/loose.py").name()).isEqualTo("loose");
    assertThat(project.module("tools/train.py").name()).isEqualTo("tools.train");
  }

  @Test
  void aRelativeImportThatLeadsNowhereIsUnknown() {
    TestProject project =
        TestProject.of("main.py", "from ......... import x\nfrom .nothing import y\nx; y\n");
    assertThat(project.meaning("main.py", "x")).isEqualTo("?");
    assertThat(project.meaning("main.py", "y")).isEqualTo("?");
  }

  @Test
  void whatAProjectNeedsTellsWhereItBeginsWhenNothingMarksIt(@TempDir Path folder)
      throws IOException {
    Path data = Files.createDirectories(folder.resolve("task/data"));
    Files.createFile(folder.resolve("task/requirements.txt"));
    SourceRoots roots = new SourceRoots(Ledger.silent(new DiskFiles(folder)));
    assertThat(roots.project(data)).contains(folder.resolve("task"));

    Files.createFile(folder.resolve("pyproject.toml"));
    assertThat(new SourceRoots(Ledger.silent(new DiskFiles(folder))).project(data))
        .contains(folder);
  }
}
