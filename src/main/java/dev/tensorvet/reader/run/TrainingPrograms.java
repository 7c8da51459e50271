package dev.tensorvet.reader.run;

import dev.tensorvet.facts.Site;
import dev.tensorvet.facts.TrainingProgram;
import dev.tensorvet.facts.TrainingProgram.ImageInput;
import dev.tensorvet.facts.TrainingProgram.Network;
import dev.tensorvet.flow.EventGraph.Loop;
import dev.tensorvet.framework.Optimizers;
import dev.tensorvet.framework.Randomness;
import dev.tensorvet.framework.Role;
import dev.tensorvet.semantic.Vocabulary;
import dev.tensorvet.tensor.Proof;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the runs that train, and reads what they do for all of their training. */
final class TrainingPrograms implements RunReader<TrainingProgram> {

  /** What code names that bounds gradients in its own way. */
  private static final Set<String> CLIP =
      Set.of("clip", "clamp", "max_norm", "grad_norm", "max_grad", "register_hook");

  private static final Set<String> AUGMENT =
      Set.of("mixup", "cutmix", "augment", "kornia", "flip", "cutout", "erasing", "rand_", "aug");

  private static final Set<String> INITIALISE =
      Set.of(
          "init_w",
          "weight_init",
          "weights_init",
          "init_param",
          "initialize_w",
          "initialise_w",
          "initialize_p",
          "xavier",
          "kaiming",
          "orthogonal",
          "trunc_normal",
          "reset_param",
          "normal_",
          "uniform_",
          "apply");

  @Override
  public Class<TrainingProgram> kind() {
    return TrainingProgram.class;
  }

  @Override
  public List<TrainingProgram> read(FinishedRun run) {
    List<Integer> steps = run.nodes(Event.Step.class).stream().filter(n -> trains(n, run)).toList();
    if (steps.isEmpty()) {
      return List.of();
    }
    Event.Step first = step(steps.getFirst(), run);
    List<Term> optimizers =
        steps.stream()
            .map(n -> run.relations().settled(step(n, run).optimizer()))
            .distinct()
            .toList();
    List<Term> models = models(optimizers, run);
    List<Network> networks = models.stream().map(model -> network(model, run)).toList();
    Vocabulary words = run.run().vocabulary(run.module());
    return List.of(
        new TrainingProgram(
            run.file(),
            run.run().isScript(),
            first.site().receiver().orElse("the optimizer"),
            first.site(),
            optimizers.size(),
            clips(steps, optimizers, models, words, run),
            unlessNamed(Randomness.seeders(), words),
            unlessNamed(AUGMENT, words),
            unlessNamed(INITIALISE, words),
            run.events(Event.CrossEntropy.class).findAny().isPresent(),
            networks,
            images(steps, models, networks, run)));
  }

  private static Event.Step step(int node, FinishedRun run) {
    return (Event.Step) run.event(node);
  }

  /** Whether a step of what is known to be the optimizer of some model stands in a loop. */
  private static boolean trains(int node, FinishedRun run) {
    Term optimizer = run.relations().settled(step(node, run).optimizer());
    return !run.graph().loopsAround(node).isEmpty()
        && run.objects().is(optimizer, Role.OPTIMIZER)
        && !run.training().of(optimizer).modules().isEmpty();
  }

  /** What code does not name it does not do. */
  private static Proof unlessNamed(Set<String> parts, Vocabulary words) {
    return words.mayName(parts) ? Proof.UNKNOWN : Proof.NO;
  }

  // --- models

  private static List<Term> models(List<Term> optimizers, FinishedRun run) {
    return ModelTraces.models(run).stream()
        .filter(
            model ->
                optimizers.stream()
                    .anyMatch(
                        optimizer ->
                            run.training().covers(model, run.training().of(optimizer))
                                == Proof.YES))
        .toList();
  }

  private static Network network(Term model, FinishedRun run) {
    boolean isLoaded =
        run.events(Event.Load.class)
            .anyMatch(
                load ->
                    run.relations().holds(model, load.target())
                        || run.relations().same(load.target(), model) == Proof.YES);
    return new Network(
        ModelTraces.name(model, run), made(model), isLoaded, run.objects().anatomy(model));
  }

  private static Optional<Site> made(Term model) {
    return switch (model) {
      case Term.Made made -> Optional.of(made.site());
      case Term.Either either ->
          either.options().stream().flatMap(option -> made(option).stream()).findFirst();
      default -> Optional.empty();
    };
  }

  // --- clipping

  private static Proof clips(
      List<Integer> steps,
      List<Term> optimizers,
      List<Term> models,
      Vocabulary words,
      FinishedRun run) {
    if (run.events(Event.Clip.class).findAny().isPresent()) {
      return Proof.YES;
    }
    // An optimizer of the project's own may do it, and one that searches its step bounds it so.
    boolean isPlain =
        optimizers.stream()
                .allMatch(
                    optimizer ->
                        optimizer instanceof Term.Made made
                            && run.objects()
                                .libraryName(made.callee())
                                .filter(name -> !Optimizers.searchesStep(name))
                                .isPresent())
            && run.nodes(Event.Backward.class).stream()
                .anyMatch(n -> loops(steps, run).stream().anyMatch(loop -> loop.contains(n)));
    boolean isRead = run.events(Event.Read.class).findAny().isPresent();
    boolean isGivenAway =
        run.nodes(Event.Opaque.class).stream()
            .filter(n -> loops(steps, run).stream().anyMatch(loop -> loop.contains(n)))
            .map(n -> (Event.Opaque) run.event(n))
            .anyMatch(
                opaque ->
                    opaque.given().stream()
                        .anyMatch(
                            given ->
                                run.relations()
                                    .gives(
                                        given, t -> optimizers.contains(t) || models.contains(t))));
    return isPlain && !isRead && !isGivenAway ? unlessNamed(CLIP, words) : Proof.UNKNOWN;
  }

  private static List<Loop> loops(List<Integer> steps, FinishedRun run) {
    return steps.stream().flatMap(n -> run.graph().loopsAround(n).stream()).distinct().toList();
  }

  // --- images

  private static List<ImageInput> images(
      List<Integer> steps, List<Term> models, List<Network> networks, FinishedRun run) {
    ImageInputs inputs = new ImageInputs(run);
    List<Loop> innermost =
        steps.stream()
            .flatMap(n -> run.graph().loopsAround(n).stream().limit(1))
            .distinct()
            .toList();
    List<ImageInput> images = new ArrayList<>();
    for (int node : run.nodes(Event.Forward.class)) {
      Event.Forward forward = (Event.Forward) run.event(node);
      Term module = run.relations().settled(forward.module());
      // A loss, or what judges the outputs of others, is a module too.
      boolean isTraining =
          forward.buildsGraph()
              && (models.contains(module) || !run.objects().isModule(module))
              && innermost.stream().anyMatch(loop -> loop.contains(node));
      if (isTraining) {
        Network network =
            models.indexOf(module) >= 0
                ? networks.get(models.indexOf(module))
                : new Network(
                    forward.site().callee().orElse("the model"),
                    Optional.empty(),
                    true,
                    run.objects().anatomy(module));
        forward.inputs().stream()
            .limit(1)
            .forEach(input -> images.addAll(inputs.of(input, module, network)));
      }
    }
    return List.copyOf(images);
  }
}
