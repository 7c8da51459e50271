package dev.tensorvet.facts;

import dev.tensorvet.source.SourceFile;

/**
 * A module is written to a file as an object, and not its state.
 *
 * @param file the file that the run started in: findings are reported in it
 * @param name how the code calls the module
 */
public record SavedModule(SourceFile file, Site site, String name) implements Fact {}
