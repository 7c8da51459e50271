package dev.tensorvet.review;

import dev.tensorvet.facts.FactBase;
import dev.tensorvet.facts.ModelClass;
import dev.tensorvet.facts.ProgramCourse;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.CommandLines;
import dev.tensorvet.framework.Devices;
import dev.tensorvet.framework.Frameworks;
import dev.tensorvet.framework.Jax;
import dev.tensorvet.framework.LightningApi;
import dev.tensorvet.framework.Randomness;
import dev.tensorvet.framework.Role;
import dev.tensorvet.framework.TensorFunctions;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.semantic.MethodLookup;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.source.Span;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import dev.tensorvet.tensor.Proof;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
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

  private static final Pattern TEST =
      Pattern.compile("(?:^|/)(?:tests?/|test_[^/]*$|[^/]*_test\\.py$|conftest\\.py$)");

  private static final Pattern CONFIGURATION =
      Pattern.compile(
          "(?i)_?(?:\\w*_)?(?:args?|opts?|options|config|cfg|conf|hparams|hps?|params|flags|configs"
              + "|settings)");

  /** What people call a sample, a batch, what a model gives, and what was saved. */
  private static final Pattern DATA =
      Pattern.compile(
          "(?i)\\w*(?:batch|sample|example|features?|inputs?|outputs?|preds?|predictions|targets?"
              + "|labels?|observations?|obs|infos?|rows?|records?|episodes?|sequences?|trajector(?:y|ies)"
              + "|transitions?|rollouts?|metrics|stats|losses|checkpoint|ckpt|state_dict|environ"
              + "|history|annotations?)|x|y");

  private static final Optional<Role> OPTIMIZER = Optional.of(Role.OPTIMIZER);

  private static final Pattern SETUP =
      Pattern.compile("(?:^|/)(?:setup|noxfile|versioneer|hubconf)\\.py$");

  private final CodeView view;
  private final boolean isTest;
  private final Frameworks frameworks;

  private final Journal journal;

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
  private final List<Expr.Call> options = new ArrayList<>();
  private final List<Expr.Call> calls = new ArrayList<>();
  private final List<Expr.Call> defaults = new ArrayList<>();
  private final List<Stmt.Assign> members = new ArrayList<>();
  private final List<Place> firstValues = new ArrayList<>();
  private final Set<String> subcommands = new LinkedHashSet<>();
  private final Set<ClassEntity> optionClasses = new LinkedHashSet<>();
  private final List<Place> moves = new ArrayList<>();
  private final Set<String> imports = new TreeSet<>();
  private final Set<ClassEntity> partsOfModels = new LinkedHashSet<>();
  private final Map<String, List<Place>> reads = new HashMap<>();
  private final Map<String, List<Place>> names = new HashMap<>();
  private Optional<Place> main = Optional.empty();
  private boolean mayNameSeed;
  private boolean makesOptimizer;
  private boolean inheritsOptions;
  private boolean readsCommandLine;
  private boolean readsConfiguration;

  private FileSurvey(
      SourceModule module,
      List<ProgramCourse> courses,
      List<ModelClass> modelClasses,
      List<ClassEntity> models,
      Frameworks frameworks) {
    this.view = new CodeView(module);
    this.isTest = TEST.matcher(module.file().path()).find();
    this.journal = new Journal(view, frameworkModules);
    this.frameworks = frameworks;
    this.models = List.copyOf(models);
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
    return isTest;
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

  /** The calls that are given several plain values by name. */
  List<Expr.Call> calls() {
    return calls;
  }

  /** What it lets a trainer do that it is given. */
  Set<FileRole> uses() {
    return uses;
  }

  /** The calls that declare options of a command line. */
  List<Expr.Call> options() {
    return options;
  }

  /** The calls that give options other values than those that they are declared with. */
  List<Expr.Call> defaults() {
    return defaults;
  }

  /** The statements that give a member of something a plain value. */
  List<Stmt.Assign> members() {
    return members;
  }

  /** Where parameters get their first values by hand. */
  List<Place> firstValues() {
    return firstValues;
  }

  /** The commands of a command line that has several. */
  Set<String> subcommands() {
    return subcommands;
  }

  /** The classes whose fields are options of its command line. */
  Set<ClassEntity> optionClasses() {
    return optionClasses;
  }

  List<Keeping> keepings() {
    return journal.keepings();
  }

  /** Where lines for people are written. */
  List<Place> lines() {
    return journal.lines();
  }

  Map<Randomness.Source, Place> seeded() {
    return journal.seeded();
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

  /** Where members and keys of a name are read: {@code lr} of {@code args.lr}. */
  List<Place> reads(String member) {
    return reads.getOrDefault(member, List.of());
  }

  /** The same for all names. */
  Map<String, List<Place>> reads() {
    return Collections.unmodifiableMap(reads);
  }

  /** Where a plain name is read. */
  List<Place> names(String name) {
    return names.getOrDefault(name, List.of());
  }

  /** Where it says that it is run: the test of {@code __name__}. */
  Optional<Place> main() {
    return main;
  }

  boolean mayNameSeed() {
    return mayNameSeed;
  }

  /** Whether it makes what updates the weights of a model. */
  boolean makesOptimizer() {
    return makesOptimizer;
  }

  /** Whether its command line has the options of another's. */
  boolean inheritsOptions() {
    return inheritsOptions;
  }

  boolean readsCommandLine() {
    return readsCommandLine;
  }

  boolean readsConfiguration() {
    return readsConfiguration;
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
    switch (node) {
      case Stmt.Import statement ->
          statement.names().forEach(name -> imports.add(name.name().split("\\.", -1)[0]));
      case Stmt.ImportFrom statement -> {
        if (statement.level() == 0) {
          imports.add(statement.module().split("\\.", -1)[0]);
        }
      }
      case Stmt.If branch -> {
        if (main.isEmpty() && isMainGuard(branch.test())) {
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
      case Stmt.FunctionDef function -> function.decorators().forEach(this::decorator);
      case Expr.Call call -> call(call);
      case Expr.Attribute member -> {
        if (isConfiguration(member.value())) {
          read(member.name(), member);
        }
      }
      case Expr.Subscript item -> {
        if (item.index() instanceof Expr.StringLiteral key && mayHoldSettings(item.value())) {
          read(key.value(), item);
        }
      }
      case Expr.Name name ->
          names.computeIfAbsent(name.name(), n -> new ArrayList<>()).add(view.place(name));
      default -> {}
    }
  }

  private static boolean isMainGuard(Expr test) {
    return test instanceof Expr.Compare compare
        && compare.left() instanceof Expr.Name name
        && name.name().equals("__name__")
        && compare.comparators().getFirst() instanceof Expr.StringLiteral text
        && text.value().equals("__main__");
  }

  /** {@code args}, {@code self.config.train}: what people keep the settings of a program in. */
  private static boolean isConfiguration(Expr owner) {
    return CONFIGURATION.matcher(CodeView.lastWord(owner)).matches()
        || (owner instanceof Expr.Attribute member && isConfiguration(member.value()));
  }

  /**
   * Whether something whose keys are read may be a collection of settings. What a call gives, and
   * what is called by one of the usual names of data, is none.
   */
  private static boolean mayHoldSettings(Expr owner) {
    return !DATA.matcher(CodeView.lastWord(owner)).matches();
  }

  private void read(String name, Node node) {
    if (!isTarget(node)) {
      reads.computeIfAbsent(name, n -> new ArrayList<>()).add(view.place(node));
    }
    mayNameSeed |= Randomness.mayNameSeed(name);
  }

  /** Whether something is only given a value. */
  private boolean isTarget(Node node) {
    return module()
        .tree()
        .parent(node)
        .filter(parent -> parent instanceof Stmt.Assign assign && assign.targets().contains(node))
        .isPresent();
  }

  private void decorator(Expr decorator) {
    if (decorator instanceof Expr.Call call) {
      Optional<String> name = view.library(call.callee());
      if (name.filter(CommandLines::isOption).isPresent()) {
        options.add(call);
        readsCommandLine = true;
      }
      readsConfiguration |= name.filter(CommandLines::readsConfiguration).isPresent();
    }
  }

  private void call(Expr.Call call) {
    String name = CodeView.name(call);
    Optional<String> library = view.library(call.callee());
    boolean isMethod = call.callee() instanceof Expr.Attribute;
    // A generator of its own is seeded for what it is given to, and for nothing else.
    mayNameSeed |=
        Randomness.mayNameSeed(name) && !(Randomness.seedsTensors(name) && library.isEmpty());
    if (isMethod && CommandLines.addsOption(name)) {
      options.add(call);
    }
    if (isMethod && CommandLines.setsDefaults(name)) {
      defaults.add(call);
    }
    if (library.filter(TensorFunctions::givesFirstValues).isPresent()) {
      firstValues.add(view.place(call));
    }
    if (call.keywords().stream().filter(each -> CodeView.isLiteral(each.value())).count() > 1) {
      calls.add(call);
    }
    if (isMethod && CommandLines.addsCommand(name) && !call.arguments().isEmpty()) {
      subcommands.add(
          call.arguments().getFirst() instanceof Expr.StringLiteral command
              ? command.value()
              : "COMMAND");
    }
    if (library.filter(CommandLines::declaresFlag).isPresent()) {
      options.add(call);
      readsCommandLine = true;
    }
    readsCommandLine |= isMethod && CommandLines.parses(name);
    if (isMethod && name.equals("get") && !call.arguments().isEmpty()) {
      if (call.arguments().getFirst() instanceof Expr.StringLiteral key) {
        read(key.value(), call);
      }
    }
    if (isMethod && (Devices.movesToGpu(name) || Devices.onlyMoves(name) || name.equals("to"))) {
      moves.add(view.place(call));
    }
    makesOptimizer |=
        library
            .filter(made -> Jax.makesOptimizer(made) || frameworks.role(made).equals(OPTIMIZER))
            .isPresent();
    inheritsOptions |= call.keyword(CommandLines.PARENTS).isPresent();
    if (library.filter(this::makesTrainer).isPresent() || makesOwnTrainer(call)) {
      trainers.add(call);
    }
    if (call.callee() instanceof Expr.Attribute method
        && method.value() instanceof Expr.Name holder
        && heldTrainers.contains(holder.name())
        && LightningApi.stepOf(method.name()).isPresent()) {
      uses.add(method.name().equals(LightningApi.FIT) ? FileRole.TRAINING : FileRole.EVALUATION);
    }
    if (library.filter(CommandLines::readsFields).isPresent()) {
      call.arguments().stream().findFirst().ifPresent(this::fields);
    }
    journal.call(call, name, library);
    if (view.module().resolve(call.callee()) instanceof ClassEntity made
        && frameworks.isModule(made) == Proof.YES
        && isInModel(call)) {
      partsOfModels.add(made);
    }
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

  /** The fields of the classes that a command line is read into. */
  private void fields(Expr given) {
    List<Expr> types = given instanceof Expr.Tuple several ? several.elements() : List.of(given);
    for (Expr each : types) {
      if ((each instanceof Expr.Name || each instanceof Expr.Attribute)
          && view.module().resolve(each) instanceof ClassEntity type) {
        readsCommandLine = true;
        optionClasses.add(type);
      }
    }
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
