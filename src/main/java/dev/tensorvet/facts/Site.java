package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where something happens in a run of a program, and by which calls the run came there.
 *
 * @param place the call or statement itself
 * @param calls the calls that lead to it, the outermost first
 */
public record Site(Place place, List<Place> calls) {

  private static final Pattern TARGET = Pattern.compile("\\s*([\\w.]{1,60})\\s*=\\s*");

  private static final Pattern PLAIN = Pattern.compile("[\\w.\\[\\]'\"]{1,40}");

  public Site {
    calls = List.copyOf(calls);
  }

  /**
   * Where to report what happens here to the reader of {@code file}: the place itself, or the last
   * call in that file on the way to it; empty when the way does not touch the file.
   */
  public Optional<Place> in(SourceFile file) {
    if (place.file() == file) {
      return Optional.of(place);
    }
    return calls.reversed().stream().filter(call -> call.file() == file).findFirst();
  }

  /** The call of another file by which the run began that came to this one. */
  public Optional<Place> caller(SourceFile file) {
    return calls.stream().findFirst().filter(call -> call.file() != file);
  }

  /**
   * Where the readers of other files are shown the same: the places on the way from what {@link
   * #in} gives for {@code file} to the place itself, one for each file.
   */
  public List<Place> beneath(SourceFile file) {
    List<Place> way = new ArrayList<>(calls);
    way.add(place);
    Map<SourceFile, Place> last = new LinkedHashMap<>();
    for (Place each : way) {
      if (each.file() == file) {
        last.clear();
      } else {
        last.put(each.file(), each);
      }
    }
    return List.copyOf(last.values());
  }

  /** Whether it happens in a stretch of a file, or in what is called there. */
  public boolean isIn(Place stretch) {
    return Stream.concat(calls.stream(), Stream.of(place))
        .anyMatch(each -> each.file() == stretch.file() && stretch.span().contains(each.span()));
  }

  /**
   * Whether it comes after another in the code in which the ways to them part: a call comes after
   * those in its arguments.
   */
  public boolean comesAfter(Site other) {
    List<Place> here = way();
    List<Place> there = other.way();
    int shared = 0;
    while (shared < Math.min(here.size(), there.size())
        && here.get(shared).equals(there.get(shared))) {
      shared++;
    }
    if (shared == Math.min(here.size(), there.size())) {
      return false;
    }
    Place one = here.get(shared);
    Place two = there.get(shared);
    return one.file() == two.file() && one.span().end() > two.span().end();
  }

  /** The calls that lead to it, and it. */
  public List<Place> way() {
    List<Place> way = new ArrayList<>(calls);
    way.add(place);
    return way;
  }

  /** What stands before the dot of a method's call, when it is short enough to be quoted. */
  public Optional<String> receiver() {
    String call = place.file().text(span());
    return plain(call, call.lastIndexOf('.', call.indexOf('(')));
  }

  /** What stands before the parentheses of a call, when it is short enough to be quoted. */
  public Optional<String> callee() {
    String call = place.file().text(span());
    return plain(call, call.indexOf('('));
  }

  private static Optional<String> plain(String call, int end) {
    return end > 0 && PLAIN.matcher(call).region(0, end).matches()
        ? Optional.of(call.substring(0, end))
        : Optional.empty();
  }

  /** The name that the result of the call is assigned to, where the report for a file points. */
  public Optional<String> target(SourceFile file) {
    return in(file).flatMap(Site::target);
  }

  private static Optional<String> target(Place at) {
    String text = at.file().text();
    int start = at.span().start();
    String before = text.substring(text.lastIndexOf('\n', start - 1) + 1, start);
    Matcher assigned = TARGET.matcher(before);
    return assigned.matches() ? Optional.of(assigned.group(1)) : Optional.empty();
  }

  public Span span() {
    return place.span();
  }
}
