package dev.tensorvet.report;

import dev.tensorvet.finding.Level;
import dev.tensorvet.finding.Problem;
import dev.tensorvet.finding.Report;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.RulePage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;

/**
 * What a SARIF run says of the tool: the rules that were found, with their help, and the kinds of
 * problems that were met. Rules without a finding are left out; their texts would be most of the
 * file.
 */
final class SarifTool {

  /** GitHub refuses a longer description. */
  private static final int LONGEST_DESCRIPTION = 1024;

  static final String HOME = "https://github.com/tensorvet/tensorvet";

  private final String version;
  private final List<RuleId> rules;
  private final List<String> problems;
  private final Map<RuleId, Optional<RulePage>> pages = new TreeMap<>();

  private SarifTool(String version, List<RuleId> rules, List<String> problems) {
    this.version = version;
    this.rules = rules;
    this.problems = problems;
  }

  static SarifTool of(Report report, ReportContext context) {
    List<RuleId> rules =
        report.findings().stream()
            .map(found -> found.finding().rule())
            .distinct()
            .sorted()
            .toList();
    List<String> problems =
        report.problems().stream().map(Problem::kind).distinct().sorted().toList();
    SarifTool tool = new SarifTool(context.version(), rules, problems);
    rules.forEach(rule -> tool.pages.put(rule, context.pages().apply(rule)));
    return tool;
  }

  int indexOf(RuleId rule) {
    return rules.indexOf(rule);
  }

  int indexOf(Problem problem) {
    return problems.indexOf(problem.kind());
  }

  static String level(Level level) {
    return switch (level) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case ADVICE -> "note";
    };
  }

  void write(JsonGenerator json) {
    json.writeObjectPropertyStart("tool");
    json.writeObjectPropertyStart("driver");
    json.writeStringProperty("name", "tensorvet");
    json.writeStringProperty("version", version);
    json.writeStringProperty("semanticVersion", version);
    json.writeStringProperty("informationUri", HOME);
    json.writeArrayPropertyStart("rules");
    rules.forEach(rule -> rule(json, rule));
    json.writeEndArray();
    if (!problems.isEmpty()) {
      json.writeArrayPropertyStart("notifications");
      problems.forEach(kind -> notification(json, kind));
      json.writeEndArray();
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private void rule(JsonGenerator json, RuleId rule) {
    json.writeStartObject();
    json.writeStringProperty("id", rule.name());
    json.writeStringProperty("name", pascalCase(rule.name()));
    pages
        .getOrDefault(rule, Optional.empty())
        .ifPresentOrElse(page -> described(json, page), () -> undescribed(json, rule.name()));
    json.writeEndObject();
  }

  private static void described(JsonGenerator json, RulePage page) {
    Json.text(json, "shortDescription", clipped(RuleHelp.summary(page)));
    Json.text(json, "fullDescription", clipped(RuleHelp.description(page)));
    json.writeObjectPropertyStart("help");
    json.writeStringProperty("text", RuleHelp.text(page));
    json.writeStringProperty("markdown", RuleHelp.markdown(page));
    json.writeEndObject();
    json.writeObjectPropertyStart("defaultConfiguration");
    json.writeStringProperty("level", level(page.level()));
    json.writeEndObject();
    json.writeObjectPropertyStart("properties");
    json.writeArrayPropertyStart("tags");
    json.writeString(page.category());
    json.writeEndArray();
    json.writeStringProperty("precision", precision(page));
    json.writeStringProperty("problem.severity", severity(page.level()));
    json.writeEndObject();
  }

  /** For what the engine reports without a page: the name has to do. */
  private static void undescribed(JsonGenerator json, String name) {
    String sentence = RuleHelp.sentence(name.replace('-', ' '));
    Json.text(json, "shortDescription", sentence);
    Json.text(json, "fullDescription", sentence);
    Json.text(json, "help", sentence);
  }

  private static void notification(JsonGenerator json, String kind) {
    json.writeStartObject();
    json.writeStringProperty("id", kind);
    json.writeStringProperty("name", pascalCase(kind));
    undescribed(json, kind);
    json.writeEndObject();
  }

  private static String precision(RulePage page) {
    if (!page.isDefault()) {
      return "low";
    }
    return switch (page.level()) {
      case ERROR -> "very-high";
      case WARNING -> "high";
      case ADVICE -> "medium";
    };
  }

  private static String severity(Level level) {
    return switch (level) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case ADVICE -> "recommendation";
    };
  }

  /** Cut after the last sentence, or failing that the last word, that fits. */
  static String clipped(String text) {
    if (text.length() <= LONGEST_DESCRIPTION) {
      return text;
    }
    String head = text.substring(0, LONGEST_DESCRIPTION);
    int sentence = head.lastIndexOf(". ");
    if (sentence > 0) {
      return head.substring(0, sentence + 1);
    }
    int word = head.lastIndexOf(' ', LONGEST_DESCRIPTION - 2);
    int end = word > 0 ? word : LONGEST_DESCRIPTION - 2;
    return head.substring(0, Character.isHighSurrogate(head.charAt(end - 1)) ? end - 1 : end) + "…";
  }

  /** A name that differs from the id in more than case, as SARIF wants it. */
  private static String pascalCase(String kebab) {
    StringBuilder name = new StringBuilder(kebab.contains("-") ? "" : "Found");
    for (String word : kebab.split("-", -1)) {
      if (!word.isEmpty()) {
        name.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
      }
    }
    return name.toString();
  }
}
