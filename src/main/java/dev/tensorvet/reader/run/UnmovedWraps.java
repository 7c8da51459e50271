package dev.tensorvet.reader.run;

import dev.tensorvet.facts.ParallelUse.Kind;
import dev.tensorvet.facts.Site;
import dev.tensorvet.framework.Devices;
import dev.tensorvet.framework.Processes;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.ProcessGroups;
import dev.tensorvet.reader.run.Inventory.Move;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.Entity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.semantic.Vocabulary;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Tree;
import dev.tensorvet.tensor.Proof;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the modules that {@code DistributedDataParallel} refuses: they are still on the CPU, and it
 * is told their device, or the processes exchange what is on graphics cards alone.
 */
final class UnmovedWraps {

  /** What code names that makes modules elsewhere, moves them out of sight, or swaps parameters. */
  private static final Set<String> MOVERS =
      Set.of("set_default_", "accelerator", "fabric", "empty_weights", "assign");

  /** What code names that may itself be elsewhere than on the CPU. */
  private static final Set<String> PLACES = Set.of("cuda", "device", "xpu", "hpu", "npu");

  private final FinishedRun run;

  UnmovedWraps(FinishedRun run) {
    this.run = run;
  }

  /**
   * A module that is on the CPU when it is wrapped.
   *
   * @param kind what is wrong with that
   * @param moved where it is moved too late
   * @param isProven whether the file itself says what the processes exchange, if that matters
   */
  record Unmoved(Kind kind, Optional<Site> moved, boolean isProven) {}

  Optional<Unmoved> find(int node) {
    Event.Wrap wrap = (Event.Wrap) run.event(node);
    if (!(run.relations().settled(wrap.object()) instanceof Term.Made made)
        || !run.objects().isModule(made)
        || !run.objects().isConstructed(made)) {
      return Optional.empty();
    }
    List<Move> moves =
        run.run().inventory().moves().stream()
            .filter(move -> mayBe(move.target(), wrap.object()))
            .toList();
    boolean isTooLate = moves.stream().allMatch(move -> move.site().comesAfter(wrap.site()));
    return isTooLate && !isGivenAway(node, wrap.object()) && isMadeOnCpu(made)
        ? kind(wrap).map(kind -> unmoved(kind, moves))
        : Optional.empty();
  }

  private Unmoved unmoved(Kind kind, List<Move> moves) {
    return new Unmoved(
        kind,
        moves.stream().map(Move::site).findFirst(),
        kind == Kind.WRAPS_BEFORE_MOVE || ProcessGroups.areJoinedBy(run.module()));
  }

  /** What is wrong with wrapping a module that is on the CPU; empty if nothing may be. */
  private Optional<Kind> kind(Event.Wrap wrap) {
    if (wrap.devices().isPresent()) {
      return wrap.devices().get() instanceof Term.Group group && !group.elements().isEmpty()
          ? Optional.of(Kind.WRAPS_BEFORE_MOVE)
          : Optional.empty();
    }
    return ProcessGroups.backend(run.module()).filter(Processes::isForCards).isPresent()
        ? Optional.of(Kind.WRAPS_ON_CPU)
        : Optional.empty();
  }

  /** Whether a value may be a module, a part of it, or something that it is a part of. */
  private boolean mayBe(Term value, Term module) {
    return run.relations().same(value, module) != Proof.NO
        || run.relations().comesFrom(value, module::equals)
        || run.relations().comesFrom(module, value::equals)
        || run.relations().holds(value, module)
        || run.relations().holds(module, value);
  }

  /** Whether other code has had the module, and may have moved it. */
  private boolean isGivenAway(int wrapped, Term module) {
    for (int node : run.graph().eventNodes().takeWhile(n -> n < wrapped).toArray()) {
      List<Term> given =
          switch (run.event(node)) {
            case Event.Opaque opaque -> {
              List<Term> all = new ArrayList<>(opaque.given());
              opaque.receiver().ifPresent(all::add);
              yield all;
            }
            case Event.Forward forward -> forward.inputs();
            case Event.Prepare prepare -> prepare.objects();
            default -> List.of();
          };
      if (given.stream().anyMatch(each -> mayBe(each, module))) {
        return true;
      }
    }
    return false;
  }

  // --- where it is made

  private boolean isMadeOnCpu(Term.Made made) {
    return made.arguments().stream().noneMatch(this::mayBePlace)
        && made.keywords().keySet().stream()
            .noneMatch(name -> name.startsWith("*") || holdsPlace(name))
        && run.objects().classOf(made).map(type -> isPlain(type, new HashSet<>())).orElse(true)
        && !run.run().vocabulary(run.module()).mayName(MOVERS)
        && !run.module().tree().holds(this::makesElsewhere);
  }

  private boolean mayBePlace(Term argument) {
    return run.relations()
        .comesFrom(
            argument,
            term ->
                switch (term) {
                  case Term.Named(LibraryEntity library) -> holdsPlace(library.qualifiedName());
                  case Term.Input input -> holdsPlace(input.name());
                  case Term.Outer outer -> holdsPlace(outer.name());
                  case Term.Member member -> holdsPlace(member.name());
                  default -> false;
                });
  }

  private static boolean holdsPlace(String name) {
    return PLACES.stream().anyMatch(name::contains);
  }

  /** Whether modules are made on a device, or moved by what is applied to each of them. */
  private boolean makesElsewhere(Node node) {
    return CodeCalls.mayEnterDevice(node, run.module())
        || (node instanceof Expr.Lambda function && Tree.holds(function, UnmovedWraps::isMove));
  }

  /** Whether the code that makes an object, and those that it is made of, speaks of no device. */
  private static boolean isPlain(ClassEntity type, Set<Entity> seen) {
    return type.mro().isComplete()
        && type.mro().linear().stream()
            .allMatch(
                above ->
                    !(above instanceof ClassEntity own)
                        || !seen.add(own)
                        || isPlain(own.node(), own.module(), seen));
  }

  private static boolean isPlain(Node code, SourceModule module, Set<Entity> seen) {
    return !new Vocabulary(Vocabulary.words(code), true).mayName(PLACES)
        && !Tree.holds(
            code,
            node ->
                isMove(node)
                    || (node instanceof Expr.Call call
                        && !isPlain(module.resolve(call.callee()), seen)));
  }

  private static boolean isMove(Node node) {
    return node instanceof Expr.Call call
        && (Devices.onlyMoves(CodeCalls.name(call)) || CodeCalls.name(call).equals("to"));
  }

  private static boolean isPlain(Entity callee, Set<Entity> seen) {
    return switch (callee) {
      case ClassEntity type -> isPlain(type, seen);
      case FunctionEntity function ->
          !seen.add(function) || isPlain(function.node(), function.module(), seen);
      default -> true;
    };
  }
}
