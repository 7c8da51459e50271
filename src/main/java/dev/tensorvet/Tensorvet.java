package dev.tensorvet;

import dev.tensorvet.engine.Chapter;
import dev.tensorvet.engine.Chapters;
import dev.tensorvet.engine.Engine;
import dev.tensorvet.engine.FileProblems;
import dev.tensorvet.engine.Policy;
import dev.tensorvet.engine.Recall;
import dev.tensorvet.engine.Workers;
import dev.tensorvet.facts.FactBase;
import dev.tensorvet.facts.FactText;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.Problem;
import dev.tensorvet.finding.Report;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.flow.FlowText;
import dev.tensorvet.flow.java.JavaFlowText;
import dev.tensorvet.framework.Frameworks;
import dev.tensorvet.framework.JavaLibraries;
import dev.tensorvet.frontend.data.DataFrontend;
import dev.tensorvet.frontend.java.JavaFrontend;
import dev.tensorvet.frontend.notebook.NotebookFrontend;
import dev.tensorvet.frontend.python.PythonFrontend;
import dev.tensorvet.interp.InputComments;
import dev.tensorvet.interp.Interpretation;
import dev.tensorvet.interp.Interpreter;
import dev.tensorvet.interp.Lesson;
import dev.tensorvet.interp.Request;
import dev.tensorvet.ops.Ops;
import dev.tensorvet.reader.Readers;
import dev.tensorvet.reader.java.JavaFactText;
import dev.tensorvet.report.Model;
import dev.tensorvet.report.ModelReport;
import dev.tensorvet.report.ReviewReport;
import dev.tensorvet.requirement.Requirements;
import dev.tensorvet.review.ConfigFile;
import dev.tensorvet.review.FileSurvey;
import dev.tensorvet.review.Review;
import dev.tensorvet.review.Reviewer;
import dev.tensorvet.review.Setting;
import dev.tensorvet.review.StartFile;
import dev.tensorvet.rule.RulePages;
import dev.tensorvet.rules.Catalogue;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.NameText;
import dev.tensorvet.semantic.Project;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.semantic.java.JavaNames;
import dev.tensorvet.semantic.java.JavaProject;
import dev.tensorvet.source.Language;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.source.Span;
import dev.tensorvet.syntax.ParsedFile;
import dev.tensorvet.workspace.FileTree;
import dev.tensorvet.workspace.Languages;
import dev.tensorvet.workspace.Ledger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** Wires front ends, rules and engine together. Prints nothing and writes nothing. */
public final class Tensorvet {

  /** A repository with more models is a collection of them, of which a review shows the first. */
  private static final int MOST_MODELS = 60;

  /**
   * What is known of code takes eight bytes for each of its characters, measured at the end of a
   * check of 52 MB, and the collector works well in a heap of three times that.
   */
  private static final int BYTES_OF_A_CHARACTER = 25;

  private final Ledger files;
  private final Frameworks frameworks;
  private final RulePages pages;
  private final Engine engine;
  private final Project project;
  private final Chapters chapters;

  /** What stands in the place of files. */
  private final Map<Path, SourceFile> texts = new ConcurrentHashMap<>();

  /** What files were seen to tell when they were checked for a review. */
  private final Map<SourceModule, FileSurvey> surveys = new ConcurrentHashMap<>();

  /**
   * @param files the files that may be read
   */
  public Tensorvet(FileTree files) {
    this(Ledger.silent(files), RulePages.load());
  }

  /**
   * @param files the files that may be read, with a note of what rests on which
   */
  public Tensorvet(Ledger files, RulePages pages) {
    this.files = files;
    this.frameworks = Frameworks.all();
    this.pages = pages;
    this.engine = new Engine(Catalogue.of(pages), name -> pages.find(name).isPresent());
    this.project = new Project(files, texts, Tensorvet::parse, frameworks);
    this.chapters =
        new Chapters(this::open, Runtime.getRuntime().maxMemory() / BYTES_OF_A_CHARACTER);
  }

  private Chapter open() {
    return new Chapter(
        project,
        new Readers(project, frameworks),
        new Interpreter(Tensorvet::parse, frameworks, Ops::all));
  }

  private Readers readers() {
    return chapters.current().readers();
  }

  private Interpreter interpreter() {
    return chapters.current().interpreter();
  }

  /** Parses a file by the front end of its language. */
  public static ParsedFile parse(SourceFile file) {
    return switch (file.language()) {
      case NOTEBOOK -> new NotebookFrontend().parse(file);
      case JAVA -> new JavaFrontend().parse(file);
      case YAML, JSON, TOML, REQUIREMENTS -> new DataFrontend().parse(file);
      case PYTHON -> new PythonFrontend().parse(file);
    };
  }

  /** Puts a text in the place of a file's, for an editor or a pipe, before anything asks for it. */
  public void put(Path path, SourceFile text) {
    texts.put(path, text);
  }

  /** A file with what its names mean, if it can be read. */
  public Optional<SourceModule> module(Path path) {
    return project.module(path);
  }

  /** What is understood of a file as part of a program. */
  public FactBase facts(SourceModule module) {
    return readers().of(module);
  }

  /** The text form of what the names of a file mean. */
  public String names(SourceModule module) {
    return new JavaProject(project, new JavaLibraries())
        .unit(module)
        .map(JavaNames::of)
        .orElseGet(() -> NameText.of(module));
  }

  /** The text form of the control flow of a file. */
  public String flow(SourceModule module) {
    return new JavaProject(project, new JavaLibraries())
        .unit(module)
        .map(JavaFlowText::of)
        .orElseGet(() -> FlowText.of(module));
  }

  /** The text form of what is understood of a file. */
  public String factText(SourceModule module) {
    return module.parsed().foreign().isPresent()
        ? JavaFactText.of(readers().of(module), module.file())
        : FactText.of(readers().of(module), module.file());
  }

  /** The models that a file defines, each traced as far as its code can be followed. */
  public List<Interpretation> models(SourceModule module, Request request) {
    return modelClasses(module).stream()
        .map(model -> interpreter().interpret(model, request))
        .toList();
  }

  /** How the project trains a model. */
  public Lesson lesson(Interpretation model) {
    return interpreter().lesson(model);
  }

  /**
   * The models of files, each traced as far as its code can be followed.
   *
   * @param isWanted which of the models are to be told
   * @param whyNot what to say of a file that cannot be read
   * @param done is told of each file that is done
   * @param jobs how many threads; the outcome is the same for any number
   */
  public ModelReport models(
      List<Path> files,
      Predicate<ClassEntity> isWanted,
      Request request,
      Function<Path, Problem> whyNot,
      Consumer<Path> done,
      int jobs) {
    List<ModelReport> each =
        Workers.each(
            files,
            file -> {
              ModelReport found = models(file, isWanted, request, whyNot);
              done.accept(file);
              return found;
            },
            jobs);
    return new ModelReport(
        each.stream().flatMap(report -> report.models().stream()).toList(),
        each.stream().flatMap(report -> report.problems().stream()).toList());
  }

  private ModelReport models(
      Path file, Predicate<ClassEntity> isWanted, Request request, Function<Path, Problem> whyNot) {
    List<Model> models = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    try {
      Optional<SourceModule> module = project.module(file);
      if (module.isEmpty()) {
        return new ModelReport(List.of(), List.of(whyNot.apply(file)));
      }
      problems.addAll(FileProblems.of(module.get()));
      problems.addAll(InputComments.problems(module.get()));
      for (ClassEntity type : modelClasses(module.get())) {
        if (isWanted.test(type)) {
          model(type, request, models, problems);
        }
      }
    } catch (Exception | Error crash) {
      String path = whyNot.apply(file).path();
      problems.add(FileProblems.internal(path, "the file could not be read", crash));
    }
    return new ModelReport(models, problems);
  }

  /**
   * What a repository is made of and does: what its files are, its programs, its models, and what
   * was found in it.
   *
   * @param root the repository's folder
   * @param files the code
   * @param configs files that may configure it
   * @param starts files that tell how its programs are started
   * @param report what a check of these files found
   * @param policy which rules that check ran
   * @param done is told of each file of code that is done
   * @param jobs how many threads; the outcome is the same for any number
   */
  public ReviewReport review(
      Path root,
      List<Path> files,
      List<Path> configs,
      List<Path> starts,
      Report report,
      Policy policy,
      Consumer<Path> done,
      int jobs) {
    List<Problem> problems = new ArrayList<>(report.problems());
    List<FileSurvey> surveys = new ArrayList<>();
    Workers.each(
            files,
            file -> {
              Optional<FileSurvey> survey = survey(file, problems);
              done.accept(file);
              return survey;
            },
            jobs)
        .forEach(survey -> survey.ifPresent(surveys::add));
    List<ConfigFile> read = configs.stream().flatMap(config -> config(config).stream()).toList();
    Review review =
        new Reviewer(surveys, read, starts.stream().flatMap(p -> start(p).stream()).toList())
            .review(
                root,
                report,
                pages,
                new Requirements(project),
                rule -> files.stream().anyMatch(file -> isOn(rule, file, policy)));
    List<ClassEntity> wanted =
        review.models().subList(0, Math.min(review.models().size(), MOST_MODELS));
    List<Model> models = new ArrayList<>();
    Workers.each(wanted, type -> traced(type, problems), jobs).forEach(models::addAll);
    List<ReviewReport.Untold> untold =
        review.models().stream()
            .skip(MOST_MODELS)
            .map(type -> new ReviewReport.Untold(type.name(), place(type)))
            .toList();
    problems.sort(
        Comparator.comparing(Problem::path)
            .thenComparing(Problem::span)
            .thenComparing(Problem::message));
    return new ReviewReport(review, models, untold, report.withProblems(problems));
  }

  /** The values that steer the programs of some files, and where these read them. */
  public List<Setting> settings(List<Path> files, List<Path> configs) {
    return Reviewer.settings(
        files.stream()
            .flatMap(file -> project.module(file).stream())
            .map(module -> FileSurvey.ofSettings(module, frameworks))
            .toList(),
        configs.stream().flatMap(config -> config(config).stream()).toList());
  }

  private static boolean isOn(RuleId rule, Path file, Policy policy) {
    return policy.levels(file).containsKey(rule);
  }

  private Optional<FileSurvey> survey(Path file, List<Problem> problems) {
    try {
      return project
          .module(file)
          .map(
              module ->
                  Optional.ofNullable(surveys.remove(module))
                      .orElseGet(() -> survey(module, readers().of(module))));
    } catch (Exception | Error crash) {
      synchronized (problems) {
        problems.add(
            FileProblems.internal(file.toString(), "the file could not be surveyed", crash));
      }
      return Optional.empty();
    }
  }

  private FileSurvey survey(SourceModule module, FactBase known) {
    return FileSurvey.of(module, known, modelClasses(module), frameworks);
  }

  private List<Model> traced(ClassEntity type, List<Problem> problems) {
    List<Model> models = new ArrayList<>();
    List<Problem> own = new ArrayList<>();
    model(type, Request.plain(), models, own);
    synchronized (problems) {
      problems.addAll(own);
    }
    return models;
  }

  private Optional<ConfigFile> config(Path path) {
    return project
        .module(path)
        .map(SourceModule::parsed)
        .filter(parsed -> !parsed.documents().isEmpty() && !isHidden(parsed.source().path()))
        .map(parsed -> new ConfigFile(parsed.source(), parsed.documents().getFirst()));
  }

  private Optional<StartFile> start(Path path) {
    return files.read(path).map(file -> new StartFile(path, file));
  }

  /** What lies in a hidden folder is for other tools. */
  private static boolean isHidden(String path) {
    return path.startsWith(".") || path.contains("/.");
  }

  private static Place place(ClassEntity type) {
    return new Place(
        type.module().file(), new Span(type.node().nameStart(), type.node().nameStart()));
  }

  /** One model that brings the tool down must not take the others with it. */
  private void model(
      ClassEntity type, Request request, List<Model> models, List<Problem> problems) {
    SourceFile file = type.module().file();
    try {
      Interpretation found = interpreter().interpret(type, request);
      models.add(
          Model.of(
              type.name(),
              place(type),
              found.construction(),
              found.inputs(),
              found.graph(),
              found.contradictions()));
    } catch (Exception | Error crash) {
      problems.add(
          FileProblems.internal(
              file.path(), "the model `" + type.name() + "` could not be followed", crash));
    }
  }

  /** The classes of a file that make modules that can be called. */
  public List<ClassEntity> modelClasses(SourceModule module) {
    return module.classes().stream().filter(interpreter()::isModel).toList();
  }

  /** A file as a check sees it and a finding shows it, if it can be read. */
  public Optional<SourceFile> source(Path path) {
    // Where code is not joined from cells, there is nothing to parse for that.
    return Languages.of(path).filter(language -> language == Language.NOTEBOOK).isPresent()
        ? module(path).map(SourceModule::file)
        : files.read(path);
  }

  /** The directory that the project around a directory begins in, if anything marks one. */
  public Optional<Path> projectRoot(Path directory) {
    return project.projectRoot(directory.resolve("any.py"));
  }

  public RulePages pages() {
    return pages;
  }

  /**
   * Checks files.
   *
   * @param whyNot what to say of a file that cannot be read
   * @param recall what is remembered of the files; the outcome is the same without it
   * @param jobs how many threads; the outcome is the same for any number
   */
  public Report check(
      List<Path> files, Policy policy, Function<Path, Problem> whyNot, Recall recall, int jobs) {
    return engine.check(chapters::next, files, policy, whyNot, recall, jobs);
  }

  /**
   * Checks files that a review is then made of: what it asks of their programs is asked while these
   * are known, instead of finding them out once more.
   */
  public Report checkForReview(
      List<Path> files, Policy policy, Function<Path, Problem> whyNot, Recall recall, int jobs) {
    return engine.check(chapters::current, files, policy, whyNot, recall, this::remember, jobs);
  }

  private void remember(SourceModule module, FactBase known) {
    boolean isCode = module.parsed().foreign().isEmpty() && !module.file().language().isData();
    if (isCode) {
      try {
        surveys.put(module, survey(module, known));
      } catch (Exception | Error crash) {
        // The review meets it again, and tells it; the check of the file is sound.
        surveys.remove(module);
      }
    }
  }
}
