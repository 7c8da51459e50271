package dev.tensorvet.semantic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What of a project stays in memory. */
class ModulesTest {

  private final TestProject project =
      TestProject.of(Map.of("heart.py", "x = 1\n", "a.py", "import heart\n", "b.py", "y = 2\n"));

  @Test
  void whatIsLetGoIsTheModuleOfItsFileWhileAnybodyHoldsIt() {
    SourceModule held = project.module("a.py");
    project.project().letGo(0);
    assertThat(project.project().heldCharacters()).isZero();
    assertThat(project.module("a.py")).isSameAs(held);
    assertThat(project.project().heldCharacters()).isEqualTo(held.file().text().length());
  }

  @Test
  void whatIsAskedForAgainStays() {
    int heart = project.module("heart.py").file().text().length();
    project.module("a.py");
    project.project().letGo(100);
    assertThat(project.project().heldCharacters()).isZero();
    project.module("heart.py");
    project.module("b.py");
    project.project().letGo(100);
    assertThat(project.project().heldCharacters()).isEqualTo(heart);
    project.project().letGo(100);
    assertThat(project.project().heldCharacters()).isZero();
  }

  @Test
  void noMoreStaysThanThereIsRoomFor() {
    project.module("heart.py");
    project.project().letGo(100);
    int heart = project.module("heart.py").file().text().length();
    project.project().letGo(heart - 1);
    assertThat(project.project().heldCharacters()).isZero();
  }
}
