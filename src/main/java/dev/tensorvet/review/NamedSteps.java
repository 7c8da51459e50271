package dev.tensorvet.review;

import dev.tensorvet.facts.ProgramCourse.Action;
import dev.tensorvet.facts.ProgramCourse.Action.Kind;
import dev.tensorvet.facts.Site;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.LightningApi;
import dev.tensorvet.framework.TrainingWords;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.MethodLookup;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The step that a framework calls for each batch, where no run tells what is done in it: its calls
 * by their names, and the methods of the same object in place of their calls.
 */
final class NamedSteps {

  /** A loss lies in helpers, but not that deep. */
  private static final int DEEPEST = 5;

  private final NamedFunctions functions;
  private final NamedActions names;

  NamedSteps(NamedFunctions functions) {
    this.functions = functions;
    this.names = new NamedActions(functions);
  }

  /**
   * @param type the class of the object whose step it is, which may be below that of the method
   */
  List<Action> of(FunctionEntity step, ClassEntity type) {
    List<Action> actions = new ArrayList<>();
    read(step, type, List.of(), actions);
    return actions;
  }

  private void read(FunctionEntity function, ClassEntity type, List<Place> way, List<Action> to) {
    Optional<Code> found = functions.code(function);
    if (found.isEmpty() || way.size() > DEEPEST) {
      return;
    }
    Code code = found.get();
    Set<String> learntFrom = names.learntFrom(code);
    for (Node event : names.events(code)) {
      if (event instanceof Expr.Call call) {
        Place place = code.view().place(call);
        String callee = code.view().text(call.callee());
        Optional<FunctionEntity> own = method(call.callee(), function, type);
        if (own.isPresent() && !way.contains(place)) {
          follow(own.get(), type, callee, append(way, place), to);
        } else if (own.isEmpty()) {
          kind(call, code, function, type, learntFrom)
              .ifPresent(
                  kind ->
                      to.add(
                          action(
                              kind, new Site(place, way), NamedActions.subject(kind, call, code))));
        }
      }
    }
  }

  /**
   * A method in place of its call: one that is called a loss is one, whatever it is made of, and
   * what a model does is one thing that it does, unless it computes the loss itself.
   */
  private void follow(
      FunctionEntity method, ClassEntity type, String name, List<Place> way, List<Action> to) {
    List<Action> inside = new ArrayList<>();
    read(method, type, way, inside);
    boolean hasLoss = inside.stream().anyMatch(action -> action.kind() == Kind.LOSS);
    Site call = new Site(way.getLast(), way.subList(0, way.size() - 1));
    if (method.name().equals(LightningApi.FORWARD) && !hasLoss) {
      to.add(action(Kind.FORWARD, call, name));
      return;
    }
    to.addAll(inside);
    if (TrainingWords.isLoss(method.name()) && !hasLoss) {
      to.add(action(Kind.LOSS, call, name));
    }
  }

  private static Action action(Kind kind, Site site, String subject) {
    return new Action(kind, site, subject.isEmpty() ? Optional.empty() : Optional.of(subject));
  }

  private Optional<Kind> kind(
      Expr.Call call,
      Code code,
      FunctionEntity function,
      ClassEntity type,
      Set<String> learntFrom) {
    Optional<Kind> named = names.kind(call, code, learntFrom);
    if (named.isPresent()) {
      return named;
    }
    boolean isLayer =
        call.callee() instanceof Expr.Attribute member
            && isSelf(member.value(), function)
            && (isLayer(member.name(), type, code) || isModel(member.name(), type));
    return isLayer ? Optional.of(Kind.FORWARD) : Optional.empty();
  }

  private static boolean isLayer(String name, ClassEntity type, Code code) {
    return code.survey().modelClasses().stream()
        .filter(model -> type.mro().linear().contains(model.type()))
        .flatMap(model -> model.layers().stream())
        .anyMatch(layer -> layer.attribute().equals(name));
  }

  /** Whether an object keeps a model of the project under a name, however that is made. */
  private boolean isModel(String name, ClassEntity type) {
    return type.mro().linear().stream()
        .filter(ClassEntity.class::isInstance)
        .flatMap(each -> ((ClassEntity) each).methods().stream())
        .flatMap(method -> functions.code(method).stream())
        .anyMatch(
            code ->
                Tree.holds(
                    code.node(),
                    node ->
                        node instanceof Stmt.Assign assign
                            && assign.targets().getFirst() instanceof Expr.Attribute member
                            && member.name().equals(name)
                            && TrainerUse.classOf(assign.value(), code.view()).stream()
                                .anyMatch(functions::isModel)));
  }

  /** The method of the object that a call runs; its {@code forward} where it is called itself. */
  private static Optional<FunctionEntity> method(
      Expr callee, FunctionEntity function, ClassEntity type) {
    Optional<String> name =
        switch (callee) {
          case Expr.Attribute method when isSelf(method.value(), function) ->
              Optional.of(method.name());
          case Expr.Name self when isSelf(self, function) -> Optional.of(LightningApi.FORWARD);
          default -> Optional.empty();
        };
    return name.map(type::lookup)
        .filter(MethodLookup.Found.class::isInstance)
        .map(found -> ((MethodLookup.Found) found).function());
  }

  private static boolean isSelf(Expr value, FunctionEntity function) {
    return value instanceof Expr.Name name
        && function.selfName().filter(name.name()::equals).isPresent();
  }

  private static List<Place> append(List<Place> way, Place place) {
    List<Place> longer = new ArrayList<>(way);
    longer.add(place);
    return List.copyOf(longer);
  }
}
