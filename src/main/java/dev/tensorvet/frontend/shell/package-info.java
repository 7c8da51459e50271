/** The commands of shell scripts and manuals, which say how programs are started. */
@NullMarked
package dev.tensorvet.frontend.shell;

import org.jspecify.annotations.NullMarked;
