package dev.tensorvet.finding;

/**
 * A rule's name and only identity, in kebab case: {@code missing-zero-grad}. It says the problem as
 * it stands in the code, so that "ignore missing-zero-grad" reads well.
 */
public record RuleId(String name) implements Comparable<RuleId> {

  @Override
  public int compareTo(RuleId other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
