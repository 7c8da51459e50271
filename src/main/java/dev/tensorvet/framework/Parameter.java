package dev.tensorvet.framework;

/**
 * A parameter of a function or constructor of a library.
 *
 * @param position where it is given without its name, counted from 0; -1 where that is never done
 */
public record Parameter(int position, String name) {}
