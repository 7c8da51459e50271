package dev.tensorvet.facts;

import dev.tensorvet.finding.Certainty;
import dev.tensorvet.source.SourceFile;
import java.util.Optional;

/**
 * What a program does with several processes or devices.
 *
 * @param file the file that the run started in: findings are reported in it
 * @param other the other place that takes part
 */
public record ParallelUse(
    SourceFile file, Kind kind, Site site, Optional<Site> other, Certainty certainty)
    implements Fact {

  /** What is done. */
  public enum Kind {
    /** A model that is trained is copied to several devices by one process. */
    TRAINS_COPIES,
    /** A module is sharded after an optimizer took its parameters; the optimizer is the other. */
    SHARDS_AFTER_OPTIMIZER,
    /** Batch normalisation is exchanged in a module that is already wrapped. */
    EXCHANGES_NORM_AFTER_WRAP,
    /** What is in the wrapper computes what is learnt from, past the wrapper. */
    BYPASSES_WRAPPER,
    /** The state of a model that all processes have is saved, whichever process it is. */
    SAVES_IN_ALL,
    /** One process waits for the others, which do not come. */
    WAITS_ALONE,
    /**
     * A module is told which device it is on before it is moved there; a later move is the other.
     */
    WRAPS_BEFORE_MOVE,
    /** A module on the CPU is wrapped where only those on graphics cards can be trained. */
    WRAPS_ON_CPU
  }
}
