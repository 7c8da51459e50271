package dev.tensorvet.workspace;

import java.nio.file.Path;

/**
 * A question about the files of a project.
 *
 * @param path absolute and normalised
 * @param word what is looked for below the path, where the question is for something
 */
record Question(Kind kind, Path path, String word) {

  /** What is asked. */
  enum Kind {
    /** Whether there is such a file. */
    FILE,
    /** Whether there is such a directory. */
    DIRECTORY,
    /** What a file holds. */
    CONTENT,
    /** The names in a directory. */
    NAMES,
    /** Whether a name in a directory has an ending. */
    ENDING,
    /** The folders of a directory that have a folder of a name. */
    HOLDERS,
    /** The files below a folder that hold a word. */
    WORD,
    /** The files right in a folder that hold a word. */
    WORD_BESIDE,
    /** All that the files below a folder hold. */
    FOLDER,
    /** All that the files right in a folder hold. */
    FOLDER_BESIDE
  }

  Question(Kind kind, Path path) {
    this(kind, path, "");
  }
}
