package dev.tensorvet.source;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
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
  private final Optional<CellMap> cells;
  private final Optional<SourceFile> physical;
  private final Charset charset;
  private final Optional<Decoder.DecodingProblem> decodingProblem;

  /** Made for who asks first: of a file in which nothing is found, nobody does. */
  private volatile Optional<LineTable> lines = Optional.empty();

  /** The same: a file that is only imported is mostly asked for none. */
  private volatile Optional<Words> words = Optional.empty();

  private SourceFile(
      String path,
      Language language,
      Decoder.Decoded decoded,
      Optional<CellMap> cells,
      Optional<SourceFile> physical) {
    this.path = path;
    this.language = language;
    this.text = decoded.text();
    this.cells = cells;
    this.physical = physical;
    this.charset = decoded.charset();
    this.decodingProblem = decoded.problem();
  }

  /**
   * @param path how the file is named to the user, with {@code /} between its parts
   */
  public static SourceFile of(String path, Language language, String text) {
    return of(path, language, new Decoder.Decoded(text, StandardCharsets.UTF_8, Optional.empty()));
  }

  /** A file whose bytes were read as text. */
  public static SourceFile of(String path, Language language, Decoder.Decoded decoded) {
    return new SourceFile(path, language, decoded, Optional.empty(), Optional.empty());
  }

  /** The joined code of a notebook: {@code text} holds its code cells as {@code cells} says. */
  public static SourceFile ofCells(SourceFile notebook, String text, CellMap cells) {
    return new SourceFile(
        notebook.path,
        Language.NOTEBOOK,
        new Decoder.Decoded(text, notebook.charset, notebook.decodingProblem),
        Optional.of(cells),
        Optional.of(notebook));
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
    Optional<LineTable> made = lines;
    if (made.isEmpty()) {
      made = Optional.of(LineTable.of(text));
      lines = made;
    }
    return made.get();
  }

  /** The words of the text. */
  public Words words() {
    Optional<Words> made = words;
    if (made.isEmpty()) {
      made = Optional.of(Words.of(text));
      words = made;
    }
    return made.get();
  }

  /** Present for the joined code of a notebook. */
  public Optional<CellMap> cells() {
    return cells;
  }

  /** The file as it lies on the disk: for the joined code of a notebook, the notebook. */
  public SourceFile physical() {
    return physical.orElse(this);
  }

  /** How the lines of this file end, told by its first line; LF when there is only one. */
  public String lineEnd() {
    if (lines().count() == 1) {
      return "\n";
    }
    int end = lines().start(2);
    if (text.charAt(end - 1) == '\r') {
      return "\r";
    }
    return end > 1 && text.charAt(end - 2) == '\r' ? "\r\n" : "\n";
  }

  /** Offset of the first code unit that is content: a byte-order mark is none. */
  public int contentStart() {
    return text.startsWith("\uFEFF") ? 1 : 0;
  }

  /** What the file's bytes were read as. */
  public Charset charset() {
    return charset;
  }

  /** The text in the encoding that the file is in. */
  public byte[] bytes() {
    return text.getBytes(charset);
  }

  /** What is wrong with the file's encoding. */
  public Optional<Decoder.DecodingProblem> decodingProblem() {
    return decodingProblem;
  }

  public String text(Span span) {
    return text.substring(span.start(), span.end());
  }

  /**
   * The line and column of an offset in {@link #text()}, as an editor shows them: a byte-order mark
   * takes no column.
   */
  public Location locate(int offset) {
    Location place = lines().locate(offset);
    return place.line() == 1 && place.column() > 1
        ? new Location(1, place.column() - contentStart())
        : place;
  }

  @Override
  public String toString() {
    return path;
  }
}
