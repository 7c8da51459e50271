package dev.tensorvet.fix;

import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.fix.FixedFile.Reason;
import dev.tensorvet.fix.FixedFile.Refusal;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.source.Span;
import dev.tensorvet.source.TextEdit;
import dev.tensorvet.syntax.ParsedFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Puts the fixes of one file together. In the order of the findings, the first fix that wants a
 * place has it.
 */
public final class FixApplier {

  private final Function<SourceFile, ParsedFile> parse;
  private final Fix.Safety limit;

  /**
   * @param parse reads a file as the check does
   * @param limit whether unsafe fixes are wanted too
   */
  public FixApplier(Function<SourceFile, ParsedFile> parse, Fix.Safety limit) {
    this.parse = parse;
    this.limit = limit;
  }

  /** Applies the fixes of findings that are all in one file. */
  public FixedFile apply(SourceFile file, List<Finding> findings) {
    List<Finding> wanted = findings.stream().filter(this::isWanted).toList();
    if (file.decodingProblem().isPresent()) {
      return new FixedFile(
          file.physical(),
          file.physical().text(),
          List.of(),
          wanted.stream().map(finding -> new Refusal(finding, Reason.UNDECODABLE)).toList());
    }
    Attempt whole = new Attempt(file);
    wanted.forEach(whole::add);
    if (whole.applied.isEmpty() || whole.isSound()) {
      return whole.result();
    }
    Attempt careful = new Attempt(file);
    wanted.forEach(careful::addIfSound);
    return careful.result();
  }

  private boolean isWanted(Finding finding) {
    return finding.fix().filter(fix -> fix.safety().compareTo(limit) <= 0).isPresent();
  }

  /** A set of fixes in the making. */
  private final class Attempt {

    private final SourceFile file;
    private final Optional<NotebookText> notebook;
    private final int problemsBefore;
    private Edits edits = new Edits();
    private final List<Finding> applied = new ArrayList<>();
    private final List<Refusal> refused = new ArrayList<>();

    Attempt(SourceFile file) {
      this.file = file;
      this.notebook = NotebookText.of(file);
      this.problemsBefore = parse.apply(file.physical()).problems().size();
    }

    void add(Finding finding) {
      if (!isPlaceable(edits(finding))) {
        refused.add(new Refusal(finding, Reason.NO_PLACE));
      } else if (edits.add(edits(finding))) {
        applied.add(finding);
      } else {
        refused.add(new Refusal(finding, Reason.OVERLAP));
      }
    }

    /**
     * Adds a fix, and takes it back when the file suffers; the slow way, for files where one does.
     */
    void addIfSound(Finding finding) {
      int before = applied.size();
      add(finding);
      if (applied.size() > before && !isSound()) {
        applied.removeLast();
        refused.add(new Refusal(finding, Reason.BREAKS_FILE));
        edits = new Edits();
        applied.forEach(kept -> edits.add(edits(kept)));
      }
    }

    private List<TextEdit> edits(Finding finding) {
      return finding.fix().stream().flatMap(fix -> fix.edits().stream()).map(this::fitted).toList();
    }

    /** In the file's own line ends, and behind its byte-order mark. */
    private TextEdit fitted(TextEdit edit) {
      int first = file.contentStart();
      Span span =
          new Span(Math.max(first, edit.span().start()), Math.max(first, edit.span().end()));
      return new TextEdit(span, edit.replacement().replace("\n", file.lineEnd()));
    }

    private boolean isPlaceable(List<TextEdit> fix) {
      return notebook.isEmpty()
          || fix.stream().allMatch(edit -> notebook.get().physical(edit).isPresent());
    }

    private String text() {
      if (notebook.isEmpty()) {
        return edits.applyTo(file.text());
      }
      Edits physical = new Edits();
      physical.add(
          edits.all().stream().flatMap(edit -> notebook.get().physical(edit).stream()).toList());
      return physical.applyTo(file.physical().text());
    }

    /**
     * Whether the changed file parses as well as before, and a notebook to the code that is meant.
     */
    boolean isSound() {
      SourceFile changed = SourceFile.of(file.path(), file.language(), text());
      ParsedFile parsed = parse.apply(changed);
      return parsed.problems().size() <= problemsBefore
          && (notebook.isEmpty() || parsed.source().text().equals(edits.applyTo(file.text())));
    }

    FixedFile result() {
      return new FixedFile(file.physical(), text(), applied, refused);
    }
  }
}
