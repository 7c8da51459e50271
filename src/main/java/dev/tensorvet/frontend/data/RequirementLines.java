package dev.tensorvet.frontend.data;

import dev.tensorvet.source.Span;
import dev.tensorvet.syntax.Comment;
import dev.tensorvet.syntax.DataNode;
import java.util.ArrayList;
import java.util.List;

/** The lines of a file of requirements, each a text, without the comments behind them. */
final class RequirementLines {

  private RequirementLines() {}

  static DataFile read(String text) {
    List<DataNode> lines = new ArrayList<>();
    List<Comment> comments = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      int comment = comment(text, start, end);
      if (comment < end) {
        comments.add(CommentLine.at(comment, text));
      }
      Span line = stripped(text, start, comment);
      if (line.length() > 0) {
        lines.add(new DataNode.Scalar(line, text.substring(line.start(), line.end()), true));
      }
      start = end + 1;
    }
    DataNode all = new DataNode.Sequence(new Span(0, text.length()), List.copyOf(lines));
    return new DataFile(List.of(all), comments, List.of());
  }

  private static Span stripped(String text, int from, int to) {
    int start = from;
    int end = to;
    while (start < end && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    return new Span(start, end);
  }

  /** Where a comment begins: at a hash with a space, or nothing, before it. */
  private static int comment(String text, int start, int end) {
    for (int at = text.indexOf('#', start); at >= 0 && at < end; at = text.indexOf('#', at + 1)) {
      if (at == start || Character.isWhitespace(text.charAt(at - 1))) {
        return at;
      }
    }
    return end;
  }
}
