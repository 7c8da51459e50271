package dev.tensorvet.rule;

import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Level;
import dev.tensorvet.finding.RuleId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A rule's page: its metadata and its explanation, from {@code rules/<category>/<name>.md}.
 *
 * @param summary one sentence that says the problem
 * @param level the level of a proven finding, unless settings say otherwise
 * @param isDefault whether the rule runs without being selected; preview rules and those of low
 *     confidence do not
 * @param since the version that brought it
 * @param fix the safety of its fix, when it offers one
 * @param aliases former names, which settings and suppressions may still use
 * @param text the page below its front matter, made when it is asked for: most runs show none
 */
public record RulePage(
    RuleId id,
    String category,
    String summary,
    Level level,
    boolean isDefault,
    String since,
    Optional<Fix.Safety> fix,
    List<RuleId> aliases,
    Supplier<String> text) {

  public RulePage {
    aliases = List.copyOf(aliases);
  }

  /** The page below its front matter. */
  public String markdown() {
    return text.get();
  }

  /** The text under a heading of the page, such as {@code Why}, without the heading. */
  public Optional<String> section(String heading) {
    StringBuilder found = new StringBuilder();
    boolean inside = false;
    boolean seen = false;
    boolean fenced = false;
    for (String line : markdown().split("\n", -1)) {
      if (line.startsWith("```")) {
        fenced = !fenced;
      }
      if (!fenced && line.startsWith("## ")) {
        inside = line.substring(3).trim().equals(heading);
        seen |= inside;
      } else if (inside) {
        found.append(line).append('\n');
      }
    }
    return seen ? Optional.of(found.toString().strip()) : Optional.empty();
  }
}
