package dev.tensorvet.baseline;

import dev.tensorvet.finding.Fingerprint;
import dev.tensorvet.finding.Occurrence;
import dev.tensorvet.finding.Reported;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/** Known findings: which ones, and how many of each. */
public final class Baseline {

  private final SortedMap<Known, Integer> counts;

  /**
   * @param counts how many findings are known alike, from 1
   */
  Baseline(Map<Known, Integer> counts) {
    this.counts = new TreeMap<>(counts);
  }

  /**
   * A baseline of findings, in any order. Where all of the equal lines of a function have one, it
   * makes no difference which is which.
   */
  public static Baseline of(List<Known> findings) {
    Map<Known, Set<Occurrence>> lines = new HashMap<>();
    findings.forEach(
        each -> lines.computeIfAbsent(each.anywhere(), a -> new HashSet<>()).add(each.at()));
    Map<Known, Integer> counts = new HashMap<>();
    for (Known each : findings) {
      boolean isOfAll = lines.getOrDefault(each.anywhere(), Set.of()).size() == each.at().of();
      counts.merge(isOfAll ? each.anywhere() : each, 1, Integer::sum);
    }
    return new Baseline(counts);
  }

  /**
   * What becomes of the findings of a run.
   *
   * @param fresh those that the baseline does not hold
   * @param known those that it holds
   * @param stale what it holds and was not found, once for each finding
   */
  public record Split(List<Reported> fresh, List<Reported> known, List<Fingerprint> stale) {

    public Split {
      fresh = List.copyOf(fresh);
      known = List.copyOf(known);
      stale = List.copyOf(stale);
    }
  }

  /**
   * Tells the findings that are known from others. Of more equal ones than there were, the last
   * ones are new. On which of equal lines a finding stands counts as long as there are as many of
   * them: where one came or went, nobody knows which is which.
   *
   * @param print what a finding is known by, with its file named as the baseline does; none for a
   *     file that the baseline does not hold for
   * @param isJudged whether the run would have found what has a fingerprint, if it were there
   */
  public Split split(
      List<Reported> findings,
      Function<Reported, Optional<Fingerprint>> print,
      Predicate<Fingerprint> isJudged) {
    Map<Known, Integer> left = new HashMap<>();
    Map<Known, Set<Known>> alike = new HashMap<>();
    counts.forEach(
        (each, count) -> {
          Known key = each.withoutBlanks();
          left.merge(key, count, Integer::sum);
          alike.computeIfAbsent(key.anywhere(), k -> new TreeSet<>()).add(key);
        });
    Set<Reported> exact = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Reported found : findings) {
      key(found, print).filter(key -> take(key, left)).ifPresent(key -> exact.add(found));
    }
    List<Reported> fresh = new ArrayList<>();
    List<Reported> known = new ArrayList<>();
    for (Reported found : findings) {
      boolean isKnown =
          exact.contains(found)
              || key(found, print).filter(key -> takeAlike(key, alike, left)).isPresent();
      (isKnown ? known : fresh).add(found);
    }
    return new Split(fresh, known, stale(left, isJudged));
  }

  private static Optional<Known> key(
      Reported found, Function<Reported, Optional<Fingerprint>> print) {
    return print.apply(found).map(p -> new Known(p.withoutBlanks(), found.occurrence()));
  }

  private static boolean take(Known key, Map<Known, Integer> left) {
    int there = left.getOrDefault(key, 0);
    if (there > 0) {
      left.put(key, there - 1);
    }
    return there > 0;
  }

  /** Takes what is known of an equal line, unless that is one of the lines that there are now. */
  private static boolean takeAlike(
      Known key, Map<Known, Set<Known>> alike, Map<Known, Integer> left) {
    return alike.getOrDefault(key.anywhere(), Set.of()).stream()
        .filter(each -> each.isAnywhere() || each.at().of() != key.at().of())
        .anyMatch(each -> take(each, left));
  }

  private List<Fingerprint> stale(Map<Known, Integer> left, Predicate<Fingerprint> isJudged) {
    List<Fingerprint> stale = new ArrayList<>();
    counts.forEach(
        (each, count) -> {
          Known key = each.withoutBlanks();
          int missing = Math.min(count, left.getOrDefault(key, 0));
          if (missing > 0 && isJudged.test(each.print())) {
            left.merge(key, -missing, Integer::sum);
            for (int i = 0; i < missing; i++) {
              stale.add(each.print());
            }
          }
        });
    return stale;
  }

  /** What the baseline holds, in order, and how many of each. */
  SortedMap<Known, Integer> counts() {
    return counts;
  }

  /** How many findings it holds. */
  public int size() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }
}
