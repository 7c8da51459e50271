/** Tests of the front end for notebooks. */
@NullMarked
package dev.tensorvet.frontend.notebook;

import org.jspecify.annotations.NullMarked;
