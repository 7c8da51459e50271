package dev.tensorvet.facts;

import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Place;
import dev.tensorvet.source.SourceFile;
import java.util.Optional;

/**
 * One backward pass of a program: what its loss hangs on, and what becomes of the graph.
 *
 * @param file the file that the run started in: findings are reported in it
 * @param originAt where the loss lost its graph, when it did
 * @param graph what the pass leaves of the graph
 * @param keptAt where this file tells it by an argument to keep the graph
 * @param reusedAt what the pass, or another, walks back once more
 * @param isStale whether an optimizer changes the parameters of the graph before that
 * @param certainty whether all code that takes part is known
 */
public record BackwardPass(
    SourceFile file,
    Site site,
    Origin origin,
    Optional<Site> originAt,
    GraphUse graph,
    Optional<Place> keptAt,
    Reuse reuse,
    Optional<Site> reusedAt,
    boolean isStale,
    Certainty certainty)
    implements Fact {

  /** What a loss hangs on. */
  public enum Origin {
    /** Something that gradients may be for, as far as the run can tell. */
    ATTACHED,
    /** Nothing: every way to a parameter is cut, so that the pass fails. */
    DETACHED,
    /** Nothing but itself: it is a copy that begins a graph, so that the pass does nothing. */
    REWRAPPED
  }

  /** When a graph is walked back again. */
  public enum Reuse {
    /** Never: all code that could is known. */
    NEVER,
    /** In the next turn of a loop that the graph was built before. */
    EACH_TURN,
    /** In the next turn of a loop, which goes on from what the last turn computed. */
    NEXT_TURN,
    /** By another pass of the same turn. */
    OTHER_PASS,
    UNKNOWN
  }

  /** The same, with nothing said of what becomes of the graph. */
  public BackwardPass withUnknownReuse() {
    return new BackwardPass(
        file,
        site,
        origin,
        originAt,
        graph,
        keptAt,
        Reuse.UNKNOWN,
        Optional.empty(),
        isStale,
        certainty);
  }

  /** Whether the pass itself stands in the file. */
  public boolean isInFile() {
    return site.place().file() == file;
  }

  /** Where to report the pass: in this file, or nowhere. */
  public Optional<Place> place() {
    return site.in(file);
  }
}
