package dev.tensorvet.reader.run;

import dev.tensorvet.facts.DataPipeline;
import dev.tensorvet.facts.LoaderUse;
import dev.tensorvet.facts.LoaderUse.Pass;
import dev.tensorvet.facts.Site;
import dev.tensorvet.framework.DataLoading;
import dev.tensorvet.framework.Role;
import dev.tensorvet.framework.Wrapper;
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
    LoaderPasses passes = new LoaderPasses(run, loaders);
    boolean isDistributed =
        run.nodes(Event.Wrap.class).stream()
            .filter(node -> run.graph().guards(node).isEmpty())
            .map(node -> ((Event.Wrap) run.event(node)).wrapper())
            .anyMatch(w -> w == Wrapper.DISTRIBUTED || w == Wrapper.SHARDED);
    List<LoaderUse> uses =
        loaders.stream().map(loader -> use(loader, passes, arguments, isDistributed, run)).toList();
    return List.of(
        new DataPipeline(
            run.file(),
            run.certainty(),
            isDistributed,
            run.events(Event.Collective.class).anyMatch(Event.Collective::joins),
            uses,
            unused(run, arguments)));
  }

  /** The transforms that the program makes and then does nothing with. */
  private static List<Site> unused(FinishedRun run, LoaderArguments arguments) {
    List<Term.Made> transforms =
        run.events(Event.Made.class)
            .map(Event.Made::object)
            .filter(arguments::isTransform)
            .toList();
    Set<Term> given = transforms.isEmpty() ? Set.of() : given(run);
    return transforms.stream()
        .filter(
            transform ->
                given.stream().noneMatch(g -> run.relations().gives(g, transform::equals))
                    && run.run().heap().holders(transform).isEmpty())
        .map(Term.Made::site)
        .toList();
  }

  /** What is given to whatever the program makes or calls. */
  private static Set<Term> given(FinishedRun run) {
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
    return given;
  }

  private static LoaderUse use(
      Term.Made loader,
      LoaderPasses taken,
      LoaderArguments arguments,
      boolean isDistributed,
      FinishedRun run) {
    Optional<Term.Made> sampler = arguments.sampler(loader);
    List<Pass> passes = taken.of(loader, sampler);
    boolean isPrepared =
        run.events(Event.Prepare.class)
            .flatMap(prepare -> prepare.objects().stream())
            .anyMatch(object -> run.relations().gives(object, loader::equals));
    return new LoaderUse(
        name(loader, passes, run),
        loader.site(),
        arguments.flag(loader, DataLoading.SHUFFLE),
        arguments.flag(loader, DataLoading.DROP_LAST),
        arguments.sampling(loader),
        sampler.map(Term.Made::site),
        arguments.batchSize(loader),
        arguments.dataset(loader),
        passes,
        isPrepared,
        isDistributed && arguments.knowsProcess(loader));
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
}
