package dev.tensorvet.engine;

import dev.tensorvet.facts.Fact;
import dev.tensorvet.facts.FactBase;
import dev.tensorvet.finding.Problem;
import dev.tensorvet.graph.Frame;
import dev.tensorvet.interp.Contradiction;
import dev.tensorvet.interp.Followed;
import dev.tensorvet.interp.Interpretation;
import dev.tensorvet.interp.Interpreter;
import dev.tensorvet.interp.Practice;
import dev.tensorvet.interp.Request;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.source.Span;
import dev.tensorvet.syntax.DataNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What rules are shown of one file, each kind found when the first rule asks for it: models are
 * followed only where a rule wants to see them. For one check and one thread.
 */
final class Subjects {

  private final SourceModule module;
  private final FactBase facts;
  private final Interpreter interpreter;
  private final Consumer<Problem> problems;
  private Optional<List<Interpretation>> models = Optional.empty();
  private Optional<Optional<Practice>> practice = Optional.empty();

  /**
   * @param problems takes what keeps a model from being followed
   */
  Subjects(
      SourceModule module, FactBase facts, Interpreter interpreter, Consumer<Problem> problems) {
    this.module = module;
    this.facts = facts;
    this.interpreter = interpreter;
    this.problems = problems;
  }

  FactBase facts() {
    return facts;
  }

  /** All subjects of a kind, in the order of the text. */
  <S> List<S> of(Class<S> kind) {
    List<?> all = all(kind);
    // Most files have nothing of most kinds.
    return all.isEmpty() ? List.of() : all.stream().<S>map(kind::cast).toList();
  }

  private List<?> all(Class<?> kind) {
    if (kind == Interpretation.class) {
      return models();
    }
    if (kind == Contradiction.class) {
      return contradictions();
    }
    if (kind == Followed.class) {
      return followed();
    }
    return DataNode.class.isAssignableFrom(kind)
        ? nodes().stream().filter(kind::isInstance).toList()
        : facts.all(kind.asSubclass(Fact.class));
  }

  /** What a configuration holds, each value once, whatever names it again. */
  private List<DataNode> nodes() {
    Set<DataNode> found = Collections.newSetFromMap(new IdentityHashMap<>());
    List<DataNode> inOrder = new ArrayList<>();
    Deque<DataNode> open = new ArrayDeque<>(module.parsed().documents());
    while (!open.isEmpty()) {
      DataNode node = open.pop();
      if (found.add(node)) {
        inOrder.add(node);
        switch (node) {
          case DataNode.Mapping mapping -> mapping.written().forEach(e -> open.add(e.value()));
          case DataNode.Sequence sequence -> open.addAll(sequence.elements());
          case DataNode.Nothing nothing -> {}
          case DataNode.Scalar scalar -> {}
        }
      }
    }
    return inOrder;
  }

  private List<Interpretation> models() {
    if (models.isEmpty()) {
      List<Interpretation> found = new ArrayList<>();
      for (ClassEntity type : module.classes()) {
        interpretation(type).ifPresent(found::add);
      }
      models = Optional.of(found);
    }
    return models.get();
  }

  /**
   * The models by themselves come first: what is wrong in one is told of it, and not of its use.
   */
  private List<Followed> followed() {
    return Stream.<Followed>concat(models().stream(), practice().stream()).toList();
  }

  /** What following code has shown comes first: it knows by which calls that is reached. */
  private List<Contradiction> contradictions() {
    List<Contradiction> found = new ArrayList<>();
    followed().forEach(code -> found.addAll(code.contradictions()));
    Set<Span> known =
        found.stream()
            .flatMap(contradiction -> contradiction.origin().place().stream())
            .filter(place -> place.file() == module.file())
            .map(Frame::span)
            .collect(Collectors.toSet());
    interpreter.patterns(module).stream()
        .filter(written -> written.origin().place().filter(p -> known.contains(p.span())).isEmpty())
        .forEach(found::add);
    return found;
  }

  private Optional<Practice> practice() {
    if (practice.isEmpty()) {
      practice = Optional.of(guarded("the script", () -> interpreter.practice(module)));
    }
    return practice.get();
  }

  /** One model that brings the tool down must not take the others with it. */
  private Optional<Interpretation> interpretation(ClassEntity type) {
    return guarded(
        "the model `" + type.name() + "`",
        () ->
            interpreter.isModel(type)
                ? Optional.of(interpreter.interpret(type, Request.plain()))
                : Optional.empty());
  }

  private <T> Optional<T> guarded(String what, Supplier<Optional<T>> follow) {
    try {
      return follow.get();
    } catch (Exception | Error crash) {
      problems.accept(
          FileProblems.internal(module.file().path(), what + " could not be followed", crash));
      return Optional.empty();
    }
  }
}
