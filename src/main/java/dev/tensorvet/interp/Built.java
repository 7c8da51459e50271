package dev.tensorvet.interp;

import dev.tensorvet.semantic.ClassEntity;
import java.util.Map;
import java.util.Optional;

/**
 * A model as its constructor left it. Any number of traces begin from here, one after the other:
 * what one does to the model is taken back before the next.
 */
final class Built {

  private final Machine machine;
  private final Optional<Instance> object;
  private final Construction construction;
  private final Map<String, PythonValue> decided;
  private Optional<Machine> last = Optional.empty();

  private Built(
      Machine machine,
      Optional<Instance> object,
      Construction construction,
      Map<String, PythonValue> decided) {
    this.machine = machine;
    this.object = object;
    this.construction = construction;
    this.decided = decided;
  }

  /** Runs the constructor; what it raises is noted, and leaves no object. */
  static Built of(
      ClassEntity model,
      Constructors.Plan plan,
      Machine machine,
      Map<String, PythonValue> decided) {
    Optional<Instance> object = Optional.empty();
    Construction construction = Construction.of(model.name());
    try {
      Constructors constructors = new Constructors(machine);
      Constructors.Choice choice = constructors.choice(model, plan);
      construction = constructors.construction(model, choice);
      if (plan instanceof Constructors.Plan.Shown shown) {
        machine.trace().remarks().reach(shown.call(), shown.module());
      }
      PythonValue built = machine.calls().call(choice.callee(), choice.arguments(), choice.text());
      if (built instanceof Instance made) {
        made.name("");
        machine.trace().endSetUp();
        object = Optional.of(made);
      }
    } catch (Raised raised) {
      machine.trace().raised(raised);
    } catch (Budget.Exceeded exceeded) {
      machine.trace().note(String.valueOf(exceeded.getMessage()));
    }
    return new Built(machine, object, construction, decided);
  }

  /** One that could not even be begun. */
  static Built none(Machine machine, Construction construction, Map<String, PythonValue> decided) {
    return new Built(machine, Optional.empty(), construction, decided);
  }

  Optional<Instance> object() {
    return object;
  }

  /** How the text builds it. */
  Construction construction() {
    return construction;
  }

  /** What arguments are taken to be. */
  Map<String, PythonValue> decided() {
    return decided;
  }

  /** How much work it was. */
  int steps() {
    return machine.budget().steps();
  }

  /** A machine for a trace of its own. */
  Machine begin() {
    last.ifPresent(before -> before.branching().takeBack());
    Machine next = machine.copy();
    next.branching().record();
    last = Optional.of(next);
    return next;
  }

  /** Leaves the model as a trace left it, which need not have been the last. */
  void leaveAs(Machine trace) {
    last.ifPresent(before -> before.branching().takeBack());
    trace.branching().bringBack();
    last = Optional.of(trace);
  }
}
