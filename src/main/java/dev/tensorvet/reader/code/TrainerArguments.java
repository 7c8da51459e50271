package dev.tensorvet.reader.code;

import dev.tensorvet.facts.TrainerSlip.Kind;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.framework.TrainerApi;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Reads what trainings are told in a file: their arguments, and the trainers that are given these.
 * Arguments that a command line or a config brings are unknown, and nothing is said of them.
 */
final class TrainerArguments {

  private final SourceModule module;
  private final TrainerNotes notes;

  TrainerArguments(SourceModule module, TrainerNotes notes) {
    this.module = module;
    this.notes = notes;
  }

  void read() {
    List<Expr.Call> arguments = new ArrayList<>();
    List<Expr.Call> trainers = new ArrayList<>();
    CodeCalls.each(
        module,
        (call, name) -> {
          if (TrainerApi.isArguments(name) && !CodeCalls.isOpen(call)) {
            arguments.add(call);
          } else if (TrainerApi.isPlainTrainer(name) && !CodeCalls.isOpen(call)) {
            trainers.add(call);
          }
        });
    arguments.forEach(this::arguments);
    trainers.forEach(this::trainer);
  }

  // --- the arguments alone

  private void arguments(Expr.Call call) {
    if (CodeCalls.is(call.keyword(TrainerApi.BEST_AT_END), true)) {
      strategies(call);
    }
    direction(call);
    Optional<Expr> half = call.keyword(TrainerApi.HALF);
    if (CodeCalls.is(half, true)) {
      if (CodeCalls.is(call.keyword(TrainerApi.BRAIN_HALF), true)) {
        notes.add(Kind.TWO_PRECISIONS, half.get(), TrainerApi.HALF, TrainerApi.BRAIN_HALF);
      }
      TrainerApi.cpuSwitches().stream()
          .filter(name -> CodeCalls.is(call.keyword(name), true))
          .forEach(name -> notes.add(Kind.HALF_ON_CPU, half.get(), TrainerApi.HALF, name));
    }
    if (CodeCalls.is(call.keyword(TrainerApi.CHECKPOINTING), true)) {
      cache(call);
    }
  }

  private void strategies(Expr.Call call) {
    Optional<String> saves = strategy(call.keyword(TrainerApi.SAVE_STRATEGY), TrainerApi.STEPS);
    Optional<String> evaluates = evaluates(call);
    if (saves.isEmpty() || evaluates.isEmpty() || saves.get().equals(TrainerApi.BEST)) {
      return;
    }
    if (!saves.equals(evaluates)) {
      notes.add(Kind.STRATEGIES_DIFFER, call.callee(), saves.get(), evaluates.get());
    } else if (saves.get().equals(TrainerApi.STEPS)) {
      OptionalInt save = steps(call.keyword(TrainerApi.SAVE_STEPS), TrainerApi.DEFAULT_STEPS);
      OptionalInt logging = steps(call.keyword(TrainerApi.LOGGING_STEPS), TrainerApi.DEFAULT_STEPS);
      Optional<Expr> written = call.keyword(TrainerApi.EVALUATION_STEPS);
      OptionalInt evaluation = written.isPresent() ? steps(written, 0) : logging;
      if (save.isPresent()
          && evaluation.isPresent()
          && evaluation.getAsInt() > 0
          && save.getAsInt() % evaluation.getAsInt() != 0) {
        notes.add(
            Kind.STEPS_DIFFER,
            written.orElse(call.callee()),
            String.valueOf(save.getAsInt()),
            String.valueOf(evaluation.getAsInt()));
      }
    }
  }

  /** When there is an evaluation; empty when that is not written. */
  private Optional<String> evaluates(Expr.Call call) {
    Optional<Expr> written =
        TrainerApi.evaluationStrategies().stream()
            .flatMap(name -> call.keyword(name).stream())
            .findFirst();
    return strategy(written, TrainerApi.NEVER);
  }

  /** A strategy by its word, or by its name in the enumeration of them. */
  private Optional<String> strategy(Optional<Expr> written, String otherwise) {
    if (written.isEmpty()) {
      return Optional.of(otherwise);
    }
    return switch (written.get()) {
      case Expr.StringLiteral text -> Optional.of(text.value());
      case Expr.Attribute named when CodeCalls.library(named, module).isPresent() ->
          Optional.of(named.name().toLowerCase(Locale.ROOT));
      default -> Optional.empty();
    };
  }

  private static OptionalInt steps(Optional<Expr> written, int otherwise) {
    if (written.isEmpty()) {
      return OptionalInt.of(otherwise);
    }
    return written.get() instanceof Expr.NumberLiteral number && number.text().matches("[0-9]{1,9}")
        ? OptionalInt.of(Integer.parseInt(number.text()))
        : OptionalInt.empty();
  }

  private void direction(Expr.Call call) {
    Optional<Expr> written = call.keyword(TrainerApi.BEST_METRIC);
    Optional<String> metric = written.flatMap(TrainerNotes::word);
    Optional<Boolean> isLarger = metric.flatMap(TrainerApi::isBetterLarger);
    if (isLarger.isEmpty()) {
      return;
    }
    Optional<Expr> told = call.keyword(TrainerApi.GREATER);
    if (told.isPresent() && !(told.get() instanceof Expr.BooleanLiteral)) {
      return;
    }
    boolean taken =
        told.map(value -> ((Expr.BooleanLiteral) value).value())
            .orElse(TrainerApi.isTakenForLarger(metric.get()));
    if (taken != isLarger.get()) {
      notes.add(
          Kind.DIRECTION_WRONG,
          told.or(() -> written).orElse(call),
          metric.get(),
          isLarger.get() ? "True" : "False");
    }
  }

  /** A model that is told to keep what checkpointing does not let it use. */
  private void cache(Expr.Call arguments) {
    CodeCalls.each(
        module,
        (call, name) -> {
          Optional<Expr> cache = call.keyword(TrainerApi.CACHE);
          if (TrainerApi.loadsModel(name) && CodeCalls.is(cache, true)) {
            notes.add(
                Kind.CACHE_AND_CHECKPOINTING,
                cache.orElse(call),
                TrainerApi.CACHE,
                TrainerApi.CHECKPOINTING,
                Optional.of(arguments.keyword(TrainerApi.CHECKPOINTING).orElse(arguments)),
                Certainty.PROVEN);
          }
        });
  }

  // --- a trainer, and the arguments that it is given

  private void trainer(Expr.Call trainer) {
    Optional<Expr.Call> arguments =
        CodeCalls.argument(trainer, TrainerApi.ARGS)
            .map(notes::settled)
            .filter(v -> CodeCalls.isCall(v, TrainerApi::isArguments, module))
            .map(Expr.Call.class::cast)
            .filter(call -> !CodeCalls.isOpen(call));
    arguments.ifPresent(
        given -> {
          evaluationData(trainer, given);
          metric(trainer, given);
          columns(trainer, given);
        });
  }

  private void evaluationData(Expr.Call trainer, Expr.Call arguments) {
    Optional<String> evaluates = evaluates(arguments);
    boolean isWithout =
        CodeCalls.argument(trainer, TrainerApi.EVALUATION_DATA).isEmpty()
            && !notes.all().contains("." + TrainerApi.EVALUATION_DATA.name());
    if (isWithout && evaluates.filter(e -> !e.equals(TrainerApi.NEVER)).isPresent()) {
      notes.add(
          Kind.NO_EVALUATION_DATA, trainer.callee(), notes.text(trainer.callee()), evaluates.get());
    }
  }

  private void metric(Expr.Call trainer, Expr.Call arguments) {
    Optional<Expr> written = arguments.keyword(TrainerApi.BEST_METRIC);
    Optional<String> metric = written.flatMap(TrainerNotes::word).map(TrainerApi::withoutPrefix);
    boolean isAsked =
        CodeCalls.is(arguments.keyword(TrainerApi.BEST_AT_END), true)
            && metric.filter(m -> !TrainerApi.isOwnMetric(m)).isPresent()
            && !(CodeCalls.argument(trainer, TrainerApi.EVALUATION_DATA)
                    .map(notes::settled)
                    .orElse(trainer)
                instanceof Expr.Dict);
    if (!isAsked) {
      return;
    }
    Optional<Set<String>> computed = ComputedMetrics.of(trainer, module);
    if (computed.filter(keys -> !ComputedMetrics.has(keys, metric.get())).isPresent()) {
      notes.add(
          Kind.METRIC_NOT_COMPUTED,
          written.orElse(arguments),
          metric.get(),
          String.join("`, `", computed.get().stream().sorted().toList()));
    }
  }

  // --- columns that are read when they are gone

  private void columns(Expr.Call trainer, Expr.Call arguments) {
    boolean isOfLibrary =
        CodeCalls.argument(trainer, TrainerApi.MODEL)
            .map(notes::settled)
            .filter(m -> CodeCalls.isCall(m, TrainerApi::loadsModel, module))
            .isPresent();
    if (!isOfLibrary
        || arguments.keyword(TrainerApi.UNUSED_COLUMNS).isPresent()
        || arguments.keyword(TrainerApi.LABEL_NAMES_ARGUMENT).isPresent()) {
      return;
    }
    CodeCalls.argument(trainer, TrainerApi.COLLATOR).ifPresent(this::columnsOf);
    CodeCalls.eachMember(
        module,
        (call, method) -> {
          if (TrainerApi.transforms(method.name()) && !call.arguments().isEmpty()) {
            columnsOf(call.arguments().getFirst());
          }
        });
  }

  /** The first column that a function reads of its samples, and that no model takes. */
  private void columnsOf(Expr function) {
    if (!(module.resolve(function) instanceof FunctionEntity entity)
        || entity.module() != module
        || !(entity.node() instanceof Stmt.FunctionDef def)
        || def.parameters().all().isEmpty()) {
      return;
    }
    Set<String> samples = new HashSet<>(Set.of(def.parameters().all().getFirst().name()));
    List<Expr.Subscript> reads = new ArrayList<>();
    Set<String> written = new HashSet<>();
    Tree.walk(
        def,
        node -> {
          switch (node) {
            case Stmt.For loop -> sample(loop.target(), loop.iterable(), samples);
            case Node.Comprehension each -> sample(each.target(), each.iterable(), samples);
            case Stmt.Assign assign ->
                assign.targets().forEach(t -> key(t).ifPresent(written::add));
            case Expr.Subscript read -> reads.add(read);
            default -> {}
          }
        });
    reads.stream()
        .filter(read -> read.value() instanceof Expr.Name name && samples.contains(name.name()))
        .filter(
            read ->
                key(read)
                    .filter(k -> !TrainerApi.isModelInput(k) && !written.contains(k))
                    .isPresent())
        .findFirst()
        .ifPresent(
            read ->
                notes.likely(
                    Kind.COLUMN_REMOVED, read, key(read).orElseThrow(), notes.text(function)));
  }

  private static void sample(Expr target, Expr iterable, Set<String> samples) {
    if (target instanceof Expr.Name each
        && iterable instanceof Expr.Name from
        && samples.contains(from.name())) {
      samples.add(each.name());
    }
  }

  private static Optional<String> key(Expr value) {
    return value instanceof Expr.Subscript part
        ? TrainerNotes.word(part.index())
        : Optional.empty();
  }
}
