package dev.tensorvet.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Which data files a walk takes for configurations of a project, by their names and sizes. */
final class Configurations {

  /** Nobody writes more settings than that; what is larger holds data. */
  private static final long LARGEST = 500_000;

  /** What other tools write, or read for themselves. */
  private static final Pattern OTHERS =
      Pattern.compile(
          "\\..*|.*[-_.]lock\\.(json|ya?ml|toml)|package(-lock)?\\.json|composer\\.json|tensorvet\\.toml"
              + "|(ts|js)config.*\\.json|.*\\.min\\.json|tokenizer.*\\.json|vocab.*\\.json"
              + "|special_tokens_map\\.json|added_tokens\\.json|.*\\.index\\.json|mkdocs.*\\.ya?ml"
              + "|(docker-)?compose.*\\.ya?ml|codecov\\.ya?ml|_config\\.ya?ml|_toctree\\.ya?ml");

  /** Most JSON is data; that of settings says so in its name, or its folder's. */
  private static final Pattern SETTINGS =
      Pattern.compile(
          "(?i).*(conf|cfg|deepspeed|ds_|zero_?[123]|hparam|hyper|param|setting|(^|_)args"
              + "|experiment|train|recipe).*");

  private Configurations() {}

  static boolean mayBe(Path file) {
    String name = String.valueOf(file.getFileName());
    if (OTHERS.matcher(name).matches() || isHidden(file) || isDataOfJson(file, name)) {
      return false;
    }
    try {
      return Files.size(file) <= LARGEST;
    } catch (IOException unreadable) {
      return false;
    }
  }

  private static boolean isDataOfJson(Path file, String name) {
    Path folder = file.getParent();
    String folderName = folder == null ? "" : String.valueOf(folder.getFileName());
    return name.endsWith(".json")
        && !SETTINGS.matcher(name).matches()
        && !SETTINGS.matcher(folderName).matches();
  }

  /** What lies in a folder like {@code .github} is for the tool that the folder is named for. */
  private static boolean isHidden(Path file) {
    Path folder = file.getParent();
    return folder != null && String.valueOf(folder.getFileName()).startsWith(".");
  }
}
