package dev.tensorvet.verify;

/** How one operation is said in TorchScript: an expression that gives its results. */
@FunctionalInterface
interface Spelling {

  String of(Wording node);

  /**
   * An expression with places for arguments: {@code {name}} for one that must be given, {@code
   * {name=text}} for one that may be left out, {@code {name|other}} for one of two names, {@code
   * {[name]}} for one that is always a list.
   */
  static Spelling template(String pattern) {
    return node -> {
      StringBuilder text = new StringBuilder();
      int at = 0;
      while (at < pattern.length()) {
        int open = pattern.indexOf('{', at);
        if (open < 0) {
          return text.append(pattern, at, pattern.length()).toString();
        }
        int close = pattern.indexOf('}', open);
        text.append(pattern, at, open).append(filled(node, pattern.substring(open + 1, close)));
        at = close + 1;
      }
      return text.toString();
    };
  }

  private static String filled(Wording node, String place) {
    int equals = place.indexOf('=');
    String names = equals < 0 ? place : place.substring(0, equals);
    boolean isList = names.startsWith("[");
    String first = "";
    for (String name : (isList ? names.substring(1, names.length() - 1) : names).split("\\|", -1)) {
      first = first.isEmpty() ? name : first;
      if (node.has(name)) {
        return isList ? node.list(name) : node.text(name);
      }
    }
    return equals < 0 ? node.text(first) : place.substring(equals + 1);
  }
}
