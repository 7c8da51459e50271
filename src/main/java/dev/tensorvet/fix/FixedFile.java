package dev.tensorvet.fix;

import dev.tensorvet.finding.Finding;
import dev.tensorvet.source.SourceFile;
import java.util.List;

/**
 * A file as fixes leave it.
 *
 * @param before the file on disk as it was; for a notebook the {@code .ipynb}
 * @param text what the file shall hold
 * @param applied the findings whose fixes are in the text
 * @param refused the findings whose fixes are not, and why
 */
public record FixedFile(
    SourceFile before, String text, List<Finding> applied, List<Refusal> refused) {

  /** Why a fix was left out. */
  public enum Reason {
    /** It touches what another fix of the round changes; it may fit in the next round. */
    OVERLAP("it overlaps another fix"),
    /** Written back, the characters that could not be read would be lost. */
    UNDECODABLE("the file's encoding could not be read"),
    BREAKS_FILE("the file would not parse after it"),
    /** What it touches has no exact place in the notebook's file. */
    NO_PLACE("its place in the notebook cannot be told");

    private final String text;

    Reason(String text) {
      this.text = text;
    }

    /** In a few words, for a person. */
    public String text() {
      return text;
    }
  }

  public record Refusal(Finding finding, Reason reason) {}

  public FixedFile {
    applied = List.copyOf(applied);
    refused = List.copyOf(refused);
  }

  /** What the file shall hold, in the encoding that it is in. */
  public byte[] bytes() {
    return text.getBytes(before.charset());
  }

  public boolean isChanged() {
    return !text.equals(before.text());
  }
}
