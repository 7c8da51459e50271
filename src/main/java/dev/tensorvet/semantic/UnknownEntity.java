package dev.tensorvet.semantic;

/** Something that cannot be known from the code. */
public record UnknownEntity() implements Entity {}
