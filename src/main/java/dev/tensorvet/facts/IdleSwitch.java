package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import dev.tensorvet.source.TextEdit;
import java.util.Optional;

/**
 * An assignment that is to switch gradients on or off, to a name that nothing reads.
 *
 * @param place the assignment
 * @param target what is assigned to, as it is written
 * @param meant the name that is meant
 * @param isOfModule whether the name is right, and it is a module that has no such switch
 * @param repair what makes it the switch
 */
public record IdleSwitch(
    Place place, String target, String meant, boolean isOfModule, Optional<TextEdit> repair)
    implements Fact {}
