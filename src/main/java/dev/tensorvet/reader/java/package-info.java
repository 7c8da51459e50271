/**
 * What is understood of Java code that trains and runs models. Each reader looks at one file, with
 * what the files beside it declare, and tells slips: things that code does, and that a rule may
 * have a word about. It reads JavaParser's tree, so that the rules need not.
 */
@NullMarked
package dev.tensorvet.reader.java;

import org.jspecify.annotations.NullMarked;
