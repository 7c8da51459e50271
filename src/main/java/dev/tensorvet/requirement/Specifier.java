package dev.tensorvet.requirement;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a range of versions is written, by each of the tools that write one. */
final class Specifier {

  private static final Pattern CLAUSE =
      Pattern.compile("(===|~=|==|!=|<=|>=|<|>|\\^|~|=)?\\s*([^\\s,|<>=!~^]+)");

  private Specifier() {}

  /** {@code >=1.8,<2}, {@code ~=1.8}, {@code ==1.13.*}: PEP 440. */
  static VersionRange pep440(String text) {
    return all(text, "==");
  }

  /** The same with {@code ^1.8}, {@code ~1.8}, {@code 1.8} and {@code ||} between two. */
  static VersionRange poetry(String text) {
    return any(text, "\\|\\|", "==");
  }

  /** The same with {@code =1.13}, which is all of 1.13, and {@code |} between two. */
  static VersionRange conda(String text) {
    return any(text, "\\|", "=");
  }

  private static VersionRange any(String text, String separator, String bare) {
    Optional<VersionRange> union = Optional.empty();
    for (String part : text.split(separator, -1)) {
      VersionRange range = all(part, bare);
      union = Optional.of(union.map(known -> known.or(range)).orElse(range));
    }
    return union.orElse(VersionRange.ALL);
  }

  private static VersionRange all(String text, String bare) {
    VersionRange range = VersionRange.ALL;
    Matcher clause = CLAUSE.matcher(text);
    while (clause.find()) {
      String operator = clause.group(1) == null ? bare : clause.group(1);
      range = range.and(one(operator, clause.group(2)));
    }
    return range;
  }

  private static VersionRange one(String operator, String text) {
    boolean isSeries = text.endsWith(".*");
    String plain = isSeries ? text.substring(0, text.length() - 2) : text;
    Optional<Version> known = Version.parse(plain);
    if (known.isEmpty()) {
      return VersionRange.ALL;
    }
    Version version = known.get();
    int written = (int) plain.chars().filter(c -> c == '.').count() + 1;
    return switch (operator) {
      case "==", "===" ->
          isSeries ? VersionRange.series(version, written) : VersionRange.exactly(version);
      case "=" -> VersionRange.series(version, written);
      case "~=" -> VersionRange.series(version, Math.max(1, written - 1));
      case "~" -> VersionRange.series(version, Math.min(2, written));
      case "^" -> VersionRange.series(version, Math.min(written, version.significant()));
      case ">=", ">" -> VersionRange.from(version);
      case "<=" -> VersionRange.upTo(version, true);
      case "<" -> VersionRange.upTo(version, false);
      default -> VersionRange.ALL;
    };
  }
}
