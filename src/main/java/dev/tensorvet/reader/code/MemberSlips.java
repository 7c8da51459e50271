package dev.tensorvet.reader.code;

import dev.tensorvet.facts.StructureSlip.Kind;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.framework.Layers;
import dev.tensorvet.framework.ModuleApi;
import dev.tensorvet.framework.Role;
import dev.tensorvet.framework.TrainingMethod;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.Computing;
import dev.tensorvet.reader.query.LastValues;
import dev.tensorvet.reader.query.Mentions;
import dev.tensorvet.semantic.AttributeSite;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.semantic.MethodLookup;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.semantic.VariableEntity;
import dev.tensorvet.source.TextEdit;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Finds members of a model, methods among them, that PyTorch does not take as they are meant. */
final class MemberSlips {

  private static final Set<String> WORDS_OF_DATA = Set.of("bool", "int", "float", "str");

  private final ClassEntity type;
  private final SourceModule module;
  private final StructureNotes notes;
  private final Mentions mentions;
  private final TensorMeetings meetings;

  MemberSlips(ClassEntity type, StructureNotes notes, Mentions mentions) {
    this.type = type;
    this.module = type.module();
    this.notes = notes;
    this.mentions = mentions;
    this.meetings = new TensorMeetings(module);
  }

  void read() {
    for (String attribute : type.attributeNames()) {
      List<AttributeSite> sites = type.attributeSites(attribute);
      hidden(attribute, sites);
      if (sites.size() == 1 && sites.getFirst().method().filter(this::isInit).isPresent()) {
        classCalled(attribute, sites.getFirst());
        parameters(attribute, sites.getFirst());
      }
    }
    misspelt();
    train();
  }

  private boolean isInit(FunctionEntity method) {
    return method.name().equals(Computing.INIT);
  }

  // --- members that hide methods

  private void hidden(String attribute, List<AttributeSite> sites) {
    Optional<AttributeSite> data = first(sites, this::isData);
    Optional<AttributeSite> part = first(sites, this::isRegistered);
    if (ModuleApi.isReadOnly(attribute) && isOfLightning()) {
      first(sites, value -> true).ifPresent(site -> hidden(attribute, site, Kind.READ_ONLY_SET));
    } else if (!ModuleApi.isMethod(attribute) || (data.isPresent() && part.isPresent())) {
      return;
    } else if (part.isPresent()) {
      // It gets a place among the parts of the module, and the name goes on being the method.
      if (uses(attribute).stream().anyMatch(use -> !notes.isCalled(use))) {
        hidden(attribute, part.get(), Kind.METHOD_STAYS);
      }
    } else {
      data.ifPresent(site -> hidden(attribute, site, Kind.METHOD_HIDDEN));
    }
  }

  private void hidden(String attribute, AttributeSite site, Kind kind) {
    boolean isHarmless = kind == Kind.METHOD_HIDDEN && !ModuleApi.isNeeded(attribute);
    if (site.node() instanceof Stmt.Assign assign
        && !(type.lookup(attribute) instanceof MethodLookup.Found)) {
      notes.note(
          kind,
          assign.targets().getFirst(),
          attribute,
          type.name(),
          isHarmless ? Certainty.LIKELY : Certainty.PROVEN,
          Optional.empty(),
          List.of());
    }
  }

  /** The first place in a method that gives a member a value of a kind. */
  private static Optional<AttributeSite> first(List<AttributeSite> sites, Predicate<Expr> ofKind) {
    return sites.stream()
        .filter(site -> site.method().isPresent() && site.value().filter(ofKind).isPresent())
        .findFirst();
  }

  private boolean isRegistered(Expr value) {
    return isLayer(value)
        || isParameter(value)
        || (value instanceof Expr.Call call && notes.layerClass(call.callee()).isPresent());
  }

  private boolean isLayer(Expr value) {
    return notes.values().isLayer(value, module, Optional.of(type));
  }

  private boolean isOfLightning() {
    return type.mro().linear().stream()
        .anyMatch(
            above ->
                above instanceof LibraryEntity library
                    && notes
                        .frameworks()
                        .role(library.qualifiedName())
                        .filter(role -> role == Role.LIGHTNING_MODULE)
                        .isPresent());
  }

  /** Whether a value is surely no function, so that a call of it fails. */
  private boolean isData(Expr value) {
    return switch (value) {
      case Expr.BooleanLiteral flag -> true;
      case Expr.NumberLiteral number -> true;
      case Expr.StringLiteral text -> true;
      case Expr.ListExpr list -> true;
      case Expr.ListComp list -> true;
      case Expr.Dict dict -> true;
      case Expr.Tuple tuple -> true;
      case Expr.Compare test -> true;
      case Expr.Name name -> isDataParameter(name);
      default -> false;
    };
  }

  private boolean isDataParameter(Expr.Name name) {
    return module.resolve(name) instanceof VariableEntity variable
        && variable.binding().sites().size() == 1
        && variable.binding().sites().getFirst().node() instanceof Node.Parameter parameter
        && (parameter
                .defaultValue()
                .filter(
                    value ->
                        value instanceof Expr.BooleanLiteral
                            || value instanceof Expr.NumberLiteral
                            || value instanceof Expr.StringLiteral)
                .isPresent()
            || parameter
                .annotation()
                .filter(a -> a instanceof Expr.Name word && WORDS_OF_DATA.contains(word.name()))
                .isPresent());
  }

  // --- classes that are taken for layers

  private void classCalled(String attribute, AttributeSite site) {
    Optional<String> layer = site.value().flatMap(notes::layerClass);
    if (layer.isEmpty()) {
      return;
    }
    Set<String> computing = Computing.methods(type);
    for (FunctionEntity method : type.methods()) {
      if (!computing.contains(method.name())) {
        continue;
      }
      Optional<Expr.Call> called = callWithTensor(attribute, method);
      if (called.isPresent()) {
        Expr given = called.get().arguments().getFirst();
        notes.note(
            Kind.CLASS_CALLED,
            site.value().get(),
            notes.text(site.value().get()),
            attribute,
            TensorMeetings.isLayerCall(LastValues.of(given, module).orElse(given))
                ? Certainty.PROVEN
                : Certainty.LIKELY,
            called,
            ModuleApi.needsNothing(layer.get())
                ? List.of(StructureNotes.behind(site.value().get(), "()"))
                : List.of());
        return;
      }
    }
  }

  private Optional<Expr.Call> callWithTensor(String attribute, FunctionEntity method) {
    List<Expr.Call> calls = new ArrayList<>();
    Tree.walk(
        method.node(),
        node -> {
          if (node instanceof Expr.Call call
              && StructureNotes.member(call.callee(), method.selfName())
                  .filter(attribute::equals)
                  .isPresent()
              && call.arguments().size() == 1
              && call.keywords().isEmpty()
              && !notes.isCalled(call)
              && (meetings.mayBeTensor(call.arguments().getFirst())
                  || TensorMeetings.isLayerCall(call.arguments().getFirst()))) {
            calls.add(call);
          }
        });
    return calls.stream().findFirst();
  }

  // --- parameters in a list

  private void parameters(String attribute, AttributeSite site) {
    boolean areParameters =
        site.value()
            .filter(
                value ->
                    switch (value) {
                      case Expr.ListExpr list ->
                          !list.elements().isEmpty()
                              && list.elements().stream().allMatch(this::isParameter);
                      case Expr.ListComp all -> isParameter(all.element());
                      default -> false;
                    })
            .isPresent();
    if (!areParameters
        || mentions.foreignReaders(attribute, module).map(r -> !r.isEmpty()).orElse(true)
        || SelfUses.of(type.node(), module.tree()).isOpaque()
        || type.ownMethod(Layers.PARAMETERS).isPresent()
        || Tree.holds(type.node(), MemberSlips::registers)) {
      return;
    }
    List<Expr.Attribute> uses = uses(attribute);
    if (!uses.isEmpty() && uses.stream().allMatch(this::isElementUse)) {
      Expr value = site.value().get();
      Optional<TextEdit> open =
          Qualifiers.of(type.node().bases(), module)
              .map(nn -> StructureNotes.before(value, ModuleApi.parameterList(nn) + "("));
      notes.note(
          Kind.PARAMETERS_IN_LIST,
          value,
          attribute,
          type.name(),
          Certainty.PROVEN,
          uses.stream().findFirst(),
          open.map(before -> List.of(before, StructureNotes.behind(value, ")"))).orElse(List.of()));
    }
  }

  private boolean isParameter(Expr value) {
    return CodeCalls.isCall(value, Layers::isParameter, module);
  }

  private List<Expr.Attribute> uses(String attribute) {
    List<Expr.Attribute> uses = new ArrayList<>();
    for (FunctionEntity method : type.methods()) {
      Tree.walk(
          method.node(),
          node -> {
            if (node instanceof Expr.Attribute member
                && StructureNotes.member(member, method.selfName())
                    .filter(attribute::equals)
                    .isPresent()
                && !LastValues.isTarget(member, module.tree())) {
              uses.add(member);
            }
          });
    }
    return uses;
  }

  /** Whether only the elements of the list are used, one after the other. */
  private boolean isElementUse(Expr.Attribute use) {
    return switch (notes.parent(use)) {
      case Expr.Subscript element -> element.value().id() == use.id();
      case Stmt.For loop -> true;
      case Node.Comprehension each -> true;
      case Expr.Call call ->
          Set.of("len", "enumerate", "zip", "reversed").contains(CodeCalls.name(call));
      default -> false;
    };
  }

  private static boolean registers(Node node) {
    return node instanceof Expr.Call call
        && (ModuleApi.registers(CodeCalls.name(call)) || CodeCalls.name(call).equals("setattr"));
  }

  // --- methods

  private void misspelt() {
    boolean hasForward =
        !(type.lookup(Computing.FORWARD) instanceof MethodLookup.InLibrary above
                && Layers.isBase(above.type().qualifiedName()))
            || type.lookup("__call__") instanceof MethodLookup.Found
            || ModelClasses.isPatched(module);
    for (FunctionEntity method : type.methods()) {
      if (!method.decorators().isEmpty() || method.selfName().isEmpty()) {
        continue;
      }
      if (!hasForward && ModuleApi.isNearForward(method.name()) && !isCalledAnywhere(method)) {
        misspelt(method, Computing.FORWARD);
      } else if (type.ownMethod(Computing.INIT).isEmpty()
          && ModuleApi.isNearConstructor(method.name())
          && keepsLayers(method)
          && !isCalledAnywhere(method)) {
        misspelt(method, Computing.INIT);
      }
    }
  }

  private void misspelt(FunctionEntity method, String meant) {
    Stmt.FunctionDef def = (Stmt.FunctionDef) method.node();
    notes.note(
        Kind.METHOD_MISSPELT,
        def,
        method.name(),
        meant,
        Certainty.PROVEN,
        Optional.empty(),
        List.of(new TextEdit(def.nameSpan(), meant)));
  }

  private boolean isCalledAnywhere(FunctionEntity method) {
    boolean isReadHere =
        module
            .tree()
            .holds(
                node ->
                    node instanceof Expr.Attribute member && member.name().equals(method.name()));
    return isReadHere
        || mentions
            .foreignReaders(method.name(), module)
            .map(readers -> !readers.isEmpty())
            .orElse(true);
  }

  private boolean keepsLayers(FunctionEntity method) {
    return type.attributeNames().stream()
        .flatMap(name -> type.attributeSites(name).stream())
        .anyMatch(
            site ->
                site.method().filter(m -> m == method).isPresent()
                    && site.value().filter(this::isLayer).isPresent());
  }

  /** {@code eval()} is {@code train(False)}. */
  private void train() {
    type.ownMethod(TrainingMethod.TRAIN.plainName())
        .filter(method -> method.decorators().isEmpty() && method.selfName().isPresent())
        .filter(
            method ->
                type.lookup(TrainingMethod.EVAL.plainName()) instanceof MethodLookup.InLibrary)
        .filter(method -> !takesOneArgument(method.parameters()))
        .ifPresent(
            method ->
                notes.note(Kind.TRAIN_TAKES_NOTHING, method.node(), method.name(), type.name()));
  }

  private static boolean takesOneArgument(Node.Parameters parameters) {
    List<Node.Parameter> positional = parameters.positional();
    boolean takesAny =
        parameters.all().stream().anyMatch(p -> p.kind() == Node.ParameterKind.VAR_POSITIONAL);
    boolean needsMore =
        positional.stream().skip(2).anyMatch(p -> p.defaultValue().isEmpty())
            || parameters.all().stream()
                .anyMatch(
                    p -> p.kind() == Node.ParameterKind.KEYWORD_ONLY && p.defaultValue().isEmpty());
    return (takesAny || positional.size() > 1) && !needsMore;
  }
}
