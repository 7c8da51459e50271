package dev.tensorvet.facts;

import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Place;
import dev.tensorvet.source.Span;
import java.util.Optional;

/**
 * What a method gives that puts a state into a module, taken for the module.
 *
 * @param call the call
 * @param target what it is assigned to; empty when a member of it is used at once
 * @param member the member of a module that is asked of it
 * @param assignment what stands before the call and makes it an assignment to the same module
 * @param certainty whether the class of the module is known
 */
public record StateResult(
    Place call,
    Optional<String> target,
    Optional<String> member,
    Optional<Span> assignment,
    Certainty certainty)
    implements Fact {}
