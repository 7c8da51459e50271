package dev.tensorvet.engine;

import dev.tensorvet.interp.Interpreter;
import dev.tensorvet.reader.Readers;
import dev.tensorvet.semantic.Project;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.workspace.Memo;

/**
 * What a stretch of a run has found out: its files are parsed once for all questions, and most
 * answers are kept, since most questions come again. Safe for use by many threads.
 */
public final class Chapter {

  private final Project project;
  private final Readers readers;
  private final Interpreter interpreter;
  private final Memo<SourceModule, FileFindings> findings;

  /** A chapter in which nothing is known yet. */
  public Chapter(Project project, Readers readers, Interpreter interpreter) {
    this.project = project;
    this.readers = readers;
    this.interpreter = interpreter;
    this.findings = new Memo<>(project.files());
  }

  /** The files, as far as they were read. */
  public Project project() {
    return project;
  }

  /** What finds out what their code does. */
  public Readers readers() {
    return readers;
  }

  /** What their models compute. */
  public Interpreter interpreter() {
    return interpreter;
  }

  /** What the rules find in a file, for all checks of the chapter. */
  FileFindings findings(SourceModule file) {
    return findings.get(file, any -> new FileFindings());
  }
}
