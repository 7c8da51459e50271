package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import dev.tensorvet.requirement.Requirements;
import java.util.Optional;

/**
 * A call that reads a checkpoint.
 *
 * @param function how the code calls it
 * @param place the call
 * @param unrestricted the argument that lets the file run code, when there is one
 * @param isFlag whether that argument is the word that turns the restriction off
 * @param openBefore the versions that the project asks for, where the call says nothing and all of
 *     them let the file run code then
 * @param isOwn whether the same code writes the file, or has it in memory
 * @param isPlaced whether the call says where the tensors go, or may say so
 * @param isState whether a module or an optimizer gets what is read
 * @param goesStraight whether it is put in there, and nowhere else
 * @param mayLackCard whether the file's code is written to run without a graphics card too
 */
public record CheckpointLoad(
    String function,
    Place place,
    Optional<Place> unrestricted,
    boolean isFlag,
    Optional<Requirements.Stated> openBefore,
    boolean isOwn,
    boolean isPlaced,
    boolean isState,
    boolean goesStraight,
    boolean mayLackCard)
    implements Fact {}
