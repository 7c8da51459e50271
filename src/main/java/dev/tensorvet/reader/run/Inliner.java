package dev.tensorvet.reader.run;

import dev.tensorvet.facts.Site;
import dev.tensorvet.flow.FunctionFlow;
import dev.tensorvet.flow.Operand;
import dev.tensorvet.flow.Operand.CollectionKind;
import dev.tensorvet.flow.Step;
import dev.tensorvet.framework.Harmless;
import dev.tensorvet.semantic.Entity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.source.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Runs functions whose code is known in place of their calls. */
final class Inliner {

  private final ProgramRun run;
  private final Objects objects;

  /** The functions whose decorators are being run: they themselves are called plain. */
  private final Set<FunctionEntity> decorating = new HashSet<>();

  Inliner(ProgramRun run, Objects objects) {
    this.run = run;
    this.objects = objects;
  }

  /**
   * Runs a function in place of a call.
   *
   * @param around the frame of the function that it is defined in
   * @param isQuiet whether its events, losses apart, do not count
   * @return the returned value
   */
  Term follow(
      FunctionEntity function,
      Optional<Term> self,
      Optional<Frame> around,
      Arguments arguments,
      Span span,
      boolean isQuiet) {
    Site site = run.site(span);
    if (!function.decorators().isEmpty() && decorating.add(function)) {
      Term.Callable plain = new Term.Callable(function, self, around);
      Term value = followDecorated(plain, arguments, span, isQuiet);
      decorating.remove(function);
      return value;
    }
    if (!run.canFollow(function) || run.constructions().spares(function, self, arguments)) {
      run.emit(new Event.Opaque(site, self, arguments.all()));
      return run.unknown(arguments.all());
    }
    FunctionFlow flow = objects.flow(function);
    if (isLeftToSubclasses(flow) && self.filter(s -> s instanceof Term.Input).isPresent()) {
      run.emit(new Event.Opaque(site, Optional.empty(), List.of(self.get())));
      return run.unknown(arguments.all());
    }
    Frame frame = new Frame(flow, around, self);
    bind(frame, function, self, arguments);
    return run.contexts().decorated(function, () -> run.follow(frame, flow, site.place(), isQuiet));
  }

  /**
   * Runs what the decorators made of a function. One that is out of sight may do anything around
   * the call, and one of a library may change what it returns.
   */
  private Term followDecorated(
      Term.Callable plain, Arguments arguments, Span span, boolean isQuiet) {
    FunctionEntity function = plain.function();
    List<Entity> decorators = function.decorators().stream().filter(d -> !isHarmless(d)).toList();
    Optional<Term> made = Optional.empty();
    if (decorators.size() == 1
        && decorators.getFirst() instanceof FunctionEntity decorator
        && !function.hasDecoratorWithArguments()) {
      Term given = new Term.Callable(function, Optional.empty(), plain.around());
      made =
          Optional.of(
              run.decorate(
                  () ->
                      follow(
                          decorator,
                          Optional.empty(),
                          Optional.empty(),
                          Arguments.NONE.after(List.of(given), span),
                          span,
                          isQuiet)));
    }
    if (made.orElse(Term.NOTHING) instanceof Term.Callable wrapper
        && wrapper.function() != function) {
      return follow(
          wrapper.function(),
          wrapper.self(),
          wrapper.around(),
          arguments.after(plain.self().stream().toList(), span),
          span,
          isQuiet);
    }
    boolean isKnown =
        made.orElse(Term.NOTHING) instanceof Term.Callable
            || decorators.stream().allMatch(d -> d instanceof LibraryEntity);
    if (!isKnown) {
      List<Term> reached = arguments.all();
      reached.add(plain);
      run.emit(new Event.Opaque(run.site(span), Optional.empty(), reached));
    }
    Term value = follow(function, plain.self(), plain.around(), arguments, span, isQuiet);
    return decorators.isEmpty() || made.orElse(Term.NOTHING) instanceof Term.Callable
        ? value
        : run.unknown(List.of(value));
  }

  private static boolean isHarmless(Entity decorator) {
    return decorator instanceof LibraryEntity library
        && Harmless.isFunction(library.qualifiedName());
  }

  /** Whether a body does nothing, so that a subclass may well do it. */
  private static boolean isLeftToSubclasses(FunctionFlow flow) {
    return flow.body().stream()
        .allMatch(
            step ->
                step instanceof Step.Raise
                    || (step instanceof Step.Evaluate e
                        && (e.value() instanceof Operand.Literal
                            || e.value() instanceof Operand.Parts)));
  }

  private void bind(
      Frame frame, FunctionEntity function, Optional<Term> self, Arguments arguments) {
    List<Term> positional = new ArrayList<>();
    self.ifPresent(positional::add);
    positional.addAll(arguments.positional());
    int next = 0;
    for (FunctionFlow.Parameter parameter : frame.parameters()) {
      Term byName = arguments.keywords().get(parameter.name());
      Term value =
          switch (parameter.kind()) {
            case POSITIONAL ->
                next < positional.size()
                    ? positional.get(next++)
                    : byName != null ? byName : missing(parameter, function, arguments);
            case KEYWORD_ONLY -> byName != null ? byName : missing(parameter, function, arguments);
            case REST -> {
              List<Term> rest =
                  positional.subList(Math.min(next, positional.size()), positional.size());
              next = positional.size();
              yield new Term.Group(run.nextSerial(), CollectionKind.TUPLE, List.copyOf(rest));
            }
            case KEYWORD_REST -> run.unknown(List.copyOf(arguments.keywords().values()));
          };
      frame.write(parameter.name(), value);
    }
  }

  private Term missing(
      FunctionFlow.Parameter parameter, FunctionEntity function, Arguments arguments) {
    boolean isDefault = arguments.isComplete() && parameter.defaultValue().isPresent();
    return isDefault && parameter.defaultValue().get() instanceof Operand.Literal literal
        ? new Term.Written(literal.value())
        : new Term.Input(function, parameter.name(), parameter.type());
  }

  /** Binds a function's parameters to inputs that nothing is known of. */
  void bindInputs(Frame frame, FunctionEntity function, Optional<Term> self) {
    boolean isFirst = true;
    for (FunctionFlow.Parameter parameter : frame.parameters()) {
      boolean isSelf = isFirst && self.isPresent();
      frame.write(
          parameter.name(),
          isSelf ? self.get() : new Term.Input(function, parameter.name(), parameter.type()));
      isFirst = false;
    }
  }
}
