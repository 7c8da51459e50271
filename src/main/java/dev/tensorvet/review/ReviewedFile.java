package dev.tensorvet.review;

import dev.tensorvet.source.SourceFile;
import java.util.List;

/**
 * A file of the repository.
 *
 * @param roles what it is, the most telling first; never empty
 * @param isEntry whether a program begins in it
 * @param lines how many it has
 * @param about the first sentence of what it says of itself; empty where it says nothing
 * @param defines the classes and functions of its own code, in the order of the text
 */
public record ReviewedFile(
    SourceFile file,
    List<FileRole> roles,
    boolean isEntry,
    int lines,
    String about,
    List<String> defines) {

  public ReviewedFile {
    roles = List.copyOf(roles);
    defines = List.copyOf(defines);
  }

  /** What it is first of all. */
  public FileRole role() {
    return roles.getFirst();
  }
}
