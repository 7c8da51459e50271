package dev.tensorvet.reader.run;

import dev.tensorvet.facts.TrainingProgram.ImageInput;
import dev.tensorvet.facts.TrainingProgram.Network;
import dev.tensorvet.framework.DataLoading;
import dev.tensorvet.framework.Devices;
import dev.tensorvet.framework.PythonFunctions;
import dev.tensorvet.framework.Role;
import dev.tensorvet.framework.Transforms;
import dev.tensorvet.framework.Transforms.Stage;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.Vocabulary;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Follows what a model is given back to its loader, the loader's data set, and its transforms. */
final class ImageInputs {

  private final FinishedRun run;

  /** The transforms that were told already. */
  private final Set<Term> told = new HashSet<>();

  ImageInputs(FinishedRun run) {
    this.run = run;
  }

  /** The transforms that an input of a model has passed, each told once. */
  List<ImageInput> of(Term input, Term module, Network model) {
    if (!isAsLoaded(input)) {
      return List.of();
    }
    Set<Term.Made> loaders = new LinkedHashSet<>();
    run.relations()
        .comesFrom(
            input,
            term -> {
              if (term instanceof Term.Made made && run.objects().is(made, Role.LOADER)) {
                loaders.add(made);
              }
              return false;
            });
    List<ImageInput> inputs = new ArrayList<>();
    for (Term.Made loader : loaders) {
      Optional<Term> dataset = loader.argument(DataLoading.DATASET);
      // What puts a batch together may change it.
      if (dataset.isPresent() && !loader.keywords().containsKey("collate_fn")) {
        inputs.addAll(of(dataset.get(), input, module, model));
      }
    }
    return inputs;
  }

  /** Whether an input is what a loader gives, as it gives it, by whatever loops and generators. */
  private boolean isAsLoaded(Term input) {
    return switch (input) {
      case Term.Element element -> true;
      case Term.Item item -> isAsLoaded(item.owner());
      case Term.Unknown unknown -> unknown.from().stream().allMatch(this::isAsLoaded);
      case Term.Made made ->
          run.objects().libraryName(made.callee()).filter(PythonFunctions::takesNext).isPresent();
      default -> false;
    };
  }

  private List<ImageInput> of(Term dataset, Term input, Term module, Network model) {
    List<Term.Made> transforms = new ArrayList<>();
    List<String> words = new ArrayList<>();
    boolean isToy = false;
    Set<Term> seen = new HashSet<>(Set.of(dataset));
    Deque<Term> open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      Term each = open.pop();
      if (each instanceof Term.Made made && run.objects().is(made, Role.TRANSFORM)) {
        transforms.add(made);
        continue;
      }
      Optional<ClassEntity> type = run.objects().classOf(each);
      type.ifPresent(own -> words.addAll(Vocabulary.words(own.node())));
      isToy |=
          each instanceof Term.Made made
              && run.objects().libraryName(made.callee()).filter(Transforms::isToy).isPresent();
      List<Term> next = new ArrayList<>(run.relations().parts(each));
      next.addAll(run.run().heap().held(each));
      next.stream().filter(seen::add).forEach(open::add);
    }
    List<ImageInput> inputs = new ArrayList<>();
    for (Term.Made transform : transforms) {
      List<TransformSteps.Step> steps =
          new TransformSteps(run.objects(), run.run().heap()).of(transform);
      Optional<Term.Made> tensor =
          steps.stream()
              .filter(step -> step.stage() == Stage.TO_FLOAT || step.stage() == Stage.TO_INTEGER)
              .flatMap(step -> step.by().stream())
              .findFirst();
      if (tensor.isPresent() && told.add(transform)) {
        inputs.add(
            new ImageInput(
                model,
                transform.site(),
                tensor.get().site(),
                steps.stream().map(TransformSteps.Step::stage).toList(),
                isToy,
                words,
                isConverted(input, module),
                isRebuilt(input)));
      }
    }
    return inputs;
  }

  /**
   * Whether the elements of an input may have got another type: by a method, by an operator, or by
   * the code of the model.
   */
  private boolean isConverted(Term input, Term module) {
    return !run.objects().isModule(module)
        || run.objects().classOf(module).filter(ImageInputs::mayConvert).isPresent()
        || run.run().inventory().moves().stream()
            .filter(this::changesType)
            .anyMatch(move -> run.relations().comesFrom(move.target(), input::equals));
  }

  /** Whether a model's own code may turn integers into other numbers: by name, or by the 255. */
  private static boolean mayConvert(ClassEntity model) {
    Set<String> words = Vocabulary.words(model.node());
    return model.module().file().text(model.node().span()).contains("255")
        || words.stream().anyMatch(word -> word.contains("float") || word.contains("norm"));
  }

  private boolean changesType(Inventory.Move move) {
    return !Devices.onlyMoves(move.method())
        && !(move.given().size() == 1 && isDevice(move.given().getFirst()));
  }

  private boolean isDevice(Term given) {
    return switch (given) {
      case Term.Written written -> true;
      case Term.Either either -> either.options().stream().allMatch(this::isDevice);
      case Term.Made made ->
          run.objects().libraryName(made.callee()).filter(Devices::makesDevice).isPresent();
      default -> false;
    };
  }

  /** Whether a loss compares something with the images themselves. */
  private boolean isRebuilt(Term input) {
    Predicate<Term> isImages = term -> term.equals(input);
    Set<Term> passed = new HashSet<>();
    return run.events(Event.Backward.class)
        .flatMap(backward -> backward.losses().stream())
        .anyMatch(
            loss ->
                run.relations()
                    .comesFrom(
                        loss,
                        term ->
                            switch (term) {
                              case Term.Made made when isLoss(made) ->
                                  made.arguments().stream().anyMatch(isImages);
                              case Term.Computed difference
                                  when difference.operator().equals("-") ->
                                  difference.operands().stream().anyMatch(isImages);
                              default -> false;
                            },
                        passed));
  }

  private boolean isLoss(Term.Made made) {
    return run.objects().is(made.callee(), Role.LOSS) || run.objects().is(made, Role.LOSS_FUNCTION);
  }
}
