package dev.tensorvet.workspace;

import dev.tensorvet.source.Language;
import java.nio.file.Path;
import java.util.Optional;

/** Which language a file is written in, by its name. */
public final class Languages {

  private Languages() {}

  public static Optional<Language> of(Path path) {
    String name = String.valueOf(path.getFileName());
    int dot = name.lastIndexOf('.');
    return switch (dot < 0 ? "" : name.substring(dot)) {
      case ".py", ".pyi", ".pyw" -> Optional.of(Language.PYTHON);
      case ".ipynb" -> Optional.of(Language.NOTEBOOK);
      case ".java" -> Optional.of(Language.JAVA);
      case ".yaml", ".yml" -> Optional.of(Language.YAML);
      case ".json" -> Optional.of(Language.JSON);
      case ".toml" -> Optional.of(Language.TOML);
      case ".txt" ->
          name.matches("[\\w.-]*requirements?[\\w.-]*")
              ? Optional.of(Language.REQUIREMENTS)
              : Optional.empty();
      default -> Optional.empty();
    };
  }
}
