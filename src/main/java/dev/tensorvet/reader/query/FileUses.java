package dev.tensorvet.reader.query;

import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Methods;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which names one file uses and how, by its text alone: what is left of a file of the project once
 * its tree is gone, to answer whether something far away may use an attribute or an object.
 *
 * @param classes names of the classes it defines, with the last parts of their bases' names
 * @param foreign attributes read of anything but a method's own {@code self}
 * @param kept attributes of {@code self} that are read without being called on the spot
 * @param strings names that strings mention
 * @param held the attributes that keep the results of calls: for {@code self.top = Head()}, {@code
 *     Head} to {@code top}
 * @param loose names that are used in a way that may make or pass on an object out of sight
 */
public record FileUses(
    Map<String, Set<String>> classes,
    Set<String> foreign,
    Set<String> kept,
    List<NamePattern> strings,
    Map<String, Set<String>> held,
    Set<String> loose) {

  /** A file that cannot be read. */
  static final FileUses NONE =
      new FileUses(Map.of(), Set.of(), Set.of(), List.of(), Map.of(), Set.of());

  /** Whether a string of the file may name the attribute. */
  boolean mayName(String attribute) {
    return strings.stream().anyMatch(name -> name.fits(attribute));
  }

  /** Whether the file may make an object of a class of this name. */
  public boolean mayMake(String type) {
    return loose.contains(type) || held.containsKey(type);
  }

  static FileUses of(Tree tree) {
    return new Reader(tree).uses();
  }

  private static final class Reader {
    private final Tree tree;
    private final Map<String, Set<String>> classes = new HashMap<>();
    private final Set<String> foreign = new HashSet<>();
    private final Set<String> kept = new HashSet<>();
    private final Set<NamePattern> strings = new HashSet<>();
    private final Map<String, Set<String>> held = new HashMap<>();
    private final Set<String> loose = new HashSet<>();

    /** By the id of a name: whether it is the {@code self} of a method around it. */
    private final boolean[] isSelf;

    Reader(Tree tree) {
      this.tree = tree;
      this.isSelf = new boolean[tree.size()];
    }

    FileUses uses() {
      tree.walk(this::markSelf);
      tree.walk(this::note);
      return new FileUses(
          Map.copyOf(classes),
          Set.copyOf(foreign),
          Set.copyOf(kept),
          List.copyOf(strings),
          Map.copyOf(held),
          Set.copyOf(loose));
    }

    private void markSelf(Node node) {
      if (node instanceof Stmt.ClassDef type) {
        for (Stmt.FunctionDef method : Methods.of(type)) {
          Optional<String> self = Methods.self(method);
          Tree.walk(
              method,
              inner -> {
                if (inner instanceof Expr.Name name
                    && self.isPresent()
                    && name.name().equals(self.get())) {
                  isSelf[name.id()] = true;
                }
              });
        }
      }
    }

    private void note(Node node) {
      switch (node) {
        case Stmt.ClassDef type -> {
          Set<String> bases = classes.computeIfAbsent(type.name(), name -> new HashSet<>());
          type.bases().forEach(base -> lastPart(base).ifPresent(bases::add));
        }
        case Stmt.ImportFrom imports ->
            imports.names().stream()
                .filter(alias -> alias.asName().isPresent())
                .forEach(alias -> loose.add(alias.name()));
        case Expr.Attribute attribute -> noteAttribute(attribute);
        case Expr.Name name -> noteObject(name, name.name());
        case Expr.StringLiteral text when !isDocumentation(text) ->
            strings.addAll(NamePattern.mentionedBy(text));
        case Expr.JoinedString text -> strings.addAll(NamePattern.mentionedBy(text));
        case Expr.BinOp sum
            when sum.operator() == Expr.BinaryOperator.ADD
                && (isText(sum.left()) || isText(sum.right())) ->
            strings.addAll(NamePattern.mentionedBy(sum));
        default -> {}
      }
    }

    private void noteAttribute(Expr.Attribute attribute) {
      if (isTarget(attribute)) {
        return;
      }
      noteObject(attribute, attribute.name());
      if (!(attribute.value() instanceof Expr.Name receiver && isSelf[receiver.id()])) {
        foreign.add(attribute.name());
      } else if (!isCallee(attribute)) {
        kept.add(attribute.name());
      }
    }

    /** A mention of what may be a class: held by an attribute, out of sight, or neither. */
    private void noteObject(Expr mention, String name) {
      Node parent = tree.parent(mention).orElse(mention);
      if (isCallee(mention)) {
        Optional<String> holder = holder((Expr.Call) parent);
        if (holder.isPresent()) {
          held.computeIfAbsent(name, key -> new HashSet<>()).add(holder.get());
        } else {
          loose.add(name);
        }
      } else if (!isHarmless(mention, parent)) {
        loose.add(name);
      }
    }

    private Optional<String> holder(Expr.Call call) {
      return tree.parent(call).orElse(call) instanceof Stmt.Assign assign
              && assign.targets().size() == 1
              && assign.targets().getFirst() instanceof Expr.Attribute attribute
              && attribute.value() instanceof Expr.Name receiver
              && isSelf[receiver.id()]
          ? Optional.of(attribute.name())
          : Optional.empty();
    }

    /** A base, the first word of a longer name, an annotation, {@code super(C, self)} or a test. */
    private static boolean isHarmless(Expr mention, Node parent) {
      return switch (parent) {
        case Stmt.ClassDef type -> type.bases().stream().anyMatch(b -> b.id() == mention.id());
        case Expr.Attribute longer -> true;
        case Stmt.FunctionDef function ->
            function.returns().map(Expr::id).equals(Optional.of(mention.id()));
        case Node.Parameter parameter ->
            parameter.annotation().map(Expr::id).equals(Optional.of(mention.id()));
        case Stmt.AnnAssign typed -> typed.annotation().id() == mention.id();
        case Expr.Call call ->
            call.callee() instanceof Expr.Name function
                && (function.name().equals("super") || function.name().equals("isinstance"));
        default -> false;
      };
    }

    private boolean isTarget(Expr mention) {
      return switch (tree.parent(mention).orElse(mention)) {
        case Stmt.Assign assign ->
            assign.targets().stream().anyMatch(target -> target.id() == mention.id());
        case Stmt.AnnAssign typed -> typed.target().id() == mention.id();
        default -> false;
      };
    }

    private boolean isCallee(Expr mention) {
      return tree.parent(mention).orElse(mention) instanceof Expr.Call call
          && call.callee().id() == mention.id();
    }

    private boolean isDocumentation(Expr.StringLiteral text) {
      return tree.parent(text).orElse(text) instanceof Stmt.ExprStmt;
    }

    private static boolean isText(Expr expression) {
      return expression instanceof Expr.StringLiteral || expression instanceof Expr.JoinedString;
    }

    private static Optional<String> lastPart(Expr name) {
      return switch (name) {
        case Expr.Name plain -> Optional.of(plain.name());
        case Expr.Attribute attribute -> Optional.of(attribute.name());
        case Expr.Subscript generic -> lastPart(generic.value());
        default -> Optional.empty();
      };
    }
  }
}
