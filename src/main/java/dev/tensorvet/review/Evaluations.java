package dev.tensorvet.review;

import dev.tensorvet.finding.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds where a program evaluates: what runs a model without gradients may as well compute a target
 * to learn from, or collect what is learnt from later.
 */
final class Evaluations {

  private static final Set<Doing> FORWARD = Set.of(Doing.FORWARD, Doing.FORWARD_WITHOUT_GRAPH);

  private static final Set<Doing> TRAINING = Set.of(Doing.BACKWARD, Doing.STEP);

  /** A loop that counts, and does not go through data. */
  private static final Pattern COUNTS = Pattern.compile("while\\b.*|for .* in .*\\brange\\(.*");

  private final List<Place> runs = new ArrayList<>();
  private final List<Place> switches = new ArrayList<>();
  private boolean hasStepped;

  private Evaluations() {}

  /** Where models are run to evaluate, or else where they are switched to it on the way. */
  static List<Place> of(List<CourseItem> course) {
    Evaluations found = new Evaluations();
    found.read(course, false, false);
    return found.runs.isEmpty() ? found.switches : found.runs;
  }

  /**
   * @param isSwitched whether a model was switched to evaluation before
   * @param isThroughData whether it is one turn of a loop through data
   */
  private void read(List<CourseItem> turn, boolean isSwitched, boolean isThroughData) {
    boolean trains = holds(turn, TRAINING);
    boolean evaluates = !trains && (isSwitched || isThroughData);
    boolean isEvaluating = isSwitched;
    hasStepped |= trains;
    for (CourseItem item : turn) {
      switch (item) {
        case CourseItem.Act act -> {
          if (act.doing() == Doing.EVAL_MODE) {
            isEvaluating = true;
            evaluates = true;
            if (hasStepped) {
              switches.add(act.place());
            }
          } else if (act.doing() == Doing.TRAIN_MODE) {
            isEvaluating = false;
            evaluates = false;
          } else if (evaluates && FORWARD.contains(act.doing())) {
            runs.add(act.place());
          }
        }
        case CourseItem.Loop loop ->
            read(loop.items(), isEvaluating, !COUNTS.matcher(loop.head()).matches());
        case CourseItem.Again again -> {}
      }
    }
  }

  private static boolean holds(List<CourseItem> items, Set<Doing> wanted) {
    return items.stream()
        .anyMatch(item -> item instanceof CourseItem.Act act && wanted.contains(act.doing()));
  }
}
