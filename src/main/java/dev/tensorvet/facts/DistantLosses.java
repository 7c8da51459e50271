package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.Effects;
import dev.tensorvet.framework.Effects.Effect;
import dev.tensorvet.framework.Frameworks;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.Project;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.tensor.Proof;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The cross-entropy losses of other files that get the probabilities of this file's modules, so
 * that who reads the model's file alone is told too. Other files are run only when a module of this
 * file ends in a normalisation; which files are checked makes no difference.
 */
final class DistantLosses {

  /** A model that more programs use is a library's: its users are told in their own files. */
  private static final int MOST_PROGRAMS = 8;

  private static final Set<String> NORMALISATIONS =
      Stream.of(Effect.SOFTMAX, Effect.SIGMOID)
          .flatMap(effect -> Effects.words(effect).stream())
          .collect(Collectors.toUnmodifiableSet());

  private static final Set<String> LOSSES = Effects.words(Effect.CROSS_ENTROPY);

  private final Project project;
  private final Frameworks frameworks;
  private final Relevance relevance;
  private final Mentions mentions;

  DistantLosses(Project project, Frameworks frameworks, Relevance relevance, Mentions mentions) {
    this.project = project;
    this.frameworks = frameworks;
    this.relevance = relevance;
    this.mentions = mentions;
  }

  /** One for each normalisation of the file that some loss of another file gets. */
  List<CrossEntropyInput> of(SourceModule module) {
    if (!mayNormalise(module.file())) {
      return List.of();
    }
    Set<Path> programs = new TreeSet<>();
    for (ClassEntity type : module.classes()) {
      if (givesProbabilities(type)) {
        programs.addAll(programs(type, module));
      }
    }
    if (programs.size() > MOST_PROGRAMS) {
      return List.of();
    }
    Map<List<Place>, CrossEntropyInput> found = new LinkedHashMap<>();
    for (Path path : programs) {
      Optional<SourceModule> program = project.module(path);
      if (program.isPresent()) {
        for (CrossEntropyInput loss :
            TrainingRecognizer.recognise(program.get(), frameworks, relevance).crossEntropies()) {
          if (loss.normalisedAt().getFirst().file() == module.file()) {
            found.putIfAbsent(loss.normalisedAt(), loss);
          }
        }
      }
    }
    return List.copyOf(found.values());
  }

  private static boolean mayNormalise(SourceFile file) {
    return NORMALISATIONS.stream().anyMatch(file.text()::contains);
  }

  private boolean givesProbabilities(ClassEntity type) {
    return frameworks.isModule(type) == Proof.YES
        && type.ownMethod("forward")
            .filter(f -> TrainingRecognizer.givesProbabilities(f, frameworks, relevance))
            .isPresent();
  }

  /** The other files that name the class and a cross-entropy loss. */
  private Set<Path> programs(ClassEntity type, SourceModule module) {
    Set<Path> withLoss = new TreeSet<>();
    for (String word : LOSSES) {
      mentions.filesWith(word, module).ifPresent(withLoss::addAll);
    }
    Set<Path> programs = new TreeSet<>(mentions.filesWith(type.name(), module).orElse(List.of()));
    programs.retainAll(withLoss);
    programs.remove(module.path());
    return programs;
  }
}
