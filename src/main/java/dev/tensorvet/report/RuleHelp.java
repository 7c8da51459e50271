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
    List<Block> examples = page.section("Bad").map(RuleHelp::blocks).orElse(List.of());
    example("Bad", examples.stream().filter(block -> !block.isFixed()).toList(), help);
    example("Instead", examples.stream().filter(Block::isFixed).toList(), help);
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

  private static void example(String heading, List<Block> blocks, StringBuilder help) {
    if (!blocks.isEmpty()) {
      help.append("\n## ").append(heading).append('\n');
      blocks.forEach(block -> help.append('\n').append(block.markdown()));
    }
  }

  /** A fenced block of code, in a project of several files with the name of its file. */
  private record Block(List<String> info, String code) {

    boolean isFixed() {
      return info.contains("fixed");
    }

    Optional<String> file() {
      return info.stream()
          .filter(word -> word.startsWith("file="))
          .map(word -> word.substring("file=".length()))
          .findFirst();
    }

    String markdown() {
      String name = file().map(file -> "`" + file + "`:\n\n").orElse("");
      String shown = EXPECTATION.matcher(code).replaceAll("");
      return name + "```" + info.getFirst() + "\n" + shown + "```\n";
    }
  }

  /**
   * The first example: one block, or the files of one project, and what its fix makes of it. The
   * page's further examples are cases of its tests.
   */
  private static List<Block> blocks(String markdown) {
    List<Block> blocks = new ArrayList<>();
    List<String> info = List.of();
    StringBuilder code = new StringBuilder();
    boolean inside = false;
    for (String line : markdown.lines().toList()) {
      if (inside && line.startsWith("```")) {
        Block block = new Block(info, code.toString());
        if (!blocks.isEmpty() && !block.isFixed() && block.file().isEmpty()) {
          return blocks;
        }
        blocks.add(block);
        inside = false;
      } else if (line.startsWith("```")) {
        info = List.of(line.substring(3).strip().split(" ", -1));
        code.setLength(0);
        inside = true;
      } else if (inside) {
        code.append(line).append('\n');
      } else if (line.startsWith("### ") && !blocks.isEmpty()) {
        return blocks;
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
