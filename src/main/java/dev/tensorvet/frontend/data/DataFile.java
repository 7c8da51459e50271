package dev.tensorvet.frontend.data;

import dev.tensorvet.syntax.Comment;
import dev.tensorvet.syntax.DataNode;
import dev.tensorvet.syntax.ParseProblem;
import java.util.List;

/** What could be read of a data file: nothing, or all of it. */
record DataFile(List<DataNode> documents, List<Comment> comments, List<ParseProblem> problems) {

  static DataFile broken(ParseProblem problem) {
    return new DataFile(List.of(), List.of(), List.of(problem));
  }

  /** A file that is no configuration, and not wrong for that. */
  static DataFile other() {
    return new DataFile(List.of(), List.of(), List.of());
  }
}
