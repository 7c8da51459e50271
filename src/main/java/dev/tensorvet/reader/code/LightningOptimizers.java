package dev.tensorvet.reader.code;

import dev.tensorvet.facts.LightningSlip.Kind;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.framework.Frameworks;
import dev.tensorvet.framework.LightningApi;
import dev.tensorvet.framework.ManualOptimization;
import dev.tensorvet.framework.Parameter;
import dev.tensorvet.framework.Role;
import dev.tensorvet.framework.Schedulers;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.requirement.VersionRange;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import dev.tensorvet.tensor.Proof;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads the optimizers and schedulers that a module gives to Lightning, in any of the forms that
 * Lightning takes: one, a list, a list of each, a dict, a list of dicts.
 */
final class LightningOptimizers {

  /** What changes a list or a dict after it was written. */
  private static final Set<String> CHANGES =
      Set.of("append", "extend", "update", "setdefault", "insert", "pop");

  private final SourceModule module;
  private final Frameworks frameworks;
  private final LightningClass owner;
  private final Stmt.FunctionDef maker;
  private final Proof isManual;
  private final Supplier<VersionRange> versions;
  private final LightningNotes notes;

  /**
   * @param versions the versions of Lightning that the project allows
   */
  LightningOptimizers(
      SourceModule module,
      Frameworks frameworks,
      LightningClass owner,
      Stmt.FunctionDef maker,
      Proof isManual,
      Supplier<VersionRange> versions,
      LightningNotes notes) {
    this.module = module;
    this.frameworks = frameworks;
    this.owner = owner;
    this.maker = maker;
    this.isManual = isManual;
    this.versions = versions;
    this.notes = notes;
  }

  /** The optimizers and schedulers of one form, as they are written. */
  private record Plan(List<Expr> optimizers, List<Expr> schedulers, boolean hasMonitor) {}

  void read() {
    List<Stmt.Return> returns =
        LightningClass.returns(maker).stream().filter(r -> r.value().isPresent()).toList();
    if (returns.isEmpty()) {
      nothing();
    }
    for (Stmt.Return end : returns) {
      plan(settled(end.value().orElseThrow())).ifPresent(plan -> check(plan, end));
    }
    Tree.walk(maker, this::look);
  }

  /** Shows what the method makes to nobody: an optimizer without a word, a scheduler left out. */
  private void look(Node node) {
    if (node instanceof Stmt.Assign assign
        && assign.targets().size() == 1
        && assign.targets().getFirst() instanceof Expr.Name name
        && isScheduler(assign.value())
        && isManual == Proof.NO
        && !isMentioned(name)) {
      notes.add(Kind.SCHEDULER_DROPPED, assign.value(), name.name());
    }
  }

  private boolean isMentioned(Expr.Name variable) {
    return Tree.holds(
        maker,
        node ->
            node instanceof Expr.Name name
                && name.id() != variable.id()
                && name.name().equals(variable.name()));
  }

  private void nothing() {
    boolean yields = Tree.holds(maker, n -> n instanceof Expr.Yield || n instanceof Expr.YieldFrom);
    if (yields) {
      return;
    }
    boolean[] isSaid = {false};
    Tree.walk(
        maker,
        node -> {
          if (node instanceof Expr.Call call && isOptimizer(call) && !isSaid[0]) {
            isSaid[0] = true;
            notes.add(Kind.OPTIMIZER_DROPPED, maker, maker.name(), notes.text(call.callee()));
          }
        });
  }

  // --- the forms

  private Optional<Plan> plan(Expr value) {
    return switch (value) {
      case Expr.Dict dict -> Optional.of(ofDict(dict));
      case Expr.ListExpr list -> ofElements(list.elements());
      case Expr.Tuple tuple -> ofElements(tuple.elements());
      default -> Optional.of(new Plan(List.of(value), List.of(), false));
    };
  }

  private Plan ofDict(Expr.Dict dict) {
    // Where one key is passed over, the others beside it mostly belong to it.
    dict.items().stream()
        .filter(item -> key(item).filter(k -> !isRead(k)).isPresent())
        .findFirst()
        .ifPresent(
            item ->
                notes.add(
                    Kind.OPTIMIZER_KEY,
                    item.key().orElseThrow(),
                    key(item).orElseThrow(),
                    notes.text(item.value())));
    return new Plan(
        value(dict, ManualOptimization.KEY).stream().map(this::settled).toList(),
        value(dict, LightningApi.SCHEDULER_KEY).stream().map(this::settled).toList(),
        isOpen(dict) || value(dict, LightningApi.MONITOR).isPresent());
  }

  /** Before the second version, how often each of several optimizers was stepped in a row. */
  private boolean isFrequency(String key) {
    return key.equals(LightningApi.FREQUENCY) && !versions.get().isFrom(LightningApi.MANUAL_ONLY);
  }

  private boolean isRead(String key) {
    return LightningApi.isOptimizerKey(key) || isFrequency(key);
  }

  private Optional<Plan> ofElements(List<Expr> written) {
    if (written.stream().anyMatch(Expr.Starred.class::isInstance)) {
      return Optional.empty();
    }
    List<Expr> elements = written.stream().map(this::settled).toList();
    if (elements.size() == 2 && elements.getFirst() instanceof Expr.ListExpr optimizers) {
      if (optimizers.elements().stream().anyMatch(Expr.Starred.class::isInstance)) {
        return Optional.empty();
      }
      Expr second = elements.getLast();
      List<Expr> schedulers =
          switch (second) {
            case Expr.ListExpr list -> list.elements().stream().map(this::settled).toList();
            case Expr.Tuple tuple -> tuple.elements().stream().map(this::settled).toList();
            default -> List.of(second);
          };
      return Optional.of(
          new Plan(optimizers.elements().stream().map(this::settled).toList(), schedulers, false));
    }
    if (elements.size() > 0 && elements.stream().allMatch(Expr.Dict.class::isInstance)) {
      List<Plan> plans = elements.stream().map(e -> ofDict((Expr.Dict) e)).toList();
      return Optional.of(
          new Plan(
              plans.stream().flatMap(p -> p.optimizers().stream()).toList(),
              plans.stream().flatMap(p -> p.schedulers().stream()).toList(),
              plans.stream().allMatch(Plan::hasMonitor)));
    }
    return Optional.of(new Plan(elements, List.of(), false));
  }

  // --- what they say

  private void check(Plan plan, Stmt.Return end) {
    boolean isBoth =
        plan.schedulers().isEmpty()
            && plan.optimizers().size() > 1
            && plan.optimizers().stream().anyMatch(this::isScheduler)
            && plan.optimizers().stream().anyMatch(this::isOptimizer);
    if (isBoth) {
      notes.add(Kind.SIDE_BY_SIDE, end, notes.text(end.value().orElseThrow()));
      return;
    }
    VersionRange range = versions.get();
    if (isManual == Proof.NO
        && plan.optimizers().size() > 1
        && plan.optimizers().stream().allMatch(this::isOptimizer)
        && !range.isBefore(LightningApi.MANUAL_ONLY)) {
      notes.add(
          Kind.SEVERAL_OPTIMIZERS,
          end,
          owner.type().name(),
          String.valueOf(plan.optimizers().size()),
          Optional.empty(),
          range.isFrom(LightningApi.MANUAL_ONLY) ? Certainty.PROVEN : Certainty.LIKELY);
    }
    for (Expr scheduler : plan.schedulers()) {
      scheduler(scheduler, plan);
    }
    if (isManual == Proof.YES && owner.isKnown() && !plan.schedulers().isEmpty() && !isStepped()) {
      notes.add(Kind.SCHEDULER_LEFT, end, owner.type().name());
    }
  }

  /** Whether the code of the class may step a scheduler. */
  private boolean isStepped() {
    return owner.line().stream()
        .anyMatch(
            type ->
                Schedulers.mayStep(type.module().file().text(type.node().span()))
                    || type.attributeNames().stream().anyMatch(Schedulers::isName));
  }

  // --- one scheduler

  private void scheduler(Expr written, Plan plan) {
    if (!(written instanceof Expr.Dict dict)) {
      scheduler(written, written, Optional.empty(), plan.hasMonitor(), plan);
      return;
    }
    keys(dict);
    if (!isOpen(dict)) {
      boolean isMonitored =
          value(dict, LightningApi.MONITOR)
              .filter(v -> !(v instanceof Expr.NoneLiteral))
              .isPresent();
      value(dict, LightningApi.SCHEDULER)
          .ifPresentOrElse(
              object ->
                  scheduler(
                      settled(object), dict, value(dict, LightningApi.INTERVAL), isMonitored, plan),
              () -> notes.add(Kind.NO_SCHEDULER, dict, LightningApi.SCHEDULER));
    }
  }

  private void keys(Expr.Dict dict) {
    for (Node.DictItem item : dict.items()) {
      key(item)
          .filter(k -> !LightningApi.isSchedulerKey(k))
          .ifPresent(k -> notes.add(Kind.SCHEDULER_KEY, item.key().orElseThrow(), k));
    }
    value(dict, LightningApi.INTERVAL)
        .filter(v -> v instanceof Expr.StringLiteral t && !LightningApi.isInterval(t.value()))
        .ifPresent(v -> notes.add(Kind.INTERVAL, v, notes.text(v)));
  }

  /**
   * @param told where Lightning is told of it: its dict, or itself
   */
  private void scheduler(
      Expr object, Expr told, Optional<Expr> interval, boolean isMonitored, Plan plan) {
    Optional<Schedulers.Signature> known =
        object instanceof Expr.Call made
            ? CodeCalls.library(made.callee(), module).flatMap(Schedulers::of)
            : Optional.empty();
    if (known.isEmpty() || !(object instanceof Expr.Call made) || CodeCalls.isOpen(made)) {
      return;
    }
    Schedulers.Signature signature = known.get();
    String name = CodeCalls.name(made);
    if (isManual == Proof.NO && signature.takesMetric() && !isMonitored) {
      notes.add(Kind.NO_MONITOR, told, name);
    }
    boolean isOnceAnEpoch =
        interval.isEmpty()
            || interval
                .filter(
                    v ->
                        v instanceof Expr.StringLiteral text
                            && !text.value().equals(LightningApi.EACH_STEP))
                .isPresent();
    if (isManual == Proof.NO && isOnceAnEpoch && !owner.defines(LightningApi.SCHEDULER_STEP)) {
      signature.lengths().stream()
          .filter(length -> countsSteps(made, length))
          .flatMap(length -> CodeCalls.argument(made, length).stream())
          .findFirst()
          .ifPresent(length -> notes.add(Kind.ONCE_AN_EPOCH, made, name, notes.text(length)));
    }
    CodeCalls.argument(made, signature.optimizer())
        .filter(optimizer -> isForeign(optimizer, plan))
        .ifPresent(o -> notes.add(Kind.FOREIGN_SCHEDULER, o, notes.text(o), name));
  }

  private boolean countsSteps(Expr.Call made, Parameter length) {
    Optional<Expr> given = CodeCalls.argument(made, length);
    return given.isPresent()
        && (length.name().equals(Schedulers.STEPS_PER_EPOCH)
            ? !notes.text(given.get()).equals("1")
            : LightningApi.countsSteps(notes.text(given.get()))
                || LightningApi.countsSteps(notes.text(settled(given.get()))));
  }

  /** Whether an optimizer is surely none of those that are returned. */
  private boolean isForeign(Expr optimizer, Plan plan) {
    Expr made = settled(optimizer);
    return isOptimizer(made)
        && !plan.optimizers().isEmpty()
        && plan.optimizers().stream().allMatch(o -> isOptimizer(o) && o.id() != made.id());
  }

  // --- what stands for what

  private boolean isOptimizer(Expr value) {
    return hasRole(value, Role.OPTIMIZER);
  }

  private boolean isScheduler(Expr value) {
    return hasRole(value, Role.SCHEDULER);
  }

  private boolean hasRole(Expr value, Role role) {
    return CodeCalls.isCall(
        value, name -> frameworks.role(name).filter(role::equals).isPresent(), module);
  }

  /** What a variable was given, if it was given nothing else and that was not changed. */
  private Expr settled(Expr value) {
    return value instanceof Expr.Name name && !isChanged(name)
        ? CodeCalls.onlyValue(name, module).orElse(value)
        : value;
  }

  private boolean isChanged(Expr.Name variable) {
    return Tree.holds(
        maker,
        node ->
            switch (node) {
              case Stmt.Assign assign ->
                  assign.targets().stream()
                      .anyMatch(
                          t -> t instanceof Expr.Subscript part && is(part.value(), variable));
              case Stmt.AugAssign more -> is(more.target(), variable);
              case Expr.Attribute method ->
                  is(method.value(), variable) && CHANGES.contains(method.name());
              default -> false;
            });
  }

  private static boolean is(Expr value, Expr.Name variable) {
    return value instanceof Expr.Name name && name.name().equals(variable.name());
  }

  // --- dicts

  private static Optional<String> key(Node.DictItem item) {
    return item.key()
        .filter(Expr.StringLiteral.class::isInstance)
        .map(key -> ((Expr.StringLiteral) key).value());
  }

  private static Optional<Expr> value(Expr.Dict dict, String key) {
    return dict.items().stream()
        .filter(item -> key(item).filter(key::equals).isPresent())
        .findFirst()
        .map(Node.DictItem::value);
  }

  /** Whether a dict may hold more than is written. */
  private static boolean isOpen(Expr.Dict dict) {
    return dict.items().stream().anyMatch(item -> key(item).isEmpty());
  }
}
