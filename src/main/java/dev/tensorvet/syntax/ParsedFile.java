package dev.tensorvet.syntax;

import dev.tensorvet.source.SourceFile;
import java.util.List;

/**
 * What a front end made of a Python file or notebook.
 *
 * @param source the text that offsets count in: for a notebook, the joined code of its cells
 * @param comments in the order of the text
 * @param problems in the order of the text; the tree holds all that could be read
 */
public record ParsedFile(
    SourceFile source, Tree tree, List<Comment> comments, List<ParseProblem> problems) {

  public ParsedFile {
    comments = List.copyOf(comments);
    problems = List.copyOf(problems);
  }
}
