/**
 * What reads configurations: the calls that they describe, the code that loads them, and the
 * commands that set them.
 */
@NullMarked
package dev.tensorvet.reader.config;

import org.jspecify.annotations.NullMarked;
