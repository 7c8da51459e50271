package dev.tensorvet.frontend;

import dev.tensorvet.source.Language;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.syntax.ParsedFile;
import java.util.Set;

/**
 * Reads one family of languages: into the Python tree, or into a tree of their own. Stateless; safe
 * for use by many threads.
 */
public interface Frontend {

  Set<Language> languages();

  /** Parses a file whole; never throws on bad input. */
  ParsedFile parse(SourceFile file);
}
