package dev.tensorvet.verify;

import dev.tensorvet.graph.Graph;
import dev.tensorvet.graph.Origin;
import dev.tensorvet.interp.Lesson;
import dev.tensorvet.tensor.Dim;
import dev.tensorvet.verify.Checklist.Options;
import dev.tensorvet.verify.ModelReport.Failure;
import dev.tensorvet.verify.Wire.Answer;
import dev.tensorvet.verify.Wire.Numbers;
import dev.tensorvet.verify.Wire.Request;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The child that runs models, asked by its programs' methods. What it refuses, or dies of, is
 * noted.
 */
final class Session {

  private final Libtorch torch;
  private final Options options;
  private Optional<Failure> failure = Optional.empty();

  /** A program that has run once, and lies in the child. */
  record Ran(Program program, List<Numbers> results) {}

  Session(Libtorch torch, Options options) {
    this.torch = torch;
    this.options = options;
  }

  Options options() {
    return options;
  }

  /** What failed last, and was not passed over. */
  Optional<Failure> failure() {
    return failure;
  }

  boolean isSound() {
    return failure.isEmpty();
  }

  /** What failed is told in another way, or was no failure of the model. */
  void tell(Optional<Failure> instead) {
    failure = instead;
  }

  /** Loads a graph, makes its weights and inputs, and runs it; otherwise notes the failure. */
  Optional<Ran> run(Graph graph, Map<String, Dim> sizes, int inputs) {
    return run(graph, Optional.empty(), sizes, inputs);
  }

  /** The same of a graph that is to be trained for a loss of its own. */
  Optional<Ran> run(Graph graph, Optional<Lesson.Loss> loss, Map<String, Dim> sizes, int inputs) {
    Emission emission = Emitter.emit(graph, loss, new Recipe(sizes, options.device()));
    Optional<Ran> ran =
        switch (emission) {
          case Emission.NotEmitted not -> {
            fail(Failure.Kind.NOT_EMITTED, not.why(), not.origin());
            yield Optional.empty();
          }
          case Emission.Emitted emitted -> run(emitted.program(), inputs);
        };
    boolean mayBeForLoss =
        loss.isPresent() && failure.filter(f -> f.kind() == Failure.Kind.NOT_LOADED).isPresent();
    if (mayBeForLoss) {
      failure = Optional.empty();
      return run(graph, sizes, inputs);
    }
    return ran;
  }

  private Optional<Ran> run(Program program, int inputs) {
    long needed = Memory.of(program);
    if (needed > options.memory()) {
      fail(
          Failure.Kind.TOO_LARGE,
          "it needs about " + Memory.text(needed) + ", which is more than a run may take",
          Optional.empty());
      return Optional.empty();
    }
    Answer loaded = torch.ask(new Request.Load(program.archive()));
    if (loaded instanceof Answer.Failed refused) {
      fail(Failure.Kind.NOT_LOADED, Complaint.reason(refused.message()), Optional.empty());
      return Optional.empty();
    }
    boolean isReady =
        given(loaded).isPresent()
            && given(call("init", 0, inputs, 1)).isPresent()
            && isPut(program)
            && given(call("inputs", 0, inputs, 1)).isPresent();
    if (!isReady) {
      return Optional.empty();
    }
    Answer answer = call("run", 0, inputs, 1);
    if (answer instanceof Answer.Failed refused) {
      Optional<Origin> origin = failing(program);
      fail(Failure.Kind.REFUSED, Complaint.reason(refused.message()), origin);
      return Optional.empty();
    }
    return given(answer).map(results -> new Ran(program, results));
  }

  /** Puts the weights that are given in the place of those that were made. */
  private boolean isPut(Program program) {
    Map<String, Wire.Tensor> given = options.weights().map(SavedState::tensors).orElse(Map.of());
    for (Map.Entry<String, Integer> slot : program.slots().entrySet()) {
      Wire.Tensor tensor = given.get(slot.getKey());
      if (tensor != null
          && given(
                  torch.ask(
                      new Request.Give("put", List.of(Wire.Tensor.of(slot.getValue()), tensor))))
              .isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /** After a failure: the first node whose results are not there. */
  private Optional<Origin> failing(Program program) {
    Answer seen = call("seen", 0, 0, 1);
    int done = seen instanceof Answer.Given given ? given.tensors().size() : 0;
    return done < program.traced().size()
        ? Optional.of(program.traced().get(done).node().origin())
        : Optional.empty();
  }

  Answer call(String method, int seed, int inputs, int step) {
    return torch.ask(
        Request.Call.of(method, seed, inputs, Loss.DISTANCE, options.optimizer(), step));
  }

  /** The same, with what is learnt from and how. */
  Answer call(String method, Loss loss, Optimizer optimizer, int step) {
    return torch.ask(Request.Call.of(method, 0, 0, loss, optimizer, step));
  }

  /** The same in the first run: its seed, its inputs, its first step. */
  Answer call(String method) {
    return call(method, 0, 0, 1);
  }

  /** What an answer holds; otherwise the failure is noted. */
  Optional<List<Numbers>> given(Answer answer) {
    return switch (answer) {
      case Answer.Given given -> Optional.of(given.tensors());
      case Answer.Failed refused -> {
        fail(Failure.Kind.REFUSED, Complaint.reason(refused.message()), Optional.empty());
        yield Optional.empty();
      }
      case Answer.Died died -> {
        fail(Failure.Kind.DIED, died.why(), Optional.empty());
        yield Optional.empty();
      }
    };
  }

  void fail(Failure.Kind kind, String why, Optional<Origin> origin) {
    failure = Optional.of(new Failure(kind, why, origin.flatMap(Notes::place)));
  }
}
