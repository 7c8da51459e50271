package dev.tensorvet.dev;

import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.RuleNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Begins a rule: writes its page and its class, and lists it in its category. Run it from the root
 * of the project with the category and the rule's name; then write the page's bad block first.
 */
public final class NewRule {

  private static final Path SOURCES = Path.of("src/main/java/dev/tensorvet/rules");
  private static final Pattern NAME = Pattern.compile("[a-z]+(-[a-z0-9]+)*");

  private static final String PAGE =
      """
      ---
      summary: one sentence that says the problem
      category: %s
      level: warning
      status: preview
      languages: python
      frameworks: torch
      since: 0.1.0
      fix: none
      ---

      ## Reports

      What is reported, precisely.

      ## Why

      What goes wrong, and how it shows.

      ## Bad

      ```python
      pass  # expect: %s
      ```

      ## Good

      ### a guard that can meet the rule

      ```python
      pass
      ```

      ## Limits

      What it does not see.

      ## References

      - A page that explains it.
      """;

  private static final String CLASS =
      """
      package dev.tensorvet.rules.%s;

      import dev.tensorvet.facts.ModelClass;
      import dev.tensorvet.rule.Rule;
      import dev.tensorvet.rule.RuleContext;

      /** What the page says, in one sentence. */
      final class %s implements Rule<ModelClass> {

        @Override
        public Class<ModelClass> subject() {
          return ModelClass.class;
        }

        @Override
        public void check(ModelClass subject, RuleContext context) {}
      }
      """;

  private NewRule() {}

  /**
   * @param args the category and the rule's name
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 2 || !NAME.matcher(args[1]).matches()) {
      throw new IllegalArgumentException("usage: NewRule <category> <rule-name>");
    }
    begin(Path.of(""), args[0], new RuleId(args[1]));
  }

  static void begin(Path root, String category, RuleId rule) throws IOException {
    String className = RuleNames.className(rule);
    Path sources = root.resolve(SOURCES).resolve(category);
    Path list = sources.resolve(RuleNames.className(new RuleId(category)) + "Rules.java");
    String listed = list(Files.readString(list), rule, className);
    write(
        root.resolve("rules").resolve(category).resolve(rule + ".md"),
        PAGE.formatted(category, rule));
    write(sources.resolve(className + ".java"), CLASS.formatted(category, className));
    Files.writeString(list, listed);
  }

  /** The list's source with the rule in its alphabetical place. */
  private static String list(String source, RuleId rule, String className) {
    String open = "switch (rule.name()) {\n";
    int from = source.indexOf(open) + open.length();
    int to = source.indexOf("      default ->", from);
    String entry = "      case \"" + rule + "\" -> new " + className + "();";
    String entries =
        Stream.concat(source.substring(from, to).lines(), Stream.of(entry))
            .sorted()
            .collect(Collectors.joining("\n", "", "\n"));
    return source.substring(0, from) + entries + source.substring(to);
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
  }
}
