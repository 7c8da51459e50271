package dev.tensorvet.reader.code;

import dev.tensorvet.framework.Jax;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.LastValues;
import dev.tensorvet.semantic.Binding;
import dev.tensorvet.semantic.BindingSite;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.Scope;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.semantic.VariableEntity;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a function does that a compiler follows once with stand-ins for its arguments. Functions
 * inside of it are left out: some are called back when the compiled code runs.
 */
final class TracedCode {

  enum Kind {
    PRINTS,
    CHANGES_OUTSIDE,
    KEEPS,
    READS_ONCE,
    NEEDS_NUMBER
  }

  record Slip(Kind kind, Node node, String subject) {}

  private final SourceModule module;
  private final FunctionEntity function;
  private final Set<String> arguments;
  private final List<Slip> slips = new ArrayList<>();

  /**
   * @param arguments the parameters that hold stand-ins
   */
  TracedCode(FunctionEntity function, Set<String> arguments) {
    this.module = function.module();
    this.function = function;
    this.arguments = arguments;
  }

  List<Slip> slips() {
    Stmt.FunctionDef code = (Stmt.FunctionDef) function.node();
    for (Stmt statement : code.body()) {
      Tree.walkWhere(
          statement,
          node -> {
            visit(node);
            return !(node instanceof Stmt.FunctionDef
                || node instanceof Expr.Lambda
                || node instanceof Stmt.ClassDef);
          });
    }
    return slips;
  }

  private void visit(Node node) {
    switch (node) {
      case Stmt.Global outside ->
          outside.names().stream()
              .filter(this::isAssigned)
              .findFirst()
              .ifPresent(n -> changes(outside, n));
      case Stmt.Nonlocal outside ->
          outside.names().stream()
              .filter(this::isAssigned)
              .findFirst()
              .ifPresent(n -> changes(outside, n));
      case Stmt.Assign assign ->
          assign.targets().stream()
              .filter(this::isOwnAttribute)
              .findFirst()
              .ifPresent(
                  target ->
                      slips.add(new Slip(Kind.KEEPS, assign, CodeCalls.text(target, module))));
      case Stmt.ExprStmt alone when alone.value() instanceof Expr.Call call -> called(call);
      case Expr.Call call -> {
        Optional<String> name = CodeCalls.library(call.callee(), module);
        if (name.filter(Jax::isImpure).isPresent()) {
          slips.add(new Slip(Kind.READS_ONCE, call, CodeCalls.text(call.callee(), module)));
        } else if (name.filter(n -> Jax.needsNumbers(n) || Jax.makesNumber(n)).isPresent()) {
          call.arguments().stream()
              .findFirst()
              .filter(this::isStandIn)
              .ifPresent(a -> needsNumber(call, a));
        }
      }
      case Stmt.If choice -> compared(choice.test());
      case Stmt.While loop -> compared(loop.test());
      default -> {}
    }
  }

  // --- what is seen or kept outside

  private void called(Expr.Call call) {
    if (CodeCalls.library(call.callee(), module).filter(Jax::prints).isPresent()) {
      if (Jax.announcesTracing(CodeCalls.text(call, module))) {
        return;
      }
      call.arguments().stream()
          .flatMap(argument -> shown(argument).stream())
          .filter(this::isArgument)
          .findFirst()
          .ifPresent(a -> slips.add(new Slip(Kind.PRINTS, call, CodeCalls.text(a, module))));
    } else if (call.callee() instanceof Expr.Attribute method
        && method.name().equals("append")
        && method.value() instanceof Expr.Name list
        && isOutside(list)
        && !call.arguments().isEmpty()
        && Tree.holds(call.arguments().getFirst(), this::isTraced)) {
      changes(call, list.name());
    }
  }

  /** What a print shows of itself, and of the values in a text. */
  private static List<Expr> shown(Expr argument) {
    return switch (argument) {
      case Expr.JoinedString text ->
          text.parts().stream()
              .filter(Expr.Interpolation.class::isInstance)
              .map(part -> ((Expr.Interpolation) part).value())
              .toList();
      default -> List.of(argument);
    };
  }

  /** {@code self.x} of the method's own object. */
  private boolean isOwnAttribute(Expr target) {
    return target instanceof Expr.Attribute attribute
        && attribute.value() instanceof Expr.Name self
        && function.selfName().filter(self.name()::equals).isPresent();
  }

  /**
   * Whether the function gives a value to a variable of that name: many are declared and read, some
   * are made when they are not there yet, and some count how often the function is traced.
   */
  private boolean isAssigned(String name) {
    return !Jax.announcesTracing(name)
        && !isAskedFor(name)
        && Tree.holds(
            function.node(),
            node ->
                node instanceof Expr.Name target
                    && target.name().equals(name)
                    && (LastValues.isTarget(target, module.tree())
                        || (module.tree().parent(target).orElse(target)
                                instanceof Stmt.AugAssign changed
                            && changed.target().id() == target.id())));
  }

  private boolean isAskedFor(String name) {
    return Tree.holds(
        function.node(),
        node ->
            node instanceof Stmt.If choice
                && Tree.holds(
                    choice.test(),
                    each -> each instanceof Expr.Name asked && asked.name().equals(name)));
  }

  private boolean isOutside(Expr.Name name) {
    return module.resolve(name) instanceof VariableEntity variable
        && variable.binding().scope().kind() != Scope.Kind.COMPREHENSION
        && !variable.binding().scope().equals(function.scope());
  }

  /** A variable of the function itself. */
  private boolean isTraced(Node node) {
    return node instanceof Expr.Name name
        && module.resolve(name) instanceof VariableEntity variable
        && variable.binding().scope().equals(function.scope());
  }

  private void changes(Node at, String subject) {
    slips.add(new Slip(Kind.CHANGES_OUTSIDE, at, subject));
  }

  // --- what needs a number

  /** Whether a value is a stand-in: a parameter that the function gives no other value. */
  private boolean isArgument(Expr value) {
    return value instanceof Expr.Name name
        && arguments.contains(name.name())
        && module.resolve(name) instanceof VariableEntity variable
        && variable.binding().scope().equals(function.scope())
        && isOnlyParameter(variable.binding());
  }

  /** Whether a value is a stand-in: a parameter, or one value that is made of it. */
  private boolean isStandIn(Expr value) {
    if (!(value instanceof Expr.Call call)) {
      return isArgument(value);
    }
    if (CodeCalls.library(call.callee(), module).filter(Jax::isReduction).isPresent()) {
      return call.arguments().stream().limit(1).anyMatch(a -> isStandIn(a) || isComparison(a));
    }
    return call.callee() instanceof Expr.Attribute method
        && Jax.reduces(method.name())
        && (isStandIn(method.value()) || isComparison(method.value()));
  }

  private boolean isComparison(Expr value) {
    return value instanceof Expr.Compare compare && isStandIn(compare.left());
  }

  private static boolean isOnlyParameter(Binding binding) {
    return binding.sites().size() == 1
        && binding.sites().getFirst().kind() == BindingSite.Kind.PARAMETER;
  }

  /** What is compared with a number, or is true or not, by which way the code then goes. */
  private void compared(Expr test) {
    if (test instanceof Expr.Compare compare
        && compare.operators().size() == 1
        && isOrder(compare.operators().getFirst())) {
      Expr right = compare.comparators().getFirst();
      if (isStandIn(compare.left()) && (right instanceof Expr.NumberLiteral || isStandIn(right))) {
        needsNumber(test, compare.left());
      }
    } else if (test instanceof Expr.UnaryOp not && not.operator() == Expr.UnaryOperator.NOT) {
      compared(not.operand());
    } else if (test instanceof Expr.Call && isStandIn(test)) {
      needsNumber(test, test);
    }
  }

  private static boolean isOrder(Expr.CompareOperator operator) {
    return switch (operator) {
      case LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> true;
      case EQUAL, NOT_EQUAL, IS, IS_NOT, IN, NOT_IN -> false;
    };
  }

  private void needsNumber(Node at, Expr argument) {
    slips.add(new Slip(Kind.NEEDS_NUMBER, at, CodeCalls.text(argument, module)));
  }
}
