package dev.tensorvet.facts;

import dev.tensorvet.flow.Constant;
import dev.tensorvet.framework.Effects;
import dev.tensorvet.framework.Harmless;
import dev.tensorvet.framework.Layers;
import dev.tensorvet.framework.Role;
import dev.tensorvet.framework.Tensors;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.tensor.Proof;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * How the objects of a run stand to each other: the same, made from, trained by, reachable from.
 */
final class Relations {

  private static final int DEEPEST = 24;

  /** How many steps away what can be got at is still looked for. */
  private static final int FARTHEST = 8;

  /**
   * The modules whose parameters an optimizer holds.
   *
   * @param isComplete whether it holds no others
   */
  record Trained(Set<Term> modules, boolean isComplete) {}

  private final ProgramRun run;
  private final Objects objects;
  private final Map<Term, Given> given = new HashMap<>();
  private final Map<Term.Made, Optional<Role>> roles = new HashMap<>();

  /**
   * @param run that has come to its end: what its objects are is found once
   */
  Relations(ProgramRun run) {
    this.run = run;
    this.objects = run.objects();
  }

  // --- identity

  /** Whether two terms are one object. */
  Proof same(Term a, Term b) {
    return same(a, b, 0);
  }

  private Proof same(Term a, Term b, int depth) {
    if (a.equals(b)) {
      return Proof.YES;
    }
    if (depth > 6) {
      return Proof.UNKNOWN;
    }
    // A variable may hold the very choice that it is compared with, so it is opened first.
    if (a instanceof Term.Carried carried) {
      return anyOf(valuesOf(carried), b, depth);
    }
    if (b instanceof Term.Carried carried) {
      return anyOf(valuesOf(carried), a, depth);
    }
    if (a instanceof Term.Either either) {
      return anyOf(either.options(), b, depth);
    }
    if (b instanceof Term.Either either) {
      return anyOf(either.options(), a, depth);
    }
    if (a instanceof Term.Element one) {
      return same(containerOf(one), b, depth + 1) == Proof.NO && isMade(b)
          ? elementIs(one, b)
          : Proof.UNKNOWN;
    }
    if (b instanceof Term.Element) {
      return same(b, a, depth);
    }
    if (isByName(a) || isByName(b)) {
      return Proof.UNKNOWN;
    }
    if (isMade(a) && isMade(b)) {
      return mayGiveBack(a, b) || mayGiveBack(b, a) ? Proof.UNKNOWN : Proof.NO;
    }
    if (a instanceof Term.Input one && b instanceof Term.Input other) {
      return one.function() == other.function() ? Proof.NO : Proof.UNKNOWN;
    }
    if (a instanceof Term.Member one && b instanceof Term.Member other) {
      return one.owner().equals(other.owner()) ? Proof.NO : Proof.UNKNOWN;
    }
    if (a instanceof Term.Item one && b instanceof Term.Item other) {
      boolean apart =
          one.owner().equals(other.owner())
              && one.key() instanceof Term.Written
              && other.key() instanceof Term.Written;
      return apart ? Proof.NO : Proof.UNKNOWN;
    }
    boolean isPlain = a instanceof Term.Written || b instanceof Term.Written;
    boolean isMadeAndGiven =
        (isMade(a) && b instanceof Term.Input) || (isMade(b) && a instanceof Term.Input);
    return isPlain || isMadeAndGiven ? Proof.NO : Proof.UNKNOWN;
  }

  private Proof anyOf(List<Term> options, Term other, int depth) {
    boolean all = true;
    boolean none = true;
    for (Term option : options) {
      if (Objects.isNothing(option)) {
        continue;
      }
      Proof each = same(option, other, depth + 1);
      all &= each == Proof.YES;
      none &= each == Proof.NO;
    }
    return none ? Proof.NO : all ? Proof.YES : Proof.UNKNOWN;
  }

  private static Term containerOf(Term.Element element) {
    return element.of();
  }

  /** Whether an element of a display is an object that the run made. */
  private Proof elementIs(Term.Element element, Term object) {
    return element.of() instanceof Term.Group group
            && group.elements().stream().allMatch(e -> same(e, object) == Proof.NO)
        ? Proof.NO
        : Proof.UNKNOWN;
  }

  /** Whether an object was reached by a name that the run does not know. */
  private boolean isByName(Term term) {
    return term instanceof Term.Made made
        && objects.libraryName(made.callee()).filter("builtins.getattr"::equals).isPresent();
  }

  private static boolean isMade(Term term) {
    return term instanceof Term.Made || term instanceof Term.Group;
  }

  /** Whether an unknown function may have given its argument back. */
  private boolean mayGiveBack(Term result, Term argument) {
    if (!(result instanceof Term.Made made) || role(made).isPresent()) {
      return false;
    }
    boolean isInstance =
        made.callee() instanceof Term.Named named && named.entity() instanceof ClassEntity;
    return !isInstance
        && (made.positional().contains(argument) || made.keywords().containsValue(argument));
  }

  /** What a variable at the head of a loop holds, when it is the same in every turn. */
  Term settled(Term term) {
    if (term instanceof Term.Carried carried) {
      List<Term> values = valuesOf(carried);
      return values.size() == 1 ? values.getFirst() : term;
    }
    return term;
  }

  /**
   * The values that a variable at the head of a loop can have, the loops around it seen through.
   */
  private List<Term> valuesOf(Term.Carried variable) {
    Set<Term> values = new LinkedHashSet<>();
    Set<Term> seen = new HashSet<>(Set.of(variable));
    List<Term> open = new ArrayList<>(List.of(variable));
    while (!open.isEmpty()) {
      if (open.removeLast() instanceof Term.Carried carried) {
        for (Term value : run.control().values(carried)) {
          if (!(value instanceof Term.Carried)) {
            values.add(value);
          } else if (seen.add(value)) {
            open.add(value);
          }
        }
      }
    }
    return List.copyOf(values);
  }

  // --- what an optimizer trains

  Trained trained(Term optimizer) {
    return switch (settled(optimizer)) {
      case Term.Made made -> trainedByMade(made);
      case Term.Either either -> {
        List<Trained> each = either.options().stream().map(this::trained).toList();
        Set<Term> modules = new LinkedHashSet<>();
        each.forEach(one -> modules.addAll(one.modules()));
        yield new Trained(modules, each.stream().allMatch(Trained::isComplete));
      }
      default -> new Trained(Set.of(), false);
    };
  }

  private Trained trainedByMade(Term.Made made) {
    Set<Term> modules = new LinkedHashSet<>();
    if (!isOptimizer(made)) {
      // A wrapper trains what the optimizer trains that it is given; its other arguments are not
      // parameters.
      made.arguments().stream()
          .filter(a -> isOptimizer(a) || givesParameters(a))
          .forEach(a -> collect(a, modules, 0));
      return new Trained(modules, false);
    }
    boolean isComplete =
        made.argument(0, "params").filter(p -> collect(p, modules, 0)).isPresent()
            && collectAll(run.heap().added(made), modules, 0);
    return new Trained(modules, isComplete);
  }

  private boolean isOptimizer(Term term) {
    return objects.role(term).filter(r -> r == Role.OPTIMIZER).isPresent();
  }

  private static boolean givesParameters(Term term) {
    return term instanceof Term.Made made
        && made.callee() instanceof Term.Member method
        && Layers.givesParameters(method.name());
  }

  /** Collects the modules whose parameters a term holds; whether these are all that it holds. */
  private boolean collect(Term term, Set<Term> to, int depth) {
    if (depth > DEEPEST) {
      return false;
    }
    boolean isRestComplete = collectAll(run.heap().added(term), to, depth);
    return collectMade(term, to, depth) && isRestComplete;
  }

  private boolean collectMade(Term term, Set<Term> to, int depth) {
    return switch (term) {
      case Term.Made made
          when givesParameters(made) && made.callee() instanceof Term.Member method -> {
        to.add(method.owner());
        yield true;
      }
      case Term.Made made
          when made.callee() instanceof Term.Named named
              && named.entity() instanceof LibraryEntity ->
          collectAll(made.positional(), to, depth);
      case Term.Made made -> {
        collectAll(made.positional(), to, depth);
        yield false;
      }
      case Term.Group group -> collectAll(group.elements(), to, depth);
      case Term.Computed computed -> collectAll(computed.operands(), to, depth);
      case Term.Unknown unknown ->
          !unknown.from().isEmpty() && collectAll(unknown.from(), to, depth);
      case Term.Either either -> collectAll(either.options(), to, depth);
      case Term.Carried carried -> collectAll(run.control().values(carried), to, depth);
      case Term.Element element -> collect(element.of(), to, depth + 1);
      case Term.Item item -> collect(item.owner(), to, depth + 1);
      case Term.Written written -> true;
      case Term.Callable callable -> true;
      case Term.Named named -> true;
      case Term.Member member -> {
        to.add(member.owner());
        yield false;
      }
      case Term.Input input -> false;
      case Term.Outer outer -> false;
    };
  }

  private boolean collectAll(List<Term> terms, Set<Term> to, int depth) {
    boolean isComplete = true;
    for (Term term : terms) {
      isComplete &= collect(term, to, depth + 1);
    }
    return isComplete;
  }

  /** Whether a module's parameters are among those that an optimizer holds. */
  Proof covers(Term module, Trained trained) {
    Proof any = trained.isComplete() ? Proof.NO : Proof.UNKNOWN;
    for (Term each : trained.modules()) {
      if (holds(module, each) || holds(each, module)) {
        return Proof.YES;
      }
      any = any.or(same(module, each));
    }
    return any;
  }

  /** Whether a backward pass from a loss fills gradients of what an optimizer holds. */
  Proof fills(Term loss, Trained trained, Term optimizer) {
    Proof[] any = {trained.isComplete() ? Proof.NO : Proof.UNKNOWN};
    boolean[] isFromElsewhere = {false};
    boolean isProven =
        comesFrom(
            loss,
            term -> {
              boolean isCalled =
                  term instanceof Term.Made made
                      && !(made.callee() instanceof Term.Named)
                      && !(made.callee() instanceof Term.Member method
                          && Harmless.isMethod(method.name()));
              if (isCalled && term instanceof Term.Made made) {
                Term module =
                    made.callee() instanceof Term.Member method
                            && objects.classOf(method.owner()).isEmpty()
                        ? method.owner()
                        : made.callee();
                if (!(module instanceof Term.Computed)) {
                  Proof isOurs = isTensor(module) ? Proof.NO : covers(module, trained);
                  isFromElsewhere[0] |= !isTensor(module) && isOurs == Proof.NO;
                  any[0] = any[0].or(isOurs);
                }
              }
              return covers(term, trained) == Proof.YES || same(term, optimizer) == Proof.YES;
            });
    if (isProven) {
      return Proof.YES;
    }
    // A loss that comes from no module that is known may come from any, by ways out of sight.
    return isFromElsewhere[0] ? any[0] : Proof.UNKNOWN;
  }

  /** Whether a value is the result of a call, and so no module. */
  private boolean isTensor(Term term) {
    return term instanceof Term.Made made
        && role(made).isEmpty()
        && objects.classOf(made).isEmpty()
        && !(made.callee() instanceof Term.Named named
            && !(named.entity() instanceof LibraryEntity));
  }

  /** Whether two optimizers hold parameters of one module. */
  boolean shares(Term optimizer, Trained trained) {
    return trained(optimizer).modules().stream()
        .anyMatch(module -> covers(module, trained) == Proof.YES);
  }

  /** Whether {@code part} is {@code whole}, or a member of it however deep. */
  boolean holds(Term whole, Term part) {
    return holds(whole, part, 0);
  }

  private boolean holds(Term whole, Term part, int depth) {
    if (whole.equals(part)) {
      return true;
    }
    if (depth > 5) {
      return false;
    }
    return switch (part) {
      case Term.Member member -> holds(whole, member.owner(), depth + 1);
      case Term.Item item -> holds(whole, item.owner(), depth + 1);
      case Term.Element element -> holds(whole, element.of(), depth + 1);
      case Term.Either either ->
          either.options().stream().anyMatch(o -> holds(whole, o, depth + 1));
      default -> run.heap().holders(part).stream().anyMatch(h -> holds(whole, h, depth + 1));
    };
  }

  // --- what flows into what

  /** Whether something that {@code wanted} accepts went into the making of a value. */
  boolean comesFrom(Term value, Predicate<Term> wanted) {
    return comesFrom(value, wanted, new HashSet<>());
  }

  /**
   * The same, for one value after the other.
   *
   * @param ruledOut what earlier calls with the same {@code wanted} passed in vain; this one adds
   *     to it
   */
  boolean comesFrom(Term value, Predicate<Term> wanted, Set<Term> ruledOut) {
    Set<Term> passed = new HashSet<>();
    boolean isFound = comesFrom(value, wanted, ruledOut, passed, 0);
    if (!isFound) {
      ruledOut.addAll(passed);
    }
    return isFound;
  }

  private boolean comesFrom(
      Term value, Predicate<Term> wanted, Set<Term> ruledOut, Set<Term> passed, int depth) {
    if (depth > 200 || ruledOut.contains(value) || !passed.add(value)) {
      return false;
    }
    if (wanted.test(value)) {
      return true;
    }
    for (Term part : parts(value)) {
      if (comesFrom(part, wanted, ruledOut, passed, depth + 1)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether the values of something that {@code wanted} accepts are in a value; the size of a batch
   * does not carry the batch.
   */
  boolean carries(Term value, Predicate<Term> wanted) {
    Set<Term> seen = new HashSet<>(Set.of(value));
    List<Term> open = new ArrayList<>(List.of(value));
    while (!open.isEmpty()) {
      Term each = open.removeLast();
      if (wanted.test(each)) {
        return true;
      }
      if (!objects.isSize(each)) {
        parts(each).stream().filter(seen::add).forEach(open::add);
      }
    }
    return false;
  }

  /** What went into the making of a value, one step back. */
  List<Term> parts(Term value) {
    return switch (value) {
      case Term.Made made
          when made.callee() instanceof Term.Member method && Tensors.leavesGraph(method.name()) ->
          List.of();
      case Term.Member member when member.name().equals("data") -> List.of();
      case Term.Made made -> {
        List<Term> parts = made.arguments();
        parts.add(made.callee());
        // What was written into a tensor by its index is part of it.
        parts.addAll(run.heap().added(made));
        yield parts;
      }
      case Term.Member member -> List.of(member.owner());
      case Term.Item item -> List.of(item.owner());
      case Term.Element element -> List.of(element.of());
      case Term.Computed computed -> computed.operands();
      case Term.Group group -> {
        List<Term> elements = new ArrayList<>(group.elements());
        elements.addAll(run.heap().added(group));
        yield elements;
      }
      case Term.Either either -> either.options();
      case Term.Carried carried -> run.control().values(carried);
      case Term.Unknown unknown -> unknown.from();
      case Term.Callable callable -> callable.self().map(List::of).orElse(List.of());
      case Term.Named named -> List.of();
      case Term.Written written -> List.of();
      case Term.Input input -> List.of();
      case Term.Outer outer -> List.of();
    };
  }

  /** Whether code that is given {@code value} can get at an object that {@code wanted} accepts. */
  boolean gives(Term value, Predicate<Term> wanted) {
    Given given = given(value);
    return given.isTraining() || given.objects().stream().anyMatch(wanted);
  }

  /**
   * What code gets at that is given a value.
   *
   * @param objects the value itself, and what is reached from it
   * @param isTraining whether one of them is a function that has to do with training: any other
   *     changes nothing, whoever calls it
   */
  private record Given(List<Term> objects, boolean isTraining) {}

  private Given given(Term value) {
    Given known = given.get(value);
    if (known == null) {
      known = reach(value);
      given.put(value, known);
    }
    return known;
  }

  private Given reach(Term value) {
    Set<Term> objects = new LinkedHashSet<>(Set.of(value));
    List<Term> level = List.of(value);
    for (int depth = 0; depth < FARTHEST && !level.isEmpty(); depth++) {
      List<Term> next = new ArrayList<>();
      for (Term each : level) {
        within(each).filter(objects::add).forEach(next::add);
      }
      level = next;
    }
    boolean isTraining =
        objects.stream()
            .anyMatch(
                each ->
                    each instanceof Term.Callable callable && run.isRelevant(callable.function()));
    return new Given(List.copyOf(objects), isTraining);
  }

  private Stream<Term> within(Term value) {
    return switch (value) {
      case Term.Made made -> inResult(made);
      case Term.Group group ->
          Stream.concat(group.elements().stream(), run.heap().added(group).stream());
      case Term.Either either -> either.options().stream();
      case Term.Carried carried -> run.control().values(carried).stream();
      case Term.Unknown unknown -> unknown.from().stream();
      case Term.Element element -> Stream.of(element.of());
      case Term.Item item -> Stream.of(item.owner());
      default -> Stream.empty();
    };
  }

  private Stream<Term> inResult(Term.Made made) {
    if (made.callee() instanceof Term.Member method) {
      return Layers.givesParameters(method.name()) ? Stream.of(method.owner()) : Stream.empty();
    }
    // Calling a module gives a tensor; calling a class or function may give what holds all.
    boolean isMaker =
        made.callee() instanceof Term.Named
            || made.callee() instanceof Term.Outer
            || made.callee() instanceof Term.Unknown;
    return isMaker && role(made).filter(r -> r == Role.SCHEDULER || r == Role.LOADER).isEmpty()
        ? made.arguments().stream()
        : Stream.empty();
  }

  private Optional<Role> role(Term.Made made) {
    return roles.computeIfAbsent(made, objects::role);
  }

  // --- probabilities

  /** The calls that made a value probabilities, if that is what it is on every way. */
  Optional<CrossEntropyInput.Kind> normalisation(Term value, List<Term.Made> at) {
    return normalisation(value, at, 0);
  }

  private Optional<CrossEntropyInput.Kind> normalisation(
      Term value, List<Term.Made> at, int depth) {
    if (depth > 16) {
      return Optional.empty();
    }
    return switch (value) {
      case Term.Made made -> {
        Optional<CrossEntropyInput.Kind> kind = normalises(made.callee(), 0);
        kind.ifPresent(k -> at.add(made));
        yield kind;
      }
      case Term.Item item
          when !(item.key() instanceof Term.Written written
              && written.value() instanceof Constant.Text) ->
          normalisation(item.owner(), at, depth + 1);
      case Term.Either either -> {
        List<Optional<CrossEntropyInput.Kind>> kinds =
            either.options().stream().map(o -> normalisation(o, at, depth + 1)).distinct().toList();
        yield kinds.size() == 1 ? kinds.getFirst() : Optional.empty();
      }
      default -> Optional.empty();
    };
  }

  /** Whether calling something gives probabilities. */
  private Optional<CrossEntropyInput.Kind> normalises(Term callee, int depth) {
    if (depth > 8) {
      return Optional.empty();
    }
    return switch (callee) {
      case Term.Named named ->
          objects.isClass(named)
              ? Optional.empty()
              : objects.libraryName(named).flatMap(Effects::of).flatMap(Relations::kind);
      case Term.Member method ->
          switch (method.name()) {
            case "softmax" -> Optional.of(CrossEntropyInput.Kind.SOFTMAX);
            case "sigmoid" -> Optional.of(CrossEntropyInput.Kind.SIGMOID);
            default -> Optional.empty();
          };
      case Term.Made object -> {
        if (objects.isClass(object.callee())) {
          Optional<CrossEntropyInput.Kind> own =
              objects.libraryName(object.callee()).flatMap(Effects::of).flatMap(Relations::kind);
          if (own.isPresent()) {
            yield own;
          }
        }
        boolean isChain =
            objects.libraryName(object.callee()).filter(Layers::isSequence).isPresent();
        yield isChain && !object.positional().isEmpty() && !run.heap().isExchanged(object)
            ? normalises(object.positional().getLast(), depth + 1)
            : Optional.empty();
      }
      default -> Optional.empty();
    };
  }

  private static Optional<CrossEntropyInput.Kind> kind(Effects.Effect effect) {
    return switch (effect) {
      case SOFTMAX -> Optional.of(CrossEntropyInput.Kind.SOFTMAX);
      case SIGMOID -> Optional.of(CrossEntropyInput.Kind.SIGMOID);
      default -> Optional.empty();
    };
  }
}
