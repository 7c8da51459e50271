package dev.tensorvet.review;

import dev.tensorvet.facts.ProgramCourse;
import dev.tensorvet.facts.ProgramCourse.Action.Kind;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.Role;
import dev.tensorvet.review.Split.Piece;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.source.Span;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Advises how a file that mixes model, data and training falls into modules. */
final class Splits {

  /** A shorter script is read at once, and better left whole. */
  private static final int FEWEST_LINES = 120;

  private static final Map<FileRole, String> NAMES =
      Map.of(
          FileRole.MODEL, "model.py",
          FileRole.DATA, "data.py",
          FileRole.TRAINING, "train.py",
          FileRole.EVALUATION, "evaluate.py",
          FileRole.CONFIGURATION, "config.py",
          FileRole.UTILITY, "utils.py");

  /** What is done or made at a stretch of a file: many programs go through the same code. */
  private record Mark<T>(T what, Span at) {}

  private final Map<SourceFile, Set<Mark<Kind>>> done = new HashMap<>();
  private final Map<SourceFile, Set<Mark<Role>>> made = new HashMap<>();

  private Splits(List<FileSurvey> surveys) {
    for (FileSurvey survey : surveys) {
      for (ProgramCourse course : survey.courses()) {
        course.actions().forEach(action -> mark(action.kind(), action.site().place(), done));
        course.parts().forEach(part -> mark(part.role(), part.site().place(), made));
      }
    }
  }

  private static <T> void mark(T what, Place at, Map<SourceFile, Set<Mark<T>>> to) {
    to.computeIfAbsent(at.file(), f -> new HashSet<>()).add(new Mark<>(what, at.span()));
  }

  private static <T> boolean holds(
      Map<SourceFile, Set<Mark<T>>> marks, SourceFile file, Span stretch, Set<T> wanted) {
    return marks.getOrDefault(file, Set.of()).stream()
        .anyMatch(mark -> wanted.contains(mark.what()) && stretch.contains(mark.at()));
  }

  static List<Split> of(List<FileSurvey> surveys) {
    Splits splits = new Splits(surveys);
    return surveys.stream()
        .filter(survey -> !survey.isTest())
        .flatMap(survey -> splits.split(survey).stream())
        .toList();
  }

  private Optional<Split> split(FileSurvey survey) {
    int lines = survey.module().file().lines().count();
    if (lines < FEWEST_LINES) {
      return Optional.empty();
    }
    Map<FileRole, List<Piece>> pieces = new EnumMap<>(FileRole.class);
    survey
        .definitions()
        .forEach(
            (name, node) ->
                pieces
                    .computeIfAbsent(role(node, survey), role -> new ArrayList<>())
                    .add(piece(name, node, survey)));
    script(survey)
        .forEach((role, piece) -> pieces.computeIfAbsent(role, r -> new ArrayList<>()).add(piece));
    Set<FileRole> mixes = EnumSet.noneOf(FileRole.class);
    mixes.addAll(pieces.keySet());
    mixes.retainAll(EnumSet.of(FileRole.MODEL, FileRole.DATA, FileRole.TRAINING));
    SourceFile file = survey.module().file();
    boolean trains = holds(done, file, new Span(0, file.text().length()), Set.of(Kind.STEP));
    boolean isMixed =
        (trains || !survey.frameworkModules().isEmpty())
            && mixes.contains(FileRole.TRAINING)
            && mixes.size() > 1;
    if (!isMixed) {
      return Optional.empty();
    }
    List<Split.Module> modules = new ArrayList<>();
    pieces.forEach(
        (role, held) -> modules.add(new Split.Module(NAMES.getOrDefault(role, "utils.py"), held)));
    return Optional.of(new Split(survey.start(), lines, List.copyOf(mixes), modules));
  }

  private static Piece piece(String name, Node node, FileSurvey survey) {
    return new Piece(name, survey.view().place(node), lines(node, survey));
  }

  private static int lines(Node node, FileSurvey survey) {
    SourceFile file = survey.module().file();
    return file.lines().line(node.end()) - file.lines().line(node.start()) + 1;
  }

  /** What the file's own code does outside of functions and classes. */
  private Map<FileRole, Piece> script(FileSurvey survey) {
    Map<FileRole, Piece> script = new EnumMap<>(FileRole.class);
    for (Stmt statement : survey.module().tree().root().body()) {
      boolean isDefinition =
          statement instanceof Stmt.FunctionDef || statement instanceof Stmt.ClassDef;
      if (!isDefinition) {
        FileRole role = role(statement, survey);
        if (role != FileRole.UTILITY) {
          script.putIfAbsent(role, piece("code outside of functions", statement, survey));
        }
      }
    }
    return script;
  }

  private static boolean isOptimizer(Node node, FileSurvey survey) {
    return node instanceof Stmt.ClassDef definition
        && survey.module().definition(definition) instanceof ClassEntity type
        && survey.role(type).filter(role -> role == Role.OPTIMIZER).isPresent();
  }

  private FileRole role(Node node, FileSurvey survey) {
    if (node instanceof Stmt.ClassDef definition
        && survey.module().definition(definition) instanceof ClassEntity type) {
      if (survey.frameworkModules().contains(type)) {
        return FileRole.TRAINING;
      }
      if (survey.models().contains(type)
          || survey.modelClasses().stream().anyMatch(m -> m.type() == type)) {
        return FileRole.MODEL;
      }
      if (survey.datasets().contains(type)) {
        return FileRole.DATA;
      }
    }
    SourceFile file = survey.module().file();
    // Where a program starts is where its parts are put together.
    if (node instanceof Stmt.FunctionDef function && function.name().startsWith("main")) {
      return FileRole.TRAINING;
    }
    // An optimizer of one's own is no program that trains.
    if (holds(done, file, node.span(), Set.of(Kind.STEP, Kind.BACKWARD))) {
      return isOptimizer(node, survey) ? FileRole.UTILITY : FileRole.TRAINING;
    }
    // What makes the optimizer puts a training together, whatever else it makes and tries.
    if (node instanceof Stmt.FunctionDef
        && holds(made, file, node.span(), Set.of(Role.OPTIMIZER))) {
      return FileRole.TRAINING;
    }
    if (holds(done, file, node.span(), Set.of(Kind.FORWARD_WITHOUT_GRAPH, Kind.EVAL_MODE))) {
      return FileRole.EVALUATION;
    }
    if (holds(made, file, node.span(), Set.of(Role.LOADER, Role.DATASET, Role.TRANSFORM))) {
      return FileRole.DATA;
    }
    boolean isOption =
        survey.commandLine().options().stream()
            .anyMatch(option -> node.span().contains(option.span()));
    return isOption ? FileRole.CONFIGURATION : FileRole.UTILITY;
  }
}
