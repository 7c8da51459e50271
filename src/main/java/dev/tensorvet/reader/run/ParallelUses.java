package dev.tensorvet.reader.run;

import dev.tensorvet.facts.ParallelUse;
import dev.tensorvet.facts.ParallelUse.Kind;
import dev.tensorvet.facts.Site;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.flow.Constant;
import dev.tensorvet.flow.EventGraph.Decision;
import dev.tensorvet.flow.EventGraph.Edge;
import dev.tensorvet.flow.EventGraph.Loop;
import dev.tensorvet.framework.Role;
import dev.tensorvet.framework.Wrapper;
import dev.tensorvet.tensor.Proof;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds what a run does with several processes or devices. */
final class ParallelUses implements RunReader<ParallelUse> {

  @Override
  public Class<ParallelUse> kind() {
    return ParallelUse.class;
  }

  @Override
  public List<ParallelUse> read(FinishedRun run) {
    List<ParallelUse> found = new ArrayList<>();
    if (run.events(Event.Surrounding.class).findAny().isPresent()) {
      wraps(run, found);
      bypasses(run, found);
      saves(run, found);
      waits(run, found);
    }
    return found;
  }

  private static ParallelUse use(
      Kind kind, Site site, Optional<Site> other, boolean isProven, FinishedRun run) {
    return new ParallelUse(
        run.file(), kind, site, other, isProven ? run.certainty() : Certainty.LIKELY);
  }

  private static Event.Wrap wrap(int node, FinishedRun run) {
    return (Event.Wrap) run.event(node);
  }

  // --- what is wrapped when

  private static void wraps(FinishedRun run, List<ParallelUse> found) {
    List<Trained> trained =
        run.events(Event.Backward.class).findAny().isEmpty()
            ? List.of()
            : run.trained(run.steppingOptimizers()).stream()
                // Of what an optimizer trains, one module stands for the rest out of sight.
                .map(by -> by.modules().isEmpty() ? by : new Trained(by.modules(), true))
                .toList();
    List<Integer> wraps = run.nodes(Event.Wrap.class);
    List<Term> copied = new ArrayList<>();
    for (int node : wraps) {
      Event.Wrap wrap = wrap(node, run);
      switch (wrap.wrapper()) {
        case DATA_PARALLEL -> {
          if (trained.stream().anyMatch(by -> run.training().covers(wrap.object(), by) != Proof.NO)
              && !onlyEvaluates(wrap, run)
              && !isLeftToOther(node, run)
              && copied.stream()
                  .noneMatch(told -> run.relations().same(told, wrap.object()) == Proof.YES)) {
            // An evaluation that wraps the model again asks for no remedy of its own.
            copied.add(wrap.object());
            found.add(use(Kind.TRAINS_COPIES, wrap.site(), Optional.empty(), true, run));
          }
        }
        case SHARDED ->
            optimizerBefore(node, run)
                .ifPresent(
                    optimizer ->
                        found.add(
                            use(
                                Kind.SHARDS_AFTER_OPTIMIZER,
                                wrap.site(),
                                Optional.of(optimizer),
                                true,
                                run)));
        case SYNCHRONISED_NORM ->
            wraps.stream()
                .filter(earlier -> earlier < node && !run.graph().excludes(earlier, node))
                .filter(earlier -> wrap(earlier, run).wrapper() == Wrapper.DISTRIBUTED)
                .filter(
                    earlier ->
                        run.relations().same(wrap(earlier, run).object(), wrap.object())
                            == Proof.YES)
                .findFirst()
                .ifPresent(
                    earlier ->
                        found.add(
                            use(
                                Kind.EXCHANGES_NORM_AFTER_WRAP,
                                wrap.site(),
                                Optional.of(wrap(earlier, run).site()),
                                false,
                                run)));
        case DISTRIBUTED ->
            new UnmovedWraps(run)
                .find(node)
                .ifPresent(
                    unmoved ->
                        found.add(
                            use(
                                unmoved.kind(),
                                wrap.site(),
                                unmoved.moved(),
                                unmoved.isProven(),
                                run)));
      }
    }
  }

  /**
   * What another file does when a setting asks for it is not the choice of this one; that there are
   * several devices is no setting.
   */
  private static boolean isLeftToOther(int node, FinishedRun run) {
    Set<Decision> guards = Set.copyOf(run.graph().guards(node));
    return run.event(node).site().place().file() != run.file()
        && !guards.isEmpty()
        && guards.stream()
            .map(guard -> run.run().control().question(guard.condition()))
            .noneMatch(question -> run.relations().comesFrom(question, t -> asksMachine(t, run)));
  }

  private static boolean asksMachine(Term term, FinishedRun run) {
    return term instanceof Term.Made made
        && run.objects().libraryName(made.callee()).filter(Wrapper::asksMachine).isPresent();
  }

  /** Whether the wrapper computes, and never with a graph: what it holds is trained past it. */
  private static boolean onlyEvaluates(Event.Wrap wrap, FinishedRun run) {
    List<Event.Forward> forwards =
        run.events(Event.Forward.class)
            .filter(forward -> run.relations().same(forward.module(), wrap.object()) == Proof.YES)
            .toList();
    return !forwards.isEmpty() && forwards.stream().noneMatch(Event.Forward::buildsGraph);
  }

  /** The optimizer that took the parameters of a module before it was sharded, and is kept. */
  private static Optional<Site> optimizerBefore(int node, FinishedRun run) {
    Event.Wrap wrap = wrap(node, run);
    if (wrap.keepsParameters()) {
      return Optional.empty();
    }
    List<Integer> optimizers =
        run.nodes(Event.Made.class).stream()
            .filter(
                n ->
                    run.event(n) instanceof Event.Made made
                        && run.objects().is(made.object(), Role.OPTIMIZER)
                        && run.training().covers(wrap.object(), run.training().of(made.object()))
                            == Proof.YES)
            .toList();
    boolean isRenewed = optimizers.stream().anyMatch(n -> n > node);
    return isRenewed
        ? Optional.empty()
        : optimizers.stream()
            .filter(n -> n < node && !run.graph().excludes(n, node))
            .map(n -> run.event(n).site())
            .findFirst();
  }

  // --- computations past the wrapper

  private static void bypasses(FinishedRun run, List<ParallelUse> found) {
    List<Term> wrapped = distributed(run);
    if (wrapped.isEmpty()) {
      return;
    }
    List<Integer> forwards = run.nodes(Event.Forward.class);
    if (forwards.stream().noneMatch(node -> isInner(run.event(node).site()))) {
      return;
    }
    Set<Term> learntFrom = run.learntFrom();
    for (int node : forwards) {
      Event.Forward forward = (Event.Forward) run.event(node);
      boolean isPast =
          isInner(forward.site())
              && forward.buildsGraph()
              && learntFrom.contains(forward.result())
              && wrapped.stream()
                  .anyMatch(w -> run.relations().same(w, forward.module()) == Proof.YES);
      Optional<Loop> loop = run.graph().loopsAround(node).stream().findFirst();
      if (isPast
          && loop.isPresent()
          && !passesWrapper(forward.module(), loop.get(), forwards, run)) {
        found.add(use(Kind.BYPASSES_WRAPPER, forward.site(), Optional.empty(), true, run));
      }
    }
  }

  private static boolean isInner(Site call) {
    return call.callee().filter(callee -> callee.endsWith(".module")).isPresent();
  }

  /** Whether the wrapper itself computes in a turn of the loop too. */
  private static boolean passesWrapper(
      Term module, Loop loop, List<Integer> forwards, FinishedRun run) {
    return forwards.stream()
        .filter(loop::contains)
        .map(n -> (Event.Forward) run.event(n))
        .anyMatch(f -> !isInner(f.site()) && run.relations().same(f.module(), module) != Proof.NO);
  }

  private static List<Term> distributed(FinishedRun run) {
    return run.events(Event.Wrap.class)
        .filter(wrap -> wrap.wrapper() == Wrapper.DISTRIBUTED)
        .map(Event.Wrap::object)
        .toList();
  }

  // --- what some processes do, and others not

  private static void saves(FinishedRun run, List<ParallelUse> found) {
    List<Term> wrapped = distributed(run);
    if (wrapped.isEmpty()) {
      return;
    }
    List<Integer> saves =
        run.nodes(Event.Save.class).stream()
            .filter(node -> isOfAll((Event.Save) run.event(node), wrapped, run))
            .toList();
    BitSet reached = saves.isEmpty() ? new BitSet() : reachedByAll(run);
    saves.stream()
        .filter(reached::get)
        .forEach(
            node ->
                found.add(
                    use(Kind.SAVES_IN_ALL, run.event(node).site(), Optional.empty(), false, run)));
  }

  /** Whether a model that all processes have is saved to a file of one name. */
  private static boolean isOfAll(Event.Save save, List<Term> wrapped, FinishedRun run) {
    Relations relations = run.relations();
    return save.given().stream()
            .anyMatch(
                given ->
                    relations.comesFrom(
                        given,
                        t -> wrapped.stream().anyMatch(w -> relations.same(t, w) == Proof.YES)))
        && save.given().stream()
            .skip(1)
            .noneMatch(
                given -> relations.comesFrom(given, t -> Ranks.mayTellProcesses(t, run.objects())));
  }

  /** The nodes that can be reached with no question that may tell the processes apart. */
  private static BitSet reachedByAll(FinishedRun run) {
    BitSet telling = new BitSet();
    Set<Term> ruledOut = new HashSet<>();
    for (int condition = 0; condition < run.graph().conditions(); condition++) {
      Term question = run.run().control().question(condition);
      telling.set(
          condition,
          run.relations()
              .comesFrom(question, t -> Ranks.mayTellProcesses(t, run.objects()), ruledOut));
    }
    BitSet reached = new BitSet();
    Deque<Integer> open = new ArrayDeque<>(List.of(0));
    reached.set(0);
    while (!open.isEmpty()) {
      for (Edge edge : run.graph().out(open.pop())) {
        boolean isTold = edge.decision().filter(d -> telling.get(d.condition())).isPresent();
        if (!isTold && !reached.get(edge.to())) {
          reached.set(edge.to());
          open.add(edge.to());
        }
      }
    }
    return reached;
  }

  private static void waits(FinishedRun run, List<ParallelUse> found) {
    Set<Decision> among = new HashSet<>();
    List<Site> alone = new ArrayList<>();
    for (int node : run.nodes(Event.Collective.class)) {
      Event.Collective collective = (Event.Collective) run.event(node);
      List<Decision> ranks =
          run.graph().guards(node).stream().filter(d -> asksRank(d.condition(), run)).toList();
      among.addAll(ranks);
      boolean isOfFirst = ranks.stream().anyMatch(d -> isFirst(d, run));
      if (isOfFirst && !collective.isAmongSome()) {
        alone.add(collective.site());
      }
    }
    // The others may wait elsewhere, under a question of their own.
    if (among.size() == 1) {
      alone.forEach(site -> found.add(use(Kind.WAITS_ALONE, site, Optional.empty(), false, run)));
    }
  }

  private static boolean asksRank(int condition, FinishedRun run) {
    return run.relations()
        .comesFrom(run.run().control().question(condition), t -> Ranks.isRank(t, run.objects()));
  }

  /** Whether only the first process goes where a question has this answer. */
  private static boolean isFirst(Decision decision, FinishedRun run) {
    return decision.value() && isFirst(run.run().control().question(decision.condition()), run);
  }

  private static boolean isFirst(Term question, FinishedRun run) {
    return question instanceof Term.Computed computed
        && computed.operator().equals("==")
        && computed.operands().stream().anyMatch(ParallelUses::isZero)
        && computed.operands().stream().anyMatch(o -> Ranks.isRank(o, run.objects()));
  }

  private static boolean isZero(Term term) {
    return term instanceof Term.Written written
        && written.value() instanceof Constant.Number number
        && number.value() == 0;
  }
}
