package dev.tensorvet.reader.run;

import dev.tensorvet.facts.IteratorUse;
import dev.tensorvet.facts.Site;
import dev.tensorvet.flow.Constant;
import dev.tensorvet.flow.Operand;
import dev.tensorvet.framework.Effects;
import dev.tensorvet.framework.GraphFlow;
import dev.tensorvet.framework.Harmless;
import dev.tensorvet.framework.Mappings;
import dev.tensorvet.framework.Metrics;
import dev.tensorvet.framework.Processes;
import dev.tensorvet.framework.PythonFunctions;
import dev.tensorvet.framework.Role;
import dev.tensorvet.framework.TrainingMethod;
import dev.tensorvet.framework.Wrapper;
import dev.tensorvet.reader.run.Inventory.Making;
import dev.tensorvet.semantic.LibraryEntity;
import java.util.List;
import java.util.Optional;

/** Calls the functions and classes of the libraries: tells what they do in a training program. */
final class LibraryCalls {

  private final ProgramRun run;
  private final Operands operands;
  private final Objects objects;
  private final Calls calls;

  LibraryCalls(ProgramRun run, Operands operands, Objects objects, Calls calls) {
    this.run = run;
    this.operands = operands;
    this.objects = objects;
    this.calls = calls;
  }

  /** Calls what a library calls by a canonical name. */
  Term call(String name, Term callee, Arguments arguments, Operand.Call call) {
    Site site = run.site(call.span());
    if (PythonFunctions.collects(name)) {
      arguments.get(0, "iterable").ifPresent(i -> run.exhaust(i, IteratorUse.OTHER, call.span()));
    }
    Optional<Effects.Effect> effect = Effects.of(name);
    if (effect.isPresent()) {
      switch (effect.get()) {
        case CLIP_GRADIENTS -> {
          Optional<Term> bound = arguments.get(1, "max_norm");
          if (!objects.isInfinite(bound) && bound.filter(objects::isScaledBound).isEmpty()) {
            arguments.get(0, "parameters").ifPresent(p -> run.emit(new Event.Clip(site, p)));
          }
          arguments
              .get(0, "parameters")
              .ifPresent(p -> run.exhaust(p, IteratorUse.CLIPPING, call.span()));
        }
        case BACKWARD ->
            run.emit(
                new Event.Backward(
                    site,
                    arguments.all(),
                    Optional.empty(),
                    false,
                    arguments.graphUse(),
                    arguments.fillAllGradients(),
                    run.contexts().autocast()));
        case GRADIENT ->
            run.emit(
                new Event.Gradient(
                    site,
                    arguments.get(0, "outputs").stream().toList(),
                    arguments.get(1, "inputs")));
        case GRADIENT_FUNCTION ->
            run.emit(new Event.Opaque(site, Optional.empty(), arguments.all()));
        case CALL_OF_MODULE -> {
          Term.Made result = calls.made(callee, arguments, site);
          arguments
              .get(0, "module")
              .ifPresent(m -> calls.computes(m, arguments, result, run.contexts().graph(), site));
          return result;
        }
        case CROSS_ENTROPY -> {
          if (objects.isClass(callee)) {
            Term.Made loss = calls.made(callee, arguments, site);
            run.inventory().make(new Making(loss, Role.LOSS, call, run.frame().function()));
            return loss;
          }
          crossEntropy(arguments, call);
        }
        case FIRST_ARGUMENT -> {
          boolean isNewGraph =
              GraphFlow.canStartGraph(name)
                  && arguments.get(1, "requires_grad").flatMap(Conditions::truth).orElse(false);
          if (!arguments.positional().isEmpty()
              && !isNewGraph
              && !objects.isWithoutGraph(calls.made(callee, arguments, site))) {
            Term first = arguments.positional().getFirst();
            run.heap().wrap(first);
            Wrapper.of(name).ifPresent(w -> wrap(w, first, arguments, site));
            return first;
          }
        }
        case SAME_VALUES -> {
          if (!arguments.positional().isEmpty()) {
            run.inventory().copy(arguments.positional().getFirst());
            return arguments.positional().getFirst();
          }
        }
        case SET_GRADIENT -> {
          if (!arguments.all().isEmpty()) {
            run.contexts().switchGraphs(arguments.get(0, "mode").orElse(Term.NOTHING));
          }
        }
        case SOFTMAX,
            SIGMOID,
            NO_GRADIENT,
            WITH_GRADIENT,
            AUTOCAST,
            ALL_ARGUMENTS,
            ELEMENTS,
            NUMBERED_ELEMENTS,
            COPY -> {}
      }
      return calls.made(callee, arguments, site);
    }
    if (PythonFunctions.readsMember(name)
        && !arguments.positional().isEmpty()
        && arguments.get(1, "name").orElse(Term.NOTHING) instanceof Term.Written written
        && written.value() instanceof Constant.Text text) {
      return operands.member(arguments.positional().getFirst(), text.value(), call);
    }
    if (Harmless.isQuestion(name) && arguments.isComplete()) {
      return operands.computed(name, arguments.all());
    }
    Term.Made object = calls.made(callee, arguments, site);
    if (Metrics.roundsAsFunction(name) && arguments.all().size() == 1) {
      run.inventory().round(new Inventory.Rounding(arguments.all().getFirst(), site));
    }
    boolean isMapping = Mappings.isMapping(name);
    if (isMapping) {
      begin(object);
    }
    processes(name, arguments, site);
    if (PythonFunctions.takesNext(name) && !arguments.positional().isEmpty()) {
      Term from = operands.source(arguments.positional().getFirst());
      Optional<Term> given = operands.callOwn(from, PythonFunctions.NEXT, call.span());
      if (given.isPresent()) {
        return given.get();
      }
      operands.draw(from, object, false, site);
    }
    Optional<Role> role = objects.role(object);
    if (role.isPresent()) {
      if (role.get() == Role.OPTIMIZER) {
        arguments
            .get(0, "params")
            .ifPresent(p -> run.exhaust(p, IteratorUse.OPTIMIZER, call.span()));
      }
      run.inventory().make(new Making(object, role.get(), call, run.frame().function()));
      run.emit(new Event.Made(site, object));
    } else if (!Harmless.isFunction(name) && !isMapping) {
      zeroed(name).ifPresent(optimizer -> run.emit(new Event.Zero(site, optimizer)));
      run.emit(new Event.Opaque(site, Optional.empty(), arguments.all()));
    }
    return object;
  }

  /** What a mapping is made with. */
  private void begin(Term.Made mapping) {
    mapping
        .keywords()
        .forEach(
            (key, value) -> {
              if (!key.startsWith("*")) {
                run.heap().begin(mapping, key, value);
              }
            });
    mapping.positional().stream()
        .findFirst()
        .filter(objects::isMapping)
        .filter(Term.Group.class::isInstance)
        .ifPresent(display -> begin(mapping, ((Term.Group) display).elements()));
  }

  private void begin(Term.Made mapping, List<Term> keysAndValues) {
    for (int i = 0; i + 1 < keysAndValues.size(); i += 2) {
      Term value = keysAndValues.get(i + 1);
      Operands.key(keysAndValues.get(i)).ifPresent(key -> run.heap().begin(mapping, key, value));
    }
  }

  /** An optimizer may be imported from a file that is not there: what its name says is believed. */
  private static Optional<Term> zeroed(String function) {
    int dot = function.lastIndexOf('.');
    return dot > 0 && TrainingMethod.ZERO_GRADIENTS.isNamed(function.substring(dot + 1))
        ? Optional.of(new Term.Named(new LibraryEntity(function.substring(0, dot))))
        : Optional.empty();
  }

  private void wrap(Wrapper wrapper, Term object, Arguments arguments, Site site) {
    boolean keepsParameters =
        !wrapper.replacesParameters()
            || !arguments.isComplete()
            || arguments.keywords().keySet().stream().anyMatch(Wrapper::keepsParameters);
    run.emit(
        new Event.Wrap(
            site,
            object,
            wrapper,
            keepsParameters,
            arguments.get(Wrapper.DEVICES.position(), Wrapper.DEVICES.name())));
  }

  /** Tells how a function bears on the processes of the program. */
  private void processes(String name, Arguments arguments, Site site) {
    if (Processes.isCollective(name)) {
      boolean isAmongSome = arguments.keywords().containsKey("group");
      run.emit(new Event.Collective(site, isAmongSome, Processes.joins(name)));
    } else if (Processes.saves(name)) {
      run.emit(new Event.Save(site, arguments.all()));
    }
  }

  /** Tells of a cross-entropy that is computed. */
  void crossEntropy(Arguments arguments, Operand.Call call) {
    Optional<Term> scores = arguments.get(0, "input");
    scores.ifPresent(
        s ->
            run.emit(
                new Event.CrossEntropy(
                    run.site(call.span()), run.site(arguments.span(0, call.span())), s)));
  }
}
