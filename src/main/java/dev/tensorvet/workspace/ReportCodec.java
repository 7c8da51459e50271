package dev.tensorvet.workspace;

import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.FileReport;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Level;
import dev.tensorvet.finding.Occurrence;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.Problem;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.Reported;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.source.Span;
import dev.tensorvet.source.TextEdit;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Outcomes as bytes. A place is kept as a path and a span; the file is read again to show it. */
final class ReportCodec {

  private final Ledger ledger;
  private final Function<Path, Optional<SourceFile>> sources;

  ReportCodec(Ledger ledger, Function<Path, Optional<SourceFile>> sources) {
    this.ledger = ledger;
    this.sources = sources;
  }

  /** A value of some kind cannot be kept. */
  private static final class Misfit extends IOException {
    private static final long serialVersionUID = 1;

    Misfit(String message) {
      super(message);
    }
  }

  private interface Put<T> {
    void put(T value) throws IOException;
  }

  private interface Get<T> {
    T get() throws IOException;
  }

  /** The bytes of an outcome; empty when one of its places is in no file that was read. */
  Optional<ByteBuffer> encode(FileReport report) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      new Encoder(out).put(report);
    } catch (IOException misfit) {
      return Optional.empty();
    }
    return Optional.of(ByteBuffer.wrap(bytes.toByteArray()));
  }

  /** The outcome of an entry whose evidence holds; empty when it is damaged. */
  Optional<FileReport> decode(CacheFile.Entry entry) {
    // No other file is shown: whoever made the entry knew all of what is in these.
    Set<Path> read =
        entry.evidence().stream()
            .map(Evidence.Noted::question)
            .filter(question -> question.kind() == Question.Kind.CONTENT)
            .map(Question::path)
            .collect(Collectors.toSet());
    try (DataInputStream in =
        new DataInputStream(new ByteArrayInputStream(Packed.bytes(entry.report())))) {
      return Optional.of(new Decoder(in, read).report());
    } catch (IOException | RuntimeException damaged) {
      return Optional.empty();
    }
  }

  private final class Encoder {
    private final DataOutputStream out;

    Encoder(DataOutputStream out) {
      this.out = out;
    }

    void put(FileReport report) throws IOException {
      putAll(report.findings(), this::put);
      putAll(report.suppressed(), this::put);
      putAll(report.problems(), this::put);
    }

    private <T> void putAll(List<T> values, Put<T> put) throws IOException {
      Packed.put(out, values.size());
      for (T value : values) {
        put.put(value);
      }
    }

    private <T> void putIfAny(Optional<T> value, Put<T> put) throws IOException {
      putAll(value.stream().toList(), put);
    }

    private void put(Reported reported) throws IOException {
      Finding finding = reported.finding();
      put(reported.level().name());
      put(reported.scope());
      Packed.put(out, reported.occurrence().nth());
      Packed.put(out, reported.occurrence().of());
      put(finding.rule().name());
      put(finding.place());
      put(finding.message());
      put(finding.certainty().name());
      put(finding.gravest().name());
      putAll(
          finding.related(),
          related -> {
            put(related.place());
            put(related.message());
          });
      putIfAny(
          finding.fix(),
          fix -> {
            put(fix.title());
            put(fix.safety().name());
            putAll(
                fix.edits(),
                edit -> {
                  put(edit.span());
                  put(edit.replacement());
                });
          });
    }

    private void put(Problem problem) throws IOException {
      put(problem.kind());
      put(problem.level().name());
      put(problem.path());
      putIfAny(problem.place(), this::put);
      put(problem.message());
    }

    private void put(Place place) throws IOException {
      Path path =
          ledger
              .pathOf(place.file().physical())
              .filter(p -> sources.apply(p).filter(place.file()::equals).isPresent())
              .orElseThrow(() -> new Misfit("a file that was not read"));
      put(path.toString());
      put(place.span());
    }

    private void put(Span span) throws IOException {
      Packed.put(out, span.start());
      Packed.put(out, span.length());
    }

    private void put(String text) throws IOException {
      Packed.put(out, text);
    }
  }

  private final class Decoder {
    private final DataInputStream in;
    private final Set<Path> readable;

    Decoder(DataInputStream in, Set<Path> readable) {
      this.in = in;
      this.readable = readable;
    }

    FileReport report() throws IOException {
      return new FileReport(all(this::reported), all(this::reported), all(this::problem));
    }

    private <T> List<T> all(Get<T> get) throws IOException {
      List<T> all = new ArrayList<>();
      for (int count = Packed.count(in); count > 0; count--) {
        all.add(get.get());
      }
      return all;
    }

    private <T> Optional<T> any(Get<T> get) throws IOException {
      return all(get).stream().findFirst();
    }

    private Reported reported() throws IOException {
      Level level = Level.valueOf(text());
      String scope = text();
      Occurrence occurrence = new Occurrence(Packed.count(in), Packed.count(in));
      return new Reported(
          new Finding(
              new RuleId(text()),
              place(),
              text(),
              Certainty.valueOf(text()),
              Level.valueOf(text()),
              all(() -> new Related(place(), text())),
              List.of(),
              any(this::fix)),
          level,
          scope,
          occurrence);
    }

    private Fix fix() throws IOException {
      return new Fix(text(), Fix.Safety.valueOf(text()), all(() -> new TextEdit(span(), text())));
    }

    private Problem problem() throws IOException {
      return new Problem(text(), Level.valueOf(text()), text(), any(this::place), text());
    }

    private Place place() throws IOException {
      SourceFile file =
          Optional.of(Path.of(text()))
              .filter(readable::contains)
              .flatMap(sources)
              .orElseThrow(() -> new Misfit("a file that is not there"));
      Span span = span();
      if (span.end() > file.text().length()) {
        throw new Misfit("a place behind the end of its file");
      }
      return new Place(file, span);
    }

    private Span span() throws IOException {
      int start = Packed.number(in);
      return new Span(start, Math.addExact(start, Packed.number(in)));
    }

    private String text() throws IOException {
      return Packed.text(in);
    }
  }
}
