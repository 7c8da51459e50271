/**
 * Which versions of libraries a project says that it needs: requirement files, manifests, lock
 * files, conda environments, and the range of versions that they come to.
 *
 * <p>Nothing is read before somebody asks for a library. This package may not know what a library
 * is for, nor judge what a version means.
 */
@NullMarked
package dev.tensorvet.requirement;

import org.jspecify.annotations.NullMarked;
