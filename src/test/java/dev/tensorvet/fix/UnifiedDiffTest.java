package dev.tensorvet.fix;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class UnifiedDiffTest {

  @Test
  void aChangeHasThreeLinesAroundIt() {
    String before = "a\nb\nc\nd\ne\nf\ng\nh\ni\n";
    assertThat(UnifiedDiff.of("src/x.py", before, before.replace("e\n", "e2\nnew\n")))
        .isEqualTo(
            """
            --- a/src/x.py
            +++ b/src/x.py
            @@ -2,7 +2,8 @@
             b
             c
             d
            -e
            +e2
            +new
             f
             g
             h
            """);
  }

  @Test
  void aMissingLineEndIsTold() {
    assertThat(UnifiedDiff.of("x.py", "a", "a\nb"))
        .isEqualTo(
            """
            --- a/x.py
            +++ b/x.py
            @@ -1,1 +1,2 @@
            -a
            \\ No newline at end of file
            +a
            +b
            \\ No newline at end of file
            """);
  }

  @Test
  void carriageReturnsArePartOfTheLines() {
    assertThat(UnifiedDiff.of("x.py", "a\r\nb\r\n", "a\r\nc\r\n"))
        .isEqualTo("--- a/x.py\n+++ b/x.py\n@@ -1,2 +1,2 @@\n a\r\n-b\r\n+c\r\n");
  }

  @Test
  void linesThatLookLikeHeadersAreLines() {
    assertThat(UnifiedDiff.of("x.py", "@@ 1\n-- x\n", "@@ 1\n++ y\n"))
        .isEqualTo("--- a/x.py\n+++ b/x.py\n@@ -1,2 +1,2 @@\n @@ 1\n--- x\n+++ y\n");
  }

  @Test
  void anEmptyFileCanBeFilled() {
    assertThat(UnifiedDiff.of("x.py", "", "a\n"))
        .isEqualTo("--- a/x.py\n+++ b/x.py\n@@ -0,0 +1,1 @@\n+a\n");
  }

  @Test
  void noChangeIsNoDiff() {
    assertThat(UnifiedDiff.of("x.py", "a\n", "a\n")).isEmpty();
  }
}
