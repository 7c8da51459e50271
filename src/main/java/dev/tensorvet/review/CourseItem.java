package dev.tensorvet.review;

import dev.tensorvet.finding.Place;
import java.util.List;
import java.util.Optional;

/** What a program does at one point of its course. */
public sealed interface CourseItem {

  Place place();

  /**
   * A loop.
   *
   * @param head the loop's first line
   * @param condition under which condition it is entered
   */
  record Loop(String head, Place place, Optional<String> condition, List<CourseItem> items)
      implements CourseItem {
    public Loop {
      items = List.copyOf(items);
    }
  }

  /**
   * Something that is done.
   *
   * @param subject what it is done with, as the code calls it
   * @param condition under which condition, where it is not done in each turn
   * @param caller the function whose code does it; empty for a file's own code
   */
  record Act(
      Doing doing,
      Place place,
      Optional<String> subject,
      Optional<String> condition,
      Optional<String> caller)
      implements CourseItem {}

  /**
   * The same loop again, by another way.
   *
   * @param place the call that leads to it
   * @param condition under which condition it is entered
   */
  record Again(String head, Place place, Optional<String> condition) implements CourseItem {}
}
