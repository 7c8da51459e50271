package dev.tensorvet.reader.java;

import dev.tensorvet.facts.Fact;
import dev.tensorvet.facts.FactBase;
import dev.tensorvet.facts.JavaSlip;
import dev.tensorvet.framework.JavaLibraries;
import dev.tensorvet.requirement.JavaRequirements;
import dev.tensorvet.semantic.Project;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.semantic.java.JavaProject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The facts of a file of Java. Serves one thread. */
public final class JavaFacts implements FactBase {

  /** A new reader is one line here. */
  private static final List<JavaReader> READERS =
      List.of(
          new ResourceUses(),
          new TrainingSteps(),
          new BlockSlips(),
          new LossSlips(),
          new OutlivedArrays(),
          new TrackedArrays(),
          new ThreadSlips(),
          new DjlDataSlips(),
          new EngineSlips(),
          new Dl4jConfigurations(),
          new Dl4jRuns());

  private final Project project;
  private final SourceModule module;
  private Optional<List<JavaSlip>> slips = Optional.empty();

  public JavaFacts(Project project, SourceModule module) {
    this.project = project;
    this.module = module;
  }

  @Override
  public <F extends Fact> List<F> all(Class<F> kind) {
    if (kind != JavaSlip.class) {
      return List.of();
    }
    if (slips.isEmpty()) {
      slips = Optional.of(read());
    }
    return slips.get().stream().map(kind::cast).toList();
  }

  private List<JavaSlip> read() {
    String text = module.file().text();
    if (!JavaLibraries.mayBeUsed(text)) {
      return List.of();
    }
    JavaProject java = new JavaProject(project, new JavaLibraries());
    JavaRequirements requirements = new JavaRequirements(project.files());
    List<JavaSlip> found = new ArrayList<>();
    java.unit(module)
        .map(unit -> new JavaCode(unit, requirements))
        .ifPresent(
            code ->
                READERS.stream()
                    .filter(reader -> reader.mayApply(text))
                    .forEach(reader -> found.addAll(reader.read(code))));
    found.sort((a, b) -> a.place().span().compareTo(b.place().span()));
    return List.copyOf(found);
  }
}
