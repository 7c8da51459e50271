package dev.tensorvet.reader.query;

import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** Which methods of a model compute what it gives. */
public final class Computing {

  /** The method that makes the parts of a model. */
  public static final String INIT = "__init__";

  /** The method that computes what it gives. */
  public static final String FORWARD = "forward";

  private Computing() {}

  /** The methods of a model that are run for each of its inputs, as far as the class tells. */
  public static Set<String> methods(ClassEntity type) {
    Set<String> names = new HashSet<>();
    Deque<String> named = new ArrayDeque<>(List.of(FORWARD));
    while (!named.isEmpty()) {
      String name = named.pop();
      Optional<FunctionEntity> method = type.ownMethod(name);
      if (method.isPresent() && names.add(name)) {
        Tree.walk(
            method.get().node(),
            node -> {
              if (node instanceof Expr.Call call
                  && call.callee() instanceof Expr.Attribute member
                  && member.value() instanceof Expr.Name self
                  && method.get().selfName().filter(self.name()::equals).isPresent()) {
                named.push(member.name());
              }
            });
      }
    }
    names.remove(INIT);
    return names;
  }

  /** Shows each call in such a method, with the method. */
  public static void calls(ClassEntity type, BiConsumer<Expr.Call, FunctionEntity> visitor) {
    Set<String> computing = methods(type);
    for (FunctionEntity method : type.methods()) {
      if (computing.contains(method.name())) {
        Tree.walk(
            method.node(),
            node -> {
              if (node instanceof Expr.Call call) {
                visitor.accept(call, method);
              }
            });
      }
    }
  }
}
