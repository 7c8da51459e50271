package dev.tensorvet.workspace;

import dev.tensorvet.source.SourceFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The files of a run, with a note of which questions about them each answer rests on. Safe for use
 * by many threads.
 *
 * <p>A silent ledger notes nothing.
 */
public final class Ledger {

  /** Deep enough for any code that people write. */
  private static final int DEEPEST_FOLDER = 32;

  private final FileTree files;
  private final boolean isSilent;
  private final ThreadLocal<Optional<Page>> page = ThreadLocal.withInitial(Optional::empty);
  private final Map<Question, Evidence.Noted> noted = new ConcurrentHashMap<>();
  private final Map<SourceFile, Path> paths = new ConcurrentHashMap<>();
  private final Map<Folder, WordIndex> indexes = new ConcurrentHashMap<>();

  /** Where files that hold words are looked for. */
  private record Folder(Path path, boolean isDeep) {}

  private Ledger(FileTree files, boolean isSilent) {
    this.files = files;
    this.isSilent = isSilent;
  }

  public static Ledger silent(FileTree files) {
    return new Ledger(files, true);
  }

  public static Ledger of(FileTree files) {
    return new Ledger(files, false);
  }

  // --- evidence

  /** What a thread noted for the answer that it looks for. */
  private static final class Page {

    private static final int FEW = 12;

    private final List<Evidence> parts = new ArrayList<>(4);
    private final Set<Evidence> many = new HashSet<>();

    void add(Evidence part) {
      if (part == Evidence.none()) {
        return;
      }
      if (parts.size() < FEW) {
        if (!parts.contains(part)) {
          parts.add(part);
        }
        return;
      }
      if (many.isEmpty()) {
        many.addAll(parts);
      }
      if (many.add(part)) {
        parts.add(part);
      }
    }
  }

  /** Finds an answer, with what it rests on; whoever uses it lets it be handed to him. */
  public <V> Kept<V> keep(Supplier<? extends V> find) {
    if (isSilent) {
      return new Kept<>(find.get(), Evidence.none());
    }
    Optional<Page> below = page.get();
    Page mine = new Page();
    page.set(Optional.of(mine));
    boolean isFound = false;
    try {
      V value = find.get();
      isFound = true;
      return new Kept<>(value, Evidence.of(mine.parts));
    } finally {
      page.set(below);
      if (!isFound) {
        // What is found in spite of a crash rests on the crash.
        note(Evidence.of(mine.parts));
      }
    }
  }

  /** Notes that what is being looked for rests on this as well. */
  public void note(Evidence evidence) {
    if (!isSilent) {
      page.get().ifPresent(open -> open.add(evidence));
    }
  }

  /** Hands a kept answer on. */
  public <V> V hand(Kept<V> kept) {
    note(kept.evidence());
    return kept.value();
  }

  // --- questions

  /** The question with its answer, noted by nobody yet. */
  Evidence.Noted ask(Question question) {
    Evidence.Noted known = noted.get(question);
    if (known == null) {
      known = new Evidence.Noted(question, answer(question));
      Evidence.Noted first = noted.putIfAbsent(question, known);
      known = first == null ? known : first;
    }
    return known;
  }

  private Digest answer(Question question) {
    Path path = question.path();
    String word = question.word();
    return switch (question.kind()) {
      case FILE -> digest(files.isFile(path));
      case DIRECTORY -> digest(files.isDirectory(path));
      case CONTENT -> files.digest(path);
      case NAMES -> Digest.of(files.names(path));
      case ENDING -> digest(endsIn(path, word));
      case HOLDERS -> digest(holders(path, word));
      case WORD -> digest(index(path, true).filesWith(word));
      case WORD_BESIDE -> digest(index(path, false).filesWith(word));
      case FOLDER -> digestOfFolder(path, true);
      case FOLDER_BESIDE -> digestOfFolder(path, false);
    };
  }

  private static Digest digest(boolean answer) {
    return answer ? Digest.YES : Digest.NO;
  }

  private static Digest digest(List<Path> paths) {
    return Digest.of(paths.stream().map(Ledger::text).toList());
  }

  /** No two paths have the same, even where their bytes are not UTF-8. */
  private static String text(Path path) {
    String text = path.toString();
    return text.indexOf('\uFFFD') < 0 ? text : path.toUri().getRawPath();
  }

  private Digest digestOfFolder(Path folder, boolean isDeep) {
    List<String> all = new ArrayList<>();
    for (Path file : WordIndex.files(files, folder, depth(isDeep), Ledger::isPython)) {
      all.add(text(file));
      all.add(ask(new Question(Question.Kind.CONTENT, file)).answer().toString());
    }
    return Digest.of(all);
  }

  private void note(Question.Kind kind, Path path, String word) {
    if (!isSilent) {
      note(ask(new Question(kind, path, word)));
    }
  }

  public boolean isFile(Path path) {
    note(Question.Kind.FILE, path, "");
    return files.isFile(path);
  }

  public boolean isDirectory(Path path) {
    note(Question.Kind.DIRECTORY, path, "");
    return files.isDirectory(path);
  }

  /** As {@link FileTree#read}. */
  public Optional<SourceFile> read(Path path) {
    note(Question.Kind.CONTENT, path, "");
    Optional<SourceFile> file = files.read(path);
    if (!isSilent) {
      file.ifPresent(f -> paths.put(f, path));
    }
    return file;
  }

  /** The names in a directory, sorted; none when it cannot be listed. */
  public List<String> names(Path directory) {
    note(Question.Kind.NAMES, directory, "");
    return files.names(directory);
  }

  /** Whether a name in a directory has an ending. */
  public boolean hasNameEnding(Path directory, String ending) {
    note(Question.Kind.ENDING, directory, ending);
    return endsIn(directory, ending);
  }

  private boolean endsIn(Path directory, String ending) {
    return files.names(directory).stream().anyMatch(name -> name.endsWith(ending));
  }

  /** The folders of a directory that have a folder of a name. */
  public List<Path> holdersOf(Path directory, String name) {
    note(Question.Kind.HOLDERS, directory, name);
    return holders(directory, name);
  }

  private List<Path> holders(Path directory, String name) {
    return files.names(directory).stream()
        .map(directory::resolve)
        .filter(folder -> files.isDirectory(folder.resolve(name)))
        .toList();
  }

  /**
   * The Python files of a folder that hold a word, sorted; now and then one that does not.
   *
   * @param isDeep whether the folders below count as well
   */
  public List<Path> filesWith(String word, Path folder, boolean isDeep) {
    note(isDeep ? Question.Kind.WORD : Question.Kind.WORD_BESIDE, folder, word);
    return index(folder, isDeep).filesWith(word);
  }

  private WordIndex index(Path folder, boolean isDeep) {
    return indexes.computeIfAbsent(
        new Folder(folder, isDeep),
        f ->
            WordIndex.of(
                WordIndex.files(files, folder, depth(isDeep), Ledger::isPython), this::indexed));
  }

  /** A file whose words are wanted: to ask what it holds first lets it be read once for both. */
  private Optional<SourceFile> indexed(Path path) {
    if (!isSilent) {
      ask(new Question(Question.Kind.CONTENT, path));
    }
    return files.read(path);
  }

  private static int depth(boolean isDeep) {
    return isDeep ? DEEPEST_FOLDER : 1;
  }

  private static boolean isPython(Path path) {
    String name = path.toString();
    return name.endsWith(".py") || name.endsWith(".ipynb");
  }

  /** The path that a file, as it lies on the disk, was read from. */
  Optional<Path> pathOf(SourceFile file) {
    return Optional.ofNullable(paths.get(file));
  }
}
