package dev.tensorvet.requirement;

import java.util.List;
import java.util.Optional;

/**
 * Versions without a gap. What a range leaves out in its midst, as {@code !=} does, counts as in
 * it.
 */
public record VersionRange(Optional<Version> from, Optional<Bound> to) {

  /** All versions: nothing is known. */
  public static final VersionRange ALL = new VersionRange(Optional.empty(), Optional.empty());

  /** The end of a range. */
  public record Bound(Version version, boolean isIncluded) implements Comparable<Bound> {

    @Override
    public int compareTo(Bound other) {
      int order = version.compareTo(other.version);
      return order != 0 ? order : Boolean.compare(isIncluded, other.isIncluded);
    }
  }

  static VersionRange exactly(Version version) {
    return new VersionRange(Optional.of(version), Optional.of(new Bound(version, true)));
  }

  static VersionRange from(Version version) {
    return new VersionRange(Optional.of(version), Optional.empty());
  }

  static VersionRange upTo(Version version, boolean isIncluded) {
    return new VersionRange(Optional.empty(), Optional.of(new Bound(version, isIncluded)));
  }

  /** All versions that begin with the first {@code count} numbers of {@code version}. */
  static VersionRange series(Version version, int count) {
    return from(version).and(upTo(version.after(count), false));
  }

  /** Whether nothing is said. */
  public boolean isOpen() {
    return from.isEmpty() && to.isEmpty();
  }

  /** Whether every version is {@code version} or a later one. */
  public boolean isFrom(Version version) {
    return from.filter(lowest -> lowest.compareTo(version) >= 0).isPresent();
  }

  /** Whether every version comes before {@code version}. */
  public boolean isBefore(Version version) {
    return to.filter(end -> end.compareTo(new Bound(version, true)) < 0).isPresent();
  }

  /** The minor version that all allowed versions are of, if it is one. */
  public Optional<Version> minor() {
    return from.filter(version -> !version.parts().isEmpty())
        .map(
            version ->
                List.of(
                    version.parts().get(0),
                    // A version leaves out the noughts at its end.
                    version.parts().size() > 1 ? version.parts().get(1) : 0))
        .filter(parts -> isBefore(new Version(List.of(parts.get(0), parts.get(1) + 1), false)))
        .map(parts -> new Version(parts, false));
  }

  /** The versions that are in both. */
  VersionRange and(VersionRange other) {
    return new VersionRange(
        from.isPresent() && (other.from.isEmpty() || other.from.get().compareTo(from.get()) <= 0)
            ? from
            : other.from,
        to.isPresent() && (other.to.isEmpty() || to.get().compareTo(other.to.get()) <= 0)
            ? to
            : other.to);
  }

  /** The least range that holds both. */
  VersionRange or(VersionRange other) {
    return new VersionRange(
        from.flatMap(a -> other.from.map(b -> a.compareTo(b) <= 0 ? a : b)),
        to.flatMap(a -> other.to.map(b -> a.compareTo(b) >= 0 ? a : b)));
  }

  @Override
  public String toString() {
    if (from.isPresent() && to.equals(Optional.of(new Bound(from.get(), true)))) {
      return "==" + from.get();
    }
    String start = from.map(version -> ">=" + version).orElse("");
    String end = to.map(b -> (b.isIncluded() ? "<=" : "<") + b.version()).orElse("");
    return isOpen() ? "any" : start + (start.isEmpty() || end.isEmpty() ? "" : ",") + end;
  }
}
