package dev.tensorvet.reader.run;

import dev.tensorvet.facts.Site;
import dev.tensorvet.facts.StrayTensor;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.Devices;
import dev.tensorvet.framework.Losses;
import dev.tensorvet.framework.Role;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.run.Inventory.Move;
import dev.tensorvet.source.Span;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds tensors that are made on the CPU and given to a model, or to its loss, on a GPU. */
final class StrayTensors implements RunReader<StrayTensor> {

  @Override
  public Class<StrayTensor> kind() {
    return StrayTensor.class;
  }

  @Override
  public List<StrayTensor> read(FinishedRun run) {
    DeviceMoves moves = new DeviceMoves(run);
    return moves.areKnown() ? new Reader(run, moves).read() : List.of();
  }

  private record Reader(FinishedRun run, DeviceMoves moves) {

    List<StrayTensor> read() {
      Set<StrayTensor> found = new LinkedHashSet<>();
      for (Event.Forward forward : run.events(Event.Forward.class).toList()) {
        Term module = run.relations().settled(forward.module());
        if (run.objects().is(module, Role.LOSS)) {
          compared(forward.site(), forward.inputs()).ifPresent(found::add);
        } else {
          given(forward, module).ifPresent(found::add);
        }
      }
      for (Term term : run.learntFrom()) {
        if (term instanceof Term.Made made
            && run.objects().libraryName(made.callee()).filter(Losses::isReduced).isPresent()) {
          compared(made.site(), made.positional()).ifPresent(found::add);
        }
      }
      return List.copyOf(found);
    }

    /** A tensor that a model is given. */
    private Optional<StrayTensor> given(Event.Forward forward, Term model) {
      return stray(forward.inputs())
          .filter(tensor -> computesWith(forward, model, tensor))
          .flatMap(tensor -> stray(forward.site(), forward.site(), tensor, model));
    }

    /** Whether a layer surely gets the tensor, and not its size or its numbers alone. */
    private boolean computesWith(Event.Forward forward, Term model, Term.Made tensor) {
      return isOfLibrary(model)
          || BackwardGraph.of(List.of(forward.result()), run).sure().stream()
              .filter(made -> isOfLibrary(run.relations().settled(made.callee())))
              .anyMatch(made -> made.arguments().contains(tensor));
    }

    private boolean isOfLibrary(Term model) {
      return model instanceof Term.Made made
          && run.objects().libraryName(made.callee()).isPresent();
    }

    /** A tensor that is compared with what a model gives. */
    private Optional<StrayTensor> compared(Site loss, List<Term> inputs) {
      Optional<Term.Made> tensor = stray(inputs);
      return tensor.isEmpty()
          ? Optional.empty()
          : inputs.stream()
              .filter(Term.Made.class::isInstance)
              .map(Term.Made.class::cast)
              .filter(result -> !isMoved(result))
              .flatMap(
                  result ->
                      stray(
                          loss,
                          result.site(),
                          tensor.get(),
                          run.relations().settled(result.callee()))
                          .stream())
              .findFirst();
    }

    private Optional<StrayTensor> stray(Site meeting, Site call, Term.Made tensor, Term model) {
      return moves
          .ofModel(model)
          .filter(moved -> call.comesAfter(moved.site()) && isSure(moved))
          .filter(moved -> isOnAnyDevice(meeting) && isOnAnyDevice(tensor.site()))
          .map(
              moved ->
                  new StrayTensor(
                      run.file(),
                      meeting,
                      call.callee().orElse("the model"),
                      tensor.site(),
                      moved.site().place(),
                      run.certainty()));
    }

    /** The first of several that is made on the CPU, and never moved. */
    private Optional<Term.Made> stray(List<Term> inputs) {
      return inputs.stream()
          .filter(Term.Made.class::isInstance)
          .map(Term.Made.class::cast)
          .filter(this::isMadeOnCpu)
          .filter(made -> !isMoved(made))
          .findFirst();
    }

    private boolean isMadeOnCpu(Term.Made made) {
      return run.objects()
              .libraryName(made.callee())
              .filter(Devices::makesOnDefault)
              .filter(name -> !Devices.makesIndices(name))
              .isPresent()
          && !made.keywords().containsKey(Devices.ARGUMENT)
          && made.keywords().keySet().stream().noneMatch(name -> name.startsWith("*"));
    }

    private boolean isMoved(Term term) {
      return moves.all().stream()
          .anyMatch(move -> run.relations().comesFrom(move.target(), term::equals));
    }

    /**
     * Whether a model is moved on each way, where there is a device to move it to: of what is asked
     * before, the other answer may be that of the tensor.
     */
    private boolean isSure(Move moved) {
      return around(moved.site())
          .filter(
              around ->
                  around.stream()
                      .noneMatch(
                          node ->
                              node instanceof Stmt.If
                                  || node instanceof Stmt.Try
                                  || node instanceof Expr.IfExp))
          .isPresent();
    }

    /** Whether a call is made whatever device there is, and new tensors go to the CPU there. */
    private boolean isOnAnyDevice(Site site) {
      return around(site)
          .filter(around -> around.stream().noneMatch(this::decidesOnDevice))
          .isPresent();
    }

    private boolean decidesOnDevice(Node node) {
      return switch (node) {
        case Stmt.If choice -> Devices.mayAskForGpu(CodeCalls.text(choice.test(), run.module()));
        case Expr.IfExp choice -> Devices.mayAskForGpu(CodeCalls.text(choice.test(), run.module()));
        default -> CodeCalls.mayEnterDevice(node, run.module());
      };
    }

    /** What stands around the calls that lead to a place; empty if the file does not hold all. */
    private Optional<List<Node>> around(Site site) {
      Set<Span> calls = site.way().stream().map(Place::span).collect(Collectors.toSet());
      if (!site.way().stream().allMatch(place -> place.file() == run.module().file())) {
        return Optional.empty();
      }
      List<Node> around = new ArrayList<>();
      run.module()
          .tree()
          .walk(
              node -> {
                if (node instanceof Expr.Call call && calls.remove(call.span())) {
                  around.addAll(CodeCalls.around(call, run.module().tree()));
                }
              });
      return calls.isEmpty() ? Optional.of(around) : Optional.empty();
    }
  }
}
