package dev.tensorvet.reader.run;

import dev.tensorvet.facts.Site;
import dev.tensorvet.flow.Constant;
import dev.tensorvet.flow.Operand.CollectionKind;
import dev.tensorvet.framework.Parameter;
import dev.tensorvet.semantic.Entity;
import dev.tensorvet.semantic.FunctionEntity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a value in one run of a program, without running it.
 *
 * <p>Equal terms are the same object at run time, within one turn of each loop around them. Things
 * that come into being during the run carry a serial number, given in the order of the run, and are
 * equal only to themselves.
 */
sealed interface Term {

  /** What a function returns that returns nothing. */
  Term NOTHING = new Written(new Constant.Nothing());

  /** What a chain of changes in place began with: {@code p} in {@code p.detach_().clamp_()}. */
  static Term unchanged(Term value) {
    Term first = value;
    while (first instanceof Made made
        && made.callee() instanceof Member method
        && method.name().endsWith("_")) {
      first = method.owner();
    }
    return first;
  }

  /** A class, a function, a library's name. */
  record Named(Entity entity) implements Term {}

  record Written(Constant value) implements Term {}

  /**
   * A parameter of the function that the run starts with.
   *
   * @param type what its annotation names
   */
  record Input(FunctionEntity function, String name, Optional<Entity> type) implements Term {

    /** Whether it is the object whose method the run starts with. */
    boolean isSelf() {
      return function.selfName().filter(name::equals).isPresent();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Input input && input.function == function && input.name.equals(name);
    }

    @Override
    public int hashCode() {
      return name.hashCode();
    }
  }

  /** A variable of a scope that the run does not pass through. */
  record Outer(String scope, String name) implements Term {}

  record Member(Term owner, String name) implements Term {

    // Written out, since what a record makes by itself is slow until it is compiled well.

    @Override
    public boolean equals(Object other) {
      return other instanceof Member member
          && member.name.equals(name)
          && member.owner.equals(owner);
    }

    @Override
    public int hashCode() {
      return 31 * owner.hashCode() + name.hashCode();
    }
  }

  record Item(Term owner, Term key) implements Term {}

  /** What a loop takes from {@code of} in one of its turns. */
  record Element(int serial, Term of) implements Serial {
    @Override
    public boolean equals(Object other) {
      return other instanceof Element element && element.serial == serial;
    }

    @Override
    public int hashCode() {
      return serial;
    }
  }

  /** The result of a call that is not followed further: an object made, a value returned. */
  record Made(int serial, Term callee, List<Term> positional, Map<String, Term> keywords, Site site)
      implements Serial {

    List<Term> arguments() {
      List<Term> all = new ArrayList<>(positional);
      all.addAll(keywords.values());
      return all;
    }

    /** The argument for a parameter, given by position or by name. */
    Optional<Term> argument(int position, String name) {
      if (keywords.containsKey(name)) {
        return Optional.of(keywords.get(name));
      }
      return position >= 0 && position < positional.size()
          ? Optional.of(positional.get(position))
          : Optional.empty();
    }

    Optional<Term> argument(Parameter parameter) {
      return argument(parameter.position(), parameter.name());
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Made made && made.serial == serial;
    }

    @Override
    public int hashCode() {
      return serial;
    }
  }

  /**
   * An operator's result.
   *
   * @param depth how deep operators nest in it
   */
  record Computed(String operator, List<Term> operands, int depth) implements Term {}

  /** A display; the elements of a dict are keys and values in turn. */
  record Group(int serial, CollectionKind kind, List<Term> elements) implements Serial {
    @Override
    public boolean equals(Object other) {
      return other instanceof Group group && group.serial == serial;
    }

    @Override
    public int hashCode() {
      return serial;
    }
  }

  /** A function with the variables around it, or a method bound to its object. */
  record Callable(FunctionEntity function, Optional<Term> self, Optional<Frame> around)
      implements Term {
    @Override
    public boolean equals(Object other) {
      return other instanceof Callable callable
          && callable.function == function
          && callable.self.equals(self);
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(function);
    }
  }

  /** One of several, depending on the way that the run took. */
  record Either(int serial, List<Term> options) implements Serial {
    @Override
    public boolean equals(Object other) {
      return other instanceof Either either && either.serial == serial;
    }

    @Override
    public int hashCode() {
      return serial;
    }
  }

  /** A variable at the head of a loop that changes it; the program knows its values. */
  record Carried(int serial, String name) implements Serial {
    @Override
    public boolean equals(Object other) {
      return other instanceof Carried carried && carried.serial == serial;
    }

    @Override
    public int hashCode() {
      return serial;
    }
  }

  /** Nothing is known, but what it was made from. */
  record Unknown(int serial, List<Term> from) implements Serial {
    @Override
    public boolean equals(Object other) {
      return other instanceof Unknown unknown && unknown.serial == serial;
    }

    @Override
    public int hashCode() {
      return serial;
    }
  }

  /** A term that came into being during the run. */
  sealed interface Serial extends Term permits Element, Made, Group, Either, Carried, Unknown {
    int serial();
  }
}
