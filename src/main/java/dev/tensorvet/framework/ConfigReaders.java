package dev.tensorvet.framework;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What reads the configurations of a program, and what it makes of the text of their values. */
public final class ConfigReaders {

  /** What a file holds that reads YAML by PyYAML. */
  public static final String PYYAML = "yaml";

  /** What a file holds that reads JSON. */
  public static final String JSON = "json";

  /** What a file holds that reads TOML; the module of Python's own has another name. */
  public static final String TOML = "tomllib";

  /** What a project holds in which somebody tells PyYAML what texts mean. */
  public static final String RESOLVER = "add_implicit_resolver";

  /** What a file holds that reads YAML by OmegaConf. */
  public static final String OMEGACONF = "OmegaConf";

  /** What a file holds that gets its configuration from Hydra. */
  public static final String HYDRA = "hydra";

  /** What a project holds whose code leads Hydra to folders that are not told. */
  public static final String HYDRA_ELSEWHERE = "SearchPathPlugin";

  /** What a project holds whose code gives Hydra configurations that are in no file. */
  public static final String HYDRA_STORE = "ConfigStore";

  /** The method that does. */
  public static final String HYDRA_STORES = "store";

  public static final Parameter STORED_NAME = new Parameter(0, "name");
  public static final Parameter STORED_NODE = new Parameter(1, "node");
  public static final Parameter STORED_GROUP = new Parameter(2, "group");
  public static final Parameter STORED_PLACE = new Parameter(3, "package");

  /** What hands a program its configuration by Hydra. */
  public static final String HYDRA_MAIN = "hydra.main";

  /** The folder of Hydra's configurations, from the file that names it. */
  public static final Parameter HYDRA_FOLDER = new Parameter(0, "config_path");

  /** The overrides of a configuration that code composes. */
  public static final Parameter HYDRA_OVERRIDES = new Parameter(1, "overrides");

  /** Which of them code composes. */
  public static final Parameter HYDRA_COMPOSED = new Parameter(0, "config_name");

  /** Which of them a program begins with. */
  public static final Parameter HYDRA_NAME = new Parameter(1, "config_name");

  /** What a file holds that reads YAML by the newer rules, which have no such words. */
  public static final String NEWER = "ruamel";

  private static final int BASE_OF_OCTAL = 8;
  private static final int BASE_OF_TIME = 60;

  /** What files hold that read YAML in another way. */
  public static final Set<String> OTHERS = Set.of("OmegaConf", "omegaconf", "hydra", "ruamel");

  /** The loader of {@code yaml.load}. */
  public static final Parameter LOADER = new Parameter(1, "Loader");

  /** The argument that names what decodes JSON. */
  public static final String DECODER = "cls";

  /** What comes first: the text, or the file that holds it. */
  public static final Parameter SOURCE = new Parameter(0, "stream");

  /** The name of a file that is opened. */
  public static final Parameter OPENED = new Parameter(0, "file");

  private static final Set<String> PYYAML_READERS =
      Set.of("yaml.safe_load", "yaml.full_load", "yaml.unsafe_load", "yaml.load");

  private static final Set<String> JSON_READERS = Set.of("json.load", "json.loads");

  private static final Set<String> TOML_READERS = Set.of("tomllib.load", "tomllib.loads");

  private static final Set<String> OPENERS =
      Set.of("builtins.open", "io.open", "codecs.open", "pathlib.Path");

  /** What gives the same file, or a path to it. */
  private static final Set<String> SAME_PATH =
      Set.of(
          "os.path.abspath",
          "os.path.expanduser",
          "os.path.realpath",
          "os.path.normpath",
          "builtins.str",
          "pathlib.Path",
          "os.fspath");

  private static final Set<String> SAME_PATH_METHODS =
      Set.of("open", "read", "read_text", "resolve", "absolute", "expanduser", "as_posix");

  private static final Set<String> COPIES =
      Set.of("builtins.dict", "copy.deepcopy", "copy.copy", "collections.OrderedDict");

  /** What Hydra calls by a configuration. */
  private static final Set<String> INSTANTIATORS =
      Set.of(
          "hydra.utils.instantiate",
          "hydra.utils.call",
          "hydra.utils.get_class",
          "hydra.utils.get_method",
          "hydra.utils.get_object",
          "omegaconf.OmegaConf.to_container",
          "omegaconf.OmegaConf.to_object");

  private static final Pattern SHOWS =
      Pattern.compile(
          "omegaconf\\.OmegaConf\\.(to_yaml|save|resolve|set_struct|set_readonly|is_\\w+)"
              + "|omegaconf\\.(open_dict|read_write|flag_override)|builtins\\.(print|str|repr|len|isinstance)|yaml\\.(safe_)?dump|json\\.dumps?|pprint\\.\\w+"
              + "|info|debug|warning|print|pformat|wandb\\.init");

  /** What Python reads as a number with an exponent. */
  private static final Pattern SCIENTIFIC =
      Pattern.compile("([-+]?)([0-9]+)(?:\\.([0-9]*))?[eE]([-+]?)([0-9]+)");

  private ConfigReaders() {}

  /** Whether a function reads YAML by PyYAML's rules, given a loader that is PyYAML's own. */
  public static boolean isPyYaml(String qualifiedName) {
    return PYYAML_READERS.contains(qualifiedName);
  }

  /** Whether a loader is one of PyYAML's own that tell numbers from texts. */
  public static boolean isPyYamlLoader(String qualifiedName) {
    return qualifiedName.startsWith("yaml.") && !qualifiedName.endsWith("BaseLoader");
  }

  /** Whether a function reads JSON. */
  public static boolean isJson(String qualifiedName) {
    return JSON_READERS.contains(qualifiedName);
  }

  /** Whether a function reads TOML. */
  public static boolean isToml(String qualifiedName) {
    return TOML_READERS.contains(qualifiedName);
  }

  /** Whether a function opens the file that its first argument names. */
  public static boolean opens(String qualifiedName) {
    return OPENERS.contains(qualifiedName);
  }

  /** Whether a function gives the path that it is given, or its text. */
  public static boolean givesPath(String qualifiedName) {
    return SAME_PATH.contains(qualifiedName);
  }

  /** Whether a method gives its own path, or what lies there. */
  public static boolean isOfPath(String method) {
    return SAME_PATH_METHODS.contains(method);
  }

  /** Whether a function joins the parts of a path. */
  public static boolean joinsPath(String qualifiedName) {
    return qualifiedName.equals("os.path.join");
  }

  /** Whether a function gives what it is given once more. */
  public static boolean copies(String qualifiedName) {
    return COPIES.contains(qualifiedName);
  }

  /** Whether a function only shows or writes down what it is given, and reads no key of it. */
  public static boolean shows(String name) {
    return SHOWS.matcher(name).matches();
  }

  /** Whether a method of a dictionary gives the value of the key that comes first. */
  public static boolean gets(String method) {
    return method.equals("get") || method.equals("pop");
  }

  /** Whether a method of a dictionary tells all that it holds, and changes none of it. */
  public static boolean lists(String method) {
    return method.equals("items")
        || method.equals("keys")
        || method.equals("values")
        || method.equals("copy");
  }

  /** Whether a function reads what it is given, whatever of it, and changes none of it. */
  public static boolean reads(String qualifiedName) {
    return INSTANTIATORS.contains(qualifiedName);
  }

  /** Whether a function reads a file into a configuration of OmegaConf. */
  public static boolean isOmegaConf(String qualifiedName) {
    return qualifiedName.equals("omegaconf.OmegaConf.load");
  }

  /** Whether a decorator hands a program its configuration by Hydra. */
  public static boolean isHydra(String qualifiedName) {
    return qualifiedName.equals(HYDRA_MAIN);
  }

  /** Whether a function composes a configuration where code asks for it. */
  public static boolean composes(String qualifiedName) {
    return qualifiedName.equals("hydra.compose");
  }

  /** Whether a function says where the configurations lie that code composes. */
  public static boolean initializes(String qualifiedName) {
    return qualifiedName.equals("hydra.initialize");
  }

  /** What PyYAML makes of a word that it takes for a truth value, other than {@code true}. */
  public static Optional<String> truth(String text) {
    return text.matches("yes|Yes|YES|on|On|ON")
        ? Optional.of("True")
        : text.matches("no|No|NO|off|Off|OFF") ? Optional.of("False") : Optional.empty();
  }

  /** What PyYAML makes of a number with a nought before it, where that is another number. */
  public static Optional<String> octal(String text) {
    return text.matches("0[0-7]{2,9}")
            && Long.parseLong(text, BASE_OF_OCTAL) != Long.parseLong(text)
        ? Optional.of(String.valueOf(Long.parseLong(text, BASE_OF_OCTAL)))
        : Optional.empty();
  }

  /** What PyYAML makes of numbers with a colon between them. */
  public static Optional<String> sexagesimal(String text) {
    if (!text.matches("[1-9][0-9]{0,5}(:[0-5]?[0-9]){1,2}")) {
      return Optional.empty();
    }
    long all = 0;
    for (String part : text.split(":", -1)) {
      all = all * BASE_OF_TIME + Long.parseLong(part);
    }
    return Optional.of(String.valueOf(all));
  }

  /** Whether a method adds an option to a command line. */
  public static boolean addsOption(String method) {
    return method.equals("add_argument");
  }

  /**
   * How a number is to be written that PyYAML reads as a text: it wants a dot before the exponent,
   * and a sign in it. Empty for all else.
   */
  public static Optional<String> asNumber(String text) {
    Matcher number = SCIENTIFIC.matcher(text);
    if (!number.matches() || (number.group(3) != null && !number.group(4).isEmpty())) {
      return Optional.empty();
    }
    String fraction = number.group(3) == null || number.group(3).isEmpty() ? "0" : number.group(3);
    String sign = number.group(4).isEmpty() ? "+" : number.group(4);
    return Optional.of(
        number.group(1) + number.group(2) + "." + fraction + "e" + sign + number.group(5));
  }
}
