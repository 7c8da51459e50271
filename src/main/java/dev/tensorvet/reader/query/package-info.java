/**
 * What several readers ask of code: which calls it makes, who calls a function, which file mentions
 * a word.
 */
@NullMarked
package dev.tensorvet.reader.query;

import org.jspecify.annotations.NullMarked;
