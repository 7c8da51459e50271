package dev.tensorvet.review;

import dev.tensorvet.finding.Place;
import java.util.List;

/**
 * How a file that does several things would fall into modules.
 *
 * @param mixes what it mixes
 * @param modules the modules that its own parts suggest
 */
public record Split(Place file, int lines, List<FileRole> mixes, List<Module> modules) {

  /**
   * A module of its own.
   *
   * @param name the file that it would be
   */
  public record Module(String name, List<Piece> pieces) {
    public Module {
      pieces = List.copyOf(pieces);
    }
  }

  /** A class or function that would go there. */
  public record Piece(String name, Place place, int lines) {}

  public Split {
    mixes = List.copyOf(mixes);
    modules = List.copyOf(modules);
  }
}
