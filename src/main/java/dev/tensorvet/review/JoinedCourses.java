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
import java.util.HashMap;
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

  /** A training that is begun in more places is no part of each of them. */
  private static final int MOST_WAYS = 16;

  private final Map<SourceModule, FileSurvey> surveys;
  private final NamedFunctions functions;
  private final Map<FunctionEntity, List<Way>> ways = new HashMap<>();

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

  /**
   * Where a function is called.
   *
   * @param program the file that is run
   * @param calls the calls that lead from there
   * @param caller whose code the last of them is
   */
  private record Way(FileSurvey program, List<Place> calls, Code caller) {}

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
              wholes.put(way.program(), with(whole, course, way));
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
    if (ways.containsKey(function)) {
      return ways.getOrDefault(function, List.of());
    }
    // What calls itself is on no way to itself.
    ways.put(function, List.of());
    List<Way> found = new ArrayList<>();
    functions.callsOf(
        function,
        (call, caller) -> {
          Place place = caller.view().place(call);
          if (caller.function().isPresent()) {
            for (Way to : ways(caller.function().get())) {
              List<Place> calls = new ArrayList<>(to.calls());
              calls.add(place);
              found.add(new Way(to.program(), calls, caller));
            }
          } else if (caller.survey().main().isPresent()) {
            found.add(new Way(caller.survey(), List.of(place), caller));
          }
        });
    List<Way> most = found.stream().limit(MOST_WAYS).toList();
    ways.put(function, most);
    return most;
  }

  // --- what is done there

  private Course with(Course joined, ProgramCourse function, Way way) {
    ProgramCourse whole = joined.course();
    List<Place> calls = way.calls();
    List<Action> actions = actions(whole, function, way);
    ModelCalls models = new ModelCalls(whole.parts());
    models.in(way.caller(), calls.subList(0, calls.size() - 1), actions);
    function.start().flatMap(functions::code).ifPresent(code -> models.in(code, calls, actions));
    Map<Place, Part> parts = new LinkedHashMap<>();
    whole.parts().forEach(part -> parts.putIfAbsent(part.site().place(), part));
    function.parts().forEach(part -> parts.putIfAbsent(part.site().place(), part));
    Set<LoaderUse> loaders = new LinkedHashSet<>(whole.loaders());
    loaders.addAll(function.loaders());
    List<TrainingProgram> trainings = new ArrayList<>(joined.trainings());
    function.training().ifPresent(trainings::add);
    List<FunctionEntity> starts = new ArrayList<>(joined.functions());
    function.start().ifPresent(starts::add);
    return new Course(
        new ProgramCourse(
            whole.file(),
            Optional.empty(),
            List.copyOf(parts.values()),
            actions,
            List.copyOf(loaders),
            whole.training()),
        starts,
        trainings);
  }

  /** The actions of a function, and not of the constructor before it, in place of its call. */
  private static List<Action> actions(ProgramCourse whole, ProgramCourse function, Way way) {
    List<Place> calls = way.calls();
    Site call = new Site(calls.getLast(), calls.subList(0, calls.size() - 1));
    Place code = new Place(function.file(), function.start().orElseThrow().node().span());
    // What the call itself was taken for by its name, it is not.
    List<Action> actions = new ArrayList<>(whole.actions());
    actions.removeIf(action -> action.site().equals(call));
    Code caller = way.caller();
    int at = ActionOrder.indexOf(call, caller.view().place(caller.node()), actions);
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
