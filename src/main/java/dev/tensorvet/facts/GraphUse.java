package dev.tensorvet.facts;

/** What a backward pass leaves of the graph that it walks back. */
public enum GraphUse {
  /** Nothing: a second pass fails. */
  FREED,
  /** All of it, for another pass. */
  KEPT,
  /** All of it, and a graph of the gradients. */
  DIFFERENTIATED,
  /** What an argument says that is not known. */
  UNKNOWN
}
