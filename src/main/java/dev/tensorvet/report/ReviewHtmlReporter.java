package dev.tensorvet.report;

import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A page that opens from the disk, in one file, without a network. What it may load and run is
 * written into it: its own style and script, known by their hashes, and nothing else.
 */
final class ReviewHtmlReporter implements ReviewReporter {

  /** Where the words of a path or a dotted name meet; numbers have none. */
  private static final Pattern JOINT =
      Pattern.compile(
          "(?<=[\\w)\\]])\\.(?=[A-Za-z_])(?!(?:py|ipynb|java|ya?ml|json|toml|md|sh)\\b)"
              + "|(?<=[\\w)\\]])/(?=\\w)"
              + "|(?<=[A-Za-z0-9])_(?=[A-Za-z0-9])");

  @Override
  public String name() {
    return "html";
  }

  @Override
  public void write(ReviewReport report, ReportContext context, Writer out) throws IOException {
    String style = resource("review.css");
    String script = resource("review.js");
    String policy =
        "default-src 'none'; style-src "
            + hash(style)
            + "; script-src "
            + hash(script)
            + "; base-uri 'none'; form-action 'none'";
    Mustache.compiler()
        .withEscaper(ReviewHtmlReporter::escaped)
        .withLoader(name -> new StringReader(resource(name + ".mustache")))
        .emptyStringIsFalse(true)
        .compile(resource("review.mustache"))
        .execute(
            ReviewPage.of(report, context, policy, style, script),
            Map.of(
                "breaks",
                (Mustache.Lambda) (text, joined) -> joined.write(breakable(text.execute()))),
            out);
  }

  /** Lets a browser break long names at their joints, in text that is escaped already. */
  static String breakable(String escaped) {
    return JOINT.matcher(escaped).replaceAll("$0<wbr>");
  }

  /** Nothing that comes from a repository can end a text, or turn its order about. */
  static String escaped(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(c -> escape(c, safe));
    return safe.toString();
  }

  private static void escape(int c, StringBuilder to) {
    switch (c) {
      case '&' -> to.append("&amp;");
      case '<' -> to.append("&lt;");
      case '>' -> to.append("&gt;");
      case '"' -> to.append("&quot;");
      case '\'' -> to.append("&#39;");
      case '`' -> to.append("&#96;");
      case '\n', '\t' -> to.appendCodePoint(c);
      default -> {
        if (isHidden(c)) {
          to.append(String.format(Locale.ROOT, "\u2039U+%04X\u203A", c));
        } else {
          to.appendCodePoint(c);
        }
      }
    }
  }

  /** Whether a character shows nothing, but may change how others are shown or read. */
  private static boolean isHidden(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String resource(String name) {
    try (InputStream in = ReviewHtmlReporter.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
