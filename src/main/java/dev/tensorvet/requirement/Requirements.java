package dev.tensorvet.requirement;

import dev.tensorvet.frontend.data.TomlFrontend;
import dev.tensorvet.frontend.data.YamlFrontend;
import dev.tensorvet.semantic.Project;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.source.Language;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.syntax.DataNode;
import dev.tensorvet.workspace.Ledger;
import dev.tensorvet.workspace.Memo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which versions of a library a file's project allows. Safe for use by many threads.
 *
 * <p>A notebook that installs the library itself speaks for itself. Else the nearest directory that
 * says something of the library speaks, up to the one that the project begins in. Where several
 * files of it do, each may be the one that is installed by, so that all their versions are allowed.
 * A lock file is asked only when none of them says anything: it holds for those who develop the
 * project, and not for those who use it. So do the files of a folder such as {@code docker}, which
 * are asked last.
 */
public final class Requirements {

  private static final Pattern REQUIREMENTS_TEXT =
      Pattern.compile("[\\w.-]*requirements?[\\w.-]*\\.(txt|in|pip)|constraints\\.txt");
  private static final Pattern ENVIRONMENT =
      Pattern.compile("(conda[\\w-]*|env|environment[\\w.-]*|[\\w-]*_environment)\\.ya?ml");

  /** {@code !pip install -q torch==2.1} */
  private static final Pattern INSTALLS =
      Pattern.compile("(?m)^\\s*[!%]\\s*(?:python3?\\s+-m\\s+)?pip3?\\s+install\\s+(.*)$");

  private static final Set<String> LOCKS =
      Set.of("poetry.lock", "uv.lock", "pdm.lock", "Pipfile.lock", "conda-lock.yml");

  /** Folders beside the code that say by what its surroundings are set up. */
  private static final Set<String> SURROUNDINGS =
      Set.of(
          ".devcontainer",
          "conda",
          "docker",
          "env",
          "environment",
          "environments",
          "envs",
          "scripts");

  /**
   * What is said of a library.
   *
   * @param range all versions when nothing is said
   * @param sources the files that say it, as the user knows them
   */
  public record Stated(VersionRange range, List<String> sources) {

    private static final Stated NOTHING = new Stated(VersionRange.ALL, List.of());

    public Stated {
      sources = List.copyOf(sources);
    }
  }

  /**
   * The files of a directory that ask for libraries.
   *
   * @param locks those that lock them
   * @param surroundings those of the folders that set up where the code runs
   */
  private record Directory(List<Path> manifests, List<Path> locks, List<Path> surroundings) {}

  private record Question(Path directory, Set<String> distributions) {}

  private final Project project;
  private final Ledger files;
  private final Memo<Path, Directory> directories;
  private final Memo<Path, List<Requirement>> contents;
  private final Memo<Question, Stated> answers;

  public Requirements(Project project) {
    this.project = project;
    this.files = project.files();
    this.directories = new Memo<>(files);
    this.contents = new Memo<>(files);
    this.answers = new Memo<>(files);
  }

  /**
   * The versions of a library that the project of a file allows.
   *
   * @param distributions the names under which the library is installed
   */
  public Stated of(SourceModule module, Set<String> distributions) {
    if (module.file().language() == Language.NOTEBOOK) {
      Stated own = installed(module, distributions);
      if (!own.range().isOpen()) {
        return own;
      }
    }
    Path directory = module.path().resolveSibling("");
    return answers.get(new Question(directory, distributions), this::answer);
  }

  /** What a notebook installs itself, before all else. */
  private static Stated installed(SourceModule notebook, Set<String> distributions) {
    Optional<VersionRange> range = Optional.empty();
    Matcher line = INSTALLS.matcher(notebook.file().text());
    while (line.find()) {
      for (String word : line.group(1).replaceAll("[\"']", "").split("\\s+")) {
        Optional<VersionRange> one =
            Requirement.pep508(word)
                .filter(r -> distributions.contains(r.name()) && !r.range().isOpen())
                .map(Requirement::range);
        if (one.isPresent()) {
          range = range.isPresent() ? range.map(known -> known.or(one.get())) : one;
        }
      }
    }
    return range.map(r -> new Stated(r, List.of(notebook.file().path()))).orElse(Stated.NOTHING);
  }

  private Stated answer(Question question) {
    Optional<Path> root = project.projectRoot(question.directory().resolve("any.py"));
    Path last = root.orElse(question.directory());
    for (Path at = question.directory(); at != null; at = at.getParent()) {
      Directory here = directories.get(at, this::list);
      Stated stated = stated(here.manifests(), question.distributions());
      if (stated.range().isOpen()) {
        stated = stated(here.locks(), question.distributions());
      }
      if (stated.range().isOpen()) {
        stated = stated(here.surroundings(), question.distributions());
      }
      if (!stated.range().isOpen()) {
        return stated;
      }
      if (at.equals(last)) {
        break;
      }
    }
    return Stated.NOTHING;
  }

  private Stated stated(List<Path> of, Set<String> distributions) {
    Optional<VersionRange> range = Optional.empty();
    Set<String> sources = new LinkedHashSet<>();
    for (Path file : of) {
      for (Requirement one : contents.get(file, this::read)) {
        // A name alone says nothing against the versions that are given elsewhere.
        if (distributions.contains(one.name()) && !one.range().isOpen()) {
          range = Optional.of(range.map(known -> known.or(one.range())).orElse(one.range()));
          sources.add(files.read(file).map(SourceFile::path).orElse(file.toString()));
        }
      }
    }
    return range.map(r -> new Stated(r, List.copyOf(sources))).orElse(Stated.NOTHING);
  }

  // --- files

  private Directory list(Path directory) {
    List<Path> manifests = new ArrayList<>();
    List<Path> locks = new ArrayList<>();
    List<Path> surroundings = new ArrayList<>();
    for (String name : files.names(directory)) {
      if (LOCKS.contains(name)) {
        locks.add(directory.resolve(name));
      } else if (isManifest(name)) {
        manifests.add(directory.resolve(name));
      } else if (name.equals("requirements")) {
        Path inner = directory.resolve(name);
        files.names(inner).stream()
            .filter(file -> file.endsWith(".txt") || file.endsWith(".in"))
            .map(inner::resolve)
            .forEach(manifests::add);
      } else if (SURROUNDINGS.contains(name)) {
        Path inner = directory.resolve(name);
        files.names(inner).stream()
            .filter(Requirements::isManifest)
            .map(inner::resolve)
            .forEach(surroundings::add);
      }
    }
    return new Directory(manifests, locks, surroundings);
  }

  /** Whether a file of this name is an environment of conda. */
  static boolean isEnvironment(String name) {
    return ENVIRONMENT.matcher(name).matches();
  }

  private static boolean isManifest(String name) {
    return switch (name) {
      case "pyproject.toml", "setup.py", "setup.cfg", "Pipfile" -> true;
      default -> REQUIREMENTS_TEXT.matcher(name).matches() || isEnvironment(name);
    };
  }

  private List<Requirement> read(Path file) {
    String name = String.valueOf(file.getFileName());
    return switch (name) {
      case "pyproject.toml" -> toml(file, Manifest::pyproject);
      case "Pipfile" -> toml(file, Manifest::pipfile);
      case "Pipfile.lock" -> yaml(file, Manifest::pipfileLock);
      case "poetry.lock", "uv.lock", "pdm.lock" -> toml(file, Manifest::lock);
      case "conda-lock.yml" -> yaml(file, Manifest::lock);
      case "setup.cfg" -> SetupFiles.config(text(file));
      case "setup.py" -> project.module(file).map(SetupFiles::script).orElse(List.of());
      default ->
          name.endsWith(".yml") || name.endsWith(".yaml")
              ? yaml(file, Manifest::environment)
              : RequirementsText.read(file, files);
    };
  }

  private String text(Path file) {
    return files.read(file).map(SourceFile::text).orElse("");
  }

  private List<Requirement> toml(Path file, Function<DataNode, List<Requirement>> read) {
    return read.apply(TomlFrontend.parse(text(file)).root());
  }

  private List<Requirement> yaml(Path file, Function<DataNode, List<Requirement>> read) {
    return YamlFrontend.parse(text(file)).map(read).orElse(List.of());
  }
}
