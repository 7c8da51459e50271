package dev.tensorvet.reader.run;

import dev.tensorvet.framework.GraphFlow;
import dev.tensorvet.framework.Layers;
import dev.tensorvet.framework.PythonFunctions;
import dev.tensorvet.framework.Role;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.tensor.Proof;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** How the objects of a run stand to each other: the same, a part, made from, reachable from. */
final class Relations {

  /** How many steps away what can be got at is still looked for. */
  private static final int FARTHEST = 8;

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
        && objects.libraryName(made.callee()).filter(PythonFunctions::readsMember).isPresent();
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
      case Term.Either either -> anyHolds(whole, either.options(), depth + 1);
      default -> anyHolds(whole, run.heap().holders(part), depth + 1);
    };
  }

  private boolean anyHolds(Term whole, Collection<Term> parts, int depth) {
    for (Term part : parts) {
      if (holds(whole, part, depth)) {
        return true;
      }
    }
    return false;
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
        for (Term part : parts(each)) {
          if (seen.add(part)) {
            open.add(part);
          }
        }
      }
    }
    return false;
  }

  /** What went into the making of a value, one step back. */
  List<Term> parts(Term value) {
    return switch (value) {
      case Term.Made made
          when made.callee() instanceof Term.Member method && GraphFlow.leaves(method.name()) ->
          List.of();
      case Term.Member member when GraphFlow.isCutMember(member.name()) -> List.of();
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
      case Term.Either either -> {
        // Whichever of them it is was given what was put into it.
        List<Term> options = new ArrayList<>(either.options());
        options.addAll(run.heap().added(either));
        yield options;
      }
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
    return given.isTraining() || anyIs(given.objects(), wanted);
  }

  private static boolean anyIs(List<Term> objects, Predicate<Term> wanted) {
    for (Term object : objects) {
      if (wanted.test(object)) {
        return true;
      }
    }
    return false;
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
        for (Term inner : within(each)) {
          if (objects.add(inner)) {
            next.add(inner);
          }
        }
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

  private List<Term> within(Term value) {
    return switch (value) {
      case Term.Made made -> inResult(made);
      case Term.Group group -> parts(group);
      case Term.Either either -> either.options();
      case Term.Carried carried -> run.control().values(carried);
      case Term.Unknown unknown -> unknown.from();
      case Term.Element element -> List.of(element.of());
      case Term.Item item -> List.of(item.owner());
      default -> List.of();
    };
  }

  private List<Term> inResult(Term.Made made) {
    if (made.callee() instanceof Term.Member method) {
      return Layers.givesParameters(method.name()) ? List.of(method.owner()) : List.of();
    }
    // Calling a module gives a tensor; calling a class or function may give what holds all.
    boolean isMaker =
        made.callee() instanceof Term.Named
            || made.callee() instanceof Term.Outer
            || made.callee() instanceof Term.Unknown;
    return isMaker && role(made).filter(r -> r == Role.SCHEDULER || r == Role.LOADER).isEmpty()
        ? made.arguments()
        : List.of();
  }

  /** What an object is for. */
  Optional<Role> role(Term.Made made) {
    return roles.computeIfAbsent(made, objects::role);
  }
}
