package dev.tensorvet.reader.run;

import dev.tensorvet.facts.InferenceTensor;
import dev.tensorvet.framework.GraphFlow;
import dev.tensorvet.framework.Layers;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the tensors of a run that were computed in inference mode and are then part of what a loss
 * is computed from, where the graph has to keep them: a layer with weights keeps what it is given,
 * and some losses the target.
 */
final class InferenceTensors implements RunReader<InferenceTensor> {

  private static final int DEEPEST = 12;

  @Override
  public Class<InferenceTensor> kind() {
    return InferenceTensor.class;
  }

  @Override
  public List<InferenceTensor> read(FinishedRun run) {
    // Of weights that need no gradients, the layer does not keep what it is given.
    if (!run.run().contexts().hasInference() || run.run().heap().isGradientSwitched()) {
      return List.of();
    }
    Program program = new Program(run);
    Set<InferenceTensor> found = new LinkedHashSet<>();
    run.events(Event.Backward.class)
        .map(run::walkedBackBy)
        .forEach(graph -> program.kept(graph).forEach(found::add));
    return List.copyOf(found);
  }

  private static final class Program {
    private final FinishedRun run;

    Program(FinishedRun run) {
      this.run = run;
    }

    Stream<InferenceTensor> kept(BackwardGraph graph) {
      List<InferenceTensor> kept = new ArrayList<>();
      for (Term.Made made : graph.sure()) {
        if (!run.run().contexts().mayBeCast(made)) {
          keptBy(made)
              .flatMap(this::origin)
              .map(
                  origin ->
                      new InferenceTensor(
                          run.file(), made.site(), origin.site().place(), run.certainty()))
              .ifPresent(kept::add);
        }
      }
      return kept.stream();
    }

    /** What was computed in inference mode, of what a computation keeps for its gradients. */
    private Optional<Term> keptBy(Term.Made made) {
      Optional<String> layer =
          run.relations().settled(made.callee()) instanceof Term.Made module
              ? run.objects().libraryName(module.callee())
              : Optional.empty();
      if (layer.filter(Layers::isWeighted).isPresent()
          && !run.objects().mayBeWeightless(run.relations().settled(made.callee()))) {
        return made.positional().stream().filter(each -> origin(each).isPresent()).findFirst();
      }
      boolean comparesBoth =
          layer
              .or(() -> run.objects().libraryName(made.callee()))
              .filter(GraphFlow::keepsTarget)
              .isPresent();
      return comparesBoth ? ofTwo(made.positional()) : Optional.empty();
    }

    /** Of two tensors one of which learns: the other, if it was computed in inference mode. */
    private Optional<Term> ofTwo(List<Term> tensors) {
      return tensors.size() == 2 && tensors.stream().anyMatch(this::learns)
          ? tensors.stream().filter(each -> origin(each).isPresent()).findFirst()
          : Optional.empty();
    }

    private boolean learns(Term tensor) {
      return BackwardGraph.of(List.of(tensor), run).sure().stream()
          .anyMatch(made -> run.objects().isNetwork(run.relations().settled(made.callee())));
    }

    /** The layer that made a tensor in inference mode, if it is surely the one that it made. */
    private Optional<Term.Made> origin(Term tensor) {
      return origin(tensor, 0);
    }

    private Optional<Term.Made> origin(Term tensor, int depth) {
      if (depth > DEEPEST || run.run().inventory().mayBeCopied(tensor)) {
        return Optional.empty();
      }
      boolean isInferred = run.run().contexts().isInferred(tensor);
      return switch (tensor) {
        case Term.Made made when isInferred && isLayer(made) -> Optional.of(made);
        case Term.Made made when isInferred ->
            Stream.concat(owner(made).stream(), made.arguments().stream())
                .flatMap(part -> origin(part, depth + 1).stream())
                .findFirst();
        case Term.Made made ->
            owner(made)
                .filter(owner -> isSameTensor((Term.Member) made.callee()))
                .flatMap(owner -> origin(owner, depth + 1));
        case Term.Computed computed when isInferred ->
            computed.operands().stream()
                .flatMap(part -> origin(part, depth + 1).stream())
                .findFirst();
        // Other keys may be tensors or lists, which copy the elements that they choose.
        case Term.Item item when item.key() instanceof Term.Written ->
            origin(item.owner(), depth + 1);
        case Term.Member member when !run.objects().isSize(member) ->
            origin(member.owner(), depth + 1);
        default -> Optional.empty();
      };
    }

    private boolean isLayer(Term.Made made) {
      return run.relations().settled(made.callee()) instanceof Term.Made module
          && run.objects().libraryName(module.callee()).isPresent()
          && run.objects().isNetwork(module);
    }

    private static Optional<Term> owner(Term.Made made) {
      return made.callee() instanceof Term.Member method
          ? Optional.of(method.owner())
          : Optional.empty();
    }

    /** Whether what a method gives is as little part of a graph as its tensor. */
    private static boolean isSameTensor(Term.Member method) {
      return GraphFlow.isView(method.name()) || method.name().equals("detach");
    }
  }
}
