package dev.tensorvet.source;

import java.util.Collection;
import java.util.Optional;

/** How far apart two words are: Levenshtein's distance. */
public final class Distance {

  private Distance() {}

  public static int between(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int same = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(same, Math.min(above, row[j - 1]) + 1);
        diagonal = above;
      }
    }
    return row[b.length()];
  }

  /** The one of some names that a misspelt one most likely means; empty when two are as near. */
  public static Optional<String> nearest(String misspelt, Collection<String> names) {
    int most = misspelt.length() < 4 ? 1 : 2;
    Optional<String> nearest = Optional.empty();
    int best = most + 1;
    boolean isShared = false;
    for (String name : names) {
      int distance = between(misspelt, name);
      if (distance < best) {
        best = distance;
        nearest = Optional.of(name);
        isShared = false;
      } else if (distance == best && best <= most) {
        isShared = true;
      }
    }
    return isShared ? Optional.empty() : nearest;
  }
}
