package dev.tensorvet.rule;

import dev.tensorvet.finding.RuleId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A step of the build: checks the pages of a folder and packs them into the resource that {@link
 * RulePages} loads. A page that breaks the form fails the build.
 */
final class PageCompiler {

  private PageCompiler() {}

  /**
   * @param args the folder of the pages, and the folder of compiled classes
   */
  public static void main(String[] args) throws IOException {
    Path resource =
        Path.of(args[1], RulePages.class.getPackageName().replace('.', '/'), RulePages.RESOURCE);
    Files.createDirectories(resource.getParent());
    Files.write(resource, read(Path.of(args[0])).pack());
  }

  /** The pages of a folder: {@code <category>/<name>.md}. */
  static RulePages read(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.walk(folder)) {
      files = found.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    }
    List<RulePage> pages = new ArrayList<>();
    for (Path file : files) {
      String name = file.getFileName().toString().replaceFirst("\\.md$", "");
      RulePage page = PageFormat.parse(new RuleId(name), Files.readString(file));
      if (!file.equals(folder.resolve(page.category()).resolve(name + ".md"))) {
        throw new IllegalArgumentException(
            name + " is of category `" + page.category() + "` and lies elsewhere");
      }
      pages.add(page);
    }
    return RulePages.of(pages);
  }
}
