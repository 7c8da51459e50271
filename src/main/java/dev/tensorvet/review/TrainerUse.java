package dev.tensorvet.review;

import dev.tensorvet.framework.TrainerMethods;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.source.Span;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Stmt;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a file does with an object that runs loops, as far as its own text tells.
 *
 * @param made the call that makes it
 * @param trainings the calls by which it trains
 * @param evaluates whether it is asked to run a model without training it
 * @param models the classes of the project that it is given to train
 */
record TrainerUse(
    Expr.Call made, List<Expr.Call> trainings, boolean evaluates, Set<ClassEntity> models) {

  /** Whether all that is asked of it is to evaluate. */
  boolean onlyEvaluates() {
    return evaluates && trainings.isEmpty();
  }

  /**
   * @param made the calls of the file that make such objects
   */
  static List<TrainerUse> in(CodeView view, List<Expr.Call> made) {
    Map<String, Set<ClassEntity>> classes = new LinkedHashMap<>();
    Map<Span, String> names = new HashMap<>();
    List<Expr.Call> asked = new ArrayList<>();
    view.module()
        .tree()
        .walk(
            node -> {
              if (node instanceof Stmt.Assign assign && assign.value() instanceof Expr.Call value) {
                String name = view.text(assign.targets().getFirst());
                classOf(value, view)
                    .forEach(
                        type ->
                            classes.computeIfAbsent(name, n -> new LinkedHashSet<>()).add(type));
                names.put(value.span(), name);
              } else if (node instanceof Expr.Call call
                  && call.callee() instanceof Expr.Attribute method
                  && (TrainerMethods.trains(method.name())
                      || TrainerMethods.evaluates(method.name()))) {
                asked.add(call);
              }
            });
    return made.stream().map(each -> use(each, names, asked, classes, view)).toList();
  }

  /**
   * Calls that make what runs loops, although nothing else is known of them: it is given a module
   * whose loop a framework runs.
   *
   * @param known the calls that are known to
   */
  static List<Expr.Call> unknownMakers(
      CodeView view, Predicate<ClassEntity> isRunByFramework, List<Expr.Call> known) {
    Map<String, Expr.Call> made = new HashMap<>();
    Set<Expr.Call> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    seen.addAll(known);
    List<Expr.Call> found = new ArrayList<>();
    view.module()
        .tree()
        .walk(
            node -> {
              if (node instanceof Stmt.Assign assign
                  && assign.targets().getFirst() instanceof Expr.Name name
                  && assign.value() instanceof Expr.Call call) {
                made.put(name.name(), call);
              } else if (node instanceof Expr.Call call
                  && call.callee() instanceof Expr.Attribute method
                  && TrainerMethods.trains(method.name())
                  && method.value() instanceof Expr.Name trainer) {
                Optional.ofNullable(made.get(trainer.name()))
                    .filter(maker -> classOf(maker, view).isEmpty())
                    .filter(
                        maker ->
                            given(call).stream()
                                .map(
                                    value ->
                                        value instanceof Expr.Name name
                                            ? made.getOrDefault(name.name(), call)
                                            : value)
                                .flatMap(value -> classOf(value, view).stream())
                                .anyMatch(isRunByFramework))
                    .filter(seen::add)
                    .ifPresent(found::add);
              }
            });
    return found;
  }

  private static TrainerUse use(
      Expr.Call made,
      Map<Span, String> names,
      List<Expr.Call> asked,
      Map<String, Set<ClassEntity>> classes,
      CodeView view) {
    List<Expr.Call> trainings = new ArrayList<>();
    Set<ClassEntity> models = new LinkedHashSet<>();
    boolean evaluates = false;
    for (Expr.Call call : asked) {
      Expr.Attribute method = (Expr.Attribute) call.callee();
      boolean isOfThis =
          method.value().span().equals(made.span())
              || view.text(method.value()).equals(names.get(made.span()));
      if (isOfThis && TrainerMethods.trains(method.name())) {
        trainings.add(call);
        given(call)
            .forEach(
                value -> {
                  models.addAll(classes.getOrDefault(view.text(value), Set.of()));
                  models.addAll(classOf(value, view));
                });
      } else if (isOfThis) {
        evaluates = true;
      }
    }
    return new TrainerUse(made, List.copyOf(trainings), evaluates, Set.copyOf(models));
  }

  private static List<Expr> given(Expr.Call call) {
    List<Expr> given = new ArrayList<>(call.arguments());
    call.keywords().forEach(keyword -> given.add(keyword.value()));
    return given;
  }

  /** The class that a call makes an object of, by its constructor or by a method of it. */
  static List<ClassEntity> classOf(Expr value, CodeView view) {
    if (!(value instanceof Expr.Call call)) {
      return List.of();
    }
    List<Expr> makers = new ArrayList<>(List.of(call.callee()));
    if (call.callee() instanceof Expr.Attribute method) {
      makers.add(method.value());
    }
    return makers.stream()
        .filter(maker -> maker instanceof Expr.Name || maker instanceof Expr.Attribute)
        .map(view.module()::resolve)
        .filter(ClassEntity.class::isInstance)
        .map(ClassEntity.class::cast)
        .limit(1)
        .toList();
  }
}
