package dev.tensorvet.review;

import dev.tensorvet.facts.ProgramCourse.Action;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.ConfigForm;
import dev.tensorvet.framework.ManualOptimization;
import dev.tensorvet.framework.Role;
import dev.tensorvet.review.Program.Part;
import dev.tensorvet.review.Program.Value;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.source.Span;
import dev.tensorvet.syntax.DataNode;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Tells programs whose loop a framework runs: what it is given, and what it then does. */
record FrameworkPrograms(
    Collection<FileSurvey> surveys,
    List<ConfigFile> configs,
    Function<SourceFile, Optional<CodeView>> code) {

  /** The programs that those with loops of their own do not tell. */
  List<Program> besides(List<Program> told) {
    List<Program> programs = new ArrayList<>();
    for (FileSurvey survey : surveys) {
      if (!survey.isTest()) {
        for (ClassEntity type : survey.frameworkModules()) {
          step(type)
              .filter(step -> told.stream().noneMatch(p -> holds(p, step)))
              .ifPresent(step -> programs.add(byFramework(type, step, survey)));
        }
        if (!survey.trainers().isEmpty()) {
          programs.add(byTrainer(survey));
        }
      }
    }
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

  private static Optional<FunctionEntity> step(ClassEntity type) {
    return type.ownMethod(ManualOptimization.STEP);
  }

  private Program byFramework(ClassEntity type, FunctionEntity step, FileSurvey survey) {
    Place there = nameOf(step);
    List<CourseItem> turn = new ArrayList<>();
    turn.add(
        new CourseItem.Act(
            Doing.DRAW, there, Optional.empty(), Optional.empty(), Optional.of(step.name())));
    turn.addAll(stepOf(step, survey));
    turn.add(
        new CourseItem.Act(
            Doing.FRAMEWORK, there, Optional.empty(), Optional.empty(), Optional.empty()));
    List<CourseItem> course = new ArrayList<>();
    course.add(
        new CourseItem.Loop("for each batch of training data", there, Optional.empty(), turn));
    for (String name : ManualOptimization.EVALUATION_STEPS) {
      type.ownMethod(name)
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
    List<Part> parts = partsIn(type, survey);
    configs.forEach(config -> configured(config.root(), name(type), false, config, parts));
    data().forEach(data -> parts.addAll(partsIn(data, survey(data))));
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
            case CLIP -> Optional.empty();
            case OPTIMIZER -> ProgramReader.made(parts, places, Role.OPTIMIZER);
            case SCHEDULE -> ProgramReader.made(parts, places, Role.SCHEDULER);
            case CHECKPOINT -> Optional.empty();
            case EVALUATION -> ProgramReader.done(acts, places, Doing.FORWARD_WITHOUT_GRAPH);
          };
      stages.add(new Stage(kind, List.copyOf(places), text));
    }
    return new Program(
        survey.path() + ", " + type.name(),
        new Place(survey.module().file(), type.node().span()),
        false,
        List.of(),
        false,
        Optional.of(ManualOptimization.OWNER),
        parts,
        stages,
        course);
  }

  /** What a run of the step tells that is done in it. */
  private List<CourseItem> stepOf(FunctionEntity step, FileSurvey survey) {
    List<CourseItem> told =
        survey.courses().stream()
            .filter(course -> course.start().filter(f -> f == step).isPresent())
            .findFirst()
            .map(course -> Courses.of(inStep(course.actions(), step), code))
            .orElse(List.of());
    return told.isEmpty()
        ? List.of(
            new CourseItem.Act(
                Doing.LOSS,
                nameOf(step),
                Optional.of(step.name()),
                Optional.empty(),
                Optional.empty()))
        : told;
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
    return surveys.stream()
        .filter(survey -> !survey.isTest())
        .flatMap(
            survey ->
                survey.datasets().stream()
                    .filter(type -> survey.role(type).filter(Role.DATA_MODULE::equals).isPresent()))
        .toList();
  }

  private FileSurvey survey(ClassEntity type) {
    return surveys.stream()
        .filter(survey -> survey.module() == type.module())
        .findFirst()
        .orElseThrow();
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
      FileSurvey any = surveys.iterator().next();
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

  /** What the methods of a class make, by the names of libraries. */
  private static List<Part> partsIn(ClassEntity type, FileSurvey survey) {
    List<Part> parts = new ArrayList<>();
    for (FunctionEntity method : type.methods()) {
      Tree.walk(
          method.node(),
          node -> {
            if (node instanceof Expr.Call call) {
              survey
                  .roleOf(call)
                  .filter(
                      role ->
                          role == Role.OPTIMIZER
                              || role == Role.SCHEDULER
                              || role == Role.LOADER
                              || role == Role.DATASET
                              || role == Role.LOSS)
                  .ifPresent(
                      role ->
                          parts.add(
                              ProgramReader.part(role, call, Optional.empty(), survey.view())));
            }
          });
    }
    return parts;
  }

  private static Program byTrainer(FileSurvey survey) {
    List<Part> parts = new ArrayList<>();
    survey
        .trainers()
        .forEach(
            call ->
                parts.add(ProgramReader.part(Role.TRAINER, call, Optional.empty(), survey.view())));
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
    List<Value> values =
        parts.stream()
            .flatMap(part -> part.values().stream())
            .filter(value -> isMeant.test(value.name()))
            .toList();
    return new Stage(
        kind,
        values.stream().map(Value::place).toList(),
        values.stream().findFirst().map(Value::text));
  }
}
