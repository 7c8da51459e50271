package dev.tensorvet.reader.run;

import dev.tensorvet.flow.Step;
import dev.tensorvet.reader.run.ProgramRun.Surroundings;
import dev.tensorvet.source.Span;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The blocks of a run that stand under a context. Where a function of the project makes the
 * context, its block runs where that function gives out, with all that stands around that.
 */
final class ManagedBlocks {

  private static final class Block {
    final Step.With step;
    final Frame frame;
    final Surroundings surroundings;

    /** The function that makes the context, once it runs. */
    Optional<Frame> manager = Optional.empty();

    boolean hasRun;

    Block(Step.With step, Frame frame, Surroundings surroundings) {
      this.step = step;
      this.frame = frame;
      this.surroundings = surroundings;
    }
  }

  private final ProgramRun run;
  private final Operands operands;

  /** Those whose contexts are being made, the innermost first. */
  private final Deque<Block> open = new ArrayDeque<>();

  ManagedBlocks(ProgramRun run, Operands operands) {
    this.run = run;
    this.operands = operands;
  }

  void run(Step.With step) {
    Block block = new Block(step, run.frame(), run.surroundings());
    open.push(block);
    Term mode = run.contexts().mode();
    Term context = operands.evaluate(step.context());
    open.pop();
    if (!block.hasRun) {
      Span made = step.context().span();
      enter(step, operands.callOwn(context, "__enter__", made).orElse(context));
      run.contexts().under(context, mode, () -> run.run(step.body()));
      if (!run.isEnded()) {
        operands.callOwn(context, "__exit__", made);
      }
    }
  }

  private void enter(Step.With step, Term context) {
    step.target()
        .ifPresent(
            target -> run.assignments().assign(target, operands.entered(context), target.span()));
  }

  /** Notes that the function that has just been called makes the context of a block. */
  void noteCall() {
    if (!open.isEmpty()
        && open.getFirst().manager.isEmpty()
        && run.frame().function().filter(run.objects()::isContextManager).isPresent()) {
      Block block = open.getFirst();
      block.manager = run.caller() == block.frame ? Optional.of(run.frame()) : Optional.empty();
    }
  }

  /** Whether what the innermost function gives out is for a block, which then has run. */
  boolean take(Term value) {
    boolean isAwaited =
        !open.isEmpty() && open.getFirst().manager.filter(run.frame()::equals).isPresent();
    if (!isAwaited) {
      return false;
    }
    Block block = open.pop();
    run.outside(
        block.surroundings,
        () -> {
          enter(block.step, value);
          run.run(block.step.body());
        });
    block.hasRun = true;
    open.push(block);
    return true;
  }
}
