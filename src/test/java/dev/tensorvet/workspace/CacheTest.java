package dev.tensorvet.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.FileReport;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Level;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.Problem;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.Reported;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.source.Span;
import dev.tensorvet.source.TextEdit;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CacheTest {

  private static final Path FILE = MemoryTree.ROOT.resolve("train.py");
  private static final Path IMPORTED = MemoryTree.ROOT.resolve("lib/net.py");
  private static final Path ABSENT = MemoryTree.ROOT.resolve("net.py");
  private static final Digest SETTINGS = Digest.of(List.of("all on"));
  private static final Digest KEY = Digest.of(List.of("tool"));

  private final Path folder;
  private final Map<String, String> files =
      new HashMap<>(Map.of("train.py", "train()", "lib/net.py", "net", "lib/other.py", "word"));

  CacheTest(@TempDir Path folder) {
    this.folder = folder.resolve("cache");
  }

  /** One run over the file: whether it was checked anew. */
  private final class Run {

    private final Ledger ledger = Ledger.of(new MemoryTree(files));
    private boolean isFresh;

    Run with(Digest key, Digest settings) {
      CacheFolder at = new CacheFolder(folder, "1", key);
      assertThat(at.make()).isTrue();
      Cache cache = new Cache(at, ledger, ledger::read);
      FileReport report = cache.of(FILE, settings, this::check);
      assertThat(report).isEqualTo(report());
      cache.save();
      return this;
    }

    private FileReport check() {
      isFresh = true;
      ledger.isFile(ABSENT);
      ledger.read(IMPORTED);
      ledger.filesWith("word", MemoryTree.ROOT, true);
      return report();
    }

    private FileReport report() {
      SourceFile file = ledger.read(FILE).orElseThrow();
      Place here = new Place(file, new Span(0, 5));
      Place there = new Place(ledger.read(IMPORTED).orElse(file), new Span(1, 3));
      Finding plain = Finding.of(new RuleId("some-rule"), here, "says `\u00fc`");
      Finding full =
          plain
              .withCertainty(Certainty.LIKELY)
              .withRelated(List.of(new Related(there, "made here")))
              .withFix(
                  new Fix(
                      "insert it",
                      Fix.Safety.UNSAFE,
                      List.of(new TextEdit(new Span(2, 2), "it\n"))));
      return new FileReport(
          List.of(
              new Reported(full, Level.WARNING, "Net.forward"), new Reported(plain, Level.ERROR)),
          List.of(new Reported(plain, Level.ADVICE)),
          List.of(
              new Problem(
                  "syntax-error", Level.WARNING, file.path(), Optional.of(here), "is broken")));
    }
  }

  private boolean isFresh() {
    return new Run().with(KEY, SETTINGS).isFresh;
  }

  @Test
  void anOutcomeIsFoundOnce() {
    assertThat(isFresh()).isTrue();
    assertThat(isFresh()).isFalse();
    assertThat(isFresh()).isFalse();
  }

  @Test
  void anyOtherAnswerMakesItStale() {
    isFresh();
    files.put("train.py", "train(1)");
    assertThat(isFresh()).isTrue();
    files.put("lib/net.py", "other");
    assertThat(isFresh()).isTrue();
    files.put("net.py", "");
    assertThat(isFresh()).isTrue();
    files.put("lib/more.py", "a word");
    assertThat(isFresh()).isTrue();
    files.remove("lib/more.py");
    assertThat(isFresh()).isTrue();
    files.remove("lib/net.py");
    assertThat(isFresh()).isTrue();
    assertThat(isFresh()).isFalse();
  }

  @Test
  void whatWasNotAskedForMakesNoDifference() {
    isFresh();
    files.put("lib/other.py", "the word stays");
    assertThat(isFresh()).isFalse();
    files.put("lib/more.py", "none");
    assertThat(isFresh()).isFalse();
  }

  @Test
  void soDoOtherSettingsAndAnotherTool() {
    isFresh();
    assertThat(new Run().with(KEY, Digest.of(List.of("all off"))).isFresh).isTrue();
    assertThat(new Run().with(KEY, SETTINGS).isFresh).isTrue();
    assertThat(new Run().with(Digest.of(List.of("new tool")), SETTINGS).isFresh).isTrue();
    assertThat(isFresh()).isFalse();
  }

  @Test
  void aCrashIsNotKept() {
    FileReport crash =
        new FileReport(
            List.of(),
            List.of(),
            List.of(new Problem("internal-error", Level.ERROR, "a.py", Optional.empty(), "crash")));
    for (int i = 0; i < 2; i++) {
      CacheFolder at = new CacheFolder(folder, "1", KEY);
      assertThat(at.make()).isTrue();
      Ledger ledger = Ledger.of(new MemoryTree(files));
      Cache cache = new Cache(at, ledger, ledger::read);
      assertThat(cache.of(FILE, SETTINGS, () -> crash)).isSameAs(crash);
      cache.save();
    }
  }

  @Test
  void noFileIsShownThatWasNotRead() {
    Ledger ledger = Ledger.of(new MemoryTree(files));
    ReportCodec codec = new ReportCodec(ledger, ledger::read);
    FileReport report = new Run().report();
    assertThat(codec.encode(report)).as("files of another run").isEmpty();
    Run run = new Run();
    FileReport own = run.report();
    ReportCodec its = new ReportCodec(run.ledger, run.ledger::read);
    Kept<FileReport> kept = run.ledger.keep(run::report);
    CacheFile.Entry entry =
        new CacheFile.Entry(
            FILE, SETTINGS, List.copyOf(kept.evidence().all()), its.encode(own).orElseThrow());
    assertThat(its.decode(entry)).contains(own);
    assertThat(its.decode(new CacheFile.Entry(FILE, SETTINGS, List.of(), entry.report())))
        .isEmpty();
  }
}
