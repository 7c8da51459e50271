package dev.tensorvet.semantic;

import dev.tensorvet.source.SourceFile;
import dev.tensorvet.syntax.ParsedFile;
import dev.tensorvet.workspace.Evidence;
import dev.tensorvet.workspace.FileTree;
import dev.tensorvet.workspace.Kept;
import dev.tensorvet.workspace.Ledger;
import dev.tensorvet.workspace.Memo;
import dev.tensorvet.workspace.StartFiles;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The files that belong together, loaded as names lead to them. The answers do not depend on what
 * was loaded before, or by which thread.
 */
public final class Project {

  /** A word in more files than this is on everyone's lips: it tells nothing. */
  private static final int MOST_FILES = 400;

  private final Ledger files;
  private final Function<SourceFile, ParsedFile> parser;
  private final LibraryIndex libraries;
  private final SourceRoots roots;
  private final Modules modules = new Modules(this::load);
  private final Map<Path, SourceFile> texts;

  /** By the files as they lie on the disk. */
  private final Map<SourceFile, Path> paths = new ConcurrentHashMap<>();

  private final Memo<Word, List<Path>> words;
  private final Memo<Documents, List<Path>> documents;
  private final Memo<Path, List<Path>> starts;

  /** Another one whenever modules were let go: what star imports bring leads to modules. */
  private volatile Resolver resolver;

  /** What is known of a file by itself. */
  private record Read(String name, ParsedFile parsed) {}

  /**
   * A word that was asked for in a folder.
   *
   * @param isDeep whether the folders below count as well
   */
  private record Word(Path folder, boolean isDeep, String text) {}

  /** A project of whose answers nobody asks what they rest on. */
  public Project(FileTree files, Function<SourceFile, ParsedFile> parser, LibraryIndex libraries) {
    this(Ledger.silent(files), Map.of(), parser, libraries);
  }

  /**
   * @param texts what stands in the place of files
   */
  public Project(
      Ledger files,
      Map<Path, SourceFile> texts,
      Function<SourceFile, ParsedFile> parser,
      LibraryIndex libraries) {
    this.files = files;
    this.texts = texts;
    this.parser = parser;
    this.libraries = libraries;
    this.roots = new SourceRoots(files);
    this.resolver = new Resolver(this);
    this.words = new Memo<>(files);
    this.documents = new Memo<>(files);
    this.starts = new Memo<>(files);
  }

  public LibraryIndex libraries() {
    return libraries;
  }

  public Ledger files() {
    return files;
  }

  Resolver resolver() {
    return resolver;
  }

  /** The module of a file; empty when the file cannot be read. */
  public Optional<SourceModule> module(Path file) {
    Optional<SourceModule> module = modules.get(file);
    module.map(SourceModule::evidence).ifPresent(files::note);
    return module;
  }

  private Optional<SourceModule> load(Path file) {
    Kept<Optional<Read>> read =
        files.keep(
            () -> source(file).map(source -> new Read(roots.name(file), parser.apply(source))));
    return files.hand(read).map(known -> module(file, known, read.evidence()));
  }

  private SourceModule module(Path file, Read read, Evidence evidence) {
    paths.put(read.parsed().source().physical(), file);
    return new SourceModule(this, file, read.name(), read.parsed(), evidence);
  }

  /** A file, not parsed; empty when it cannot be read. */
  Optional<SourceFile> source(Path file) {
    return Optional.ofNullable(texts.get(file)).or(() -> files.read(file));
  }

  /** The module whose file has been read already. */
  public Optional<SourceModule> moduleOf(SourceFile file) {
    return Optional.ofNullable(paths.get(file.physical())).flatMap(this::module);
  }

  /** How long the files are that are parsed and held, all of them together. */
  public long heldCharacters() {
    return modules.characters();
  }

  /**
   * Lets go of what is known of most files: the next who asks for one reads it again. Answers are
   * the same as without it, and what others still hold is as good as before.
   *
   * @param most how many characters of the files at the heart of the project to hold any longer
   */
  public void letGo(long most) {
    modules.letGo(most);
    resolver = new Resolver(this);
  }

  /** The directory that a file's project begins in, if anything marks one. */
  public Optional<Path> projectRoot(Path file) {
    return roots.project(SourceRoots.directoryOf(file));
  }

  /**
   * The file that code means by a path, which counts from wherever the program is started: one of
   * the folders around the code. Empty where several have such a file, or none.
   */
  Optional<SourceModule> fileAt(Path written, SourceModule from) {
    if (written.isAbsolute()) {
      return Optional.empty();
    }
    Path top = projectRoot(from.path()).orElseGet(() -> SourceRoots.directoryOf(from.path()));
    Set<Path> found = new LinkedHashSet<>();
    for (Path at = SourceRoots.directoryOf(from.path());
        at != null && at.startsWith(top);
        at = at.getParent()) {
      Path file = at.resolve(written).normalize();
      if (files.isFile(file)) {
        found.add(file);
      }
    }
    return found.size() == 1 ? module(found.iterator().next()) : Optional.empty();
  }

  /** What lies below folders of such names. */
  private record Documents(Path root, Pattern folders) {}

  /**
   * @param isOne whether its name, or that of one around it, is such as is looked for
   */
  private record Folder(Path path, boolean isOne) {}

  /**
   * The YAML files of the project of {@code near} that lie below folders of such names and hold a
   * word; of very many the first.
   */
  List<SourceModule> documents(Pattern folders, String word, SourceModule near) {
    return projectRoot(near.path())
        .map(root -> documents.get(new Documents(root, folders), this::documents))
        .orElse(List.of())
        .stream()
        .filter(file -> files.read(file).filter(f -> f.text().contains(word)).isPresent())
        .flatMap(file -> module(file).stream())
        .toList();
  }

  private List<Path> documents(Documents asked) {
    List<Path> found = new ArrayList<>();
    Deque<Folder> open = new ArrayDeque<>(List.of(new Folder(asked.root(), false)));
    int looked = 0;
    while (!open.isEmpty() && looked++ < MOST_FILES && found.size() < MOST_FILES) {
      Folder folder = open.poll();
      for (String name : files.names(folder.path())) {
        Path path = folder.path().resolve(name);
        if (folder.isOne() && (name.endsWith(".yaml") || name.endsWith(".yml"))) {
          found.add(path);
        } else if (!name.contains(".") && files.isDirectory(path)) {
          open.add(new Folder(path, folder.isOne() || asked.folders().matcher(name).matches()));
        }
      }
    }
    return List.copyOf(found);
  }

  /**
   * The files of a project that tell how its programs are started, sorted; of very many folders
   * those of the first.
   *
   * @param root the folder that the project begins in
   */
  public List<Path> starts(Path root) {
    return starts.get(root, this::findStarts);
  }

  private List<Path> findStarts(Path root) {
    List<Path> found = new ArrayList<>();
    Deque<Path> open = new ArrayDeque<>(List.of(root));
    int looked = 0;
    while (!open.isEmpty() && looked++ < MOST_FILES && found.size() < MOST_FILES) {
      Path folder = open.poll();
      for (String name : files.names(folder)) {
        Path path = folder.resolve(name);
        if (StartFiles.isNamed(name)) {
          found.add(path);
        } else if (!name.contains(".") && files.isDirectory(path)) {
          open.add(path);
        }
      }
    }
    Collections.sort(found);
    return List.copyOf(found);
  }

  /** The files of the project of {@code near} that hold a word; empty when they are too many. */
  public Optional<List<Path>> filesWith(String word, SourceModule near) {
    Optional<Path> root = projectRoot(near.path());
    Path folder = root.orElse(near.path().resolveSibling(""));
    // Without a root, nobody knows how large the folder is that a lone script lies in.
    Word asked = new Word(folder, root.isPresent(), word);
    List<Path> with = words.get(asked, w -> files.filesWith(w.text(), w.folder(), w.isDeep()));
    int place = Collections.binarySearch(with, near.path());
    if (place < 0) {
      with = new ArrayList<>(with);
      with.add(-place - 1, near.path());
    }
    return with.size() > MOST_FILES ? Optional.empty() : Optional.of(List.copyOf(with));
  }

  // --- imports

  /** What {@code import dotted as x} binds in a file. */
  public Entity importModule(String dotted, SourceModule from) {
    return imported(from, 0, dotted);
  }

  /**
   * What a module name stands for in an import.
   *
   * @param level how many dots stand before it
   * @param dotted the name after the dots, empty if there is none
   */
  Entity imported(SourceModule from, int level, String dotted) {
    if (level == 0) {
      return absolute(from, dotted, dotted);
    }
    Path base = SourceRoots.directoryOf(from.path());
    for (int i = 1; i < level; i++) {
      base = SourceRoots.directoryOf(base);
    }
    return dotted.isEmpty()
        ? module(roots.packageAt(base))
        : roots.find(base, dotted).<Entity>map(this::module).orElse(new UnknownEntity());
  }

  /** What {@code import a.b.c} binds: {@code a}, in the root that has all of {@code a.b.c}. */
  Entity importedTop(SourceModule from, String dotted) {
    String top = Dotted.first(dotted);
    Entity whole = absolute(from, dotted, top);
    return whole instanceof ModuleEntity ? whole : absolute(from, top, top);
  }

  /** The module {@code wanted}, from the first root that has {@code dotted}. */
  private Entity absolute(SourceModule from, String dotted, String wanted) {
    boolean isLibrary = libraries.isLibrary(Dotted.first(dotted));
    return roots
        .rootOf(from.path(), dotted, isLibrary)
        .flatMap(root -> roots.find(root, wanted))
        .<Entity>map(this::module)
        .orElseGet(() -> library(wanted));
  }

  private ModuleEntity module(SourceRoots.Place place) {
    return new ModuleEntity(this, place.name(), place.file(), place.directory());
  }

  /** A module below another. */
  Optional<ModuleEntity> submodule(ModuleEntity owner, String name) {
    return owner.directory().flatMap(folder -> roots.find(folder, name)).map(this::module);
  }

  LibraryEntity library(String qualifiedName) {
    return new LibraryEntity(libraries.canonical(qualifiedName));
  }
}
