package dev.tensorvet.review;

import dev.tensorvet.facts.ProgramCourse.Action;
import dev.tensorvet.facts.Site;
import dev.tensorvet.finding.Place;
import java.util.List;
import java.util.Optional;

/** Where in a course something stands that is told of it later. */
final class ActionOrder {

  private ActionOrder() {}

  /**
   * The index of the first action that comes after a place: beside those of the same code, or else
   * those that the same calls lead to, or as many of the same calls as lead to any.
   *
   * @param code the code that the place is of: one call may run that of several functions
   */
  static int indexOf(Site site, Place code, List<Action> actions) {
    int beside = indexOf(site, site.calls().size(), Optional.of(code), actions);
    for (int shared = site.calls().size(); beside < 0 && shared >= 0; shared--) {
      beside = indexOf(site, shared, Optional.empty(), actions);
    }
    return beside < 0 ? actions.size() : beside;
  }

  /**
   * The same beside the actions that the first of the calls lead to; negative if there are none.
   */
  private static int indexOf(Site site, int shared, Optional<Place> code, List<Action> actions) {
    List<Place> calls = site.calls().subList(0, shared);
    int last = -1;
    int first = -1;
    for (int i = 0; i < actions.size(); i++) {
      Site other = actions.get(i).site();
      List<Place> way = other.way();
      boolean isBeside =
          way.size() > shared
              && way.subList(0, shared).equals(calls)
              && code.filter(all -> !isIn(way.get(shared), all)).isEmpty();
      if (isBeside && other.comesAfter(site)) {
        first = first < 0 ? i : first;
      } else if (isBeside) {
        last = i;
      }
    }
    return last >= 0 ? last + 1 : first;
  }

  private static boolean isIn(Place place, Place all) {
    return place.file() == all.file() && all.span().contains(place.span());
  }
}
