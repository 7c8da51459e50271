package dev.tensorvet.frontend.data;

import dev.tensorvet.syntax.Comment;

/** The comments of YAML and TOML, which go to the end of their line. */
final class CommentLine {

  private CommentLine() {}

  static Comment at(int start, String text) {
    int end = start;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    int before = start;
    while (before > 0 && (text.charAt(before - 1) == ' ' || text.charAt(before - 1) == '\t')) {
      before--;
    }
    boolean isAlone =
        before == 0 || text.charAt(before - 1) == '\n' || text.charAt(before - 1) == '\r';
    return new Comment(start, end, isAlone);
  }
}
