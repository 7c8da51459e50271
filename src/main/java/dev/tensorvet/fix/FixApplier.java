package dev.tensorvet.fix;

import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.source.Span;
import dev.tensorvet.source.TextEdit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** Merges the fixes of one file: the first in the text wins where two touch the same place. */
public final class FixApplier {

  /**
   * A text after its fixes.
   *
   * @param applied how many fixes are in it
   */
  public record Fixed(String text, int applied) {}

  private final boolean takesUnsafe;
  private final Predicate<String> parses;

  /**
   * @param takesUnsafe whether unsafe fixes are applied too
   * @param parses whether a text is free of syntax errors: a fix that breaks a file is left out
   */
  public FixApplier(boolean takesUnsafe, Predicate<String> parses) {
    this.takesUnsafe = takesUnsafe;
    this.parses = parses;
  }

  /** Applies what fits of the fixes of {@code findings}, all of them in {@code file}. */
  public Fixed apply(SourceFile file, List<Finding> findings) {
    String original = file.text();
    if (file.cells().isPresent()) {
      return new Fixed(original, 0);
    }
    boolean wasWhole = parses.test(original);
    String lineEnd = lineEnd(original);
    List<TextEdit> taken = new ArrayList<>();
    int applied = 0;
    List<Finding> inOrder =
        findings.stream()
            .sorted(Comparator.comparing((Finding f) -> f.place().span()).thenComparing(Finding::rule))
            .toList();
    for (Finding finding : inOrder) {
      if (finding.fix().isEmpty() || !isWanted(finding.fix().get())) {
        continue;
      }
      List<TextEdit> edits =
          finding.fix().get().edits().stream()
              .map(e -> new TextEdit(e.span(), e.replacement().replace("\n", lineEnd)))
              .toList();
      if (edits.stream().anyMatch(e -> taken.stream().anyMatch(t -> clash(e, t)))) {
        continue;
      }
      List<TextEdit> attempt = new ArrayList<>(taken);
      attempt.addAll(edits);
      if (!wasWhole || parses.test(apply(original, attempt))) {
        taken.addAll(edits);
        applied++;
      }
    }
    return new Fixed(apply(original, taken), applied);
  }

  private boolean isWanted(Fix fix) {
    return takesUnsafe || fix.safety() == Fix.Safety.SAFE;
  }

  private static boolean clash(TextEdit one, TextEdit other) {
    Span a = one.span();
    Span b = other.span();
    return a.overlaps(b) || a.start() == b.start();
  }

  private static String lineEnd(String text) {
    int newline = text.indexOf('\n');
    if (newline < 0) {
      return text.indexOf('\r') >= 0 ? "\r" : "\n";
    }
    return newline > 0 && text.charAt(newline - 1) == '\r' ? "\r\n" : "\n";
  }

  /** The text after edits, none of which overlaps another. */
  static String apply(String text, List<TextEdit> edits) {
    StringBuilder fixed = new StringBuilder(text);
    edits.stream()
        .sorted(Comparator.comparing(TextEdit::span).reversed())
        .forEach(e -> fixed.replace(e.span().start(), e.span().end(), e.replacement()));
    return fixed.toString();
  }
}
