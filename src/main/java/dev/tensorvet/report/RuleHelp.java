package dev.tensorvet.report;

import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.RulePage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a reader of a report wants of a rule's page: the explanation and one example, without the
 * cases and marks that make the page a test.
 */
final class RuleHelp {

  private static final Pattern EXPECTATION = Pattern.compile("(?m)[ \\t]*# expect(-\\w+)?:.*$");

  private RuleHelp() {}

  /** Why it matters, in short. */
  static Optional<String> reason(RulePage page) {
    return page.section("Why").map(RuleHelp::firstParagraph);
  }

  /** The summary as a sentence. */
  static String summary(RulePage page) {
    return sentence(page.summary());
  }

  /** The summary and the reason as running text. */
  static String description(RulePage page) {
    return page.section("Why")
        .map(why -> summary(page) + " " + firstParagraph(why))
        .orElse(summary(page));
  }

  static String markdown(RulePage page) {
    StringBuilder help = new StringBuilder(summary(page)).append('\n');
    for (String heading : List.of("Reports", "Why")) {
      section(page, heading, help);
    }
    List<Block> examples = examples(page);
    if (!examples.isEmpty()) {
      help.append("\n## Bad\n\n").append(examples.getFirst().fenced());
    }
    if (examples.size() > 1) {
      help.append("\n## Instead\n\n").append(examples.get(1).fenced());
    }
    for (String heading : List.of("Fix", "Limits", "References")) {
      section(page, heading, help);
    }
    return help.append('\n').append(silence(page.id())).append('\n').toString();
  }

  /** The explanation without examples, for a viewer that shows no Markdown. */
  static String text(RulePage page) {
    StringBuilder help = new StringBuilder(summary(page)).append('\n');
    for (String heading : List.of("Reports", "Why", "Fix", "Limits")) {
      page.section(heading).ifPresent(text -> help.append('\n').append(text).append('\n'));
    }
    return help.append('\n').append(silence(page.id())).append('\n').toString();
  }

  private static void section(RulePage page, String heading, StringBuilder help) {
    page.section(heading)
        .filter(text -> !text.isBlank())
        .ifPresent(text -> help.append("\n## " + heading + "\n\n" + text + "\n"));
  }

  private static String silence(RuleId rule) {
    return "Where the code is right, `# tensorvet: ignore[" + rule + "] reason` silences the rule.";
  }

  /** A fenced block of code. */
  private record Block(String language, boolean isFixed, String code) {

    String fenced() {
      return "```" + language + "\n" + EXPECTATION.matcher(code).replaceAll("") + "```\n";
    }
  }

  /** The first bad example, and what its fix makes of it when the page shows that. */
  private static List<Block> examples(RulePage page) {
    List<Block> blocks = page.section("Bad").map(RuleHelp::blocks).orElse(List.of());
    if (blocks.size() > 1 && blocks.get(1).isFixed()) {
      return blocks.subList(0, 2);
    }
    return blocks.subList(0, Math.min(1, blocks.size()));
  }

  private static List<Block> blocks(String markdown) {
    List<Block> blocks = new ArrayList<>();
    String info = "";
    StringBuilder code = new StringBuilder();
    boolean inside = false;
    for (String line : markdown.lines().toList()) {
      if (inside && line.startsWith("```")) {
        List<String> words = List.of(info.split(" ", -1));
        blocks.add(new Block(words.getFirst(), words.contains("fixed"), code.toString()));
        inside = false;
      } else if (line.startsWith("```")) {
        info = line.substring(3).strip();
        code.setLength(0);
        inside = true;
      } else if (inside) {
        code.append(line).append('\n');
      }
    }
    return blocks;
  }

  private static String firstParagraph(String text) {
    int end = text.indexOf("\n\n");
    return (end < 0 ? text : text.substring(0, end)).replace('\n', ' ').strip();
  }

  /** A message, which is written in lower case without a full stop, as a sentence of a text. */
  static String sentence(String message) {
    String text = message.strip();
    if (text.isEmpty()) {
      return text;
    }
    int first = text.codePointAt(0);
    String capital =
        Character.toString(Character.toTitleCase(first))
            + text.substring(Character.charCount(first));
    return ".!?".indexOf(capital.charAt(capital.length() - 1)) < 0 ? capital + "." : capital;
  }
}
