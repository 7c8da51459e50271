package dev.tensorvet.frontend.python;

import java.util.Arrays;

/** Tokens as three parallel arrays: no object is made for one. */
final class Tokens {

  private int[] types;
  private int[] starts;
  private int[] ends;
  private int count;

  Tokens(int expected) {
    int size = Math.max(16, expected);
    types = new int[size];
    starts = new int[size];
    ends = new int[size];
  }

  int count() {
    return count;
  }

  int type(int index) {
    return types[index];
  }

  void setType(int index, int type) {
    types[index] = type;
  }

  int start(int index) {
    return starts[index];
  }

  int end(int index) {
    return ends[index];
  }

  /** The type of the last token, or 0 when there is none. */
  int lastType() {
    return count == 0 ? 0 : types[count - 1];
  }

  void add(int type, int start, int end) {
    if (count == types.length) {
      int size = count * 2;
      types = Arrays.copyOf(types, size);
      starts = Arrays.copyOf(starts, size);
      ends = Arrays.copyOf(ends, size);
    }
    types[count] = type;
    starts[count] = start;
    ends[count++] = end;
  }

  /** Forgets all tokens from {@code size} on. */
  void cut(int size) {
    count = size;
  }
}
