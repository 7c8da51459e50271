package dev.tensorvet.source;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns the bytes of a file into text. Python files say their encoding by a byte-order mark or by a
 * comment in their first two lines (<a href="https://peps.python.org/pep-0263/">PEP 263</a>);
 * requirements and YAML by a byte-order mark; all else is UTF-8.
 */
public final class Decoder {

  private static final Pattern COOKIE =
      Pattern.compile("^[ \\t\\f]*#.*?coding[:=][ \\t]*([-\\w.]+)");

  /** What stands for each byte that could not be read. */
  private static final char UNREADABLE = '\uFFFD';

  /** Something that is wrong with a file's encoding. */
  public record DecodingProblem(int offset, String message) {}

  /**
   * A text, with U+FFFD for each byte that could not be read.
   *
   * @param charset what the bytes were read as, and the text is to be written as
   * @param problem why the text may not be what its author wrote
   */
  public record Decoded(String text, Charset charset, Optional<DecodingProblem> problem) {}

  private Decoder() {}

  public static Decoded decode(byte[] bytes, Language language) {
    boolean hasMark =
        bytes.length >= 3
            && bytes[0] == (byte) 0xEF
            && bytes[1] == (byte) 0xBB
            && bytes[2] == (byte) 0xBF;
    if (language != Language.PYTHON) {
      return withCharset(
          bytes, isUtf16(bytes) && mayBeUtf16(language) ? utf16(bytes) : StandardCharsets.UTF_8);
    }
    if (isUtf16(bytes)) {
      return withProblem(bytes, "this is UTF-16, which Python does not read");
    }
    Optional<String> cookie = cookie(bytes);
    if (cookie.isEmpty()) {
      return withCharset(bytes, StandardCharsets.UTF_8);
    }
    Optional<Charset> charset = charset(cookie.get());
    if (charset.isEmpty()) {
      return withProblem(bytes, "the encoding `" + cookie.get() + "` is not known");
    }
    if (hasMark && !charset.get().equals(StandardCharsets.UTF_8)) {
      return withProblem(
          bytes, "the encoding `" + cookie.get() + "` contradicts the file's UTF-8 mark");
    }
    return withCharset(bytes, charset.get());
  }

  private static boolean isUtf16(byte[] bytes) {
    return bytes.length >= 2
        && ((bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE)
            || (bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF));
  }

  /**
   * pip and YAML go by a byte-order mark (<a
   * href="https://pip.pypa.io/en/stable/reference/requirements-file-format/#encoding">pip</a>, <a
   * href="https://yaml.org/spec/1.2.2/#52-character-encodings">YAML</a>); a shell of Windows writes
   * one when it is told to freeze what is installed.
   */
  private static boolean mayBeUtf16(Language language) {
    return language == Language.REQUIREMENTS || language == Language.YAML;
  }

  /** A charset that takes the mark away, and writes it again. */
  private static Charset utf16(byte[] bytes) {
    return bytes[0] == (byte) 0xFF ? Charset.forName("x-UTF-16LE-BOM") : StandardCharsets.UTF_16;
  }

  private static Decoded withProblem(byte[] bytes, String message) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    return new Decoded(text, StandardCharsets.UTF_8, Optional.of(new DecodingProblem(0, message)));
  }

  private static Decoded withCharset(byte[] bytes, Charset charset) {
    String text = new String(bytes, charset);
    int at = text.indexOf(UNREADABLE);
    if (at < 0) {
      return new Decoded(text, charset, Optional.empty());
    }
    try {
      // A text may hold the character of itself.
      charset
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes));
      return new Decoded(text, charset, Optional.empty());
    } catch (CharacterCodingException badBytes) {
      return new Decoded(
          text,
          charset,
          Optional.of(
              new DecodingProblem(
                  at, "this is not valid " + charset.name() + ", which the file is read as")));
    }
  }

  private static Optional<String> cookie(byte[] bytes) {
    int length = Math.min(bytes.length, 512);
    String head = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    if (!head.contains("coding")) {
      return Optional.empty();
    }
    String[] lines = head.replaceFirst("^\u00EF\u00BB\u00BF", "").split("\r\n|\r|\n", 3);
    for (int i = 0; i < Math.min(2, lines.length); i++) {
      Matcher cookie = COOKIE.matcher(lines[i]);
      if (cookie.find()) {
        return Optional.of(cookie.group(1));
      }
      if (!lines[i].isBlank() && !lines[i].stripLeading().startsWith("#")) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static Optional<Charset> charset(String name) {
    String plain = name.toLowerCase(Locale.ROOT).replace('_', '-');
    if (plain.equals("utf-8") || plain.startsWith("utf-8-") || plain.equals("utf8")) {
      return Optional.of(StandardCharsets.UTF_8);
    }
    if (plain.equals("latin-1") || plain.startsWith("latin-1-") || plain.equals("latin1")) {
      return Optional.of(StandardCharsets.ISO_8859_1);
    }
    try {
      return Optional.of(Charset.forName(plain));
    } catch (IllegalArgumentException unknown) {
      return Optional.empty();
    }
  }
}
