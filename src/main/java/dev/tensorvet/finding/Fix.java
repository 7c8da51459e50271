package dev.tensorvet.finding;

import dev.tensorvet.source.TextEdit;
import java.util.List;

/**
 * A change that removes a finding.
 *
 * @param title what it does, in the imperative: "insert {@code optimizer.zero_grad()}"
 * @param safety whether it can be applied without a look
 * @param edits edits of the finding's own file, none overlapping another
 */
public record Fix(String title, Safety safety, List<TextEdit> edits) {

  /** Whether a fix keeps everything but the bug. */
  public enum Safety {
    /** Applied by {@code --fix}. */
    SAFE,
    /** Changes behaviour in a way that its author must confirm; needs {@code --unsafe-fixes}. */
    UNSAFE
  }

  public Fix {
    edits = List.copyOf(edits);
  }
}
