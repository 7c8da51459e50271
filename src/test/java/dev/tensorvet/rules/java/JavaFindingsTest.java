package dev.tensorvet.rules.java;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.rules.Findings;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Findings in Java show and can be silenced as those in Python. */
final class JavaFindingsTest {

  private static final String LEAK =
      """
      import ai.djl.ndarray.*;

      class Main {
        float first(float[] numbers) {
          %sNDManager manager = NDManager.newBaseManager();%s
          return manager.create(numbers).getFloat(0);
        }
      }
      """;

  private static Findings in(String before, String behind) {
    return Findings.in(Map.of("Main.java", LEAK.formatted(before, behind)));
  }

  @Test
  void aFindingPointsAtWhatOpens() {
    in("", "")
        .only("djl-ndmanager-not-closed")
        .at("NDManager.newBaseManager()")
        .says("`manager` is not closed anywhere: the native memory of all its arrays stays");
  }

  @Test
  void aCommentOnTheLineSilencesIt() {
    assertThat(in("", " // tensorvet: ignore[djl-ndmanager-not-closed] short-lived").all())
        .isEmpty();
  }

  @Test
  void aCommentAloneSilencesTheStatementBelow() {
    String comment = "// tensorvet: ignore[djl-ndmanager-not-closed] short-lived\n    ";
    assertThat(in(comment, "").all()).isEmpty();
  }

  @Test
  void aCommentSilencesAFile() {
    String file = "// tensorvet: ignore-file[djl-ndmanager-not-closed]\n" + LEAK.formatted("", "");
    assertThat(Findings.in(Map.of("Main.java", file)).all()).isEmpty();
  }

  @Test
  void aCommentThatSilencesNothingIsTold() {
    String comment = " // tensorvet: ignore[djl-step-missing]";
    assertThat(in("", comment).problems())
        .containsExactly("Main.java: nothing here is found by `djl-step-missing`");
  }

  @Test
  void typesOfOtherFilesOfTheProjectAreFollowed() {
    String user =
        """
        package app;

        import ai.djl.ndarray.NDManager;

        class Main {
          void run(float[] numbers) {
            NDManager manager = NDManager.newBaseManager();
            Shapes.print(manager, numbers);
          }
        }
        """;
    String helper =
        """
        package app;

        import ai.djl.ndarray.NDManager;

        final class Shapes {
          static void print(NDManager manager, float[] numbers) {
            System.out.println(manager.create(numbers).getShape());
            %s
          }
        }
        """;
    String main = "src/main/java/app/Main.java";
    String other = "src/main/java/app/Shapes.java";
    Findings.in(Map.of(main, user, other, helper.formatted("")))
        .only("djl-ndmanager-not-closed")
        .at("NDManager.newBaseManager()");
    assertThat(Findings.in(Map.of(main, user, other, helper.formatted("manager.close();"))).all())
        .isEmpty();
  }
}
