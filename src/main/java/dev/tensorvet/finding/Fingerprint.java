package dev.tensorvet.finding;

import dev.tensorvet.source.LineTable;
import dev.tensorvet.source.SourceFile;
import java.util.Comparator;

/**
 * What a finding is known again by when code around it comes, goes or moves: no line number, and no
 * cell of a notebook. Findings may share one, as equal lines of one function do.
 *
 * @param path the file, as whoever compares fingerprints names files
 * @param scope as {@link Reported#scope}
 * @param code the line that it begins on, with one blank for any space in it
 */
public record Fingerprint(RuleId rule, String path, String scope, String code)
    implements Comparable<Fingerprint> {

  /** Longer lines are data; this much of one tells it from others. */
  private static final int LONGEST_CODE = 200;

  private static final Comparator<Fingerprint> ORDER =
      Comparator.comparing(Fingerprint::path)
          .thenComparing(Fingerprint::scope)
          .thenComparing(Fingerprint::rule)
          .thenComparing(Fingerprint::code);

  /**
   * @param path the file that the finding is in
   */
  public static Fingerprint of(Reported found, String path) {
    return new Fingerprint(
        found.finding().rule(), path, found.scope(), line(found.finding().place()));
  }

  /** The line that a place begins on, without what a formatter may change. */
  private static String line(Place place) {
    SourceFile file = place.file();
    LineTable lines = file.lines();
    int line = lines.line(place.span().start());
    int start = line == 1 ? file.contentStart() : lines.start(line);
    String code = file.text().substring(start, lines.end(line)).strip().replaceAll("\\s+", " ");
    if (code.length() <= LONGEST_CODE) {
      return code;
    }
    boolean isInHalf = Character.isHighSurrogate(code.charAt(LONGEST_CODE - 1));
    return code.substring(0, isInHalf ? LONGEST_CODE - 1 : LONGEST_CODE);
  }

  /** What two fingerprints share that differ in nothing but blanks. */
  public Fingerprint withoutBlanks() {
    return new Fingerprint(rule, path, scope, code.replace(" ", ""));
  }

  @Override
  public int compareTo(Fingerprint other) {
    return ORDER.compare(this, other);
  }
}
