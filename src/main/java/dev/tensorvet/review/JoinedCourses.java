package dev.tensorvet.review;

import dev.tensorvet.facts.LoaderUse;
import dev.tensorvet.facts.ProgramCourse;
import dev.tensorvet.facts.ProgramCourse.Action;
import dev.tensorvet.facts.ProgramCourse.Part;
import dev.tensorvet.facts.Site;
import dev.tensorvet.facts.TrainingProgram;
import dev.tensorvet.finding.Place;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.SourceModule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts functions that train in place of the calls that run them, where no run could tell: the
 * object whose method it is may be of one of several classes, or of one that is not there. What the
 * names of the text tell of a call is enough to show a reader where a training begins, and is no
 * fact.
 */
final class JoinedCourses {

  /** A training is called by functions, but not that many of them. */
  private static final int DEEPEST = 8;

  private final Map<SourceModule, FileSurvey> surveys;
  private final NamedFunctions functions;

  JoinedCourses(Map<SourceModule, FileSurvey> surveys, NamedFunctions functions) {
    this.surveys = surveys;
    this.functions = functions;
  }

  /**
   * @param courses the courses, those of functions that were joined in the whole programs that call
   *     them
   * @param entered the functions that a call may run, where it may run several
   */
  record Joined(List<Course> courses, Map<Place, Set<FunctionEntity>> entered) {}

  /**
   * A course.
   *
   * @param functions the functions that it starts in, or that were joined in it
   * @param trainings what is known of the trainings in it
   */
  record Course(
      ProgramCourse course, List<FunctionEntity> functions, List<TrainingProgram> trainings) {

    Course {
      functions = List.copyOf(functions);
      trainings = List.copyOf(trainings);
    }

    static Course of(ProgramCourse course) {
      return new Course(
          course, course.start().stream().toList(), course.training().stream().toList());
    }
  }

  /** Where a function is called: a file that is run, and the calls that lead from there. */
  private record Way(FileSurvey program, List<Place> calls) {}

  Joined join(List<ProgramCourse> chosen) {
    Map<FileSurvey, Course> wholes = new LinkedHashMap<>();
    List<Course> apart = new ArrayList<>();
    Map<Place, Set<FunctionEntity>> entered = new LinkedHashMap<>();
    for (ProgramCourse course : chosen) {
      if (course.start().isEmpty()) {
        survey(course).ifPresent(survey -> wholes.put(survey, Course.of(course)));
      }
    }
    for (ProgramCourse course : chosen) {
      if (course.start().isPresent()) {
        FunctionEntity function = course.start().get();
        List<Way> ways = ways(function);
        ways.forEach(
            way -> {
              Course whole =
                  wholes.computeIfAbsent(way.program(), program -> Course.of(whole(program)));
              wholes.put(way.program(), with(whole, course, way.calls()));
              entered
                  .computeIfAbsent(way.calls().getLast(), call -> new LinkedHashSet<>())
                  .add(function);
            });
        if (ways.isEmpty()) {
          apart.add(Course.of(course));
        }
      }
    }
    List<Course> courses = new ArrayList<>(wholes.values());
    courses.addAll(apart);
    entered.values().removeIf(several -> several.size() < 2);
    return new Joined(courses, entered);
  }

  private Optional<FileSurvey> survey(ProgramCourse course) {
    return surveys.values().stream()
        .filter(survey -> survey.module().file() == course.file())
        .findFirst();
  }

  /** What a file does when it is run, or nothing where no run of it is known. */
  private static ProgramCourse whole(FileSurvey program) {
    return program.courses().stream()
        .filter(course -> course.start().isEmpty())
        .findFirst()
        .orElseGet(
            () ->
                new ProgramCourse(
                    program.module().file(),
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    List.of(),
                    Optional.empty()));
  }

  // --- where a function is called

  /** The ways to a function from files that are run. */
  private List<Way> ways(FunctionEntity function) {
    List<Way> ways = new ArrayList<>();
    ways(function, List.of(), ways);
    return ways;
  }

  private void ways(FunctionEntity function, List<Place> from, List<Way> to) {
    if (from.size() > DEEPEST) {
      return;
    }
    functions.callsOf(
        function,
        (call, caller) -> {
          Place place = caller.view().place(call);
          if (from.contains(place)) {
            return;
          }
          List<Place> calls = new ArrayList<>(List.of(place));
          calls.addAll(from);
          if (caller.function().isPresent()) {
            ways(caller.function().get(), calls, to);
          } else if (caller.survey().main().isPresent()) {
            to.add(new Way(caller.survey(), calls));
          }
        });
  }

  // --- what is done there

  private static Course with(Course joined, ProgramCourse function, List<Place> calls) {
    ProgramCourse whole = joined.course();
    Map<Place, Part> parts = new LinkedHashMap<>();
    whole.parts().forEach(part -> parts.putIfAbsent(part.site().place(), part));
    function.parts().forEach(part -> parts.putIfAbsent(part.site().place(), part));
    Set<LoaderUse> loaders = new LinkedHashSet<>(whole.loaders());
    loaders.addAll(function.loaders());
    List<TrainingProgram> trainings = new ArrayList<>(joined.trainings());
    function.training().ifPresent(trainings::add);
    List<FunctionEntity> functions = new ArrayList<>(joined.functions());
    function.start().ifPresent(functions::add);
    return new Course(
        new ProgramCourse(
            whole.file(),
            Optional.empty(),
            List.copyOf(parts.values()),
            actions(whole, function, calls),
            List.copyOf(loaders),
            whole.training()),
        functions,
        trainings);
  }

  /** The actions of a function, and not of the constructor before it, in place of its call. */
  private static List<Action> actions(
      ProgramCourse whole, ProgramCourse function, List<Place> calls) {
    Site call = new Site(calls.getLast(), calls.subList(0, calls.size() - 1));
    Place code = new Place(function.file(), function.start().orElseThrow().node().span());
    // What the call itself was taken for by its name, it is not.
    List<Action> actions = new ArrayList<>(whole.actions());
    actions.removeIf(action -> action.site().equals(call));
    int at = ActionOrder.indexOf(call, actions);
    for (Action action : function.actions()) {
      Place first = action.site().way().getFirst();
      if (first.file() == code.file() && code.span().contains(first.span())) {
        List<Place> inside = new ArrayList<>(calls);
        inside.addAll(action.site().calls());
        Site site = new Site(action.site().place(), inside);
        actions.add(at++, new Action(action.kind(), site, action.subject()));
      }
    }
    return actions;
  }
}
