package dev.tensorvet.reader.code;

import dev.tensorvet.facts.DataSlip;
import dev.tensorvet.facts.DataSlip.Kind;
import dev.tensorvet.framework.DataLoading;
import dev.tensorvet.framework.Devices;
import dev.tensorvet.framework.Parameter;
import dev.tensorvet.framework.Randomness;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.semantic.MethodLookup;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Reads the calls of a file that make loaders. */
final class LoaderSlips {

  private final SourceModule module;
  private final List<DataSlip> found = new ArrayList<>();

  LoaderSlips(SourceModule module) {
    this.module = module;
  }

  List<DataSlip> read() {
    if (DataLoading.mayLoad(module.file().text())) {
      CodeCalls.each(
          module,
          (call, name) -> {
            if (DataLoading.isPlainLoader(name) && !CodeCalls.isOpen(call)) {
              loader(call);
            } else if (DataLoading.weighs(name)) {
              weights(call);
            }
          });
    }
    return found;
  }

  private void loader(Expr.Call loader) {
    batches(loader);
    workers(loader);
    readers(loader);
    copies(loader);
    dataset(loader).ifPresent(type -> dataset(loader, type));
    if (argument(loader, DataLoading.WORKERS).filter(count -> !isZero(count)).isPresent()) {
      argument(loader, DataLoading.WORKER_START).ifPresent(this::seeds);
    }
    sent(loader);
  }

  private static Optional<Expr> argument(Expr.Call loader, Parameter parameter) {
    return CodeCalls.argument(loader, parameter);
  }

  // --- arguments that exclude each other

  private void batches(Expr.Call loader) {
    Optional<Expr> batches = argument(loader, DataLoading.BATCH_SAMPLER);
    if (batches.filter(this::isMade).isEmpty()) {
      return;
    }
    List<Expr> conflicts = new ArrayList<>();
    argument(loader, DataLoading.BATCH_SIZE).filter(size -> !isOne(size)).ifPresent(conflicts::add);
    argument(loader, DataLoading.SHUFFLE).filter(LoaderSlips::isTrue).ifPresent(conflicts::add);
    argument(loader, DataLoading.DROP_LAST).filter(LoaderSlips::isTrue).ifPresent(conflicts::add);
    argument(loader, DataLoading.SAMPLER).filter(this::isMade).ifPresent(conflicts::add);
    conflicts.stream()
        .findFirst()
        .ifPresent(one -> add(Kind.BATCHES_MADE_TWICE, loader, batches.get(), Optional.of(one)));
  }

  /** Whether a value is surely not nothing. */
  private boolean isMade(Expr value) {
    return value instanceof Expr.Call
        || CodeCalls.onlyValue(value, module).filter(Expr.Call.class::isInstance).isPresent();
  }

  private static boolean isOne(Expr value) {
    return !(value instanceof Expr.NumberLiteral number) || number.text().equals("1");
  }

  private static boolean isTrue(Expr value) {
    return value instanceof Expr.BooleanLiteral flag && flag.value();
  }

  private void workers(Expr.Call loader) {
    Optional<Expr> workers = argument(loader, DataLoading.WORKERS);
    if (workers.isPresent() && !isZero(workers.get())) {
      return;
    }
    Optional<Expr> persistent =
        argument(loader, DataLoading.PERSISTENT).filter(LoaderSlips::isTrue);
    Optional<Expr> ahead =
        argument(loader, DataLoading.AHEAD).filter(Expr.NumberLiteral.class::isInstance);
    persistent
        .or(() -> ahead)
        .ifPresent(given -> add(Kind.NO_WORKERS, loader, given, Optional.of(given)));
  }

  /** Whether each sample is read from files, by the process that trains. */
  private void readers(Expr.Call loader) {
    boolean isAlone = argument(loader, DataLoading.WORKERS).map(LoaderSlips::isZero).orElse(true);
    boolean isToTrain =
        argument(loader, DataLoading.SHUFFLE).filter(LoaderSlips::isTrue).isPresent();
    if (isAlone && isToTrain && !module.path().toString().endsWith(".ipynb")) {
      argument(loader, DataLoading.DATASET)
          .map(value -> CodeCalls.onlyValue(value, module).orElse(value))
          .flatMap(this::reading)
          .ifPresent(
              reading ->
                  add(
                      Kind.READS_BETWEEN_BATCHES,
                      loader,
                      loader,
                      Optional.of(reading.node()),
                      reading.module()));
    }
  }

  /** A node of a file. */
  private record Located(Node node, SourceModule module) {}

  /** Where a dataset reads a file for a sample. */
  private Optional<Located> reading(Expr dataset) {
    if (CodeCalls.isCall(dataset, DataLoading::readsFiles, module)) {
      return Optional.of(new Located(dataset, module));
    }
    return dataset instanceof Expr.Call made
            && module.resolve(made.callee()) instanceof ClassEntity type
            && type.lookup("__getitem__") instanceof MethodLookup.Found element
        ? reading(element.function())
        : Optional.empty();
  }

  private static Optional<Located> reading(FunctionEntity element) {
    List<Located> reads = new ArrayList<>();
    Tree.walk(
        element.node(),
        node -> {
          if (node instanceof Expr call
              && CodeCalls.isCall(call, DataLoading::readsFile, element.module())) {
            reads.add(new Located(call, element.module()));
          }
        });
    return reads.stream().findFirst();
  }

  /** Copies of what a loader gives, in a loop over it, that are not to be waited for. */
  private void copies(Expr.Call loader) {
    boolean isPinned =
        argument(loader, DataLoading.PINNED).filter(pinned -> !isFalse(pinned)).isPresent();
    if (isPinned
        || !(module.tree().parent(loader).orElse(loader) instanceof Stmt.Assign assign)
        || !(assign.targets().getFirst() instanceof Expr.Name name)) {
      return;
    }
    CodeCalls.eachMember(
        module,
        (call, method) -> {
          boolean isCopy =
              Devices.converts(method.name())
                  && call.keyword(DataLoading.NON_BLOCKING).filter(LoaderSlips::isTrue).isPresent()
                  && method.value() instanceof Expr.Name batch
                  && isOfLoop(batch, call, name.name(), loader);
          if (isCopy) {
            add(Kind.WAITS_FOR_COPY, call, loader, Optional.of(loader));
          }
        });
  }

  /** Whether a variable of a loop over a loader is what is copied. */
  private boolean isOfLoop(Expr.Name batch, Expr.Call copy, String name, Expr.Call loader) {
    return CodeCalls.around(copy, module.tree()).stream()
        .anyMatch(
            node ->
                node instanceof Stmt.For loop
                    && Tree.holds(loop.target(), n -> isNamed(n, batch.name()))
                    && Tree.holds(
                        loop.iterable(),
                        n ->
                            isNamed(n, name)
                                && n instanceof Expr.Name over
                                && CodeCalls.onlyValue(over, module)
                                    .filter(loader::equals)
                                    .isPresent()));
  }

  private static boolean isNamed(Node node, String name) {
    return node instanceof Expr.Name other && other.name().equals(name);
  }

  private static boolean isFalse(Expr value) {
    return value instanceof Expr.BooleanLiteral flag && !flag.value();
  }

  private static boolean isZero(Expr value) {
    return value instanceof Expr.NumberLiteral number && number.text().equals("0");
  }

  // --- the dataset

  /**
   * The class of the project that the dataset is an object of, if all that it inherits is known.
   */
  private Optional<ClassEntity> dataset(Expr.Call loader) {
    return argument(loader, DataLoading.DATASET)
        .map(value -> CodeCalls.onlyValue(value, module).orElse(value))
        .flatMap(
            value ->
                value instanceof Expr.Call made
                        && module.resolve(made.callee()) instanceof ClassEntity type
                        && type.mro().isComplete()
                    ? Optional.of(type)
                    : Optional.empty());
  }

  private void dataset(Expr.Call loader, ClassEntity type) {
    boolean shuffles =
        argument(loader, DataLoading.SHUFFLE).filter(LoaderSlips::isTrue).isPresent();
    if (isA(type, DataLoading::isIterable)) {
      if (shuffles) {
        add(Kind.SHUFFLES_STREAM, loader, loader, argument(loader, DataLoading.SHUFFLE));
      }
      boolean hasSeveral =
          argument(loader, DataLoading.WORKERS)
              .filter(
                  count ->
                      count instanceof Expr.NumberLiteral number && !number.text().matches("[01]"))
              .isPresent();
      if (hasSeveral && repeats(type)) {
        add(Kind.STREAM_REPEATED, loader, loader, Optional.of(type.node()), type.module());
      }
    } else if (isA(type, DataLoading::isMap)) {
      if (isLacking(type, "__getitem__") && isLacking(type, "__getitems__")) {
        add(Kind.NO_ELEMENTS, loader, loader, Optional.of(type.node()), type.module());
      } else if (isLacking(type, "__len__") && !hasSampler(loader)) {
        add(Kind.NO_LENGTH, loader, loader, Optional.of(type.node()), type.module());
      }
    }
  }

  private static boolean hasSampler(Expr.Call loader) {
    return argument(loader, DataLoading.SAMPLER).isPresent()
        || argument(loader, DataLoading.BATCH_SAMPLER).isPresent();
  }

  private static boolean isA(ClassEntity type, Predicate<String> base) {
    return type.mro().linear().stream()
        .anyMatch(
            each -> each instanceof LibraryEntity library && base.test(library.qualifiedName()));
  }

  private static boolean isLacking(ClassEntity type, String method) {
    return !(type.lookup(method) instanceof MethodLookup.Found)
        && !(type.lookup("__getattr__") instanceof MethodLookup.Found)
        && type.attributeSites(method).isEmpty()
        && type.mro().linear().stream()
            .filter(LibraryEntity.class::isInstance)
            .allMatch(
                each ->
                    each instanceof LibraryEntity library
                        && DataLoading.isPlainBase(library.qualifiedName()));
  }

  /** Whether nothing in a stream's code asks which worker it runs in, or draws by chance. */
  private static boolean repeats(ClassEntity type) {
    return type.lookup("__iter__") instanceof MethodLookup.Found
        && type.mro().linear().stream()
            .allMatch(
                each ->
                    !(each instanceof ClassEntity own)
                        || !DataLoading.mayDivide(own.module().file().text(own.node().span())));
  }

  // --- workers that start

  private void seeds(Expr start) {
    Optional<Node> function =
        switch (start) {
          case Expr.Lambda lambda -> Optional.of(lambda);
          case Expr other ->
              module.resolve(other) instanceof FunctionEntity own && own.module() == module
                  ? Optional.of(own.node())
                  : Optional.empty();
        };
    if (function.isEmpty()) {
      return;
    }
    List<Expr.Call> seeds = new ArrayList<>();
    Tree.walk(
        function.get(),
        node -> {
          if (node instanceof Expr.Call call
              && CodeCalls.library(call.callee(), module).flatMap(Randomness::seeded).isPresent()) {
            seeds.add(call);
          }
        });
    if (!seeds.isEmpty()
        && !Randomness.mayTellWorker(
            module.file().text(function.get().span()), worker(function.get()))) {
      add(
          Kind.WORKERS_SEEDED_ALIKE,
          seeds.getFirst(),
          seeds.getFirst().callee(),
          Optional.of(start));
    }
  }

  private static String worker(Node function) {
    Node.Parameters parameters =
        switch (function) {
          case Expr.Lambda lambda -> lambda.parameters();
          case Stmt.FunctionDef def -> def.parameters();
          default -> throw new IllegalStateException("no function");
        };
    return parameters.positional().stream().map(Node.Parameter::name).findFirst().orElse("");
  }

  /** What new processes are to run, and cannot find by a name. */
  private void sent(Expr.Call loader) {
    boolean isToWorkers =
        argument(loader, DataLoading.WORKERS)
            .filter(count -> count instanceof Expr.NumberLiteral && !isZero(count))
            .isPresent();
    if (isToWorkers && startsAnew(loader)) {
      Stream.of(DataLoading.COLLATES, DataLoading.WORKER_START)
          .flatMap(parameter -> argument(loader, parameter).stream())
          .filter(this::isNameless)
          .forEach(given -> add(Kind.CANNOT_BE_SENT, given, given, Optional.of(loader)));
    }
  }

  /** Whether the workers of a loader are surely no copies of the process that makes them. */
  private boolean startsAnew(Expr.Call loader) {
    Optional<Expr> own = argument(loader, DataLoading.START);
    return own.isPresent()
        ? own.filter(this::isAnew).isPresent()
        : DataLoading.mayStartAnew(module.file().text())
            && Tree.holds(
                module.tree().root(),
                node ->
                    node instanceof Expr.Call call
                        && CodeCalls.isCall(call, DataLoading::setsStart, module)
                        && call.arguments().stream().findFirst().filter(this::isAnew).isPresent());
  }

  private boolean isAnew(Expr start) {
    Expr value = CodeCalls.onlyValue(start, module).orElse(start);
    Expr name =
        value instanceof Expr.Call context
                && CodeCalls.isCall(context, DataLoading::givesStart, module)
                && !context.arguments().isEmpty()
            ? context.arguments().getFirst()
            : value;
    return name instanceof Expr.StringLiteral text && DataLoading.isAnew(text.value());
  }

  /** A lambda, or a function that is defined inside another. */
  private boolean isNameless(Expr function) {
    Expr value = CodeCalls.onlyValue(function, module).orElse(function);
    return value instanceof Expr.Lambda
        || (module.resolve(value) instanceof FunctionEntity own && own.isLocal());
  }

  // --- weights

  private void weights(Expr.Call sampler) {
    CodeCalls.argument(sampler, DataLoading.WEIGHTS)
        .filter(
            weights -> weights instanceof Expr.Name name && DataLoading.areOfClasses(name.name()))
        .ifPresent(weights -> add(Kind.WEIGHTS_OF_CLASSES, weights, weights, Optional.empty()));
  }

  private void add(Kind kind, Expr at, Node subject, Optional<? extends Node> other) {
    add(kind, at, subject, other, module);
  }

  private void add(
      Kind kind, Expr at, Node subject, Optional<? extends Node> other, SourceModule inModule) {
    found.add(
        new DataSlip(
            kind,
            CodeCalls.place(at, module),
            CodeCalls.text(subject, module),
            other.map(node -> CodeCalls.place(node, inModule)),
            Optional.empty()));
  }
}
