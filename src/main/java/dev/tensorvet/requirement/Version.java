package dev.tensorvet.requirement;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A released version: {@code 1.13.1}. What stands behind a plus, and whether it is a post-release,
 * makes no difference here; a pre-release comes before the release.
 *
 * @param parts the numbers, without zeros at the end
 */
public record Version(List<Integer> parts, boolean isBefore) implements Comparable<Version> {

  private static final Pattern FORM =
      Pattern.compile("v?(?:0!)?([0-9]{1,9}(?:\\.[0-9]{1,9})*)(?:[-_.]?([a-zA-Z]+).*|\\+.*)?");

  public Version {
    parts = List.copyOf(parts);
  }

  /** A version as it is written; empty when it is none, or cannot be compared. */
  public static Optional<Version> parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      return Optional.empty();
    }
    List<Integer> parts = new ArrayList<>();
    for (String part : form.group(1).split("\\.", -1)) {
      parts.add(Integer.valueOf(part));
    }
    String suffix = form.group(2);
    boolean isBefore = suffix != null && !suffix.startsWith("post") && !suffix.equals("r");
    return Optional.of(of(parts, isBefore));
  }

  /** A version that is known to be one. */
  public static Version of(String text) {
    return parse(text).orElseThrow();
  }

  private static Version of(List<Integer> parts, boolean isBefore) {
    int end = parts.size();
    while (end > 1 && parts.get(end - 1) == 0) {
      end--;
    }
    return new Version(parts.subList(0, end), isBefore);
  }

  private int part(int index) {
    return index < parts.size() ? parts.get(index) : 0;
  }

  /** The first version behind all that begin with the first {@code count} numbers of this one. */
  Version after(int count) {
    List<Integer> next = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      next.add(part(i));
    }
    next.set(count - 1, next.get(count - 1) + 1);
    return of(next, false);
  }

  /** How many numbers there are up to the first that is not zero. */
  int significant() {
    int index = 0;
    while (index < parts.size() - 1 && parts.get(index) == 0) {
      index++;
    }
    return index + 1;
  }

  @Override
  public int compareTo(Version other) {
    for (int i = 0; i < Math.max(parts.size(), other.parts.size()); i++) {
      int order = Integer.compare(part(i), other.part(i));
      if (order != 0) {
        return order;
      }
    }
    return Boolean.compare(other.isBefore, isBefore);
  }

  /** With two numbers at least, as libraries write it. */
  @Override
  public String toString() {
    String text = parts.stream().map(String::valueOf).collect(Collectors.joining("."));
    return (parts.size() == 1 ? text + ".0" : text) + (isBefore ? " (before its release)" : "");
  }
}
