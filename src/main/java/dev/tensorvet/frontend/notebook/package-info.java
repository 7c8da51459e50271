/** The front end for Jupyter notebooks: their code cells, joined into one Python text. */
@NullMarked
package dev.tensorvet.frontend.notebook;

import org.jspecify.annotations.NullMarked;
