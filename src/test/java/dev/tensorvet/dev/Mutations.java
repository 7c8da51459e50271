package dev.tensorvet.dev;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ways to break a text a little. */
final class Mutations {

  private static final int STEP = 100;

  /** Good enough to cut Python and JSON into tokens; a string is cut into its words. */
  private static final Pattern TOKEN = Pattern.compile("\\w+|[ \\t]+|\\r?\\n|\"\"\"|'''|.");

  private static final List<String> OTHERS =
      List.of(
          "(", ")", "[", "]", "{", "}", ":", ",", ";", "=", "->", ":=", "*", "**", "@", ".", "\\",
          "\"", "'", "\"\"\"", "f'{", "}'", "#", "\n", "\n    ", "\t", "\r", "\0", "\uFEFF", "\f",
          "é", "😀", "0x", "1e", "if", "else", "for", "in", "def", "class", "lambda", "match",
          "case", "with", "try", "except", "async", "await", "yield", "return", "import", "from",
          "as", "not", "del", "global", "print", "type", "self", "super", "None");

  private Mutations() {}

  /** The text with one token left out, doubled, exchanged with its neighbour, or another one. */
  static String ofOneToken(String text, Random random) {
    List<String> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text);
    while (matcher.find()) {
      tokens.add(matcher.group());
    }
    if (tokens.isEmpty()) {
      return OTHERS.get(random.nextInt(OTHERS.size()));
    }
    int at = random.nextInt(tokens.size());
    String token = tokens.get(at);
    switch (random.nextInt(5)) {
      case 0 -> tokens.remove(at);
      case 1 -> tokens.add(at, token);
      case 2 -> tokens.add(random.nextInt(tokens.size()), tokens.remove(at));
      case 3 -> tokens.set(at, OTHERS.get(random.nextInt(OTHERS.size())));
      default -> tokens.add(at, OTHERS.get(random.nextInt(OTHERS.size())));
    }
    return String.join("", tokens);
  }

  /** The text cut off at every hundredth place. */
  static List<String> truncations(String text) {
    List<String> all = new ArrayList<>();
    for (int end = STEP; end < text.length(); end += STEP) {
      all.add(text.substring(0, end));
    }
    return all;
  }
}
