package dev.tensorvet.report;

import java.util.List;

/** The rows of a part of a page that is left out where it has none. */
record PageRows<T>(List<T> list, String title) {

  PageRows {
    list = List.copyOf(list);
  }

  boolean any() {
    return !list.isEmpty();
  }
}
