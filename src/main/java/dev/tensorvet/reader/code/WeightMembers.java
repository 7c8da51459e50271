package dev.tensorvet.reader.code;

import dev.tensorvet.facts.WeightSlip;
import dev.tensorvet.facts.WeightSlip.Kind;
import dev.tensorvet.framework.Devices;
import dev.tensorvet.framework.Effects;
import dev.tensorvet.framework.GraphFlow;
import dev.tensorvet.framework.Layers;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.Computing;
import dev.tensorvet.reader.query.LastValues;
import dev.tensorvet.reader.query.Mentions;
import dev.tensorvet.semantic.AttributeSite;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the members of a model that should be parameters of it and are none, or the reverse. */
final class WeightMembers {

  private final ClassEntity type;
  private final SourceModule module;
  private final Mentions mentions;
  private final List<WeightSlip> found = new ArrayList<>();

  WeightMembers(ClassEntity type, Mentions mentions) {
    this.type = type;
    this.module = type.module();
    this.mentions = mentions;
  }

  List<WeightSlip> read() {
    for (String attribute : type.attributeNames()) {
      List<AttributeSite> sites = type.attributeSites(attribute);
      if (sites.size() == 1 && isMadeAtStart(sites.getFirst())) {
        sites.getFirst().value().ifPresent(value -> member(attribute, value));
      }
    }
    type.ownMethod(Computing.INIT)
        .filter(init -> init.node() instanceof Stmt.FunctionDef)
        .ifPresent(init -> ties(((Stmt.FunctionDef) init.node()).body()));
    return found;
  }

  private static boolean isMadeAtStart(AttributeSite site) {
    return site.method().filter(method -> method.name().equals(Computing.INIT)).isPresent();
  }

  private void member(String attribute, Expr value) {
    if (asksForGradient(value) && isComputedWith(attribute) && !isGivenAway(attribute)) {
      add(Kind.PLAIN_TENSOR, value, attribute, value, Optional.empty(), Optional.empty());
    } else if (parameterBelow(value).isPresent()) {
      Expr.Call parameter = parameterBelow(value).get();
      add(
          Kind.LOST_BY_OPERATION,
          value,
          attribute,
          parameter,
          inside(value, parameter),
          Optional.empty());
    } else if (isConstant(value) && !isSwitched()) {
      add(Kind.NEVER_LEARNS, value, attribute, value, Optional.empty(), Optional.empty());
    }
  }

  private String text(Node node) {
    return CodeCalls.text(node, module);
  }

  // --- plain tensors that are to learn

  private boolean asksForGradient(Expr value) {
    return value instanceof Expr.Call call
        && ((CodeCalls.isCall(call, Effects::makesTensor, module)
                && CodeCalls.is(call.keyword(GraphFlow.SWITCH), true))
            || (CodeCalls.isCall(call, GraphFlow::isVariable, module)
                && CodeCalls.is(call.keyword(GraphFlow.SWITCH), true))
            || (call.callee() instanceof Expr.Attribute method
                && (GraphFlow.startsGraph(method.name())
                    ? call.arguments().isEmpty() && makesTensor(method.value())
                    : Effects.keepsTensor(method.name()) && asksForGradient(method.value()))));
  }

  private boolean makesTensor(Expr value) {
    return CodeCalls.isCall(value, Effects::makesTensor, module);
  }

  private boolean isComputedWith(String attribute) {
    Set<String> computing = Computing.methods(type);
    return type.methods().stream()
        .filter(method -> computing.contains(method.name()))
        .anyMatch(method -> reads(method, attribute));
  }

  private boolean reads(FunctionEntity method, String attribute) {
    return Tree.holds(method.node(), node -> isMember(node, method, attribute));
  }

  private static boolean isMember(Node node, FunctionEntity method, String attribute) {
    return node instanceof Expr.Attribute member
        && member.name().equals(attribute)
        && member.value() instanceof Expr.Name self
        && method.selfName().filter(self.name()::equals).isPresent();
  }

  /** Whether other code may give the tensor to an optimizer, or step it by hand. */
  private boolean isGivenAway(String attribute) {
    Set<String> computing = Computing.methods(type);
    boolean isOfOthers =
        type.methods().stream()
            .filter(method -> !computing.contains(method.name()))
            .anyMatch(
                method ->
                    Tree.holds(
                        method.node(),
                        node ->
                            isMember(node, method, attribute)
                                && !LastValues.isTarget((Expr) node, module.tree())));
    boolean asksGradient =
        type.methods().stream()
            .anyMatch(
                method ->
                    Tree.holds(
                        method.node(),
                        node ->
                            node instanceof Expr.Attribute gradient
                                && GraphFlow.isGradientMember(gradient.name())
                                && isMember(gradient.value(), method, attribute)));
    return isOfOthers
        || asksGradient
        || !mentions.foreignReaders(attribute, module).filter(List::isEmpty).isPresent();
  }

  // --- parameters that are not kept

  /** The parameter of which an operation makes another tensor. */
  private Optional<Expr.Call> parameterBelow(Expr value) {
    return switch (value) {
      case Expr.Call call
          when call.callee() instanceof Expr.Attribute method
              && GraphFlow.makesAnother(method.name())
              && (!method.name().equals("to") || namesCard(call)) ->
          parameter(method.value()).or(() -> parameterBelow(method.value()));
      case Expr.BinOp computed -> parameter(computed.left()).or(() -> parameter(computed.right()));
      default -> Optional.empty();
    };
  }

  /** A tensor that is where, or of which type, it is to be is given back as it is. */
  private boolean namesCard(Expr.Call move) {
    return move.arguments().stream()
        .findFirst()
        .filter(
            place ->
                place instanceof Expr.StringLiteral text
                    ? text.value().startsWith(Devices.CARD)
                    : text(place).contains(Devices.ARGUMENT))
        .isPresent();
  }

  private Optional<Expr.Call> parameter(Expr value) {
    return value instanceof Expr.Call call && CodeCalls.isCall(call, Layers::isParameter, module)
        ? Optional.of(call)
        : Optional.empty();
  }

  /** The same with the operation inside of the parameter. */
  private Optional<String> inside(Expr value, Expr.Call parameter) {
    if (parameter.start() != value.start()
        || parameter.arguments().size() != 1
        || text(value).contains("#")) {
      return Optional.empty();
    }
    Expr data = parameter.arguments().getFirst();
    String tail = text(value).substring(parameter.end() - value.start());
    boolean isAtom =
        data instanceof Expr.Name
            || data instanceof Expr.Attribute
            || data instanceof Expr.Call
            || data instanceof Expr.Subscript;
    String whole = text(parameter);
    int from = data.start() - parameter.start();
    int to = data.end() - parameter.start();
    return Optional.of(
        whole.substring(0, from)
            + (isAtom ? text(data) : "(" + text(data) + ")")
            + tail
            + whole.substring(to));
  }

  // --- parameters that never learn

  private boolean isConstant(Expr value) {
    return value instanceof Expr.Call call
        && CodeCalls.isCall(call, Layers::isParameter, module)
        && CodeCalls.is(call.keyword(GraphFlow.SWITCH), false)
        && call.arguments().size() == 1
        && makesTensor(call.arguments().getFirst())
        && !CodeCalls.isCall(call.arguments().getFirst(), GraphFlow::isOfNoConstants, module);
  }

  /** Whether some code may let it learn after all. */
  private boolean isSwitched() {
    return module
        .tree()
        .holds(
            node ->
                switch (node) {
                  case Expr.Attribute method -> GraphFlow.startsGraph(method.name());
                  case Stmt.Assign assign ->
                      assign.targets().stream().anyMatch(WeightMembers::isSwitch)
                          && !(assign.value() instanceof Expr.BooleanLiteral flag && !flag.value());
                  default -> false;
                });
  }

  private static boolean isSwitch(Expr target) {
    return target instanceof Expr.Attribute member && member.name().equals(GraphFlow.SWITCH);
  }

  // --- weights that two layers share

  /** {@code self.a.weight = self.b.weight}, and behind it {@code self.a = ...} */
  private void ties(List<Stmt> body) {
    for (Stmt statement : body) {
      if (statement instanceof Stmt.Assign tie
          && tie.targets().getFirst() instanceof Expr.Attribute weight
          && Layers.isWeight(weight.name())
          && tie.value() instanceof Expr.Attribute other
          && Layers.isWeight(other.name())) {
        List<String> layers = List.of(text(weight.value()), text(other.value()));
        body.stream()
            .filter(later -> later.start() >= tie.end())
            .takeWhile(later -> !text(later).equals(text(tie)))
            .filter(
                later ->
                    later instanceof Stmt.Assign made
                        && layers.contains(text(made.targets().getFirst())))
            .findFirst()
            .filter(later -> !isTiedAgain(body, tie, later))
            .ifPresent(
                later ->
                    add(
                        Kind.TIE_UNDONE,
                        later,
                        text(((Stmt.Assign) later).targets().getFirst()),
                        tie,
                        Optional.empty(),
                        Optional.of(tie)));
      }
    }
  }

  private boolean isTiedAgain(List<Stmt> body, Stmt tie, Stmt change) {
    return body.stream()
        .filter(later -> later.start() >= change.end())
        .anyMatch(later -> text(later).equals(text(tie)) || text(later).contains("tie_weights"));
  }

  private void add(
      Kind kind,
      Node at,
      String subject,
      Node code,
      Optional<String> rewrite,
      Optional<Node> other) {
    found.add(
        new WeightSlip(
            kind,
            CodeCalls.place(at, module),
            subject,
            text(code instanceof Expr.Call call ? call.callee() : code),
            rewrite,
            other.map(node -> CodeCalls.place(node, module))));
  }
}
