package dev.tensorvet.reader.java;

import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.BooleanLiteralExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import dev.tensorvet.facts.JavaSlip;
import dev.tensorvet.facts.JavaSlip.Change;
import dev.tensorvet.facts.JavaSlip.Kind;
import dev.tensorvet.framework.Djl;
import dev.tensorvet.semantic.java.JavaVariable;
import dev.tensorvet.source.TextEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads how blocks of the project are put together. */
final class BlockSlips implements JavaReader {

  private static final Set<String> REGISTERS =
      Set.of("addChildBlock", "addChildBlockSingleton", "addParameter");

  @Override
  public boolean mayApply(String text) {
    return Djl.mayBeUsed(text) && text.contains("Block");
  }

  @Override
  public List<JavaSlip> read(JavaCode code) {
    List<JavaSlip> slips = new ArrayList<>();
    for (TypeDeclaration<?> type : code.unit().types()) {
      if (type instanceof ClassOrInterfaceDeclaration block
          && !block.isInterface()
          && block.getExtendedTypes().stream()
              .anyMatch(t -> code.unit().name(t).filter(Djl::isBlockBase).isPresent())) {
        unregistered(code, block, slips);
        uninitialized(code, block).ifPresent(slips::add);
        flags(code, block, slips);
      }
    }
    return slips;
  }

  // --- children

  private static void unregistered(
      JavaCode code, ClassOrInterfaceDeclaration block, List<JavaSlip> to) {
    if (!block.getMethodsByName("getChildren").isEmpty()
        || !block.getMethodsByName("getParameters").isEmpty()) {
      return;
    }
    for (FieldDeclaration field : block.getFields()) {
      for (VariableDeclarator declarator : field.getVariables()) {
        JavaVariable variable = code.unit().variable(declarator);
        boolean isPart =
            !field.isStatic()
                && variable
                    .type()
                    .filter(type -> Djl.hasParameters(type) || Djl.isParameter(type))
                    .isPresent();
        if (isPart
            && isUsedForward(code, block, variable)
            && !isRegistered(code, block, variable)) {
          to.add(
              JavaSlip.of(Kind.CHILD_NOT_REGISTERED, code.place(declarator), variable.name())
                  .withDetail(
                      variable.type().filter(Djl::isParameter).isPresent()
                          ? "addParameter"
                          : "addChildBlock"));
        }
      }
    }
  }

  private static boolean isUsedForward(
      JavaCode code, ClassOrInterfaceDeclaration block, JavaVariable field) {
    return block.getMethodsByName("forwardInternal").stream()
        .anyMatch(method -> mentions(code, method, field));
  }

  private static boolean mentions(
      JavaCode code, com.github.javaparser.ast.Node below, JavaVariable field) {
    return below.findAll(Expression.class).stream()
        .anyMatch(expression -> code.is(expression, field));
  }

  /**
   * Whether a field may be registered: it is given to a call, or its value comes from one that is
   * not understood.
   */
  private static boolean isRegistered(
      JavaCode code, ClassOrInterfaceDeclaration block, JavaVariable field) {
    List<Expression> values = new ArrayList<>(field.value().stream().toList());
    block.findAll(AssignExpr.class).stream()
        .filter(assign -> code.is(assign.getTarget(), field))
        .map(AssignExpr::getValue)
        .forEach(values::add);
    boolean isMadeHere =
        !values.isEmpty() && values.stream().allMatch(value -> isMade(code, value));
    boolean isGiven =
        block.findAll(MethodCallExpr.class).stream()
            .filter(call -> !isForward(call))
            .anyMatch(call -> call.getArguments().stream().anyMatch(a -> mentions(code, a, field)));
    boolean isKept =
        block.findAll(AssignExpr.class).stream()
            .anyMatch(assign -> mentions(code, assign.getValue(), field));
    return !isMadeHere || isGiven || isKept;
  }

  private static boolean isForward(MethodCallExpr call) {
    return JavaCode.around(
            call,
            MethodDeclaration.class,
            method -> method.getNameAsString().equals("forwardInternal"))
        .isPresent();
  }

  /** Whether a value is a new block or parameter that nothing has been done with. */
  private static boolean isMade(JavaCode code, Expression value) {
    Expression bare = JavaCode.bare(value);
    if (bare instanceof ObjectCreationExpr) {
      return code.unit().type(bare).filter(Djl::isName).isPresent();
    }
    List<MethodCallExpr> chain = JavaCode.chain(bare);
    return !chain.isEmpty()
        && chain.stream().noneMatch(call -> REGISTERS.contains(call.getNameAsString()))
        && (chain.getLast().getNameAsString().equals("build")
            || chain.getLast().getNameAsString().equals("add"))
        && code.owner(chain.getFirst()).filter(Djl::isName).isPresent();
  }

  private static Optional<JavaSlip> uninitialized(
      JavaCode code, ClassOrInterfaceDeclaration block) {
    Optional<MethodCallExpr> registers =
        block.findAll(MethodCallExpr.class).stream()
            .filter(call -> call.getScope().isEmpty() || call.getScope().get().isThisExpr())
            .filter(call -> call.getNameAsString().startsWith("addChildBlock"))
            .filter(
                call ->
                    JavaCode.around(call, ClassOrInterfaceDeclaration.class, c -> true)
                        .filter(c -> JavaCode.isSame(c, block))
                        .isPresent())
            .findFirst();
    boolean initializes =
        block.isAbstract()
            || !block.getMethodsByName("initializeChildBlocks").isEmpty()
            || !block.getMethodsByName("initialize").isEmpty();
    return registers
        .filter(call -> !initializes)
        .map(
            call ->
                JavaSlip.of(
                        Kind.CHILDREN_NOT_INITIALIZED,
                        code.place(block.getName()),
                        block.getNameAsString())
                    .withOther(code.place(call)));
  }

  // --- training or not

  private static void flags(JavaCode code, ClassOrInterfaceDeclaration block, List<JavaSlip> to) {
    for (MethodDeclaration method : block.getMethodsByName("forwardInternal")) {
      Optional<Parameter> training =
          method.getParameters().stream()
              .filter(p -> p.getType().toString().equals("boolean"))
              .findFirst();
      if (training.isEmpty()) {
        continue;
      }
      for (MethodCallExpr call : method.findAll(MethodCallExpr.class)) {
        boolean isOfChild =
            call.getNameAsString().equals("forward")
                && call.getArguments().size() >= 3
                && call.getArgument(2) instanceof BooleanLiteralExpr
                && code.owner(call).filter(Djl::isBlock).isPresent();
        if (isOfChild) {
          BooleanLiteralExpr flag = (BooleanLiteralExpr) call.getArgument(2);
          // Only results are wanted of a part that is not trained.
          boolean mayBeMeant = !flag.getValue();
          JavaSlip slip =
              JavaSlip.of(
                      Kind.TRAINING_FLAG_IGNORED,
                      code.place(flag),
                      code.quoted(call.getScope().orElseThrow()))
                  .withDetail(training.get().getNameAsString());
          to.add(
              mayBeMeant
                  ? slip.unsure()
                  : slip.withChange(
                      Optional.of(
                          new Change(
                              "give `" + training.get().getNameAsString() + "`",
                              List.of(
                                  new TextEdit(
                                      code.unit().span(flag),
                                      training.get().getNameAsString()))))));
        }
      }
    }
  }
}
