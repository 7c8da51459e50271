package dev.tensorvet.reader.run;

import dev.tensorvet.facts.Anatomy;
import dev.tensorvet.flow.Constant;
import dev.tensorvet.framework.Frameworks;
import dev.tensorvet.framework.Layers;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.Entity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import dev.tensorvet.tensor.Proof;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads from the code of networks what they are built of. Serves one thread. */
final class Anatomies {

  /** Classes that build classes that build classes: deeper than this is not followed. */
  private static final int DEEPEST = 6;

  /** About how often a loop or a comprehension builds what stands in it. */
  private static final int TURNS = 4;

  /** A whole network has at least so many layers with parameters. */
  private static final int NETWORK = 12;

  /** What code that gives parameters their first values names. */
  private static final Pattern INITIAL =
      Pattern.compile(
          "\\w*(?:(?:^|_)init(?!ialized|_process|_distributed|__)|xavier|kaiming|orthogonal_|trunc_normal"
              + "|initrange)\\w*|normal_|uniform_|zero_|fill_|constant_|ones_|eye_|reset_parameters"
              + "|_reset_parameters|apply");

  private static final Pattern STATISTICS = Pattern.compile("(?:.*_)?(?:mean|std)(?:_.*)?");

  private static final Pattern NORMALISES = Pattern.compile(".*normali[sz]e.*");

  private static final Pattern ATTENDS = Pattern.compile(".*(?:attention|transformer).*");

  private final Frameworks frameworks;
  private final Map<Entity, Anatomy> known = new HashMap<>();

  Anatomies(Frameworks frameworks) {
    this.frameworks = frameworks;
  }

  /** Of an object that a run made. */
  Anatomy of(Term object, Objects objects) {
    return switch (object) {
      case Term.Either either ->
          either.options().stream()
              .filter(option -> !Objects.isNothing(option))
              .map(option -> of(option, objects))
              .reduce(Anatomy::with)
              .orElse(Anatomy.UNKNOWN);
      case Term.Made made -> ofMade(made, objects);
      default -> objects.classOf(object).map(type -> of(type, 0)).orElse(Anatomy.UNKNOWN);
    };
  }

  private Anatomy ofMade(Term.Made made, Objects objects) {
    Anatomy own =
        objects
            .classOf(made)
            .map(type -> of(type, 0))
            .or(
                () ->
                    objects
                        .libraryName(made.callee())
                        .map(name -> ofLibrary(name, asksForWeights(made))))
            .orElse(Anatomy.UNKNOWN);
    boolean isFirst = own.families().isEmpty() || own.has(Layers.Family.OTHER);
    for (Term given : made.arguments()) {
      List<Term> parts = given instanceof Term.Group group ? group.elements() : List.of(given);
      for (Term part : parts) {
        if (objects.isModule(part)) {
          own = own.with(isFirst ? of(part, objects).first() : of(part, objects));
          isFirst = false;
        }
      }
    }
    return own;
  }

  private static Proof asksForWeights(Term.Made made) {
    Proof any = Proof.NO;
    for (Map.Entry<String, Term> keyword : made.keywords().entrySet()) {
      if (keyword.getKey().startsWith("*")) {
        any = any.or(Proof.UNKNOWN);
      } else if (Layers.asksForWeights(keyword.getKey())) {
        any =
            any.or(
                switch (keyword.getValue()) {
                  case Term.Written written -> Proof.of(written.value().isTrue());
                  case Term.Named named -> Proof.YES;
                  default -> Proof.UNKNOWN;
                });
      }
    }
    if (!made.positional().isEmpty()
        && made.positional().getFirst() instanceof Term.Written written
        && written.value() instanceof Constant.Flag flag) {
      any = any.or(Proof.of(flag.value()));
    }
    return any;
  }

  private Anatomy ofLibrary(String name, Proof asksForWeights) {
    if (Layers.givesWeights(name)) {
      return new Anatomy(Set.of(), NETWORK, Proof.YES, true, false, false);
    }
    if (frameworks.role(name).filter(r -> r.isModule()).isEmpty()) {
      return Anatomy.NOTHING;
    }
    if (Layers.isImageNetwork(name)) {
      return new Anatomy(
          Set.of(Layers.Family.CONVOLUTION, Layers.Family.NORMALISATION),
          NETWORK,
          asksForWeights,
          true,
          false,
          true);
    }
    boolean isOwnLayer = name.startsWith(Layers.PACKAGE + ".");
    return isOwnLayer
        ? new Anatomy(
            Set.of(Layers.family(name)),
            Layers.isWeighted(name) ? 1 : 0,
            Proof.NO,
            false,
            false,
            true)
        : Anatomy.UNKNOWN;
  }

  // --- classes

  private Anatomy of(ClassEntity type, int depth) {
    Anatomy answer = known.get(type);
    if (answer == null) {
      // A class that builds objects of itself is built of what else is in it.
      known.put(type, Anatomy.NOTHING);
      answer = depth > DEEPEST ? Anatomy.UNKNOWN : find(type, depth);
      known.put(type, answer);
    }
    return answer;
  }

  private Anatomy find(ClassEntity type, int depth) {
    Anatomy all = Anatomy.NOTHING;
    for (Entity each : type.mro().linear()) {
      all =
          all.with(
              switch (each) {
                case ClassEntity own -> ofCode(own.node(), own.module(), depth);
                case LibraryEntity library when Layers.isBase(library.qualifiedName()) ->
                    Anatomy.NOTHING;
                case LibraryEntity library -> ofLibrary(library.qualifiedName(), Proof.NO);
                default -> Anatomy.UNKNOWN;
              });
    }
    if (all.weighted() == 0 && normalises(type)) {
      all =
          all.with(
              new Anatomy(Set.of(Layers.Family.NORMALISATION), 0, Proof.NO, false, false, true));
    }
    boolean attends =
        ATTENDS.matcher(type.name().toLowerCase(Locale.ROOT)).matches()
            && all.has(Layers.Family.NORMALISATION);
    return attends
        ? all.with(new Anatomy(Set.of(Layers.Family.ATTENTION), 0, Proof.NO, false, false, true))
        : all;
  }

  /** Whether a layer is a normalisation that is written out: it divides by a measure of spread. */
  private static boolean normalises(ClassEntity type) {
    Set<String> called = new HashSet<>();
    type.ownMethod("forward")
        .ifPresent(
            forward ->
                Tree.walk(
                    forward.node(),
                    node -> {
                      if (node instanceof Expr.Call call
                          && call.callee() instanceof Expr.Attribute function) {
                        called.add(function.name());
                      }
                    }));
    return Layers.normalises(called);
  }

  private Anatomy ofCode(Node code, SourceModule module, int depth) {
    Anatomy[] all = {Anatomy.NOTHING};
    Tree.walk(
        code,
        node -> {
          switch (node) {
            case Expr.Call call -> {
              Anatomy one =
                  ofCall(call, module, depth)
                      .times(isRepeated(call, code, module.tree()) ? TURNS : 1);
              boolean isFirst = all[0].families().isEmpty();
              all[0] = all[0].with(isFirst ? one.first() : one);
            }
            case Expr.Attribute member -> {
              boolean isOwn =
                  member.value() instanceof Expr.Name owner && owner.name().equals("self");
              all[0] = all[0].with(ofName(member.name(), isOwn));
            }
            case Expr.Name name -> all[0] = all[0].with(ofName(name.name(), false));
            default -> {}
          }
        });
    return all[0];
  }

  private static boolean isRepeated(Expr.Call call, Node code, Tree tree) {
    Optional<Node> around = tree.parent(call);
    while (around.isPresent() && around.get() != code) {
      if (around.get() instanceof Stmt.For
          || around.get() instanceof Expr.ListComp
          || around.get() instanceof Expr.GeneratorExp) {
        return true;
      }
      around = tree.parent(around.get());
    }
    return false;
  }

  private static Anatomy ofName(String name, boolean isOwn) {
    boolean isInitial = INITIAL.matcher(name).matches();
    boolean isStatistic =
        NORMALISES.matcher(name).matches() || (isOwn && STATISTICS.matcher(name).matches());
    return isInitial || isStatistic
        ? new Anatomy(Set.of(), 0, Proof.NO, isInitial, isStatistic, true)
        : Anatomy.NOTHING;
  }

  /** What a call in the code of a network may build. */
  private Anatomy ofCall(Expr.Call call, SourceModule module, int depth) {
    if (call.callee() instanceof Expr.Attribute method && loads(method.name())) {
      return new Anatomy(Set.of(), 0, Proof.UNKNOWN, true, false, true);
    }
    return switch (module.resolve(call.callee())) {
      case LibraryEntity library -> ofLibrary(library.qualifiedName(), asksForWeights(call));
      case ClassEntity own when frameworks.isModule(own) != Proof.NO -> of(own, depth + 1);
      case ClassEntity own -> Anatomy.NOTHING;
      case FunctionEntity function -> ofFunction(function, depth);
      // A method of some object builds no network; a class in a variable or a table may.
      default ->
          call.callee() instanceof Expr.Attribute || isComputing(call, module.tree())
              ? Anatomy.NOTHING
              : Anatomy.UNKNOWN;
    };
  }

  /** Whether a call stands where a network computes, and so calls layers and builds none. */
  private static boolean isComputing(Expr.Call call, Tree tree) {
    return tree.enclosingScope(call)
        .filter(scope -> scope instanceof Stmt.FunctionDef f && f.name().contains("forward"))
        .isPresent();
  }

  private static boolean loads(String method) {
    return method.equals("load_state_dict") || method.equals("from_pretrained");
  }

  private static Proof asksForWeights(Expr.Call call) {
    Proof any = Proof.NO;
    for (Node.Keyword keyword : call.keywords()) {
      if (keyword.name().filter(Layers::asksForWeights).isPresent()) {
        any =
            any.or(
                switch (keyword.value()) {
                  case Expr.BooleanLiteral flag -> Proof.of(flag.value());
                  case Expr.NoneLiteral none -> Proof.NO;
                  default -> Proof.UNKNOWN;
                });
      }
    }
    if (!call.arguments().isEmpty()
        && call.arguments().getFirst() instanceof Expr.BooleanLiteral f) {
      any = any.or(Proof.of(f.value()));
    }
    return any;
  }

  private Anatomy ofFunction(FunctionEntity function, int depth) {
    Anatomy answer = known.get(function);
    if (answer == null) {
      known.put(function, Anatomy.NOTHING);
      answer =
          depth > DEEPEST ? Anatomy.UNKNOWN : ofCode(function.node(), function.module(), depth + 1);
      known.put(function, answer);
    }
    return answer;
  }
}
