package dev.tensorvet.facts;

import dev.tensorvet.framework.Role;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.source.SourceFile;
import java.util.List;
import java.util.Optional;

/**
 * What a run of a program makes, and what it does with that, in the order of the run: for people
 * who want to know how the program goes, where rules want to know what is wrong with it.
 *
 * @param file the file that the run started in
 * @param start the function that it started with; empty for a file's own code, and so a whole
 *     program
 * @param parts what it makes that plays a role, in the order in which it does
 * @param actions what it does, helpers in place of their calls
 * @param loaders its data loaders, and what they are used for
 * @param training what it does for all of its training, if it trains
 */
public record ProgramCourse(
    SourceFile file,
    Optional<FunctionEntity> start,
    List<Part> parts,
    List<Action> actions,
    List<LoaderUse> loaders,
    Optional<TrainingProgram> training)
    implements Fact {

  public ProgramCourse {
    parts = List.copyOf(parts);
    actions = List.copyOf(actions);
    loaders = List.copyOf(loaders);
  }

  /**
   * An object that is made.
   *
   * @param type its class, where that is one of the project
   */
  public record Part(Role role, Site site, Optional<ClassEntity> type) {}

  /**
   * Something that is done.
   *
   * @param subject what it is done with, as the code calls it
   */
  public record Action(Kind kind, Site site, Optional<String> subject) {

    /** What is done. */
    public enum Kind {
      /** A state that was saved is loaded. */
      LOAD,
      /** A model takes over what another holds. */
      COPY,
      /** The weights of a model are moved towards those of another. */
      BLEND,
      /** A batch, or one batch after the other, is taken. */
      DRAW,
      TRAIN_MODE,
      EVAL_MODE,
      ZERO,
      /** Gradients are cleared by hand, one by one. */
      CLEAR,
      /** Gradients are changed by hand. */
      CHANGE,
      FORWARD,
      /** A model computes where no graph is built. */
      FORWARD_WITHOUT_GRAPH,
      LOSS,
      BACKWARD,
      UNSCALE,
      CLIP,
      STEP,
      /** A gradient scaler adjusts its scale. */
      SCALE_UPDATE,
      SCHEDULE,
      /** The learning rate is set without a scheduler. */
      SET_RATE,
      SAVE
    }
  }

  /** Whether an optimizer steps in it. */
  public boolean steps() {
    return has(Action.Kind.STEP);
  }

  public boolean has(Action.Kind kind) {
    return actions.stream().anyMatch(action -> action.kind() == kind);
  }

  /** The parts of a role. */
  public List<Part> parts(Role role) {
    return parts.stream().filter(part -> part.role() == role).toList();
  }
}
