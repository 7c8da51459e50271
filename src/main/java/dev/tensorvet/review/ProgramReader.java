package dev.tensorvet.review;

import dev.tensorvet.facts.LoaderUse;
import dev.tensorvet.facts.ProgramCourse;
import dev.tensorvet.facts.ProgramCourse.Action;
import dev.tensorvet.facts.Site;
import dev.tensorvet.facts.TrainingProgram;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.Role;
import dev.tensorvet.framework.TrainingWords;
import dev.tensorvet.review.Program.Part;
import dev.tensorvet.review.Program.Value;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import dev.tensorvet.tensor.Proof;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the programs of a repository: of all runs, those that tell most of each training. */
final class ProgramReader {

  /** What the value at a place of a call is for, where people leave its name out. */
  private static final Map<Role, List<String>> POSITIONS =
      Map.of(
          Role.OPTIMIZER, List.of("params", "lr"),
          Role.LOADER, List.of("dataset", "batch_size", "shuffle"),
          Role.SCHEDULER, List.of("optimizer"));

  /** Whose parameters an optimizer is given. */
  private static final Pattern TRAINED = Pattern.compile("([\\w.]+)\\.parameters\\(");

  private static final Set<Role> TOLD =
      Set.of(
          Role.MODULE,
          Role.CONTAINER,
          Role.LIGHTNING_MODULE,
          Role.LOSS,
          Role.OPTIMIZER,
          Role.SCHEDULER,
          Role.GRAD_SCALER,
          Role.LOADER,
          Role.DATASET,
          Role.SAMPLER,
          Role.TRANSFORM,
          Role.TRAINER,
          Role.ACCELERATOR,
          Role.ENGINE,
          Role.DATA_MODULE);

  private final Map<SourceModule, FileSurvey> surveys;
  private final List<ConfigFile> configs;
  private final Map<SourceFile, CodeView> views = new HashMap<>();
  private final LossesByHand losses = new LossesByHand(this::view);
  private final NamedFunctions functions;
  private final WeightBlends blends;

  ProgramReader(Map<SourceModule, FileSurvey> surveys, List<ConfigFile> configs) {
    this.surveys = surveys;
    this.configs = configs;
    this.functions = new NamedFunctions(surveys);
    this.blends = new WeightBlends(surveys.values(), functions);
    surveys.values().forEach(s -> views.put(s.module().file(), s.view()));
  }

  /**
   * What was found.
   *
   * @param programs those that train, in the order of their files
   * @param training what is known of those with loops of their own
   */
  record Found(List<Program> programs, List<TrainingProgram> training) {}

  Found all() {
    List<Program> programs = new ArrayList<>();
    List<TrainingProgram> training = new ArrayList<>();
    List<ProgramCourse> chosen = chosen();
    NamedCourses named = new NamedCourses(surveys, functions, learning());
    chosen.forEach(course -> course.training().ifPresent(training::add));
    JoinedCourses.Joined joined = new JoinedCourses(surveys, functions).join(chosen);
    Courses.Reader courses = new Courses.Reader(this::view, joined.entered());
    for (JoinedCourses.Course course : joined.courses()) {
      programs.add(program(course, false, named, courses));
    }
    for (ProgramCourse course : named.all()) {
      programs.add(program(JoinedCourses.Course.of(course), true, named, courses));
    }
    programs.addAll(
        new FrameworkPrograms(surveys, functions, configs, this::view).besides(programs));
    programs.sort(
        Comparator.comparing((Program p) -> p.place().file().path())
            .thenComparing(p -> p.place().span().start()));
    return new Found(programs, training);
  }

  // --- which runs

  /** Whole programs first, then the longest: a run that only tells what another told is none. */
  private List<ProgramCourse> chosen() {
    List<ProgramCourse> candidates =
        surveys.values().stream()
            .filter(survey -> !survey.isTest())
            .flatMap(survey -> survey.courses().stream())
            .filter(ProgramReader::learns)
            .sorted(
                Comparator.comparing((ProgramCourse c) -> c.start().isPresent())
                    .thenComparing(c -> -c.actions().size()))
            .toList();
    List<ProgramCourse> chosen = new ArrayList<>();
    Set<Place> told = new HashSet<>();
    for (ProgramCourse course : candidates) {
      Set<Place> steps = new LinkedHashSet<>();
      course.actions().stream()
          .filter(action -> action.kind() == Action.Kind.STEP)
          .forEach(action -> steps.add(action.site().place()));
      boolean isNew = steps.stream().anyMatch(step -> !told.contains(step));
      if (course.start().isEmpty() || isNew) {
        chosen.add(course);
      }
      told.addAll(steps);
    }
    return chosen;
  }

  /** Whether a run learns. */
  private static boolean learns(ProgramCourse course) {
    return course.steps() && course.has(Action.Kind.BACKWARD);
  }

  /** Where all runs tell that something is learnt. */
  private Set<Place> learning() {
    return surveys.values().stream()
        .flatMap(survey -> survey.courses().stream())
        .filter(ProgramReader::learns)
        .flatMap(course -> course.actions().stream())
        .filter(
            action -> action.kind() == Action.Kind.BACKWARD || action.kind() == Action.Kind.STEP)
        .map(action -> action.site().place())
        .collect(Collectors.toSet());
  }

  private Optional<CodeView> view(SourceFile file) {
    return Optional.ofNullable(views.get(file));
  }

  // --- a program with a loop of its own

  private Program program(
      JoinedCourses.Course joined, boolean isByName, NamedCourses named, Courses.Reader courses) {
    ProgramCourse course = joined.course();
    List<Action> own =
        course.actions().stream().filter(action -> !isOfEnvironment(action)).toList();
    List<Action> told = new ArrayList<>(ofWholeModels(own));
    ModelCalls models = new ModelCalls(course.parts());
    codes(told).forEach((code, calls) -> models.partsIn(code, calls, told));
    List<Action> actions = blends.in(losses.in(told));
    List<CourseItem> items = courses.read(actions);
    List<Part> parts = parts(course);
    Optional<FunctionEntity> start = course.start();
    Place place =
        start
            .map(f -> new Place(f.module().file(), f.node().span()))
            .orElseGet(
                () ->
                    Optional.ofNullable(views.get(course.file()))
                        .map(v -> surveys.get(v.module()))
                        .flatMap(s -> s.main().or(() -> Optional.of(s.start())))
                        .orElseThrow());
    String title = course.file().path() + start.map(f -> ", " + qualified(f) + "()").orElse("");
    return new Program(
        title,
        place,
        start.isEmpty(),
        start.map(named::callsOf).orElse(List.of()),
        isByName,
        Optional.empty(),
        parts,
        stages(joined, parts, items),
        items);
  }

  /** The code that actions are done in, with the calls that first lead there. */
  private Map<Code, List<Place>> codes(List<Action> actions) {
    Map<Code, List<Place>> codes = new LinkedHashMap<>();
    for (Action action : actions) {
      List<Place> way = action.site().way();
      for (int i = 0; i < way.size(); i++) {
        List<Place> calls = way.subList(0, i);
        Place place = way.get(i);
        view(place.file())
            .map(view -> surveys.get(view.module()))
            .flatMap(
                survey -> survey.view().callAt(place.span()).map(call -> Code.around(call, survey)))
            .ifPresent(code -> codes.putIfAbsent(code, calls));
      }
    }
    return codes;
  }

  /** Whether the mode of what an agent acts in is set, which has methods like those of a model. */
  private static boolean isOfEnvironment(Action action) {
    return (action.kind() == Action.Kind.TRAIN_MODE || action.kind() == Action.Kind.EVAL_MODE)
        && action.subject().filter(TrainingWords::isEnvironment).isPresent();
  }

  private static String qualified(FunctionEntity function) {
    return function.owner().map(type -> type.name() + ".").orElse("") + function.name();
  }

  /** A layer that a method of a model runs is told as that method, where it is called. */
  private List<Action> ofWholeModels(List<Action> actions) {
    List<Site> steps =
        actions.stream()
            .filter(action -> action.kind() == Action.Kind.STEP)
            .map(Action::site)
            .toList();
    Set<Action> methods = new HashSet<>();
    List<Action> told = new ArrayList<>();
    for (Action action : actions) {
      boolean runs =
          action.kind() == Action.Kind.FORWARD
              || action.kind() == Action.Kind.FORWARD_WITHOUT_GRAPH;
      Optional<Action> method = runs ? ofWholeModel(action, steps) : Optional.empty();
      if (method.isEmpty() || methods.add(method.get())) {
        told.add(method.orElse(action));
      }
    }
    return told;
  }

  /**
   * The method of a model that an action lies in, as its caller runs it. Of a model that trains
   * itself, the layers are what it runs.
   */
  private Optional<Action> ofWholeModel(Action action, List<Site> steps) {
    Optional<Place> model =
        model(action.site().place())
            .filter(type -> steps.stream().noneMatch(step -> step.isIn(type)));
    if (model.isEmpty()) {
      return Optional.empty();
    }
    List<Place> calls = action.site().calls();
    for (int i = calls.size() - 1; i >= 0; i--) {
      Place call = calls.get(i);
      if (call.file() != model.get().file() || !model.get().span().contains(call.span())) {
        Site outside = new Site(call, calls.subList(0, i));
        return Optional.of(new Action(action.kind(), outside, outside.callee()));
      }
    }
    return Optional.empty();
  }

  /** The class of a model of the project that a place lies in. */
  private Optional<Place> model(Place place) {
    return view(place.file())
        .map(v -> surveys.get(v.module()))
        .flatMap(
            survey ->
                survey.modelClasses().stream()
                    .filter(model -> model.isModule() == Proof.YES)
                    .map(model -> survey.view().place(model.type().node()))
                    .filter(type -> type.span().contains(place.span()))
                    .findFirst());
  }

  private List<Part> parts(ProgramCourse course) {
    List<Part> parts = new ArrayList<>();
    for (ProgramCourse.Part each : course.parts()) {
      Place place = each.site().place();
      boolean isInside =
          course.parts().stream()
              .anyMatch(
                  other ->
                      other.role() == each.role()
                          && other.site().place().file() == place.file()
                          && !other.site().place().equals(place)
                          && other.site().place().span().contains(place.span()));
      boolean isOfModel = isLayer(each.role()) && isInModel(place);
      if (TOLD.contains(each.role()) && !isInside && !isOfModel) {
        part(each.role(), each.site(), each.type()).ifPresent(parts::add);
      }
    }
    return parts;
  }

  private static boolean isLayer(Role role) {
    return role == Role.MODULE || role == Role.CONTAINER;
  }

  /** Whether a layer is part of a model of the project, which is told as a whole. */
  private boolean isInModel(Place place) {
    return view(place.file())
        .map(v -> surveys.get(v.module()))
        .filter(
            survey ->
                survey.modelClasses().stream()
                    .anyMatch(model -> model.type().node().span().contains(place.span())))
        .isPresent();
  }

  private Optional<Part> part(Role role, Site site, Optional<ClassEntity> type) {
    return view(site.place().file())
        .flatMap(view -> view.callAt(site.span()).map(call -> part(role, call, type, view)));
  }

  static Part part(Role role, Expr.Call call, Optional<ClassEntity> type, CodeView view) {
    return new Part(
        role, name(call, view), view.line(call), view.place(call), type, values(role, call, view));
  }

  private static Optional<String> name(Expr.Call call, CodeView view) {
    return new Site(view.place(call), List.of()).target(view.module().file());
  }

  static List<Value> values(Role role, Expr.Call call, CodeView view) {
    List<Value> values = new ArrayList<>();
    List<String> names = POSITIONS.getOrDefault(role, List.of());
    for (int i = 0; i < Math.min(call.arguments().size(), names.size()); i++) {
      if (!(call.arguments().get(i) instanceof Expr.Starred)) {
        values.add(value(names.get(i), call.arguments().get(i), view));
      }
    }
    for (Node.Keyword keyword : call.keywords()) {
      keyword.name().ifPresent(name -> values.add(value(name, keyword.value(), view)));
    }
    return values;
  }

  private static Value value(String name, Expr value, CodeView view) {
    return new Value(name, view.line(value), view.place(value), CodeView.isLiteral(value));
  }

  // --- the way of the data

  private List<Stage> stages(
      JoinedCourses.Course joined, List<Part> parts, List<CourseItem> items) {
    ProgramCourse course = joined.course();
    List<CourseItem.Act> acts = Courses.acts(items);
    List<Stage> stages = new ArrayList<>();
    for (Stage.Kind kind : Stage.Kind.values()) {
      Set<Place> places = new LinkedHashSet<>();
      Optional<String> text =
          switch (kind) {
            case DATASET ->
                made(parts, places, Role.DATASET, Role.DATA_MODULE)
                    .or(
                        () ->
                            sites(
                                course.loaders().stream()
                                    .flatMap(l -> l.dataset().madeAt().stream()),
                                places));
            case TRANSFORM ->
                made(parts, places, Role.TRANSFORM)
                    .or(
                        () ->
                            sites(
                                course.loaders().stream()
                                    .flatMap(l -> l.dataset().transform().madeAt().stream()),
                                places));
            case LOADER ->
                made(parts, places, Role.LOADER)
                    .or(() -> sites(course.loaders().stream().map(LoaderUse::madeAt), places))
                    .or(() -> done(acts, places, Doing.DRAW));
            case MODEL -> model(joined, parts, acts, places);
            case LOSS -> done(acts, places, Doing.LOSS);
            case BACKWARD -> done(acts, places, Doing.BACKWARD);
            case CLIP -> done(acts, places, Doing.CLIP);
            case OPTIMIZER ->
                made(parts, places, Role.OPTIMIZER).or(() -> done(acts, places, Doing.STEP));
            case SCHEDULE ->
                made(parts, places, Role.SCHEDULER)
                    .or(() -> done(acts, places, Doing.SCHEDULE))
                    .or(() -> done(acts, places, Doing.SET_RATE));
            case CHECKPOINT -> done(trained(acts), places, Doing.SAVE);
            case EVALUATION -> at(Evaluations.of(items), places);
          };
      stages.add(new Stage(kind, List.copyOf(places), text));
    }
    return stages;
  }

  static Optional<String> made(List<Part> parts, Set<Place> to, Role... roles) {
    List<Part> found =
        parts.stream().filter(part -> Arrays.asList(roles).contains(part.role())).toList();
    found.forEach(part -> to.add(part.place()));
    return found.stream().findFirst().map(part -> head(part.code()));
  }

  /** The models that are trained, or else those that are made and run, or where one is run. */
  private Optional<String> model(
      JoinedCourses.Course joined, List<Part> parts, List<CourseItem.Act> acts, Set<Place> to) {
    ProgramCourse course = joined.course();
    Set<Optional<String>> run =
        acts.stream()
            .filter(act -> act.doing() == Doing.FORWARD)
            .map(CourseItem.Act::subject)
            .filter(Optional::isPresent)
            .collect(Collectors.toSet());
    // What joined functions are given was made by their caller, and they do not tell.
    boolean isJoined = course.start().isEmpty() && !joined.functions().isEmpty();
    Optional<String> given =
        isJoined
            ? made(parts.stream().filter(p -> isRun(p, run)).toList(), to, Role.MODULE)
            : Optional.empty();
    Optional<String> trained =
        sites(
            joined.trainings().stream()
                .map(TrainingProgram::networks)
                .flatMap(List::stream)
                .filter(network -> network.anatomy().weighted() > 0)
                .flatMap(network -> network.made().stream()),
            to);
    // What is run tells by its name; that something with layers is made need not be the model.
    List<Part> named = parts.stream().filter(part -> run.contains(part.name())).toList();
    List<Part> layered =
        parts.stream().filter(part -> part.type().filter(this::hasLayers).isPresent()).toList();
    return given
        .or(() -> trained)
        .or(() -> made(named, to, Role.MODULE))
        .or(() -> at(kept(joined.functions(), run), to))
        .or(() -> picked(course, parts, run, to))
        .or(() -> made(layered, to, Role.MODULE))
        .or(() -> done(acts, to, Doing.FORWARD));
  }

  /** Whether something of the name of a part is run, or a method of it. */
  private static boolean isRun(Part part, Set<Optional<String>> run) {
    return part.name()
        .map(name -> name.substring(name.lastIndexOf('.') + 1))
        .filter(
            name ->
                run.stream()
                    .flatMap(Optional::stream)
                    .anyMatch(subject -> ("." + subject + ".").contains("." + name + ".")))
        .isPresent();
  }

  /** The model that a name picks, in one of the files that the program runs through. */
  private Optional<String> picked(
      ProgramCourse course, List<Part> parts, Set<Optional<String>> run, Set<Place> to) {
    Set<String> names = run.stream().flatMap(Optional::stream).collect(Collectors.toSet());
    parts.stream()
        .filter(part -> part.role() == Role.OPTIMIZER)
        .flatMap(part -> TRAINED.matcher(part.code()).results())
        .forEach(found -> names.add(found.group(1)));
    Set<SourceFile> files = new LinkedHashSet<>(Set.of(course.file()));
    course.actions().forEach(action -> action.site().calls().forEach(c -> files.add(c.file())));
    PickedModels models = new PickedModels(surveys.values());
    return files.stream()
        .flatMap(file -> view(file).stream())
        .flatMap(view -> Optional.ofNullable(surveys.get(view.module())).stream())
        .flatMap(survey -> models.in(survey, names).stream())
        .findFirst()
        .map(
            picked -> {
              to.addAll(picked.places());
              return picked.text();
            });
  }

  /** Where the objects whose methods a program runs make the models that are run. */
  private List<Place> kept(List<FunctionEntity> methods, Set<Optional<String>> run) {
    List<Place> made = new ArrayList<>();
    for (ClassEntity type : methods.stream().flatMap(m -> m.owner().stream()).toList()) {
      Tree.walk(
          type.node(),
          node -> {
            if (node instanceof Stmt.Assign assign
                && view(type.module().file())
                    .map(view -> view.text(assign.targets().getFirst()))
                    .filter(
                        target ->
                            run.stream()
                                .flatMap(Optional::stream)
                                .anyMatch(
                                    subject ->
                                        subject.equals(target) || subject.startsWith(target + ".")))
                    .isPresent()) {
              Tree.walk(
                  assign.value(),
                  value -> {
                    if (value instanceof Expr.Call call
                        && (call.callee() instanceof Expr.Name
                            || call.callee() instanceof Expr.Attribute)
                        && type.module().resolve(call.callee()) instanceof ClassEntity model
                        && hasLayers(model)) {
                      made.add(new Place(type.module().file(), call.span()));
                    }
                  });
            }
          });
    }
    return made;
  }

  private boolean hasLayers(ClassEntity type) {
    return surveys.values().stream()
        .flatMap(survey -> survey.modelClasses().stream())
        .filter(model -> !model.layers().isEmpty())
        .anyMatch(model -> type.mro().linear().contains(model.type()));
  }

  private static Optional<String> sites(Stream<Site> sites, Set<Place> to) {
    return at(sites.map(Site::place).distinct().toList(), to);
  }

  /** What stands at the first of some places. */
  private static Optional<String> at(List<Place> places, Set<Place> to) {
    to.addAll(places);
    return places.stream()
        .findFirst()
        .map(place -> head(CodeView.line(place.file().text(place.span()))));
  }

  /** What is done from the first step on, if anything is saved there: not data that is prepared. */
  private static List<CourseItem.Act> trained(List<CourseItem.Act> acts) {
    List<CourseItem.Act> after = acts.stream().dropWhile(act -> act.doing() != Doing.STEP).toList();
    return after.stream().anyMatch(act -> act.doing() == Doing.SAVE) ? after : acts;
  }

  static Optional<String> done(List<CourseItem.Act> acts, Set<Place> to, Doing doing) {
    return at(
        acts.stream().filter(act -> act.doing() == doing).map(CourseItem.Act::place).toList(), to);
  }

  /** What is called, without what it is given. */
  static String head(String code) {
    int end = code.indexOf('(');
    return end > 0 ? code.substring(0, end) : code;
  }
}
