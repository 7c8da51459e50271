package dev.tensorvet.reader.run;

import dev.tensorvet.facts.Anatomy;
import dev.tensorvet.facts.Autocast;
import dev.tensorvet.flow.Constant;
import dev.tensorvet.flow.FunctionFlow;
import dev.tensorvet.flow.Operand;
import dev.tensorvet.flow.Operand.CollectionKind;
import dev.tensorvet.framework.Devices;
import dev.tensorvet.framework.Effects;
import dev.tensorvet.framework.Frameworks;
import dev.tensorvet.framework.GraphFlow;
import dev.tensorvet.framework.Layers;
import dev.tensorvet.framework.Mappings;
import dev.tensorvet.framework.MixedPrecision;
import dev.tensorvet.framework.PythonFunctions;
import dev.tensorvet.framework.Role;
import dev.tensorvet.framework.Tensors;
import dev.tensorvet.semantic.AttributeSite;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.Entity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.semantic.MethodLookup;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.tensor.Proof;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the objects of a run are: of which class, in which role. Serves one thread. */
final class Objects {

  private final Frameworks frameworks;
  private final ModeDependence modes;
  private final Anatomies anatomies;
  private final Flows flows;
  private final Map<Entity, Optional<Role>> roles = new HashMap<>();

  Objects(Frameworks frameworks, Flows flows) {
    this.frameworks = frameworks;
    this.flows = flows;
    this.modes = new ModeDependence(frameworks);
    this.anatomies = new Anatomies(frameworks);
  }

  /** Whether a module computes differently in training and in evaluation. */
  Proof dependsOnMode(Term module) {
    return modes.of(module, this);
  }

  /** The same, with some of its parts left out. */
  Proof dependsOnMode(Term module, List<Term> apart) {
    return modes.of(module, apart, this);
  }

  /** The modules that one was given and by which alone it computes differently, if it does. */
  List<Term> dependsOnModeOf(Term module) {
    return modes.givenTo(module, this);
  }

  /** What a network is built of. */
  Anatomy anatomy(Term module) {
    return anatomies.of(module, this);
  }

  /** Whether an object is what a constructor made, and not what some function had before. */
  boolean isConstructed(Term object) {
    return object instanceof Term.Made made
        && (classOf(made).isPresent()
            || isClass(made.callee())
            || libraryName(made.callee()).filter(Layers::isBuilder).isPresent());
  }

  /** Whether an object is a new module with layers that can learn. */
  boolean isNetwork(Term object) {
    return isModule(object) && isConstructed(object) && anatomy(object).weighted() > 0;
  }

  FunctionFlow flow(FunctionEntity function) {
    return flows.of(function);
  }

  FunctionFlow flow(SourceModule module) {
    return flows.of(module);
  }

  /** What a method uses of its object. */
  OwnUses ownUses(FunctionEntity method) {
    return flows.ownUses(method);
  }

  /** The value of a module's variable, when its code assigns it once, outside of any block. */
  Optional<Operand> onlyValue(SourceModule module, String name) {
    return flows.onlyValue(module, name);
  }

  /** The canonical name of a library's class or function. */
  Optional<String> libraryName(Term term) {
    return term instanceof Term.Named named && named.entity() instanceof LibraryEntity library
        ? Optional.of(library.qualifiedName())
        : Optional.empty();
  }

  /** The project's class that an object is an instance of. */
  Optional<ClassEntity> classOf(Term object) {
    return switch (object) {
      case Term.Made made
          when made.callee() instanceof Term.Named named
              && named.entity() instanceof ClassEntity type ->
          Optional.of(type);
      case Term.Made made -> copied(made).flatMap(this::classOf);
      case Term.Input input -> input.type().flatMap(Objects::asClass).or(() -> selfClass(input));
      case Term.Carried carried -> Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Optional<ClassEntity> asClass(Entity entity) {
    return entity instanceof ClassEntity type ? Optional.of(type) : Optional.empty();
  }

  /** The class of the object whose method a run starts with. */
  private static Optional<ClassEntity> selfClass(Term.Input input) {
    FunctionEntity function = input.function();
    return input.isSelf() && !function.isClassMethod() ? function.owner() : Optional.empty();
  }

  /** Whether all that a value can be are classes of the project. */
  boolean areClasses(Term.Either either) {
    return either.options().stream()
        .allMatch(
            option -> option instanceof Term.Named named && named.entity() instanceof ClassEntity);
  }

  /** The names of the project's classes one of which an object is an instance of. */
  List<String> classNames(Term object) {
    if (object instanceof Term.Made made
        && made.callee() instanceof Term.Either either
        && areClasses(either)) {
      return either.options().stream()
          .map(option -> ((ClassEntity) ((Term.Named) option).entity()).name())
          .toList();
    }
    return classOf(object).map(ClassEntity::name).stream().toList();
  }

  /** Every assignment of a member in the methods of a class and of its bases. */
  List<AttributeSite> attributeSites(ClassEntity type, String name) {
    List<AttributeSite> sites = new ArrayList<>();
    for (Entity entity : type.mro().linear()) {
      if (entity instanceof ClassEntity each) {
        sites.addAll(each.attributeSites(name));
      }
    }
    return sites;
  }

  /** Whether an object stands for the next class after the one whose method runs. */
  boolean isSuper(Term object) {
    return object instanceof Term.Made made
        && libraryName(made.callee()).filter(PythonFunctions::isSuper).isPresent();
  }

  /** Whether a value is a size, or a tensor that is made up in a size. */
  boolean isSize(Term value) {
    return switch (value) {
      case Term.Made made when made.callee() instanceof Term.Member method ->
          Tensors.givesSize(method.name());
      case Term.Made made -> libraryName(made.callee()).filter(Tensors::takesSizes).isPresent();
      case Term.Member member -> Tensors.givesSize(member.name());
      default -> false;
    };
  }

  /** Whether a value was made so that no graph is built from it, as was done before torch 0.4. */
  boolean isWithoutGraph(Term value) {
    return value instanceof Term.Made made
        && libraryName(made.callee()).flatMap(Effects::of).isPresent()
        && made.argument(-1, GraphFlow.WITHOUT_GRAPH).flatMap(Conditions::truth).orElse(false);
  }

  /** Whether an object is surely a module, if it is there at all. */
  boolean isModule(Term object) {
    return object instanceof Term.Either either
        ? either.options().stream().allMatch(each -> isNothing(each) || isModule(each))
            && !either.options().stream().allMatch(Objects::isNothing)
        : classOf(object).filter(this::isModule).isPresent()
            || role(object).filter(Role::isModule).isPresent();
  }

  boolean isModule(ClassEntity type) {
    return frameworks.isModule(type) == Proof.YES;
  }

  boolean isClass(Term callee) {
    return libraryName(callee).filter(frameworks::isClass).isPresent();
  }

  /** What an object is for, when that is known from where it was made. */
  Optional<Role> role(Term object) {
    return switch (object) {
      case Term.Made made -> roleOfInstance(made);
      case Term.Input input -> input.type().flatMap(this::roleOf);
      case Term.Either either -> commonRole(either.options());
      default -> Optional.empty();
    };
  }

  boolean is(Term object, Role role) {
    return role(object).filter(r -> r == role).isPresent();
  }

  /** Whether an object keeps values by name. */
  boolean isMapping(Term object) {
    return object instanceof Term.Group group
        ? group.kind() == CollectionKind.DICT
        : object instanceof Term.Made made
            && libraryName(made.callee()).filter(Mappings::isMapping).isPresent();
  }

  /** Whether what an object keeps by name are its attributes. */
  boolean isRecord(Term object) {
    return object instanceof Term.Made made
        && libraryName(made.callee()).filter(Mappings::hasAttributes).isPresent();
  }

  /** Whether an object gives samples by their numbers: a dataset, or what is written like one. */
  boolean isDataset(Term object) {
    return is(object, Role.DATASET)
        || classOf(object)
            .filter(type -> type.lookup("__getitem__") instanceof MethodLookup.Found)
            .filter(type -> !isModule(type))
            .isPresent();
  }

  /** The module that an object is a copy of. */
  Optional<Term> copied(Term.Made made) {
    return libraryName(made.callee())
        .flatMap(Effects::of)
        .filter(effect -> effect == Effects.Effect.COPY)
        .flatMap(effect -> made.argument(0, "x"))
        .filter(this::isModule);
  }

  private Optional<Role> roleOfInstance(Term.Made made) {
    Optional<Term> copied = copied(made);
    if (copied.isPresent()) {
      return role(copied.get());
    }
    if (made.callee() instanceof Term.Named named) {
      return roleOf(named.entity());
    }
    return Optional.empty();
  }

  private Optional<Role> roleOf(Entity entity) {
    Optional<Role> known = roles.get(entity);
    if (known == null) {
      known = findRole(entity);
      roles.put(entity, known);
    }
    return known;
  }

  private Optional<Role> findRole(Entity entity) {
    return switch (entity) {
      case LibraryEntity library -> frameworks.role(library.qualifiedName());
      case ClassEntity type ->
          type.mro().linear().stream()
              .filter(base -> base instanceof LibraryEntity)
              .map(this::roleOf)
              .flatMap(Optional::stream)
              .findFirst();
      default -> Optional.empty();
    };
  }

  /** Whether a class of the project is of a role by what it inherits. */
  boolean hasRole(ClassEntity type, Role role) {
    return roleOf(type).filter(r -> r == role).isPresent();
  }

  private Optional<Role> commonRole(List<Term> options) {
    List<Optional<Role>> roles =
        options.stream().filter(o -> !isNothing(o)).map(this::role).distinct().toList();
    return roles.size() == 1 ? roles.getFirst() : Optional.empty();
  }

  static boolean isNothing(Term term) {
    return term instanceof Term.Written written && written.value() instanceof Constant.Nothing;
  }

  /** Whether a value gives its elements once, and none after that. */
  boolean isIterator(Term value) {
    return value instanceof Term.Made made
        && (libraryName(made.callee()).filter(PythonFunctions::givesIterator).isPresent()
            || (made.callee() instanceof Term.Member method
                && Layers.givesIterator(method.name())
                && made.positional().isEmpty()));
  }

  /** Whether a value is a way through a collection that has begun. */
  boolean isIteration(Term value) {
    return value instanceof Term.Made made
        && libraryName(made.callee()).filter(PythonFunctions::startsIteration).isPresent();
  }

  /** What a context does to whether graphs are built; empty when it leaves that as it is. */
  Optional<Contexts.GraphSwitch> graphSwitch(Term context) {
    if (!(context instanceof Term.Made made)) {
      return Optional.empty();
    }
    return libraryName(made.callee())
        .flatMap(Effects::of)
        .flatMap(
            effect ->
                switch (effect) {
                  case NO_GRADIENT -> Optional.of(Contexts.GraphSwitch.OFF);
                  case WITH_GRADIENT -> Optional.of(Contexts.GraphSwitch.ON);
                  case SET_GRADIENT -> Optional.of(Contexts.GraphSwitch.AS_TOLD);
                  default -> Optional.empty();
                });
  }

  /** In which precision a context computes; empty when it leaves that as it is. */
  Optional<Autocast> autocast(Term context) {
    return switch (context) {
      case Term.Made made ->
          libraryName(made.callee())
              .filter(n -> Effects.of(n).filter(e -> e == Effects.Effect.AUTOCAST).isPresent())
              .map(name -> autocast(name, made));
      case Term.Either either ->
          either.options().stream()
              .flatMap(o -> autocast(o).stream())
              .filter(Autocast::isOn)
              .reduce(Autocast::and);
      default -> Optional.empty();
    };
  }

  private Autocast autocast(String name, Term.Made made) {
    boolean namesDevice = MixedPrecision.namesDevice(name);
    boolean isOff =
        made.argument(namesDevice ? 0 : 2, "enabled")
            .flatMap(Conditions::truth)
            .filter(on -> !on)
            .isPresent();
    if (isOff) {
      return Autocast.OFF;
    }
    Optional<Term> type = made.argument(1, "dtype");
    if (type.isPresent()) {
      Optional<String> known = libraryName(type.get());
      return known.filter(MixedPrecision::isHalf).isPresent()
          ? Autocast.HALF
          : known.filter(MixedPrecision::isBrainFloat).isPresent() ? Autocast.BFLOAT : Autocast.ON;
    }
    if (namesDevice) {
      return Devices.isOnCard(name) ? Autocast.HALF : Autocast.BFLOAT;
    }
    return made.argument(0, "device_type").orElse(Term.NOTHING) instanceof Term.Written written
            && written.value() instanceof Constant.Text device
            && Devices.isOnCard(device.value())
        ? Autocast.HALF
        : Autocast.ON;
  }

  /** Whether a function makes contexts: what is under one runs where the function gives out. */
  boolean isContextManager(FunctionEntity function) {
    return function.decorators().stream()
        .anyMatch(
            d ->
                d instanceof LibraryEntity library
                    && PythonFunctions.makesContexts(library.qualifiedName()));
  }

  /** Whether a function's decorators switch graphs off. */
  boolean isWithoutGradient(FunctionEntity function) {
    return isDecorated(function, Effects.Effect.NO_GRADIENT);
  }

  /** Whether a layer of a library, or what such ones are put in, may be told to have no weights. */
  boolean mayBeWeightless(Term layer) {
    return layer instanceof Term.Made made
        && (made.keywords().keySet().stream().anyMatch(Layers::decidesOnWeights)
            || made.arguments().stream().anyMatch(this::mayBeWeightless));
  }

  /** Whether an inference mode is surely on; empty for a context that is none. */
  Optional<Boolean> inference(Term context) {
    return context instanceof Term.Made made
            && libraryName(made.callee()).filter(Effects::isInference).isPresent()
        ? Optional.of(made.arguments().isEmpty())
        : Optional.empty();
  }

  /** Whether a function's decorators switch inference mode on. */
  boolean isInference(FunctionEntity function) {
    return function.decorators().stream()
            .anyMatch(
                d ->
                    d instanceof LibraryEntity library
                        && Effects.isInference(library.qualifiedName()))
        && function.node() instanceof Stmt.FunctionDef def
        && def.decorators().stream()
            .noneMatch(d -> d instanceof Expr.Call call && !hasNoArguments(call));
  }

  private static boolean hasNoArguments(Expr.Call call) {
    return call.arguments().isEmpty() && call.keywords().isEmpty();
  }

  /** Whether one of a function's decorators is a context of a kind. */
  boolean isDecorated(FunctionEntity function, Effects.Effect context) {
    return function.decorators().stream()
        .anyMatch(
            d ->
                d instanceof LibraryEntity library
                    && Effects.of(library.qualifiedName())
                        .filter(effect -> effect == context)
                        .isPresent());
  }

  /** Whether a loss was scaled by a gradient scaler that is not switched off. */
  boolean isScaled(Term loss) {
    return loss instanceof Term.Made made
        && made.callee() instanceof Term.Member method
        && MixedPrecision.scalesLoss(method.name())
        && isActiveScaler(method.owner());
  }

  /** The scaler that a loss was scaled by. */
  Optional<Term> scalerOf(Term loss) {
    return loss instanceof Term.Made made
            && made.callee() instanceof Term.Member method
            && MixedPrecision.scalesLoss(method.name())
        ? Optional.of(method.owner())
        : Optional.empty();
  }

  /** Whether a gradient scaler is on whatever the program's settings are. */
  boolean isAlwaysOn(Term scaler) {
    return scaler instanceof Term.Made made
        && made.argument(4, "enabled").flatMap(Conditions::truth).orElse(true)
        && (made.argument(4, "enabled").isEmpty()
            || made.argument(4, "enabled").flatMap(Conditions::truth).isPresent());
  }

  private boolean isActiveScaler(Term scaler) {
    if (role(scaler).filter(r -> r == Role.GRAD_SCALER).isEmpty()) {
      return false;
    }
    return !(scaler instanceof Term.Made made
        && made.argument(-1, "enabled").flatMap(Conditions::truth).filter(on -> !on).isPresent());
  }

  /** Whether a bound is multiplied by the scale that the gradients have. */
  boolean isScaledBound(Term bound) {
    return switch (bound) {
      case Term.Computed computed -> computed.operands().stream().anyMatch(this::isScaledBound);
      case Term.Made made ->
          made.callee() instanceof Term.Member method && MixedPrecision.givesScale(method.name());
      default -> false;
    };
  }

  /** Whether a bound is infinite, so that clipping to it only measures. */
  boolean isInfinite(Optional<Term> bound) {
    if (bound.isEmpty()) {
      return false;
    }
    return switch (bound.get()) {
      case Term.Made made
          when libraryName(made.callee()).filter(PythonFunctions::makesFloat).isPresent() ->
          true;
      case Term.Named named ->
          libraryName(named).filter(n -> n.endsWith(".inf") || n.endsWith(".infty")).isPresent();
      default -> false;
    };
  }
}
