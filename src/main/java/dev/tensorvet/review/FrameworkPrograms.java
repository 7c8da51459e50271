package dev.tensorvet.review;

import dev.tensorvet.facts.ProgramCourse.Action;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.ConfigForm;
import dev.tensorvet.framework.LightningApi;
import dev.tensorvet.framework.ManualOptimization;
import dev.tensorvet.framework.Role;
import dev.tensorvet.review.Program.Part;
import dev.tensorvet.review.Program.Value;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.Entity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.MethodLookup;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.source.Span;
import dev.tensorvet.syntax.DataNode;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Tells programs whose loop a framework runs: what it is given, and what it then does. */
final class FrameworkPrograms {

  /** What such a program makes that is told. */
  private static final Set<Role> MADE =
      Set.of(Role.OPTIMIZER, Role.SCHEDULER, Role.LOADER, Role.DATASET, Role.LOSS);

  private final Map<SourceModule, FileSurvey> surveys;
  private final List<ConfigFile> configs;
  private final Function<SourceFile, Optional<CodeView>> code;
  private final NamedSteps steps;

  /** Where a class of the project is given to what trains it. */
  private final Map<ClassEntity, List<Training>> trainings = new LinkedHashMap<>();

  /** What trains, in which file. */
  private record Training(FileSurvey survey, TrainerUse use) {}

  FrameworkPrograms(
      Map<SourceModule, FileSurvey> surveys,
      NamedFunctions functions,
      List<ConfigFile> configs,
      Function<SourceFile, Optional<CodeView>> code) {
    this.surveys = surveys;
    this.configs = configs;
    this.code = code;
    this.steps = new NamedSteps(functions);
  }

  /** The programs that those with loops of their own do not tell. */
  List<Program> besides(List<Program> told) {
    List<FileSurvey> files = surveys.values().stream().filter(s -> !s.isTest()).toList();
    Map<FileSurvey, List<TrainerUse>> uses = new LinkedHashMap<>();
    for (FileSurvey survey : files) {
      uses.put(survey, survey.trainerUses().stream().filter(u -> !u.onlyEvaluates()).toList());
      for (TrainerUse use : uses.get(survey)) {
        use.models()
            .forEach(
                type ->
                    trainings
                        .computeIfAbsent(type, t -> new ArrayList<>())
                        .add(new Training(survey, use)));
      }
    }
    List<Program> programs = new ArrayList<>();
    Set<ClassEntity> modules = new LinkedHashSet<>();
    for (FileSurvey survey : files) {
      for (ClassEntity type : survey.frameworkModules()) {
        Optional<FunctionEntity> step = step(type);
        modules.add(type);
        step.filter(s -> told.stream().noneMatch(p -> holds(p, s)))
            .ifPresent(s -> programs.add(byFramework(type, s, survey)));
      }
    }
    uses.forEach(
        (survey, made) -> {
          // What trains a module that is told is told with it.
          List<TrainerUse> others =
              made.stream()
                  .filter(use -> use.models().stream().noneMatch(modules::contains))
                  .toList();
          if (!others.isEmpty()) {
            programs.add(byTrainer(survey, others));
          }
        });
    return programs;
  }

  /** Whether a program has told what a method does. */
  private static boolean holds(Program program, FunctionEntity step) {
    return Courses.acts(program.course()).stream()
        .anyMatch(
            act ->
                act.doing() == Doing.STEP
                    && act.place().file() == step.module().file()
                    && step.node().span().contains(act.place().span()));
  }

  /** The step of a class, its own or that of a class of the project which it inherits. */
  private static Optional<FunctionEntity> step(ClassEntity type) {
    return method(type, ManualOptimization.STEP);
  }

  private static Optional<FunctionEntity> method(ClassEntity type, String name) {
    return type.lookup(name) instanceof MethodLookup.Found found
        ? Optional.of(found.function())
        : Optional.empty();
  }

  private Program byFramework(ClassEntity type, FunctionEntity step, FileSurvey survey) {
    Place there = nameOf(step);
    List<CourseItem> turn = new ArrayList<>();
    turn.add(
        new CourseItem.Act(
            Doing.DRAW, there, Optional.empty(), Optional.empty(), Optional.of(step.name())));
    turn.addAll(stepOf(step, type));
    turn.add(
        new CourseItem.Act(
            Doing.FRAMEWORK, there, Optional.empty(), Optional.empty(), Optional.empty()));
    List<CourseItem> course = new ArrayList<>();
    course.add(
        new CourseItem.Loop("for each batch of training data", there, Optional.empty(), turn));
    for (String name : ManualOptimization.EVALUATION_STEPS) {
      method(type, name)
          .ifPresent(
              method ->
                  course.add(
                      new CourseItem.Loop(
                          "for each batch of " + name.replace("_step", "") + " data",
                          nameOf(method),
                          Optional.empty(),
                          List.of(
                              new CourseItem.Act(
                                  Doing.FORWARD_WITHOUT_GRAPH,
                                  nameOf(method),
                                  Optional.of(name),
                                  Optional.empty(),
                                  Optional.empty())))));
    }
    List<Part> parts = parts(type);
    List<Training> trained = trainings.getOrDefault(type, List.of());
    trained.forEach(
        training ->
            parts.add(
                ProgramReader.part(
                    Role.TRAINER,
                    training.use().made(),
                    Optional.empty(),
                    training.survey().view())));
    List<Part> callbacks = trained.stream().flatMap(t -> keepers(t.survey()).stream()).toList();
    configs.forEach(config -> configured(config.root(), name(type), false, config, parts));
    data().forEach(data -> parts.addAll(parts(data)));
    List<Stage> stages = new ArrayList<>();
    List<CourseItem.Act> acts = Courses.acts(course);
    for (Stage.Kind kind : Stage.Kind.values()) {
      Set<Place> places = new LinkedHashSet<>();
      Optional<String> text =
          switch (kind) {
            case DATASET ->
                ProgramReader.made(parts, places, Role.DATASET)
                    .or(
                        () -> {
                          data().forEach(data -> places.add(nameOf(data)));
                          return data().stream().findFirst().map(ClassEntity::name);
                        });
            case TRANSFORM -> ProgramReader.made(parts, places, Role.TRANSFORM);
            case LOADER -> ProgramReader.made(parts, places, Role.LOADER);
            case MODEL -> {
              places.add(new Place(survey.module().file(), type.node().span()));
              yield Optional.of(type.name());
            }
            case LOSS -> ProgramReader.done(acts, places, Doing.LOSS);
            case BACKWARD -> {
              places.add(there);
              yield Optional.of("by the framework");
            }
            case CLIP ->
                givenTo(parts, places, ManualOptimization.CLIPPING::contains).map(Value::text);
            case OPTIMIZER -> ProgramReader.made(parts, places, Role.OPTIMIZER);
            case SCHEDULE -> ProgramReader.made(parts, places, Role.SCHEDULER);
            case CHECKPOINT -> {
              callbacks.forEach(callback -> places.add(callback.place()));
              yield callbacks.stream().findFirst().map(c -> ProgramReader.head(c.code()));
            }
            case EVALUATION -> ProgramReader.done(acts, places, Doing.FORWARD_WITHOUT_GRAPH);
          };
      stages.add(new Stage(kind, List.copyOf(places), text));
    }
    return new Program(
        survey.path() + ", " + type.name(),
        new Place(survey.module().file(), type.node().span()),
        false,
        trained.stream()
            .flatMap(t -> t.use().trainings().stream().map(t.survey().view()::place))
            .toList(),
        false,
        Optional.of(ManualOptimization.OWNER),
        parts,
        stages,
        course);
  }

  /**
   * What is done in a step: what a run of it tells, or the names of its calls where they tell more.
   * A run is one of the class that the step is written in.
   */
  private List<CourseItem> stepOf(FunctionEntity step, ClassEntity type) {
    List<Action> followed =
        survey(step.module()).stream()
            .flatMap(survey -> survey.courses().stream())
            .filter(course -> course.start().filter(f -> f == step).isPresent())
            .filter(course -> step.owner().filter(owner -> owner == type).isPresent())
            .findFirst()
            .map(course -> inStep(course.actions(), step))
            .orElse(List.of());
    List<Action> named = steps.of(step, type);
    List<Action> told = tells(followed) >= tells(named) ? followed : named;
    return told.isEmpty()
        ? List.of(
            new CourseItem.Act(
                Doing.LOSS,
                nameOf(step),
                Optional.of(step.name()),
                Optional.empty(),
                Optional.empty()))
        : Courses.of(told, code);
  }

  /** How much of a model and its loss some actions tell. */
  private static long tells(List<Action> actions) {
    return Stream.of(Action.Kind.FORWARD, Action.Kind.LOSS)
        .filter(kind -> actions.stream().anyMatch(action -> action.kind() == kind))
        .count();
  }

  /** What lies in a step, or in what that calls, and not in the constructor before it. */
  private static List<Action> inStep(List<Action> actions, FunctionEntity step) {
    Place all = new Place(step.module().file(), step.node().span());
    return actions.stream()
        .filter(
            action -> {
              Place first =
                  action.site().calls().stream().findFirst().orElse(action.site().place());
              return first.file() == all.file() && all.span().contains(first.span());
            })
        .toList();
  }

  // --- what is made elsewhere

  /** The classes that keep the data of such a program together. */
  private List<ClassEntity> data() {
    return surveys.values().stream()
        .filter(survey -> !survey.isTest())
        .flatMap(
            survey ->
                survey.datasets().stream()
                    .filter(type -> survey.role(type).filter(Role.DATA_MODULE::equals).isPresent()))
        .toList();
  }

  private Optional<FileSurvey> survey(SourceModule module) {
    return Optional.ofNullable(surveys.get(module));
  }

  private static String name(ClassEntity type) {
    return type.module().name() + "." + type.name();
  }

  /** What a configuration has made for an object of a class, and gives to it. */
  private void configured(
      DataNode node, String wanted, boolean isInside, ConfigFile config, List<Part> to) {
    if (!(node instanceof DataNode.Mapping mapping)) {
      return;
    }
    Optional<DataNode> target =
        ConfigForm.all().stream().flatMap(form -> mapping.get(form.target()).stream()).findFirst();
    Optional<String> named =
        ConfigForm.all().stream().flatMap(form -> mapping.text(form.target()).stream()).findFirst();
    if (isInside && named.isPresent()) {
      FileSurvey any = surveys.values().iterator().next();
      any.roleOf(named.get())
          .ifPresent(
              role ->
                  to.add(
                      new Part(
                          role,
                          Optional.empty(),
                          named.get(),
                          new Place(config.file(), target.orElseThrow().span()),
                          Optional.empty(),
                          List.of())));
    }
    boolean isMeant = isInside || named.filter(wanted::equals).isPresent();
    mapping.entries().values().forEach(each -> configured(each, wanted, isMeant, config, to));
  }

  private static Place nameOf(ClassEntity type) {
    int start = type.node().nameStart();
    return new Place(type.module().file(), new Span(start, start));
  }

  private static Place nameOf(FunctionEntity function) {
    return function.node() instanceof Stmt.FunctionDef def
        ? new Place(function.module().file(), def.nameSpan())
        : new Place(function.module().file(), function.node().span());
  }

  /** What the methods of a class make, its own and those that it inherits within the project. */
  private List<Part> parts(ClassEntity type) {
    List<Part> parts = new ArrayList<>();
    for (Entity each : type.mro().linear()) {
      if (each instanceof ClassEntity own) {
        survey(own.module()).ifPresent(survey -> parts.addAll(partsIn(own, type, survey)));
      }
    }
    return parts;
  }

  /**
   * @param whole the class whose object it is: what a class below overrides is not done
   */
  private List<Part> partsIn(ClassEntity type, ClassEntity whole, FileSurvey survey) {
    List<Part> parts = new ArrayList<>();
    for (FunctionEntity method : type.methods()) {
      if (method(whole, method.name()).filter(found -> found != method).isEmpty()) {
        Tree.walk(
            method.node(),
            node -> {
              if (node instanceof Expr.Call call) {
                role(call, survey)
                    .ifPresent(
                        role ->
                            parts.add(
                                ProgramReader.part(role, call, Optional.empty(), survey.view())));
              }
            });
      }
    }
    return parts;
  }

  /** What a call makes that is told: something of a library, or a data set of the project. */
  private Optional<Role> role(Expr.Call call, FileSurvey survey) {
    boolean isDataset =
        NamedFunctions.type(call.callee(), new Code(survey, Optional.empty()))
            .filter(
                type ->
                    survey(type.module())
                        .filter(other -> other.datasets().contains(type))
                        .isPresent())
            .isPresent();
    return isDataset
        ? Optional.of(Role.DATASET)
        : survey.roleOf(call).or(() -> inherited(call, survey)).filter(MADE::contains);
  }

  /** The role of a class of the project by what it inherits from. */
  private static Optional<Role> inherited(Expr.Call call, FileSurvey survey) {
    boolean isNamed = call.callee() instanceof Expr.Name || call.callee() instanceof Expr.Attribute;
    return isNamed && survey.module().resolve(call.callee()) instanceof ClassEntity type
        ? survey.role(type)
        : Optional.empty();
  }

  /** What a file gives a trainer to save the weights by. */
  private static List<Part> keepers(FileSurvey survey) {
    List<Part> keepers = new ArrayList<>();
    survey
        .module()
        .tree()
        .walk(
            node -> {
              if (node instanceof Expr.Call call
                  && survey
                      .view()
                      .library(call.callee())
                      .filter(LightningApi::keepsCheckpoints)
                      .isPresent()) {
                keepers.add(
                    ProgramReader.part(Role.TRAINER, call, Optional.empty(), survey.view()));
              }
            });
    return keepers;
  }

  private static Program byTrainer(FileSurvey survey, List<TrainerUse> uses) {
    List<Part> parts = new ArrayList<>();
    uses.forEach(
        use ->
            parts.add(
                ProgramReader.part(Role.TRAINER, use.made(), Optional.empty(), survey.view())));
    Place there = parts.getFirst().place();
    String owner = ProgramReader.head(parts.getFirst().code());
    List<Stage> stages = new ArrayList<>();
    for (Stage.Kind kind : Stage.Kind.values()) {
      stages.add(
          switch (kind) {
            case BACKWARD, OPTIMIZER -> new Stage(kind, List.of(there), Optional.of("by " + owner));
            case MODEL -> given(kind, parts, "model"::equals);
            case DATASET -> given(kind, parts, name -> name.endsWith("_dataset"));
            case CLIP -> given(kind, parts, ManualOptimization.CLIPPING::contains);
            default -> new Stage(kind, List.of(), Optional.empty());
          });
    }
    return new Program(
        survey.path() + ", " + owner,
        there,
        true,
        List.of(),
        false,
        Optional.of(owner),
        parts,
        stages,
        List.of(
            new CourseItem.Loop(
                "for each batch of training data",
                there,
                Optional.empty(),
                List.of(
                    new CourseItem.Act(
                        Doing.FRAMEWORK,
                        there,
                        Optional.of(owner),
                        Optional.empty(),
                        Optional.empty())))));
  }

  /** What a trainer is given for a station. */
  private static Stage given(Stage.Kind kind, List<Part> parts, Predicate<String> isMeant) {
    Set<Place> places = new LinkedHashSet<>();
    Optional<Value> first = givenTo(parts, places, isMeant);
    return new Stage(kind, List.copyOf(places), first.map(Value::text));
  }

  private static Optional<Value> givenTo(
      List<Part> parts, Set<Place> to, Predicate<String> isMeant) {
    List<Value> values =
        parts.stream()
            .flatMap(part -> part.values().stream())
            .filter(value -> isMeant.test(value.name()))
            .toList();
    values.forEach(value -> to.add(value.place()));
    return values.stream().findFirst();
  }
}
