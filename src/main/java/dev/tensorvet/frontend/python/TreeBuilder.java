package dev.tensorvet.frontend.python;

import dev.tensorvet.source.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.TokenStream;

/**
 * The stack on which rules leave what they made, and the way to take it from there.
 *
 * <p>An action calls {@link #open} with the place where its rule began, takes the values that the
 * rule's parts have left since, in the order of the text, and leaves its own in their stead with
 * {@link #close}. Each value knows the text that it stands for, parentheses included, and how high
 * it is: no tree is higher than {@link #HIGHEST}, so that whoever walks it may use recursion.
 */
abstract class TreeBuilder extends TokenDriver {

  /** More levels than this are a mistake, or made by a machine. */
  static final int HIGHEST = 1000;

  /** More rules inside each other than this would take too much of the stack. */
  private static final int DEEPEST = 500;

  final String source;
  private final Names names;
  private final Problems problems;

  private Object[] values = new Object[64];
  private int[] starts = new int[64];
  private int[] ends = new int[64];
  private int[] heights = new int[64];
  private int size;

  /** The values of the action that runs: what it has not taken yet begins at {@code next}. */
  private int base;

  private int next;
  private int start;
  private int end;

  private int ids;
  private int depth;

  TreeBuilder(TokenStream input) {
    super(input);
    this.source = buffer().source();
    this.names = buffer().names();
    this.problems = buffer().problems();
  }

  // --- places

  /** The place where a rule begins: how many values there are, and the token that comes next. */
  final long here() {
    return (long) size << 32 | index();
  }

  static int token(long place) {
    return (int) place;
  }

  private static int size(long place) {
    return (int) (place >>> 32);
  }

  final int startOf(int token) {
    return tokens.start(token);
  }

  /** Where the last token that was read ends. */
  final int endOfLast() {
    return index() == 0 ? 0 : tokens.end(index() - 1);
  }

  final String textOf(int token) {
    return source.substring(tokens.start(token), tokens.end(token));
  }

  final String nameOf(int token) {
    return names.get(tokens.start(token), tokens.end(token));
  }

  // --- depth and errors

  final void deeper() {
    if (depth == DEEPEST) {
      throw unreadable("this is nested too deep to be read");
    }
    depth++;
  }

  final void shallower() {
    depth--;
  }

  final Unreadable unreadable(String reason) {
    return new Unreadable(this, reason);
  }

  final void problem(Span span, String message) {
    problems.add(span.start(), span.end(), message);
  }

  final void problem(int from, int to, String message) {
    problems.add(from, to, message);
  }

  final void python2(int from, int to, String what) {
    problems.python2(from, to, what);
  }

  // --- values

  /** A number for a node. Nodes get theirs when they are made, so that children come first. */
  final int id() {
    return ids++;
  }

  /** Takes back the last numbers, whose nodes no tree will hold. */
  final void giveBackIds(int count) {
    ids -= count;
  }

  final int idCount() {
    return ids;
  }

  final void push(Object value, int from, int to) {
    push(value, from, to, 1);
  }

  final void push(Object value, int from, int to, int height) {
    checkHeight(height);
    if (size == values.length) {
      int more = size * 2;
      values = Arrays.copyOf(values, more);
      starts = Arrays.copyOf(starts, more);
      ends = Arrays.copyOf(ends, more);
      heights = Arrays.copyOf(heights, more);
    }
    values[size] = value;
    starts[size] = from;
    ends[size] = to;
    heights[size++] = height;
  }

  private void checkHeight(int height) {
    if (height > HIGHEST) {
      throw unreadable("this is nested too deep to be read");
    }
  }

  /** Pushes what stands for the last token. */
  final void pushAtLast(Object value) {
    int last = index() - 1;
    push(value, tokens.start(last), tokens.end(last));
  }

  /** Begins an action: the values since {@code at} are its own. */
  final void open(long at) {
    base = size(at);
    next = base;
    start = tokens.start(token(at));
    end = endOfLast();
  }

  /** Begins an action whose text ends where its last value does: that of a block. */
  final void openBlock(long at) {
    open(at);
    end = ends[size - 1];
  }

  /** Where the text of the action's rule begins. */
  final int start() {
    return start;
  }

  final int end() {
    return end;
  }

  final boolean hasMore() {
    return next < size;
  }

  final int remaining() {
    return size - next;
  }

  /** Whether the next value is of a type. */
  final boolean nextIs(Class<?> type) {
    return next < size && type.isInstance(values[next]);
  }

  final Object peek() {
    return values[next];
  }

  /** Where the text of the next value begins. */
  final int nextStart() {
    return starts[next];
  }

  final int nextEnd() {
    return ends[next];
  }

  /** Whether parentheses stand around the next value that are not part of it. */
  final boolean nextIsWrapped(int itsStart) {
    return starts[next] != itsStart;
  }

  final <T> T take(Class<T> type) {
    return type.cast(values[next++]);
  }

  final <T> Optional<T> takeIf(Class<T> type) {
    return nextIs(type) ? Optional.of(take(type)) : Optional.empty();
  }

  /** Takes a marker, if it is there. */
  final boolean takeMarker(Marker marker) {
    boolean isThere = next < size && values[next] == marker;
    next += isThere ? 1 : 0;
    return isThere;
  }

  /** Takes all values that follow and are of a type. */
  final <T> List<T> takeAll(Class<T> type) {
    return takeAll(type, size);
  }

  /** The same, but leaves the last value of the action. */
  final <T> List<T> takeAllButLast(Class<T> type) {
    return takeAll(type, size - 1);
  }

  @SuppressWarnings("unchecked") // each element is checked
  private <T> List<T> takeAll(Class<T> type, int to) {
    int from = next;
    while (next < to && type.isInstance(values[next])) {
      next++;
    }
    return switch (next - from) {
      case 0 -> List.of();
      case 1 -> List.of((T) values[from]);
      default -> (List<T>) List.of(Arrays.copyOfRange(values, from, next));
    };
  }

  /** Ends an action: leaves {@code value} in place of the action's values. */
  final void close(Object value) {
    close(value, start, end);
  }

  final void close(Object value, int from, int to) {
    close(value, from, to, 1);
  }

  /** Ends an action that has made {@code levels} levels of nodes. */
  final void close(Object value, int levels) {
    close(value, start, end, levels);
  }

  private void close(Object value, int from, int to, int levels) {
    int height = 0;
    for (int i = base; i < size; i++) {
      height = Math.max(height, heights[i]);
    }
    // What is too high is told while its parts are still there to be kept.
    checkHeight(height + levels);
    size = base;
    push(value, from, to, height + levels);
  }

  /** Ends an action whose values stay, but mean the whole text: parentheses were read. */
  final void widen() {
    starts[size - 1] = start;
    ends[size - 1] = end;
  }

  /** Removes the values since {@code at}, of a rule that could not be read, and gives them. */
  final List<Object> drop(long at) {
    List<Object> dropped = new ArrayList<>(Arrays.asList(values).subList(size(at), size));
    size = size(at);
    return dropped;
  }

  // --- the top of the stack, for operators

  final int count() {
    return size;
  }

  final Object valueAt(int index) {
    return values[index];
  }

  final int startAt(int index) {
    return starts[index];
  }

  final int endAt(int index) {
    return ends[index];
  }

  /** Puts {@code value} in the place of all values from {@code index} on. */
  final void replaceFrom(int index, Object value, int from, int to) {
    base = index;
    close(value, from, to);
  }

  // --- what several rules leave

  /** What a rule leaves beside nodes: that a word or sign was there. */
  enum Marker {
    ASYNC,
    STAR,
    SLASH,
    ELIF,
    COLON
  }

  final void async() {
    pushAtLast(Marker.ASYNC);
  }

  final void star() {
    pushAtLast(Marker.STAR);
  }

  final void slash() {
    pushAtLast(Marker.SLASH);
  }

  final void elif() {
    pushAtLast(Marker.ELIF);
  }

  final void colon() {
    pushAtLast(Marker.COLON);
  }

  final void name() {
    pushAtLast(nameOf(index() - 1));
  }

  final void dotted(long at) {
    open(at);
    int first = token(at);
    if (index() == first + 1) {
      close(nameOf(first));
      return;
    }
    StringBuilder text = new StringBuilder();
    for (int token = first; token < index(); token++) {
      text.append(tokens.type(token) == PythonParser.DOT ? "." : nameOf(token));
    }
    close(text.toString());
  }
}
