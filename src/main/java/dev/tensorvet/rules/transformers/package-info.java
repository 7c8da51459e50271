/** The rules about the trainer of Hugging Face, and what it trains. */
@NullMarked
package dev.tensorvet.rules.transformers;

import org.jspecify.annotations.NullMarked;
