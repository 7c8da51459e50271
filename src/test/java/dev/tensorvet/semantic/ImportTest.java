package dev.tensorvet.semantic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Names that come from other files and from libraries. */
final class ImportTest {

  private static String meaning(String source, String text) {
    return TestProject.of("main.py", source).meaning("main.py", text);
  }

  @Test
  void libraryNamesAreFoundUnderAnyAlias() {
    assertThat(meaning("import torch\ntorch.nn.Linear", "torch.nn.Linear"))
        .isEqualTo("torch.nn.Linear");
    assertThat(meaning("import torch.nn\ntorch.nn.Linear", "torch.nn.Linear"))
        .isEqualTo("torch.nn.Linear");
    assertThat(meaning("import torch.nn as N\nN.Linear", "N.Linear")).isEqualTo("torch.nn.Linear");
    assertThat(meaning("from torch import nn as N\nN.Linear", "N.Linear"))
        .isEqualTo("torch.nn.Linear");
    assertThat(meaning("from torch.nn import Linear as L\nL", "L")).isEqualTo("torch.nn.Linear");
    assertThat(meaning("from torch.nn.modules.linear import Linear\nLinear", "Linear"))
        .isEqualTo("torch.nn.Linear");
    assertThat(meaning("import apex\napex.amp.initialize", "apex.amp.initialize"))
        .isEqualTo("apex.amp.initialize");
  }

  @Test
  void aliasesThatAreAssignedOnceAreFollowed() {
    assertThat(meaning("import torch\nF = torch.nn.functional\nF.relu", "F.relu"))
        .isEqualTo("torch.nn.functional.relu");
    assertThat(meaning("from torch import nn\nconv: type = nn.Conv2d\ndef f():\n  conv(1)", "conv"))
        .isEqualTo("torch.nn.Conv2d");
    assertThat(meaning("from torch import nn\nA, B = nn.Conv1d, nn.Conv2d\nB", "B"))
        .isEqualTo("torch.nn.Conv2d");
    assertThat(meaning("from torch import nn\nC = nn.Conv1d\nif x:\n  C = nn.Conv2d\nC(1)", "C"))
        .isEqualTo("variable");
    assertThat(meaning("from torch import nn\nC = None\nif x:\n  C = nn.Conv2d\nC(1)", "C"))
        .isEqualTo("variable");
    assertThat(
            meaning(
                "from torch import nn\nC = nn.Conv2d\ndef f():\n  global C\n  C = 1\nC(1)", "C"))
        .isEqualTo("variable");
  }

  @Test
  void aliasesThatGoInCirclesEnd() {
    assertThat(meaning("a = b\nb = a\na", "a")).isEqualTo("variable");
    assertThat(meaning("class A:\n  nn = nn\n  x = nn.b", "nn.b")).isEqualTo("?");
    StringBuilder chain = new StringBuilder("import torch\nx0 = torch\n");
    for (int i = 1; i < 5000; i++) {
      chain.append("x" + i + " = x" + (i - 1) + "\n");
    }
    assertThat(meaning(chain + "x20.nn", "x20.nn")).isEqualTo("torch.nn");
    assertThat(meaning(chain + "x4999.nn", "x4999.nn")).isEqualTo("?");
  }

  @Test
  void namesOfTheProjectAreFollowedThroughPackages() {
    TestProject project =
        TestProject.of(
            "models/__init__.py", "from .net import Net as Model\nfrom . import blocks\n",
            "models/net.py", "class Net: pass\n",
            "models/blocks/__init__.py", "",
            "models/blocks/conv.py", "class Conv:\n  class Inner: pass\n",
            "train.py",
                """
                import models
                from models import Model, blocks
                import models.blocks.conv as c
                models.Model; Model; models.net.Net; c.Conv.Inner; blocks.conv.Conv
                models.nothing; models.net.nothing; Model.Nothing
                """,
            "models/blocks/deep.py", "from ..net import Net\nfrom ... import train\nNet; train\n");
    String net = "class models.net.Net";
    assertThat(project.meaning("train.py", "models.Model")).isEqualTo(net);
    assertThat(project.meaning("train.py", "Model")).isEqualTo(net);
    assertThat(project.meaning("train.py", "models.net.Net")).isEqualTo(net);
    assertThat(project.meaning("train.py", "c.Conv.Inner"))
        .isEqualTo("class models.blocks.conv.Conv.Inner");
    assertThat(project.meaning("train.py", "blocks.conv.Conv"))
        .isEqualTo("class models.blocks.conv.Conv");
    assertThat(project.meaning("train.py", "models.nothing")).isEqualTo("?");
    assertThat(project.meaning("train.py", "models.net.nothing")).isEqualTo("?");
    assertThat(project.meaning("train.py", "Model.Nothing")).isEqualTo("?");
    assertThat(project.meaning("models/blocks/deep.py", "Net")).isEqualTo(net);
    assertThat(project.meaning("models/blocks/deep.py", "train")).isEqualTo("module train");
  }

  @Test
  void aNameOfAPackageWinsOverAModuleBelowIt() {
    TestProject project =
        TestProject.of(
            "pkg/__init__.py", "from .loss import loss\n",
            "pkg/loss.py", "def loss(): pass\n",
            "pkg/other.py", "",
            "main.py", "import pkg\npkg.loss; pkg.other\n");
    assertThat(project.meaning("main.py", "pkg.loss")).isEqualTo("function pkg.loss.loss");
    assertThat(project.meaning("main.py", "pkg.other")).isEqualTo("module pkg.other");
  }

  @Test
  void foldersWithoutInitAreNamespaces() {
    TestProject project =
        TestProject.of(
            "models/net.py", "class Net: pass\n",
            "projects/one/net.py", "class One: pass\n",
            "main.py",
                """
                from models.net import Net
                import models
                import projects.one.net
                Net; models.net.Net; projects.one.net.One
                """);
    assertThat(project.meaning("main.py", "Net")).isEqualTo("class models.net.Net");
    assertThat(project.meaning("main.py", "models.net.Net")).isEqualTo("class models.net.Net");
    assertThat(project.meaning("main.py", "projects.one.net.One"))
        .isEqualTo("class projects.one.net.One");
  }

  @Test
  void stubsCountOnlyWhereThereIsNoCode() {
    TestProject project =
        TestProject.of(
            "a.py", "class Code: pass\n",
            "a.pyi", "class Stub: pass\n",
            "b.pyi", "class Stub: pass\n",
            "main.py", "import a, b\na.Code; a.Stub; b.Stub\n");
    assertThat(project.meaning("main.py", "a.Code")).isEqualTo("class a.Code");
    assertThat(project.meaning("main.py", "a.Stub")).isEqualTo("?");
    assertThat(project.meaning("main.py", "b.Stub")).isEqualTo("class b.Stub");
  }

  @Test
  void starImportsBringPublicNames() {
    TestProject project =
        TestProject.of(
            "a.py", "import torch.nn as nn\n_hidden = 1\nclass A: pass\nclass Both: pass\n",
            "b.py", "__all__ = ['B', 'sub']\nclass B: pass\nclass Unlisted: pass\n",
            "pkg/__init__.py", "__all__ = ['net']\n",
            "pkg/net.py", "class Net: pass\n",
            "c.py", "class Both: pass\nfrom a import *\n",
            "main.py",
                """
                from a import *
                from b import *
                from c import *
                from pkg import *
                A; B; Unlisted; _hidden; Both; nn.Linear; net.Net; print; nobody
                """);
    assertThat(project.meaning("main.py", "A")).isEqualTo("class a.A");
    assertThat(project.meaning("main.py", "B")).isEqualTo("class b.B");
    assertThat(project.meaning("main.py", "Unlisted")).isEqualTo("?");
    assertThat(project.meaning("main.py", "_hidden")).isEqualTo("?");
    assertThat(project.meaning("main.py", "Both")).isEqualTo("class c.Both");
    assertThat(project.meaning("main.py", "nn.Linear")).isEqualTo("torch.nn.Linear");
    assertThat(project.meaning("main.py", "net.Net")).isEqualTo("class pkg.net.Net");
    assertThat(project.meaning("main.py", "print")).isEqualTo("builtins.print");
    assertThat(project.meaning("main.py", "nobody")).isEqualTo("?");
  }

  @Test
  void starImportsOfLibrariesBringWhatTheyExport() {
    String optim = "from torch.optim import *\nfrom torch.nn.modules import *\n";
    assertThat(meaning(optim + "SGD", "SGD")).isEqualTo("torch.optim.SGD");
    assertThat(meaning(optim + "lr_scheduler.StepLR", "lr_scheduler.StepLR"))
        .isEqualTo("torch.optim.lr_scheduler.StepLR");
    assertThat(meaning(optim + "Linear", "Linear")).isEqualTo("torch.nn.Linear");
    assertThat(meaning(optim + "len", "len")).isEqualTo("builtins.len");
    assertThat(meaning(optim + "nobody", "nobody")).isEqualTo("?");
  }

  @Test
  void aStarImportThatCannotBeReadHidesNothingThatIsSure() {
    TestProject project =
        TestProject.of(
            "a.py", "class A: pass\n",
            "main.py", "from a import *\nfrom somewhere import *\nA; B; len\n");
    assertThat(project.meaning("main.py", "A")).isEqualTo("class a.A");
    assertThat(project.meaning("main.py", "B")).isEqualTo("?");
    assertThat(project.meaning("main.py", "len")).isEqualTo("builtins.len");
  }

  @Test
  void whatAStarImportBringsIsToldByThePlainListOfItsModule() {
    TestProject project =
        TestProject.of(
            "pkg/__init__.py",
                "from .one import *\nfrom .two import *\nfrom .three import *\nfrom .four import *\n",
            "pkg/one.py",
                """
                __all__ = [
                    "One",  # "Not"
                    '_own',
                ]
                class One: pass
                class Not: pass
                class _own: pass
                """,
            "pkg/two.py",
                "__all__ = ['Two']\n__all__ += ['More']\nclass Two: pass\nclass More: pass\n",
            "pkg/three.py", "class Three: pass\nif Three:\n    __all__ = ['Three']\n",
            "pkg/four.py", "__all__ = ['Four'] + ['Five']\nclass Four: pass\nclass Five: pass\n",
            "main.py",
                """
                from pkg import One, Not, _own, Two, More, Three, Four, Five
                One; Not; _own; Two; More; Three; Four; Five
                """);
    assertThat(project.meaning("main.py", "Not")).isEqualTo("?");
    assertThat(project.parsed()).doesNotContain("pkg/one.py");
    assertThat(project.meaning("main.py", "One")).isEqualTo("class pkg.one.One");
    assertThat(project.meaning("main.py", "_own")).isEqualTo("class pkg.one._own");
    assertThat(project.meaning("main.py", "Two")).isEqualTo("class pkg.two.Two");
    assertThat(project.meaning("main.py", "More")).isEqualTo("class pkg.two.More");
    assertThat(project.meaning("main.py", "Three")).isEqualTo("class pkg.three.Three");
    assertThat(project.meaning("main.py", "Four")).isEqualTo("class pkg.four.Four");
    assertThat(project.meaning("main.py", "Five")).isEqualTo("class pkg.four.Five");
  }

  @Test
  void starImportsInCirclesEnd() {
    TestProject project =
        TestProject.of(
            "a.py", "from b import *\nclass A: pass\n",
            "b.py", "from a import *\nfrom c import *\nclass B: pass\n",
            "c.py", "from a import *\nfrom b import *\nclass C: pass\n",
            "main.py", "from a import *\nA; B; C; nobody\n");
    assertThat(project.meaning("main.py", "C")).isEqualTo("class c.C");
    assertThat(project.meaning("main.py", "B")).isEqualTo("class b.B");
    assertThat(project.meaning("main.py", "A")).isEqualTo("class a.A");
    assertThat(project.meaning("main.py", "nobody")).isEqualTo("?");
  }

  @Test
  void theFirstFallbackThatIsKnownWins() {
    String torchAmp =
        "try:\n  from torch.amp import GradScaler\nexcept ImportError:\n"
            + "  from somewhere import GradScaler\nGradScaler";
    assertThat(meaning(torchAmp, "GradScaler")).isEqualTo("torch.amp.GradScaler");
    String own =
        "try:\n  from apex_like.layers import Norm\nexcept ImportError:\n"
            + "  class Norm: pass\nNorm";
    assertThat(meaning(own, "Norm")).isEqualTo("class main.Norm");
    String nothing =
        "try:\n  from apex import amp\nexcept ImportError:\n  amp = None\namp.initialize";
    assertThat(meaning(nothing, "amp.initialize")).isEqualTo("apex.amp.initialize");
    String nested =
        "try:\n  import one as x\nexcept ImportError:\n  try:\n    import two as x\n"
            + "  except ImportError:\n    import torch as x\nx.nn";
    assertThat(meaning(nested, "x.nn")).isEqualTo("torch.nn");
  }

  @Test
  void differentMeaningsAreNeverGuessed() {
    TestProject project =
        TestProject.of(
            "a.py", "class Net: pass\n",
            "b.py", "class Net: pass\n",
            "main.py",
                "import sys\nif len(sys.argv) > 1:\n  from a import Net\nelse:\n  from b import Net\nNet()\n",
            "both.py",
                "import sys\nif len(sys.argv) > 1:\n  import torch.nn as nn\nelse:\n  from torch import nn\nnn.Linear\n");
    assertThat(project.meaning("main.py", "Net")).isEqualTo("variable");
    assertThat(project.meaning("both.py", "nn.Linear")).isEqualTo("torch.nn.Linear");
  }

  @Test
  void importsForTypeCheckersCount() {
    TestProject project =
        TestProject.of(
            "a.py", "class Net: pass\n",
            "main.py",
                """
                from typing import TYPE_CHECKING
                if TYPE_CHECKING:
                  from a import Net
                else:
                  Net = object
                def f(net: Net): pass
                """);
    assertThat(project.meaning("main.py", "Net")).isEqualTo("class a.Net");
  }

  @Test
  void importsInCirclesAreFollowed() {
    TestProject project =
        TestProject.of(
            "a.py", "import b\nclass Base: pass\nclass Last(b.Middle): pass\n",
            "b.py", "from a import Base\nclass Middle(Base): pass\n",
            "c.py", "from d import x\n",
            "d.py", "from c import x\nx\n");
    assertThat(project.type("a.py", "Last").mro().linear().toString())
        .isEqualTo("[a.Last, b.Middle, a.Base]");
    assertThat(project.meaning("d.py", "x")).isEqualTo("?");
  }

  @Test
  void aLibraryNameThatAFileOfTheProjectHidesIsStillFound() {
    TestProject project =
        TestProject.of(
            "torch.py", "import torch\ntorch.nn\n",
            "scripts/main.py", "from datasets import load_dataset, Own\nload_dataset; Own\n",
            "datasets/__init__.py", "class Own: pass\n");
    assertThat(project.meaning("torch.py", "torch.nn")).isEqualTo("torch.nn");
    assertThat(project.meaning("scripts/main.py", "load_dataset"))
        .isEqualTo("datasets.load_dataset");
    assertThat(project.meaning("scripts/main.py", "Own")).isEqualTo("class datasets.Own");
  }

  @Test
  void onlyWhatIsImportedIsRead() {
    TestProject project =
        TestProject.of(
            "a.py", "class A: pass\n",
            "b.py", "import c\nclass B: pass\n",
            "c.py", "",
            "main.py", "import a\nfrom b import B\nB\n");
    project.meaning("main.py", "B");
    assertThat(project.parsed()).containsExactly("b.py", "main.py");
  }
}
