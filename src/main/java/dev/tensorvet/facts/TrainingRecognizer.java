package dev.tensorvet.facts;

import dev.tensorvet.facts.CodeNames.Interest;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Place;
import dev.tensorvet.flow.EventGraph;
import dev.tensorvet.flow.FunctionFlow;
import dev.tensorvet.framework.Effects;
import dev.tensorvet.framework.Frameworks;
import dev.tensorvet.framework.Role;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.MethodLookup;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.tensor.Proof;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the training programs of a file: runs it from its own code on, and from each function on
 * that has to do with gradients.
 */
final class TrainingRecognizer {

  /** What a file's runs tell. */
  record Found(
      List<OptimizerTrace> traces,
      List<CrossEntropyInput> crossEntropies,
      List<GraphAccumulation> accumulations) {}

  /**
   * A run with more events was written by a program. How they follow each other is not asked: rules
   * compare them with one another, and that may not cost more the longer the file is.
   */
  private static final int MOST_EVENTS = 5_000;

  private final SourceModule module;
  private final SourceFile file;
  private final Relevance relevance;
  private final Objects objects;
  private final List<OptimizerTrace> traces = new ArrayList<>();
  private final Set<CrossEntropyInput> crossEntropies = new HashSet<>();
  private final List<CrossEntropyInput> crossEntropyOrder = new ArrayList<>();
  private final Set<GraphAccumulation> accumulations = new HashSet<>();
  private final List<GraphAccumulation> accumulationOrder = new ArrayList<>();

  private TrainingRecognizer(SourceModule module, Frameworks frameworks, Relevance relevance) {
    this.module = module;
    this.relevance = relevance;
    this.file = module.file();
    this.objects = new Objects(frameworks);
  }

  static Found recognise(SourceModule module, Frameworks frameworks, Relevance relevance) {
    TrainingRecognizer recognizer = new TrainingRecognizer(module, frameworks, relevance);
    recognizer.runAll();
    return new Found(
        List.copyOf(recognizer.traces),
        List.copyOf(recognizer.crossEntropyOrder),
        List.copyOf(recognizer.accumulationOrder));
  }

  /** Whether what a function returns can be probabilities, as the last of its steps. */
  static boolean givesProbabilities(
      FunctionEntity function, Frameworks frameworks, Relevance relevance) {
    TrainingRecognizer recognizer =
        new TrainingRecognizer(function.module(), frameworks, relevance);
    ProgramRun run = new ProgramRun(recognizer.objects, relevance, Interest.LOSS);
    Term result = recognizer.runFrom(function, run);
    Relations relations = new Relations(run);
    List<Term> results = result instanceof Term.Group group ? group.elements() : List.of(result);
    return results.stream()
        .anyMatch(value -> relations.normalisation(value, new ArrayList<>()).isPresent());
  }

  private void runAll() {
    if (relevance.isScriptRelevant(module)) {
      ProgramRun run = new ProgramRun(objects, relevance, Interest.GRADIENT);
      FunctionFlow flow = objects.flow(module);
      run.start(new Frame(flow, Optional.empty(), Optional.empty()), flow);
      read(run);
    }
    for (FunctionEntity function : relevance.functions(module)) {
      ProgramRun run = new ProgramRun(objects, relevance, relevance.interest(function));
      runFrom(function, run);
      read(run);
    }
  }

  /** Runs a function with inputs that nothing is known of; a method, on an object just made. */
  private Term runFrom(FunctionEntity function, ProgramRun run) {
    Inliner inliner = new Inliner(run, objects);
    FunctionFlow flow = objects.flow(function);
    Optional<Term> self =
        function.selfName().map(name -> new Term.Input(function, name, Optional.empty()));
    Frame frame = new Frame(flow, Optional.empty(), self);
    inliner.bindInputs(frame, function, self);
    if (self.isPresent() && !function.name().equals("__init__")) {
      Optional<ClassEntity> owner = function.owner();
      if (owner.isPresent() && owner.get().lookup("__init__") instanceof MethodLookup.Found init) {
        FunctionFlow made = objects.flow(init.function());
        Frame making = new Frame(made, Optional.empty(), self);
        inliner.bindInputs(making, init.function(), self);
        run.startQuietly(making, made);
      }
    }
    return run.start(frame, flow);
  }

  private void read(ProgramRun run) {
    EventGraph<Event> graph = run.graph();
    Relations relations = new Relations(run);
    List<Event> events = new ArrayList<>();
    List<Integer> additions = new ArrayList<>();
    List<Integer> backwards = new ArrayList<>();
    graph
        .eventNodes()
        .forEach(
            node -> {
              Event event = graph.event(node).orElseThrow();
              events.add(event);
              switch (event) {
                case Event.CrossEntropy loss -> readCrossEntropy(loss, relations);
                case Event.Accumulate accumulate -> additions.add(node);
                case Event.Backward backward -> backwards.add(node);
                default -> {}
              }
            });
    if (events.size() > MOST_EVENTS) {
      return;
    }
    for (int addition : additions) {
      for (int backward : backwards) {
        readAccumulation(run, graph, addition, backward, relations)
            .filter(accumulations::add)
            .ifPresent(accumulationOrder::add);
      }
    }
    Map<Term, Certainty> optimizers = optimizers(events, relations);
    optimizers.forEach(
        (optimizer, certainty) -> {
          OptimizerView view =
              new OptimizerView(optimizer, relations, run, objects, optimizers.size());
          Optional<Place> madeAt =
              optimizer instanceof Term.Made made && objects.role(made).isPresent()
                  ? Optional.of(made.site().place())
                  : Optional.empty();
          boolean isSeenWhole =
              madeAt.isPresent()
                  && run.heap().holders(optimizer).isEmpty()
                  && !run.isOuter(optimizer);
          traces.add(
              new OptimizerTrace(
                  file,
                  name(optimizer, events, relations),
                  certainty,
                  madeAt,
                  isSeenWhole,
                  graph.map(view::see)));
        });
  }

  // --- optimizers

  /** What steps in a run, with how sure it is that it is an optimizer. */
  private Map<Term, Certainty> optimizers(List<Event> events, Relations relations) {
    Set<Term> steppers = new LinkedHashSet<>();
    for (Event event : events) {
      Optional<Term> named =
          switch (event) {
            case Event.Step step -> Optional.of(step.optimizer());
            case Event.Unscale unscale -> Optional.of(unscale.optimizer());
            case Event.Zero zero ->
                Optional.of(zero.target())
                    .filter(t -> objects.role(t).filter(r -> r == Role.OPTIMIZER).isPresent());
            default -> Optional.empty();
          };
      if (named.isPresent()
          && steppers.stream().noneMatch(o -> relations.same(o, named.get()) == Proof.YES)) {
        steppers.add(named.get());
      }
    }
    Map<Term, Certainty> optimizers = new LinkedHashMap<>();
    for (Term stepper : steppers) {
      certainty(stepper, events, relations).ifPresent(c -> optimizers.put(stepper, c));
    }
    return optimizers;
  }

  /** What the code calls an optimizer. */
  private static String name(Term optimizer, List<Event> events, Relations relations) {
    for (Event event : events) {
      boolean isOurs =
          switch (event) {
            case Event.Step step ->
                step.scaler().isEmpty() && relations.same(step.optimizer(), optimizer) == Proof.YES;
            case Event.Zero zero -> relations.same(zero.target(), optimizer) == Proof.YES;
            default -> false;
          };
      if (isOurs) {
        return receiverText(event.site());
      }
    }
    return "optimizer";
  }

  /** What stands before the dot of {@code optimizer.step()}. */
  private static String receiverText(Site site) {
    String call = site.place().file().text(site.span());
    int dot = call.lastIndexOf('.', call.indexOf('('));
    boolean isPlain = dot > 0 && call.substring(0, dot).matches("[\\w.\\[\\]'\"]{1,40}");
    return isPlain ? call.substring(0, dot) : "optimizer";
  }

  /** How sure it is that something is an optimizer; empty when it may as well be none. */
  private Optional<Certainty> certainty(Term term, List<Event> events, Relations relations) {
    Optional<Role> role = objects.role(term);
    if (role.isPresent()) {
      // What does not parse may do anything, so nothing is proven beside it.
      boolean isReadWhole = module.parsed().problems().isEmpty();
      return role.get() == Role.OPTIMIZER
          ? Optional.of(isReadWhole ? Certainty.PROVEN : Certainty.LIKELY)
          : Optional.empty();
    }
    boolean zeroes = false;
    boolean runsBackward = false;
    boolean stepsByScaler = false;
    for (Event event : events) {
      switch (event) {
        case Event.Zero zero -> zeroes |= relations.same(zero.target(), term) == Proof.YES;
        case Event.Backward backward ->
            runsBackward |=
                backward.through().filter(t -> relations.same(t, term) == Proof.YES).isPresent();
        case Event.Step step ->
            stepsByScaler |=
                step.scaler().isPresent()
                    && step.scaler().flatMap(objects::role).isPresent()
                    && relations.same(step.optimizer(), term) == Proof.YES;
        default -> {}
      }
    }
    // What zeroes, and steps, and is no model of its own, is used as an optimizer.
    boolean isUsedAsOne = zeroes || stepsByScaler;
    boolean isEngine = runsBackward && !zeroes;
    return isUsedAsOne && !isEngine ? Optional.of(Certainty.LIKELY) : Optional.empty();
  }

  // --- losses

  private void readCrossEntropy(Event.CrossEntropy loss, Relations relations) {
    List<Term.Made> at = new ArrayList<>();
    Optional<CrossEntropyInput.Kind> kind = relations.normalisation(loss.scores(), at);
    Optional<Place> place = loss.input().in(file);
    if (kind.isPresent() && place.isPresent()) {
      List<Place> places = at.stream().map(made -> made.site().place()).distinct().toList();
      CrossEntropyInput found = new CrossEntropyInput(place.get(), kind.get(), places);
      if (crossEntropies.add(found)) {
        crossEntropyOrder.add(found);
      }
    }
  }

  /** A loss that was walked back and is kept past the turn of the loop around both. */
  private Optional<GraphAccumulation> readAccumulation(
      ProgramRun run, EventGraph<Event> graph, int addition, int pass, Relations relations) {
    if (!(graph.event(addition).orElseThrow() instanceof Event.Accumulate accumulate)
        || !(graph.event(pass).orElseThrow() instanceof Event.Backward backward)) {
      return Optional.empty();
    }
    Optional<EventGraph.Loop> loop =
        graph.loopsAround(addition).stream().filter(l -> l.contains(pass)).findFirst();
    Site kept = handedOver(accumulate, backward);
    boolean isKept =
        accumulate.keptSince() < run.firstSerial(loop)
            && kept.place().file() == file
            && !backward.keepsGraph()
            && backward.losses().stream()
                .anyMatch(loss -> isPartOf(accumulate.value(), loss, relations, 0))
            && backward.losses().stream()
                .noneMatch(loss -> relations.comesFrom(loss, t -> t.equals(accumulate.into())));
    return isKept
        ? Optional.of(
            new GraphAccumulation(
                kept.place(),
                accumulate.site().place(),
                accumulate.name(),
                backward.site().place()))
        : Optional.empty();
  }

  /**
   * Where the loss leaves the code that walks its graph back: in the statement that adds it, or in
   * the call that hands it to the object that does.
   */
  private static Site handedOver(Event.Accumulate accumulate, Event.Backward backward) {
    List<Place> calls = accumulate.site().calls();
    List<Place> shared = backward.site().calls();
    int common = 0;
    while (common < Math.min(calls.size(), shared.size())
        && calls.get(common).equals(shared.get(common))) {
      common++;
    }
    return common < calls.size()
        ? new Site(calls.get(common), calls.subList(0, common))
        : accumulate.valueSite();
  }

  /** Whether a value is a loss, or a term of the sum that a loss is. */
  private boolean isPartOf(Term value, Term loss, Relations relations, int depth) {
    if (value instanceof Term.Written || depth > 8) {
      return false;
    }
    if (value instanceof Term.Computed weighted && weighted.operator().matches("[*/]")) {
      return weighted.operands().stream()
              .anyMatch(part -> isPartOf(part, loss, relations, depth + 1))
          || value.equals(loss);
    }
    if (value.equals(loss)) {
      return loss instanceof Term.Made || loss instanceof Term.Computed || depth > 0;
    }
    if (value instanceof Term.Element element && element.of() instanceof Term.Group group) {
      return group.elements().stream().anyMatch(e -> isPartOf(e, loss, relations, depth + 1));
    }
    return switch (loss) {
      case Term.Computed computed ->
          computed.operands().stream().anyMatch(o -> isTensorPart(value, o, relations, depth));
      case Term.Either either ->
          either.options().stream().anyMatch(o -> isTensorPart(value, o, relations, depth));
      case Term.Made made
          when made.callee() instanceof Term.Member method && method.name().equals("scale") ->
          !made.positional().isEmpty()
              && isPartOf(value, made.positional().getFirst(), relations, depth + 1);
      default -> false;
    };
  }

  private boolean isTensorPart(Term value, Term part, Relations relations, int depth) {
    return isTensor(part) && isPartOf(value, part, relations, depth + 1);
  }

  /** Whether a value may well have a graph: a coefficient in a product is most often a number. */
  private boolean isTensor(Term term) {
    return switch (term) {
      case Term.Made made ->
          objects.libraryName(made.callee()).filter(Effects::givesNumber).isEmpty();
      case Term.Computed computed -> computed.operands().stream().anyMatch(this::isTensor);
      case Term.Either either -> either.options().stream().allMatch(this::isTensor);
      default -> false;
    };
  }
}
