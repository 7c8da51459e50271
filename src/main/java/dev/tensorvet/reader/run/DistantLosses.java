package dev.tensorvet.reader.run;

import dev.tensorvet.facts.CrossEntropyInput;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.Effects;
import dev.tensorvet.framework.Effects.Effect;
import dev.tensorvet.framework.Frameworks;
import dev.tensorvet.reader.query.Mentions;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.Project;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.tensor.Proof;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The cross-entropy losses of other files that get the probabilities of this file's modules, so
 * that who reads the model's file alone is told too. Other files are run only when a module of this
 * file ends in a normalisation; which files are checked makes no difference.
 */
final class DistantLosses {

  /** A model that more programs use is a library's: its users are told in their own files. */
  private static final int MOST_PROGRAMS = 8;

  private static final List<String> NORMALISATIONS =
      Stream.of(Effect.SOFTMAX, Effect.SIGMOID)
          .flatMap(effect -> Effects.words(effect).stream())
          .toList();

  private static final Set<String> LOSSES = Effects.words(Effect.CROSS_ENTROPY);

  private final Project project;
  private final Frameworks frameworks;
  private final Programs programs;
  private final Relevance relevance;
  private final Mentions mentions;

  DistantLosses(
      Project project,
      Frameworks frameworks,
      Programs programs,
      Relevance relevance,
      Mentions mentions) {
    this.project = project;
    this.frameworks = frameworks;
    this.programs = programs;
    this.relevance = relevance;
    this.mentions = mentions;
  }

  /** One for each normalisation of the file that some loss of another file gets. */
  public List<CrossEntropyInput> of(SourceModule module) {
    if (!mayNormalise(module.file())) {
      return List.of();
    }
    List<List<Path>> withLoss = filesWithLoss(module);
    if (withLoss.isEmpty()) {
      return List.of();
    }
    Set<Path> callers = new TreeSet<>();
    for (ClassEntity type : module.classes()) {
      Optional<FunctionEntity> forward = type.ownMethod("forward");
      // Whether anybody may mind is cheaper to find out than whether there is anything to mind.
      if (forward.isPresent() && frameworks.isModule(type) == Proof.YES) {
        List<Path> users =
            mentions.filesWith(type.name(), module).orElse(List.of()).stream()
                .filter(user -> !user.equals(module.path()) && isAmong(user, withLoss))
                .toList();
        if (!users.isEmpty()
            && users.size() <= MOST_PROGRAMS
            && users.stream().anyMatch(user -> mayRun(user, type))
            && programs.givesProbabilities(forward.get())) {
          callers.addAll(users);
        }
      }
    }
    if (callers.size() > MOST_PROGRAMS) {
      return List.of();
    }
    Map<List<Place>, CrossEntropyInput> found = new LinkedHashMap<>();
    for (Path path : callers) {
      Optional<SourceModule> program = project.module(path);
      if (program.isPresent()) {
        for (CrossEntropyInput loss : programs.of(program.get()).all(CrossEntropyInput.class)) {
          if (loss.normalisedAt().getFirst().file() == module.file()) {
            found.putIfAbsent(loss.normalisedAt(), loss);
          }
        }
      }
    }
    return List.copyOf(found.values());
  }

  /** Whether it is this class that a file knows by the name, and can run. */
  private boolean mayRun(Path user, ClassEntity type) {
    return project
        .module(user)
        .filter(program -> relevance.knows(program, type.name()))
        .filter(program -> relevance.mayRun(program, type.module()))
        .isPresent();
  }

  private static boolean mayNormalise(SourceFile file) {
    return file.words().mayHoldAny(NORMALISATIONS);
  }

  /** The files that name each cross-entropy loss, sorted. */
  private List<List<Path>> filesWithLoss(SourceModule module) {
    return LOSSES.stream().flatMap(word -> mentions.filesWith(word, module).stream()).toList();
  }

  private static boolean isAmong(Path file, List<List<Path>> sorted) {
    return sorted.stream().anyMatch(files -> Collections.binarySearch(files, file) >= 0);
  }
}
