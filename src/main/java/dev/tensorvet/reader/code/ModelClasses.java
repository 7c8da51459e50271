package dev.tensorvet.reader.code;

import dev.tensorvet.facts.BaseInit;
import dev.tensorvet.facts.ModelClass;
import dev.tensorvet.facts.ModelClass.Constructor;
import dev.tensorvet.facts.ModelClass.Layer;
import dev.tensorvet.facts.ModelClass.PlainGroup;
import dev.tensorvet.facts.ModelClass.Use;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.Frameworks;
import dev.tensorvet.framework.Layers;
import dev.tensorvet.framework.Metrics;
import dev.tensorvet.reader.query.CodeReader;
import dev.tensorvet.reader.query.Mentions;
import dev.tensorvet.semantic.AttributeSite;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.Entity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.semantic.MethodLookup;
import dev.tensorvet.semantic.Project;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.source.Span;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import dev.tensorvet.tensor.Proof;
import dev.tensorvet.workspace.Memo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Recognises model classes. One object serves a whole run, on any number of threads. */
final class ModelClasses implements CodeReader<ModelClass> {

  private final Frameworks frameworks;
  private final LayerValues values;
  private final LayerUses layerUses;
  private final PlainGroups plainGroups;
  private final PlainGroups metricGroups;
  private final InstanceUses instances;
  private final Memo<SourceModule, Boolean> patched;

  ModelClasses(Project project, Frameworks frameworks, Mentions mentions) {
    this.frameworks = frameworks;
    this.values = new LayerValues(frameworks);
    this.layerUses = new LayerUses(project.files(), frameworks, values, mentions);
    this.plainGroups = new PlainGroups(new LayerElements(values), mentions);
    this.metricGroups = new PlainGroups(new MetricElements(), mentions);
    this.instances = new InstanceUses(project, frameworks, mentions);
    this.patched = new Memo<>(project.files());
  }

  @Override
  public Class<ModelClass> kind() {
    return ModelClass.class;
  }

  @Override
  public List<ModelClass> read(SourceModule module) {
    return module.classes().stream().flatMap(type -> of(type).stream()).toList();
  }

  private Optional<ModelClass> of(ClassEntity type) {
    Proof isModule = frameworks.isModule(type);
    List<LayerSite> sites = isModule == Proof.UNKNOWN ? List.of() : layers(type);
    if (isModule == Proof.UNKNOWN || (isModule == Proof.NO && sites.isEmpty())) {
      return Optional.empty();
    }
    Proof forward = forward(type);
    boolean canTell = isModule == Proof.YES && forward == Proof.YES && layerUses.canTell(type);
    List<Layer> layers =
        sites.stream().map(site -> site.layer(canTell ? used(type, site) : Proof.UNKNOWN)).toList();
    List<PlainGroup> groups = isModule == Proof.YES ? plainGroups.of(type) : List.of();
    boolean mayKeep = isModule == Proof.YES && Metrics.mayKeep(type.module().file().words());
    List<PlainGroup> metrics = mayKeep ? metricGroups.of(type) : List.of();
    return Optional.of(
        new ModelClass(
            type,
            name(type.module(), type.node().nameStart(), type.name()),
            isModule,
            type.ownMethod("__init__")
                .filter(init -> !sites.isEmpty() || !LayerUses.isTest(type.module().path()))
                .flatMap(init -> constructor(type, init)),
            forward,
            use(type, isModule, forward),
            Qualifiers.of(sites.stream().map(s -> s.built().callee()).toList(), type.module()),
            layers,
            groups,
            metrics));
  }

  private static Place name(SourceModule module, int start, String name) {
    return new Place(module.file(), new Span(start, start + name.length()));
  }

  // --- construction

  private Optional<Constructor> constructor(ClassEntity type, FunctionEntity init) {
    boolean isOrdinary =
        type.mro().isComplete()
            && init.decorators().isEmpty()
            && !(type.lookup("__new__") instanceof MethodLookup.Found)
            && type.node().keywords().isEmpty()
            && type.node().decorators().isEmpty();
    if (!isOrdinary || !(init.node() instanceof Stmt.FunctionDef def) || isSketch(def)) {
      return Optional.empty();
    }
    return Optional.of(
        new Constructor(
            def,
            name(type.module(), def.nameStart(), def.name()),
            BaseInit.of(type.node(), def),
            basesNeedArguments(type)));
  }

  /** Whether a body is left out, as in a tutorial that shows a class's outline. */
  private static boolean isSketch(Stmt.FunctionDef def) {
    return def.body().stream()
        .allMatch(
            statement ->
                statement instanceof Stmt.ExprStmt line
                    && (line.value() instanceof Expr.EllipsisLiteral
                        || line.value() instanceof Expr.StringLiteral));
  }

  private static boolean basesNeedArguments(ClassEntity type) {
    return type.lookupAfter(type, "__init__") instanceof MethodLookup.Found above
        && above.function().parameters().positional().stream()
            .skip(1)
            .anyMatch(p -> p.defaultValue().isEmpty());
  }

  // --- forward

  private Proof forward(ClassEntity type) {
    return switch (type.lookup("forward")) {
      case MethodLookup.Found found -> isAbstract(found.function()) ? Proof.UNKNOWN : Proof.YES;
      case MethodLookup.InLibrary(LibraryEntity library) ->
          Layers.isBase(library.qualifiedName()) && !mayBeAssigned(type) ? Proof.NO : Proof.UNKNOWN;
      case MethodLookup.Absent absent -> mayBeAssigned(type) ? Proof.UNKNOWN : Proof.NO;
      case MethodLookup.Unknown unknown -> Proof.UNKNOWN;
    };
  }

  /** Whether objects may get a {@code forward} that is not a method of their classes. */
  private boolean mayBeAssigned(ClassEntity type) {
    return patched.getOnce(type.module(), ModelClasses::isPatched)
        || type.mro().linear().stream()
            .anyMatch(
                e ->
                    e instanceof ClassEntity own
                        && (!own.attributeSites("forward").isEmpty()
                            || !own.node().decorators().isEmpty()
                            || !own.node().keywords().isEmpty()));
  }

  /**
   * Whether the file assigns a {@code forward} to some class or object: {@code Net.forward = f}.
   */
  static boolean isPatched(SourceModule module) {
    boolean[] found = {false};
    Tree.walkWhere(
        module.tree().root(),
        node -> {
          found[0] |= node instanceof Stmt.Assign assign && assignsForward(assign);
          return !found[0] && !(node instanceof Expr);
        });
    return found[0];
  }

  private static boolean assignsForward(Stmt.Assign assign) {
    return assign.targets().stream()
        .anyMatch(
            target -> target instanceof Expr.Attribute member && member.name().equals("forward"));
  }

  /** A method that is there to be overridden: after its documentation it raises, or is empty. */
  private static boolean isAbstract(FunctionEntity function) {
    return function.node() instanceof Stmt.FunctionDef def
        && def.body().stream()
            .allMatch(
                s ->
                    s instanceof Stmt.Raise
                        || s instanceof Stmt.Pass
                        || (s instanceof Stmt.ExprStmt e
                            && (e.value() instanceof Expr.StringLiteral
                                || e.value() instanceof Expr.EllipsisLiteral)));
  }

  private Optional<Use> use(ClassEntity type, Proof isModule, Proof forward) {
    boolean answersItself =
        type.lookup("__call__") instanceof MethodLookup.Found
            || type.lookup("__getattr__") instanceof MethodLookup.Found
            || !type.mro().isComplete();
    if (answersItself) {
      return Optional.empty();
    }
    if (isModule == Proof.NO && forward == Proof.YES) {
      Optional<Use> own = instances.ofSelf(type);
      return own.isPresent() ? own : instances.of(type, true);
    }
    return isModule == Proof.YES && forward == Proof.NO
        ? instances.of(type, false)
        : Optional.empty();
  }

  // --- layers

  /** The only place that assigns an attribute, in {@code __init__}, with a layer. */
  private record LayerSite(String attribute, Place place, Stmt.Assign assign, Expr.Call built) {

    Layer layer(Proof isUsed) {
      return new Layer(attribute, place, built, isUsed);
    }
  }

  private List<LayerSite> layers(ClassEntity type) {
    List<LayerSite> layers = new ArrayList<>();
    for (String attribute : type.attributeNames()) {
      List<AttributeSite> sites = type.attributeSites(attribute);
      if (sites.size() == 1
          && sites.getFirst().method().filter(m -> m.name().equals("__init__")).isPresent()
          && sites.getFirst().node() instanceof Stmt.Assign assign
          && assign.targets().size() == 1
          && assign.value() instanceof Expr.Call built
          && values.isLayer(built, type.module(), Optional.of(type))) {
        Place place = new Place(type.module().file(), assign.targets().getFirst().span());
        layers.add(new LayerSite(attribute, place, assign, built));
      }
    }
    return layers;
  }

  private Proof used(ClassEntity type, LayerSite site) {
    for (Entity above : type.mro().linear()) {
      if (above != type
          && above instanceof ClassEntity own
          && !own.attributeSites(site.attribute()).isEmpty()) {
        return Proof.UNKNOWN;
      }
    }
    return layerUses.isUsed(type, site.attribute(), site.assign(), site.built());
  }
}
