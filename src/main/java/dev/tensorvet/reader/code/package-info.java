/**
 * What reads a file's code as it stands: a {@link dev.tensorvet.reader.query.CodeReader} for each
 * kind of fact, and what it alone needs.
 */
@NullMarked
package dev.tensorvet.reader.code;

import org.jspecify.annotations.NullMarked;
