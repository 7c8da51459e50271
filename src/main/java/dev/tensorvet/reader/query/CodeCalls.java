package dev.tensorvet.reader.query;

import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.Devices;
import dev.tensorvet.framework.Parameter;
import dev.tensorvet.framework.TrainingMethod;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.semantic.VariableEntity;
import dev.tensorvet.source.Span;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What readers of a file's code ask of its calls and blocks. */
public final class CodeCalls {

  private CodeCalls() {}

  /** What the code says there. */
  public static String text(Node node, SourceModule module) {
    return module.file().text(node.span());
  }

  /** Where a node stands. */
  public static Place place(Node node, SourceModule module) {
    return new Place(module.file(), node.span());
  }

  /** Where a node is shown: of a function or class, its name. */
  public static Place shown(Node node, SourceModule module) {
    Span span =
        switch (node) {
          case Stmt.FunctionDef def -> def.nameSpan();
          case Stmt.ClassDef def -> def.nameSpan();
          default -> node.span();
        };
    return new Place(module.file(), span);
  }

  /** Shows each call of a library's function or class, with its canonical name. */
  public static void each(SourceModule module, BiConsumer<Expr.Call, String> visitor) {
    module
        .tree()
        .walk(
            node -> {
              if (node instanceof Expr.Call call) {
                library(call.callee(), module).ifPresent(name -> visitor.accept(call, name));
              }
            });
  }

  /** Shows each call of what is behind a dot, with that: a method, or a function of a module. */
  public static void eachMember(
      SourceModule module, BiConsumer<Expr.Call, Expr.Attribute> visitor) {
    module
        .tree()
        .walk(
            node -> {
              if (node instanceof Expr.Call call
                  && call.callee() instanceof Expr.Attribute member) {
                visitor.accept(call, member);
              }
            });
  }

  /** Shows each call of a function of the file itself. */
  public static void eachOwn(
      SourceModule module, FunctionEntity function, Consumer<Expr.Call> visitor) {
    module
        .tree()
        .walk(
            node -> {
              if (node instanceof Expr.Call call
                  && call.callee() instanceof Expr.Name name
                  && name.name().equals(function.name())
                  && module.resolve(name).equals(function)) {
                visitor.accept(call);
              }
            });
  }

  /** The canonical name of what an expression stands for, if that is a library's. */
  public static Optional<String> library(Expr value, SourceModule module) {
    return (value instanceof Expr.Name || value instanceof Expr.Attribute)
            && module.resolve(value) instanceof LibraryEntity library
        ? Optional.of(library.qualifiedName())
        : Optional.empty();
  }

  /**
   * The same, where it is asked for a few things alone.
   *
   * @param mayName whether one of them has a name; what is behind another is not found out
   */
  public static Optional<String> library(
      Expr value, Predicate<String> mayName, SourceModule module) {
    return value instanceof Expr.Attribute member && !mayName.test(member.name())
        ? Optional.empty()
        : library(value, module);
  }

  /** Whether a value is a call of a library's function or class of a kind. */
  public static boolean isCall(Expr value, Predicate<String> ofKind, SourceModule module) {
    return value instanceof Expr.Call call
        && library(call.callee(), module).filter(ofKind).isPresent();
  }

  /** The last word of what is called; empty when that is no name. */
  public static String name(Expr.Call call) {
    return switch (call.callee()) {
      case Expr.Name name -> name.name();
      case Expr.Attribute member -> member.name();
      default -> "";
    };
  }

  /** What a call gives for a parameter. */
  public static Optional<Expr> argument(Expr.Call call, Parameter parameter) {
    int position = parameter.position();
    List<Expr> given = call.arguments();
    boolean isByPosition =
        position >= 0
            && position < given.size()
            && given.subList(0, position + 1).stream().noneMatch(Expr.Starred.class::isInstance);
    return isByPosition ? Optional.of(given.get(position)) : call.keyword(parameter.name());
  }

  /** The call that an expression stands in as an argument, or as what is called. */
  public static Optional<Expr.Call> taking(Expr given, SourceModule module) {
    Node parent = module.tree().parent(given).orElse(given);
    Node around =
        parent instanceof Node.Keyword ? module.tree().parent(parent).orElse(parent) : parent;
    return around instanceof Expr.Call call ? Optional.of(call) : Optional.empty();
  }

  /** Whether a call may give more than is written. */
  public static boolean isOpen(Expr.Call call) {
    return call.arguments().stream().anyMatch(Expr.Starred.class::isInstance)
        || call.keywords().stream().anyMatch(keyword -> keyword.name().isEmpty());
  }

  /** Whether a value is written, and is this truth value. */
  public static boolean is(Optional<Expr> value, boolean wanted) {
    return value.filter(v -> v instanceof Expr.BooleanLiteral b && b.value() == wanted).isPresent();
  }

  /**
   * The only value that a variable ever has, if its name stands for a variable of one value, and
   * the same file gives it that.
   */
  public static Optional<Expr> onlyValue(Expr value, SourceModule module) {
    return value instanceof Expr.Name name
            && module.resolve(name) instanceof VariableEntity variable
            && variable.binding().scope().module().equals(module)
            && variable.binding().sites().size() == 1
        ? variable.binding().sites().getFirst().value()
        : Optional.empty();
  }

  /** The same, and the only value of a member of the class that the code stands in. */
  public static Optional<Expr> lastingValue(Expr value, SourceModule module) {
    return value instanceof Expr.Attribute member
            && member.value() instanceof Expr.Name self
            && self.name().equals("self")
        ? memberValue(member, module)
        : onlyValue(value, module);
  }

  private static Optional<Expr> memberValue(Expr.Attribute member, SourceModule module) {
    return module.classes().stream()
        .filter(type -> type.node().span().contains(member.span()))
        .map(type -> type.attributeSites(member.name()))
        .filter(sites -> sites.size() == 1)
        .findFirst()
        .flatMap(sites -> sites.getFirst().value());
  }

  /** The number that is written, with its sign. */
  public static OptionalDouble number(Expr value) {
    return switch (value) {
      case Expr.NumberLiteral number when number.text().matches("[0-9.]+(?:[eE][-+]?[0-9]+)?") ->
          OptionalDouble.of(Double.parseDouble(number.text()));
      case Expr.UnaryOp minus when minus.operator() == Expr.UnaryOperator.MINUS -> {
        OptionalDouble operand = number(minus.operand());
        yield operand.isPresent() ? OptionalDouble.of(-operand.getAsDouble()) : operand;
      }
      default -> OptionalDouble.empty();
    };
  }

  /** Whether a variable is mentioned somewhere below a node. */
  public static boolean mentions(Node below, VariableEntity variable, SourceModule module) {
    return Tree.holds(
        below,
        node ->
            node instanceof Expr.Name name
                && name.name().equals(variable.binding().name())
                && module.resolve(name).equals(variable));
  }

  /** What holds a node, the nearest first, up to the function or class that it stands in. */
  public static List<Node> around(Node node, Tree tree) {
    List<Node> around = new ArrayList<>();
    Optional<Node> at = tree.parent(node);
    while (at.isPresent() && !isScope(at.get())) {
      around.add(at.get());
      at = tree.parent(at.get());
    }
    return around;
  }

  /** Whether code may make its tensors on another device than that of the code around it. */
  public static boolean mayEnterDevice(Node code, SourceModule module) {
    return code instanceof Stmt.With with
        && with.items().stream().anyMatch(item -> mayBeDevice(item, module));
  }

  /** Whether a context may be a device, on which new tensors are made. */
  private static boolean mayBeDevice(Node.WithItem item, SourceModule module) {
    return item.context() instanceof Expr.Call
        ? isCall(item.context(), Devices::makesDevice, module)
        : Devices.mayAskForGpu(text(item.context(), module));
  }

  /** The innermost loop around a node, in the same function. */
  public static Optional<Node> innermostLoop(Node node, Tree tree) {
    return around(node, tree).stream()
        .filter(each -> each instanceof Stmt.For || each instanceof Stmt.While)
        .findFirst();
  }

  /** Whether a piece of code reads what a loop around it changes, its own variables aside. */
  public static boolean dependsOnLoop(Node code, Node loop, SourceModule module) {
    return Tree.holds(
        code,
        node ->
            node instanceof Expr.Name name
                && module.resolve(name) instanceof VariableEntity variable
                && variable.binding().sites().stream()
                    .anyMatch(
                        site ->
                            loop.span().contains(site.node().span())
                                && !code.span().contains(site.node().span())));
  }

  /** Whether a statement ends the cell of a notebook, which shows what it gives. */
  public static boolean isShown(Stmt statement, SourceModule module) {
    return module
        .file()
        .cells()
        .map(cells -> cells.cellAt(statement.start()))
        .filter(
            cell ->
                module
                    .file()
                    .text()
                    .substring(statement.end(), cell.end())
                    .lines()
                    .allMatch(line -> line.isBlank() || line.strip().startsWith("#")))
        .isPresent();
  }

  /** Whether a backward pass stands in a loop, and in no loop inside of it. */
  public static boolean passesBack(Node loop, Tree tree) {
    return Tree.holds(
        loop,
        node ->
            node instanceof Expr.Call call
                && call.callee() instanceof Expr.Attribute method
                && TrainingMethod.BACKWARD.isNamed(method.name())
                && innermostLoop(call, tree).filter(loop::equals).isPresent());
  }

  /** Whether code runs a backward pass itself. */
  public static boolean holdsBackward(Node code) {
    return Tree.holds(
        code,
        node ->
            node instanceof Expr.Call call
                && call.callee() instanceof Expr.Attribute method
                && TrainingMethod.BACKWARD.isNamed(method.name()));
  }

  private static boolean isScope(Node node) {
    return node instanceof Stmt.FunctionDef
        || node instanceof Stmt.ClassDef
        || node instanceof Expr.Lambda
        || node instanceof Node.Module;
  }

  /** The block that a statement stands in. */
  public static List<Stmt> block(Stmt statement, Tree tree) {
    return tree.parent(statement).stream()
        .flatMap(parent -> blocks(parent).stream())
        .filter(block -> block.stream().anyMatch(each -> each.id() == statement.id()))
        .findFirst()
        .orElse(List.of(statement));
  }

  private static List<List<Stmt>> blocks(Node parent) {
    return switch (parent) {
      case Node.Module module -> List.of(module.body());
      case Stmt.FunctionDef function -> List.of(function.body());
      case Stmt.ClassDef type -> List.of(type.body());
      case Stmt.If choice -> List.of(choice.body(), choice.orElse());
      case Stmt.For loop -> List.of(loop.body(), loop.orElse());
      case Stmt.While loop -> List.of(loop.body(), loop.orElse());
      case Stmt.With with -> List.of(with.body());
      case Stmt.Try attempt -> List.of(attempt.body(), attempt.orElse(), attempt.finalBody());
      case Node.ExceptHandler handler -> List.of(handler.body());
      case Node.MatchCase matched -> List.of(matched.body());
      default -> List.of();
    };
  }
}
