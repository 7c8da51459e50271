package dev.tensorvet.rules;

import dev.tensorvet.rule.RulePage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A small project that a rule's page shows in code blocks.
 *
 * <p>A {@code ### name} heading begins a project; the blocks below it that carry a {@code
 * file=models/net.py} in their info string are its files, and each block without one is a project
 * of its own, whose only file is {@code main.py}, or {@code Main.java}. A block marked {@code
 * fixed} is not a file: it is what a fix makes of one. A block of another language is read only
 * when it names its file: a configuration, or what a project says of itself in {@code
 * requirements.txt} and the like.
 *
 * @param section the page's heading that it stands under: Bad, Good, Fix or Limits
 * @param name the {@code ###} heading that it stands under, or its number
 * @param files text by path
 * @param fixed text by path, after the fixes
 */
record PageProject(
    String section, String name, Map<String, String> files, Map<String, String> fixed) {

  private static final String MAIN = "main.py";
  private static final String MAIN_OF_JAVA = "Main.java";
  private static final Pattern FENCE =
      Pattern.compile("```(python|java|toml|text|yaml|json|ini|xml|groovy|kotlin|sh)(.*)");
  private static final Pattern FILE = Pattern.compile("\\b(?:file|title)=\"?([^\"\\s]+)\"?");

  /** The projects of a page, in the order of the text. */
  static List<PageProject> of(RulePage page) {
    return new Reader().read(page.markdown());
  }

  private static final class Reader {
    private final List<PageProject> projects = new ArrayList<>();
    private String section = "";
    private String heading = "";

    /** The project that further files and fixed texts belong to. */
    private Optional<PageProject> open = Optional.empty();

    List<PageProject> read(String markdown) {
      StringBuilder block = new StringBuilder();
      Optional<String> info = Optional.empty();
      boolean fenced = false;
      for (String line : markdown.split("\n", -1)) {
        if (fenced) {
          if (line.equals("```")) {
            info.ifPresent(words -> add(words, block.toString()));
            fenced = false;
          } else {
            block.append(line).append('\n');
          }
        } else if (line.startsWith("```")) {
          Matcher fence = FENCE.matcher(line);
          boolean isRead = fence.matches() && (isCode(fence.group(1)) || line.contains("file="));
          info = isRead ? Optional.of(fence.group(1) + fence.group(2)) : Optional.empty();
          block.setLength(0);
          fenced = true;
        } else if (line.startsWith("## ")) {
          begin(line.substring(3), "");
        } else if (line.startsWith("### ")) {
          begin(section, line.substring(4).strip());
        }
      }
      return projects;
    }

    private static boolean isCode(String language) {
      return language.equals("python") || language.equals("java");
    }

    private void begin(String inSection, String underHeading) {
      section = inSection;
      heading = underHeading;
      open = Optional.empty();
    }

    private void add(String info, String text) {
      Matcher named = FILE.matcher(info);
      Optional<String> file = named.find() ? Optional.of(named.group(1)) : Optional.empty();
      String main = info.startsWith("java") ? MAIN_OF_JAVA : MAIN;
      if (info.contains("fixed")) {
        fixedProject().fixed().put(file.orElse(main), text);
        return;
      }
      if (file.isEmpty() || open.isEmpty() || open.get().files().containsKey(file.get())) {
        String name = heading.isEmpty() ? "block " + (projects.size() + 1) : heading;
        PageProject begun =
            new PageProject(section, name, new LinkedHashMap<>(), new LinkedHashMap<>());
        projects.add(begun);
        open = Optional.of(begun);
      }
      open.orElseThrow().files().put(file.orElse(main), text);
    }

    /** The bad project that a fixed block shows: the one above it, or of its name, or the first. */
    private PageProject fixedProject() {
      if (open.isPresent()) {
        return open.get();
      }
      List<PageProject> bad = projects.stream().filter(p -> p.section().equals("Bad")).toList();
      return bad.stream()
          .filter(project -> project.name().equals(heading))
          .findFirst()
          .orElseGet(bad::getFirst);
    }
  }
}
