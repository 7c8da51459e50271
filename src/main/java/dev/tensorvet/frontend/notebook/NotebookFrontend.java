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
 * Reads notebooks. Their Python cells are parsed one by one into one tree, so that a broken cell
 * does not reach the next; cells of another language stay in the text and out of the tree.
 */
public final class NotebookFrontend implements Frontend {

  /**
   * Cell magics under which Python stands that runs in the notebook, as that of python3 does not.
   */
  private static final Set<String> PYTHON_MAGICS =
      Set.of("capture", "debug", "ipytest", "prun", "time", "timeit");

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
    List<Span> python = new ArrayList<>();
    for (NotebookReader.Cell cell : notebook.cells()) {
      int start = text.length();
      text.append(cell.code());
      int end = text.length();
      cells.add(
          new CellMap.Cell(
              cell.number(),
              start,
              end,
              cell.physicalStarts(),
              cell.physicalColumns(),
              cell.run()));
      // Also after a line end of the cell's own, so that no place is in two cells.
      text.append('\n');
      if (isPython(cell.code())) {
        python.add(new Span(start, end));
      }
    }
    String joined = text.toString();
    SourceFile source =
        cells.isEmpty()
            ? SourceFile.of(file.path(), Language.NOTEBOOK, "")
            : SourceFile.ofCells(file, joined, new CellMap(cells, LineTable.of(joined)));
    ParsedFile parsed = new PythonFrontend().parseCells(source, python);
    return notebook.otherLanguage().map(parsed::withOtherLanguage).orElse(parsed);
  }

  /**
   * Whether a cell's code runs as Python: {@code %%bash} at its beginning says that it does not.
   */
  private static boolean isPython(String code) {
    String first = code.stripLeading();
    return !first.startsWith("%%") || PYTHON_MAGICS.contains(first.substring(2).split("\\W", 2)[0]);
  }
}
