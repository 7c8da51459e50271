package dev.tensorvet.reader.code;

import dev.tensorvet.facts.LightningSlip.Kind;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.framework.Effects;
import dev.tensorvet.framework.LightningApi;
import dev.tensorvet.framework.ManualOptimization;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.source.Language;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.tensor.Proof;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads the trainers of a file: what they are told, and which modules they are to train. A trainer
 * that a command line or a config makes is none of them.
 */
final class LightningTrainers {

  /** What a name says that is there to try things out. */
  private static final Set<String> TRIALS =
      Set.of("debug", "smoke", "sanity", "dry", "overfit", "demo", "test", "fast");

  private final SourceModule module;
  private final Function<LightningClass, Proof> isManual;
  private final LightningNotes notes;

  LightningTrainers(
      SourceModule module, Function<LightningClass, Proof> isManual, LightningNotes notes) {
    this.module = module;
    this.isManual = isManual;
    this.notes = notes;
  }

  /**
   * A method of a trainer is called with a module.
   *
   * @param trainer how the trainer is made
   * @param model empty when its class is not known
   */
  record Run(Expr.Call call, String method, Expr.Call trainer, Optional<LightningClass> model) {}

  /** The trainings and evaluations of the file whose trainer it makes, in the order of the text. */
  List<Run> read() {
    List<Run> runs = new ArrayList<>();
    List<Expr.Call> trainers = new ArrayList<>();
    module
        .tree()
        .walk(
            node -> {
              if (node instanceof Expr.Call call) {
                if (isTrainer(call)) {
                  trainers.add(call);
                } else {
                  run(call).ifPresent(runs::add);
                }
              }
            });
    for (Expr.Call trainer : trainers) {
      boolean isForFit =
          runs.stream()
              .anyMatch(
                  r -> r.trainer().id() == trainer.id() && r.method().equals(LightningApi.FIT));
      arguments(trainer, isForFit);
    }
    runs.forEach(this::check);
    return runs;
  }

  private boolean isTrainer(Expr value) {
    return CodeCalls.isCall(value, LightningApi::isTrainer, module);
  }

  private Optional<Run> run(Expr.Call call) {
    if (!(call.callee() instanceof Expr.Attribute method)) {
      return Optional.empty();
    }
    Expr trainer = CodeCalls.onlyValue(method.value(), module).orElse(method.value());
    return isTrainer(trainer)
        ? Optional.of(
            new Run(
                call,
                method.name(),
                (Expr.Call) trainer,
                CodeCalls.argument(call, LightningApi.MODEL).flatMap(this::model)))
        : Optional.empty();
  }

  private Optional<LightningClass> model(Expr given) {
    return CodeCalls.onlyValue(given, module).orElse(given) instanceof Expr.Call made
            && module.resolve(made.callee()) instanceof ClassEntity type
        ? LightningClass.of(type)
        : Optional.empty();
  }

  // --- what a run needs

  private void check(Run run) {
    run.model()
        .ifPresent(
            model -> {
              steps(run, model);
              if (run.method().equals(LightningApi.FIT)) {
                switch (isManual.apply(model)) {
                  case YES -> manual(run, model);
                  case NO -> clippedTwice(run, model);
                  case UNKNOWN -> {}
                }
              }
            });
    boolean isBestWithout =
        CodeCalls.is(run.trainer().keyword(LightningApi.CHECKPOINTING), false)
            && run.call()
                .keyword(LightningApi.CHECKPOINT)
                .filter(
                    v -> v instanceof Expr.StringLiteral t && t.value().equals(LightningApi.BEST))
                .isPresent();
    if (isBestWithout) {
      notes.add(Kind.NO_BEST, run.call(), notes.text(run.call().callee()));
    }
  }

  private void steps(Run run, LightningClass model) {
    String name = model.type().name();
    LightningApi.stepOf(run.method())
        .filter(model::lacks)
        .ifPresent(step -> notes.add(Kind.STEP_MISSING, run.call(), name, step));
    if (!run.method().equals(LightningApi.FIT)) {
      return;
    }
    if (model.lacks(ManualOptimization.MAKER)) {
      notes.add(Kind.STEP_MISSING, run.call(), name, ManualOptimization.MAKER);
    }
    Optional<Expr> validated = CodeCalls.argument(run.call(), LightningApi.VALIDATION_LOADERS);
    if (validated.filter(v -> !(v instanceof Expr.NoneLiteral)).isPresent()
        && !CodeCalls.isOpen(run.call())
        && model.lacks(LightningApi.VALIDATION_STEP)) {
      notes.add(Kind.VALIDATION_SKIPPED, validated.get(), name, notes.text(validated.get()));
    }
  }

  private void manual(Run run, LightningClass model) {
    run.trainer()
        .keyword(LightningApi.CLIPPING)
        .filter(v -> number(v).filter(n -> n > 0).isPresent())
        .ifPresent(v -> refused(Kind.CLIPS_BY_HAND, v, LightningApi.CLIPPING, model));
    run.trainer()
        .keyword(LightningApi.ACCUMULATION)
        .filter(v -> number(v).filter(n -> n > 1).isPresent())
        .ifPresent(v -> refused(Kind.GATHERS_BY_HAND, v, LightningApi.ACCUMULATION, model));
  }

  private void clippedTwice(Run run, LightningClass model) {
    Optional<Expr> clipping =
        run.trainer().keyword(LightningApi.CLIPPING).filter(v -> number(v).orElse(0.0) > 0);
    if (clipping.isEmpty()) {
      return;
    }
    LightningClass.definitions(model.type()).stream()
        .filter(method -> LightningApi.isBeforeStep(method.name()))
        .flatMap(method -> method.body().stream())
        .flatMap(statement -> clip(statement, model.type().module()).stream())
        .findFirst()
        .ifPresent(
            call ->
                notes.add(
                    Kind.CLIPPED_TWICE,
                    clipping.get(),
                    LightningApi.CLIPPING + "=" + notes.text(clipping.get()),
                    model.type().name(),
                    Optional.of(CodeCalls.place(call, model.type().module())),
                    Certainty.LIKELY));
  }

  private static boolean clips(String function) {
    return Effects.of(function).filter(Effects.Effect.CLIP_GRADIENTS::equals).isPresent();
  }

  /** A statement of a hook's own block that clips gradients. */
  private static Optional<Expr> clip(Stmt statement, SourceModule module) {
    return statement instanceof Stmt.ExprStmt alone
            && CodeCalls.isCall(alone.value(), LightningTrainers::clips, module)
        ? Optional.of(alone.value())
        : Optional.empty();
  }

  private void refused(Kind kind, Expr value, String argument, LightningClass model) {
    notes.add(kind, value, argument + "=" + notes.text(value), model.type().name());
  }

  // --- what a trainer is told

  private void arguments(Expr.Call trainer, boolean isForFit) {
    // What a notebook cuts short, its reader sees at once.
    if (!isTrial(trainer) && module.file().language() != Language.NOTEBOOK) {
      cutShort(trainer);
    }
    if (isForFit
        && !CodeCalls.isOpen(trainer)
        && trainer.keywords().stream()
            .noneMatch(k -> k.name().filter(LightningApi::endsTraining).isPresent())
        && !LightningApi.mayEnd(module.file().text())) {
      notes.add(
          Kind.ENDLESS,
          trainer,
          notes.text(trainer.callee()),
          "",
          Optional.empty(),
          Certainty.LIKELY);
    }
    Optional<Expr> precision = trainer.keyword(LightningApi.PRECISION);
    if (isText(trainer.keyword(LightningApi.ACCELERATOR), "cpu")
        && precision.filter(p -> LightningApi.isHalf(unquoted(p))).isPresent()) {
      notes.add(Kind.HALF_ON_CPU, precision.get(), "precision=" + notes.text(precision.get()));
    }
    Optional<Expr> benchmark = trainer.keyword(LightningApi.BENCHMARK);
    if (CodeCalls.is(trainer.keyword(LightningApi.DETERMINISTIC), true)
        && CodeCalls.is(benchmark, true)) {
      notes.add(Kind.NOT_DETERMINISTIC, benchmark.orElse(trainer), "benchmark=True");
    }
  }

  private void cutShort(Expr.Call trainer) {
    trainer
        .keyword(LightningApi.FAST_RUN)
        .filter(v -> CodeCalls.is(Optional.of(v), true) || number(v).filter(n -> n > 0).isPresent())
        .ifPresent(v -> cut(v, LightningApi.FAST_RUN));
    trainer
        .keyword(LightningApi.OVERFIT)
        .filter(v -> number(v).filter(n -> n > 0).isPresent())
        .ifPresent(v -> cut(v, LightningApi.OVERFIT));
    trainer
        .keyword(LightningApi.ANOMALIES)
        .filter(v -> CodeCalls.is(Optional.of(v), true))
        .ifPresent(v -> notes.add(Kind.ANOMALIES_WATCHED, v, LightningApi.ANOMALIES + "=True"));
  }

  private void cut(Expr value, String argument) {
    notes.add(
        Kind.CUT_SHORT,
        value,
        argument + "=" + notes.text(value),
        "",
        Optional.empty(),
        Certainty.LIKELY);
  }

  /** Whether a trainer is one to try things out: by its file, its function or a condition. */
  private boolean isTrial(Expr.Call trainer) {
    StringBuilder around = new StringBuilder(String.valueOf(module.path().getFileName()));
    Optional<Node> at = module.tree().parent(trainer);
    while (at.isPresent()) {
      switch (at.get()) {
        case Stmt.FunctionDef def -> around.append(' ').append(def.name());
        case Stmt.If choice -> around.append(' ').append(notes.text(choice.test()));
        case Stmt.Assign assign ->
            around.append(' ').append(notes.text(assign.targets().getFirst()));
        default -> {}
      }
      at = module.tree().parent(at.get());
    }
    String words = around.toString().toLowerCase(Locale.ROOT);
    return TRIALS.stream().anyMatch(words::contains);
  }

  private static boolean isText(Optional<Expr> value, String text) {
    return value
        .filter(v -> v instanceof Expr.StringLiteral t && t.value().equals(text))
        .isPresent();
  }

  private String unquoted(Expr value) {
    return value instanceof Expr.StringLiteral text ? text.value() : notes.text(value);
  }

  private static Optional<Double> number(Expr value) {
    return value instanceof Expr.NumberLiteral number
            && number.text().matches("[0-9]+(\\.[0-9]*)?|\\.[0-9]+")
        ? Optional.of(Double.valueOf(number.text()))
        : Optional.empty();
  }
}
