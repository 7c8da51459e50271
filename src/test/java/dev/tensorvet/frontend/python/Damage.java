package dev.tensorvet.frontend.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts with one thing wrong in them. */
final class Damage {

  private static final Pattern TOKEN =
      Pattern.compile("\\w+|\"\"\"|'''|[^\\w\\s]|\n[ \t]*", Pattern.UNICODE_CHARACTER_CLASS);

  private static final List<String> STRANGERS =
      List.of(
          "(", ")", "[", "]", "{", "}", ":", ",", "=", "==", ":=", ".", "*", "**", "->", "@", ";",
          "if", "else", "for", "in", "def", "class", "lambda", "not", "is", "return", "yield",
          "await", "async", "import", "from", "as", "with", "try", "except", "print", "None",
          "match", "case", "type", "_", "...", "\\", "!", "?", "$", "\"", "'''", "f\"{", "0x", "1_",
          "\n", "\n    ", "\t", "\0", "\u00e9", "\ud800");

  private Damage() {}

  /** A text, and from where to where it differs from the one that it was made of. */
  record Damaged(String text, int from, int to) {}

  /** Takes a token out of a text, puts one in, or puts one in the place of another. */
  static Damaged oneToken(String text, Random random) {
    List<int[]> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text);
    while (matcher.find()) {
      tokens.add(new int[] {matcher.start(), matcher.end()});
    }
    int[] at = tokens.isEmpty() ? new int[] {0, 0} : tokens.get(random.nextInt(tokens.size()));
    String stranger = STRANGERS.get(random.nextInt(STRANGERS.size()));
    return switch (random.nextInt(3)) {
      case 0 -> replace(text, at[0], at[1], "");
      case 1 -> replace(text, at[0], at[0], " " + stranger + " ");
      default -> replace(text, at[0], at[1], stranger);
    };
  }

  private static Damaged replace(String text, int from, int to, String by) {
    return new Damaged(text.substring(0, from) + by + text.substring(to), from, from + by.length());
  }
}
