package dev.tensorvet.reader.run;

import dev.tensorvet.flow.Constant;
import dev.tensorvet.framework.Devices;
import dev.tensorvet.framework.Role;
import dev.tensorvet.reader.run.Inventory.Move;
import dev.tensorvet.tensor.Proof;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What a run puts on which device, as far as its code says all of it. */
final class DeviceMoves {

  /** What code names that moves batches, or makes tensors on a device, out of sight. */
  private static final Set<String> MOVERS =
      Set.of(
          "prefetch",
          "forward_pre_hook",
          "default_device",
          "default_tensor_type",
          "accelerator",
          "deepspeed",
          "fabric",
          "to_device",
          "move_to",
          "recursive_to");

  private final FinishedRun run;
  private final List<Move> all;
  private final List<Move> toGpu;

  DeviceMoves(FinishedRun run) {
    this.run = run;
    this.all = run.run().inventory().moves();
    this.toGpu = all.stream().filter(this::isToGpu).toList();
  }

  /** All moves and conversions of the run. */
  List<Move> all() {
    return all;
  }

  /** Whether the run puts something on a graphics processor, and nothing is moved out of sight. */
  boolean areKnown() {
    return !toGpu.isEmpty() && !run.run().vocabulary(run.module()).mayName(MOVERS);
  }

  /**
   * What puts a model of the run on a graphics processor, where there is one; empty for what is no
   * model, may be moved back, or moves its inputs as wrappers for several devices do.
   */
  Optional<Move> ofModel(Term model) {
    boolean isModel =
        run.objects().isModule(model)
            && !run.objects().is(model, Role.LOSS)
            && !run.run().heap().isWrapped(model);
    boolean isMovedBack =
        isModel && all.stream().anyMatch(move -> isToCpu(move) && isOf(model, move));
    return isModel && !isMovedBack
        ? toGpu.stream().filter(move -> isOf(model, move)).findFirst()
        : Optional.empty();
  }

  private boolean isOf(Term model, Move move) {
    return run.relations().same(move.target(), model) == Proof.YES;
  }

  /** Whether a move is to a graphics processor, where there is one. */
  private boolean isToGpu(Move move) {
    return Devices.movesToGpu(move.method()) || names(move, Devices::isGpu);
  }

  /** Whether a move is to the CPU, whatever else there is. */
  private boolean isToCpu(Move move) {
    return Devices.movesToCpu(move.method()) || (names(move, Devices::isCpu) && !isToGpu(move));
  }

  /** Whether what a move is given is a device, or may be one of several, with such a name. */
  private boolean names(Move move, Predicate<String> device) {
    return move.given().stream()
        .anyMatch(
            given ->
                run.relations()
                    .comesFrom(
                        given,
                        term ->
                            term instanceof Term.Written(Constant.Text(String name))
                                && device.test(name)));
  }

  /** How code writes a move, when that is short. */
  static String code(Move move) {
    String code = move.site().place().file().text(move.site().span());
    return code.contains("\n") ? "" : code;
  }
}
