package dev.tensorvet.framework;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The commands that start Python programs. */
public final class Launchers {

  private static final Pattern PYTHON =
      Pattern.compile("(?:.*/)?(?:python|pypy|ipython)[\\d.]*w?|\\$\\{?\\w*(?i:py)\\w*\\}?");

  private static final Set<String> OTHERS =
      Set.of(
          "torchrun",
          "accelerate",
          "deepspeed",
          "colossalai",
          "composer",
          "horovodrun",
          "mpirun",
          "mpiexec",
          "srun",
          "ray",
          "uv",
          "poetry",
          "pipenv",
          "pdm",
          "hatch",
          "conda");

  /** What stands before a command and runs it. */
  private static final Set<String> PREFIXES =
      Set.of(
          "nohup",
          "time",
          "exec",
          "sudo",
          "env",
          "nice",
          "stdbuf",
          "xvfb-run",
          "$",
          "!",
          "%",
          "do",
          "then",
          "else",
          "{");

  private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_]\\w*=.*", Pattern.DOTALL);

  private Launchers() {}

  /** The words of a command without variables that are set for it, and without what runs it. */
  public static List<String> withoutPrefix(List<String> words) {
    int first = 0;
    while (first < words.size()
        && (isPrefix(words.get(first)) || ASSIGNMENT.matcher(words.get(first)).matches())) {
      first++;
    }
    return words.subList(first, words.size());
  }

  /** Whether a command, by its first word, runs the Python file or module that it is given. */
  public static boolean startsProgram(String word) {
    return PYTHON.matcher(word).matches() || OTHERS.contains(word);
  }

  /** Whether a word stands before a command and runs it. */
  public static boolean isPrefix(String word) {
    return PREFIXES.contains(word);
  }

  /** Whether a key of a package's metadata leads to the commands that it installs. */
  public static boolean namesCommands(String key) {
    return key.equals("console_scripts");
  }
}
