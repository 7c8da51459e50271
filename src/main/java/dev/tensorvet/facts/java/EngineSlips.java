package dev.tensorvet.facts.java;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import dev.tensorvet.facts.java.JavaSlip.Kind;
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
    if (!isOnPyTorch(code)) {
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

  /** Whether the project has the engine of PyTorch and no other, and the code asks for no other. */
  private static boolean isOnPyTorch(JavaCode code) {
    Set<String> engines = new TreeSet<>();
    code.requirements()
        .artifacts(code.unit().module(), Djl.GROUP)
        .forEach(artifact -> Djl.engine(artifact).ifPresent(engines::add));
    boolean namesOther =
        code.unit().unit().findAll(StringLiteralExpr.class).stream()
            .map(StringLiteralExpr::getValue)
            .anyMatch(text -> text.equals("MXNet") || text.equals("TensorFlow"));
    return engines.equals(Set.of(PYTORCH)) && !namesOther;
  }
}
