package dev.tensorvet.facts;

import dev.tensorvet.framework.Frameworks;
import dev.tensorvet.semantic.Project;
import dev.tensorvet.semantic.SourceModule;
import java.util.List;

/** All recognisers, made once for a run. */
public final class Facts {

  private final ModelClasses modelClasses;

  public Facts(Project project, Frameworks frameworks) {
    this.modelClasses = new ModelClasses(project, frameworks);
  }

  /** The facts of a file, each kind recognised when it is first asked for. */
  public FactBase of(SourceModule module) {
    return new FactBase() {
      @Override
      public <F extends Fact> List<F> all(Class<F> kind) {
        if (kind == ModelClass.class) {
          return modelClasses.in(module).stream().map(kind::cast).toList();
        }
        return List.of();
      }
    };
  }
}
