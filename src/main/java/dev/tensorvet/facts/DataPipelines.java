package dev.tensorvet.facts;

import dev.tensorvet.facts.LoaderUse.Pass;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.flow.EventGraph.Loop;
import dev.tensorvet.framework.Role;
import dev.tensorvet.framework.Wrapper;
import dev.tensorvet.tensor.Proof;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the data loaders of a run, and what each is used for. */
final class DataPipelines implements RunReader<DataPipeline> {

  @Override
  public Class<DataPipeline> kind() {
    return DataPipeline.class;
  }

  @Override
  public List<DataPipeline> read(FinishedRun run) {
    Set<Term.Made> loaders = new LinkedHashSet<>();
    run.events(Event.Made.class)
        .map(Event.Made::object)
        .filter(made -> run.objects().is(made, Role.LOADER))
        .forEach(loaders::add);
    if (loaders.isEmpty()) {
      return List.of();
    }
    LoaderArguments arguments = new LoaderArguments(run);
    Set<Term> learntFrom = run.learntFrom();
    List<LoaderUse> uses =
        loaders.stream().map(loader -> use(loader, loaders, arguments, run, learntFrom)).toList();
    boolean isDistributed =
        run.nodes(Event.Wrap.class).stream()
            .filter(node -> run.graph().guards(node).isEmpty())
            .map(node -> ((Event.Wrap) run.event(node)).wrapper())
            .anyMatch(w -> w == Wrapper.DISTRIBUTED || w == Wrapper.SHARDED);
    boolean isReadWhole = run.module().parsed().problems().isEmpty();
    return List.of(
        new DataPipeline(
            run.file(),
            isReadWhole ? Certainty.PROVEN : Certainty.LIKELY,
            isDistributed,
            uses,
            unused(run, arguments)));
  }

  /** The transforms that the program makes and then does nothing with. */
  private static List<Site> unused(FinishedRun run, LoaderArguments arguments) {
    List<Term.Made> made = run.events(Event.Made.class).map(Event.Made::object).toList();
    Set<Term> given = new HashSet<>();
    run.events()
        .forEach(
            event -> {
              switch (event) {
                case Event.Made e -> given.addAll(e.object().arguments());
                case Event.Opaque e -> given.addAll(e.given());
                case Event.Forward e -> {
                  given.add(e.module());
                  given.addAll(e.inputs());
                }
                default -> {}
              }
            });
    return made.stream()
        .filter(arguments::isTransform)
        .filter(
            transform ->
                given.stream().noneMatch(g -> run.relations().gives(g, transform::equals))
                    && run.run().heap().holders(transform).isEmpty())
        .map(Term.Made::site)
        .toList();
  }

  private static LoaderUse use(
      Term.Made loader,
      Set<Term.Made> loaders,
      LoaderArguments arguments,
      FinishedRun run,
      Set<Term> learntFrom) {
    Optional<Term.Made> sampler = arguments.sampler(loader);
    List<Pass> passes = new ArrayList<>();
    for (int node : run.nodes(Event.Draw.class)) {
      Event.Draw draw = (Event.Draw) run.event(node);
      Set<Term.Made> sources = new LinkedHashSet<>();
      collect(draw.from(), sources, loaders, run, 0);
      boolean isDirect = !sources.isEmpty();
      if (!isDirect) {
        loaders.stream()
            .filter(each -> run.relations().comesFrom(draw.from(), each::equals))
            .forEach(sources::add);
      }
      if (sources.contains(loader) && (isDirect || sources.size() == 1)) {
        Pass pass = pass(node, draw, isDirect, loader, sampler, run, learntFrom);
        // What is made of a batch comes from the loader too.
        if (isDirect || pass.role() != DataRole.UNKNOWN) {
          passes.add(pass);
        }
      }
    }
    boolean isPrepared =
        run.events(Event.Prepare.class)
            .flatMap(prepare -> prepare.objects().stream())
            .anyMatch(object -> run.relations().gives(object, loader::equals));
    return new LoaderUse(
        name(loader, passes, run),
        loader.site(),
        arguments.flag(loader, 2, "shuffle"),
        arguments.flag(loader, 8, "drop_last"),
        arguments.sampling(loader),
        sampler.map(Term.Made::site),
        arguments.batchSize(loader),
        arguments.dataset(loader),
        passes,
        isPrepared,
        arguments.knowsProcess(loader));
  }

  /** The loaders that a term stands for. */
  private static void collect(
      Term term, Set<Term.Made> to, Set<Term.Made> loaders, FinishedRun run, int depth) {
    if (depth > 8) {
      return;
    }
    switch (term) {
      case Term.Made made -> {
        if (loaders.contains(made)) {
          to.add(made);
        }
      }
      case Term.Either either ->
          either.options().forEach(option -> collect(option, to, loaders, run, depth + 1));
      case Term.Carried carried ->
          run.run()
              .control()
              .values(carried)
              .forEach(value -> collect(value, to, loaders, run, depth + 1));
      default -> {}
    }
  }

  private static String name(Term.Made loader, List<Pass> passes, FinishedRun run) {
    return loader
        .site()
        .target(run.file())
        .or(() -> passes.stream().flatMap(pass -> plainName(pass.site())).findFirst())
        .orElse("the loader");
  }

  private static Stream<String> plainName(Site site) {
    String text = site.place().file().text(site.span());
    String name = text.replaceAll("^\\w+\\((.*)\\)$", "$1");
    return name.matches("[A-Za-z_][\\w.]*") ? Stream.of(name) : Stream.empty();
  }

  // --- what its batches are used for

  private static Pass pass(
      int node,
      Event.Draw draw,
      boolean isDirect,
      Term.Made loader,
      Optional<Term.Made> sampler,
      FinishedRun run,
      Set<Term> learntFrom) {
    List<Loop> loops = run.graph().loopsAround(node);
    DataRole role =
        loops.isEmpty() ? DataRole.UNKNOWN : role(loops.getFirst(), draw.batch(), run, learntFrom);
    // A loop over a loader is a pass of its own; the next one around it repeats it.
    Optional<Loop> again = draw.isPass() ? loops.stream().skip(1).findFirst() : Optional.empty();
    boolean isRepeated =
        again.isPresent()
            && isBefore(loader, again.get(), run)
            && sampler.filter(s -> !isBefore(s, again.get(), run)).isEmpty();
    return new Pass(
        draw.site(),
        role,
        isRepeated,
        again.map(loop -> isToldEpoch(loop, loader, sampler, run)).orElse(Proof.UNKNOWN),
        isDirect);
  }

  private static boolean isBefore(Term.Made made, Loop loop, FinishedRun run) {
    return made.serial() < run.run().firstSerial(Optional.of(loop));
  }

  private static DataRole role(Loop loop, Term batch, FinishedRun run, Set<Term> learntFrom) {
    boolean steps = run.nodes(Event.Step.class).stream().anyMatch(loop::contains);
    boolean fills = run.nodes(Event.Backward.class).stream().anyMatch(loop::contains);
    if (steps && fills) {
      return DataRole.TRAINING;
    }
    boolean evaluates =
        !steps
            && !fills
            && run.nodes(Event.Forward.class).stream()
                .filter(loop::contains)
                .map(n -> (Event.Forward) run.event(n))
                .filter(forward -> isEvaluation(forward, run, learntFrom))
                .anyMatch(forward -> isGiven(forward, batch, run));
    return evaluates ? DataRole.EVALUATION : DataRole.UNKNOWN;
  }

  /** Whether a model computes something that nothing learns from, in a program that trains. */
  private static boolean isEvaluation(
      Event.Forward forward, FinishedRun run, Set<Term> learntFrom) {
    return !forward.buildsGraph()
        || forward.code().filter(ModelTrace::isEvaluation).isPresent()
        || (!learntFrom.contains(forward.result())
            && run.events(Event.Forward.class)
                .anyMatch(
                    other ->
                        other.module().equals(forward.module())
                            && learntFrom.contains(other.result())));
  }

  private static boolean isGiven(Event.Forward forward, Term batch, FinishedRun run) {
    return forward.inputs().stream()
        .anyMatch(input -> run.relations().comesFrom(input, batch::equals));
  }

  private static Proof isToldEpoch(
      Loop loop, Term.Made loader, Optional<Term.Made> sampler, FinishedRun run) {
    Relations relations = run.relations();
    Proof isTold = Proof.NO;
    for (int node : run.graph().eventNodes().filter(loop::contains).toArray()) {
      switch (run.event(node)) {
        case Event.SetEpoch told -> {
          boolean isOther =
              sampler.isPresent()
                  && relations.same(told.sampler(), sampler.get()) == Proof.NO
                  && !relations.holds(loader, told.sampler());
          if (!isOther) {
            return Proof.YES;
          }
        }
        case Event.Opaque opaque -> {
          boolean isGiven =
              reaches(opaque.receiver().stream().toList(), loader, sampler, run)
                  || reaches(opaque.given(), loader, sampler, run);
          isTold = isGiven ? Proof.UNKNOWN : isTold;
        }
        default -> {}
      }
    }
    boolean isSetByHand =
        sampler.flatMap(s -> run.run().heap().lastRenewed(new Term.Member(s, "epoch"))).isPresent();
    return isSetByHand ? Proof.YES : isTold;
  }

  /** Whether code that is given these can get at the loader or its sampler. */
  private static boolean reaches(
      List<Term> terms, Term.Made loader, Optional<Term.Made> sampler, FinishedRun run) {
    return terms.stream()
        .anyMatch(
            term ->
                reaches(term, loader, run, 0)
                    || sampler.filter(s -> reaches(term, s, run, 0)).isPresent());
  }

  /** A batch does not lead back to its loader. */
  private static boolean reaches(Term term, Term.Made wanted, FinishedRun run, int depth) {
    if (depth > 6) {
      return false;
    }
    List<Term> parts =
        switch (term) {
          case Term.Made made ->
              made.callee() instanceof Term.Named ? made.arguments() : List.<Term>of();
          case Term.Group group ->
              Stream.concat(group.elements().stream(), run.run().heap().added(group).stream())
                  .toList();
          case Term.Either either -> either.options();
          case Term.Carried carried -> run.run().control().values(carried);
          case Term.Callable callable -> callable.self().stream().toList();
          default -> List.of();
        };
    return term.equals(wanted)
        || run.relations().holds(term, wanted)
        || parts.stream().anyMatch(part -> reaches(part, wanted, run, depth + 1));
  }
}
