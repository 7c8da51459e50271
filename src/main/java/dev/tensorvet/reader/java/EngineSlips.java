package dev.tensorvet.reader.java;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.stmt.IfStmt;
import dev.tensorvet.facts.JavaSlip;
import dev.tensorvet.facts.JavaSlip.Kind;
import dev.tensorvet.framework.Djl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads what the engine that a project runs on cannot do. */
final class EngineSlips implements JavaReader {

  private static final String PYTORCH = "PyTorch";

  @Override
  public boolean mayApply(String text) {
    return Djl.mayBeUsed(text);
  }

  @Override
  public List<JavaSlip> read(JavaCode code) {
    List<JavaSlip> slips = new ArrayList<>();
    Set<String> engines = engines(code);
    for (MethodCallExpr call : code.unit().unit().findAll(MethodCallExpr.class)) {
      absent(code, call, engines, slips);
      fixed(code, call, slips);
    }
    if (!isOnPyTorch(code, engines)) {
      return slips;
    }
    for (MethodCallExpr call : code.unit().unit().findAll(MethodCallExpr.class)) {
      Optional<String> owner = code.owner(call);
      if (owner.filter(type -> Djl.lacksOptimizer(type, call.getNameAsString())).isPresent()) {
        slips.add(JavaSlip.of(Kind.OPTIMIZER_NOT_IN_ENGINE, code.place(call), code.quoted(call)));
      }
      if (call.getNameAsString().equals("builder") && owner.filter(Djl::lacks).isPresent()) {
        slips.add(operation(code, call, owner.get()));
      }
    }
    for (ObjectCreationExpr made : code.unit().unit().findAll(ObjectCreationExpr.class)) {
      code.made(made).filter(Djl::lacks).ifPresent(type -> slips.add(operation(code, made, type)));
    }
    return slips;
  }

  private static JavaSlip operation(JavaCode code, Expression at, String type) {
    return JavaSlip.of(
        Kind.OPERATION_NOT_IN_ENGINE, code.place(at), type.substring(type.lastIndexOf('.') + 1));
  }

  /** An engine that is asked for, where the project asks for others alone. */
  private static void absent(
      JavaCode code, MethodCallExpr call, Set<String> engines, List<JavaSlip> to) {
    if (Djl.choosesEngine(call.getNameAsString())
        && call.getArguments().size() == 1
        && call.getArgument(0) instanceof StringLiteralExpr name
        && Djl.isEngine(name.getValue())
        && !engines.isEmpty()
        && !engines.contains(name.getValue())
        && !code.isTest()) {
      to.add(
          JavaSlip.of(Kind.ENGINE_NOT_THERE, code.place(name), name.getValue())
              .withDetail(String.join("`, `", engines)));
    }
  }

  /** A GPU that is asked for whether there is one or not. */
  private static void fixed(JavaCode code, MethodCallExpr call, List<JavaSlip> to) {
    boolean isGiven =
        call.getParentNode().orElse(call) instanceof MethodCallExpr taker
            && Djl.takesDevice(taker.getNameAsString())
            && taker.getArguments().contains(call);
    if (isGiven
        && code.owner(call).filter(type -> Djl.isGpu(type, call.getNameAsString())).isPresent()
        && !Djl.countsGpus(code.unit().module().file().text())
        && JavaCode.around(call, IfStmt.class, choice -> true).isEmpty()
        && !code.isTest()) {
      to.add(JavaSlip.of(Kind.DEVICE_FIXED, code.place(call), code.quoted(call)));
    }
  }

  private static Set<String> engines(JavaCode code) {
    Set<String> engines = new TreeSet<>();
    code.requirements()
        .artifacts(code.unit().module(), Djl.GROUP)
        .forEach(artifact -> Djl.engine(artifact).ifPresent(engines::add));
    return engines;
  }

  /** Whether the project has the engine of PyTorch and no other, and the code asks for no other. */
  private static boolean isOnPyTorch(JavaCode code, Set<String> engines) {
    boolean namesOther =
        code.unit().unit().findAll(StringLiteralExpr.class).stream()
            .map(StringLiteralExpr::getValue)
            .anyMatch(text -> text.equals("MXNet") || text.equals("TensorFlow"));
    return engines.equals(Set.of(PYTORCH)) && !namesOther;
  }
}
