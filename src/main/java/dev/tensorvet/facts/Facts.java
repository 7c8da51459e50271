package dev.tensorvet.facts;

import dev.tensorvet.framework.Frameworks;
import dev.tensorvet.semantic.Project;
import dev.tensorvet.semantic.SourceModule;

/** All recognisers, made once for a run. Safe for use by many threads. */
public final class Facts {

  private final Frameworks frameworks;
  private final ModelClasses modelClasses;
  private final Relevance relevance;
  private final DistantLosses distantLosses;

  public Facts(Project project, Frameworks frameworks) {
    this.frameworks = frameworks;
    this.relevance = new Relevance(project.files());
    Mentions mentions = new Mentions(project);
    this.modelClasses = new ModelClasses(project, frameworks, mentions);
    this.distantLosses = new DistantLosses(project, frameworks, relevance, mentions);
  }

  /** The facts of a file, each kind recognised when it is first asked for. */
  public FactBase of(SourceModule module) {
    return new FileFacts(module, frameworks, modelClasses, relevance, distantLosses);
  }
}
