package dev.tensorvet.frontend.notebook;

import dev.tensorvet.frontend.Frontend;
import dev.tensorvet.frontend.python.PythonFrontend;
import dev.tensorvet.source.CellMap;
import dev.tensorvet.source.Language;
import dev.tensorvet.source.LineTable;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.source.Span;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.ParseProblem;
import dev.tensorvet.syntax.ParsedFile;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads notebooks. Lines that are not Python (magics, shell commands) are set aside as comments of
 * the same length, so that every offset stays true; the parser loses one statement at a time, so
 * that a broken cell does not silence the others.
 */
public final class NotebookFrontend implements Frontend {

  @Override
  public Set<Language> languages() {
    return Set.of(Language.NOTEBOOK);
  }

  @Override
  public ParsedFile parse(SourceFile file) {
    NotebookReader.Notebook notebook = NotebookReader.read(file.text());
    if (notebook.problem().isPresent()) {
      ParseProblem problem = notebook.problem().get();
      Node.Module empty = new Node.Module(0, 0, 0, List.of());
      return new ParsedFile(file, new Tree(empty, 1), List.of(), List.of(problem));
    }
    StringBuilder text = new StringBuilder();
    List<CellMap.Cell> cells = new ArrayList<>();
    for (NotebookReader.Cell cell : notebook.cells()) {
      int start = text.length();
      String code = Magics.setAside(cell.code());
      text.append(code);
      cells.add(
          new CellMap.Cell(
              cell.number(), start, text.length(), cell.physicalStarts(), cell.physicalColumns()));
      text.append(code.endsWith("\n") ? "" : "\n");
    }
    String joined = text.toString();
    SourceFile source =
        cells.isEmpty()
            ? SourceFile.of(file.path(), Language.NOTEBOOK, "")
            : SourceFile.ofCells(file, joined, new CellMap(cells, LineTable.of(joined)));
    ParsedFile parsed = new PythonFrontend().parse(source);
    return new ParsedFile(source, parsed.tree(), parsed.comments(), parsed.problems());
  }

  /** A problem at an offset of the notebook's own text. */
  static ParseProblem problem(int offset, String message) {
    return new ParseProblem(new Span(offset, offset), message);
  }
}
