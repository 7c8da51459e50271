package dev.tensorvet.facts;

import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.Related;
import dev.tensorvet.flow.EventGraph;
import dev.tensorvet.flow.EventGraph.Loop;
import dev.tensorvet.flow.Typestate;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.tensor.Proof;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What happens to one model in a run of a program: its modes, its computations, the steps that
 * train it.
 *
 * @param file the file that the run started in: findings are reported in it
 * @param name how the code calls the model
 * @param dependsOnMode whether it computes differently in training and in evaluation, by more than
 *     parts that are switched by themselves: they have a trace of their own
 * @param certainty whether it is known to be a module, or inferred from how it is used
 * @param isPretrained whether it is made with weights that were trained before
 * @param isSwitchedInParts whether some of its parts are switched apart from the rest
 * @param graph the events in their order
 */
public record ModelTrace(
    SourceFile file,
    String name,
    Proof dependsOnMode,
    Certainty certainty,
    boolean isPretrained,
    boolean isSwitchedInParts,
    EventGraph<ModelEvent> graph)
    implements Fact {

  /**
   * Names of functions that evaluate; the last hint, where the use of the results tells nothing.
   */
  private static final Pattern EVALUATION =
      Pattern.compile(
          "(?:^|.*_)(?:eval|evaluate|evaluation|val|valid|validate|validation|test|testing"
              + "|predict|prediction|infer|inference)(?:_.*|$)");

  private static final Pattern TRAINING = Pattern.compile(".*(?:train|fit|adapt|tta|bn_|_bn).*");

  /** The nodes of the events of some kinds. */
  public IntStream nodes(ModelEvent.Kind... kinds) {
    List<ModelEvent.Kind> wanted = List.of(kinds);
    return graph.eventNodes().filter(n -> wanted.contains(event(n).kind()));
  }

  /** Whether something happens to the model in such a file. */
  public boolean passes(Predicate<SourceFile> wanted) {
    return graph.eventNodes().anyMatch(node -> wanted.test(place(node).file()));
  }

  /** The same, told to the reader of another file. */
  public ModelTrace in(SourceFile other) {
    return new ModelTrace(
        other, name, dependsOnMode, certainty, isPretrained, isSwitchedInParts, graph);
  }

  /** The modes that the model can be in before each event. */
  public Typestate<ModelMode> modes() {
    return Typestate.solve(graph, ModelMode.GIVEN, List.of(), ModelMode::after);
  }

  /** The event of a node that has one. */
  public ModelEvent event(int node) {
    return graph.event(node).orElseThrow();
  }

  /** Whether the model learns in this run. */
  public boolean isTrained() {
    return nodes(ModelEvent.Kind.STEP).findAny().isPresent();
  }

  /** The computations that evaluate the model, in the order of the text. */
  public IntStream evaluations() {
    return graph.eventNodes().filter(this::isEvaluation);
  }

  /**
   * Whether a computation evaluates the model: nothing learns from it, and it stands in a loop over
   * data in which nothing trains the model, in a function that is called so, or in a program that
   * loads the model, or makes it with weights that are published, and never trains it.
   */
  private boolean isEvaluation(int node) {
    ModelEvent event = event(node);
    if (!event.onlyComputes()) {
      return false;
    }
    Optional<Loop> loop = graph.loopsAround(node).stream().findFirst();
    if (loop.filter(this::trains).isPresent()) {
      return false;
    }
    boolean isLoaded = isPretrained || nodes(ModelEvent.Kind.LOAD).anyMatch(n -> n < node);
    boolean isCalledSo =
        event.code().filter(ModelTrace::isEvaluation).isPresent()
            && (event.isOnData() || isTrained() || isLoaded);
    boolean isInLoopOfItsOwn =
        event.isOnData() && isTrained() && loop.isPresent() && !isPartOfStep(node);
    boolean isInference =
        isLoaded
            && event.kind() == ModelEvent.Kind.FORWARD_WITHOUT_GRAPH
            && nodes(ModelEvent.Kind.STEP, ModelEvent.Kind.STEP_OF_OTHERS).findAny().isEmpty();
    return isCalledSo || isInLoopOfItsOwn || isInference;
  }

  /**
   * Whether a turn of a training runs the model here whatever happens, and then makes a step: a
   * loop in it goes through the views of a sample, and not through data.
   */
  private boolean isPartOfStep(int node) {
    return nodes(ModelEvent.Kind.STEP, ModelEvent.Kind.STEP_OF_OTHERS)
        .filter(step -> step > node)
        .filter(step -> graph.isSureWith(node, step))
        .anyMatch(
            step ->
                graph.loopsAround(step).stream()
                    .findFirst()
                    .filter(turn -> turn.contains(node))
                    .isPresent());
  }

  /** Whether the function whose code runs the model is called as if it evaluated one. */
  public boolean isCalledAsEvaluation(int node) {
    return event(node).code().filter(ModelTrace::isEvaluation).isPresent();
  }

  /** Whether a function is called as if it evaluated a model. */
  public static boolean isEvaluation(FunctionEntity function) {
    String name = function.name().toLowerCase(Locale.ROOT);
    return EVALUATION.matcher(name).matches() && !TRAINING.matcher(name).matches();
  }

  /** Whether a computation stands in the code of a script, or in a function that is called so. */
  public boolean isNamedEvaluation(int node) {
    return event(node).code().map(ModelTrace::isEvaluation).orElse(true);
  }

  private boolean trains(Loop loop) {
    return nodes(
            ModelEvent.Kind.STEP, ModelEvent.Kind.STEP_OF_OTHERS, ModelEvent.Kind.TRAINING_FORWARD)
        .anyMatch(loop::contains);
  }

  /** Whether an event of some kinds happens in a stretch of code, or in what is called there. */
  public boolean happensIn(Place stretch, ModelEvent.Kind... kinds) {
    return nodes(kinds).anyMatch(node -> event(node).site().isIn(stretch));
  }

  /**
   * Whether the model can be trained after a stretch of code, with nothing known that switches it
   * to training in between.
   */
  public boolean trainsAfter(Place stretch) {
    Typestate<ModelMode> modes =
        Typestate.solve(
            graph,
            ModelMode.GIVEN,
            List.of(),
            (mode, event) ->
                event.site().isIn(stretch)
                    ? ModelMode.EVALUATION
                    : event.kind() == ModelEvent.Kind.SWITCH ? mode : mode.after(event));
    return nodes(ModelEvent.Kind.TRAINING_FORWARD)
        .anyMatch(node -> modes.states(node).contains(ModelMode.EVALUATION));
  }

  /** An event as a place that takes part in a finding. */
  public Related related(int node, String message) {
    return new Related(place(node), message);
  }

  /** Where an event happens. */
  public Place place(int node) {
    return event(node).site().place();
  }

  /** How sure a finding is that rests on the model's mode. */
  public Certainty certaintyOfMode() {
    return dependsOnMode == Proof.YES ? certainty : Certainty.LIKELY;
  }
}
