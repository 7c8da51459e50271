package dev.tensorvet.rule;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * What the build packed of the pages.
 *
 * <p>The build writes the lines of metadata and the texts into these methods, in the place of their
 * code, so that a check opens no jar: to do that takes a JVM longer than to check a file.
 */
final class PageTexts {

  private PageTexts() {}

  /** The lines of metadata. */
  static String heads() {
    return RulePages.heads(packed());
  }

  /** The text of a page, by the place of its line. */
  static String text(int page) {
    byte[] packed = packed();
    return RulePages.texts(RulePages.heads(packed), packed).get(page);
  }

  private static byte[] packed() {
    try (InputStream packed = PageTexts.class.getResourceAsStream(RulePages.RESOURCE)) {
      if (packed == null) {
        throw new IllegalStateException("the rule pages were not packed into this build");
      }
      return packed.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
