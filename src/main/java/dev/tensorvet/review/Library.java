package dev.tensorvet.review;

import java.util.List;

/**
 * A library that the repository imports.
 *
 * @param name as it is imported
 * @param versions the versions that the project allows; empty where nothing is said
 * @param sources the files that say so
 * @param users how many files import it
 */
public record Library(String name, String versions, List<String> sources, int users) {

  public Library {
    sources = List.copyOf(sources);
  }
}
