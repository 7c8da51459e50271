package dev.tensorvet.framework;

import java.util.Set;
import java.util.regex.Pattern;

/** What IPython adds to Python in notebooks. */
public final class Notebooks {

  private static final Set<String> GIVEN =
      Set.of("In", "Out", "_", "__", "___", "display", "get_ipython", "exit", "quit");

  /** Magics that give no name a value; any other one may. */
  private static final Pattern UNSEEN =
      Pattern.compile(
          "^\\s*%{1,2}(?!(?:autoreload|bash|cd|config|debug|env|html|javascript|latex|load_ext"
              + " +(?:autoreload|tensorboard)|ls|markdown|matplotlib|mkdir|pip|conda|precision|prun"
              + "|pwd|reload_ext|script|set_env|sh|svg|tensorboard|tensorflow_version|time|timeit"
              + "|who|whos|writefile|xmode|%)\\b)\\w+|\\b(?:globals|exec|locals|vars)\\(",
          Pattern.MULTILINE);

  private Notebooks() {}

  /** Whether a name is there in each notebook. */
  public static boolean gives(String name) {
    return GIVEN.contains(name);
  }

  /** Whether the cells of a notebook may define names in a way that is not seen. */
  public static boolean mayDefineUnseen(String code) {
    return UNSEEN.matcher(code).find();
  }

  /** Whether a variable may hold what a command gave: {@code files = !ls}. */
  public static boolean mayAssign(String code, String variable) {
    return Pattern.compile(
            "^\\s*(?:[\\w, ]*,\\s*)?" + Pattern.quote(variable) + "\\s*=\\s*[!%]",
            Pattern.MULTILINE)
        .matcher(code)
        .find();
  }
}
