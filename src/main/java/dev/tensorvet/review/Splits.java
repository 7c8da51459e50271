package dev.tensorvet.review;

import dev.tensorvet.facts.ProgramCourse;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.Role;
import dev.tensorvet.review.Split.Piece;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
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

  private final List<ProgramCourse> courses;

  private Splits(List<ProgramCourse> courses) {
    this.courses = courses;
  }

  static List<Split> of(List<FileSurvey> surveys) {
    Splits splits =
        new Splits(surveys.stream().flatMap(survey -> survey.courses().stream()).toList());
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
    boolean trains =
        courses.stream()
            .flatMap(course -> course.actions().stream())
            .anyMatch(
                action ->
                    action.kind() == ProgramCourse.Action.Kind.STEP
                        && action.site().place().file() == survey.module().file());
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
          script.putIfAbsent(role, piece("code at the top level, from here on", statement, survey));
        }
      }
    }
    return script;
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
    if (does(node, file, ProgramCourse.Action.Kind.STEP, ProgramCourse.Action.Kind.BACKWARD)) {
      return FileRole.TRAINING;
    }
    if (does(
        node,
        file,
        ProgramCourse.Action.Kind.FORWARD_WITHOUT_GRAPH,
        ProgramCourse.Action.Kind.EVAL_MODE)) {
      return FileRole.EVALUATION;
    }
    if (makes(node, file, Role.LOADER, Role.DATASET)) {
      return FileRole.DATA;
    }
    boolean isOption =
        survey.options().stream().anyMatch(option -> node.span().contains(option.span()));
    return isOption ? FileRole.CONFIGURATION : FileRole.UTILITY;
  }

  private boolean does(Node node, SourceFile file, ProgramCourse.Action.Kind... kinds) {
    List<ProgramCourse.Action.Kind> wanted = List.of(kinds);
    return courses.stream()
        .flatMap(course -> course.actions().stream())
        .filter(action -> wanted.contains(action.kind()))
        .anyMatch(action -> isIn(action.site().place(), node, file));
  }

  private boolean makes(Node node, SourceFile file, Role... roles) {
    List<Role> wanted = List.of(roles);
    return courses.stream()
        .flatMap(course -> course.parts().stream())
        .filter(part -> wanted.contains(part.role()))
        .anyMatch(part -> isIn(part.site().place(), node, file));
  }

  private static boolean isIn(Place place, Node node, SourceFile file) {
    return place.file() == file && node.span().contains(place.span());
  }
}
