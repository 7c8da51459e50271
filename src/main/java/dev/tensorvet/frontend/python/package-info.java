/**
 * The front end for Python.
 *
 * <p>{@link dev.tensorvet.frontend.python.Scanner} turns text into three arrays of token types,
 * starts and ends, with the layout done: line ends inside brackets dropped, INDENT and DEDENT put
 * in, soft keywords told from names. The ANTLR grammar {@code PythonParser.g4} decides on one token
 * at a time and calls the builder, its superclass, once an alternative; the builder makes the
 * records and checks what the grammar takes too freely.
 *
 * <p>An error loses an element of brackets, a case or a statement, whichever is the innermost that
 * can be read on from: the grammar catches it there. ANTLR's types do not leave this package.
 */
@NullMarked
package dev.tensorvet.frontend.python;

import org.jspecify.annotations.NullMarked;
