package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import dev.tensorvet.flow.EventGraph;
import dev.tensorvet.flow.EventGraph.Decision;
import dev.tensorvet.flow.EventGraph.Loop;
import dev.tensorvet.framework.Transforms;
import dev.tensorvet.source.SourceFile;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The facts of a file as text, for whoever works on them: each model class, and for each optimizer,
 * model and scheduler of each run its events in their order.
 */
public final class FactText {

  private static final String INDENT = "  ";
  private static final int MOST_CODE = 60;

  private final SourceFile file;
  private final StringBuilder text = new StringBuilder();

  private FactText(SourceFile file) {
    this.file = file;
  }

  /** Ends with a line end, unless there are no facts. */
  public static String of(FactBase facts, SourceFile file) {
    FactText out = new FactText(file);
    facts.all(ModelClass.class).forEach(out::modelClass);
    facts.all(OptimizerTrace.class).forEach(out::optimizer);
    facts.all(ModelTrace.class).forEach(out::model);
    facts.all(SchedulerTrace.class).forEach(out::scheduler);
    facts.all(DataPipeline.class).forEach(out::pipeline);
    facts.all(CrossEntropyInput.class).forEach(out::crossEntropy);
    facts.all(GraphAccumulation.class).forEach(out::accumulation);
    facts.all(BackwardPass.class).forEach(out::backward);
    facts
        .all(DeadPenalty.class)
        .forEach(p -> out.line(0, "penalty without a graph " + out.at(p.gradients().place())));
    facts
        .all(RestartedLoader.class)
        .forEach(l -> out.line(0, "loader started for one batch " + out.at(l.taken())));
    facts
        .all(TrackedAverage.class)
        .forEach(a -> out.line(0, "average updated with a graph " + out.at(a.changed().place())));
    facts
        .all(RemadeOptimizer.class)
        .forEach(o -> out.line(0, "optimizer made for each step " + out.at(o.made().place())));
    facts
        .all(SpentIterator.class)
        .forEach(i -> out.line(0, "iterator used when it is spent " + out.at(i.again())));
    facts
        .all(StaleState.class)
        .forEach(s -> out.line(0, "state kept without a copy " + out.at(s.taken())));
    facts
        .all(UnlearntTarget.class)
        .forEach(t -> out.line(0, "target computed with a graph " + out.at(t.forward().place())));
    facts
        .all(StrayBackward.class)
        .forEach(
            s ->
                out.line(
                    0, "backward pass of what no optimizer holds " + out.at(s.backward().place())));
    facts
        .all(WastedPass.class)
        .forEach(
            w ->
                out.line(0, "backward pass through another model " + out.at(w.backward().place())));
    facts
        .all(ForgottenState.class)
        .forEach(s -> out.line(0, "optimizer restored and replaced " + out.at(s.load().place())));
    facts
        .all(LeftoverGradient.class)
        .forEach(
            l -> out.line(0, "step with gradients of another loss " + out.at(l.step().place())));
    facts
        .all(LogitThreshold.class)
        .forEach(t -> out.line(0, "logits " + word(t.kind()) + " " + out.at(t.test().place())));
    facts.all(TrainingProgram.class).forEach(out::program);
    facts.all(UnmovedInput.class).forEach(out::unmoved);
    facts.all(WrittenHyperparameter.class).forEach(out::written);
    facts.all(RetiredUse.class).forEach(out::retired);
    return out.text.toString();
  }

  private void modelClass(ModelClass type) {
    line(0, "model class " + type.type().name() + " " + at(type.name()));
    line(1, "is a module: " + word(type.isModule()) + ", has forward: " + word(type.forward()));
    for (ModelClass.Layer layer : type.layers()) {
      line(
          1,
          "layer "
              + layer.attribute()
              + " used: "
              + word(layer.isUsed())
              + " "
              + at(layer.place()));
    }
  }

  private void optimizer(OptimizerTrace trace) {
    String made = trace.madeAt().map(place -> ", made " + at(place)).orElse("");
    line(0, "optimizer " + trace.name() + ", " + word(trace.certainty()) + made);
    events(trace.graph(), GradientEvent::site, event -> word(event.kind()));
    for (AccumulationWindow window : trace.windows()) {
      line(
          1,
          "steps once for "
              + window.every().orElse("several")
              + " batches"
              + (window.stepsAtOnce() ? ", and after the first" : "")
              + ", loss divided: "
              + word(window.isLossScaled())
              + " "
              + at(trace.event(window.step()).site().place()));
    }
  }

  private void model(ModelTrace trace) {
    line(
        0,
        "model "
            + trace.name()
            + ", "
            + word(trace.certainty())
            + ", depends on its mode: "
            + word(trace.dependsOnMode()));
    events(trace.graph(), ModelEvent::site, event -> word(event.kind()));
  }

  private void scheduler(SchedulerTrace trace) {
    line(0, "scheduler " + trace.name() + ", made " + at(trace.madeAt()));
    events(trace.graph(), SchedulerEvent::site, event -> word(event.kind()));
  }

  private void pipeline(DataPipeline pipeline) {
    line(0, "data" + (pipeline.isDistributed() ? " of a distributed program" : ""));
    for (LoaderUse loader : pipeline.loaders()) {
      line(
          1,
          "loader "
              + loader.name()
              + ", for "
              + word(loader.role())
              + ", shuffles: "
              + word(loader.shuffles())
              + ", drops last: "
              + word(loader.dropsLast())
              + ", sampler: "
              + word(loader.sampling())
              + " "
              + at(loader.madeAt().place()));
      DatasetUse dataset = loader.dataset();
      line(
          2,
          "dataset for "
              + word(dataset.split())
              + ", in order: "
              + word(dataset.isOrdered())
              + ", random transform: "
              + word(dataset.transform().isRandom())
              + stages(dataset.transform().stages())
              + dataset.madeAt().map(site -> " " + at(site.place())).orElse(""));
      for (LoaderUse.Pass pass : loader.passes()) {
        line(
            2,
            "pass for "
                + word(pass.role())
                + (pass.isRepeated()
                    ? ", repeated, told the epoch: " + word(pass.isToldEpoch())
                    : "")
                + " "
                + at(pass.site().place()));
      }
    }
  }

  private void crossEntropy(CrossEntropyInput loss) {
    line(0, "cross-entropy of " + word(loss.kind()) + " " + at(loss.input().place()));
  }

  private void accumulation(GraphAccumulation kept) {
    line(0, "loss kept with its graph " + at(kept.value()));
  }

  private void backward(BackwardPass pass) {
    line(
        0,
        "backward pass "
            + at(pass.site().place())
            + ", loss: "
            + word(pass.origin())
            + ", graph: "
            + word(pass.graph())
            + ", walked back again: "
            + word(pass.reuse()));
  }

  private void program(TrainingProgram program) {
    line(0, "training with " + program.optimizer() + " " + at(program.step().place()));
    line(
        1,
        (program.isScript() ? "a whole program" : "a part of a program")
            + ", clips: "
            + word(program.clips())
            + ", seeds: "
            + word(program.seeds())
            + ", augments: "
            + word(program.augments())
            + ", initialises: "
            + word(program.initialises()));
    for (TrainingProgram.Network network : program.networks()) {
      Anatomy anatomy = network.anatomy();
      line(
          1,
          "network "
              + network.name()
              + (network.isLoaded() ? ", loaded" : "")
              + (anatomy.isComplete() ? "" : ", not known whole")
              + ", pretrained: "
              + word(anatomy.isPretrained())
              + ", weighted layers: "
              + anatomy.weighted()
              + anatomy.families().stream()
                  .sorted()
                  .map(family -> ", " + word(family))
                  .collect(Collectors.joining()));
    }
    for (TrainingProgram.ImageInput images : program.images()) {
      line(
          1,
          "images of "
              + images.model().name()
              + stages(images.stages())
              + (images.isToy() ? ", a toy" : "")
              + (images.isConverted() ? ", converted" : "")
              + (images.isRebuilt() ? ", rebuilt " : " ")
              + at(images.place().place()));
    }
  }

  private static String stages(List<Transforms.Stage> stages) {
    return stages.stream().map(stage -> ", " + word(stage)).collect(Collectors.joining());
  }

  private void unmoved(UnmovedInput input) {
    line(0, "input of " + input.model() + " stays on its device " + at(input.forward().place()));
  }

  private void written(WrittenHyperparameter written) {
    line(0, "written " + written.name() + " " + at(written.place()));
  }

  private void retired(RetiredUse use) {
    line(
        0,
        "uses "
            + use.written()
            + " of "
            + use.library()
            + " "
            + use.stated().range()
            + use.stated().sources().stream()
                .map(source -> " " + source)
                .collect(Collectors.joining())
            + ", gone: "
            + word(use.isGone())
            + ", deprecated: "
            + (use.isDeprecated() ? "yes " : "no ")
            + at(use.place()));
  }

  private <E> void events(EventGraph<E> graph, Function<E, Site> site, Function<E, String> kind) {
    for (int node = 0; node < graph.size(); node++) {
      int here = node;
      int depth = graph.loopsAround(node).size();
      for (Loop loop : graph.loops()) {
        if (loop.header() == here) {
          line(depth, "loop");
        }
      }
      Optional<E> event = graph.event(node);
      if (event.isPresent()) {
        Site where = site.apply(event.get());
        line(
            depth + 1,
            kind.apply(event.get())
                + guards(graph.guards(node))
                + " "
                + at(where.place())
                + " "
                + code(where.place()));
      }
    }
  }

  private static String guards(List<Decision> guards) {
    return guards.isEmpty()
        ? ""
        : guards.stream()
            .map(d -> (d.value() ? "" : "not ") + "c" + d.condition())
            .collect(Collectors.joining(" and ", " if ", ""));
  }

  private static String code(Place place) {
    String code = place.file().text(place.span()).lines().findFirst().orElse("");
    return code.length() <= MOST_CODE ? code : code.substring(0, MOST_CODE) + "...";
  }

  private String at(Place place) {
    String line = place.file().lines().locate(place.span().start()).toString();
    return place.file() == file ? "@" + line : "@" + place.file().path() + ":" + line;
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private void line(int depth, String what) {
    text.append(INDENT.repeat(depth)).append(what).append('\n');
  }
}
