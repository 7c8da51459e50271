package dev.tensorvet.semantic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.tensor.Proof;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Classes: what is above them, where their methods come from, what their objects hold. */
final class ClassTest {

  private static final String NN = "from torch import nn\n";

  private static ClassEntity type(String source, String name) {
    return TestProject.of("main.py", source).type("main.py", name);
  }

  private static List<String> order(ClassEntity type) {
    return type.mro().linear().stream().map(NameText::name).toList();
  }

  @Test
  void theOrderFollowsBasesAcrossFiles() {
    TestProject project =
        TestProject.of(
            "base.py",
            NN + "class Base(nn.Module): pass\nclass Mixin: pass\n",
            "main.py",
            """
                import base
                from base import Mixin as M
                class Net(M, base.Base): pass
                class Last(Net, M): pass
                """);
    ClassEntity last = project.type("main.py", "Last");
    assertThat(order(last))
        .containsExactly(
            "class main.Last",
            "class main.Net",
            "class base.Mixin",
            "class base.Base",
            "torch.nn.Module");
    assertThat(last.mro().isComplete()).isTrue();
    assertThat(last.isSubclassOf("torch.nn.Module")).isEqualTo(Proof.YES);
    assertThat(last.isSubclassOf("torch.nn.Linear")).isEqualTo(Proof.NO);
  }

  @Test
  void whatLibraryClassesInheritIsKnown() {
    ClassEntity type = type(NN + "class L(nn.Linear): pass\n", "L");
    assertThat(order(type)).containsExactly("class main.L", "torch.nn.Linear", "torch.nn.Module");
    ClassEntity generic =
        type("from typing import Generic\nclass G(Generic[T], object): pass", "G");
    assertThat(order(generic)).containsExactly("class main.G", "typing.Generic");
    assertThat(generic.mro().isComplete()).isTrue();
  }

  @Test
  void anUnknownBaseLeavesTheAnswerOpen() {
    ClassEntity type = type("from somewhere import Base\nclass A(Base): pass\n", "A");
    assertThat(type.mro().isComplete()).isFalse();
    assertThat(type.isSubclassOf("torch.nn.Module")).isEqualTo(Proof.UNKNOWN);
    assertThat(type.lookup("forward")).isInstanceOf(MethodLookup.Unknown.class);
    ClassEntity factory = type("def f(base):\n  class A(base): pass\n", "A");
    assertThat(factory.mro().isComplete()).isFalse();
    ClassEntity both = type(NN + "class A(make(), nn.Module): pass\n", "A");
    assertThat(both.isSubclassOf("torch.nn.Module")).isEqualTo(Proof.YES);
    assertThat(both.lookup("forward")).isInstanceOf(MethodLookup.Unknown.class);
  }

  @Test
  void classesInCirclesStandAloneWhicheverIsAskedFirst() {
    String[] files = {
      "a.py", "from b import B\nclass A(B): pass\nclass Below(A): pass\n",
      "b.py", "from c import C\nclass B(C): pass\n",
      "c.py", "from a import A\nclass C(A): pass\n",
    };
    for (String first : List.of("A", "B", "C", "Below")) {
      TestProject project = TestProject.of(files);
      project
          .type(
              first.equals("Below") ? "a.py" : first.toLowerCase(java.util.Locale.ROOT) + ".py",
              first)
          .mro();
      for (String name : List.of("a.A", "b.B", "c.C", "a.Below")) {
        Mro mro = project.type(name.charAt(0) + ".py", name.substring(2)).mro();
        assertThat(mro.linear().toString()).isEqualTo("[" + name + "]");
        assertThat(mro.isComplete()).isFalse();
      }
    }
  }

  @Test
  void aClassThatNamesItselfAsBaseEnds() {
    assertThat(type("class A(A): pass\n", "A").mro().isComplete()).isFalse();
    assertThat(type("class A(A.B): pass\n", "A").mro().isComplete()).isFalse();
  }

  @Test
  void contradictingBasesLeaveTheOrderIncomplete() {
    ClassEntity type = type("class X: pass\nclass Y(X): pass\nclass Z(X, Y): pass\n", "Z");
    assertThat(type.mro().isComplete()).isFalse();
    assertThat(order(type)).containsExactly("class main.Z", "class main.X", "class main.Y");
  }

  @Test
  void aLadderOfClassesIsNoTrouble() {
    StringBuilder ladder = new StringBuilder("class A0: pass\nclass B0: pass\n");
    for (int i = 1; i < 60; i++) {
      ladder.append("class A" + i + "(A" + (i - 1) + ", B" + (i - 1) + "): pass\n");
      ladder.append("class B" + i + "(A" + (i - 1) + ", B" + (i - 1) + "): pass\n");
    }
    assertThat(type(ladder.toString(), "A59").mro().isComplete()).isTrue();
    StringBuilder chain = new StringBuilder("class C0: pass\n");
    for (int i = 1; i < 5000; i++) {
      chain.append("class C" + i + "(C" + (i - 1) + "): pass\n");
    }
    assertThat(type(chain.toString(), "C100").mro().linear()).hasSize(101);
    assertThat(type(chain.toString(), "C4999").mro().isComplete()).isFalse();
  }

  @Test
  void methodsAreFoundWhereTheyComeFrom() {
    TestProject project =
        TestProject.of(
            "base.py", NN + "class Base(nn.Module):\n  def forward(self, x): pass\n",
            "main.py",
                NN
                    + """
                from base import Base
                class Mixin:
                  def helper(self): pass
                  def eval(self): pass
                class Net(Base, Mixin):
                  def own(self): pass
                  field = 1
                  alias = own
                class Plain: pass
                class S(nn.Sequential): pass
                """);
    ClassEntity net = project.type("main.py", "Net");
    assertThat(found(net.lookup("own"))).isEqualTo("main.Net.own");
    assertThat(found(net.lookup("alias"))).isEqualTo("main.Net.own");
    assertThat(found(net.lookup("forward"))).isEqualTo("base.Base.forward");
    assertThat(found(net.lookup("helper"))).isEqualTo("main.Mixin.helper");
    assertThat(found(net.lookup("eval"))).isEqualTo("torch.nn.Module");
    assertThat(found(net.lookup("field"))).isEqualTo("Unknown");
    assertThat(found(net.lookup("nothing"))).isEqualTo("Absent");
    assertThat(found(project.type("main.py", "Plain").lookup("f"))).isEqualTo("Absent");
    assertThat(found(project.type("main.py", "S").lookup("forward")))
        .isEqualTo("torch.nn.Sequential");
    assertThat(found(net.lookupAfter(net, "forward"))).isEqualTo("base.Base.forward");
    assertThat(found(net.lookupAfter(project.type("base.py", "Base"), "forward")))
        .isEqualTo("torch.nn.Module");
  }

  private static String found(MethodLookup lookup) {
    return switch (lookup) {
      case MethodLookup.Found found -> found.function().qualifiedName();
      case MethodLookup.InLibrary library -> library.type().qualifiedName();
      case MethodLookup.Absent absent -> "Absent";
      case MethodLookup.Unknown unknown -> "Unknown";
    };
  }

  @Test
  void aPropertyIsItsGetterAndABranchIsNoMethod() {
    ClassEntity type =
        type(
            """
            class A:
              @property
              def p(self): return 1
              @p.setter
              def p(self, v): pass
              if x:
                def f(self): pass
              else:
                def f(self, y): pass
            """,
            "A");
    assertThat(type.ownMethod("p").orElseThrow().isProperty()).isTrue();
    assertThat(type.ownMethod("f")).isEmpty();
    assertThat(found(type.lookup("f"))).isEqualTo("Unknown");
  }

  @Test
  void attributesAreFoundHoweverTheyAreAssigned() {
    ClassEntity type =
        type(
            """
            class A:
              level = 1
              def __init__(this, x):
                this.plain = this.second = x
                this.typed: int = 2
                this.a, (this.b, *this.rest) = x, y
                setattr(this, 'named', 3)
                setattr(this, name, 3)
                other.foreign = this.read
                this.deep.er = 1
                for this.i in x: pass
                with x as this.w: pass
                def closure():
                  this.inner = 1
                def hidden(this):
                  this.not_ours = 1
                class B:
                  def f(this): this.not_ours = 1
              def step(self):
                self.plain += 1
              @staticmethod
              def s(self):
                self.not_ours = 1
            """,
            "A");
    assertThat(type.attributeNames())
        .containsExactlyInAnyOrder(
            "level", "plain", "second", "typed", "a", "b", "rest", "named", "i", "w", "inner");
    assertThat(type.attributeSites("plain"))
        .map(site -> site.method().map(FunctionEntity::name).orElse(""))
        .containsExactly("__init__", "step");
    assertThat(type.attributeSites("plain").getFirst().value()).isPresent();
    assertThat(type.attributeSites("level").getFirst().method()).isEmpty();
    assertThat(type.attributeSites("a").getFirst().value()).isPresent();
    assertThat(type.attributeSites("b").getFirst().value()).isEmpty();
    assertThat(type.attributeSites("none")).isEmpty();
  }

  @Test
  void aLibraryThatIsTheProjectIsItself() {
    TestProject project =
        TestProject.of(
            "torch/__init__.py", "from . import nn\n",
            "torch/nn/__init__.py", "from .modules.module import Module\n",
            "torch/nn/modules/__init__.py", "",
            "torch/nn/modules/module.py", "import random\nclass Module: pass\nrandom.seed\n",
            "torch/random.py", "def seed(): pass\n",
            "main.py", "import torch\nclass Net(torch.nn.Module): pass\n");
    ClassEntity net = project.type("main.py", "Net");
    assertThat(order(net))
        .containsExactly("class main.Net", "class torch.nn.modules.module.Module");
    assertThat(net.isSubclassOf("torch.nn.Module")).isEqualTo(Proof.YES);
    assertThat(project.meaning("torch/nn/modules/module.py", "random.seed"))
        .isEqualTo("random.seed");
  }
}
