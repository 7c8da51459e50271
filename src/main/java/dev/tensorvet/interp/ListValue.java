package dev.tensorvet.interp;

import java.util.ArrayList;
import java.util.List;

/** A list or set. */
final class ListValue implements PythonValue, Mutable {

  private State state;

  /**
   * @param isOpen whether there may be other elements than these
   */
  private record State(List<PythonValue> elements, boolean isOpen) {}

  ListValue(List<PythonValue> elements) {
    this.state = new State(List.copyOf(elements), false);
  }

  List<PythonValue> elements() {
    return state.elements();
  }

  /** Whether it is not known which elements it has. */
  boolean isOpen() {
    return state.isOpen();
  }

  /** The change is to be announced to the {@link Branching} before. */
  void set(List<PythonValue> elements) {
    state = new State(List.copyOf(elements), state.isOpen());
  }

  /** From here on nothing is known of its elements. */
  void open() {
    state = new State(List.of(), true);
  }

  @Override
  public Object state() {
    return state;
  }

  @Override
  public void restore(Object saved) {
    state = (State) saved;
  }

  @Override
  public Object join(Object left, Object right, Joining values) {
    State one = (State) left;
    State other = (State) right;
    if (one.isOpen() || other.isOpen() || one.elements().size() != other.elements().size()) {
      return new State(List.of(), true);
    }
    List<PythonValue> joined = new ArrayList<>();
    for (int i = 0; i < one.elements().size(); i++) {
      joined.add(values.of(one.elements().get(i), other.elements().get(i)));
    }
    return new State(List.copyOf(joined), false);
  }
}
