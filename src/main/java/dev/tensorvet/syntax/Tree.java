package dev.tensorvet.syntax;

import dev.tensorvet.source.Span;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The tree of one file, with the way up from each node. */
public final class Tree {

  private final Node.Module root;
  private final int size;

  /** Made whole on first use, so that a tree that nobody looks through costs nothing. */
  private volatile Row row = Row.NONE;

  /**
   * The nodes in a row, parents first, in the order of the text: a tree is looked through often,
   * and to go along a row is many times faster than to ask each node for its children.
   *
   * @param below how many nodes are below a node, by its id
   * @param parents by id of the child
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Row(Node[] nodes, int[] below, Node[] parents) {

    static final Row NONE = new Row(new Node[0], new int[0], new Node[0]);

    static Row of(Node root, int size) {
      Node[] nodes = new Node[size];
      Node[] parents = new Node[size];
      int count = 0;
      Walk walk = new Walk();
      walk.accept(root);
      while (walk.size > 0) {
        Node node = walk.next();
        nodes[count++] = node;
        for (int child = walk.descend(node); child < walk.size; child++) {
          parents[walk.ahead[child].id()] = node;
        }
      }
      int[] below = new int[size];
      for (int place = count - 1; place > 0; place--) {
        int child = nodes[place].id();
        below[parents[child].id()] += 1 + below[child];
      }
      return new Row(Arrays.copyOf(nodes, count), below, parents);
    }
  }

  /**
   * @param size how many ids were given out: every id of the tree is below it
   */
  public Tree(Node.Module root, int size) {
    this.root = root;
    this.size = size;
  }

  public Node.Module root() {
    return root;
  }

  /** An upper bound of the ids in this tree: the length of a side table. */
  public int size() {
    return size;
  }

  /** The node that holds {@code node}; the root has none. */
  public Optional<Node> parent(Node node) {
    return Optional.ofNullable(row().parents()[node.id()]);
  }

  /** The innermost function, lambda or class that holds {@code node}, itself left out. */
  public Optional<Node> enclosingScope(Node node) {
    Node[] up = row().parents();
    for (Node at = up[node.id()]; at != null; at = up[at.id()]) {
      if (at instanceof Stmt.FunctionDef
          || at instanceof Stmt.ClassDef
          || at instanceof Expr.Lambda) {
        return Optional.of(at);
      }
    }
    return Optional.empty();
  }

  /** The statement that {@code node} is part of: itself, when it is one. */
  public Optional<Stmt> statement(Node node) {
    Node[] up = row().parents();
    for (Node at = node; at != null; at = up[at.id()]) {
      if (at instanceof Stmt statement) {
        return Optional.of(statement);
      }
    }
    return Optional.empty();
  }

  /** The outermost node that covers a stretch of the text exactly. */
  public Optional<Node> covering(Span span) {
    Node[] at = {root};
    while (!at[0].span().equals(span)) {
      Node above = at[0];
      above.forEachChild(
          child -> {
            if (child.start() <= span.start() && span.end() <= child.end()) {
              at[0] = child;
            }
          });
      if (at[0] == above) {
        return Optional.empty();
      }
    }
    return Optional.of(at[0]);
  }

  /** Shows every node to {@code visitor}, parents first, in the order of the text. */
  public void walk(Consumer<? super Node> visitor) {
    for (Node node : row().nodes()) {
      visitor.accept(node);
    }
  }

  /** The same, but what is below a node only where {@code visitor} says so of the node. */
  public void walkWhere(Predicate<? super Node> visitor) {
    Row all = row();
    int place = 0;
    while (place < all.nodes().length) {
      Node node = all.nodes()[place];
      place += visitor.test(node) ? 1 : 1 + all.below()[node.id()];
    }
  }

  /** Whether the tree holds such a node. */
  public boolean holds(Predicate<? super Node> wanted) {
    for (Node node : row().nodes()) {
      if (wanted.test(node)) {
        return true;
      }
    }
    return false;
  }

  /** Shows {@code from} and all below it to {@code visitor}, parents first. */
  public static void walk(Node from, Consumer<? super Node> visitor) {
    walkWhere(
        from,
        node -> {
          visitor.accept(node);
          return true;
        });
  }

  /** The same, but what is below a node only where {@code visitor} says so of the node. */
  public static void walkWhere(Node from, Predicate<? super Node> visitor) {
    new Walk().from(from, visitor);
  }

  /** Whether {@code from} or something below it is such a node. */
  public static boolean holds(Node from, Predicate<? super Node> wanted) {
    boolean[] found = {false};
    walkWhere(
        from,
        node -> {
          found[0] = found[0] || wanted.test(node);
          return !found[0];
        });
    return found[0];
  }

  /** The nodes that a walk has yet to visit: a stack, since trees may be deeper than Java's own. */
  private static final class Walk implements Consumer<Node> {
    private Node[] ahead = new Node[64];
    private int size;

    @Override
    public void accept(Node child) {
      if (size == ahead.length) {
        ahead = Arrays.copyOf(ahead, 2 * size);
      }
      ahead[size++] = child;
    }

    void from(Node start, Predicate<? super Node> visitor) {
      accept(start);
      while (size > 0) {
        Node node = next();
        if (visitor.test(node)) {
          descend(node);
        }
      }
    }

    Node next() {
      return ahead[--size];
    }

    /** Goes on with the children of a node, and gives where they begin. */
    int descend(Node node) {
      int first = size;
      node.forEachChild(this);
      reverse(first, size - 1);
      return first;
    }

    /** The children came first to last, and the last to come is the first to go. */
    private void reverse(int from, int to) {
      for (int low = from, high = to; low < high; low++, high--) {
        Node swapped = ahead[low];
        ahead[low] = ahead[high];
        ahead[high] = swapped;
      }
    }
  }

  private Row row() {
    Row known = row;
    if (known.nodes().length == 0) {
      known = Row.of(root, size);
      row = known;
    }
    return known;
  }
}
