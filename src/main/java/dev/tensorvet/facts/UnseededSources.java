package dev.tensorvet.facts;

import dev.tensorvet.facts.SeedUse.Kind;
import dev.tensorvet.facts.SeedUses.Draw;
import dev.tensorvet.facts.SeedUses.Seed;
import dev.tensorvet.framework.Randomness;
import dev.tensorvet.framework.Randomness.Source;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
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
  private static final int MOST_FILES = 100;

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
    List<SeedUse> found = new ArrayList<>();
    for (Source source : EnumSet.of(Source.NUMPY, Source.PYTHON)) {
      Optional<Draw> drawn =
          seeds.stream().anyMatch(seed -> seed.source() == source)
              ? Optional.empty()
              : draws.stream()
                  .filter(draw -> draw.source() == source && matters(draw, first.get()))
                  .findFirst();
      if (drawn.isPresent() && nothingSeeds(source)) {
        found.add(
            new SeedUse(
                Kind.OTHER_SOURCE,
                CodeCalls.text(first.get().call().callee(), module),
                CodeCalls.place(first.get().call(), module),
                source.title(),
                Optional.of(CodeCalls.place(drawn.get().call(), module)),
                remedy(first.get(), drawn.get())));
      }
    }
    return found;
  }

  /**
   * Whether a number is drawn by the program itself: what draws in classes and their helpers mostly
   * runs in the workers of a loader, whose generators the loader seeds.
   */
  private boolean matters(Draw draw, Seed seed) {
    Optional<Node> scope = module.tree().enclosingScope(draw.call());
    boolean isOfProgram =
        scope.isEmpty()
            || scope.equals(module.tree().enclosingScope(seed.call()))
            || (scope.get() instanceof Stmt.FunctionDef function
                && MAIN.matcher(function.name()).matches()
                && module.tree().enclosingScope(function).isEmpty());
    return isOfProgram
        && module
            .tree()
            .statement(draw.call())
            .filter(statement -> !isAside(statement))
            .isPresent();
  }

  private boolean isAside(Stmt statement) {
    return switch (statement) {
      case Stmt.Assign assign -> ASIDE.matcher(CodeCalls.text(assign, module)).matches();
      case Stmt.ExprStmt expression -> ASIDE.matcher(CodeCalls.text(expression, module)).matches();
      default -> false;
    };
  }

  /** Whether no file of the program seeds a generator, or calls what may. */
  private boolean nothingSeeds(Source source) {
    Set<SourceModule> seen = new LinkedHashSet<>(Set.of(module));
    Deque<SourceModule> open = new ArrayDeque<>(seen);
    while (!open.isEmpty() && seen.size() <= MOST_FILES) {
      SourceModule next = open.pop();
      if (Randomness.mayNameSeed(next.file().text()) && maySeed(source, next)) {
        return false;
      }
      for (SourceModule imported : next.imports()) {
        if (seen.add(imported)) {
          open.add(imported);
        }
      }
    }
    return open.isEmpty();
  }

  private static boolean maySeed(Source source, SourceModule module) {
    return module
        .tree()
        .holds(
            node ->
                node instanceof Expr.Call call
                    && Randomness.mayNameSeed(CodeCalls.name(call))
                    && !isOfAnother(call, source, module));
  }

  /** Whether a call surely seeds another generator, or is followed by itself. */
  private static boolean isOfAnother(Expr.Call call, Source source, SourceModule module) {
    Optional<String> library = CodeCalls.library(call.callee(), module);
    return library.flatMap(Randomness::seeded).filter(seeded -> seeded != source).isPresent()
        || library.filter(Randomness::seedsCard).isPresent()
        || Randomness.seedsTensors(CodeCalls.name(call))
        || module.resolve(call.callee()) instanceof FunctionEntity;
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
