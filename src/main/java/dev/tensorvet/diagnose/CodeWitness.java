package dev.tensorvet.diagnose;

import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.Reported;
import dev.tensorvet.graph.Frame;
import dev.tensorvet.graph.GraphNode;
import dev.tensorvet.graph.ModuleCall;
import dev.tensorvet.graph.Origin;
import dev.tensorvet.graph.Value;
import dev.tensorvet.interp.Contradiction;
import dev.tensorvet.interp.Interpretation;
import dev.tensorvet.interp.Interpretation.GivenInput;
import dev.tensorvet.interp.Interpretation.InputSource;
import dev.tensorvet.source.LineTable;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.source.Span;
import dev.tensorvet.tensor.TensorType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Looks up in the code of a project what a log tells of: the line, though it has moved since; the
 * shapes that meet there; and what rules find that explains it.
 */
public final class CodeWitness {

  private static final Pattern NUMBER =
      Pattern.compile("(?<![\\w.])\\d{1,15}(?![\\w.])|(?<=x)\\d{1,15}|\\d{1,15}(?=x)");

  private static final int MOST_NOTES = 4;
  private static final int MOST_FINDINGS = 5;

  /** In a larger project, which of its trainings a log is of cannot be told. */
  private static final int MOST_FILES = 40;

  private static final int MOST_VALUES = 6;

  /** Where how much is computed at once is what it is about. */
  private static final Set<String> OF_MEMORY = Set.of("cuda-out-of-memory");

  /** Where steps of an optimizer are what it is about. */
  private static final Set<String> OF_OPTIMIZERS = Set.of("autograd", "training");

  private final CodeBase code;

  public CodeWitness(CodeBase code) {
    this.code = code;
  }

  /** The diagnosis with what the code says. */
  public Diagnosis hear(Diagnosis diagnosis) {
    Optional<Located> located = locate(diagnosis.raised());
    Set<String> rules =
        diagnosis.explanations().stream()
            .flatMap(explanation -> explanation.rules().stream())
            .collect(Collectors.toCollection(HashSet::new));
    if (located.isEmpty() && diagnosis.raised().place().isPresent()) {
      return diagnosis;
    }
    // A loss is that of the whole program.
    List<Path> asked = located.map(at -> List.of(at.file())).orElseGet(code::files);
    List<Reported> findings = rules.isEmpty() ? List.of() : findings(asked, rules);
    List<String> notes =
        new ArrayList<>(located.map(at -> notes(at, diagnosis.raised())).orElse(List.of()));
    List<Path> near = near(diagnosis.raised());
    Set<String> values = new LinkedHashSet<>();
    located.flatMap(Located::place).ifPresent(at -> values.addAll(values(code.values(at, near))));
    if (diagnosis.explanation().filter(e -> OF_OPTIMIZERS.contains(e.group())).isPresent()) {
      List<Place> made = optimizers(asked);
      made.forEach(at -> notes.add(optimizer(at)));
      made.forEach(at -> values.addAll(values(code.values(at, near))));
    }
    if (diagnosis.explanation().filter(e -> OF_MEMORY.contains(e.name())).isPresent()) {
      values.addAll(values(code.batchSizes(near)));
    }
    values.stream().limit(MOST_VALUES).forEach(notes::add);
    if (located.isEmpty() && findings.isEmpty() && notes.isEmpty()) {
      return diagnosis;
    }
    return diagnosis.with(
        Optional.of(
            new Surroundings(
                located.flatMap(Located::place),
                located.filter(Located::isMoved).isPresent(),
                located.map(at -> at.source().physical().path()).orElse(""),
                notes,
                findings)));
  }

  private List<Reported> findings(List<Path> files, Set<String> rules) {
    return code.findings(files).stream()
        .filter(found -> rules.contains(found.finding().rule().name()))
        .limit(MOST_FINDINGS)
        .toList();
  }

  private List<Place> optimizers(List<Path> files) {
    return files.size() > MOST_FILES
        ? List.of()
        : files.stream()
            .flatMap(file -> code.optimizers(file).stream())
            .distinct()
            .limit(2)
            .toList();
  }

  private static String optimizer(Place made) {
    return "the optimizer is made in %s: `%s`"
        .formatted(at(made), made.file().text(made.span()).replaceAll("\\s+", " ").strip());
  }

  // --- settings

  /** The files of the project that a log tells of, the innermost first. */
  private List<Path> near(Raised raised) {
    return raised.frames().reversed().stream()
        .filter(frame -> !frame.isLibrary())
        .flatMap(frame -> locate(frame).stream())
        .map(Located::file)
        .distinct()
        .toList();
  }

  private static List<String> values(List<KnownValue> values) {
    return values.stream().map(CodeWitness::told).toList();
  }

  private static String told(KnownValue known) {
    return switch (known.kind()) {
      case OPTION ->
          "`%s` is %s, unless the command line says otherwise (%s)"
              .formatted(known.name(), shown(known), at(known.place()));
      case REQUIRED ->
          "`%s` is what the command line says (%s)".formatted(known.name(), at(known.place()));
      case FILE, CODE ->
          "`%s` is %s in %s".formatted(known.name(), shown(known), at(known.place()));
    };
  }

  private static String shown(KnownValue known) {
    return "`" + known.value().replace('`', '\'') + "`";
  }

  private static String at(Place place) {
    SourceFile file = place.file();
    int start = place.span().start();
    return file.cells()
        .filter(cells -> !cells.cells().isEmpty())
        .map(cells -> cells.locate(start))
        .map(at -> file.path() + ", cell " + at.cell() + ", line " + at.inCell().line())
        .orElseGet(() -> file.path() + ", line " + file.locate(start).line());
  }

  // --- the line

  /**
   * A line of the log in a file of the project.
   *
   * @param line from 1, in the text of the source; 0 where it is not there any more
   */
  private record Located(Path file, SourceFile source, int line, boolean isMoved) {

    Optional<Place> place() {
      if (line == 0) {
        return Optional.empty();
      }
      String text = text(source, line);
      int start = source.lines().start(line) + text.length() - text.stripLeading().length();
      return Optional.of(new Place(source, new Span(start, start + text.strip().length())));
    }
  }

  /**
   * The innermost call that is in the project; only of the innermost of all is told that it was.
   */
  private Optional<Located> locate(Raised raised) {
    for (StackFrame frame : raised.frames().reversed()) {
      if (!frame.isLibrary()) {
        boolean isInnermost = raised.place().filter(frame::equals).isPresent();
        Optional<Located> located = locate(frame).filter(at -> isInnermost || at.line() > 0);
        if (located.isPresent()) {
          return located;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Located> locate(StackFrame frame) {
    List<Located> all = new ArrayList<>();
    for (Path file : named(frame)) {
      code.source(file).map(source -> locate(frame, file, source)).ifPresent(all::add);
    }
    List<Located> exact = all.stream().filter(at -> at.line() > 0 && !at.isMoved()).toList();
    List<Located> there = all.stream().filter(at -> at.line() > 0).toList();
    List<Located> best = !exact.isEmpty() ? exact : !there.isEmpty() ? there : all;
    return best.size() == 1 ? Optional.of(best.getFirst()) : Optional.empty();
  }

  /** The files that share most of their path's end with that of the log. */
  private List<Path> named(StackFrame frame) {
    if (frame.path().startsWith("Cell In[") || frame.path().startsWith("<ipython-input")) {
      return code.files().stream().filter(file -> file.toString().endsWith(".ipynb")).toList();
    }
    String[] parts = frame.path().replace('\\', '/').split("/");
    List<Path> best = new ArrayList<>();
    int most = 1;
    for (Path file : code.files()) {
      int common = common(file, parts);
      if (common > most) {
        best.clear();
        most = common;
      }
      if (common == most) {
        best.add(file);
      }
    }
    return best;
  }

  private static int common(Path file, String[] parts) {
    int count = 0;
    while (count < Math.min(parts.length, file.getNameCount())
        && file.getName(file.getNameCount() - 1 - count)
            .toString()
            .equals(parts[parts.length - 1 - count])) {
      count++;
    }
    return count;
  }

  private static Located locate(StackFrame frame, Path file, SourceFile source) {
    int told = frame.line();
    int count = source.lines().count();
    boolean isCell = source.cells().isPresent();
    if (frame.code().isEmpty()) {
      return new Located(file, source, !isCell && told <= count ? told : 0, false);
    }
    if (!isCell && told >= 1 && told <= count && isSame(text(source, told), frame.code())) {
      return new Located(file, source, told, false);
    }
    int nearest = 0;
    for (int line = 1; line <= count; line++) {
      boolean isNearer = nearest == 0 || Math.abs(line - told) < Math.abs(nearest - told);
      if (isSame(text(source, line), frame.code()) && isNearer) {
        nearest = line;
      }
    }
    return new Located(file, source, nearest, nearest > 0 && !isCell);
  }

  private static boolean isSame(String line, String code) {
    return line.strip().equals(code.strip());
  }

  private static String text(SourceFile source, int line) {
    LineTable lines = source.lines();
    return source.text().substring(lines.start(line), lines.end(line)).stripTrailing();
  }

  // --- what meets there

  private List<String> notes(Located at, Raised raised) {
    if (at.line() == 0) {
      return List.of();
    }
    Set<String> notes = new LinkedHashSet<>();
    for (Interpretation model : code.models(at.file())) {
      List<String> told = notes(model, at, numbers(raised));
      if (!told.isEmpty()) {
        notes.addAll(told);
        given(model).ifPresent(notes::add);
      }
    }
    return notes.stream().limit(MOST_NOTES).toList();
  }

  /** The sizes that a message tells. */
  private static Set<Long> numbers(Raised raised) {
    return NUMBER
        .matcher(raised.headline())
        .results()
        .map(MatchResult::group)
        .map(Long::valueOf)
        .collect(Collectors.toSet());
  }

  /**
   * Whether shapes may be those of the run: a class that is built in many ways is followed in one,
   * and where not one size is in the message, that is another one.
   */
  private static boolean mayBeOf(Set<Long> told, List<TensorType> types) {
    Set<Long> known =
        types.stream()
            .flatMap(type -> type.shape().dims().stream().flatMap(List::stream))
            .flatMapToLong(dim -> dim.known().stream())
            .boxed()
            .collect(Collectors.toSet());
    return told.isEmpty() || known.isEmpty() || known.stream().anyMatch(told::contains);
  }

  private static List<String> notes(Interpretation model, Located at, Set<Long> told) {
    List<String> notes = new ArrayList<>();
    for (Contradiction contradiction : model.contradictions()) {
      if (isAt(contradiction.origin(), at)) {
        notes.add(
            "`%s` fails here without being run: %s"
                .formatted(model.model().name(), contradiction.why()));
      }
    }
    for (ModuleCall call : model.graph().calls()) {
      if (isAt(call.origin(), at)
          && !call.inputs().isEmpty()
          && mayBeOf(told, joined(call.inputs(), call.outputs()))) {
        notes.add(
            "in `%s`, `%s` (%s) gets %s%s"
                .formatted(
                    model.model().name(),
                    call.path(),
                    call.type(),
                    types(call.inputs()),
                    isKnown(call.outputs()) ? " and gives " + types(call.outputs()) : ""));
      }
    }
    if (notes.isEmpty()) {
      for (GraphNode node : model.graph().nodes()) {
        List<TensorType> results = node.results().stream().map(Value::type).toList();
        List<TensorType> inputs = node.inputs().stream().map(Value::type).toList();
        if (isAt(node.origin(), at) && isKnown(results) && mayBeOf(told, joined(inputs, results))) {
          notes.add(
              "in `%s`, `%s` of %s gives %s"
                  .formatted(model.model().name(), node.op(), types(inputs), types(results)));
        }
      }
    }
    return notes.stream().distinct().limit(MOST_NOTES - 1).toList();
  }

  /** What the model was thought to be called with. */
  private static Optional<String> given(Interpretation model) {
    List<GivenInput> known =
        model.inputs().stream().filter(input -> input.source() != InputSource.UNKNOWN).toList();
    return known.isEmpty()
        ? Optional.empty()
        : Optional.of(
            (known.stream().anyMatch(input -> input.source() == InputSource.SOLVED)
                    ? "the layers fit together for "
                    : "these shapes are for ")
                + known.stream()
                    .map(input -> "`" + input.name() + "` of " + input.type())
                    .collect(Collectors.joining(", "))
                + ", built as `"
                + model.construction().call()
                + "`");
  }

  private static boolean isAt(Origin origin, Located at) {
    Optional<Frame> frame = origin.place();
    return frame
        .filter(f -> f.file().path().equals(at.source().path()))
        .filter(f -> f.file().lines().line(f.span().start()) == at.line())
        .isPresent();
  }

  private static List<TensorType> joined(List<TensorType> some, List<TensorType> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  private static boolean isKnown(List<TensorType> types) {
    return !types.isEmpty() && types.stream().allMatch(type -> type.shape().dims().isPresent());
  }

  private static String types(List<TensorType> types) {
    return types.stream().map(TensorType::toString).collect(Collectors.joining(", "));
  }
}
