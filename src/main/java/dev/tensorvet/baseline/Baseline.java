package dev.tensorvet.baseline;

import dev.tensorvet.finding.Fingerprint;
import dev.tensorvet.finding.Reported;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** Known findings: which ones, and how many of each. */
public final class Baseline {

  private final SortedMap<Fingerprint, Integer> counts;

  /**
   * @param counts how many findings share a fingerprint, from 1
   */
  Baseline(Map<Fingerprint, Integer> counts) {
    this.counts = new TreeMap<>(counts);
  }

  /** A baseline of findings, in any order. */
  public static Baseline of(List<Fingerprint> findings) {
    Map<Fingerprint, Integer> counts = new HashMap<>();
    findings.forEach(each -> counts.merge(each, 1, Integer::sum));
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
   * ones are new.
   *
   * @param print the fingerprint of a finding, with its file named as the baseline does; none for a
   *     file that the baseline does not hold for
   * @param isJudged whether the run would have found what has a fingerprint, if it were there
   */
  public Split split(
      List<Reported> findings,
      Function<Reported, Optional<Fingerprint>> print,
      Predicate<Fingerprint> isJudged) {
    Map<Fingerprint, Integer> left = new HashMap<>();
    counts.forEach((each, count) -> left.merge(each.withoutBlanks(), count, Integer::sum));
    List<Reported> fresh = new ArrayList<>();
    List<Reported> known = new ArrayList<>();
    for (Reported found : findings) {
      Optional<Fingerprint> key =
          print.apply(found).map(Fingerprint::withoutBlanks).filter(k -> isLeft(left, k));
      key.ifPresent(k -> left.merge(k, -1, Integer::sum));
      (key.isPresent() ? known : fresh).add(found);
    }
    return new Split(fresh, known, stale(left, isJudged));
  }

  private static boolean isLeft(Map<Fingerprint, Integer> left, Fingerprint key) {
    return left.getOrDefault(key, 0) > 0;
  }

  private List<Fingerprint> stale(Map<Fingerprint, Integer> left, Predicate<Fingerprint> isJudged) {
    List<Fingerprint> stale = new ArrayList<>();
    counts.forEach(
        (each, count) -> {
          Fingerprint key = each.withoutBlanks();
          int missing = Math.min(count, left.getOrDefault(key, 0));
          if (missing > 0 && isJudged.test(each)) {
            left.merge(key, -missing, Integer::sum);
            for (int i = 0; i < missing; i++) {
              stale.add(each);
            }
          }
        });
    return stale;
  }

  /** What the baseline holds, in order, and how many of each. */
  SortedMap<Fingerprint, Integer> counts() {
    return counts;
  }

  /** How many findings it holds. */
  public int size() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }
}
