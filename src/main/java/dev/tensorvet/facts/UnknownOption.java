package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import java.util.Optional;

/**
 * A script or a manual starts a program with an option that it does not have.
 *
 * @param place where the program reads its command line, or calls what does
 * @param option as it is written, its dashes included
 * @param command where that is
 * @param near the option that may be meant, its dashes included
 */
public record UnknownOption(Place place, String option, Place command, Optional<String> near)
    implements Fact {}
