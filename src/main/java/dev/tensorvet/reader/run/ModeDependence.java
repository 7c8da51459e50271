package dev.tensorvet.reader.run;

import dev.tensorvet.facts.Site;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.Frameworks;
import dev.tensorvet.framework.Layers;
import dev.tensorvet.framework.Parameter;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.Computing;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.Entity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.semantic.MethodLookup;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import dev.tensorvet.tensor.Proof;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Which modules compute differently in training and in evaluation: those with dropout, batch
 * normalisation and the like, or that ask for their mode. Serves one thread.
 */
final class ModeDependence {

  /** Classes that build classes that build classes: deeper than this is not followed. */
  private static final int DEEPEST = 6;

  private final Frameworks frameworks;
  private final Set<Place> apart;
  private final Map<Entity, Proof> known = new HashMap<>();

  /** What drops nothing unless its maker asks for it. */
  private final Set<Entity> droppingOnDemand = new HashSet<>();

  /** What drops as much as its maker says, who has to say it. */
  private final Set<Entity> droppingAsTold = new HashSet<>();

  /** What drops as much as the settings say that its maker gives it. */
  private final Map<Entity, Set<RateSetting>> droppingAsSet = new HashMap<>();

  /** The methods of classes that are run for each input. */
  private final Map<ClassEntity, Set<String>> computing = new HashMap<>();

  private final Map<Said, Set<Boolean>> written = new HashMap<>();

  /** What a program says of a setting, which is asked of each model that it makes. */
  private record Said(RateSetting setting, String program) {}

  /**
   * The parameters of the code that makes layers by which others say how much is dropped.
   *
   * @param zero those that are zero unless they are given
   * @param required those that are always given
   */
  private record Rates(Set<String> zero, Set<String> required) {}

  ModeDependence(Frameworks frameworks) {
    this(frameworks, Set.of());
  }

  /**
   * @param apart the calls that make modules which are left out of what holds them
   */
  private ModeDependence(Frameworks frameworks, Set<Place> apart) {
    this.frameworks = frameworks;
    this.apart = apart;
  }

  /** Whether an object depends on its mode by more than some of its parts, where they are made. */
  Proof of(Term object, List<Term> parts, Objects objects) {
    Set<Place> made = new HashSet<>();
    for (Term part : parts) {
      if (part instanceof Term.Made each) {
        made.add(each.site().place());
      }
    }
    return made.isEmpty()
        ? of(object, objects)
        : new ModeDependence(frameworks, made).of(object, objects);
  }

  Proof of(ClassEntity type) {
    Proof own = of(type, 0);
    return droppingAsTold.contains(type) || droppingAsSet.containsKey(type) ? Proof.YES : own;
  }

  private Proof of(ClassEntity type, int depth) {
    Proof answer = known.get(type);
    if (answer == null) {
      // A class that builds objects of itself depends on the mode if anything else in it does.
      known.put(type, Proof.NO);
      answer = depth > DEEPEST ? Proof.UNKNOWN : find(type, depth);
      known.put(type, answer);
    }
    return answer;
  }

  private Proof find(ClassEntity type, int depth) {
    Proof any = type.mro().isComplete() ? Proof.NO : Proof.UNKNOWN;
    for (Entity each : type.mro().linear()) {
      if (any == Proof.YES) {
        break;
      }
      any =
          any.or(
              switch (each) {
                case ClassEntity own -> ofCode(own.node(), own.module(), type, depth);
                case LibraryEntity library
                    when Layers.isBase(library.qualifiedName())
                        || frameworks.role(library.qualifiedName()).isEmpty() ->
                    Proof.NO;
                case LibraryEntity library -> ofLibrary(library.qualifiedName(), List.of());
                default -> Proof.UNKNOWN;
              });
    }
    return any;
  }

  /**
   * @param maker the class or function that the code is for
   */
  private Proof ofCode(Node code, SourceModule module, Entity maker, int depth) {
    Proof[] any = {Proof.NO};
    // The parameters that are zero unless they are given; each is met before what uses it.
    Rates rates = new Rates(new HashSet<>(), new HashSet<>());
    Set<Integer> insisting = new HashSet<>();
    Tree.walkWhere(
        code,
        node -> {
          switch (node) {
            case Expr.Call call when isApart(call, module) -> {
              return false;
            }
            // Who insists on a mode computes in no other.
            case Stmt.Assert check -> Tree.walk(check, part -> insisting.add(part.id()));
            case Expr.Attribute member
                when Layers.isModeFlag(member.name()) && !insisting.contains(member.id()) ->
                any[0] = any[0].or(Proof.YES);
            case Node.Parameter parameter
                when parameter.defaultValue().filter(ModeDependence::isZero).isPresent() ->
                rates.zero().add(parameter.name());
            case Node.Parameter parameter
                when parameter.defaultValue().isEmpty() && Layers.isRate(parameter.name()) ->
                rates.required().add(parameter.name());
            case Expr.Call call -> any[0] = any[0].or(ofCall(call, module, maker, rates, depth));
            default -> {}
          }
          // Nothing that comes later changes a yes.
          return any[0] != Proof.YES;
        });
    return any[0];
  }

  private boolean isApart(Expr.Call call, SourceModule module) {
    return !apart.isEmpty() && apart.contains(CodeCalls.place(call, module));
  }

  /** What a call in the code of a module may build. */
  private Proof ofCall(Expr.Call call, SourceModule module, Entity maker, Rates rates, int depth) {
    return switch (module.resolve(call.callee())) {
      case LibraryEntity library ->
          frameworks.role(library.qualifiedName()).filter(r -> r.isModule()).isPresent()
              ? ofLayer(call, library.qualifiedName(), maker, rates)
              : Proof.NO;
      case ClassEntity own when frameworks.isModule(own) != Proof.NO -> {
        Proof part = of(own, depth + 1);
        if (droppingOnDemand.contains(own)) {
          droppingOnDemand.add(maker);
        }
        if (droppingAsTold.contains(own)) {
          part = part.or(told(call, own, maker, rates));
        }
        yield part.or(set(call, own, maker));
      }
      case ClassEntity own -> Proof.NO;
      case FunctionEntity function -> {
        Proof made = ofFunction(function, depth);
        if (droppingOnDemand.contains(function)) {
          droppingOnDemand.add(maker);
        }
        yield droppingAsTold.contains(function) ? Proof.YES : made;
      }
      // A method of some object builds no module; a class in a variable or a table may, but what a
      // model runs is built by then.
      default ->
          call.callee() instanceof Expr.Attribute || isComputing(call, module)
              ? Proof.NO
              : Proof.UNKNOWN;
    };
  }

  /** Whether a call stands in {@code forward}, or in a method that it calls. */
  private boolean isComputing(Expr.Call call, SourceModule module) {
    return module.scopeAt(call).node() instanceof Stmt.FunctionDef method
        && module.definition(method) instanceof FunctionEntity function
        && function
            .owner()
            .map(type -> computing.computeIfAbsent(type, Computing::methods))
            .filter(methods -> methods.contains(method.name()))
            .isPresent();
  }

  private Proof ofFunction(FunctionEntity function, int depth) {
    Proof answer = known.get(function);
    if (answer == null) {
      known.put(function, Proof.NO);
      answer =
          depth > DEEPEST
              ? Proof.UNKNOWN
              : ofCode(function.node(), function.module(), function, depth + 1);
      known.put(function, answer);
    }
    return answer;
  }

  /** Whether a class is told to drop something that drops what it is told. */
  private Proof told(Expr.Call call, ClassEntity type, Entity maker, Rates rates) {
    return rateParameter(type)
        .flatMap(parameter -> CodeCalls.argument(call, parameter))
        .flatMap(rate -> ofRate(rate, maker, rates))
        .orElse(Proof.YES);
  }

  /** Whether a class drops by settings that are not those which its maker is given as well. */
  private Proof set(Expr.Call call, ClassEntity type, Entity maker) {
    Proof any = Proof.NO;
    for (RateSetting setting : List.copyOf(droppingAsSet.getOrDefault(type, Set.of()))) {
      Optional<RateSetting> handed =
          parameters(type, setting.parameter()::equals).stream()
              .flatMap(parameter -> CodeCalls.argument(call, parameter).stream())
              .filter(Expr.Name.class::isInstance)
              .map(given -> new RateSetting(((Expr.Name) given).name(), setting.key()))
              .findFirst();
      any = any.or(handed.filter(own -> isSet(own, maker)).map(own -> Proof.NO).orElse(Proof.YES));
    }
    return any;
  }

  /** Whether a setting is one of those that the maker is given; it drops by them then. */
  private boolean isSet(RateSetting setting, Entity maker) {
    boolean isGiven =
        maker instanceof ClassEntity type
            && !parameters(type, setting.parameter()::equals).isEmpty();
    if (isGiven) {
      droppingAsSet.computeIfAbsent(maker, any -> new LinkedHashSet<>()).add(setting);
    }
    return isGiven;
  }

  /** The parameter of a class by which its maker says how much it drops. */
  private static Optional<Parameter> rateParameter(ClassEntity type) {
    List<Parameter> rates = parameters(type, Layers::isRate);
    return rates.size() == 1 ? Optional.of(rates.getFirst()) : Optional.empty();
  }

  /** The parameters of a constructor with such names, the object itself left out. */
  private static List<Parameter> parameters(ClassEntity type, Predicate<String> name) {
    if (!(type.lookup("__init__") instanceof MethodLookup.Found init)) {
      return List.of();
    }
    List<Node.Parameter> all = init.function().parameters().all();
    return IntStream.range(1, all.size())
        .filter(i -> name.test(all.get(i).name()))
        .mapToObj(i -> new Parameter(i - 1, all.get(i).name()))
        .toList();
  }

  /** Whether something is dropped at a rate, if that hangs on nothing but who makes the maker. */
  private Optional<Proof> ofRate(Expr rate, Entity maker, Rates rates) {
    if (isZero(rate)) {
      return Optional.of(Proof.NO);
    }
    if (rate instanceof Expr.Name name && rates.zero().contains(name.name())) {
      droppingOnDemand.add(maker);
      return Optional.of(Proof.NO);
    }
    if (rate instanceof Expr.Name name && rates.required().contains(name.name())) {
      droppingAsTold.add(maker);
      return Optional.of(Proof.NO);
    }
    return RateSetting.of(rate).filter(set -> isSet(set, maker)).map(set -> Proof.NO);
  }

  private Proof ofLayer(Expr.Call call, String qualifiedName, Entity maker, Rates rates) {
    Optional<Expr> rate =
        Layers.rate(qualifiedName)
            .flatMap(
                keyword ->
                    call.keywords().stream()
                        .filter(k -> k.name().filter(keyword::equals).isPresent())
                        .map(Node.Keyword::value)
                        .findFirst()
                        .or(
                            () ->
                                call.arguments().stream()
                                    .limit(Layers.isRate(keyword) ? 0 : 1)
                                    .findFirst()));
    return rate.flatMap(r -> ofRate(r, maker, rates))
        .orElseGet(
            () ->
                ofLibrary(
                    qualifiedName,
                    call.keywords().stream().flatMap(k -> k.name().stream()).toList()));
  }

  private static boolean isZero(Expr value) {
    return value instanceof Expr.NumberLiteral number && number.text().matches("0*\\.?0*");
  }

  private static Proof ofLibrary(String qualifiedName, List<String> keywords) {
    return Layers.dependsOnMode(qualifiedName, keywords);
  }

  /** The same for an object: what it was given when it was made counts too. */
  Proof of(Term object, Objects objects) {
    if (object instanceof Term.Either either) {
      List<Proof> answers = either.options().stream().map(o -> of(o, objects)).distinct().toList();
      return answers.size() == 1 ? answers.getFirst() : Proof.UNKNOWN;
    }
    if (!(object instanceof Term.Made made)) {
      return objects
          .classOf(object)
          .map(type -> droppingOnDemand(type) ? of(type).or(Proof.UNKNOWN) : of(type))
          .orElse(Proof.UNKNOWN);
    }
    if (apart.contains(made.site().place())) {
      return Proof.NO;
    }
    Optional<Term> copied = objects.copied(made);
    if (copied.isPresent()) {
      return of(copied.get(), objects);
    }
    Optional<ClassEntity> type = objects.classOf(made);
    Proof own =
        type.map(t -> of(t, 0))
            .or(
                () ->
                    objects
                        .libraryName(made.callee())
                        .map(name -> ofLibrary(name, List.copyOf(made.keywords().keySet()))))
            .orElse(Proof.UNKNOWN);
    if (own != Proof.YES && type.filter(this::droppingOnDemand).isPresent() && asksToDrop(made)) {
      own = Proof.YES;
    }
    if (type.filter(t -> droppingAsTold.contains(t) && !isToldNotTo(made, t)).isPresent()) {
      own = Proof.YES;
    }
    if (own != Proof.YES && type.isPresent()) {
      own = own.or(set(made, type.get()));
    }
    for (Term given : made.arguments()) {
      if (own != Proof.YES && objects.isModule(given)) {
        own = own.or(of(given, objects));
      }
    }
    return own;
  }

  /** Whether an object drops something by the settings that it is given. */
  private Proof set(Term.Made made, ClassEntity type) {
    Proof any = Proof.NO;
    for (RateSetting setting : droppingAsSet.getOrDefault(type, Set.of())) {
      any =
          any.or(
              parameters(type, setting.parameter()::equals).stream()
                  .flatMap(parameter -> made.argument(parameter).stream())
                  .findFirst()
                  .map(given -> setting.drops(given, written(setting, made.site())))
                  .orElse(Proof.YES));
    }
    return any;
  }

  private Set<Boolean> written(RateSetting setting, Site site) {
    return written.computeIfAbsent(
        new Said(setting, site.place().file().text()), said -> setting.written(said.program()));
  }

  /**
   * The modules that an object was given and by which alone it depends on its mode; none if its own
   * code does, or may.
   */
  List<Term> givenTo(Term object, Objects objects) {
    Optional<ClassEntity> type = objects.classOf(object);
    boolean isByItself =
        !(object instanceof Term.Made made)
            || type.map(this::of).orElse(Proof.UNKNOWN) != Proof.NO
            || (droppingOnDemand(type.get()) && asksToDrop(made));
    return isByItself
        ? List.of()
        : ((Term.Made) object)
            .arguments().stream()
                .filter(given -> objects.isModule(given) && of(given, objects) != Proof.NO)
                .toList();
  }

  private boolean droppingOnDemand(ClassEntity type) {
    of(type);
    return droppingOnDemand.contains(type);
  }

  private static boolean isToldNotTo(Term.Made made, ClassEntity type) {
    return rateParameter(type).flatMap(made::argument).filter(RateSetting::isZero).isPresent();
  }

  /** Whether an argument of an object's maker says how much is to be dropped, and not nothing. */
  private static boolean asksToDrop(Term.Made made) {
    for (Map.Entry<String, Term> given : made.keywords().entrySet()) {
      if (Layers.isRate(given.getKey()) && !RateSetting.isZero(given.getValue())) {
        return true;
      }
    }
    return false;
  }
}
