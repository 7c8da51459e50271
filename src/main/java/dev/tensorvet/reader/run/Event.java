package dev.tensorvet.reader.run;

import dev.tensorvet.facts.Autocast;
import dev.tensorvet.facts.GraphUse;
import dev.tensorvet.facts.IteratorUse;
import dev.tensorvet.facts.Site;
import dev.tensorvet.framework.Wrapper;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.tensor.Proof;
import java.util.List;
import java.util.Optional;

/** Something that a training program does which bears on gradients. */
sealed interface Event {

  Site site();

  /** Gradients of {@code target}, an optimizer or module, are set to zero or none. */
  record Zero(Site site, Term target) implements Event {}

  /**
   * Gradients are filled from a loss.
   *
   * @param through the object whose method did it, when that is not the loss: an engine, an
   *     accelerator
   * @param isScaled whether the loss was scaled by a gradient scaler
   * @param graph what is left of the graph
   * @param isForAll whether the gradients of all that the graph holds are filled, and not only
   *     those that an argument names
   * @param autocast the precision of the code around it
   */
  record Backward(
      Site site,
      List<Term> losses,
      Optional<Term> through,
      boolean isScaled,
      GraphUse graph,
      boolean isForAll,
      Autocast autocast)
      implements Event {

    boolean keepsGraph() {
      return graph != GraphUse.FREED;
    }
  }

  /**
   * Gradients of losses are computed and given back: those of the parameters stay as they are.
   *
   * @param inputs what the gradients are for, as it is given
   */
  record Gradient(Site site, List<Term> losses, Optional<Term> inputs) implements Event {}

  /**
   * An optimizer's step.
   *
   * @param scaler the gradient scaler that takes the step
   */
  record Step(Site site, Term optimizer, Optional<Term> scaler) implements Event {}

  /** Gradients of the given parameters, or parameters of the given object, are clipped. */
  record Clip(Site site, Term target) implements Event {}

  record Unscale(Site site, Term optimizer) implements Event {}

  /**
   * A gradient is written by hand: {@code p.grad = ...}, {@code p.grad.zero_()}.
   *
   * @param parameter whose gradient it is, or the gradient itself
   * @param isCleared whether nothing is left of it
   */
  record GradientWrite(Site site, Term parameter, boolean isCleared) implements Event {}

  /** A gradient is read: {@code p.grad}. */
  record Read(Site site) implements Event {}

  /** An object that plays a role in training is made: an optimizer, a scheduler, a loader. */
  record Made(Site site, Term.Made object) implements Event {}

  /**
   * A module is switched to training or to evaluation.
   *
   * @param isTraining to training; unknown when an argument decides
   */
  record Mode(Site site, Term module, Proof isTraining) implements Event {}

  /**
   * A module, or an object that may be one, computes.
   *
   * @param code the function whose code calls it
   * @param inputs what it is given
   * @param result what it gives
   * @param graph whether gradients can flow back through it; unknown after a switch that nobody can
   *     tell the place of
   * @param autocast in which precision it computes
   */
  record Forward(
      Site site,
      Optional<FunctionEntity> code,
      Term module,
      List<Term> inputs,
      Term result,
      Proof graph,
      Autocast autocast)
      implements Event {

    /** Whether gradients may flow back through it. */
    boolean buildsGraph() {
      return graph != Proof.NO;
    }
  }

  /**
   * A scheduler's step.
   *
   * @param given its arguments: a metric, or the epoch
   */
  record Schedule(Site site, Term scheduler, List<Term> given) implements Event {}

  /** A gradient scaler adjusts its scale to what its steps met. */
  record ScaleUpdate(Site site, Term scaler) implements Event {}

  /**
   * A module, an optimizer or the like gets a state that was saved.
   *
   * @param given the call's arguments, the state first
   */
  record Load(Site site, Term target, List<Term> given) implements Event {}

  /**
   * An iterator that has a name is run to its end.
   *
   * @param use what takes its elements
   */
  record Exhaust(Site site, Term iterator, IteratorUse use) implements Surrounding {}

  /** A sampler is told which epoch begins. */
  record SetEpoch(Site site, Term sampler) implements Event {}

  /** What bears on the data and the processes of a program, and on no gradient. */
  sealed interface Surrounding extends Event {}

  /**
   * Something is taken from a collection that may be a loader.
   *
   * @param from the collection
   * @param isPass whether a loop takes all there is, one after the other
   * @param graph whether graphs are built where it is taken
   */
  record Draw(Site site, Term from, Term batch, boolean isPass, Proof graph)
      implements Surrounding {}

  /**
   * A module is given to what lets several devices or processes work on it.
   *
   * @param keepsParameters whether its parameters may stay the same objects
   * @param devices the devices that it is to be on, as they are given
   */
  record Wrap(
      Site site, Term object, Wrapper wrapper, boolean keepsParameters, Optional<Term> devices)
      implements Surrounding {}

  /** An accelerator makes objects ready for its devices and processes. */
  record Prepare(Site site, List<Term> objects) implements Surrounding {}

  /**
   * All processes work together, so that each waits for the others.
   *
   * @param isAmongSome whether a group of processes is given
   * @param joins whether what each of them has is put together
   */
  record Collective(Site site, boolean isAmongSome, boolean joins) implements Surrounding {}

  /** The state of objects is written to a file. */
  record Save(Site site, List<Term> given) implements Surrounding {}

  /** The learning rate of a group of parameters is set by hand. */
  record SetRate(Site site, Term optimizer) implements Surrounding {}

  /**
   * A call whose code is not known.
   *
   * @param receiver the object whose method it is
   * @param given its arguments
   */
  record Opaque(Site site, Optional<Term> receiver, List<Term> given) implements Event {}

  /** A cross-entropy loss is computed. */
  record CrossEntropy(Site site, Site input, Term scores) implements Event {}

  /**
   * A value is added to a variable, a member or a collection.
   *
   * @param valueSite the added value in the text
   * @param name what sums, in the text; empty for a collection
   * @param into the variable at the head of the loop, the member's old value, or the collection
   * @param keptSince the serial number since which it is the same sum or collection
   */
  record Accumulate(
      Site site, Site valueSite, Optional<String> name, Term into, Term value, int keptSince)
      implements Event {}
}
