package dev.tensorvet.reader.code;

import dev.tensorvet.facts.SeedUse;
import dev.tensorvet.facts.SeedUse.Kind;
import dev.tensorvet.framework.DataLoading;
import dev.tensorvet.framework.Randomness;
import dev.tensorvet.framework.Randomness.Source;
import dev.tensorvet.reader.code.SeedUses.Draw;
import dev.tensorvet.reader.code.SeedUses.Seed;
import dev.tensorvet.reader.query.CodeCalls;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Generators that a program draws from and nothing seeds, though it seeds others. */
final class UnseededSources {

  /** A program of more files than this is not read through. */
  private static final int MOST_FILES = 400;

  /** What is drawn for such a thing has no part in the training. */
  private static final Pattern ASIDE =
      Pattern.compile("(?i).*(port|seed|name|uuid|_id\\b|suffix|sleep|print).*", Pattern.DOTALL);

  private static final Pattern MAIN = Pattern.compile("_?(main|train|run)(_.*)?");

  private final SourceModule module;

  UnseededSources(SourceModule module) {
    this.module = module;
  }

  /** The first number of each kind that is drawn though nothing seeds its generator. */
  List<SeedUse> of(List<Seed> seeds, List<Draw> draws) {
    Optional<Seed> first = seeds.stream().filter(seed -> seed.source() == Source.TORCH).findFirst();
    if (first.isEmpty()) {
      return List.of();
    }
    Seed seed = first.get();
    boolean isProgram = isProgram(module.tree().enclosingScope(seed.call()));
    List<Draw> own = draws.stream().filter(draw -> matters(draw, seed)).toList();
    List<SourceModule> program = isProgram || !own.isEmpty() ? program() : List.of();
    List<SeedUse> found = new ArrayList<>();
    for (Source source : EnumSet.of(Source.NUMPY, Source.PYTHON)) {
      Optional<SeedUse> use =
          own.stream()
              .filter(draw -> draw.source() == source)
              .findFirst()
              .map(draw -> use(seed, draw, module, remedy(seed, draw)))
              .or(() -> isProgram ? ofDatasets(seed, source, program) : Optional.empty());
      if (use.isPresent()
          && seeds.stream().noneMatch(other -> other.source() == source)
          && nothingSeeds(source, program)) {
        found.add(use.get());
      }
    }
    return found;
  }

  private SeedUse use(Seed seed, Draw draw, SourceModule drawing, Optional<String> remedy) {
    return new SeedUse(
        Kind.OTHER_SOURCE,
        CodeCalls.text(seed.call().callee(), module),
        CodeCalls.place(seed.call(), module),
        draw.source().title(),
        Optional.of(CodeCalls.place(draw.call(), drawing)),
        remedy);
  }

  // --- datasets

  /**
   * What the constructor of a dataset draws, as the order of its samples: that runs in the process
   * of the program, and not in the workers that a loader seeds.
   */
  private Optional<SeedUse> ofDatasets(Seed seed, Source source, List<SourceModule> program) {
    for (SourceModule file : program) {
      if (DataLoading.mayDefineDataset(file.file().text())) {
        Optional<Draw> drawn =
            file.classes().stream()
                .filter(DataLoading::isDataset)
                .flatMap(type -> type.ownMethod("__init__").stream())
                .flatMap(init -> draws(init, source).stream())
                .findFirst();
        if (drawn.isPresent()) {
          return Optional.of(use(seed, drawn.get(), file, Optional.empty()));
        }
      }
    }
    return Optional.empty();
  }

  /** What a function draws, but under a context that seeds. */
  private static List<Draw> draws(FunctionEntity function, Source source) {
    List<Draw> draws = new ArrayList<>();
    Tree.walkWhere(
        function.node(),
        node -> {
          if (node instanceof Expr.Call call
              && CodeCalls.library(call.callee(), function.module())
                  .flatMap(Randomness::drawn)
                  .filter(source::equals)
                  .isPresent()) {
            draws.add(new Draw(call, source));
          }
          return !(node instanceof Stmt.With context
              && context.items().stream()
                  .anyMatch(
                      item ->
                          Randomness.mayNameSeed(
                              CodeCalls.text(item.context(), function.module()))));
        });
    return draws;
  }

  /**
   * Whether a number is drawn by the program itself: what draws in classes and their helpers mostly
   * runs in the workers of a loader, whose generators the loader seeds.
   */
  private boolean matters(Draw draw, Seed seed) {
    Optional<Node> scope = module.tree().enclosingScope(draw.call());
    return (isProgram(scope) || scope.equals(module.tree().enclosingScope(seed.call())))
        && module
            .tree()
            .statement(draw.call())
            .filter(statement -> !isAside(statement))
            .isPresent();
  }

  /** Whether a scope is the script's own, or that of a function which begins one. */
  private boolean isProgram(Optional<Node> scope) {
    return scope.isEmpty()
        || (scope.get() instanceof Stmt.FunctionDef function
            && MAIN.matcher(function.name()).matches()
            && module.tree().enclosingScope(function).isEmpty());
  }

  private boolean isAside(Stmt statement) {
    return switch (statement) {
      case Stmt.Assign assign -> ASIDE.matcher(CodeCalls.text(assign, module)).matches();
      case Stmt.ExprStmt expression -> ASIDE.matcher(CodeCalls.text(expression, module)).matches();
      default -> false;
    };
  }

  /** The files that the program is made of; none where there are too many. */
  private List<SourceModule> program() {
    Set<SourceModule> seen = new LinkedHashSet<>(Set.of(module));
    Deque<SourceModule> open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      for (SourceModule imported : open.pop().imports()) {
        if (seen.add(imported)) {
          open.add(imported);
        }
      }
      if (seen.size() > MOST_FILES) {
        return List.of();
      }
    }
    return List.copyOf(seen);
  }

  /** Whether no file of the program seeds a generator, or calls what may. */
  private static boolean nothingSeeds(Source source, List<SourceModule> program) {
    return !program.isEmpty()
        && program.stream()
            .noneMatch(file -> Randomness.mayNameSeed(file.file().text()) && maySeed(source, file));
  }

  private static boolean maySeed(Source source, SourceModule module) {
    return module
        .tree()
        .holds(
            node ->
                node instanceof Expr.Call call
                    && Randomness.mayNameSeed(CodeCalls.name(call))
                    && !isOfAnother(call, source, module)
                    && !isForAWhile(call, module));
  }

  /** Whether the function that seeds gives the generator its state back. */
  private static boolean isForAWhile(Expr.Call call, SourceModule module) {
    return module
        .tree()
        .enclosingScope(call)
        .filter(scope -> scope instanceof Stmt.FunctionDef)
        .filter(function -> Randomness.mayRestore(module.file().text(function.span())))
        .isPresent();
  }

  /** Whether a call surely seeds another generator, or is followed by itself. */
  private static boolean isOfAnother(Expr.Call call, Source source, SourceModule module) {
    Optional<String> library = CodeCalls.library(call.callee(), module);
    return library.flatMap(Randomness::seeded).filter(seeded -> seeded != source).isPresent()
        || library.filter(Randomness::seedsCard).isPresent()
        || Randomness.seedsTensors(CodeCalls.name(call))
        || module.resolve(call.callee()) instanceof FunctionEntity
        || (call.callee() instanceof Expr.Attribute method
            && CodeCalls.text(method.value(), module).equals("self")
            && module.classes().stream().anyMatch(t -> t.ownMethod(method.name()).isPresent()));
  }

  private Optional<String> remedy(Seed seed, Draw draw) {
    boolean isStatement =
        module.tree().parent(seed.call()).orElse(seed.call()) instanceof Stmt.ExprStmt
            && seed.call().arguments().size() == 1
            && seed.call().keywords().isEmpty();
    return isStatement && draw.call().callee() instanceof Expr.Attribute member
        ? Optional.of(
            CodeCalls.text(member.value(), module)
                + ".seed("
                + CodeCalls.text(seed.call().arguments().getFirst(), module)
                + ")")
        : Optional.empty();
  }
}
