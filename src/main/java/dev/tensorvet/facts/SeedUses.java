package dev.tensorvet.facts;

import dev.tensorvet.facts.SeedUse.Kind;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.Layers;
import dev.tensorvet.framework.Randomness;
import dev.tensorvet.framework.Randomness.Source;
import dev.tensorvet.framework.TrainingMethod;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds how a file's code makes random numbers repeatable. */
final class SeedUses implements CodeReader<SeedUse> {

  /** A program of more files than this is not read through. */
  private static final int MOST_FILES = 100;

  /** What is drawn for such a thing has no part in the training. */
  private static final Pattern ASIDE =
      Pattern.compile("(?i).*(port|seed|name|uuid|_id\\b|suffix|sleep|print).*", Pattern.DOTALL);

  private static final Pattern MAIN = Pattern.compile("_?(main|train|run)(_.*)?");

  @Override
  public Class<SeedUse> kind() {
    return SeedUse.class;
  }

  @Override
  public List<SeedUse> read(SourceModule module) {
    String text = module.file().text();
    if (!Randomness.mayNameSeed(text) || Relevance.isTest(module)) {
      return List.of();
    }
    List<Seed> seeds = new ArrayList<>();
    List<Draw> draws = new ArrayList<>();
    CodeCalls.each(
        module,
        (call, name) -> {
          Randomness.seeded(name).ifPresent(source -> seeds.add(new Seed(call, source)));
          Randomness.drawn(name).ifPresent(source -> draws.add(new Draw(call, source)));
        });
    List<SeedUse> found = new ArrayList<>();
    otherSources(seeds, draws, module).forEach(found::add);
    for (Seed seed : seeds) {
      afterModel(seed, module).ifPresent(found::add);
      eachTurn(seed, module).ifPresent(found::add);
      fromClock(seed, module).ifPresent(found::add);
    }
    hashes(module, found);
    found.sort((a, b) -> a.place().span().compareTo(b.place().span()));
    return found;
  }

  private record Seed(Expr.Call call, Source source) {}

  private record Draw(Expr.Call call, Source source) {}

  private static Place place(Node node, SourceModule module) {
    return new Place(module.file(), node.span());
  }

  private static String text(Node node, SourceModule module) {
    return module.file().text(node.span());
  }

  private static SeedUse use(
      Kind kind, Seed seed, Optional<Node> other, Optional<String> remedy, SourceModule module) {
    return new SeedUse(
        kind,
        text(seed.call.callee(), module),
        place(seed.call, module),
        seed.source.title(),
        other.map(node -> place(node, module)),
        remedy);
  }

  // --- generators that nothing seeds

  private static List<SeedUse> otherSources(
      List<Seed> seeds, List<Draw> draws, SourceModule module) {
    Optional<Seed> first = seeds.stream().filter(seed -> seed.source == Source.TORCH).findFirst();
    if (first.isEmpty()) {
      return List.of();
    }
    List<SeedUse> found = new ArrayList<>();
    for (Source source : EnumSet.of(Source.NUMPY, Source.PYTHON)) {
      Optional<Draw> drawn =
          seeds.stream().anyMatch(seed -> seed.source == source)
              ? Optional.empty()
              : draws.stream()
                  .filter(draw -> draw.source == source && matters(draw, first.get(), module))
                  .findFirst();
      if (drawn.isPresent() && nothingSeeds(source, module)) {
        found.add(
            new SeedUse(
                Kind.OTHER_SOURCE,
                text(first.get().call.callee(), module),
                place(first.get().call, module),
                source.title(),
                Optional.of(place(drawn.get().call, module)),
                remedy(first.get(), drawn.get(), module)));
      }
    }
    return found;
  }

  /**
   * Whether a number is drawn by the program itself: what draws in classes and their helpers mostly
   * runs in the workers of a loader, whose generators the loader seeds.
   */
  private static boolean matters(Draw draw, Seed seed, SourceModule module) {
    Optional<Node> scope = module.tree().enclosingScope(draw.call);
    boolean isOfProgram =
        scope.isEmpty()
            || scope.equals(module.tree().enclosingScope(seed.call))
            || (scope.get() instanceof Stmt.FunctionDef function
                && MAIN.matcher(function.name()).matches()
                && module.tree().enclosingScope(function).isEmpty());
    return isOfProgram
        && module
            .tree()
            .statement(draw.call)
            .filter(statement -> !isAside(statement, module))
            .isPresent();
  }

  private static boolean isAside(Stmt statement, SourceModule module) {
    return switch (statement) {
      case Stmt.Assign assign -> ASIDE.matcher(text(assign, module)).matches();
      case Stmt.ExprStmt expression -> ASIDE.matcher(text(expression, module)).matches();
      default -> false;
    };
  }

  /** Whether no file of the program seeds a generator, or calls what may. */
  private static boolean nothingSeeds(Source source, SourceModule program) {
    Set<SourceModule> seen = new LinkedHashSet<>(Set.of(program));
    Deque<SourceModule> open = new ArrayDeque<>(seen);
    while (!open.isEmpty() && seen.size() <= MOST_FILES) {
      SourceModule module = open.pop();
      if (Randomness.mayNameSeed(module.file().text()) && maySeed(source, module)) {
        return false;
      }
      for (SourceModule imported : module.imports()) {
        if (seen.add(imported)) {
          open.add(imported);
        }
      }
    }
    return open.isEmpty();
  }

  private static boolean maySeed(Source source, SourceModule module) {
    boolean[] seeds = {false};
    module
        .tree()
        .walk(
            node -> {
              if (node instanceof Expr.Call call && Randomness.mayNameSeed(name(call))) {
                Optional<String> library = CodeCalls.library(call.callee(), module);
                Optional<Source> known = library.flatMap(Randomness::seeded);
                boolean isOther =
                    known.filter(s -> s != source).isPresent()
                        || library.filter(Randomness::seedsCard).isPresent()
                        || name(call).equals("manual_seed")
                        || module.resolve(call.callee()) instanceof FunctionEntity;
                seeds[0] |= !isOther;
              }
            });
    return seeds[0];
  }

  private static String name(Expr.Call call) {
    return switch (call.callee()) {
      case Expr.Name name -> name.name();
      case Expr.Attribute member -> member.name();
      default -> "";
    };
  }

  private static Optional<String> remedy(Seed seed, Draw draw, SourceModule module) {
    boolean isStatement =
        module.tree().parent(seed.call).orElse(seed.call) instanceof Stmt.ExprStmt
            && seed.call.arguments().size() == 1
            && seed.call.keywords().isEmpty();
    return isStatement && draw.call.callee() instanceof Expr.Attribute member
        ? Optional.of(
            text(member.value(), module)
                + ".seed("
                + text(seed.call.arguments().getFirst(), module)
                + ")")
        : Optional.empty();
  }

  // --- when and how often

  private static Optional<SeedUse> afterModel(Seed seed, SourceModule module) {
    if (seed.source != Source.TORCH
        || !(module.tree().parent(seed.call).orElse(seed.call) instanceof Stmt.ExprStmt here)) {
      return Optional.empty();
    }
    List<Stmt> before =
        CodeCalls.block(here, module.tree()).stream()
            .filter(statement -> statement.start() < here.start())
            .toList();
    Optional<Stmt> model = before.stream().filter(s -> makesModel(s, module)).findFirst();
    return model.isPresent()
            && isFirstSeed(seed, model.get(), module)
            && before.stream().noneMatch(s -> maySeedOrLoad(s, module))
        ? Optional.of(
            use(Kind.AFTER_MODEL, seed, Optional.of(model.get()), Optional.empty(), module))
        : Optional.empty();
  }

  private static boolean makesModel(Stmt statement, SourceModule module) {
    return statement instanceof Stmt.Assign assign
        && assign.value() instanceof Expr.Call call
        && module.resolve(call.callee()) instanceof ClassEntity type
        && Layers.isModule(type);
  }

  /** Whether all that may seed stands behind the model, in the same function. */
  private static boolean isFirstSeed(Seed seed, Stmt model, SourceModule module) {
    Optional<Node> scope = module.tree().enclosingScope(seed.call);
    boolean[] isFirst = {true};
    module
        .tree()
        .walk(
            node -> {
              if (node instanceof Expr.Call call && Randomness.mayNameSeed(name(call))) {
                isFirst[0] &=
                    call.start() > model.end() && module.tree().enclosingScope(call).equals(scope);
              }
            });
    return isFirst[0];
  }

  /** Whether a statement calls code of the project that may seed, or gives a model its state. */
  private static boolean maySeedOrLoad(Stmt statement, SourceModule module) {
    boolean[] may = {false};
    Tree.walk(
        statement,
        node -> {
          if (node instanceof Expr.Call call) {
            may[0] |=
                TrainingMethod.of(name(call))
                    .filter(m -> m == TrainingMethod.LOAD_STATE)
                    .isPresent();
            if (module.resolve(call.callee()) instanceof FunctionEntity function) {
              may[0] |=
                  Randomness.mayNameSeed(function.module().file().text(function.node().span()));
            }
          }
        });
    return may[0];
  }

  private static Optional<SeedUse> eachTurn(Seed seed, SourceModule module) {
    Tree tree = module.tree();
    List<Node> around = CodeCalls.around(seed.call, tree);
    Optional<Node> loop =
        around.stream()
            .filter(node -> node instanceof Stmt.For || node instanceof Stmt.While)
            .findFirst();
    boolean isAsked =
        loop.isPresent()
            && around.subList(0, around.indexOf(loop.get())).stream()
                .anyMatch(node -> node instanceof Stmt.If || node instanceof Stmt.Try);
    return loop.isPresent()
            && !isAsked
            && trains(loop.get(), tree)
            && !changes(seed.call, loop.get())
            && !Randomness.mayRestore(module.file().text())
        ? Optional.of(use(Kind.EACH_TURN, seed, Optional.empty(), Optional.empty(), module))
        : Optional.empty();
  }

  /** Whether a backward pass stands in the loop, and in no loop inside of it. */
  private static boolean trains(Node loop, Tree tree) {
    boolean[] trains = {false};
    Tree.walk(
        loop,
        node -> {
          if (node instanceof Expr.Call call
              && call.callee() instanceof Expr.Attribute method
              && TrainingMethod.of(method.name())
                  .filter(m -> m == TrainingMethod.BACKWARD)
                  .isPresent()) {
            trains[0] |= CodeCalls.innermostLoop(call, tree).filter(loop::equals).isPresent();
          }
        });
    return trains[0];
  }

  /** Whether the seed may be another one in each turn. */
  private static boolean changes(Expr.Call seed, Node loop) {
    Set<String> bound = new HashSet<>();
    Tree.walk(
        loop,
        node -> {
          switch (node) {
            case Stmt.For each -> names(each.target(), bound);
            case Stmt.Assign assign -> assign.targets().forEach(target -> names(target, bound));
            case Stmt.AugAssign change -> names(change.target(), bound);
            case Expr.NamedExpr named -> names(named.target(), bound);
            default -> {}
          }
        });
    boolean[] changes = {seed.arguments().size() != 1};
    seed.arguments()
        .forEach(
            argument ->
                Tree.walk(
                    argument,
                    node -> {
                      changes[0] |= node instanceof Expr.Call;
                      changes[0] |= node instanceof Expr.Name n && bound.contains(n.name());
                      changes[0] |= node instanceof Expr.Attribute;
                    }));
    return changes[0];
  }

  private static void names(Node target, Set<String> to) {
    Tree.walk(
        target,
        node -> {
          if (node instanceof Expr.Name name) {
            to.add(name.name());
          }
        });
  }

  // --- seeds that are none

  private static Optional<SeedUse> fromClock(Seed seed, SourceModule module) {
    boolean[] tellsTime = {false};
    seed.call
        .arguments()
        .forEach(
            argument ->
                Tree.walk(
                    argument,
                    node ->
                        tellsTime[0] |=
                            node instanceof Expr value
                                && CodeCalls.isCall(value, Randomness::tellsTime, module)));
    return tellsTime[0]
        ? Optional.of(use(Kind.FROM_CLOCK, seed, Optional.empty(), Optional.empty(), module))
        : Optional.empty();
  }

  private static void hashes(SourceModule module, List<SeedUse> found) {
    String text = module.file().text();
    if (!text.contains(Randomness.HASH_SEED) || Randomness.mayStartProgram(text)) {
      return;
    }
    module
        .tree()
        .walk(
            node -> {
              if (node instanceof Stmt.Assign assign
                  && assign.targets().getFirst() instanceof Expr.Subscript item
                  && item.index() instanceof Expr.StringLiteral key
                  && key.value().equals(Randomness.HASH_SEED)
                  && CodeCalls.library(item.value(), module)
                      .filter(Randomness::isEnvironment)
                      .isPresent()) {
                found.add(
                    new SeedUse(
                        Kind.HASHES,
                        Randomness.HASH_SEED,
                        place(assign, module),
                        "hashes",
                        Optional.empty(),
                        Optional.empty()));
              }
            });
  }
}
