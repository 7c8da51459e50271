package dev.tensorvet.semantic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Python's rules of what a name means inside one file. */
final class ScopeTest {

  private static String meaning(String source, String text) {
    return TestProject.of("main.py", source).meaning("main.py", text);
  }

  private static final String TWO = "from torch import nn\nclass A:\n  class nn: pass\n";

  @Test
  void methodsDoNotSeeTheNamesOfTheirClass() {
    assertThat(meaning(TWO + "  x = nn.Linear\n", "nn.Linear")).isEqualTo("?");
    assertThat(meaning(TWO + "  def f(self):\n    nn.Linear\n", "nn.Linear"))
        .isEqualTo("torch.nn.Linear");
    assertThat(meaning(TWO + "  f = lambda self: nn.Linear\n", "nn.Linear"))
        .isEqualTo("torch.nn.Linear");
    assertThat(meaning(TWO + "  f = [nn.Linear for i in x]\n", "nn.Linear"))
        .isEqualTo("torch.nn.Linear");
    assertThat(meaning(TWO + "  f = [1 for i in nn.Linear]\n", "nn.Linear")).isEqualTo("?");
    assertThat(meaning(TWO + "  @nn.deco\n  def f(self): pass\n", "nn.deco")).isEqualTo("?");
  }

  @Test
  void aNameThatAFunctionBindsAnywhereIsItsOwn() {
    assertThat(meaning("import torch\ndef f():\n  torch.nn\n  torch = 1\n", "torch.nn"))
        .isEqualTo("?");
    assertThat(meaning("import torch\ndef f(torch):\n  torch.nn\n", "torch.nn")).isEqualTo("?");
    assertThat(meaning("import torch\ndef f(a=torch.nn, torch=1): pass\n", "torch.nn"))
        .isEqualTo("torch.nn");
    assertThat(meaning("import torch\ndef f():\n  for torch in x: pass\n  torch.nn\n", "torch.nn"))
        .isEqualTo("?");
    assertThat(
            meaning(
                "import torch\ndef f():\n  with open() as (a, [torch, *b]): torch.nn\n",
                "torch.nn"))
        .isEqualTo("?");
    assertThat(
            meaning(
                "import torch\ndef f():\n  match x:\n    case [torch, 1]: torch.nn\n", "torch.nn"))
        .isEqualTo("?");
    assertThat(
            meaning(
                "import torch\ndef f():\n  try: pass\n  except E as torch: torch.nn\n", "torch.nn"))
        .isEqualTo("?");
  }

  @Test
  void comprehensionsHaveNamesOfTheirOwnButForTheWalrus() {
    assertThat(meaning("import torch\n[torch for torch in x]\ntorch.nn\n", "torch.nn"))
        .isEqualTo("torch.nn");
    assertThat(meaning("import torch\ndef f():\n  [torch.nn for torch in x]\n", "torch.nn"))
        .isEqualTo("?");
    assertThat(meaning("import torch\ndef f():\n  [torch for torch in torch.nn]\n", "torch.nn"))
        .isEqualTo("torch.nn");
    assertThat(
            meaning("import torch\ndef f():\n  [(torch := y) for y in x]\n  torch.nn", "torch.nn"))
        .isEqualTo("?");
    assertThat(
            meaning("import torch\ndef f():\n  g = lambda: (torch := 1)\n  torch.nn", "torch.nn"))
        .isEqualTo("torch.nn");
  }

  @Test
  void globalAndNonlocalReachOutwards() {
    assertThat(
            meaning(
                "import torch\ndef f(torch):\n  def g():\n    global torch\n    torch.nn\n",
                "torch.nn"))
        .isEqualTo("torch.nn");
    assertThat(
            meaning(
                "import torch\ndef f():\n  t = torch\n  def g():\n    nonlocal t\n    t = 1\n  t.nn\n",
                "t.nn"))
        .isEqualTo("?");
    assertThat(meaning("import torch\ndef f():\n  t = torch\n  def g():\n    t.nn\n", "t.nn"))
        .isEqualTo("torch.nn");
    assertThat(meaning("import torch\nglobal torch\ntorch.nn\n", "torch.nn")).isEqualTo("torch.nn");
  }

  @Test
  void typeParametersHideWhatLiesOutside() {
    assertThat(meaning("import T\ndef f[T](x: T.y): pass\n", "T.y")).isEqualTo("?");
    assertThat(meaning("import T\nclass A[T](B[T.y]): pass\n", "T.y")).isEqualTo("?");
    assertThat(meaning("import T\n@T.y\ndef f[T](): pass\n", "T.y")).isEqualTo("T.y");
  }

  @Test
  void aFunctionThatIsDefinedTwiceInARowIsTheLast() {
    TestProject project =
        TestProject.of(
            "main.py",
            "def f(): pass\ndef f(a): pass\nif f:\n  def g(): pass\nelse:\n  def g(a): pass\nf; g\n");
    assertThat(project.meaning("main.py", "f")).isEqualTo("function main.f");
    FunctionEntity last =
        (FunctionEntity)
            project
                .project()
                .resolver()
                .named(project.module("main.py").scope(), "f")
                .orElseThrow();
    assertThat(last.parameters().all()).hasSize(1);
    assertThat(project.meaning("main.py", "g")).isEqualTo("variable");
  }

  @Test
  void anAnnotationAloneGivesNoValue() {
    assertThat(meaning("import torch\nt: type\nt = torch.nn\nt.Linear\n", "t.Linear"))
        .isEqualTo("?");
    assertThat(meaning("t: type\nimport torch as t\nt.nn\n", "t.nn")).isEqualTo("torch.nn");
  }

  @Test
  void deepCodeIsNoTrouble() {
    String elifs = "elif x:\n  import torch\n".repeat(900);
    assertThat(meaning("if x:\n  pass\n" + elifs + "torch.nn", "torch.nn")).isEqualTo("torch.nn");
    String sum = "import torch\nx = " + "torch.nn + ".repeat(900) + "torch.nn.Linear\n";
    assertThat(meaning(sum, "torch.nn.Linear")).isEqualTo("torch.nn.Linear");
  }

  @Test
  void functionsKnowTheirPlace() {
    TestProject project =
        TestProject.of(
            "main.py",
            """
                class A:
                  def f(this):
                    def g(): pass
                    return lambda: 1
                  @staticmethod
                  def s(x): pass
                  @classmethod
                  def c(cls): pass
                  @property
                  def p(self): pass
                """);
    assertThat(project.module("main.py").functions())
        .map(FunctionEntity::qualifiedName)
        .containsExactly(
            "main.A.f",
            "main.A.f.<locals>.g",
            "main.A.f.<locals>.<lambda>",
            "main.A.s",
            "main.A.c",
            "main.A.p");
    assertThat(project.function("main.py", "f").selfName()).contains("this");
    assertThat(project.function("main.py", "f").owner()).contains(project.type("main.py", "A"));
    assertThat(project.function("main.py", "g").owner()).isEmpty();
    assertThat(project.function("main.py", "s").selfName()).isEmpty();
    assertThat(project.function("main.py", "c").selfName()).isEmpty();
    assertThat(project.function("main.py", "p").isProperty()).isTrue();
  }
}
