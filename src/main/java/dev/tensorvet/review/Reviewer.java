package dev.tensorvet.review;

import dev.tensorvet.facts.ModelClass;
import dev.tensorvet.facts.ProgramCourse;
import dev.tensorvet.facts.ProgramCourse.Action;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.Report;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.framework.Packages;
import dev.tensorvet.framework.Role;
import dev.tensorvet.requirement.Requirements;
import dev.tensorvet.rule.RulePages;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.tensor.Proof;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts what the files of a repository tell together. */
public final class Reviewer {

  /** What people call files of data code: the last hint, where the code tells nothing. */
  private static final Pattern DATA =
      Pattern.compile(
          "(?i)(?:^|/)(?:data|datasets?|dataloaders?|data_loaders?|\\w*dataset)(?:/|\\.py$)");

  private static final Pattern CONFIGS =
      Pattern.compile("(?:^|/)(?:configs?|cfgs?)/(?!__init__\\.py$)[^/]*\\.py$");

  private static final Set<Doing> RUNS =
      EnumSet.of(Doing.FORWARD, Doing.FORWARD_WITHOUT_GRAPH, Doing.STEP);
  private static final Set<Doing> LEARNS = EnumSet.of(Doing.LOSS, Doing.BACKWARD, Doing.STEP);

  private final Map<SourceModule, FileSurvey> surveys = new LinkedHashMap<>();
  private final Map<SourceFile, Set<FileRole>> evidence = new HashMap<>();
  private final List<ConfigFile> configs;
  private final List<StartFile> starts;

  /**
   * @param files in the order of their paths
   * @param starts files that tell how programs are started
   */
  public Reviewer(List<FileSurvey> files, List<ConfigFile> configs, List<StartFile> starts) {
    files.forEach(file -> surveys.put(file.module(), file));
    this.configs = List.copyOf(configs);
    this.starts = List.copyOf(starts);
  }

  /**
   * @param root the folder
   * @param report what the rules found
   * @param isOn whether a rule was run on some file
   */
  public Review review(
      Path root,
      Report report,
      RulePages pages,
      Requirements requirements,
      Predicate<RuleId> isOn) {
    List<FileSurvey> all = List.copyOf(surveys.values());
    ProgramReader.Found found = new ProgramReader(surveys, configs).all();
    List<Program> programs = found.programs();
    Reach reach = new Reach(surveys);
    List<EntryPoint> entries =
        new EntryPoints(surveys, reach, Starts.of(all, starts, configs, root)).all();
    gather();
    programs.forEach(this::gather);
    return new Review(
        String.valueOf(root.getFileName()),
        files(entries),
        entries,
        libraries(requirements),
        programs,
        models(programs),
        untraced(programs),
        Checklist.of(reach, programs, found.training(), report, isOn),
        SettingsTable.of(reach, configs, programs),
        keepings(programs),
        Repeatability.of(reach, programs, report, pages),
        Splits.of(all));
  }

  /** The values that steer the programs of some files. */
  public static List<Setting> settings(List<FileSurvey> files, List<ConfigFile> configs) {
    Map<SourceModule, FileSurvey> surveys = new LinkedHashMap<>();
    files.forEach(file -> surveys.put(file.module(), file));
    return SettingsTable.of(new Reach(surveys), configs, List.of());
  }

  // --- files

  /** What the programs of all files tell of each. */
  private void gather() {
    for (FileSurvey survey : surveys.values()) {
      if (!survey.isTest()) {
        for (ProgramCourse course : survey.courses()) {
          course.actions().forEach(this::gather);
          if (course.start().isEmpty() && course.steps()) {
            add(course.file(), FileRole.TRAINING);
          }
          for (ProgramCourse.Part part : course.parts()) {
            if (part.role() == Role.LOADER || part.role() == Role.DATASET) {
              add(part.site().place().file(), FileRole.DATA);
            }
          }
        }
      }
    }
  }

  /** What calls a function that trains is about training, and so is what was read by names. */
  private void gather(Program program) {
    program.calls().forEach(call -> add(call.file(), FileRole.TRAINING));
    if (program.isWhole() && program.loopOwner().isEmpty()) {
      add(program.place().file(), FileRole.TRAINING);
    }
    if (program.isByName()) {
      add(program.place().file(), FileRole.TRAINING);
      Courses.acts(program.course()).stream()
          .filter(act -> LEARNS.contains(act.doing()))
          .forEach(act -> add(act.place().file(), FileRole.TRAINING));
    }
  }

  private void gather(Action action) {
    SourceFile file = action.site().place().file();
    switch (action.kind()) {
      case STEP, BACKWARD -> {
        add(file, FileRole.TRAINING);
        // A helper that steps is called where the loop is.
        List<Place> calls = action.site().calls();
        if (!calls.isEmpty()) {
          add(calls.getLast().file(), FileRole.TRAINING);
        }
      }
      case FORWARD_WITHOUT_GRAPH, EVAL_MODE -> add(file, FileRole.EVALUATION);
      default -> {}
    }
  }

  private void add(SourceFile file, FileRole role) {
    evidence.computeIfAbsent(file, f -> EnumSet.noneOf(FileRole.class)).add(role);
  }

  private List<ReviewedFile> files(List<EntryPoint> entries) {
    List<ReviewedFile> files = new ArrayList<>();
    for (FileSurvey survey : surveys.values()) {
      SourceFile file = survey.module().file();
      boolean isEntry = entries.stream().anyMatch(entry -> entry.place().file() == file);
      files.add(
          new ReviewedFile(
              file,
              roles(survey, isEntry),
              isEntry,
              file.lines().count(),
              survey.view().about(),
              List.copyOf(survey.definitions().keySet())));
    }
    for (ConfigFile config : configs) {
      files.add(
          new ReviewedFile(
              config.file(),
              List.of(FileRole.CONFIGURATION),
              false,
              config.file().lines().count(),
              "",
              List.of()));
    }
    files.sort(Comparator.comparing(file -> file.file().path()));
    return files;
  }

  private List<FileRole> roles(FileSurvey survey, boolean isEntry) {
    if (survey.isTest()) {
      return List.of(FileRole.TEST);
    }
    if (survey.isSetup()) {
      return List.of(FileRole.SETUP);
    }
    Set<FileRole> roles = EnumSet.noneOf(FileRole.class);
    roles.addAll(evidence.getOrDefault(survey.module().file(), Set.of()));
    roles.addAll(survey.uses());
    if (!survey.models().isEmpty() || !survey.jaxModules().isEmpty()) {
      roles.add(FileRole.MODEL);
    }
    if (!survey.datasets().isEmpty()) {
      roles.add(FileRole.DATA);
    }
    boolean isTrained = isEntry && survey.makesOptimizer();
    List<TrainerUse> trainers = survey.trainerUses();
    boolean trains = trainers.stream().anyMatch(use -> !use.onlyEvaluates());
    if (isTrained || !survey.frameworkModules().isEmpty() || trains) {
      roles.add(FileRole.TRAINING);
    }
    boolean isTried = isEntry && !isTrained && survey.restores();
    if (!trains && (!trainers.isEmpty() || isTried)) {
      roles.add(FileRole.EVALUATION);
    }
    if (roles.isEmpty() && !isEntry && SettingsTable.onlySets(survey)) {
      roles.add(FileRole.CONFIGURATION);
    }
    if (roles.isEmpty() && !isEntry && CONFIGS.matcher(survey.path()).find()) {
      roles.add(FileRole.CONFIGURATION);
    }
    if (roles.isEmpty() && DATA.matcher(survey.path()).find()) {
      roles.add(FileRole.DATA);
    }
    if (roles.isEmpty() && !survey.commandLine().options().isEmpty() && !isEntry) {
      roles.add(FileRole.CONFIGURATION);
    }
    if (roles.isEmpty()) {
      roles.add(FileRole.UTILITY);
    }
    // A file that evaluates when it is run may define models for that.
    List<FileRole> told = new ArrayList<>(roles);
    if (survey.main().isPresent() && roles.contains(FileRole.EVALUATION)) {
      told.sort(Comparator.comparing((FileRole role) -> role == FileRole.MODEL));
    }
    return told;
  }

  // --- libraries

  /** The libraries that are known, and those that the project says it needs. */
  private List<Library> libraries(Requirements requirements) {
    Map<String, List<FileSurvey>> users = new TreeMap<>();
    for (FileSurvey survey : surveys.values()) {
      survey
          .imports()
          .forEach(name -> users.computeIfAbsent(name, n -> new ArrayList<>()).add(survey));
    }
    List<Library> libraries = new ArrayList<>();
    users.forEach(
        (name, files) -> {
          Requirements.Stated stated =
              requirements.of(files.getFirst().module(), Packages.likely(name));
          if (Packages.distributions(name).isPresent() || !stated.sources().isEmpty()) {
            libraries.add(
                new Library(
                    name,
                    stated.range().isOpen() ? "" : stated.range().toString(),
                    stated.sources(),
                    files.size()));
          }
        });
    libraries.sort(Comparator.comparing((Library l) -> -l.users()).thenComparing(Library::name));
    return libraries;
  }

  // --- models

  private List<ClassEntity> models(List<Program> programs) {
    Set<ClassEntity> models = new LinkedHashSet<>();
    Set<ClassEntity> all = new LinkedHashSet<>();
    Set<ClassEntity> parts = new LinkedHashSet<>();
    for (FileSurvey survey : surveys.values()) {
      if (!survey.isTest()) {
        all.addAll(survey.models());
        parts.addAll(survey.partsOfModels());
      }
    }
    programs.stream()
        .flatMap(program -> program.parts().stream())
        .flatMap(part -> part.type().stream())
        .filter(all::contains)
        .forEach(models::add);
    // What others inherit from is rarely built by itself.
    Set<ClassEntity> bases = new LinkedHashSet<>();
    all.forEach(
        type ->
            type.mro().linear().stream()
                .filter(base -> base != type && base instanceof ClassEntity)
                .forEach(base -> bases.add((ClassEntity) base)));
    all.stream().filter(t -> !parts.contains(t) && !bases.contains(t)).forEach(models::add);
    all.stream().filter(t -> !parts.contains(t)).forEach(models::add);
    models.addAll(all);
    return List.copyOf(models);
  }

  private List<UntracedModel> untraced(List<Program> programs) {
    List<UntracedModel> untraced = new ArrayList<>(partwise(programs));
    surveys.values().stream()
        .filter(survey -> !survey.isTest())
        .forEach(survey -> untraced.addAll(survey.jaxModules()));
    return untraced;
  }

  private List<UntracedModel> partwise(List<Program> programs) {
    Set<ClassEntity> made =
        programs.stream()
            .flatMap(program -> program.parts().stream())
            .flatMap(part -> part.type().stream())
            .collect(Collectors.toSet());
    return surveys.values().stream()
        .flatMap(survey -> survey.modelClasses().stream())
        .filter(model -> model.isModule() == Proof.YES && model.forward() == Proof.NO)
        .filter(model -> !model.layers().isEmpty() && made.contains(model.type()))
        .map(
            model ->
                new UntracedModel(
                    model.type().name(),
                    model.name(),
                    UntracedModel.Why.NO_FORWARD,
                    model.layers().stream().map(ModelClass.Layer::attribute).distinct().toList()))
        .toList();
  }

  // --- what is written down

  private List<Keeping> keepings(List<Program> programs) {
    List<Keeping> keepings = new ArrayList<>();
    for (FileSurvey survey : surveys.values()) {
      if (!survey.isTest()) {
        keepings.addAll(survey.keepings());
        survey.lines().stream()
            .filter(line -> isInLoop(line, programs) || isInStep(line, survey, programs))
            .forEach(
                line ->
                    keepings.add(
                        new Keeping(
                            Keeping.Kind.LOGGED,
                            CodeView.line(line.file().text(line.span())),
                            line)));
      }
    }
    keepings.sort(
        Comparator.comparing(Keeping::kind)
            .thenComparing(k -> k.place().file().path())
            .thenComparing(k -> k.place().span().start()));
    return keepings.stream().distinct().toList();
  }

  /** Whether a line stands in a function that a loop calls to train, or that evaluates. */
  private static boolean isInStep(Place line, FileSurvey survey, List<Program> programs) {
    Optional<Node> function =
        survey
            .module()
            .tree()
            .enclosingScope(survey.view().innermost(line.span()))
            .filter(Stmt.FunctionDef.class::isInstance);
    if (function.isEmpty()) {
      return false;
    }
    Predicate<Place> isInside =
        place -> place.file() == line.file() && function.get().span().contains(place.span());
    return programs.stream()
        .anyMatch(
            program ->
                Stream.concat(
                            Courses.around(program.course(), RUNS).stream()
                                .map(CourseItem.Loop::place),
                            Courses.acts(program.course()).stream()
                                .filter(act -> RUNS.contains(act.doing()))
                                .map(CourseItem.Act::place))
                        .anyMatch(isInside)
                    && Courses.around(program.course(), Set.of(Doing.STEP)).stream()
                        .noneMatch(loop -> isInside.test(loop.place())));
  }

  private static boolean isInLoop(Place line, List<Program> programs) {
    return programs.stream()
        .flatMap(program -> Courses.around(program.course(), Set.of(Doing.STEP)).stream())
        .anyMatch(
            loop ->
                loop.place().file() == line.file() && loop.place().span().contains(line.span()));
  }
}
