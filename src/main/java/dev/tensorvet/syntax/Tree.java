package dev.tensorvet.syntax;

import dev.tensorvet.source.Span;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The tree of one file, with the way up from each node. */
public final class Tree {

  private final Node.Module root;
  private final int size;

  /** Made whole on first use, so that a tree that nobody looks through costs nothing. */
  private volatile Row row = Row.NONE;

  /**
   * The nodes in a row, parents first, in the order of the text: a tree is looked through often,
   * and to go along a row is many times faster than to ask each node for its children.
   */
  private static final class Row implements Consumer<Node> {

    static final Row NONE = new Row(0);

    private final Node[] nodes;

    /** How many nodes there are: some ids are no node's. */
    private int count;

    /** By id of the child. */
    private final Node[] parents;

    /** While the row is made: the node whose children come. */
    private @Nullable Node parent;

    Row(int size) {
      this.nodes = new Node[size];
      this.parents = new Node[size];
    }

    @Override
    public void accept(Node node) {
      Node itsParent = parent;
      if (itsParent != null) {
        parents[node.id()] = itsParent;
      }
      nodes[count++] = node;
      parent = node;
      node.forEachChild(this);
      parent = itsParent;
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
    return Optional.ofNullable(row().parents[node.id()]);
  }

  /** The innermost function, lambda or class that holds {@code node}, itself left out. */
  public Optional<Node> enclosingScope(Node node) {
    Node[] up = row().parents;
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
    Node[] up = row().parents;
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
    Row all = row();
    for (int place = 0; place < all.count; place++) {
      visitor.accept(all.nodes[place]);
    }
  }

  /** Whether the tree holds such a node. */
  public boolean holds(Predicate<? super Node> wanted) {
    Row all = row();
    for (int place = 0; place < all.count; place++) {
      if (wanted.test(all.nodes[place])) {
        return true;
      }
    }
    return false;
  }

  // No tree is too high for recursion: the front end sees to it.

  /** Shows {@code from} and all below it to {@code visitor}, parents first. */
  public static void walk(Node from, Consumer<? super Node> visitor) {
    new Consumer<Node>() {
      @Override
      public void accept(Node node) {
        visitor.accept(node);
        node.forEachChild(this);
      }
    }.accept(from);
  }

  /** The same, but what is below a node only where {@code visitor} says so of the node. */
  public static void walkWhere(Node from, Predicate<? super Node> visitor) {
    new Consumer<Node>() {
      @Override
      public void accept(Node node) {
        if (visitor.test(node)) {
          node.forEachChild(this);
        }
      }
    }.accept(from);
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

  private Row row() {
    Row known = row;
    if (known == Row.NONE) {
      known = new Row(size);
      known.accept(root);
      row = known;
    }
    return known;
  }
}
