package dev.tensorvet.reader.code;

import dev.tensorvet.facts.ModuleSlip;
import dev.tensorvet.facts.ModuleSlip.Kind;
import dev.tensorvet.framework.Costs;
import dev.tensorvet.framework.Devices;
import dev.tensorvet.framework.Effects;
import dev.tensorvet.framework.Layers;
import dev.tensorvet.framework.SizeArguments;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.Computing;
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

/** Finds the tensors of a model that are plain members, and so no part of it when it is moved. */
final class UnregisteredTensors {

  private final ClassEntity type;
  private final SourceModule module;
  private final Mentions mentions;
  private final TensorMeetings meetings;

  UnregisteredTensors(ClassEntity type, SourceModule module, Mentions mentions) {
    this.type = type;
    this.module = module;
    this.mentions = mentions;
    this.meetings = new TensorMeetings(module);
  }

  List<ModuleSlip> read() {
    List<ModuleSlip> found = new ArrayList<>();
    for (String attribute : type.attributeNames()) {
      read(attribute).ifPresent(found::add);
    }
    return found;
  }

  private Optional<ModuleSlip> read(String attribute) {
    List<AttributeSite> sites = type.attributeSites(attribute);
    List<AttributeSite> made = sites.stream().filter(this::isMadeAtStart).toList();
    List<AttributeSite> moved = sites.stream().filter(site -> moves(site, attribute)).toList();
    if (made.size() != 1 || made.size() + moved.size() != sites.size()) {
      return Optional.empty();
    }
    List<Expr.Attribute> uses = uses(attribute);
    boolean isComputedWith =
        uses.stream().anyMatch(meetings::meetsTensor)
            && uses.stream().noneMatch(this::isMovedWhereUsed);
    return isComputedWith && mentions.isMentioned(Devices.CARD, module)
        ? Optional.of(
            new ModuleSlip(
                moved.isEmpty() ? Kind.NOT_REGISTERED : Kind.MOVED_BY_HAND,
                made.getFirst().value().map(v -> CodeCalls.text(v, module)).orElse(""),
                CodeCalls.place(made.getFirst().node(), module),
                attribute,
                Optional.empty(),
                moved.stream().findFirst().map(site -> CodeCalls.place(site.node(), module))))
        : Optional.empty();
  }

  // --- how it is made

  /** Whether the constructor makes a tensor with dimensions, and says not where. */
  private boolean isMadeAtStart(AttributeSite site) {
    return site.method().filter(method -> method.name().equals(Computing.INIT)).isPresent()
        && site.value().filter(this::makesTensor).isPresent();
  }

  private boolean makesTensor(Expr value) {
    return makesTensor(value, false);
  }

  /**
   * @param hasDimensions whether the code around gives it some
   */
  private boolean makesTensor(Expr value, boolean hasDimensions) {
    if (value instanceof Expr.IfExp choice && choice.otherwise() instanceof Expr.NoneLiteral) {
      return makesTensor(choice.body(), hasDimensions);
    }
    if (!(value instanceof Expr.Call call)) {
      return false;
    }
    Optional<String> function = CodeCalls.library(call.callee(), module);
    if (function.isPresent()) {
      return Effects.makesTensor(function.get())
          && !CodeCalls.isOpen(call)
          && call.keywords().stream()
              .noneMatch(keyword -> keyword.name().filter(Costs::ties).isPresent())
          && (hasDimensions || !isSingle(call));
    }
    return call.callee() instanceof Expr.Attribute method
        && Effects.keepsTensor(method.name())
        && !moves(method.name())
        && call.keyword(Devices.ARGUMENT).isEmpty()
        && makesTensor(method.value(), hasDimensions || SizeArguments.areShape(method.name()));
  }

  /** A tensor of one number meets those of any device. */
  private static boolean isSingle(Expr.Call call) {
    return call.arguments().size() == 1
        && !(call.arguments().getFirst() instanceof Expr.ListExpr)
        && !(call.arguments().getFirst() instanceof Expr.BinOp)
        && CodeCalls.name(call).endsWith("tensor");
  }

  private static boolean moves(String method) {
    return method.equals("to")
        || method.equals("type_as")
        || method.equals("type")
        || method.startsWith("share_memory")
        || Devices.movesToGpu(method);
  }

  /** {@code self.x = self.x.to(device)} in a method that moves the model. */
  private boolean moves(AttributeSite site, String attribute) {
    return site.method().filter(m -> Layers.givesBackItself(m.name())).isPresent()
        && site.value()
            .filter(
                value ->
                    value instanceof Expr.Call call
                        && call.callee() instanceof Expr.Attribute method
                        && moves(method.name())
                        && method.value() instanceof Expr.Attribute member
                        && member.name().equals(attribute))
            .isPresent();
  }

  // --- how it is used

  private List<Expr.Attribute> uses(String attribute) {
    List<Expr.Attribute> uses = new ArrayList<>();
    for (FunctionEntity method : type.methods()) {
      if (!method.name().equals(Computing.INIT) && !Layers.givesBackItself(method.name())) {
        Tree.walk(
            method.node(),
            node -> {
              if (node instanceof Expr.Attribute member
                  && member.name().equals(attribute)
                  && member.value() instanceof Expr.Name self
                  && method.selfName().filter(self.name()::equals).isPresent()) {
                uses.add(member);
              }
            });
      }
    }
    return uses;
  }

  private Node parent(Node node) {
    return module.tree().parent(node).orElse(node);
  }

  /** Whether it is put beside what it meets, or set there. */
  private boolean isMovedWhereUsed(Expr.Attribute use) {
    return switch (parent(use)) {
      case Expr.Attribute member ->
          parent(member) instanceof Expr.Call call
              && (moves(member.name()) || call.keyword(Devices.ARGUMENT).isPresent());
      case Stmt.Assign assign ->
          assign.targets().stream().anyMatch(target -> target.id() == use.id());
      default -> false;
    };
  }
}
