package dev.tensorvet.framework;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the files of Hydra say which others belong to them, and where they go. */
public final class HydraDefaults {

  /** The key of the list. */
  public static final String KEY = "defaults";

  /** The file itself, in its own list. */
  public static final String SELF = "_self_";

  public static final String GLOBAL = "_global_";
  public static final String GROUP = "_group_";
  public static final String HERE = "_here_";

  /** The setting that leads to further folders. */
  public static final String ELSEWHERE = "searchpath";

  private static final Pattern PLACE = Pattern.compile("(?m)^\\s*#\\s*@package[:\\s]\\s*(\\S+)");

  private static final Pattern WORDS = Pattern.compile("((?:override|optional)\\s+)*(.*)");

  /**
   * What an entry of a list names.
   *
   * @param path of a file, or of a group of them
   * @param place where it goes, if the entry says so
   * @param isOptional whether it need not be there
   */
  public record Reference(String path, Optional<String> place, boolean isOptional) {}

  private HydraDefaults() {}

  /** Whether a key at the top of a file is for Hydra, and not for the program. */
  public static boolean isOfTool(String key) {
    return key.equals(KEY) || key.equals("hydra");
  }

  /** Where a file says that what it holds goes. */
  public static Optional<String> place(String text) {
    Matcher said = PLACE.matcher(text);
    return said.find() ? Optional.of(said.group(1)) : Optional.empty();
  }

  /** Reads a name of a list, as in {@code optional /db@data.source}. */
  public static Reference reference(String written) {
    Matcher words = WORDS.matcher(written.strip());
    String name = words.matches() ? words.group(2) : written;
    int at = name.indexOf('@');
    return new Reference(
        at < 0 ? name : name.substring(0, at),
        at < 0 ? Optional.empty() : Optional.of(name.substring(at + 1)),
        written.startsWith("optional "));
  }

  /** The name of the file that an option of a group is. */
  public static String file(String option) {
    return option.endsWith(".yaml") ? option : option + ".yaml";
  }

  /** The option of a group that a file is. */
  public static String option(Path file) {
    return file.toString().replaceFirst("\\.yaml$", "");
  }

  /** Whether a group holds Hydra's own settings. */
  public static boolean isOfHydra(String group) {
    return reference(group).path().replaceFirst("^/", "").startsWith("hydra");
  }
}
