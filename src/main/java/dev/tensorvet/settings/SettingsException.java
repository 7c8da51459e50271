package dev.tensorvet.settings;

import dev.tensorvet.source.Location;

/** A setting that means nothing. The run does not start. */
public final class SettingsException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public SettingsException(String path, Location location, String message) {
    super(path + ":" + location + ": " + message);
  }

  public SettingsException(String message) {
    super(message);
  }
}
