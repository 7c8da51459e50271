package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import dev.tensorvet.source.Span;
import java.util.Optional;

/**
 * Something in how data comes to a model that cannot be meant.
 *
 * @param place the call or definition
 * @param subject what it is about, as the code calls it
 * @param other a second place that takes part
 * @param surplus what would have to be taken away
 */
public record DataSlip(
    Kind kind, Place place, String subject, Optional<Place> other, Optional<Span> surplus)
    implements Fact {

  /** What is done. */
  public enum Kind {
    /** A transform of tensors comes before the one that makes a tensor. */
    TENSOR_TOO_LATE,
    /** Statistics of numbers up to 255 after a transform that divides by 255. */
    STATISTICS_OF_BYTES,
    /** A spread that is zero or negative. */
    SPREAD_NOT_POSITIVE,
    /** The mean stands where the spread belongs. */
    STATISTICS_SWAPPED,
    /** Numbers are divided by 255 that are divided already. */
    SCALED_TWICE,
    /** Statistics of three channels for images of one. */
    CHANNELS_DIFFER,
    /** Training and evaluation have other statistics. */
    STATISTICS_DIFFER,
    /** A loader is given a sampler of batches, and told how to make batches. */
    BATCHES_MADE_TWICE,
    /** A loader is to shuffle what has an order of its own. */
    SHUFFLES_STREAM,
    /** What only workers understand is given to a loader without any. */
    NO_WORKERS,
    /** A loader is given a dataset without a length that it needs. */
    NO_LENGTH,
    /** A loader is given a dataset without elements. */
    NO_ELEMENTS,
    /** Each worker goes through all of a stream. */
    STREAM_REPEATED,
    /** One weight for each class, where one for each sample is wanted. */
    WEIGHTS_OF_CLASSES,
    /** A copy is not to be waited for, which only pinned memory makes possible. */
    WAITS_FOR_COPY,
    /** Files are read between the batches, where nobody reads ahead. */
    READS_BETWEEN_BATCHES,
    /** All workers get the same seed. */
    WORKERS_SEEDED_ALIKE,
    /** Each element is drawn with the same seed. */
    SEEDED_FOR_EACH_ELEMENT,
    /** A generator that each worker gets a copy of. */
    GENERATOR_COPIED,
    /** A handle that all workers share. */
    HANDLE_SHARED,
    /** Elements are moved to a graphics card by a worker. */
    MOVED_BY_WORKER,
    /** An image and its mask are changed at random apart from each other. */
    CHANGED_APART,
    /** Statistics of all samples, before some are put aside. */
    FITTED_BEFORE_SPLIT,
    /** The results of a split are taken in the wrong order. */
    SPLIT_MIXED_UP,
    /** An image with blue first is taken for one with red first. */
    BLUE_FIRST,
    /** An image with its channels last gets the sizes of one with them first. */
    CHANNELS_SCATTERED,
    /** Labels are interpolated. */
    LABELS_BLENDED,
    /** An element is nothing where it cannot be read. */
    GIVES_NOTHING,
    /** Each process fetches the data, into one folder. */
    FETCHED_BY_ALL,
    /** A copy to the CPU that is read before it is there. */
    READ_TOO_EARLY,
    /** Samples to evaluate on are among those to train on. */
    PARTS_OVERLAP,
    /** A dataset says that it has more elements than what it takes them from. */
    PROMISES_TOO_MANY,
    /** What a worker is to run cannot be sent to it. */
    CANNOT_BE_SENT
  }
}
