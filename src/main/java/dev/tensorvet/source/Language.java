package dev.tensorvet.source;

/** The language that a file is written in, as told by its name. */
public enum Language {
  PYTHON,
  /** A Jupyter notebook whose code cells are Python. */
  NOTEBOOK,
  JAVA,
  YAML,
  JSON,
  TOML,
  /** The libraries that pip is to install, one on a line. */
  REQUIREMENTS;

  /** Whether files of it hold values and no code. */
  public boolean isData() {
    return this == YAML || this == JSON || this == TOML || this == REQUIREMENTS;
  }
}
