package dev.tensorvet.reader.code;

import dev.tensorvet.facts.SeedUse;
import dev.tensorvet.facts.SeedUse.Kind;
import dev.tensorvet.framework.Layers;
import dev.tensorvet.framework.Randomness;
import dev.tensorvet.framework.Randomness.Source;
import dev.tensorvet.framework.TrainingMethod;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.CodeReader;
import dev.tensorvet.reader.query.LastValues;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds how a file's code makes random numbers repeatable. */
final class SeedUses implements CodeReader<SeedUse> {

  @Override
  public Class<SeedUse> kind() {
    return SeedUse.class;
  }

  @Override
  public List<SeedUse> read(SourceModule module) {
    String text = module.file().text();
    if (module.isTest()) {
      return List.of();
    }
    List<SeedUse> demands = new ArrayList<>();
    if (Randomness.mayDemand(text)) {
      demands(module, demands);
    }
    if (!Randomness.mayNameSeed(text)) {
      return demands;
    }
    List<Seed> seeds = new ArrayList<>();
    List<Draw> draws = new ArrayList<>();
    CodeCalls.each(
        module,
        (call, name) -> {
          Randomness.seeded(name).ifPresent(source -> seeds.add(new Seed(call, source)));
          Randomness.drawn(name).ifPresent(source -> draws.add(new Draw(call, source)));
        });
    List<SeedUse> found = new ArrayList<>(demands);
    found.addAll(new UnseededSources(module).of(seeds, draws));
    for (Seed seed : seeds) {
      afterModel(seed, module).ifPresent(found::add);
      eachTurn(seed, module).ifPresent(found::add);
      fromClock(seed, module).ifPresent(found::add);
    }
    hashes(module, found);
    found.sort((a, b) -> a.place().span().compareTo(b.place().span()));
    return found;
  }

  /** A call that seeds a generator. */
  record Seed(Expr.Call call, Source source) {}

  /** A call that draws from one. */
  record Draw(Expr.Call call, Source source) {}

  private static SeedUse use(
      Kind kind, Seed seed, Optional<Node> other, Optional<String> remedy, SourceModule module) {
    return new SeedUse(
        kind,
        CodeCalls.text(seed.call.callee(), module),
        CodeCalls.place(seed.call, module),
        seed.source.title(),
        other.map(node -> CodeCalls.place(node, module)),
        remedy);
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
    Optional<Stmt> model =
        before.stream()
            .filter(s -> makesModel(s, module) && isUsedAfter(s, before, here, module))
            .findFirst();
    return model.isPresent()
            && isFirstSeed(seed, model.get(), module)
            && before.stream().noneMatch(s -> seedsToo(s, seed, module) || maySeedOrLoad(s, module))
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

  /** Whether code behind a seed has to do with what an assignment before it made. */
  private static boolean isUsedAfter(
      Stmt making, List<Stmt> before, Stmt seed, SourceModule module) {
    return making instanceof Stmt.Assign assign
        && (!(assign.targets().getFirst() instanceof Expr.Name made)
            || isUsedAfter(made.name(), values(made.name(), assign, before), seed, module));
  }

  private static boolean isUsedAfter(
      String made, Set<Integer> values, Stmt seed, SourceModule module) {
    return module
        .tree()
        .holds(
            node ->
                node instanceof Expr.Name name
                    && name.start() > seed.end()
                    && name.name().equals(made)
                    && LastValues.of(name, module)
                        .filter(value -> values.contains(value.id()))
                        .isPresent());
  }

  /** What makes a model, and what makes it anew of itself: {@code net = net.to(device)}. */
  private static Set<Integer> values(String made, Stmt.Assign making, List<Stmt> before) {
    Set<Integer> values = new HashSet<>();
    for (Stmt each : before) {
      if (each instanceof Stmt.Assign assign
          && (each == making
              || (isNamed(assign.targets().getFirst(), made)
                  && Tree.holds(assign.value(), node -> isNamed(node, made))))) {
        values.add(assign.value().id());
      }
    }
    return values;
  }

  private static boolean isNamed(Node node, String name) {
    return node instanceof Expr.Name read && read.name().equals(name);
  }

  /** Several seeds are for what stands behind each. */
  private static boolean seedsToo(Stmt statement, Seed seed, SourceModule module) {
    return statement instanceof Stmt.ExprStmt line
        && line.value() instanceof Expr.Call call
        && CodeCalls.text(call.callee(), module).equals(CodeCalls.text(seed.call.callee(), module));
  }

  /** Whether all that may seed stands behind the model, in the same function. */
  private static boolean isFirstSeed(Seed seed, Stmt model, SourceModule module) {
    Optional<Node> scope = module.tree().enclosingScope(seed.call);
    return !module
        .tree()
        .holds(
            node ->
                node instanceof Expr.Call call
                    && Randomness.mayNameSeed(CodeCalls.name(call))
                    && (call.start() <= model.end()
                        || !module.tree().enclosingScope(call).equals(scope)));
  }

  /** Whether a statement calls code of the project that may seed, or gives a model its state. */
  private static boolean maySeedOrLoad(Stmt statement, SourceModule module) {
    return Tree.holds(
        statement,
        node ->
            node instanceof Expr.Call call
                && (TrainingMethod.LOAD_STATE.isNamed(CodeCalls.name(call))
                    || (module.resolve(call.callee()) instanceof FunctionEntity function
                        && Randomness.mayNameSeed(
                            function.module().file().text(function.node().span())))));
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
            && CodeCalls.passesBack(loop.get(), tree)
            && !changes(seed.call, loop.get())
            && !Randomness.mayRestore(module.file().text())
        ? Optional.of(use(Kind.EACH_TURN, seed, Optional.empty(), Optional.empty(), module))
        : Optional.empty();
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
    return seed.arguments().size() != 1
        || Tree.holds(
            seed.arguments().getFirst(),
            node ->
                node instanceof Expr.Call
                    || node instanceof Expr.Attribute
                    || (node instanceof Expr.Name n && bound.contains(n.name())));
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
    boolean tellsTime =
        seed.call.arguments().stream()
            .anyMatch(
                argument ->
                    Tree.holds(
                        argument,
                        node ->
                            node instanceof Expr value
                                && CodeCalls.isCall(value, Randomness::tellsTime, module)));
    return tellsTime
        ? Optional.of(use(Kind.FROM_CLOCK, seed, Optional.empty(), Optional.empty(), module))
        : Optional.empty();
  }

  private static void demands(SourceModule module, List<SeedUse> found) {
    CodeCalls.each(
        module,
        (call, name) -> {
          boolean isDemand =
              Randomness.demandsDeterminism(name)
                  && call.keywords().isEmpty()
                  && call.arguments().size() == 1
                  && CodeCalls.is(Optional.of(call.arguments().getFirst()), true);
          if (isDemand) {
            found.add(
                new SeedUse(
                    Kind.LIBRARY_NOT_TOLD,
                    CodeCalls.text(call.callee(), module),
                    CodeCalls.place(call, module),
                    "cuBLAS",
                    Optional.empty(),
                    Optional.empty()));
          }
        });
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
                        CodeCalls.place(assign, module),
                        "hashes",
                        Optional.empty(),
                        Optional.empty()));
              }
            });
  }
}
