package dev.tensorvet.review;

import dev.tensorvet.facts.FactBase;
import dev.tensorvet.facts.ModelClass;
import dev.tensorvet.facts.ProgramCourse;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.Devices;
import dev.tensorvet.framework.Frameworks;
import dev.tensorvet.framework.Jax;
import dev.tensorvet.framework.LightningApi;
import dev.tensorvet.framework.Metrics;
import dev.tensorvet.framework.Randomness;
import dev.tensorvet.framework.Role;
import dev.tensorvet.framework.TensorFunctions;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.semantic.MainGuard;
import dev.tensorvet.semantic.MethodLookup;
import dev.tensorvet.semantic.ModuleEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.source.Span;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import dev.tensorvet.tensor.Proof;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What one file tells for the review, before it is known what the others do with it. */
public final class FileSurvey {

  private static final Optional<Role> OPTIMIZER = Optional.of(Role.OPTIMIZER);

  private static final Pattern SETUP =
      Pattern.compile("(?:^|/)(?:setup|noxfile|versioneer|hubconf)\\.py$");

  private final CodeView view;
  private final Frameworks frameworks;

  private final Journal journal;
  private final CommandLineSurvey commandLine;
  private final Readings readings;

  private final List<ProgramCourse> courses;
  private final List<ModelClass> modelClasses;
  private final List<ClassEntity> models;
  private final List<ClassEntity> datasets = new ArrayList<>();
  private final List<ClassEntity> frameworkModules = new ArrayList<>();
  private final List<UntracedModel> jaxModules = new ArrayList<>();
  private final List<Expr.Call> trainers = new ArrayList<>();

  /** Variables that are said to hold what runs a loop, whoever makes it. */
  private final Set<String> heldTrainers = new HashSet<>();

  private final Set<FileRole> uses = EnumSet.noneOf(FileRole.class);
  private final List<Expr.Call> calls = new ArrayList<>();
  private final List<Stmt.Assign> members = new ArrayList<>();
  private final List<Place> firstValues = new ArrayList<>();
  private final List<Place> moves = new ArrayList<>();
  private final Set<String> imports = new TreeSet<>();
  private final Set<ClassEntity> partsOfModels = new LinkedHashSet<>();
  private Optional<Place> main = Optional.empty();
  private boolean mayNameSeed;
  private boolean mayNameSeedWhenRun;
  private boolean makesOptimizer;
  private boolean restores;

  private FileSurvey(
      SourceModule module,
      List<ProgramCourse> courses,
      List<ModelClass> modelClasses,
      List<ClassEntity> models,
      Frameworks frameworks) {
    this.view = new CodeView(module);
    this.journal = new Journal(view, frameworkModules);
    this.commandLine = new CommandLineSurvey(view);
    this.readings = new Readings(view);
    this.frameworks = frameworks;
    this.models = models.stream().filter(type -> !isMetric(type)).toList();
    this.courses = List.copyOf(courses);
    this.modelClasses = List.copyOf(modelClasses);
  }

  /**
   * @param models the classes of the file that make modules that can be called
   */
  public static FileSurvey of(
      SourceModule module, FactBase facts, List<ClassEntity> models, Frameworks frameworks) {
    FileSurvey survey =
        new FileSurvey(
            module,
            facts.all(ProgramCourse.class),
            facts.all(ModelClass.class),
            models,
            frameworks);
    module.classes().forEach(survey::type);
    module.tree().walk(survey::node);
    survey.trainers.addAll(
        TrainerUse.unknownMakers(
            survey.view,
            type -> survey.role(type).filter(role -> role == Role.LIGHTNING_MODULE).isPresent(),
            survey.trainers));
    return survey;
  }

  /** What a file tells of settings alone, for which no program of it is followed. */
  public static FileSurvey ofSettings(SourceModule module, Frameworks frameworks) {
    FileSurvey survey = new FileSurvey(module, List.of(), List.of(), List.of(), frameworks);
    module.tree().walk(survey::node);
    return survey;
  }

  // --- what it tells

  CodeView view() {
    return view;
  }

  SourceModule module() {
    return view.module();
  }

  String path() {
    return module().file().path();
  }

  boolean isTest() {
    return module().isTest();
  }

  boolean isSetup() {
    return SETUP.matcher(path()).find();
  }

  List<ProgramCourse> courses() {
    return courses;
  }

  List<ModelClass> modelClasses() {
    return modelClasses;
  }

  List<ClassEntity> models() {
    return models;
  }

  List<ClassEntity> datasets() {
    return datasets;
  }

  /** The modules whose loop a framework runs. */
  List<ClassEntity> frameworkModules() {
    return frameworkModules;
  }

  /** The models of JAX. */
  List<UntracedModel> jaxModules() {
    return jaxModules;
  }

  /** The calls that make what runs a loop of its own. */
  List<Expr.Call> trainers() {
    return trainers;
  }

  /** What it does with what runs a loop. */
  List<TrainerUse> trainerUses() {
    return trainers.isEmpty() ? List.of() : TrainerUse.in(view, trainers);
  }

  /** The calls that are given several plain values by name. */
  List<Expr.Call> calls() {
    return calls;
  }

  /** What it lets a trainer do that it is given. */
  Set<FileRole> uses() {
    return uses;
  }

  /** What it does with a command line. */
  CommandLineSurvey commandLine() {
    return commandLine;
  }

  /** Where it reads members, keys and names. */
  Readings readings() {
    return readings;
  }

  /** The statements that give a member of something a plain value. */
  List<Stmt.Assign> members() {
    return members;
  }

  /** Where parameters get their first values by hand. */
  List<Place> firstValues() {
    return firstValues;
  }

  List<Keeping> keepings() {
    return journal.keepings();
  }

  /** Where lines for people are written. */
  List<Place> lines() {
    return journal.lines();
  }

  /**
   * Where generators are seeded.
   *
   * @param isRun whether the file itself is run, and not imported
   */
  Map<Randomness.Source, Place> seeded(boolean isRun) {
    Map<Randomness.Source, Place> seeded = new EnumMap<>(Randomness.Source.class);
    seeded.putAll(journal.seeded());
    if (isRun) {
      journal.seededWhenRun().forEach(seeded::putIfAbsent);
    }
    return seeded;
  }

  Map<Randomness.Source, Place> drawn() {
    return journal.drawn();
  }

  /** Where the fastest algorithms are looked for by trying. */
  List<Place> fastest() {
    return journal.fastest();
  }

  /** Where something is put on another device. */
  List<Place> moves() {
    return moves;
  }

  Set<String> imports() {
    return imports;
  }

  /** The classes that its own classes of models make objects of. */
  Set<ClassEntity> partsOfModels() {
    return partsOfModels;
  }

  /** Where it says that it is run: the test of {@code __name__}. */
  Optional<Place> main() {
    return main;
  }

  /**
   * @param isRun whether the file itself is run, and not imported
   */
  boolean mayNameSeed(boolean isRun) {
    return mayNameSeed || (isRun && mayNameSeedWhenRun) || readings.mayNameSeed();
  }

  /** Whether it makes what updates the weights of a model. */
  boolean makesOptimizer() {
    return makesOptimizer;
  }

  /** Whether it takes a trained model from where it was saved. */
  boolean restores() {
    return restores;
  }

  /** Whether a class of another file's is looked at by what it inherits. */
  Optional<Role> role(ClassEntity type) {
    return type.mro().linear().stream()
        .filter(LibraryEntity.class::isInstance)
        .flatMap(base -> frameworks.role(((LibraryEntity) base).qualifiedName()).stream())
        .findFirst();
  }

  /** What the class or function of a library that is called makes. */
  Optional<Role> roleOf(Expr.Call call) {
    return view.library(call.callee()).flatMap(frameworks::role);
  }

  /** What a class or function of a library makes. */
  Optional<Role> roleOf(String qualifiedName) {
    return frameworks.role(qualifiedName);
  }

  // --- how it is read

  private void type(ClassEntity type) {
    Optional<Role> role = role(type);
    boolean isIndexed =
        type.lookup("__getitem__") instanceof MethodLookup.Found
            && type.lookup("__len__") instanceof MethodLookup.Found;
    if (role.filter(r -> r == Role.DATASET || r == Role.DATA_MODULE).isPresent()
        || (role.isEmpty() && isIndexed && frameworks.isModule(type) != Proof.YES)) {
      datasets.add(type);
    }
    if (role.filter(r -> r == Role.LIGHTNING_MODULE).isPresent()) {
      frameworkModules.add(type);
    }
    if (isOfJax(type)) {
      jaxModules.add(
          new UntracedModel(
              type.name(),
              new Place(
                  module().file(), new Span(type.node().nameStart(), type.node().nameStart())),
              UntracedModel.Why.OF_JAX,
              jaxLayers(type)));
    }
  }

  private static boolean isMetric(ClassEntity type) {
    return type.mro().linear().stream()
        .anyMatch(
            base ->
                base instanceof LibraryEntity library && Metrics.isKeeper(library.qualifiedName()));
  }

  private static boolean isOfJax(ClassEntity type) {
    return type.mro().linear().stream()
        .anyMatch(
            base -> base instanceof LibraryEntity library && Jax.isModule(library.qualifiedName()));
  }

  /** What layers a class makes: those of the libraries, and models of the project. */
  private List<String> jaxLayers(ClassEntity type) {
    Set<String> layers = new LinkedHashSet<>();
    Tree.walk(
        type.node(),
        node -> {
          if (node instanceof Expr.Call call
              && (view.library(call.callee()).filter(Jax::isLayer).isPresent()
                  || (view.module().resolve(call.callee()) instanceof ClassEntity made
                      && isOfJax(made)))) {
            layers.add(CodeView.name(call));
          }
        });
    return List.copyOf(layers);
  }

  private void node(Node node) {
    readings.node(node);
    switch (node) {
      case Stmt.Import statement -> statement.names().forEach(name -> imported(name.name()));
      case Stmt.ImportFrom statement -> {
        if (statement.level() == 0) {
          imported(statement.module());
        }
      }
      case Stmt.If branch -> {
        if (main.isEmpty() && MainGuard.is(branch.test())) {
          main = Optional.of(view.place(branch.test()));
        }
      }
      case Stmt.Assign assign -> {
        journal.assign(assign);
        if (assign.targets().getFirst() instanceof Expr.Attribute
            && CodeView.isLiteral(assign.value())) {
          members.add(assign);
        }
      }
      case Stmt.AnnAssign assign -> {
        if (assign.target() instanceof Expr.Name name
            && view.library(assign.annotation()).filter(this::makesTrainer).isPresent()) {
          heldTrainers.add(name.name());
        }
      }
      case Stmt.FunctionDef function -> function.decorators().forEach(commandLine::decorator);
      case Stmt.Return result -> journal.result(result);
      case Expr.Call call -> call(call);
      default -> {}
    }
  }

  /** What the project has under a library's name is no library. */
  private void imported(String dotted) {
    String topLevel = dotted.split("\\.", -1)[0];
    if (!(module().importOf(topLevel) instanceof ModuleEntity)) {
      imports.add(topLevel);
    }
  }

  private void call(Expr.Call call) {
    String name = CodeView.name(call);
    Optional<String> library = view.library(call.callee());
    boolean isMethod = call.callee() instanceof Expr.Attribute;
    commandLine.call(call, name, library);
    // A generator of its own is seeded for what it is given to, and for nothing else.
    if (Randomness.mayNameSeed(name) && !(Randomness.seedsTensors(name) && library.isEmpty())) {
      boolean isWhenRun = view.isInMainGuard(call);
      mayNameSeed |= !isWhenRun;
      mayNameSeedWhenRun |= isWhenRun;
    }
    if (library.filter(TensorFunctions::givesFirstValues).isPresent() || isGivenFirstValues(call)) {
      firstValues.add(view.place(call));
    }
    if (isMethod && TensorFunctions.fills(name) && isOfWeights((Expr.Attribute) call.callee())) {
      firstValues.add(view.place(call));
    }
    if (call.keywords().stream().filter(each -> CodeView.isLiteral(each.value())).count() > 1) {
      calls.add(call);
    }
    if (isMethod && (Devices.movesToGpu(name) || Devices.onlyMoves(name) || name.equals("to"))) {
      moves.add(view.place(call));
    }
    restores |= isMethod && LightningApi.restores(name);
    makesOptimizer |=
        library
            .filter(made -> Jax.makesOptimizer(made) || frameworks.role(made).equals(OPTIMIZER))
            .isPresent();
    if (library.filter(this::makesTrainer).isPresent() || makesOwnTrainer(call)) {
      trainers.add(call);
    }
    if (call.callee() instanceof Expr.Attribute method
        && method.value() instanceof Expr.Name holder
        && heldTrainers.contains(holder.name())
        && LightningApi.stepOf(method.name()).isPresent()) {
      uses.add(method.name().equals(LightningApi.FIT) ? FileRole.TRAINING : FileRole.EVALUATION);
    }
    journal.call(call, name, library);
    if (view.module().resolve(call.callee()) instanceof ClassEntity made
        && frameworks.isModule(made) == Proof.YES) {
      if (isInModel(call)) {
        partsOfModels.add(made);
      }
      // `ResNet(Bottleneck, ...)`: what a model is given by its class it is built of.
      call.arguments().stream()
          .flatMap(given -> moduleClass(given).stream())
          .forEach(partsOfModels::add);
    }
  }

  private Optional<ClassEntity> moduleClass(Expr value) {
    return (value instanceof Expr.Name || value instanceof Expr.Attribute)
            && view.module().resolve(value) instanceof ClassEntity type
            && frameworks.isModule(type) == Proof.YES
        ? Optional.of(type)
        : Optional.empty();
  }

  /** Whether a call is given a function that gives weights their first values, to call it. */
  private boolean isGivenFirstValues(Expr.Call call) {
    return call.arguments().stream()
        .anyMatch(
            given -> view.library(given).filter(TensorFunctions::givesFirstValues).isPresent());
  }

  /** {@code m.weight.data.normal_}: what is done to the weights of a layer. */
  private static boolean isOfWeights(Expr.Attribute method) {
    Expr owner = method.value();
    if (owner instanceof Expr.Attribute data && data.name().equals("data")) {
      owner = data.value();
    }
    return owner instanceof Expr.Attribute weights && weights.name().endsWith("weight");
  }

  /** Whether a class, or a method of one that makes an object, gives what runs a loop. */
  private boolean makesTrainer(String name) {
    int dot = name.lastIndexOf('.');
    boolean isMaker = dot > 0 && name.startsWith("from_", dot + 1);
    return frameworks
        .role(isMaker ? name.substring(0, dot) : name)
        .filter(role -> role == Role.TRAINER)
        .isPresent();
  }

  /** Whether a class of the project that inherits what runs a loop is made. */
  private boolean makesOwnTrainer(Expr.Call call) {
    return view.module().resolve(call.callee()) instanceof ClassEntity type
        && role(type).filter(role -> role == Role.TRAINER).isPresent();
  }

  private boolean isInModel(Expr.Call call) {
    return models.stream()
        .anyMatch(
            model -> model.node().start() <= call.start() && call.end() <= model.node().end());
  }

  /** Top-level classes and functions, with where they stand. */
  Map<String, Node> definitions() {
    Map<String, Node> definitions = new LinkedHashMap<>();
    for (Stmt statement : module().tree().root().body()) {
      switch (statement) {
        case Stmt.FunctionDef function -> definitions.put(function.name(), function);
        case Stmt.ClassDef type -> definitions.put(type.name(), type);
        default -> {}
      }
    }
    return definitions;
  }

  /** The start of the file. */
  Place start() {
    int at = module().file().contentStart();
    return new Place(module().file(), new Span(at, at));
  }
}
