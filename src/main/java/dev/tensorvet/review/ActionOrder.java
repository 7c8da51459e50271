package dev.tensorvet.review;

import dev.tensorvet.facts.ProgramCourse.Action;
import dev.tensorvet.facts.Site;
import dev.tensorvet.finding.Place;
import java.util.List;

/** Where in a course something stands that is told of it later. */
final class ActionOrder {

  private ActionOrder() {}

  /**
   * The index of the first action that comes after a place: beside those that the same calls lead
   * to, or else as many of the same calls as lead to any.
   */
  static int indexOf(Site site, List<Action> actions) {
    for (int shared = site.calls().size(); shared >= 0; shared--) {
      List<Place> calls = site.calls().subList(0, shared);
      int last = -1;
      int first = -1;
      for (int i = 0; i < actions.size(); i++) {
        Site other = actions.get(i).site();
        List<Place> way = other.way();
        boolean isBeside = way.size() > shared && way.subList(0, shared).equals(calls);
        if (isBeside && other.comesAfter(site)) {
          first = first < 0 ? i : first;
        } else if (isBeside) {
          last = i;
        }
      }
      if (last >= 0 || first >= 0) {
        return last >= 0 ? last + 1 : first;
      }
    }
    return actions.size();
  }
}
