package dev.tensorvet.review;

import dev.tensorvet.facts.ProgramCourse.Action;
import dev.tensorvet.facts.ProgramCourse.Action.Kind;
import dev.tensorvet.facts.ProgramCourse.Part;
import dev.tensorvet.facts.Site;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.Effects;
import dev.tensorvet.framework.Role;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.MethodLookup;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Where code runs a model that another file has made and handed over: what is called like the
 * variable that holds the model is taken for it.
 */
final class ModelCalls {

  private final Map<String, ClassEntity> models = new LinkedHashMap<>();

  /**
   * @param parts what a program makes
   */
  ModelCalls(List<Part> parts) {
    for (Part part : parts) {
      if (part.role() == Role.MODULE && part.type().isPresent()) {
        part.site()
            .target(part.site().place().file())
            .ifPresent(name -> models.putIfAbsent(lastWord(name), part.type().get()));
      }
    }
  }

  private static String lastWord(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /**
   * Adds what some code runs that is not told.
   *
   * @param calls the calls that lead to the code
   */
  void in(Code code, List<Place> calls, List<Action> to) {
    in(code, calls, this::runs, to);
  }

  /** Adds the parts of models that some code runs by themselves, as {@code model.encoder(x)}. */
  void partsIn(Code code, List<Place> calls, List<Action> to) {
    in(code, calls, this::runsPart, to);
  }

  private void in(Code code, List<Place> calls, Predicate<Expr.Call> isMeant, List<Action> to) {
    List<Expr.Call> found = new ArrayList<>();
    code.walk(
        node -> {
          if (node instanceof Expr.Call call && isMeant.test(call)) {
            found.add(call);
          }
        });
    for (Expr.Call call : found) {
      Site site = new Site(code.view().place(call), calls);
      // What nothing was known of may have been taken for a loss.
      to.removeIf(action -> action.kind() == Kind.LOSS && action.site().equals(site));
      boolean isTold =
          to.stream()
              .anyMatch(
                  action -> {
                    List<Place> way = action.site().way();
                    return way.size() >= site.way().size()
                        && way.subList(0, site.way().size()).equals(site.way());
                  });
      if (!isTold) {
        Kind kind = isWithoutGraph(call, code) ? Kind.FORWARD_WITHOUT_GRAPH : Kind.FORWARD;
        Action action = new Action(kind, site, Optional.of(code.view().line(call.callee())));
        to.add(ActionOrder.indexOf(site, code.view().place(code.node()), to), action);
      }
    }
  }

  /** Whether a call is one of a model, or of a method that runs layers of one. */
  private boolean runs(Expr.Call call) {
    if (models.containsKey(CodeView.name(call))) {
      return !call.arguments().isEmpty();
    }
    return call.callee() instanceof Expr.Attribute method
        && model(method.value())
            .map(type -> type.lookup(method.name()))
            .filter(MethodLookup.Found.class::isInstance)
            .map(found -> ((MethodLookup.Found) found).function())
            .filter(function -> function.selfName().isPresent())
            .filter(ModelCalls::runsLayers)
            .isPresent();
  }

  /** The class of what is called like a model. */
  private Optional<ClassEntity> model(Expr value) {
    return Optional.ofNullable(models.get(CodeView.lastWord(value)));
  }

  private boolean runsPart(Expr.Call call) {
    return !call.arguments().isEmpty()
        && call.callee() instanceof Expr.Attribute part
        && part.value() instanceof Expr.Name model
        && model(model).filter(type -> isKept(type, part.name())).isPresent();
  }

  /** Whether objects of a class keep what some call makes under a name. */
  private static boolean isKept(ClassEntity type, String name) {
    return Tree.holds(
        type.node(),
        node ->
            node instanceof Stmt.Assign assign
                && assign.value() instanceof Expr.Call
                && assign.targets().getFirst() instanceof Expr.Attribute member
                && member.value() instanceof Expr.Name self
                && self.name().equals("self")
                && member.name().equals(name));
  }

  private static boolean runsLayers(FunctionEntity method) {
    return Tree.holds(
        method.node(),
        node ->
            node instanceof Expr.Call call
                && call.callee() instanceof Expr.Attribute layer
                && layer.value() instanceof Expr.Name self
                && method.selfName().filter(self.name()::equals).isPresent()
                && method
                    .owner()
                    .filter(type -> !(type.lookup(layer.name()) instanceof MethodLookup.Found))
                    .isPresent());
  }

  private static boolean isWithoutGraph(Expr.Call call, Code code) {
    for (Node around : code.view().around(call)) {
      if (around instanceof Stmt.With with
          && with.items().stream()
              .anyMatch(
                  item ->
                      item.context() instanceof Expr.Call context
                          && code.view()
                              .library(context.callee())
                              .flatMap(Effects::of)
                              .filter(effect -> effect == Effects.Effect.NO_GRADIENT)
                              .isPresent())) {
        return true;
      }
    }
    return false;
  }
}
