package dev.tensorvet.facts;

import dev.tensorvet.facts.java.JavaFacts;
import dev.tensorvet.framework.Frameworks;
import dev.tensorvet.semantic.Project;
import dev.tensorvet.semantic.SourceModule;

/** All recognisers, made once for a run. Safe for use by many threads. */
public final class Facts {

  private final Project project;
  private final ModelClasses modelClasses;
  private final Programs programs;
  private final DistantLosses distantLosses;
  private final DistantPrograms distantPrograms;
  private final RetiredUses retiredUses;

  public Facts(Project project, Frameworks frameworks) {
    this.project = project;
    Mentions mentions = new Mentions(project);
    Relevance relevance = new Relevance(project.files());
    this.modelClasses = new ModelClasses(project, frameworks, mentions);
    this.programs = new Programs(frameworks, relevance);
    this.distantLosses = new DistantLosses(project, frameworks, programs, relevance, mentions);
    this.distantPrograms = new DistantPrograms(project, programs, relevance, mentions);
    this.retiredUses = new RetiredUses(project, frameworks);
  }

  /** The facts of a file, each kind recognised when it is first asked for. */
  public FactBase of(SourceModule module) {
    if (module.parsed().foreign().isPresent()) {
      return new JavaFacts(project, module);
    }
    return new FileFacts(
        module, modelClasses, programs, distantLosses, distantPrograms, retiredUses);
  }
}
