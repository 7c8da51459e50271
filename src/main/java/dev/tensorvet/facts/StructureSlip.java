package dev.tensorvet.facts;

import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Place;
import dev.tensorvet.source.TextEdit;
import java.util.List;
import java.util.Optional;

/**
 * Something in the way a model is put together that cannot be meant.
 *
 * @param place what is wrong
 * @param code what is wrong, as it is written or as it is named
 * @param subject what it should have been, or what it is of
 * @param certainty whether the code proves it
 * @param other where the other half of it stands
 * @param repair how to mend it; nothing where that takes a decision
 */
public record StructureSlip(
    Kind kind,
    Place place,
    String code,
    String subject,
    Certainty certainty,
    Optional<Place> other,
    List<TextEdit> repair)
    implements Fact {

  public StructureSlip {
    repair = List.copyOf(repair);
  }

  /** What is wrong. */
  public enum Kind {
    /** A layer is kept before the module can keep any. */
    KEPT_TOO_EARLY,
    /** The constructor of the base is not given what it needs. */
    BASE_NEEDS_MORE,
    /** A layer is replaced before anything has used it. */
    LAYER_OVERWRITTEN,
    /** Parameters are in a list that the module does not look into. */
    PARAMETERS_IN_LIST,
    /** A layer is made once, and all objects of the class share it. */
    LAYER_AS_DEFAULT,
    /** A class is kept, and called as if it were a layer. */
    CLASS_CALLED,
    /** A member hides a method that every module must have. */
    METHOD_HIDDEN,
    /** A part of a module has the name of a method, and is not found by it. */
    METHOD_STAYS,
    /** A member is set that the framework gives, and lets nobody set. */
    READ_ONLY_SET,
    /** A method is nearly named as PyTorch calls it. */
    METHOD_MISSPELT,
    /** Evaluation cannot be switched on, since {@code train} does not take its argument. */
    TRAIN_TAKES_NOTHING,
    /** A forward pass returns nothing, and what it computes last is lost. */
    NOT_RETURNED,
    /** The same on one of its ways, where another returns something. */
    NOT_RETURNED_ON_A_WAY,
    /** The layer of another step is used, and that of this one by nobody. */
    WRONG_INDEX,
    /** Two layers share one that counts what comes by. */
    SHARED_STATISTICS,
    /** Each pass adds one more hook. */
    HOOK_IN_FORWARD,
    /** The model is bound to one kind of device. */
    DEVICE_WRITTEN,
    /** A layer without weights is made for each pass. */
    STATELESS_IN_FORWARD,
    /** A new tensor stays on the CPU, and meets those that do not. */
    TENSOR_WITHOUT_DEVICE,
    /** A function normalises by the batch when the model is evaluated, too. */
    ALWAYS_BY_BATCH,
    /** A layer is made of a tensor, where it was to be called with it. */
    MADE_OF_TENSOR,
    /** A class stands among layers. */
    CLASS_AMONG_LAYERS,
    /** A function stands among layers. */
    FUNCTION_AMONG_LAYERS,
    /** A list stands where layers do. */
    LIST_AMONG_LAYERS,
    /** One layer stands at several places of a list. */
    ONE_LAYER_REPEATED,
    /** The forward pass is run past the hooks. */
    FORWARD_BY_NAME,
    /** What a function gives is applied, which is nothing. */
    NOTHING_APPLIED,
    /** A method is named, and not called. */
    NOT_CALLED,
    /** A method is saved, where what it gives was to be. */
    METHOD_SAVED
  }
}
