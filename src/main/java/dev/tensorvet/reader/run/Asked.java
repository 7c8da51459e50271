package dev.tensorvet.reader.run;

import static java.util.Collections.disjoint;

import dev.tensorvet.flow.Operand;
import dev.tensorvet.flow.Place;
import dev.tensorvet.flow.Step;
import dev.tensorvet.semantic.AttributeSite;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.Entity;
import dev.tensorvet.semantic.FunctionEntity;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What some methods may ask of their object. Of the constructor that made the object, the rest need
 * not be followed: most of what a base class of a library sets up, no method asks for. That one
 * does ask for something that was left out, by ways out of sight, is noticed.
 */
final class Asked {

  private final Term object;
  private final ClassEntity type;
  private final Objects objects;
  private final Relevance relevance;

  /** The members that the methods name, and with them other methods that they may come by. */
  private final Set<String> members;

  /** The methods that set one of those. */
  private final Set<FunctionEntity> setters = new HashSet<>();

  private final Map<FunctionEntity, Optional<Set<FunctionEntity>>> known = new HashMap<>();

  /** The members that were given no value, or not the whole of it. */
  private final Set<String> leftOut = new HashSet<>();

  /** The same, of the objects that the object holds. */
  private final Set<String> leftOutElsewhere = new HashSet<>();

  private final Set<FunctionEntity> notFollowed = new HashSet<>();

  private Asked(
      Term object, ClassEntity type, Set<String> members, Objects objects, Relevance relevance) {
    this.object = object;
    this.type = type;
    this.members = members;
    this.objects = objects;
    this.relevance = relevance;
  }

  /**
   * What is asked of an object in the first place, and by those of its methods that it leads to.
   *
   * @param type the object's class
   */
  static Asked of(
      Term object, ClassEntity type, List<String> names, Objects objects, Relevance relevance) {
    Asked asked = new Asked(object, type, new HashSet<>(names), objects, relevance);
    for (FunctionEntity each : asked.reached(names)) {
      asked.members.addAll(objects.ownUses(each).members());
    }
    for (String member : asked.members) {
      for (AttributeSite site : objects.attributeSites(type, member)) {
        site.method().ifPresent(asked.setters::add);
      }
    }
    return asked;
  }

  /** Whether the value of a step goes nowhere where it is asked for. */
  boolean isIdle(Step step, Frame frame) {
    return switch (step) {
      case Step.Evaluate s ->
          s.value() instanceof Operand.Call call
              && call.arguments().stream().allMatch(a -> isPlain(a.value()));
      case Step.Assign s ->
          s.target() instanceof Place.Member member
              && !members.contains(member.name())
              && frame.self().filter(object::equals).isPresent();
      default -> false;
    };
  }

  private static boolean isPlain(Operand operand) {
    return switch (operand) {
      case Operand.Read read -> true;
      case Operand.Literal literal -> true;
      case Operand.Reference reference -> true;
      case Operand.Member member -> isPlain(member.owner());
      default -> false;
    };
  }

  /**
   * Whether a function need not be followed that is called in an idle step: it sets nothing that is
   * asked for. What is given the object, or what the object holds that is asked for, may do
   * anything with it.
   */
  boolean spares(
      FunctionEntity function, Optional<Term> self, Arguments arguments, Step step, Heap heap) {
    List<Term> given = arguments.all();
    self.filter(owner -> !owner.equals(object)).ifPresent(given::add);
    if (given.contains(object) || holdsAny(given, heap)) {
      return false;
    }
    boolean isOwn = self.filter(object::equals).isPresent();
    if (!isOwn) {
      if (relevance.isRelevant(function) || step instanceof Step.Evaluate) {
        return false;
      }
    } else {
      Optional<Set<FunctionEntity>> idle = known.computeIfAbsent(function, this::idle);
      if (idle.isEmpty()) {
        return false;
      }
      notFollowed.addAll(idle.get());
    }
    if (step instanceof Step.Assign assign && assign.target() instanceof Place.Member member) {
      boolean isOfObject = member.owner() instanceof Operand.Read;
      (isOfObject ? leftOut : leftOutElsewhere).add(member.name());
    }
    return true;
  }

  /** Whether the object holds one of some values in a member that is asked for. */
  private boolean holdsAny(List<Term> values, Heap heap) {
    return !values.isEmpty()
        && members.stream()
            .flatMap(member -> heap.get(new Term.Member(object, member)).stream())
            .anyMatch(held -> isChangeable(held) && values.contains(held));
  }

  /** Whether others may put something else into a value: a number is no such, nor is a text. */
  private static boolean isChangeable(Term value) {
    return !(value instanceof Term.Written || value instanceof Term.Named);
  }

  /** The methods that one may come by, if none of them does anything that is asked for. */
  private Optional<Set<FunctionEntity>> idle(FunctionEntity method) {
    Set<FunctionEntity> reached = reached(method);
    for (FunctionEntity each : reached) {
      OwnUses uses = objects.ownUses(each);
      if (setters.contains(each)
          || uses.isHandingOn()
          || uses.isSwitching()
          || !disjoint(uses.touched(), members)
          || uses.functions().stream().anyMatch(relevance::isRelevant)) {
        return Optional.empty();
      }
    }
    return Optional.of(reached);
  }

  /** The methods that code may come by that begins with one. */
  private Set<FunctionEntity> reached(FunctionEntity method) {
    Set<FunctionEntity> reached = new LinkedHashSet<>(Set.of(method));
    reachFrom(reached);
    return reached;
  }

  /** The methods that are called by some names, and those that they may come by. */
  private Set<FunctionEntity> reached(List<String> names) {
    Set<FunctionEntity> reached = new LinkedHashSet<>();
    names.forEach(name -> reached.addAll(methods(name)));
    reachFrom(reached);
    return reached;
  }

  private void reachFrom(Set<FunctionEntity> reached) {
    Deque<FunctionEntity> open = new ArrayDeque<>(reached);
    while (!open.isEmpty()) {
      for (String name : objects.ownUses(open.pop()).members()) {
        for (FunctionEntity next : methods(name)) {
          if (reached.add(next)) {
            open.push(next);
          }
        }
      }
    }
  }

  private List<FunctionEntity> methods(String name) {
    List<FunctionEntity> methods = new ArrayList<>();
    for (Entity entity : type.mro().linear()) {
      if (entity instanceof ClassEntity each && each.scope().binding(name).isPresent()) {
        each.ownMethod(name).ifPresent(methods::add);
      }
    }
    return methods;
  }

  /** Whether a member may have been set by code that was left out. */
  boolean isLeftOut(Term.Member slot) {
    return slot.owner().equals(object)
        ? isLeftOut(slot.name())
        : leftOutElsewhere.contains(slot.name());
  }

  private boolean isLeftOut(String member) {
    return leftOut.contains(member)
        || notFollowed.stream().anyMatch(each -> objects.ownUses(each).touched().contains(member))
        || (!notFollowed.isEmpty()
            && objects.attributeSites(type, member).stream()
                .anyMatch(site -> site.method().filter(notFollowed::contains).isPresent()));
  }
}
