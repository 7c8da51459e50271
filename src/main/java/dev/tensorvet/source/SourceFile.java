package dev.tensorvet.source;

import java.util.Optional;

/**
 * A file whose text is known.
 *
 * <p>The text is what is parsed and what offsets count in: for a notebook, once its front end has
 * seen it, the joined code of its cells, and {@link #cells()} leads back to the file.
 */
public final class SourceFile {

  private final String path;
  private final Language language;
  private final String text;
  private final LineTable lines;
  private final Optional<CellMap> cells;

  private SourceFile(String path, Language language, String text, Optional<CellMap> cells) {
    this.path = path;
    this.language = language;
    this.text = text;
    this.lines = LineTable.of(text);
    this.cells = cells;
  }

  /**
   * @param path how the file is named to the user, with {@code /} between its parts
   */
  public static SourceFile of(String path, Language language, String text) {
    return new SourceFile(path, language, text, Optional.empty());
  }

  /** The joined code of a notebook: {@code text} holds its code cells as {@code cells} says. */
  public static SourceFile ofCells(String path, String text, CellMap cells) {
    return new SourceFile(path, Language.NOTEBOOK, text, Optional.of(cells));
  }

  public String path() {
    return path;
  }

  public Language language() {
    return language;
  }

  public String text() {
    return text;
  }

  public LineTable lines() {
    return lines;
  }

  /** Present for the joined code of a notebook. */
  public Optional<CellMap> cells() {
    return cells;
  }

  public String text(Span span) {
    return text.substring(span.start(), span.end());
  }

  /** The line and column of an offset in {@link #text()}. */
  public Location locate(int offset) {
    return lines.locate(offset);
  }

  @Override
  public String toString() {
    return path;
  }
}
