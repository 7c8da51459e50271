package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import dev.tensorvet.source.SourceFile;

/**
 * An iterator that is used again after its elements are gone.
 *
 * @param file the file that the run started in: findings are reported in it
 * @param made where it is made
 * @param spent where its elements were taken
 * @param again where it is used once more, the same place if a loop comes back to it
 * @param use what gets nothing there
 */
public record SpentIterator(SourceFile file, Place made, Place spent, Place again, IteratorUse use)
    implements Fact {}
