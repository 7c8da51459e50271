package dev.tensorvet.diagnose;

import dev.tensorvet.diagnose.Failure.Link;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads a log once, and tells what went wrong in it. */
public final class LogReader {

  /** More different errors nobody reads. */
  private static final int MOST_DIAGNOSES = 1000;

  /** More processes than this write to no log together. */
  private static final int MOST_CHANNELS = 4096;

  /** What ends a program without being an error. */
  private static final Set<String> ENDINGS =
      Set.of("KeyboardInterrupt", "SystemExit", "GeneratorExit", "StopIteration");

  private final Catalogue catalogue;
  private final Map<String, Tracebacks> channels = new HashMap<>();
  private final LossCurves losses = new LossCurves();
  private final Map<Key, Diagnosis> found = new LinkedHashMap<>();
  private final Map<Key, Diagnosis> aftermath = new LinkedHashMap<>();
  private long unlisted;

  /** What makes two errors one: the same cause at the same place. */
  private record Key(String what, String path, int line) {}

  private LogReader(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** Reads a log to its end. */
  public static LogReport read(InputStream log) throws IOException {
    return new LogReader(CatalogueFiles.load()).report(log);
  }

  private LogReport report(InputStream log) throws IOException {
    LogLines lines = new LogLines(log);
    for (Optional<LogLine> line = lines.next(); line.isPresent(); line = lines.next()) {
      accept(line.get());
    }
    channels.values().forEach(Tracebacks::end);
    losses.troubles().forEach(trouble -> add(trouble, List.of()));
    boolean hasFailed = found.values().stream().anyMatch(d -> !d.isWarning());
    Collection<Diagnosis> consequences = hasFailed ? List.of() : aftermath.values();
    List<Diagnosis> all =
        Stream.concat(found.values().stream(), consequences.stream())
            .filter(diagnosis -> !isToldElsewhere(diagnosis))
            .sorted(
                Comparator.comparing(Diagnosis::isWarning)
                    .thenComparing(diagnosis -> diagnosis.raised().line()))
            .toList();
    return new LogReport(withReasons(all), unlisted, lines.count());
  }

  /** What a line says of an error that a traceback tells later is one with it. */
  private List<Diagnosis> withReasons(List<Diagnosis> told) {
    List<Diagnosis> joined = new ArrayList<>();
    for (Diagnosis each : told) {
      OptionalInt reason = follows(each) ? reasonOf(each, joined) : OptionalInt.empty();
      if (reason.isPresent()) {
        joined.set(reason.getAsInt(), joined.get(reason.getAsInt()).seenBy(each));
      } else {
        joined.add(each);
      }
    }
    return joined;
  }

  private boolean follows(Diagnosis diagnosis) {
    return catalogue.find(diagnosis.raised()).filter(KnownError::follows).isPresent();
  }

  private static OptionalInt reasonOf(Diagnosis later, List<Diagnosis> before) {
    return IntStream.range(0, before.size())
        .filter(i -> before.get(i).raised().exception().isEmpty())
        .filter(i -> before.get(i).group().equals(later.group()))
        .reduce((earlier, last) -> last);
  }

  /** A single line adds nothing to a traceback of the same cause. */
  private boolean isToldElsewhere(Diagnosis diagnosis) {
    return diagnosis.raised().exception().isEmpty()
        && diagnosis.explanation().isPresent()
        && found.values().stream()
            .filter(other -> !other.raised().frames().isEmpty())
            .flatMap(other -> other.explanation().stream())
            .anyMatch(other -> other.name().equals(diagnosis.explanation().get().name()));
  }

  private void accept(LogLine line) {
    Tracebacks of = channels.get(line.channel());
    if (of == null) {
      of = new Tracebacks(this::accept);
      channels.put(channels.size() < MOST_CHANNELS ? line.channel() : "", of);
    }
    if (of.accept(line)) {
      return;
    }
    Raised alone = new Raised("", line.text(), List.of(), line.number());
    Optional<KnownError> known = catalogue.find(alone);
    if (known.isPresent()) {
      add(alone, known.get(), List.of());
    } else {
      losses.accept(line);
    }
  }

  private void accept(Failure failure) {
    List<Link> chain = failure.chain();
    int main = main(chain);
    List<Raised> beside =
        IntStream.range(0, chain.size())
            .filter(link -> link != main)
            .mapToObj(link -> chain.get(link).raised())
            .toList();
    Raised raised = placed(chain.get(main).raised(), beside);
    if (raised.isCut()) {
      addCut(raised);
    } else {
      add(raised, beside);
    }
  }

  /**
   * What a worker raised in the code of a library came from a line of those who carried it over.
   */
  private static Raised placed(Raised raised, List<Raised> beside) {
    return raised.place().isPresent()
        ? raised
        : beside.stream()
            .filter(other -> other.place().isPresent())
            .findFirst()
            .map(raised::calledFrom)
            .orElse(raised);
  }

  /**
   * What a chain of exceptions comes down to: what a worker raised, not what carried it over; what
   * an exception was raised from, where that is known; and of what happened while another was
   * handled, the last, which ended the program.
   */
  private int main(List<Link> chain) {
    int main = chain.size() - 1;
    while (main > 0 && isReason(chain.get(main - 1), chain.get(main))) {
      main--;
    }
    return main;
  }

  private boolean isReason(Link before, Link after) {
    boolean isKnown = isTelling(before);
    return switch (after.how()) {
      case CAUSED -> isKnown || !isTelling(after);
      case WHILE_HANDLED -> isKnown && !isTelling(after);
      case CARRIED, MADE, FIRST -> false;
    };
  }

  private boolean isTelling(Link link) {
    return catalogue
        .find(link.raised())
        .filter(error -> !error.isAftermath() && !error.needsException())
        .isPresent();
  }

  private void add(Raised raised, List<Raised> beside) {
    Optional<KnownError> known = catalogue.find(raised);
    if (known.isPresent()) {
      add(raised, known.get(), beside);
    } else if (!raised.isWarning() && !ENDINGS.contains(raised.exception())) {
      Key key = key(raised.exception() + withoutNumbers(raised.message()), raised);
      count(found, key, new Diagnosis(raised, List.of(), beside, 1, Optional.empty()));
    }
  }

  /** Of a process that others ended in the middle of its words. */
  private void addCut(Raised raised) {
    Diagnosis cut = new Diagnosis(raised, List.of(), List.of(), 1, Optional.empty());
    count(aftermath, key(raised.message(), raised), cut);
  }

  private void add(Raised raised, KnownError known, List<Raised> beside) {
    List<Explanation> explanations = known.explain(raised);
    Key key = key(explanations.getFirst().name(), raised);
    Diagnosis diagnosis = new Diagnosis(raised, explanations, beside, 1, Optional.empty());
    count(known.isAftermath() ? aftermath : found, key, diagnosis);
  }

  private static Key key(String what, Raised raised) {
    Optional<StackFrame> place = raised.place();
    return new Key(
        what, place.map(StackFrame::path).orElse(""), place.map(StackFrame::line).orElse(0));
  }

  private void count(Map<Key, Diagnosis> in, Key key, Diagnosis diagnosis) {
    Diagnosis known = in.get(key);
    if (known != null) {
      in.put(key, known.again());
    } else if (in.size() < MOST_DIAGNOSES) {
      in.put(key, diagnosis);
    } else {
      unlisted++;
    }
  }

  private static String withoutNumbers(String message) {
    StringBuilder text = new StringBuilder();
    message
        .chars()
        .limit(400)
        .filter(c -> !Character.isDigit(c))
        .forEach(c -> text.append((char) c));
    return text.toString();
  }
}
