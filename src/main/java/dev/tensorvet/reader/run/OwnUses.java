package dev.tensorvet.reader.run;

import dev.tensorvet.framework.TrainingMethod;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Tree;
import java.util.HashSet;
import java.util.Set;

/**
 * What a method uses of its object, and what else it may do to it.
 *
 * @param members what it names of {@code self} and of {@code super()}
 * @param functions those that it calls by their names alone
 * @param isSwitching whether it names what switches a model between training and evaluation
 */
record OwnUses(Set<String> members, Set<FunctionEntity> functions, boolean isSwitching) {

  private static final Set<String> SWITCHES =
      TrainingMethod.names(TrainingMethod.TRAIN, TrainingMethod.EVAL);

  static OwnUses of(FunctionEntity method) {
    Set<String> members = new HashSet<>();
    Set<FunctionEntity> functions = new HashSet<>();
    boolean[] isSwitching = {false};
    String self = method.selfName().orElse("");
    Tree.walk(
        method.node(),
        node -> {
          switch (node) {
            case Expr.Attribute attribute -> {
              isSwitching[0] |= SWITCHES.contains(attribute.name());
              if (isOwn(attribute.value(), self)) {
                members.add(attribute.name());
              }
            }
            case Expr.Call call
                when call.callee() instanceof Expr.Name name
                    && method.module().resolve(name) instanceof FunctionEntity function ->
                functions.add(function);
            default -> {}
          }
        });
    return new OwnUses(Set.copyOf(members), Set.copyOf(functions), isSwitching[0]);
  }

  private static boolean isOwn(Expr object, String self) {
    return switch (object) {
      case Expr.Name name -> name.name().equals(self);
      case Expr.Call call -> call.callee() instanceof Expr.Name name && name.name().equals("super");
      default -> false;
    };
  }
}
