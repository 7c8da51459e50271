package dev.tensorvet.interp;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

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

  /** With one more; who holds the elements from before still has those alone. */
  void add(PythonValue element) {
    state = new State(Growing.after(state.elements(), element), state.isOpen());
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

  /**
   * The first elements of a buffer that only ever gets more at its end: a list that grows one by
   * one is not copied each time.
   */
  private static final class Growing extends AbstractList<PythonValue> implements RandomAccess {
    private final List<PythonValue> buffer;
    private final int size;

    private Growing(List<PythonValue> buffer) {
      this.buffer = buffer;
      this.size = buffer.size();
    }

    static Growing after(List<PythonValue> elements, PythonValue next) {
      List<PythonValue> buffer =
          elements instanceof Growing before && before.size == before.buffer.size()
              ? before.buffer
              : new ArrayList<>(elements);
      buffer.add(next);
      return new Growing(buffer);
    }

    @Override
    public PythonValue get(int index) {
      Objects.checkIndex(index, size);
      return buffer.get(index);
    }

    @Override
    public int size() {
      return size;
    }
  }
}
