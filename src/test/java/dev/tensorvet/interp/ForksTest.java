package dev.tensorvet.interp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.Tensorvet;
import dev.tensorvet.framework.Frameworks;
import dev.tensorvet.graph.Note;
import dev.tensorvet.ops.Ops;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.Project;
import dev.tensorvet.workspace.MemoryTree;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is told of a model that may be another one, by what the code does not tell. */
final class ForksTest {

  private final Frameworks frameworks = Frameworks.all();
  private final Interpreter interpreter = new Interpreter(Tensorvet::parse, frameworks, Ops::all);

  static Stream<Arguments> choices() {
    return Stream.of(
        Arguments.of(
            "one of two, by a call of another library",
            """
            if kinds.best() == "deep":
                self.head = nn.Sequential(nn.Linear(8, 8))
            else:
                self.head = nn.Linear(8, 2)
            """,
            "`Sequential` for `head` is taken, and may be `Linear`: the code does not tell"
                + " `kinds.best() == \"deep\"`"),
        Arguments.of(
            "one of three",
            """
            if kinds.one():
                self.head = nn.Linear(8, 8)
            elif kinds.other():
                self.head = nn.Linear(8, 2)
            else:
                self.head = nn.Identity()
            """,
            "`Linear` for `head` is taken, and may be another `Linear` or `Identity`: the code"
                + " does not tell `kinds.one()`"),
        Arguments.of(
            "one that a function gives",
            """
            self.head = head()
            """,
            "`Identity` for `head` is taken, and may be `Linear`: the code does not tell"
                + " `kinds.none()`"),
        Arguments.of(
            "in an expression",
            """
            self.head = nn.Linear(8, 2) if kinds.one() else nn.Identity()
            """,
            "`Linear` for `head` is taken, and may be `Identity`: the code does not tell"
                + " `kinds.one()`"),
        Arguments.of(
            "one that may not be there",
            """
            if kinds.one():
                self.head = nn.Linear(8, 2)
            """,
            "`Linear` is left out, and may be there: the code does not tell `kinds.one()`"),
        Arguments.of(
            "by an argument that nobody gives",
            """
            self.head = nn.Identity() if wide else nn.Linear(8, 2)
            """,
            "`wide` is taken to be true: the code does not tell it"),
        Arguments.of(
            "by how many elements an argument has",
            """
            if len(shape) == 3:
                self.head = nn.Conv2d(shape[0], 2, 3)
            elif len(shape) == 1:
                self.head = nn.Linear(shape[0], 2)
            else:
                raise ValueError(shape)
            """,
            "`len(shape) == 3` is taken to be false: the code does not tell it"),
        Arguments.of(
            "by a word that an argument is compared to",
            """
            if kind == "narrow":
                self.head = nn.Linear(8, 2)
            else:
                self.head = nn.Identity()
            """,
            "`kind == \"narrow\"` is taken to be true: the code does not tell it"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("choices")
  void whatIsTakenIsTold(String name, String code, String note) {
    assertThat(notes(code)).containsExactly(note);
  }

  @Test
  void whatTheCodeTellsIsNoChoice() {
    assertThat(
            notes(
                """
                depth = 3
                for i in range(depth):
                    if i == 1:
                        self.head = nn.Linear(8, 2)
                if depth > 2:
                    self.tail = nn.Linear(8, 2)
                """))
        .isEmpty();
  }

  @Test
  void anArgumentThatIsRefusedIsNoChoice() {
    assertThat(
            notes(
                """
                if kind not in ("narrow", "wide"):
                    raise ValueError(kind)
                self.head = nn.Linear(8, 2)
                """))
        .isEmpty();
  }

  @Test
  void whatTurnsFromTurnToTurnIsNoChoice() {
    assertThat(
            notes(
                """
                parts = []
                for word in ("narrow", "wide", "narrow"):
                    if kind == word:
                        parts.append(nn.Linear(8, 8))
                self.parts = nn.Sequential(*parts)
                """))
        .isEmpty();
  }

  private List<String> notes(String code) {
    String text =
        """
        import kinds
        from torch import nn


        def head():
            if kinds.none():
                return nn.Identity()
            return nn.Linear(8, 2)


        class Net(nn.Module):
            def __init__(self, shape, kind, wide):
                super().__init__()
        """
            + code.indent(8);
    Project project =
        new Project(new MemoryTree(Map.of("net.py", text)), Tensorvet::parse, frameworks);
    ClassEntity model =
        project.module(MemoryTree.ROOT.resolve("net.py")).orElseThrow().classes().getFirst();
    Request request =
        new Request(
            List.of(),
            /* isTraining= */ false,
            /* hasFirstValues= */ false,
            /* looksAtUses= */ true);
    return interpreter.interpret(model, request).graph().notes().stream()
        .filter(Note::isUntold)
        .map(Note::text)
        .toList();
  }
}
