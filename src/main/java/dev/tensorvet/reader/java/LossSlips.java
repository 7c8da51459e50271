package dev.tensorvet.reader.java;

import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.ReturnStmt;
import dev.tensorvet.facts.JavaSlip;
import dev.tensorvet.facts.JavaSlip.Kind;
import dev.tensorvet.framework.Djl;
import dev.tensorvet.framework.Djl.LossInput;
import dev.tensorvet.semantic.java.JavaVariable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what a file's model gives, and what the file's loss takes; where there is one of each. */
public final class LossSlips implements JavaReader {

  /** What the last part of a model makes of its numbers. */
  private enum End {
    SOFTMAX,
    LOG_SOFTMAX,
    SIGMOID,
    /** Numbers as a linear layer gives them. */
    SCORES
  }

  private record Loss(Expression made, LossInput input) {}

  private record Last(Expression part, End end) {}

  @Override
  public boolean mayApply(String text) {
    return Djl.mayBeUsed(text) && text.contains("CrossEntropyLoss");
  }

  @Override
  public List<JavaSlip> read(JavaCode code) {
    List<JavaSlip> slips = new ArrayList<>();
    List<Loss> losses = losses(code);
    for (Loss loss : losses) {
      if (loss.input() == LossInput.PROBABILITIES) {
        slips.add(
            JavaSlip.of(
                Kind.SIGMOID_LOSS_WITHOUT_SIGN, code.place(loss.made()), code.quoted(loss.made())));
      }
    }
    List<Expression> models = models(code);
    if (losses.size() == 1 && models.size() == 1) {
      last(code, models.getFirst())
          .flatMap(last -> misfit(code, last, losses.getFirst()))
          .ifPresent(slips::add);
    }
    return slips;
  }

  private static Optional<JavaSlip> misfit(JavaCode code, Last last, Loss loss) {
    Optional<Kind> kind =
        switch (loss.input()) {
          case LOGITS_FOR_SOFTMAX ->
              last.end() == End.SOFTMAX ? Optional.of(Kind.SOFTMAX_TWICE) : Optional.empty();
          case LOG_PROBABILITIES ->
              last.end() == End.SCORES
                  ? Optional.of(Kind.LOGITS_TAKEN_FOR_LOG_PROBABILITIES)
                  : Optional.empty();
          case LOGITS_FOR_SIGMOID ->
              last.end() == End.SIGMOID ? Optional.of(Kind.SIGMOID_TWICE) : Optional.empty();
          case PROBABILITIES -> Optional.empty();
        };
    return kind.map(
        k ->
            JavaSlip.of(k, code.place(loss.made()), code.quoted(loss.made()))
                .withDetail(code.quoted(last.part()))
                .withOther(code.place(last.part())));
  }

  // --- losses

  /** Every loss that the file makes, those that are not understood as well. */
  private static List<Loss> losses(JavaCode code) {
    List<Loss> losses = new ArrayList<>();
    boolean isComplete = true;
    for (MethodCallExpr call : code.unit().unit().findAll(MethodCallExpr.class)) {
      if (code.owner(call).filter(Djl::isLoss).isPresent()
          && call.getScope().flatMap(code.unit()::staticType).isPresent()) {
        isComplete &= add(code, call, call.getNameAsString(), call.getArguments(), losses);
      }
    }
    for (ObjectCreationExpr made : code.unit().unit().findAll(ObjectCreationExpr.class)) {
      Optional<String> type = code.made(made).filter(Djl::isLossClass);
      if (type.isPresent()) {
        isComplete &= add(code, made, type.get(), made.getArguments(), losses);
      }
    }
    // With a further one, none can be told to be the model's.
    if (!isComplete) {
      losses.removeIf(loss -> loss.input() != LossInput.PROBABILITIES);
    }
    return losses;
  }

  private static boolean add(
      JavaCode code, Expression made, String name, List<Expression> arguments, List<Loss> to) {
    Optional<Boolean> flag =
        arguments.isEmpty() ? Optional.empty() : code.flag(arguments.get(arguments.size() - 1));
    Optional<LossInput> input = Djl.lossInput(name, arguments.size(), flag);
    input.ifPresent(in -> to.add(new Loss(made, in)));
    return input.isPresent();
  }

  // --- models

  /** What is given to models as their block. */
  private static List<Expression> models(JavaCode code) {
    return code.unit().unit().findAll(MethodCallExpr.class).stream()
        .filter(call -> code.isCall(call, "setBlock", Djl::isModel))
        .filter(call -> call.getArguments().size() == 1)
        .map(call -> call.getArgument(0))
        .toList();
  }

  private static Optional<Last> last(JavaCode code, Expression block) {
    Optional<JavaVariable> variable = code.variable(block);
    Expression value = code.value(block);
    if (value instanceof MethodCallExpr call && code.target(call).isPresent()) {
      return lastReturned(code, code.target(call).get());
    }
    Optional<Last> added =
        variable.flatMap(v -> lastAdded(code, v)).or(() -> lastOfChain(code, value));
    return added.or(() -> code.made(value).flatMap(type -> lastOfClass(code, type)));
  }

  private static Optional<Last> lastReturned(JavaCode code, JavaCode.Target target) {
    List<ReturnStmt> returns = target.method().findAll(ReturnStmt.class);
    return returns.size() == 1 && target.unit() == code.unit()
        ? returns.getFirst().getExpression().flatMap(value -> last(code, value))
        : Optional.empty();
  }

  /** What was added last to a sequence, when all of it is added in one block. */
  private static Optional<Last> lastAdded(JavaCode code, JavaVariable sequence) {
    if (sequence.type().filter(Djl::isSequence).isEmpty()) {
      return Optional.empty();
    }
    List<MethodCallExpr> adds =
        code.unit().unit().findAll(MethodCallExpr.class).stream()
            .filter(call -> call.getNameAsString().equals("add"))
            .filter(call -> code.is(JavaCode.root(call), sequence))
            .toList();
    return adds.stream()
        .max((a, b) -> Integer.compare(end(code, a), end(code, b)))
        .filter(call -> call.getArguments().size() == 1)
        .filter(call -> JavaCode.loops(call, code.unit().unit()).isEmpty())
        .flatMap(call -> part(code, call.getArgument(0)))
        .or(
            () ->
                adds.isEmpty()
                    ? sequence.value().flatMap(v -> lastOfChain(code, v))
                    : Optional.empty());
  }

  private static int end(JavaCode code, Expression expression) {
    return code.unit().span(expression).end();
  }

  private static Optional<Last> lastOfChain(JavaCode code, Expression value) {
    List<MethodCallExpr> chain = JavaCode.chain(value);
    return !chain.isEmpty()
            && chain.getLast().getNameAsString().equals("add")
            && chain.getLast().getArguments().size() == 1
            && code.made(JavaCode.root(value)).filter(Djl::isSequence).isPresent()
        ? part(code, chain.getLast().getArgument(0))
        : Optional.empty();
  }

  /** What a block of the project gives at the end of its forward pass. */
  private static Optional<Last> lastOfClass(JavaCode code, String type) {
    return code.unit()
        .project()
        .type(type, code.unit())
        .filter(declared -> declared.unit() == code.unit())
        .map(declared -> declared.type())
        .filter(LossSlips::isBlock)
        .flatMap(LossSlips::lastReturn)
        .flatMap(returned -> function(returned).map(end -> new Last(returned, end)));
  }

  private static boolean isBlock(TypeDeclaration<?> type) {
    return type instanceof ClassOrInterfaceDeclaration;
  }

  private static Optional<Expression> lastReturn(TypeDeclaration<?> type) {
    List<ReturnStmt> returns = new ArrayList<>();
    for (MethodDeclaration method : type.getMethodsByName("forwardInternal")) {
      returns.addAll(method.findAll(ReturnStmt.class));
    }
    return returns.size() == 1 ? returns.getFirst().getExpression() : Optional.empty();
  }

  private static Optional<Last> part(JavaCode code, Expression part) {
    Expression value = code.value(part);
    Optional<End> end =
        switch (value) {
          case LambdaExpr lambda -> lambda.getExpressionBody().flatMap(LossSlips::function);
          case MethodReferenceExpr reference -> named(reference.getIdentifier());
          case MethodCallExpr call -> made(code, call);
          default -> Optional.empty();
        };
    return end.map(e -> new Last(part, e));
  }

  private static Optional<End> made(JavaCode code, MethodCallExpr part) {
    if (part.getNameAsString().equals("sigmoidBlock")) {
      return Optional.of(End.SIGMOID);
    }
    return isLinear(code, part) ? Optional.of(End.SCORES) : Optional.empty();
  }

  private static boolean isLinear(JavaCode code, MethodCallExpr call) {
    return code.unit().type(call).filter(type -> type.endsWith(".core.Linear")).isPresent();
  }

  /** What a function ends with: the last call of what it gives, the wrapping of a list aside. */
  private static Optional<End> function(Expression given) {
    Expression bare = JavaCode.bare(given);
    if (bare instanceof ObjectCreationExpr list && list.getArguments().size() == 1) {
      return function(list.getArgument(0));
    }
    return bare instanceof MethodCallExpr call ? named(call.getNameAsString()) : Optional.empty();
  }

  private static Optional<End> named(String function) {
    return switch (function) {
      case "softmax" -> Optional.of(End.SOFTMAX);
      case "logSoftmax" -> Optional.of(End.LOG_SOFTMAX);
      case "sigmoid" -> Optional.of(End.SIGMOID);
      default -> Optional.empty();
    };
  }
}
