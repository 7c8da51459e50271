package dev.tensorvet.reader.run;

import dev.tensorvet.framework.Harmless;
import dev.tensorvet.framework.PythonFunctions;
import dev.tensorvet.framework.TrainingMethod;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.HashSet;
import java.util.Set;

/**
 * What a method uses of its object, and what else it may do to it.
 *
 * @param members what it names of {@code self} and of {@code super()}
 * @param touched the members of which it may change, or let others change, what they hold
 * @param functions those that it calls by their names alone
 * @param isHandingOn whether it gives the object itself to others, or another name
 * @param isSwitching whether it names what switches a model between training and evaluation
 */
record OwnUses(
    Set<String> members,
    Set<String> touched,
    Set<FunctionEntity> functions,
    boolean isHandingOn,
    boolean isSwitching) {

  private static final Set<String> SWITCHES =
      TrainingMethod.names(TrainingMethod.TRAIN, TrainingMethod.EVAL);

  static OwnUses of(FunctionEntity method) {
    Tree tree = method.module().tree();
    Set<String> members = new HashSet<>();
    Set<String> touched = new HashSet<>();
    Set<FunctionEntity> functions = new HashSet<>();
    boolean[] isHandingOn = {false};
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
                if (mayTouch(attribute, tree)) {
                  touched.add(attribute.name());
                }
              }
            }
            case Expr.Name name when name.name().equals(self) ->
                isHandingOn[0] |= isHandedOn(name, method.module());
            case Expr.Call call
                when call.callee() instanceof Expr.Name name && name.name().equals(self) ->
                members.addAll(Calls.OF_OBJECT);
            case Expr.Call call
                when call.callee() instanceof Expr.Name name
                    && method.module().resolve(name) instanceof FunctionEntity function ->
                functions.add(function);
            default -> {}
          }
        });
    return new OwnUses(
        Set.copyOf(members),
        Set.copyOf(touched),
        Set.copyOf(functions),
        isHandingOn[0],
        isSwitching[0]);
  }

  /**
   * Whether what a member holds may be changed where the member is named. To call it, to compute
   * with it and to set another in its place leaves it as it is.
   */
  private static boolean mayTouch(Expr member, Tree tree) {
    Node below = member;
    Node above = tree.parent(member).orElse(member);
    while (above instanceof Expr.Attribute || isOwner(below, above)) {
      below = above;
      above = tree.parent(above).orElse(above);
    }
    return switch (above) {
      case Expr.Call call -> below != member || call.callee().id() != member.id();
      case Expr.Compare test -> false;
      case Expr.BoolOp test -> false;
      case Expr.BinOp operation -> false;
      case Expr.UnaryOp operation -> false;
      case Stmt.If test -> false;
      case Stmt.Assign assign ->
          below != member || assign.targets().stream().noneMatch(t -> t.id() == member.id());
      default -> true;
    };
  }

  private static boolean isOwner(Node below, Node above) {
    return above instanceof Expr.Subscript item && item.value().id() == below.id();
  }

  private static boolean isHandedOn(Expr.Name self, SourceModule module) {
    return switch (module.tree().parent(self).orElse(self)) {
      case Expr.Attribute member -> false;
      case Expr.Call call -> call.callee().id() != self.id() && !isAsking(call, module);
      default -> true;
    };
  }

  /** {@code isinstance(self, Base)}, {@code super(Net, self)} */
  private static boolean isAsking(Expr.Call call, SourceModule module) {
    return module.resolve(call.callee()) instanceof LibraryEntity library
        && (Harmless.isQuestion(library.qualifiedName())
            || PythonFunctions.isSuper(library.qualifiedName()));
  }

  private static boolean isOwn(Expr object, String self) {
    return switch (object) {
      case Expr.Name name -> name.name().equals(self);
      case Expr.Call call -> call.callee() instanceof Expr.Name name && name.name().equals("super");
      default -> false;
    };
  }
}
