package dev.tensorvet.facts;

import dev.tensorvet.framework.Frameworks;
import dev.tensorvet.semantic.SourceModule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The facts of one file, each kind recognised when first asked for. Serves one thread. */
final class FileFacts implements FactBase {

  private final SourceModule module;
  private final Frameworks frameworks;
  private final ModelClasses modelClasses;
  private final Relevance relevance;
  private final DistantLosses distantLosses;
  private final DistantPrograms distantPrograms;
  private final Map<Class<?>, List<?>> known = new HashMap<>();
  private Optional<RunFacts> training = Optional.empty();

  FileFacts(
      SourceModule module,
      Frameworks frameworks,
      ModelClasses modelClasses,
      Relevance relevance,
      DistantLosses distantLosses,
      DistantPrograms distantPrograms) {
    this.module = module;
    this.frameworks = frameworks;
    this.modelClasses = modelClasses;
    this.relevance = relevance;
    this.distantLosses = distantLosses;
    this.distantPrograms = distantPrograms;
  }

  @Override
  @SuppressWarnings("unchecked")
  public <F extends Fact> List<F> all(Class<F> kind) {
    List<?> facts = known.get(kind);
    if (facts == null) {
      facts = recognise(kind);
      known.put(kind, facts);
    }
    return (List<F>) facts;
  }

  private List<? extends Fact> recognise(Class<? extends Fact> kind) {
    if (kind == ModelClass.class) {
      return modelClasses.in(module);
    }
    if (kind == CrossEntropyInput.class) {
      List<CrossEntropyInput> all = new ArrayList<>(training().all(CrossEntropyInput.class));
      all.addAll(distantLosses.of(module));
      return all;
    }
    if (kind == ModelTrace.class) {
      List<ModelTrace> all = new ArrayList<>(training().all(ModelTrace.class));
      all.addAll(distantPrograms.models(module));
      return all;
    }
    return training().all(kind);
  }

  private RunFacts training() {
    if (training.isEmpty()) {
      training = Optional.of(TrainingRecognizer.recognise(module, frameworks, relevance));
    }
    return training.get();
  }
}
