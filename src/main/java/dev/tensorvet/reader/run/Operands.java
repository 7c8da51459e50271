package dev.tensorvet.reader.run;

import dev.tensorvet.facts.Site;
import dev.tensorvet.flow.Constant;
import dev.tensorvet.flow.Operand;
import dev.tensorvet.flow.Operand.CollectionKind;
import dev.tensorvet.flow.Place;
import dev.tensorvet.framework.Effects;
import dev.tensorvet.framework.Effects.Effect;
import dev.tensorvet.framework.GraphFlow;
import dev.tensorvet.framework.MixedPrecision;
import dev.tensorvet.framework.PythonFunctions;
import dev.tensorvet.framework.Role;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.source.Span;
import dev.tensorvet.syntax.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Evaluates the expressions of a run. */
final class Operands {

  private static final Term NO = new Term.Written(new Constant.Flag(false));

  /** Operators nested deeper than this are not told apart. */
  private static final int DEEPEST = 12;

  /** The operators that compare by size. */
  private static final Set<String> SIZES = Set.of("<", "<=", ">", ">=");

  private final ProgramRun run;
  private final Objects objects;
  private final Calls calls;
  private final Members members;

  Operands(ProgramRun run, Objects objects) {
    this.run = run;
    this.objects = objects;
    Inliner inliner = new Inliner(run, objects);
    this.calls = new Calls(run, this, objects, inliner);
    this.members = new Members(run, objects, inliner);
  }

  Term evaluate(Operand operand) {
    return switch (operand) {
      case Operand.Literal o -> new Term.Written(o.value());
      case Operand.Read o -> read(o.name());
      case Operand.Reference o -> reference(o);
      case Operand.Member o -> member(evaluate(o.owner()), o.name(), o);
      case Operand.Item o -> item(evaluate(o.owner()), evaluate(o.index()));
      case Operand.Call o -> calls.call(o);
      case Operand.Operation o -> {
        Term.Computed result = computed(o.operator(), all(o.operands()));
        run.contexts().compute(result);
        if (SIZES.contains(o.operator())) {
          run.inventory()
              .compare(new Inventory.Comparison(result, run.frame().module(), run.site(o.span())));
        }
        yield result;
      }
      case Operand.Conditional o -> conditional(o);
      case Operand.ShortCircuit o ->
          computed(o.isAnd() ? "and" : "or", all(List.of(o.first(), o.second())));
      case Operand.Collection o -> new Term.Group(run.nextSerial(), o.kind(), all(o.elements()));
      case Operand.Comprehension o -> run.comprehend(o);
      case Operand.Closure o ->
          new Term.Callable(o.function(), Optional.empty(), Optional.of(run.frame()));
      case Operand.Assigning o -> {
        Term value = evaluate(o.value());
        run.assignments().assign(o.target(), value, o.span());
        yield value;
      }
      case Operand.Yielding o -> run.giveOut(evaluate(o.value()));
      case Operand.Parts o -> run.unknown(all(o.parts()));
    };
  }

  /** Calls a method of an object's own class, which Python does unasked; empty if it has none. */
  Optional<Term> callOwn(Term object, String method, Span span) {
    return calls.own(object, method, span);
  }

  /**
   * The value of a test. What a file sets to true or false once and for all is a setting: how it is
   * set today decides nothing, since the code for the other way is there to be used.
   */
  Term question(Operand test) {
    return switch (test) {
      case Operand.Read o -> setting(o.name()).orElseGet(() -> evaluate(o));
      case Operand.Operation o when o.operator().equals("not") && o.operands().size() == 1 ->
          computed(o.operator(), List.of(question(o.operands().getFirst())));
      case Operand.ShortCircuit o ->
          computed(o.isAnd() ? "and" : "or", List.of(question(o.first()), question(o.second())));
      case Operand.Operation o
          when o.operands().stream().allMatch(Operand.Member.class::isInstance) -> {
        Term value = evaluate(o);
        yield setting(value).orElse(value);
      }
      default -> {
        Term value = evaluate(test);
        yield asksForGraph(value) ? NO : value;
      }
    };
  }

  /** {@code config.MODE == config.TRAIN}: of two constants, one is what somebody is to set. */
  private Optional<Term> setting(Term test) {
    if (!(test instanceof Term.Computed computed)
        || NamedConstants.areEqual(computed.operands()).isEmpty()) {
      return Optional.empty();
    }
    String names =
        computed.operands().stream()
            .map(side -> ((Term.Member) side).name())
            .collect(Collectors.joining(" "));
    Term areEqual = new Term.Outer(run.frame().module().name(), names);
    return switch (computed.operator()) {
      case "==", "is" -> Optional.of(areEqual);
      case "!=", "is not" -> Optional.of(computed("not", List.of(areEqual)));
      default -> Optional.empty();
    };
  }

  /** {@code loss.requires_grad}, of a loss that was computed where no graph is built. */
  private boolean asksForGraph(Term question) {
    return question instanceof Term.Member flag
        && GraphFlow.isStartMember(flag.name())
        && run.contexts().isGraphless(flag.owner())
        && !run.heap().mayStartGraph(flag.owner())
        && isComputed(flag.owner());
  }

  /** Whether a value is what an operation gives, and nothing that was made to begin a graph. */
  private boolean isComputed(Term value) {
    return switch (value) {
      case Term.Computed computed -> true;
      case Term.Made made when made.argument(-1, GraphFlow.SWITCH).isPresent() -> false;
      case Term.Made made when made.callee() instanceof Term.Member method ->
          GraphFlow.ofMethod(method.name()) == GraphFlow.THROUGH;
      case Term.Made made ->
          objects.isModule(made.callee())
              || objects
                  .libraryName(made.callee())
                  .filter(name -> GraphFlow.ofFunction(name) == GraphFlow.THROUGH)
                  .isPresent();
      default -> false;
    };
  }

  private Optional<Term> setting(String name) {
    Frame frame = run.frame();
    boolean isLocal = frame.function().isPresent() && frame.read(name).isPresent();
    return isLocal
        ? Optional.empty()
        : frame
            .module()
            .scope()
            .binding(name)
            .filter(binding -> binding.sites().size() == 1)
            .flatMap(binding -> binding.sites().getFirst().value())
            .filter(Expr.BooleanLiteral.class::isInstance)
            .map(value -> new Term.Outer(frame.module().name(), name));
  }

  private List<Term> all(List<Operand> operands) {
    List<Term> terms = new ArrayList<>(operands.size());
    for (Operand operand : operands) {
      terms.add(evaluate(operand));
    }
    return terms;
  }

  private Term conditional(Operand.Conditional choice) {
    List<Term> values = new ArrayList<>();
    run.control()
        .branch(
            choice.test(),
            () -> values.add(evaluate(choice.yes())),
            () -> values.add(evaluate(choice.no())));
    return run.merge(values);
  }

  Term.Computed computed(String operator, List<Term> operands) {
    int depth = 1;
    for (Term operand : operands) {
      depth = Math.max(depth, operand instanceof Term.Computed c ? c.depth() + 1 : 1);
    }
    return depth <= DEEPEST
        ? new Term.Computed(operator, operands, depth)
        : new Term.Computed(operator, List.of(run.unknown(operands)), 1);
  }

  private Term reference(Operand.Reference reference) {
    if (reference.entity() instanceof FunctionEntity function) {
      // A function defined in one that is being run knows the variables around it.
      return run.frame()
          .read(function.name())
          .filter(t -> t instanceof Term.Callable c && c.function() == function)
          .orElseGet(() -> new Term.Callable(function, Optional.empty(), Optional.empty()));
    }
    return new Term.Named(reference.entity());
  }

  private Term read(String name) {
    return run.frame().read(name).orElseGet(() -> run.outer(run.frame().module(), name));
  }

  /** The value that a place holds. */
  Term read(Place place) {
    return switch (place) {
      case Place.Variable variable -> read(variable.name());
      case Place.Member member -> member(evaluate(member.owner()), member.name(), member.owner());
      case Place.Item item -> item(evaluate(item.owner()), evaluate(item.index()));
      case Place.Several several -> run.unknown(List.of());
    };
  }

  Term member(Term owner, String name, Operand at) {
    Term.Member slot = new Term.Member(owner, name);
    if (GraphFlow.isGradientMember(name)) {
      run.emit(new Event.Read(run.site(at.span())));
    }
    Optional<Term> known = run.field(slot).or(() -> attribute(owner, name));
    if (known.isPresent()) {
      return known.get();
    }
    // Wrappers stand for what they wrap, so that their way back leads to the same object.
    if (name.equals("module") && run.heap().isWrapped(owner)) {
      return owner;
    }
    return members.of(owner, name, at.span()).orElse(slot);
  }

  /** What an object that keeps values by name gives as one of its attributes. */
  private Optional<Term> attribute(Term owner, String name) {
    return objects.isRecord(owner) ? entry(owner, name) : Optional.empty();
  }

  /** What was put into a mapping under a key, if the run knows. */
  private Optional<Term> entry(Term mapping, String key) {
    Term.Member slot = Heap.entry(mapping, key);
    return run.field(slot).filter(value -> !value.equals(slot));
  }

  /** The key of a mapping that a term is, if the code writes it. */
  static Optional<String> key(Term key) {
    return key instanceof Term.Written written && written.value() instanceof Constant.Text text
        ? Optional.of(text.value())
        : Optional.empty();
  }

  Term item(Term owner, Term key) {
    Optional<String> name = objects.isMapping(owner) ? key(key) : Optional.empty();
    Optional<Term> entry = name.flatMap(known -> entry(owner, known));
    if (entry.isPresent()) {
      return entry.get();
    }
    if (owner instanceof Term.Group group
        && name.map(known -> run.heap().hasAsWritten(group, known))
            .orElseGet(() -> run.heap().added(group).isEmpty())
        && key instanceof Term.Written written) {
      Optional<Term> element = element(group, written.value());
      if (element.isPresent()) {
        return element.get();
      }
    }
    if (owner instanceof Term.Either either) {
      return run.merge(either.options().stream().map(option -> item(option, key)).toList());
    }
    if (owner instanceof Term.Made made
        && effect(made).filter(e -> e == Effect.ALL_ARGUMENTS).isPresent()
        && key instanceof Term.Written written
        && written.value() instanceof Constant.Number number
        && number.value() < made.positional().size()) {
      return made.positional().get((int) number.value());
    }
    return new Term.Item(owner, key);
  }

  private static Optional<Term> element(Term.Group group, Constant key) {
    List<Term> elements = group.elements();
    if (group.kind() == CollectionKind.DICT) {
      for (int i = 0; i + 1 < elements.size(); i += 2) {
        if (elements.get(i) instanceof Term.Written known && known.value().equals(key)) {
          return Optional.of(elements.get(i + 1));
        }
      }
      return Optional.empty();
    }
    if (key instanceof Constant.Number number) {
      int index = (int) (number.value() < 0 ? number.value() + elements.size() : number.value());
      return index >= 0 && index < elements.size()
          ? Optional.of(elements.get(index))
          : Optional.empty();
    }
    return Optional.empty();
  }

  private Optional<Effect> effect(Term.Made made) {
    return objects.libraryName(made.callee()).flatMap(Effects::of);
  }

  /** What a loop over {@code iterable} gets in one turn. */
  Term element(Term iterable, Span at) {
    if (iterable instanceof Term.Either either) {
      List<Term> whole = either.options().stream().map(this::source).distinct().toList();
      if (whole.size() == 1) {
        return element(whole.getFirst(), at);
      }
    }
    if (iterable instanceof Term.Made made) {
      Optional<Effect> effect = effect(made);
      boolean hasArgument = !made.positional().isEmpty();
      if (hasArgument && effect.filter(e -> e == Effect.ELEMENTS).isPresent()) {
        return element(made.positional().getFirst(), at);
      }
      if (hasArgument && effect.filter(e -> e == Effect.NUMBERED_ELEMENTS).isPresent()) {
        Term number = new Term.Element(run.nextSerial(), made);
        return pair(number, element(made.positional().getFirst(), at));
      }
      if (objects.libraryName(made.callee()).filter(PythonFunctions::zips).isPresent()) {
        return new Term.Group(
            run.nextSerial(),
            CollectionKind.TUPLE,
            made.positional().stream().map(each -> element(each, at)).toList());
      }
      if (made.callee() instanceof Term.Member method && method.name().equals("items")) {
        Term key = new Term.Element(run.nextSerial(), made);
        return pair(key, element(method.owner(), at));
      }
      if (made.callee() instanceof Term.Member method && method.name().equals("values")) {
        return element(method.owner(), at);
      }
    }
    Term element = new Term.Element(run.nextSerial(), iterable);
    draw(iterable, element, true, run.site(at));
    return element;
  }

  /** Tells that something is taken from a collection, if that may be a loader. */
  void draw(Term from, Term batch, boolean isPass, Site site) {
    if (!isTaken(from) && mayBeLoader(from, 0)) {
      run.emit(new Event.Draw(site, from, batch, isPass, run.contexts().graph()));
    }
  }

  /** Whether something is a batch, or a part of one. */
  static boolean isTaken(Term term) {
    return term instanceof Term.Element
        || (term instanceof Term.Item item && isTaken(item.owner()))
        || (term instanceof Term.Member member && isTaken(member.owner()));
  }

  private boolean mayBeLoader(Term from, int depth) {
    if (depth > 4) {
      return false;
    }
    return switch (from) {
      case Term.Made made ->
          objects.is(made, Role.LOADER)
              || made.arguments().stream().anyMatch(a -> mayBeLoader(a, depth + 1));
      case Term.Either either -> either.options().stream().anyMatch(o -> mayBeLoader(o, depth + 1));
      case Term.Unknown unknown -> unknown.from().stream().anyMatch(o -> mayBeLoader(o, depth + 1));
      case Term.Group group -> group.elements().stream().anyMatch(o -> mayBeLoader(o, depth + 1));
      case Term.Element element -> mayBeLoader(element.of(), depth + 1);
      case Term.Item item -> mayBeLoader(item.owner(), depth + 1);
      case Term.Carried carried -> depth == 0;
      default -> false;
    };
  }

  /** The collection whose elements a collection gives. */
  Term source(Term iterable) {
    return iterable instanceof Term.Made made
            && effect(made).filter(e -> e == Effect.ELEMENTS).isPresent()
            && !made.positional().isEmpty()
        ? source(made.positional().getFirst())
        : iterable;
  }

  private Term pair(Term first, Term second) {
    return new Term.Group(run.nextSerial(), CollectionKind.TUPLE, List.of(first, second));
  }

  /** What a with statement binds to its target. */
  Term entered(Term context) {
    return context instanceof Term.Made made
        ? effect(made)
            .filter(e -> e == Effect.ELEMENTS)
            .<Term>map(e -> made)
            .orElseGet(() -> enteredResult(made))
        : context;
  }

  /** A context made from a loss stands for the loss, scaled. */
  private Term enteredResult(Term.Made made) {
    boolean scales =
        objects.libraryName(made.callee()).filter(MixedPrecision::scalesFirstArgument).isPresent();
    return scales && !made.positional().isEmpty() ? made.positional().getFirst() : made;
  }
}
