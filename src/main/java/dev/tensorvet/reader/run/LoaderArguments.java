package dev.tensorvet.reader.run;

import dev.tensorvet.facts.DataRole;
import dev.tensorvet.facts.DatasetUse;
import dev.tensorvet.facts.LoaderUse;
import dev.tensorvet.facts.LoaderUse.Sampling;
import dev.tensorvet.facts.Site;
import dev.tensorvet.facts.TransformUse;
import dev.tensorvet.finding.Place;
import dev.tensorvet.flow.Constant;
import dev.tensorvet.flow.Operand.CollectionKind;
import dev.tensorvet.framework.DataLoading;
import dev.tensorvet.framework.Parameter;
import dev.tensorvet.framework.Role;
import dev.tensorvet.framework.Transforms;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.tensor.Proof;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What the arguments of a loader, of its sampler and of its dataset say. */
final class LoaderArguments {

  private static final int DEEPEST = 8;

  /** What the classes are called that change samples. */
  private static final Pattern TRANSFORM = Pattern.compile("(?i).*(transform|augment|preproc).*");

  private static final Set<String> SPLIT_PARAMETERS =
      Set.of(
          "split",
          "mode",
          "flag",
          "phase",
          "subset",
          "partition",
          "image_set",
          "set_type",
          "stage",
          "part",
          "set_name");

  private final Map<List<Term>, Integer> identities = new HashMap<>();
  private final FinishedRun run;
  private final Objects objects;

  LoaderArguments(FinishedRun run) {
    this.run = run;
    this.objects = run.objects();
  }

  // --- arguments

  /** An argument; {@code otherwise} when it is surely not given. */
  private Term argument(Term.Made made, Parameter parameter, Term otherwise) {
    Optional<Term> given = made.argument(parameter);
    if (given.isPresent()) {
      return given.get();
    }
    for (Map.Entry<String, Term> each : made.keywords().entrySet()) {
      if (each.getKey().startsWith("*")) {
        Optional<Term> spread = ofSpread(each.getValue(), parameter.name(), otherwise);
        if (spread.isEmpty() || !spread.get().equals(otherwise)) {
          return spread.orElseGet(() -> new Term.Unknown(-1, List.of()));
        }
      }
    }
    return otherwise;
  }

  /** What {@code **spread} gives for a parameter; empty when nobody can tell. */
  private Optional<Term> ofSpread(Term spread, String name, Term otherwise) {
    boolean isWhole =
        spread instanceof Term.Group group
            && group.kind() == CollectionKind.DICT
            && run.run().heap().added(group).isEmpty();
    if (!isWhole || !(spread instanceof Term.Group dict)) {
      return Optional.empty();
    }
    for (int i = 0; i + 1 < dict.elements().size(); i += 2) {
      if (!(dict.elements().get(i) instanceof Term.Written key)) {
        return Optional.empty();
      }
      if (key.value() instanceof Constant.Text text && text.value().equals(name)) {
        return Optional.of(dict.elements().get(i + 1));
      }
    }
    return Optional.of(otherwise);
  }

  private boolean isPlain(Term.Made loader) {
    return objects.libraryName(loader.callee()).filter(DataLoading::isPlainLoader).isPresent();
  }

  /** Whether a loader is told to do something that it does not do untold. */
  LoaderUse.Flag flag(Term.Made loader, Parameter parameter) {
    Proof isOn =
        isPlain(loader)
            ? Conditions.truth(argument(loader, parameter, Term.NOTHING))
                .map(Proof::of)
                .orElse(Proof.UNKNOWN)
            : Proof.UNKNOWN;
    return new LoaderUse.Flag(parameter.name(), isOn, written(loader, parameter));
  }

  /** Where a loader that the program's own file makes is told by a word. */
  private Optional<Place> written(Term.Made loader, Parameter parameter) {
    return WrittenArguments.of(loader, parameter, run)
        .filter(Expr.BooleanLiteral.class::isInstance)
        .map(value -> new Place(run.file(), value.span()));
  }

  Optional<Integer> batchSize(Term.Made loader) {
    Term one = new Term.Written(new Constant.Number(1));
    return isPlain(loader)
            && argument(loader, DataLoading.BATCH_SIZE, one) instanceof Term.Written written
            && written.value() instanceof Constant.Number number
        ? Optional.of((int) number.value())
        : Optional.empty();
  }

  /** Whether the samples may depend on which process it is. */
  boolean knowsProcess(Term.Made loader) {
    return run.relations().comesFrom(loader, this::tellsProcess);
  }

  private boolean tellsProcess(Term term) {
    return Ranks.isRank(term, objects)
        || objects
            .classOf(term)
            .filter(type -> type.module().file().text(type.node().span()).contains("rank"))
            .isPresent();
  }

  // --- samplers

  Sampling sampling(Term.Made loader) {
    if (!isPlain(loader)) {
      return Sampling.UNKNOWN;
    }
    Term sampler = argument(loader, DataLoading.SAMPLER, Term.NOTHING);
    Term batches = argument(loader, DataLoading.BATCH_SAMPLER, Term.NOTHING);
    if (Objects.isNothing(sampler) && Objects.isNothing(batches)) {
      return Sampling.NONE;
    }
    return sampler(loader).map(this::samplingOf).orElse(Sampling.UNKNOWN);
  }

  private Sampling samplingOf(Term.Made sampler) {
    if (!isDistributed(sampler)) {
      return Sampling.OTHER;
    }
    Term yes = new Term.Written(new Constant.Flag(true));
    return Conditions.truth(argument(sampler, DataLoading.SAMPLER_SHUFFLE, yes))
        .map(on -> on ? Sampling.DISTRIBUTED_RANDOM : Sampling.DISTRIBUTED_IN_ORDER)
        .orElse(Sampling.UNKNOWN);
  }

  private boolean isDistributed(Term.Made sampler) {
    return objects
        .libraryName(sampler.callee())
        .filter(DataLoading::isDistributedSampler)
        .isPresent();
  }

  /**
   * The only sampler that a loader can have, or the only distributed one; on some ways of the run
   * it may have none.
   */
  Optional<Term.Made> sampler(Term.Made loader) {
    List<Term.Made> samplers = new ArrayList<>();
    boolean isKnown =
        isPlain(loader)
            && samplers(argument(loader, DataLoading.SAMPLER, Term.NOTHING), samplers)
            && samplers(argument(loader, DataLoading.BATCH_SAMPLER, Term.NOTHING), samplers);
    if (!isKnown) {
      return Optional.empty();
    }
    List<Term.Made> distributed = samplers.stream().filter(this::isDistributed).toList();
    List<Term.Made> found = distributed.isEmpty() ? samplers : distributed;
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  /** Collects the samplers that a term can be; whether it can be nothing else. */
  private boolean samplers(Term term, List<Term.Made> to) {
    return switch (term) {
      case Term.Written written -> Objects.isNothing(written);
      case Term.Either either -> either.options().stream().allMatch(option -> samplers(option, to));
      case Term.Made made -> {
        if (!objects.is(made, Role.SAMPLER)) {
          yield false;
        }
        Optional<Term> inner =
            made.argument(DataLoading.INNER_SAMPLER)
                .filter(inside -> objects.is(inside, Role.SAMPLER));
        if (inner.isPresent()) {
          yield samplers(inner.get(), to);
        }
        yield to.add(made);
      }
      default -> false;
    };
  }

  // --- datasets

  DatasetUse dataset(Term.Made loader) {
    return dataset(argument(loader, DataLoading.DATASET, Term.NOTHING), 0);
  }

  private DatasetUse dataset(Term term, int depth) {
    if (depth > DEEPEST) {
      return DatasetUse.UNKNOWN;
    }
    return switch (term) {
      case Term.Item item ->
          item.owner() instanceof Term.Made split && isSplit(split)
              ? part(split, depth)
              : DatasetUse.UNKNOWN;
      case Term.Made made ->
          isPart(made)
              ? part(made, depth)
              : new DatasetUse(
                  Optional.of(identity(made)),
                  Optional.of(made.site()),
                  split(made),
                  isTest(made),
                  isCut(made),
                  isOrdered(made),
                  code(made),
                  transform(made));
      case Term.Either either -> common(either, depth);
      case Term.Carried carried -> {
        Term settled = run.relations().settled(carried);
        yield settled.equals(carried) ? DatasetUse.UNKNOWN : dataset(settled, depth + 1);
      }
      default -> DatasetUse.UNKNOWN;
    };
  }

  private boolean isSplit(Term.Made made) {
    return objects.libraryName(made.callee()).filter(DataLoading::splits).isPresent();
  }

  private boolean isPart(Term.Made made) {
    return objects.libraryName(made.callee()).filter(DataLoading::isPart).isPresent();
  }

  /** {@code dataset.data = dataset.data[:50000]}, of a dataset of a library */
  private boolean isCut(Term.Made dataset) {
    return objects.classOf(dataset).isEmpty()
        && run.run().heap().held(dataset).stream()
            .anyMatch(
                held ->
                    held instanceof Term.Item some
                        && run.relations().comesFrom(some.owner(), dataset::equals));
  }

  /** Two datasets that are made alike, but for what they do to their samples, hold the same. */
  private int identity(Term.Made dataset) {
    List<Term> made = new ArrayList<>(List.of(dataset.callee()));
    dataset.positional().stream().filter(a -> !isTransform(a)).forEach(made::add);
    dataset
        .keywords()
        .forEach(
            (name, value) -> {
              if (!isTransform(value) && !name.contains("transform")) {
                made.add(new Term.Written(new Constant.Text(name)));
                made.add(value);
              }
            });
    boolean namesSource =
        made.stream().skip(1).anyMatch(a -> !(a instanceof Term.Written w && isNoSource(w)));
    return namesSource
        ? identities.computeIfAbsent(made, m -> identities.size())
        : ofItsOwn(dataset);
  }

  /** A number that no other dataset has. */
  private static int ofItsOwn(Term.Serial dataset) {
    return -1 - dataset.serial();
  }

  /** Numbers and flags alone do not say where samples come from: they may be made up each time. */
  private static boolean isNoSource(Term.Written written) {
    return !(written.value() instanceof Constant.Text);
  }

  /** Some samples of the first argument. */
  private DatasetUse part(Term.Made of, int depth) {
    DatasetUse whole = dataset(argument(of, DataLoading.WHOLE, Term.NOTHING), depth + 1);
    return new DatasetUse(
        whole.id(),
        whole.madeAt(),
        whole.split(),
        whole.isTest(),
        true,
        whole.isOrdered(),
        whole.code(),
        whole.transform());
  }

  /** What holds of each dataset that a term can be. */
  private DatasetUse common(Term.Either either, int depth) {
    List<DatasetUse> options =
        either.options().stream().map(option -> dataset(option, depth + 1)).toList();
    DatasetUse first = options.getFirst();
    boolean isOneSplit = options.stream().allMatch(o -> o.split() == first.split());
    boolean isOneOrder = options.stream().allMatch(o -> o.isOrdered() == first.isOrdered());
    DataRole split = isOneSplit ? first.split() : DataRole.UNKNOWN;
    return new DatasetUse(
        Optional.of(ofItsOwn(either)),
        first.madeAt(),
        split,
        options.stream().allMatch(DatasetUse::isTest),
        options.stream().anyMatch(DatasetUse::isPart),
        isOneOrder ? first.isOrdered() : Proof.UNKNOWN,
        options.stream().flatMap(o -> o.code().stream()).toList(),
        transform(options.stream().map(DatasetUse::transform).toList(), split));
  }

  /**
   * What all do to their samples; where each is for an evaluation, what one does that may not
   * change them.
   */
  private static TransformUse transform(List<TransformUse> options, DataRole split) {
    TransformUse first = options.getFirst();
    Optional<TransformUse> random =
        options.stream()
            .filter(o -> o.isRandom() == Proof.YES && split == DataRole.EVALUATION)
            .findFirst();
    return options.stream().allMatch(o -> o.isRandom() == first.isRandom())
        ? first
        : random.orElse(TransformUse.UNKNOWN);
  }

  private List<Place> code(Term.Made dataset) {
    return objects.classOf(dataset).stream()
        .map(type -> new Place(type.module().file(), type.node().span()))
        .toList();
  }

  private Proof isOrdered(Term.Made dataset) {
    Optional<ClassEntity> own = objects.classOf(dataset);
    if (own.isPresent()) {
      boolean isIterable =
          own.get().mro().linear().stream()
              .anyMatch(
                  base ->
                      base instanceof LibraryEntity library
                          && DataLoading.isIterable(library.qualifiedName()));
      return isIterable ? Proof.NO : objects.is(dataset, Role.DATASET) ? Proof.YES : Proof.UNKNOWN;
    }
    if (!objects.is(dataset, Role.DATASET)) {
      return Proof.UNKNOWN;
    }
    return Proof.of(
        objects.libraryName(dataset.callee()).filter(DataLoading::isIterable).isEmpty());
  }

  /** Which part of the data the arguments of a dataset ask for. */
  private DataRole split(Term.Made dataset) {
    DataRole said = DataRole.UNKNOWN;
    boolean isClear = true;
    for (Map.Entry<String, Term> each : dataset.keywords().entrySet()) {
      DataRole one = ofKeyword(each.getKey(), each.getValue());
      isClear &= one == DataRole.UNKNOWN || said == DataRole.UNKNOWN || one == said;
      said = one == DataRole.UNKNOWN ? said : one;
    }
    for (Term each : dataset.positional()) {
      DataRole one = ofValue(each);
      isClear &= one == DataRole.UNKNOWN || said == DataRole.UNKNOWN || one == said;
      said = one == DataRole.UNKNOWN ? said : one;
    }
    return isClear ? said : DataRole.UNKNOWN;
  }

  private static DataRole ofKeyword(String name, Term value) {
    Optional<Boolean> flag = flag(value);
    if (flag.isPresent()) {
      return DataRole.ofFlag(name, flag.get()).orElse(DataRole.UNKNOWN);
    }
    return namesSplit(name) ? ofValue(value) : DataRole.UNKNOWN;
  }

  private static Optional<Boolean> flag(Term value) {
    return value instanceof Term.Written written && written.value() instanceof Constant.Flag
        ? Conditions.truth(value)
        : Optional.empty();
  }

  private static boolean namesSplit(String parameter) {
    return SPLIT_PARAMETERS.contains(parameter)
        || parameter.contains("root")
        || parameter.contains("path")
        || parameter.contains("dir");
  }

  private static DataRole ofValue(Term value) {
    return word(value, 0).map(DataRole::ofWord).orElse(DataRole.UNKNOWN);
  }

  /**
   * Whether an argument of a dataset asks for the part that is kept for the end. What a class of
   * the project's own gives that is told not to train, its code would have to say.
   */
  private boolean isTest(Term.Made dataset) {
    boolean isPublished =
        objects.libraryName(dataset.callee()).filter(DataLoading::isPublished).isPresent();
    return split(dataset) == DataRole.EVALUATION
        && (dataset.positional().stream().anyMatch(LoaderArguments::isTestWord)
            || dataset.keywords().entrySet().stream()
                .anyMatch(each -> asksForTest(each.getKey(), each.getValue(), isPublished)));
  }

  private static boolean asksForTest(String name, Term value, boolean isPublished) {
    return flag(value)
        .map(on -> DataRole.asksForTest(name, on) || (isPublished && name.equals("train") && !on))
        .orElseGet(() -> namesSplit(name) && isTestWord(value));
  }

  private static boolean isTestWord(Term value) {
    return word(value, 0).filter(DataRole::isTest).isPresent();
  }

  /** {@code "val"} of itself, of {@code "data/val"}, of {@code os.path.join(root, "val")}. */
  private static Optional<String> word(Term value, int depth) {
    if (depth > 3) {
      return Optional.empty();
    }
    return switch (value) {
      case Term.Written written ->
          written.value() instanceof Constant.Text text
              ? Optional.of(text.value())
              : Optional.empty();
      case Term.Computed computed -> lastWord(computed.operands(), depth);
      case Term.Made made ->
          made.callee() instanceof Term.Named
              ? lastWord(made.positional(), depth)
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Optional<String> lastWord(List<Term> parts, int depth) {
    return parts.isEmpty() ? Optional.empty() : word(parts.getLast(), depth + 1);
  }

  // --- transforms

  private TransformUse transform(Term.Made dataset) {
    Optional<Term> given =
        Optional.ofNullable(dataset.keywords().get("transform"))
            .or(() -> Optional.ofNullable(dataset.keywords().get("transforms")))
            .or(() -> dataset.arguments().stream().filter(this::isTransform).findFirst());
    if (given.isPresent()) {
      return use(given.get());
    }
    boolean isSpread = dataset.keywords().keySet().stream().anyMatch(k -> k.startsWith("*"));
    boolean isLibrary = objects.libraryName(dataset.callee()).isPresent();
    return isLibrary && !isSpread ? TransformUse.NONE : TransformUse.UNKNOWN;
  }

  boolean isTransform(Term term) {
    return switch (term) {
      case Term.Made made ->
          objects.is(made, Role.TRANSFORM)
              || (objects.role(made).isEmpty() && isNamedTransform(objects.classNames(made)));
      case Term.Either either -> either.options().stream().allMatch(this::isTransform);
      default -> false;
    };
  }

  private static boolean isNamedTransform(List<String> classes) {
    return !classes.isEmpty()
        && classes.stream().allMatch(name -> TRANSFORM.matcher(name).matches());
  }

  private TransformUse use(Term transform) {
    List<Site> random = new ArrayList<>();
    Proof isRandom = isRandom(transform, random, 0);
    return new TransformUse(
        transform instanceof Term.Serial made ? Optional.of(made.serial()) : Optional.empty(),
        isRandom,
        transform instanceof Term.Made made ? Optional.of(made.site()) : Optional.empty(),
        random.stream().findFirst(),
        new TransformSteps(objects, run.run().heap())
            .of(transform).stream().map(TransformSteps.Step::stage).toList());
  }

  private Proof isRandom(Term transform, List<Site> random, int depth) {
    if (depth > DEEPEST) {
      return Proof.UNKNOWN;
    }
    return switch (transform) {
      case Term.Written written -> Objects.isNothing(written) ? Proof.NO : Proof.UNKNOWN;
      case Term.Made made ->
          objects.is(made, Role.TRANSFORM) ? ofLibrary(made, random, depth) : Proof.UNKNOWN;
      case Term.Either either -> {
        List<Proof> options =
            either.options().stream().map(o -> isRandom(o, random, depth + 1)).distinct().toList();
        yield options.size() == 1 ? options.getFirst() : Proof.UNKNOWN;
      }
      default -> Proof.UNKNOWN;
    };
  }

  private Proof ofLibrary(Term.Made made, List<Site> random, int depth) {
    String name = objects.libraryName(made.callee()).orElse("");
    if (Transforms.isSequence(name)) {
      return made.argument(Transforms.STEPS).orElse(Term.NOTHING) instanceof Term.Group parts
          ? ofParts(parts, random, depth)
          : Proof.UNKNOWN;
    }
    boolean isOff =
        made.argument(Transforms.PROBABILITY)
            .filter(p -> Conditions.truth(p).filter(on -> !on).isPresent())
            .isPresent();
    Proof isRandom = isOff ? Proof.NO : Transforms.isRandom(name);
    if (isRandom == Proof.YES) {
      random.add(made.site());
    }
    return isRandom;
  }

  private Proof ofParts(Term.Group parts, List<Site> random, int depth) {
    Proof any = run.run().heap().added(parts).isEmpty() ? Proof.NO : Proof.UNKNOWN;
    for (Term part : parts.elements()) {
      any = any.or(isRandom(part, random, depth + 1));
    }
    return any;
  }
}
