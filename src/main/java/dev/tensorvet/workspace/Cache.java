package dev.tensorvet.workspace;

import dev.tensorvet.finding.FileReport;
import dev.tensorvet.finding.Problem;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.workspace.Question.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What earlier runs found in files. An outcome is taken from here when every question about files
 * that it rests on has the answer that it had: the file itself is only one of them. So a run gives
 * the same with a cache and without. Safe for use by many threads.
 *
 * <p>What cannot be read, or does not fit, is as if it were not there; what cannot be written is
 * not.
 */
public final class Cache {

  private final CacheFolder folder;
  private final Ledger ledger;
  private final ReportCodec codec;
  private final CacheFile before;
  private final Map<Path, CacheFile.Entry> entries = new HashMap<>();
  private final Map<Evidence.Noted, Boolean> stillHolds = new ConcurrentHashMap<>();

  /** The outcomes of this run that are not in the file as they are. */
  private final Map<Path, CacheFile.Entry> fresh = new ConcurrentHashMap<>();

  /**
   * @param sources the file of a path, as a check sees it
   */
  public Cache(CacheFolder folder, Ledger ledger, Function<Path, Optional<SourceFile>> sources) {
    this.folder = folder;
    this.ledger = ledger;
    this.codec = new ReportCodec(ledger, sources);
    this.before = folder.read();
    before.entries().forEach(entry -> entries.put(entry.file(), entry));
  }

  /**
   * What checking a file gives.
   *
   * @param settings tells the settings that hold for the file from all others
   */
  public FileReport of(Path file, Digest settings, Supplier<FileReport> check) {
    Optional<CacheFile.Entry> known =
        Optional.ofNullable(entries.get(file))
            .filter(entry -> entry.settings().equals(settings) && holds(entry));
    Optional<FileReport> remembered = known.flatMap(codec::decode);
    if (remembered.isPresent()) {
      renew(known.get());
      return remembered.get();
    }
    Kept<FileReport> found = ledger.keep(check);
    if (isOfTheFile(found.value())) {
      List<Evidence.Noted> evidence = withFolders(found.evidence().all());
      codec
          .encode(found.value())
          .map(report -> new CacheFile.Entry(file, settings, evidence, report))
          .filter(CacheFile.Entry::canBeWritten)
          .ifPresent(entry -> fresh.put(file, entry));
    }
    return found.value();
  }

  /** A crash, or a file that cannot be read, has to do with this run; it has no place. */
  private static boolean isOfTheFile(FileReport report) {
    return report.problems().stream().map(Problem::place).allMatch(Optional::isPresent);
  }

  // --- whether an outcome still holds

  private boolean holds(CacheFile.Entry entry) {
    Set<Question> unchanged = new HashSet<>();
    List<Evidence.Noted> words = new ArrayList<>();
    for (Evidence.Noted noted : entry.evidence()) {
      switch (noted.question().kind()) {
        case FOLDER, FOLDER_BESIDE -> {
          if (holds(noted)) {
            unchanged.add(noted.question());
          }
        }
        case WORD, WORD_BESIDE -> words.add(noted);
        default -> {
          if (!holds(noted)) {
            return false;
          }
        }
      }
    }
    // Where no file has changed, none has another word; else the words of all are to be read.
    return words.stream()
        .allMatch(word -> unchanged.contains(folderOf(word.question())) || holds(word));
  }

  private boolean holds(Evidence.Noted noted) {
    return stillHolds.computeIfAbsent(
        noted, n -> ledger.ask(n.question()).answer().equals(n.answer()));
  }

  private static Question folderOf(Question word) {
    return new Question(word.kind() == Kind.WORD ? Kind.FOLDER : Kind.FOLDER_BESIDE, word.path());
  }

  /** With what tells at once that no word has come or gone. */
  private List<Evidence.Noted> withFolders(Set<Evidence.Noted> evidence) {
    Set<Evidence.Noted> all = new HashSet<>();
    for (Evidence.Noted noted : evidence) {
      switch (noted.question().kind()) {
        case FOLDER, FOLDER_BESIDE -> {}
        case WORD, WORD_BESIDE -> {
          all.add(noted);
          all.add(ledger.ask(folderOf(noted.question())));
        }
        default -> all.add(noted);
      }
    }
    return List.copyOf(all);
  }

  /** Lets an outcome rest on the folders as they are now. */
  private void renew(CacheFile.Entry entry) {
    boolean isOld =
        entry.evidence().stream()
            .filter(
                n ->
                    n.question().kind() == Kind.FOLDER || n.question().kind() == Kind.FOLDER_BESIDE)
            .anyMatch(noted -> !holds(noted));
    if (isOld) {
      fresh.put(
          entry.file(),
          new CacheFile.Entry(
              entry.file(),
              entry.settings(),
              withFolders(Set.copyOf(entry.evidence())),
              entry.report()));
    }
  }

  // --- the end of a run

  /** Keeps what this run found for the next one. */
  public void save() {
    if (fresh.isEmpty()) {
      return;
    }
    // Another run may have ended since this one began; what it found is not to be lost.
    Map<Path, CacheFile.Entry> all = new HashMap<>();
    for (CacheFile.Entry entry : folder.read().entries()) {
      if (ledger.isFile(entry.file())) {
        all.put(entry.file(), entry);
      }
    }
    all.putAll(fresh);
    folder.write(new CacheFile(List.copyOf(all.values())));
  }
}
