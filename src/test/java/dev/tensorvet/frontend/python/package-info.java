/** Tests of the front end for Python, by its trees and its problems. */
@NullMarked
package dev.tensorvet.frontend.python;

import org.jspecify.annotations.NullMarked;
