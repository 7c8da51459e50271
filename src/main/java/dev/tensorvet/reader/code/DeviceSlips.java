package dev.tensorvet.reader.code;

import dev.tensorvet.facts.StructureSlip.Kind;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.framework.Devices;
import dev.tensorvet.framework.ModuleApi;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.Computing;
import dev.tensorvet.reader.query.LastValues;
import dev.tensorvet.reader.query.Mentions;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.semantic.VariableEntity;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds where a model says on which device it computes, and where it forgets to. */
final class DeviceSlips {

  private final ClassEntity type;
  private final SourceModule module;
  private final StructureNotes notes;
  private final Mentions mentions;
  private final TensorMeetings meetings;

  DeviceSlips(ClassEntity type, StructureNotes notes, Mentions mentions) {
    this.type = type;
    this.module = type.module();
    this.notes = notes;
    this.mentions = mentions;
    this.meetings = new TensorMeetings(module);
  }

  void read() {
    Set<String> computing = Computing.methods(type);
    List<Expr> written = new ArrayList<>();
    for (FunctionEntity method : type.methods()) {
      boolean isComputing = computing.contains(method.name());
      if (isComputing || method.name().equals(Computing.INIT)) {
        Tree.walk(
            method.node(),
            node -> {
              if (node instanceof Expr.Call call) {
                device(call, method).ifPresent(written::add);
                if (isComputing) {
                  newTensor(call, method);
                }
              }
            });
      }
    }
    // A notebook is for one machine.
    if (!written.isEmpty() && module.file().cells().isEmpty()) {
      notes.note(
          Kind.DEVICE_WRITTEN,
          written.getFirst(),
          notes.text(written.getFirst()),
          type.name(),
          Certainty.PROVEN,
          written.stream().skip(1).findFirst(),
          List.of());
    }
  }

  private Optional<Expr> device(Expr.Call call, FunctionEntity method) {
    boolean isOfMethod =
        call.callee() instanceof Expr.Attribute member
            && CodeCalls.library(member, module).isEmpty();
    Optional<Expr> written =
        call.callee() instanceof Expr.Attribute member
                && isOfMethod
                && Devices.movesToGpu(member.name())
                && call.arguments().isEmpty()
                && call.keywords().isEmpty()
            ? Optional.of(call)
            : call.keyword(Devices.ARGUMENT)
                .or(
                    () ->
                        isOfMethod
                                && CodeCalls.name(call).equals("to")
                                && !call.arguments().isEmpty()
                            ? Optional.of(call.arguments().getFirst())
                            : Optional.empty())
                .filter(
                    d -> d instanceof Expr.StringLiteral name && name.value().equals(Devices.CARD));
    return written.filter(place -> !isGuarded(place, method));
  }

  private boolean isGuarded(Expr place, FunctionEntity method) {
    return Devices.mayAskIfThereIsOne(notes.text(method.node()))
        || CodeCalls.around(place, module.tree()).stream()
            .anyMatch(
                around ->
                    (around instanceof Stmt.If choice && isAboutDevices(choice.test()))
                        || (around instanceof Expr.IfExp either && isAboutDevices(either.test())));
  }

  /** Whether a test asks for a device, or for what the model was told of devices. */
  private boolean isAboutDevices(Expr test) {
    return asksForDevice(test)
        || CodeCalls.lastingValue(test, module).filter(this::asksForDevice).isPresent();
  }

  private boolean asksForDevice(Expr question) {
    String text = notes.text(question);
    return Devices.mayAskForGpu(text) || ModuleApi.mayAskForProcesses(text);
  }

  /** A tensor that is made on the CPU, and put together with what the model is given. */
  private void newTensor(Expr.Call call, FunctionEntity method) {
    boolean isNew =
        CodeCalls.isCall(call, Devices::makesOnDefault, module)
            && !CodeCalls.isOpen(call)
            && call.keyword(Devices.ARGUMENT).isEmpty();
    if (!isNew) {
      return;
    }
    List<Expr> uses = uses(call);
    Optional<Expr> met = uses.stream().filter(use -> meets(use, method)).findFirst();
    boolean isMoved = uses.stream().anyMatch(this::isMoved);
    if (met.isPresent()
        && !isMoved
        && mentions.isMentioned(Devices.CARD, module)
        && !mentions.isMentioned(Devices.DEFAULT, module)) {
      Optional<Expr> partner = partner(met.get());
      notes.note(
          Kind.TENSOR_WITHOUT_DEVICE,
          call,
          notes.text(call.callee()),
          partner
              .map(it -> Devices.ARGUMENT + "=" + notes.text(it) + "." + Devices.ARGUMENT)
              .orElse(""),
          Certainty.LIKELY,
          met.filter(use -> use.id() != call.id()),
          List.of());
    }
  }

  /** The call itself, or where the only variable that it is kept in is read. */
  private List<Expr> uses(Expr.Call made) {
    return notes.parent(made) instanceof Stmt.Assign assign
            && assign.targets().size() == 1
            && assign.targets().getFirst() instanceof Expr.Name name
            && module.resolve(name) instanceof VariableEntity variable
            && variable.binding().sites().size() == 1
        ? List.copyOf(LastValues.reads(variable.binding(), module))
        : List.of(made);
  }

  private boolean meets(Expr use, FunctionEntity method) {
    if (meetings.meetsTensor(use)) {
      return true;
    }
    Node holder = notes.parent(use);
    Node given = holder instanceof Expr.Tuple ? holder : use;
    return notes.parent(given) instanceof Expr.Call call
        && call.arguments().stream().anyMatch(argument -> argument.id() == given.id())
        && notes.callsWeighted(call, type, method);
  }

  /** Whether a tensor, or what is made of it on the spot, is put elsewhere or changed in place. */
  private boolean isMoved(Expr use) {
    Node at = use;
    while (at instanceof Expr || at instanceof Node.Keyword) {
      if (at instanceof Expr.Attribute member
          && notes.isCalled(member)
          && (Devices.converts(member.name()) || member.name().endsWith("_"))) {
        return true;
      }
      at = notes.parent(at);
    }
    return false;
  }

  /** The variable that a tensor meets. */
  private Optional<Expr> partner(Expr use) {
    return switch (notes.parent(use)) {
      case Expr.BinOp computed ->
          Optional.of(computed.left().id() == use.id() ? computed.right() : computed.left())
              .filter(Expr.Name.class::isInstance);
      case Expr.Call call ->
          call.arguments().stream()
              .filter(other -> other.id() != use.id() && other instanceof Expr.Name)
              .findFirst();
      case Expr.Tuple together ->
          notes.parent(together) instanceof Expr.Call call
              ? call.arguments().stream().filter(Expr.Name.class::isInstance).findFirst()
              : Optional.empty();
      default -> Optional.empty();
    };
  }
}
