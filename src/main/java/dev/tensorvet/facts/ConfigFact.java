package dev.tensorvet.facts;

/** Something that only a file of data can have: of code, it is not even asked for. */
public interface ConfigFact extends Fact {}
