package dev.tensorvet.reader.run;

import dev.tensorvet.facts.Site;
import dev.tensorvet.flow.Operand;
import dev.tensorvet.flow.Operand.CollectionKind;
import dev.tensorvet.framework.Effects;
import dev.tensorvet.framework.PythonFunctions;
import dev.tensorvet.reader.run.CodeNames.Interest;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.semantic.MethodLookup;
import dev.tensorvet.source.Span;
import dev.tensorvet.tensor.Proof;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Makes calls: follows those whose code is known, and tells the events of the others. */
final class Calls {

  /** The methods of which the first one runs where an object is called. */
  static final List<String> OF_OBJECT = List.of("__call__", "forward");

  private final ProgramRun run;
  private final Operands operands;
  private final Objects objects;
  private final Inliner inliner;
  private final MethodCalls methods;
  private final LibraryCalls libraries;

  Calls(ProgramRun run, Operands operands, Objects objects, Inliner inliner) {
    this.run = run;
    this.operands = operands;
    this.objects = objects;
    this.inliner = inliner;
    this.methods = new MethodCalls(run, operands, objects, this);
    this.libraries = new LibraryCalls(run, operands, objects, this);
  }

  Term call(Operand.Call call) {
    if (call.callee() instanceof Operand.Member method) {
      Term receiver = operands.evaluate(method.owner());
      Arguments arguments = arguments(call);
      return methods.call(receiver, method.name(), arguments, call);
    }
    Term callee = operands.evaluate(call.callee());
    return invoke(callee, arguments(call), call);
  }

  private Arguments arguments(Operand.Call call) {
    List<Term> positional = new ArrayList<>();
    List<Span> spans = new ArrayList<>();
    Map<String, Term> keywords = new TreeMap<>();
    boolean isComplete = true;
    for (Operand.Argument argument : call.arguments()) {
      Term value = operands.evaluate(argument.value());
      if (argument.isSpread()
          && isComplete
          && value instanceof Term.Group group
          && group.kind() != CollectionKind.DICT) {
        positional.addAll(group.elements());
        group.elements().forEach(element -> spans.add(argument.value().span()));
      } else if (argument.isSpread()) {
        isComplete = false;
        keywords.put("*" + keywords.size(), value);
      } else if (argument.keyword().isPresent()) {
        keywords.put(argument.keyword().get(), value);
      } else if (isComplete) {
        positional.add(value);
        spans.add(argument.value().span());
      } else {
        keywords.put("*" + keywords.size(), value);
      }
    }
    return new Arguments(positional, keywords, spans, isComplete);
  }

  /** Calls what an expression gave: a function, a class, an object. */
  Term invoke(Term callee, Arguments arguments, Operand.Call call) {
    return switch (callee) {
      case Term.Named named when named.entity() instanceof LibraryEntity library ->
          libraries.call(library.qualifiedName(), callee, arguments, call);
      case Term.Named named when named.entity() instanceof ClassEntity type ->
          construct(type, callee, arguments, call);
      case Term.Callable callable ->
          inliner.follow(
              callable.function(),
              callable.self(),
              callable.around(),
              arguments,
              call.span(),
              false);
      case Term.Made partial when isPartial(partial) ->
          invoke(partial.positional().getFirst(), arguments.completing(partial, call.span()), call);
      case Term.Made object -> instance(object, arguments, call);
      // A method that was put into a variable.
      case Term.Member method -> methods.call(method.owner(), method.name(), arguments, call);
      case Term.Either either -> either(either, arguments, call);
      case Term.Input input when objects.classOf(input).isPresent() ->
          instance(input, arguments, call);
      default -> {
        Site site = run.site(call.span());
        Term.Made result = made(callee, arguments, site);
        computes(callee, arguments, result, run.contexts().graph(), site);
        run.emit(new Event.Opaque(site, Optional.empty(), arguments.all()));
        yield result;
      }
    };
  }

  private boolean isPartial(Term.Made object) {
    return !object.positional().isEmpty()
        && objects.libraryName(object.callee()).filter(PythonFunctions::binds).isPresent();
  }

  /** Calls a method of an object's own class with nothing; empty if it has none. */
  Optional<Term> own(Term object, String method, Span span) {
    return objects.classOf(object).map(type -> type.lookup(method)).stream()
        .flatMap(
            found -> found instanceof MethodLookup.Found f ? Stream.of(f.function()) : Stream.of())
        .findFirst()
        .map(
            function ->
                inliner.follow(
                    function, Optional.of(object), Optional.empty(), Arguments.NONE, span, false));
  }

  /** An object is called that is a module, or may be one. */
  void computes(Term object, Arguments arguments, Term result, Proof graph, Site site) {
    run.emit(
        new Event.Forward(
            site,
            run.frame().function(),
            object,
            arguments.all(),
            result,
            graph,
            run.contexts().autocast()));
  }

  private Term construct(ClassEntity type, Term callee, Arguments arguments, Operand.Call call) {
    Site site = run.site(call.span());
    Term.Made object = made(callee, arguments, site);
    run.emit(new Event.Made(site, object));
    switch (type.lookup("__init__")) {
      case MethodLookup.Found found -> {
        boolean isModule = objects.isModule(type);
        Runnable constructor =
            () ->
                inliner.follow(
                    found.function(),
                    Optional.of(object),
                    Optional.empty(),
                    arguments,
                    call.span(),
                    isModule);
        if (isModule && run.canPostpone()) {
          run.constructions().postpone(object, constructor);
        } else {
          constructor.run();
        }
      }
      case MethodLookup.Unknown unknown ->
          run.emit(new Event.Opaque(site, Optional.empty(), arguments.all()));
      case MethodLookup.InLibrary inLibrary -> {}
      case MethodLookup.Absent absent -> {}
    }
    return object;
  }

  /** An object is called: a module runs its forward, a loss computes. */
  private Term instance(Term object, Arguments arguments, Operand.Call call) {
    Site site = run.site(call.span());
    Optional<ClassEntity> type = objects.classOf(object);
    if (type.isPresent()) {
      for (String name : OF_OBJECT) {
        if (type.get().lookup(name) instanceof MethodLookup.Found found) {
          boolean isForward = name.equals("forward");
          Proof graph =
              objects.isWithoutGradient(found.function()) ? Proof.NO : run.contexts().graph();
          Term result =
              inliner.follow(
                  found.function(),
                  Optional.of(object),
                  Optional.empty(),
                  arguments,
                  call.span(),
                  isForward);
          if (isForward) {
            computes(object, arguments, result, graph, site);
          }
          return result;
        }
      }
    }
    Optional<Effects.Effect> effect =
        object instanceof Term.Made made
            ? objects.libraryName(made.callee()).flatMap(Effects::of)
            : Optional.empty();
    if (effect.filter(e -> e == Effects.Effect.CROSS_ENTROPY).isPresent()) {
      libraries.crossEntropy(arguments, call);
    }
    Term.Made result = made(object, arguments, site);
    computes(object, arguments, result, run.contexts().graph(), site);
    if (effect.filter(e -> e == Effects.Effect.CROSS_ENTROPY).isEmpty()
        && objects.role(object).isEmpty()) {
      run.emit(new Event.Opaque(site, Optional.of(object), arguments.all()));
    }
    return result;
  }

  /** One of several objects is called: what all of them do happens. */
  private Term either(Term.Either either, Arguments arguments, Operand.Call call) {
    boolean isEachCrossEntropy =
        either.options().stream()
            .allMatch(
                option ->
                    option instanceof Term.Made made
                        && objects
                            .libraryName(made.callee())
                            .flatMap(Effects::of)
                            .filter(e -> e == Effects.Effect.CROSS_ENTROPY)
                            .isPresent());
    Site site = run.site(call.span());
    if (isEachCrossEntropy) {
      libraries.crossEntropy(arguments, call);
    }
    Term.Made result = made(either, arguments, site);
    if (objects.areClasses(either)) {
      run.emit(new Event.Made(site, result));
      run.emit(new Event.Opaque(site, Optional.empty(), arguments.all()));
      return result;
    }
    Optional<Interest> note =
        either.options().stream().flatMap(this::ofForward).reduce(Interest::graver);
    if (note.filter(n -> n == Interest.MODE).isPresent()) {
      run.emit(new Event.Mode(site, either, Proof.UNKNOWN));
    }
    if (note.filter(n -> n == Interest.GRADIENT).isPresent()) {
      run.emit(new Event.Opaque(site, Optional.of(either), arguments.all()));
    } else if (!isEachCrossEntropy && objects.role(either).isEmpty()) {
      run.emit(new Event.Opaque(site, Optional.empty(), arguments.all()));
    }
    computes(either, arguments, result, run.contexts().graph(), site);
    return result;
  }

  /** What the code has to do with that runs when an object is called, the most of it. */
  private Stream<Interest> ofForward(Term object) {
    return objects
        .classOf(object)
        .filter(type -> type.lookup("forward") instanceof MethodLookup.Found)
        .flatMap(type -> run.interest(((MethodLookup.Found) type.lookup("forward")).function()))
        .stream();
  }

  /** The result of a call that is not followed further. */
  Term.Made made(Term callee, Arguments arguments, Site site) {
    return new Term.Made(
        run.nextSerial(), callee, arguments.positional(), arguments.keywords(), site);
  }
}
