package dev.tensorvet.reader.code;

import dev.tensorvet.facts.DeviceFallback;
import dev.tensorvet.framework.Archives;
import dev.tensorvet.framework.Devices;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.CodeReader;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the devices for a machine without a graphics card that are one. */
final class DeviceFallbacks implements CodeReader<DeviceFallback> {

  @Override
  public Class<DeviceFallback> kind() {
    return DeviceFallback.class;
  }

  @Override
  public List<DeviceFallback> read(SourceModule module) {
    List<DeviceFallback> found = new ArrayList<>();
    if (Devices.mayAskIfThereIsOne(module.file().text()) && !module.isTest()) {
      module
          .tree()
          .walk(
              node -> {
                switch (node) {
                  case Expr.IfExp choice ->
                      without(choice.test(), choice.body(), choice.otherwise(), module)
                          .flatMap(device -> card(device, user(choice, module), module))
                          .ifPresent(device -> found.add(fallback(device, choice.test(), module)));
                  case Stmt.If choice ->
                      without(choice.test(), choice.body(), choice.orElse(), module).stream()
                          .flatMap(List::stream)
                          .filter(Stmt.Assign.class::isInstance)
                          .map(Stmt.Assign.class::cast)
                          .flatMap(set -> card(set.value(), set, module).stream())
                          .forEach(device -> found.add(fallback(device, choice.test(), module)));
                  default -> {}
                }
              });
    }
    return found;
  }

  private static DeviceFallback fallback(Expr device, Expr test, SourceModule module) {
    return new DeviceFallback(
        CodeCalls.place(device, module),
        CodeCalls.place(test, module),
        test instanceof Expr.UnaryOp);
  }

  /** What a choice takes where there is no card, if that is all that it asks. */
  private static <T> Optional<T> without(Expr test, T body, T otherwise, SourceModule module) {
    if (CodeCalls.isCall(test, Devices::asksForGpu, module)) {
      return Optional.of(otherwise);
    }
    return test instanceof Expr.UnaryOp not
            && not.operator() == Expr.UnaryOperator.NOT
            && CodeCalls.isCall(not.operand(), Devices::asksForGpu, module)
        ? Optional.of(body)
        : Optional.empty();
  }

  private static Node user(Expr.IfExp choice, SourceModule module) {
    return module.tree().parent(choice).orElse(choice);
  }

  /**
   * The name of a card, if a device is one.
   *
   * @param user what takes the device
   */
  private static Optional<Expr> card(Expr device, Node user, SourceModule module) {
    return switch (device) {
      case Expr.StringLiteral name
          when Devices.isCardName(name.value()) && takesDevice(user, module) ->
          Optional.of(name);
      case Expr.Call call when takesDevice(call, module) && !call.arguments().isEmpty() ->
          card(call.arguments().getFirst(), call, module);
      default -> Optional.empty();
    };
  }

  /** Whether a text is a device there, and not a word about one. */
  private static boolean takesDevice(Node user, SourceModule module) {
    return switch (user) {
      case Expr.Call call ->
          CodeCalls.isCall(call, Devices::makesDevice, module) || CodeCalls.name(call).equals("to");
      case Node.Keyword keyword ->
          keyword.name().filter(Devices::mayNameDevice).isPresent()
              || keyword.name().filter(Archives.MAP_LOCATION.name()::equals).isPresent();
      case Stmt.Assign assign ->
          Devices.mayNameDevice(CodeCalls.text(assign.targets().getFirst(), module));
      default -> false;
    };
  }
}
