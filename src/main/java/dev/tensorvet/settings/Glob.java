package dev.tensorvet.settings;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Globs as Python's linters know them: {@code *} stays within a name, {@code **} does not; one
 * without a slash matches a name at any depth, and what matches a directory matches all below it.
 */
final class Glob {

  private Glob() {}

  static boolean matches(String glob, Path base, Path path) {
    if (!path.startsWith(base)) {
      return false;
    }
    String relative = base.relativize(path).toString().replace('\\', '/');
    String plain = glob.endsWith("/") ? glob.substring(0, glob.length() - 1) : glob;
    plain = plain.startsWith("./") ? plain.substring(2) : plain;
    boolean isAnchored = plain.contains("/");
    String expression = expression(plain.startsWith("/") ? plain.substring(1) : plain);
    String prefix = isAnchored ? "" : "(?:.*/)?";
    return Pattern.matches(prefix + expression + "(?:/.*)?", relative);
  }

  private static String expression(String glob) {
    StringBuilder expression = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      if (c == '*' && glob.startsWith("**/", i)) {
        expression.append("(?:.*/)?");
        i += 2;
      } else if (c == '*' && glob.startsWith("**", i)) {
        expression.append(".*");
        i++;
      } else if (c == '*') {
        expression.append("[^/]*");
      } else if (c == '?') {
        expression.append("[^/]");
      } else {
        expression.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return expression.toString();
  }
}
