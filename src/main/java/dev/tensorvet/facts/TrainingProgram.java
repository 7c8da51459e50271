package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.Transforms.Stage;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.tensor.Proof;
import java.util.List;
import java.util.Optional;

/**
 * A run of a program in which an optimizer trains models in a loop, with what it does once, or
 * never, for all of its training.
 *
 * @param file the file that the run started in: findings are reported in it
 * @param isScript whether it starts with the file's own code, and so is the whole program
 * @param optimizer how the code calls the optimizer that steps first
 * @param step where it steps
 * @param optimizers how many optimizers step
 * @param clips whether gradients are clipped
 * @param seeds whether random numbers are made repeatable
 * @param augments whether something outside of the known transforms changes inputs by chance
 * @param initialises whether parameters get their first values by hand
 * @param classifies whether a cross-entropy is learnt from
 * @param networks the models that are trained
 * @param images how images come to them
 */
public record TrainingProgram(
    SourceFile file,
    boolean isScript,
    String optimizer,
    Site step,
    int optimizers,
    Proof clips,
    Proof seeds,
    Proof augments,
    Proof initialises,
    boolean classifies,
    List<Network> networks,
    List<ImageInput> images)
    implements Fact {

  /**
   * A model that is trained.
   *
   * @param name how the code calls it
   * @param made where it is made, when the run makes it
   * @param isLoaded whether it gets a state that was saved, on whatever way the program takes
   */
  public record Network(String name, Optional<Site> made, boolean isLoaded, Anatomy anatomy) {

    /** Whether it is known to learn all that it knows in this program. */
    public boolean isFromScratch() {
      return !isLoaded && anatomy.isPretrained() == Proof.NO && anatomy.isComplete();
    }
  }

  /**
   * The transforms that images pass on their way to a model that is trained.
   *
   * @param model the model that gets them
   * @param place where the transforms are put together
   * @param tensor the transform that makes a tensor of an image
   * @param stages what each does, in order
   * @param isToy whether the data set is one that everyone begins with
   * @param words the names that the code of the data set's own class uses, when it has one
   * @param isConverted whether the program may give them elements of another type on the way
   * @param isRebuilt whether the model is to give the images back
   */
  public record ImageInput(
      Network model,
      Site place,
      Site tensor,
      List<Stage> stages,
      boolean isToy,
      List<String> words,
      boolean isConverted,
      boolean isRebuilt) {

    public boolean has(Stage stage) {
      return stages.contains(stage);
    }

    /** Whether the code of the data set itself may do what such names stand for. */
    public boolean mayDo(List<String> parts) {
      return words.stream().anyMatch(word -> parts.stream().anyMatch(word::contains));
    }
  }

  /**
   * Where something is to be said of the training: where it happens, and not where another file
   * only starts it, unless that is the file which makes the model.
   */
  public Optional<Place> place() {
    boolean isHere =
        step.place().file() == file
            || networks.stream()
                .flatMap(network -> network.made().stream())
                .anyMatch(made -> made.place().file() == file);
    return isHere ? step.in(file) : Optional.empty();
  }
}
