package dev.tensorvet.reader.query;

import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Methods;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayDeque;
import java.util.Deque;
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

    /** By the ids of the methods that the classes define so far. */
    private final Map<Integer, Method> methods = new HashMap<>();

    /** Those around the node that is read, the innermost first. */
    private final Deque<Method> around = new ArrayDeque<>();

    /**
     * @param self what it calls its object
     */
    private record Method(String self, int end) {}

    Reader(Tree tree) {
      this.tree = tree;
    }

    FileUses uses() {
      tree.walk(
          node -> {
            while (!around.isEmpty() && node.start() >= around.peek().end()) {
              around.pop();
            }
            note(node);
          });
      return new FileUses(
          Map.copyOf(classes),
          Set.copyOf(foreign),
          Set.copyOf(kept),
          List.copyOf(strings),
          Map.copyOf(held),
          Set.copyOf(loose));
    }

    /** Whether a receiver is the {@code self} of a method around. */
    private boolean isSelf(Expr receiver) {
      if (receiver instanceof Expr.Name name) {
        for (Method method : around) {
          if (method.self().equals(name.name())) {
            return true;
          }
        }
      }
      return false;
    }

    private void note(Node node) {
      switch (node) {
        case Stmt.ClassDef type -> {
          Set<String> bases = classes.computeIfAbsent(type.name(), name -> new HashSet<>());
          type.bases().forEach(base -> lastPart(base).ifPresent(bases::add));
          for (Stmt.FunctionDef method : Methods.of(type)) {
            Methods.self(method)
                .ifPresent(self -> methods.put(method.id(), new Method(self, method.end())));
          }
        }
        case Stmt.FunctionDef function -> {
          Method method = methods.get(function.id());
          if (method != null) {
            around.push(method);
          }
        }
        case Stmt.ImportFrom imports ->
            imports.names().stream()
                .filter(alias -> alias.asName().isPresent())
                .forEach(alias -> loose.add(alias.name()));
        case Expr.Attribute attribute -> noteAttribute(attribute);
        case Expr.Name name -> noteObject(name, name.name(), tree.parent(name).orElse(name));
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
      Node parent = tree.parent(attribute).orElse(attribute);
      if (isTarget(attribute, parent)) {
        return;
      }
      noteObject(attribute, attribute.name(), parent);
      if (!isSelf(attribute.value())) {
        foreign.add(attribute.name());
      } else if (!isCallee(attribute, parent)) {
        kept.add(attribute.name());
      }
    }

    /** A mention of what may be a class: held by an attribute, out of sight, or neither. */
    private void noteObject(Expr mention, String name, Node parent) {
      if (isCallee(mention, parent)) {
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
              && isSelf(attribute.value())
          ? Optional.of(attribute.name())
          : Optional.empty();
    }

    /** A base, the first word of a longer name, an annotation, {@code super(C, self)} or a test. */
    private static boolean isHarmless(Expr mention, Node parent) {
      return switch (parent) {
        case Expr.Attribute longer -> true;
        case Stmt.ClassDef type -> type.bases().stream().anyMatch(b -> b.id() == mention.id());
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

    private static boolean isTarget(Expr mention, Node parent) {
      return switch (parent) {
        case Stmt.Assign assign ->
            assign.targets().stream().anyMatch(target -> target.id() == mention.id());
        case Stmt.AnnAssign typed -> typed.target().id() == mention.id();
        default -> false;
      };
    }

    private static boolean isCallee(Expr mention, Node parent) {
      return parent instanceof Expr.Call call && call.callee().id() == mention.id();
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
