package dev.tensorvet.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MemoTest {

  private final Ledger ledger =
      Ledger.of(new MemoryTree(Map.of("a.py", "x = 1", "b.py", "y = word", "lib/c.py", "word")));

  private static Path path(String name) {
    return MemoryTree.ROOT.resolve(name);
  }

  /** What was asked, as {@code KIND name}. */
  private static List<String> asked(Kept<?> kept) {
    return kept.evidence().all().stream()
        .map(Evidence.Noted::question)
        .map(q -> (q.kind() + " " + q.path().getFileName() + " " + q.word()).strip())
        .sorted()
        .toList();
  }

  @Test
  void whoeverGetsAnAnswerRestsOnWhatItRestsOn() {
    Memo<String, Boolean> memo = new Memo<>(ledger);
    Kept<Boolean> first = ledger.keep(() -> memo.get("a.py", name -> ledger.isFile(path(name))));
    Kept<Boolean> second = ledger.keep(() -> memo.get("a.py", name -> false));
    Kept<Boolean> other = ledger.keep(() -> memo.getOnce("no.py", n -> ledger.isFile(path(n))));
    assertThat(first.value()).isTrue();
    assertThat(second.value()).isTrue();
    assertThat(asked(first)).containsExactly("FILE a.py");
    assertThat(asked(second)).containsExactly("FILE a.py");
    assertThat(asked(other)).containsExactly("FILE no.py");
  }

  @Test
  void anAnswerRestsOnThoseBelowIt() {
    Once<Integer> inner = new Once<>();
    Once<Integer> outer = new Once<>();
    for (int turn = 0; turn < 2; turn++) {
      Kept<Integer> kept =
          ledger.keep(
              () ->
                  outer.get(
                      ledger,
                      () ->
                          inner.get(ledger, () -> ledger.hasNameEnding(path("lib"), ".py") ? 1 : 0)
                              + ledger.filesWith("word", path("lib"), true).size()));
      assertThat(kept.value()).isEqualTo(2);
      assertThat(asked(kept)).containsExactly("ENDING lib .py", "WORD lib word");
    }
    assertThat(outer.known(ledger)).contains(2);
  }

  @Test
  void whatIsFoundInSpiteOfACrashRestsOnIt() {
    Memo<String, Boolean> memo = new Memo<>(ledger);
    Kept<Boolean> kept =
        ledger.keep(
            () -> {
              assertThatThrownBy(
                      () ->
                          memo.get(
                              "a.py",
                              name -> {
                                ledger.read(path(name));
                                throw new IllegalStateException("no");
                              }))
                  .hasMessage("no");
              return ledger.isDirectory(path("lib"));
            });
    assertThat(asked(kept)).containsExactly("CONTENT a.py", "DIRECTORY lib");
  }

  @Test
  void evidenceMayLeadBackToItself() {
    Evidence.Sum one = new Evidence.Sum();
    Evidence.Sum other = new Evidence.Sum();
    Kept<Boolean> kept = ledger.keep(() -> ledger.isFile(path("a.py")));
    one.close(List.of(other));
    other.close(List.of(one, kept.evidence()));
    assertThat(one.all()).isEqualTo(other.all()).hasSize(1);
  }

  @Test
  void aSilentLedgerNotesNothing() {
    Ledger silent = Ledger.silent(new MemoryTree(Map.of("a.py", "x")));
    Kept<Boolean> kept = silent.keep(() -> silent.isFile(path("a.py")));
    assertThat(kept.value()).isTrue();
    assertThat(asked(kept)).isEmpty();
  }
}
