package dev.tensorvet.review;

import dev.tensorvet.finding.Place;
import dev.tensorvet.semantic.SourceModule;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which files the code of a program lies in: its own, and what that imports. */
final class Reach {

  /** A program of more files than this is not read through. */
  private static final int MOST_FILES = 100;

  private final Map<SourceModule, FileSurvey> surveys;
  private final Map<SourceModule, List<SourceModule>> imports = new HashMap<>();
  private final Map<SourceModule, List<FileSurvey>> reached = new HashMap<>();

  Reach(Map<SourceModule, FileSurvey> surveys) {
    this.surveys = surveys;
  }

  Collection<FileSurvey> all() {
    return surveys.values();
  }

  /** What a file imports, found out once for all programs that come by. */
  List<SourceModule> imports(SourceModule module) {
    return imports.computeIfAbsent(module, SourceModule::imports);
  }

  List<FileSurvey> of(Program program) {
    return of(program.place());
  }

  /** The files that code runs through which begins at a place. */
  List<FileSurvey> of(Place start) {
    return surveys.values().stream()
        .filter(survey -> survey.module().file() == start.file())
        .findFirst()
        .map(survey -> reached(survey.module()))
        .orElse(List.of());
  }

  /**
   * The files that run together with one: what the programs import that it belongs to. Where none
   * is known to, any may.
   */
  Set<FileSurvey> together(FileSurvey file) {
    Set<FileSurvey> together = new LinkedHashSet<>();
    for (FileSurvey program : all()) {
      if (program == file || program.main().isPresent() || program.commandLine().isRead()) {
        List<FileSurvey> reached = reached(program.module());
        if (reached.contains(file)) {
          together.addAll(reached);
        }
      }
    }
    boolean isRun =
        together.stream().anyMatch(f -> f.main().isPresent() || f.commandLine().isRead());
    return isRun ? together : new LinkedHashSet<>(all());
  }

  private List<FileSurvey> reached(SourceModule start) {
    return reached.computeIfAbsent(start, this::from);
  }

  private List<FileSurvey> from(SourceModule start) {
    Set<SourceModule> seen = new LinkedHashSet<>(Set.of(start));
    Deque<SourceModule> ahead = new ArrayDeque<>(seen);
    while (!ahead.isEmpty() && seen.size() < MOST_FILES) {
      for (SourceModule imported : imports(ahead.pop())) {
        if (seen.add(imported)) {
          ahead.add(imported);
        }
      }
    }
    List<FileSurvey> files = new ArrayList<>();
    seen.forEach(module -> Optional.ofNullable(surveys.get(module)).ifPresent(files::add));
    return files;
  }
}
