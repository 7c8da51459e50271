package dev.tensorvet.report;

import dev.tensorvet.finding.Level;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.Reported;
import dev.tensorvet.review.Check;
import dev.tensorvet.review.CourseItem;
import dev.tensorvet.review.EntryPoint;
import dev.tensorvet.review.FileRole;
import dev.tensorvet.review.Keeping;
import dev.tensorvet.review.Library;
import dev.tensorvet.review.Program;
import dev.tensorvet.review.Review;
import dev.tensorvet.review.ReviewedFile;
import dev.tensorvet.review.Setting;
import dev.tensorvet.review.Split;
import dev.tensorvet.review.Stage;
import dev.tensorvet.review.Start;
import dev.tensorvet.review.UntracedModel;
import java.io.IOException;
import java.io.Writer;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A review in short, for a comment or a page of a forge. */
final class ReviewMarkdownReporter implements ReviewReporter {

  private static final int MOST_STARTS = 3;
  private static final int MOST_FINDINGS = 100;
  private static final int MOST_SETTINGS = 100;
  private static final int MOST_KEEPINGS = 40;
  private static final int MOST_TAKEN = 6;

  @Override
  public String name() {
    return "markdown";
  }

  @Override
  public void write(ReviewReport report, ReportContext context, Writer out) throws IOException {
    out.write(new Text(report).text());
  }

  private static final class Text {

    private final ReviewReport report;
    private final Review review;
    private final StringBuilder text = new StringBuilder();

    Text(ReviewReport report) {
      this.report = report;
      this.review = report.review();
    }

    String text() {
      line("# Review of " + code(review.name()));
      files();
      libraries();
      entries();
      review.programs().forEach(this::program);
      models();
      checks();
      findings();
      settings();
      keepings();
      splits();
      return text.toString();
    }

    private void line(String line) {
      text.append(line).append('\n');
    }

    private void heading(String heading) {
      line("");
      line("## " + heading);
      line("");
    }

    private static String code(String text) {
      String shown = Glyphs.printable(text);
      if (shown.isEmpty()) {
        return "";
      }
      // A fence is longer than any row of backticks inside.
      int longest = 0;
      int run = 0;
      for (int i = 0; i < shown.length(); i++) {
        run = shown.charAt(i) == '`' ? run + 1 : 0;
        longest = Math.max(longest, run);
      }
      String fence = "`".repeat(longest + 1);
      String gap = longest > 0 ? " " : "";
      return fence + gap + shown + gap + fence;
    }

    /** In a table, a bar would end the cell. */
    private static String cell(String text) {
      return text.replace("|", "\\|");
    }

    /** A message, in which only backticks mean something. */
    private static String prose(String message) {
      StringBuilder prose = new StringBuilder();
      for (PageText.Word word : PageText.of(message).words()) {
        prose.append(word.code().isEmpty() ? plain(word.plain()) : code(word.code()));
      }
      return prose.toString();
    }

    private static String plain(String text) {
      return Glyphs.printable(text).replaceAll("([\\\\*_{}\\[\\]<>#|!~&])", "\\\\$1");
    }

    private static String at(Place place) {
      return code(ModelNotes.place(place));
    }

    private static String at(List<Place> places, int most) {
      return places.stream().limit(most).map(Text::at).collect(Collectors.joining(", "))
          + (places.size() > most ? ", and " + (places.size() - most) + " more" : "");
    }

    private void files() {
      heading("Files");
      for (FileRole role : FileRole.values()) {
        List<ReviewedFile> files =
            review.files().stream().filter(file -> file.role() == role).toList();
        if (!files.isEmpty()) {
          line(
              "- "
                  + role.label()
                  + ": "
                  + files.stream()
                      .limit(20)
                      .map(file -> code(file.file().physical().path()))
                      .collect(Collectors.joining(", "))
                  + (files.size() > 20 ? ", and " + (files.size() - 20) + " more" : ""));
        }
      }
    }

    private void libraries() {
      if (review.libraries().isEmpty()) {
        return;
      }
      heading("Libraries");
      for (Library library : review.libraries()) {
        line(
            "- "
                + code(library.name())
                + ", in "
                + Words.count(library.users(), "file", "files")
                + (library.versions().isEmpty()
                    ? ", no version stated"
                    : ": "
                        + code(library.versions())
                        + " by "
                        + library.sources().stream()
                            .map(Text::code)
                            .collect(Collectors.joining(", "))));
      }
    }

    private void entries() {
      heading("How to run it");
      for (EntryPoint entry : review.entries()) {
        line(
            "- "
                + code(entry.command())
                + (entry.options().isEmpty()
                    ? ""
                    : ", with "
                        + Words.count(entry.options().size(), "option", "options")
                        + " on its command line"));
        for (Start start : entry.starts().stream().limit(MOST_STARTS).toList()) {
          line("  - " + at(start.place()) + " has " + code(start.command()));
        }
        int more = entry.starts().size() - MOST_STARTS;
        if (more > 0) {
          line("  - and " + Words.count(more, "other place", "other places"));
        }
      }
      if (review.entries().isEmpty()) {
        line("No file was found that starts a program.");
      }
    }

    private void program(Program program) {
      heading("Training: " + plain(program.title()));
      String note = PagePrograms.note(program);
      line(plain(PagePrograms.kind(program)) + "." + (note.isEmpty() ? "" : " " + note));
      line("");
      line(program.stages().stream().map(Text::stage).collect(Collectors.joining(" → ")));
      line("");
      course(program.course(), 0);
    }

    private static String stage(Stage stage) {
      return stage.isFound()
          ? stage.kind().label()
              + stage.text().map(text -> " " + code(text)).orElse("")
              + " ("
              + at(stage.places(), 2)
              + ")"
          : "*no " + stage.kind().label() + " seen*";
    }

    private void course(List<CourseItem> items, int depth) {
      String indent = "  ".repeat(depth);
      for (CourseItem item : items) {
        switch (item) {
          case CourseItem.Act act ->
              line(
                  indent
                      + "- "
                      + act.doing().label()
                      + act.subject().map(subject -> " " + code(subject)).orElse("")
                      + condition(act.condition())
                      + " "
                      + at(act.place()));
          case CourseItem.Loop loop -> {
            String head = code(loop.head()) + condition(loop.condition());
            line(indent + "- " + head + " " + at(loop.place()));
            course(loop.items(), depth + 1);
          }
          case CourseItem.Again again ->
              line(
                  indent
                      + "- the same loop again: "
                      + code(again.head())
                      + condition(again.condition())
                      + " "
                      + at(again.place()));
        }
      }
    }

    private static String condition(Optional<String> condition) {
      return condition.map(test -> ", if " + code(test)).orElse("");
    }

    private void models() {
      heading("Models");
      if (!report.models().isEmpty()) {
        line("| model | where | parameters | layers | |");
        line("| --- | --- | ---: | ---: | --- |");
      } else if (review.untraced().isEmpty()) {
        line("No class of a model was found.");
      }
      for (Model model : report.models()) {
        line(
            "| "
                + cell(code(model.name()))
                + " | "
                + at(model.place())
                + " | "
                + cell(plain(Amounts.number(model.table().parameters())))
                + " | "
                + model.table().layers().size()
                + " | "
                + (model.contradictions().isEmpty() ? "" : "shapes do not meet")
                + " |");
      }
      List<String> open =
          report.models().stream().flatMap(model -> taken(model).stream()).distinct().toList();
      if (!report.models().isEmpty() && !(review.untraced().isEmpty() && open.isEmpty())) {
        line("");
      }
      open.forEach(this::line);
      for (UntracedModel model : review.untraced()) {
        line(
            "- "
                + code(model.name())
                + " "
                + at(model.place())
                + switch (model.why()) {
                  case NO_FORWARD -> " has no `forward`: its layers are called one by one, ";
                  case OF_JAX -> " is a module of JAX, whose shapes are not followed; it makes ";
                }
                + (model.layers().isEmpty()
                    ? "no layers of a library"
                    : code(String.join(", ", model.layers()))));
      }
    }

    /** What a model would be another one without. */
    private static List<String> taken(Model model) {
      return ModelNotes.taken(model).stream()
          .limit(MOST_TAKEN)
          .map(
              taken ->
                  "- "
                      + code(model.name())
                      + ": "
                      + prose(taken.text())
                      + taken.place().map(place -> " " + at(place)).orElse(""))
          .toList();
    }

    private void checks() {
      heading("Checklist");
      line("| review | question | result | why |");
      line("| --- | --- | --- | --- |");
      for (Check check : review.checks()) {
        line(
            "| "
                + check.topic().label()
                + " | "
                + cell(prose(check.question()))
                + " | **"
                + check.outcome().label()
                + "** | "
                + cell(plain(check.reason()))
                + (check.places().isEmpty() ? "" : " " + at(check.places(), 3))
                + " |");
      }
    }

    private void findings() {
      heading("Findings");
      List<Reported> found =
          report.report().findings().stream()
              .sorted(Comparator.comparing(Reported::level))
              .toList();
      if (found.isEmpty()) {
        line("Nothing was found that a rule objects to.");
      }
      for (Reported each : found.stream().limit(MOST_FINDINGS).toList()) {
        line(
            "- **"
                + each.level().label()
                + "** "
                + at(each.finding().place())
                + " "
                + prose(each.message())
                + " ("
                + code(each.finding().rule().name())
                + ")"
                + each.verdict().map(verdict -> "; " + prose(verdict.text())).orElse(""));
      }
      if (found.size() > MOST_FINDINGS) {
        line("- and " + (found.size() - MOST_FINDINGS) + " more");
      }
      int suppressed = report.report().suppressed().size();
      if (suppressed > 0) {
        line("");
        line(Words.count(suppressed, "finding is", "findings are") + " suppressed by comments.");
      }
      int refuted = report.report().refuted().size();
      if (refuted > 0) {
        line("");
        line(Words.count(refuted, "finding is", "findings are") + " refuted by running the model.");
      }
      long errors = found.stream().filter(each -> each.level() == Level.ERROR).count();
      if (errors > 0) {
        line("");
        line(Words.count(errors, "error", "errors") + " in all.");
      }
    }

    private void settings() {
      heading("Settings");
      line("| name | value | comes from | where | read at |");
      line("| --- | --- | --- | --- | --- |");
      for (Setting setting : review.settings().stream().limit(MOST_SETTINGS).toList()) {
        line(
            "| "
                + cell(code(setting.name()))
                + " | "
                + cell(code(setting.value()))
                + " | "
                + setting.source().label()
                + " | "
                + at(setting.place())
                + " | "
                + at(setting.uses(), 3)
                + " |");
      }
    }

    private void keepings() {
      heading("Written down, and not repeatable");
      for (Keeping.Kind kind : Keeping.Kind.values()) {
        List<Keeping> kept =
            review.keepings().stream().filter(keeping -> keeping.kind() == kind).toList();
        for (Keeping each : kept.stream().limit(MOST_KEEPINGS).toList()) {
          line("- " + kind.label() + ": " + code(each.what()) + " " + at(each.place()));
        }
      }
      review
          .unrepeatable()
          .forEach(
              remark ->
                  line(
                      "- not repeatable: "
                          + prose(remark.text())
                          + remark.place().map(place -> " " + at(place)).orElse("")));
    }

    private void splits() {
      if (!review.splits().isEmpty()) {
        heading("Structure");
      }
      for (Split split : review.splits()) {
        line(
            "- "
                + code(split.file().file().physical().path())
                + " mixes "
                + split.mixes().stream().map(FileRole::label).collect(Collectors.joining(", "))
                + ": "
                + split.modules().stream()
                    .map(
                        module ->
                            code(module.name())
                                + " ("
                                + module.pieces().stream()
                                    .map(piece -> plain(piece.name()))
                                    .collect(Collectors.joining(", "))
                                + ")")
                    .collect(Collectors.joining("; ")));
      }
    }
  }
}
