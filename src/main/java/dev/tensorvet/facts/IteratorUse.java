package dev.tensorvet.facts;

/** What takes the elements of an iterator. */
public enum IteratorUse {
  OPTIMIZER,
  CLIPPING,
  /** A loop, or a call that makes a collection. */
  OTHER
}
