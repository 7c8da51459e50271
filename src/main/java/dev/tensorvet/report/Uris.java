package dev.tensorvet.report;

import java.nio.charset.StandardCharsets;

/** Paths as the URIs of SARIF. */
final class Uris {

  private static final String UNRESERVED = "-._~/";
  private static final String HEX = "0123456789ABCDEF";

  private Uris() {}

  /** Whether a path leads out of the folder that the tool runs in, from the root. */
  static boolean isAbsolute(String path) {
    return path.startsWith("/") || hasDrive(path);
  }

  private static boolean hasDrive(String path) {
    return path.length() > 2
        && Character.isLetter(path.charAt(0))
        && path.charAt(1) == ':'
        && path.charAt(2) == '/';
  }

  /** A relative reference, or for an absolute path a {@code file} URI. */
  static String of(String path) {
    if (hasDrive(path)) {
      return "file:///" + path.substring(0, 2) + encoded(path.substring(2));
    }
    return isAbsolute(path)
        ? "file://" + encoded(path)
        : encoded(path.startsWith("./") ? path.substring(2) : path);
  }

  private static String encoded(String path) {
    StringBuilder uri = new StringBuilder(path.length());
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      if ((c < 0x80 && Character.isLetterOrDigit(c)) || UNRESERVED.indexOf(c) >= 0) {
        uri.append(c);
      } else {
        uri.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
      }
    }
    return uri.toString();
  }
}
