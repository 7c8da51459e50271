package dev.tensorvet.reader.java;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.ForEachStmt;
import dev.tensorvet.facts.JavaSlip;
import dev.tensorvet.facts.JavaSlip.Change;
import dev.tensorvet.facts.JavaSlip.Kind;
import dev.tensorvet.framework.Djl;
import dev.tensorvet.semantic.java.JavaVariable;
import dev.tensorvet.source.TextEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads how data gets to a model of DJL. */
@SuppressWarnings("ReferenceEquality") // Nodes that only look the same are equal.
final class DjlDataSlips implements JavaReader {

  @Override
  public boolean mayApply(String text) {
    return Djl.mayBeUsed(text);
  }

  @Override
  public List<JavaSlip> read(JavaCode code) {
    List<JavaSlip> slips = new ArrayList<>();
    for (MethodCallExpr call : code.unit().unit().findAll(MethodCallExpr.class)) {
      if (call.getNameAsString().equals("build")) {
        sampling(code, call, slips);
      }
      arrays(code, call, slips);
    }
    transforms(code, slips);
    splits(code, slips);
    return slips;
  }

  // --- data sets

  private static void sampling(JavaCode code, MethodCallExpr build, List<JavaSlip> to) {
    List<MethodCallExpr> chain = JavaCode.chain(build);
    Optional<String> dataset = code.unit().type(build).filter(Djl::isSampled);
    boolean isWhole =
        chain.getFirst().getNameAsString().equals("builder")
            || code.made(JavaCode.root(build)).isPresent();
    if (dataset.isEmpty() || !isWhole) {
      return;
    }
    Optional<MethodCallExpr> sampling =
        chain.stream().filter(call -> call.getNameAsString().equals("setSampling")).findFirst();
    if (sampling.isEmpty()) {
      to.add(
          JavaSlip.of(
              Kind.SAMPLING_MISSING,
              code.place(build.getName()),
              dataset.get().substring(dataset.get().lastIndexOf('.') + 1)));
      return;
    }
    boolean isPlain =
        sampling.get().getArguments().size() >= 2
            && code.flag(sampling.get().getArgument(1)).filter(random -> !random).isPresent();
    if (isPlain && isForTraining(chain, build) && !Djl.isOrdered(dataset.get()) && !code.isTest()) {
      Expression flag = sampling.get().getArgument(1);
      to.add(
          JavaSlip.of(Kind.TRAINING_NOT_SHUFFLED, code.place(sampling.get().getName()), name(build))
              .withChange(
                  flag.isBooleanLiteralExpr()
                      ? Optional.of(
                          new Change(
                              "give `true`", List.of(new TextEdit(code.unit().span(flag), "true"))))
                      : Optional.empty()));
    }
  }

  /** What the data set is put into, or what it is. */
  private static String name(MethodCallExpr build) {
    return target(build).orElse("the training set");
  }

  private static Optional<String> target(MethodCallExpr build) {
    return build
        .getParentNode()
        .flatMap(
            parent ->
                switch (parent) {
                  case VariableDeclarator variable -> Optional.of(variable.getNameAsString());
                  case AssignExpr assign -> Optional.of(JavaCode.lastName(assign.getTarget()));
                  default -> Optional.empty();
                });
  }

  private static boolean isForTraining(List<MethodCallExpr> chain, MethodCallExpr build) {
    boolean isNamed = target(build).filter(name -> name.matches("(?i)train.*")).isPresent();
    boolean isUsage =
        chain.stream()
            .filter(call -> call.getNameAsString().equals("optUsage"))
            .filter(call -> call.getArguments().size() == 1)
            .anyMatch(call -> JavaCode.lastName(call.getArgument(0)).equals("TRAIN"));
    return isNamed && isUsage;
  }

  /** A data set that changes its images by chance, and of which a part is for validation. */
  private static void splits(JavaCode code, List<JavaSlip> to) {
    for (MethodCallExpr split : code.unit().unit().findAll(MethodCallExpr.class)) {
      Optional<Expression> whole =
          split.getNameAsString().equals("randomSplit") ? split.getScope() : Optional.empty();
      Optional<String> name =
          whole.filter(Expression::isNameExpr).map(e -> e.asNameExpr().getNameAsString());
      if (name.isEmpty() || code.owner(split).filter(Djl::isSampled).isEmpty()) {
        continue;
      }
      code.unit().unit().findAll(MethodCallExpr.class).stream()
          .filter(build -> build.getNameAsString().equals("build"))
          .filter(build -> target(build).equals(name))
          .flatMap(build -> JavaCode.chain(build).stream())
          .filter(call -> call.getNameAsString().equals("addTransform"))
          .flatMap(call -> call.getArguments().stream())
          .filter(step -> code.made(step).filter(Djl::isRandomTransform).isPresent())
          .findFirst()
          .ifPresent(
              step ->
                  to.add(
                      JavaSlip.of(Kind.SPLIT_OF_AUGMENTED, code.place(split.getName()), name.get())
                          .withOther(code.place(step))));
    }
  }

  // --- transforms

  private static void transforms(JavaCode code, List<JavaSlip> to) {
    for (ObjectCreationExpr normalize : code.unit().unit().findAll(ObjectCreationExpr.class)) {
      if (code.made(normalize).filter(Djl::normalizes).isEmpty()) {
        continue;
      }
      Optional<ObjectCreationExpr> tensor = laterTensor(code, normalize);
      tensor.ifPresent(
          later ->
              to.add(
                  JavaSlip.of(
                          Kind.NORMALIZED_BEFORE_TENSOR,
                          code.place(normalize),
                          code.quoted(normalize))
                      .withOther(code.place(later))
                      .withChange(Optional.of(swapped(code, normalize, later)))));
    }
  }

  private static Change swapped(JavaCode code, ObjectCreationExpr one, ObjectCreationExpr other) {
    var file = code.unit().module().file();
    return new Change(
        "make a tensor first",
        List.of(
            new TextEdit(code.unit().span(one), file.text(code.unit().span(other))),
            new TextEdit(code.unit().span(other), file.text(code.unit().span(one)))));
  }

  /** The first step behind a normalisation that makes a tensor, in one list or chain of steps. */
  private static Optional<ObjectCreationExpr> laterTensor(
      JavaCode code, ObjectCreationExpr normalize) {
    Node parent = normalize.getParentNode().orElse(normalize);
    if (parent instanceof ObjectCreationExpr pipeline
        && code.made(pipeline).filter(Djl::isPipeline).isPresent()) {
      return behind(code, pipeline.getArguments(), normalize);
    }
    if (!(parent instanceof MethodCallExpr add)
        || !add.getNameAsString().matches("add|addTransform")) {
      return Optional.empty();
    }
    List<Expression> steps = new ArrayList<>();
    JavaCode.chain(JavaCode.chainEnd(add)).stream()
        .filter(call -> call.getNameAsString().equals(add.getNameAsString()))
        .forEach(call -> steps.addAll(call.getArguments()));
    return behind(code, steps, normalize);
  }

  private static Optional<ObjectCreationExpr> behind(
      JavaCode code, List<Expression> steps, ObjectCreationExpr normalize) {
    boolean isBehind = false;
    for (Expression step : steps) {
      if (step == normalize) {
        isBehind = true;
      } else if (code.made(step).filter(Djl::makesTensor).isPresent()) {
        return isBehind ? Optional.of((ObjectCreationExpr) JavaCode.bare(step)) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  // --- memory

  /** An array that is made for each batch, and lives as long as what is open outside the loop. */
  private static void arrays(JavaCode code, MethodCallExpr make, List<JavaSlip> to) {
    boolean isMade =
        code.owner(make).filter(Djl::isManager).isPresent()
            && code.unit().type(make).filter(Djl::isArray).isPresent();
    if (!isMade) {
      return;
    }
    Optional<ForEachStmt> loop =
        JavaCode.around(make, ForEachStmt.class, each -> isOverBatches(code, each));
    boolean isOuter =
        loop.isPresent() && make.getScope().filter(s -> isOutside(code, s, loop.get())).isPresent();
    if (isOuter && !isLetGo(code, make, loop.get())) {
      to.add(
          JavaSlip.of(
                  Kind.ARRAY_MADE_IN_LOOP,
                  code.place(make),
                  code.quoted(make.getScope().orElseThrow()))
              .withOther(code.place(loop.get().getIterable())));
    }
  }

  private static boolean isOverBatches(JavaCode code, ForEachStmt loop) {
    return JavaCode.bare(loop.getIterable()) instanceof MethodCallExpr call
        && code.owner(call)
            .filter(type -> Djl.givesBatches(type, call.getNameAsString()))
            .isPresent();
  }

  /** Whether a manager is open before a loop, and stays open behind it. */
  private static boolean isOutside(JavaCode code, Expression manager, ForEachStmt loop) {
    Optional<JavaVariable> variable = code.variable(manager);
    if (variable.isPresent()) {
      return !JavaCode.isInside(variable.get().declaration(), loop);
    }
    return manager instanceof MethodCallExpr call
        && code.owner(call).filter(type -> Djl.isTrainer(type) || Djl.isModel(type)).isPresent();
  }

  /** Whether the array is closed, kept on purpose, or moved elsewhere. */
  private static boolean isLetGo(JavaCode code, MethodCallExpr make, ForEachStmt loop) {
    Node parent = make.getParentNode().orElse(make);
    if (!(parent instanceof VariableDeclarator declarator)) {
      return true;
    }
    return code.uses(code.unit().variable(declarator), loop).stream()
        .anyMatch(DjlDataSlips::letsGo);
  }

  private static boolean letsGo(Expression use) {
    Node parent = use.getParentNode().orElse(use);
    return !(parent instanceof MethodCallExpr call)
        || call.getScope().filter(scope -> scope == use).isEmpty()
        || call.getNameAsString().matches("close|attach|detach|tempAttach");
  }
}
