package dev.tensorvet.facts;

/**
 * Something about a program that rules can read: recognised once, never a judgement. One record for
 * each kind.
 */
public interface Fact {}
