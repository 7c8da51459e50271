package dev.tensorvet.facts;

import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Place;
import java.util.Optional;

/**
 * Something in how a file's code starts or uses several processes that cannot be meant.
 *
 * @param place the call, or the argument of one
 * @param subject what it is about, as the code calls it
 * @param other a second place that takes part
 */
public record ProcessSlip(
    Kind kind, Place place, String subject, Optional<Place> other, Certainty certainty)
    implements Fact {

  /** What is done. */
  public enum Kind {
    /** Each process that is started starts processes itself, since it imports this code. */
    STARTED_BY_EACH,
    /** What a process is to run, or is given, cannot be sent to it. */
    CANNOT_BE_SENT,
    /** A process does not find the function, whose code is that of a notebook. */
    OF_NOTEBOOK,
    /** What a process is given is no sequence of arguments. */
    NO_ARGUMENTS,
    /** The function takes fewer arguments, or more. */
    OTHER_ARGUMENTS,
    /** All read what the first process may still be writing. */
    READ_BEFORE_WRITTEN,
    /** A tensor on the CPU is exchanged where only those on graphics cards can be. */
    EXCHANGED_ON_CPU,
    /** All processes use the first graphics card. */
    SHARES_DEVICE,
    /** Objects go by way of the graphics card of each process, which is the first for all. */
    SENDS_BY_SHARED_DEVICE,
    /** What other processes send is unpickled. */
    UNPICKLES,
    /** What a collective gives back is used, which is nothing. */
    RESULT_OF_NOTHING,
    /** The variable that holds the tensor of a collective gets what that gives: nothing. */
    REPLACED_BY_NOTHING,
    /** What the processes add up is dropped, and the code goes on with its own number. */
    SUM_DROPPED,
    /** What the processes send is put into one tensor, one after the other. */
    GATHERED_INTO_ONE
  }
}
