package dev.tensorvet.frontend.python;

import dev.tensorvet.syntax.Comment;
import dev.tensorvet.syntax.ParseProblem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The tokens of a file as parallel arrays, and what was set aside on the way. */
final class Tokens {

  private int[] types = new int[256];
  private int[] starts = new int[256];
  private int[] ends = new int[256];
  private int count;
  private final List<Comment> comments = new ArrayList<>();
  private final List<ParseProblem> problems = new ArrayList<>();

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

  void add(int type, int start, int end) {
    if (count == types.length) {
      types = Arrays.copyOf(types, count * 2);
      starts = Arrays.copyOf(starts, count * 2);
      ends = Arrays.copyOf(ends, count * 2);
    }
    types[count] = type;
    starts[count] = start;
    ends[count++] = end;
  }

  List<Comment> comments() {
    return comments;
  }

  List<ParseProblem> problems() {
    return problems;
  }
}
