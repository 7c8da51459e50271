package dev.tensorvet.reader.run;

import dev.tensorvet.facts.UnmovedInput;
import dev.tensorvet.framework.DataLoading;
import dev.tensorvet.framework.Devices;
import dev.tensorvet.framework.Role;
import dev.tensorvet.reader.run.Inventory.Move;
import dev.tensorvet.semantic.Vocabulary;
import dev.tensorvet.tensor.Proof;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds models on a device whose inputs stay where the loader puts them. */
final class UnmovedInputs implements RunReader<UnmovedInput> {

  @Override
  public Class<UnmovedInput> kind() {
    return UnmovedInput.class;
  }

  @Override
  public List<UnmovedInput> read(FinishedRun run) {
    DeviceMoves moves = new DeviceMoves(run);
    if (!moves.areKnown()) {
      return List.of();
    }
    List<UnmovedInput> found = new ArrayList<>();
    Set<Term> models = new HashSet<>();
    for (Event.Forward forward : run.events(Event.Forward.class).toList()) {
      Term model = run.relations().settled(forward.module());
      if (!models.contains(model) && isFedAsLoaded(forward, moves.all(), run)) {
        Optional<Move> moved = moves.ofModel(model);
        if (moved.isPresent() && models.add(model)) {
          found.add(unmoved(forward, moved.get(), run));
        }
      }
    }
    return found;
  }

  private static UnmovedInput unmoved(Event.Forward forward, Move moved, FinishedRun run) {
    return new UnmovedInput(
        run.file(),
        forward.site(),
        forward.site().callee().orElse("the model"),
        moved.site().place(),
        DeviceMoves.code(moved),
        run.certainty());
  }

  /** Whether all that a model is given is what a plain loader gives, and was never moved. */
  private static boolean isFedAsLoaded(Event.Forward forward, List<Move> moves, FinishedRun run) {
    return !forward.inputs().isEmpty()
        && forward.inputs().stream().allMatch(input -> isAsLoaded(input, moves, run));
  }

  private static boolean isAsLoaded(Term input, List<Move> moves, FinishedRun run) {
    Optional<Term.Element> batch =
        switch (input) {
          case Term.Element element -> Optional.of(element);
          case Term.Item item when item.owner() instanceof Term.Element element ->
              Optional.of(element);
          default -> Optional.empty();
        };
    return batch.filter(b -> isOfPlainLoader(b, run)).isPresent()
        && moves.stream().noneMatch(move -> mayMove(move.target(), input, batch.get(), run));
  }

  /** Whether moving something can have moved an input. */
  private static boolean mayMove(Term moved, Term input, Term.Element batch, FinishedRun run) {
    boolean isOtherPart =
        moved instanceof Term.Item one
            && one.owner().equals(batch)
            && run.relations().same(one, input) == Proof.NO;
    return !isOtherPart && run.relations().comesFrom(moved, term -> term.equals(batch));
  }

  /** A loader of which all is known that decides on which device its batches are. */
  private static boolean isOfPlainLoader(Term.Element batch, FinishedRun run) {
    return run.relations().settled(batch.of()) instanceof Term.Made loader
        && run.objects().is(loader, Role.LOADER)
        && run.objects().classOf(loader).isEmpty()
        && !loader.keywords().containsKey("collate_fn")
        && loader.keywords().keySet().stream().noneMatch(name -> name.startsWith("*"))
        && loader
            .argument(DataLoading.DATASET)
            .filter(dataset -> run.objects().is(dataset, Role.DATASET) && staysOnCpu(dataset, run))
            .isPresent();
  }

  private static boolean staysOnCpu(Term dataset, FinishedRun run) {
    boolean isMoved =
        run.relations()
            .comesFrom(
                dataset,
                term ->
                    isConversion(term, run)
                        || run.run().inventory().moves().stream()
                            .anyMatch(move -> move.target().equals(term)));
    Set<String> moving = Set.of("to", "cuda", "device");
    boolean moves =
        run.objects()
            .classOf(dataset)
            .filter(type -> Vocabulary.words(type.node()).stream().anyMatch(moving::contains))
            .isPresent();
    return !isMoved && !moves;
  }

  /** A method of something imported reads like a function of a library. */
  private static boolean isConversion(Term term, FinishedRun run) {
    return term instanceof Term.Made made
        && run.objects()
            .libraryName(made.callee())
            .filter(name -> Devices.converts(name.substring(name.lastIndexOf('.') + 1)))
            .isPresent();
  }
}
