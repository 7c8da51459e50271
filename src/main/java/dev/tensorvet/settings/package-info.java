/**
 * What a project asks of tensorvet, as records. It may not parse text: it takes a {@link
 * dev.tensorvet.syntax.DataNode}, so that a bad setting is an error with a position.
 */
@NullMarked
package dev.tensorvet.settings;

import org.jspecify.annotations.NullMarked;
