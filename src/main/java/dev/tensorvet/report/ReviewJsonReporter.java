package dev.tensorvet.report;

import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.Reported;
import dev.tensorvet.review.Check;
import dev.tensorvet.review.CourseItem;
import dev.tensorvet.review.EntryPoint;
import dev.tensorvet.review.Keeping;
import dev.tensorvet.review.Library;
import dev.tensorvet.review.Program;
import dev.tensorvet.review.Remark;
import dev.tensorvet.review.Review;
import dev.tensorvet.review.ReviewedFile;
import dev.tensorvet.review.Setting;
import dev.tensorvet.review.Split;
import dev.tensorvet.review.Stage;
import java.io.IOException;
import java.io.Writer;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import tools.jackson.core.JsonGenerator;

/** A review for programs. */
final class ReviewJsonReporter implements ReviewReporter {

  @Override
  public String name() {
    return "json";
  }

  @Override
  public void write(ReviewReport report, ReportContext context, Writer out) throws IOException {
    Json.write(
        out,
        json -> {
          Review review = report.review();
          json.writeStartObject();
          json.writeStringProperty("version", context.version());
          json.writeStringProperty("name", review.name());
          all(json, "files", review.files(), ReviewJsonReporter::file);
          all(json, "entryPoints", review.entries(), ReviewJsonReporter::entry);
          all(json, "libraries", review.libraries(), ReviewJsonReporter::library);
          all(json, "programs", review.programs(), ReviewJsonReporter::program);
          all(json, "models", report.models(), ReviewJsonReporter::model);
          all(
              json,
              "otherModels",
              report.untold(),
              (j, untold) -> {
                j.writeStringProperty("name", untold.name());
                place(j, untold.place());
              });
          all(
              json,
              "modelsNotTraced",
              review.untraced(),
              (j, model) -> {
                j.writeStringProperty("why", Words.of(model.why()));
                j.writeStringProperty("name", model.name());
                place(j, model.place());
                j.writeArrayPropertyStart("layers");
                model.layers().forEach(j::writeString);
                j.writeEndArray();
              });
          all(json, "checklist", review.checks(), ReviewJsonReporter::check);
          all(json, "findings", report.report().findings(), ReviewJsonReporter::finding);
          all(json, "suppressed", report.report().suppressed(), ReviewJsonReporter::finding);
          all(json, "refuted", report.report().refuted(), ReviewJsonReporter::finding);
          all(json, "settings", review.settings(), ReviewJsonReporter::setting);
          all(json, "written", review.keepings(), ReviewJsonReporter::keeping);
          all(json, "unrepeatable", review.unrepeatable(), ReviewJsonReporter::remark);
          all(json, "structure", review.splits(), ReviewJsonReporter::split);
          all(
              json,
              "problems",
              report.report().problems(),
              (j, problem) -> {
                j.writeStringProperty("kind", problem.kind());
                j.writeStringProperty("path", problem.path());
                j.writeStringProperty("message", problem.message());
              });
          json.writeEndObject();
        });
  }

  private static <T> void all(
      JsonGenerator json, String name, Collection<T> things, BiConsumer<JsonGenerator, T> write) {
    json.writeArrayPropertyStart(name);
    for (T thing : things) {
      json.writeStartObject();
      write.accept(json, thing);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void texts(JsonGenerator json, String name, List<String> texts) {
    json.writeArrayPropertyStart(name);
    texts.forEach(json::writeString);
    json.writeEndArray();
  }

  private static void text(JsonGenerator json, String name, Optional<String> text) {
    text.ifPresent(value -> json.writeStringProperty(name, value));
  }

  private static void place(JsonGenerator json, Place place) {
    Region region = Region.of(place);
    json.writeStringProperty("path", region.physical().path());
    json.writeNumberProperty("line", region.physicalStart().line());
    if (region.cell().isPresent()) {
      json.writeNumberProperty("cell", region.cell().getAsInt());
      json.writeNumberProperty("cellLine", region.start().line());
    }
  }

  private static void places(JsonGenerator json, String name, List<Place> places) {
    all(json, name, places, ReviewJsonReporter::place);
  }

  private static void file(JsonGenerator json, ReviewedFile file) {
    json.writeStringProperty("path", file.file().physical().path());
    texts(json, "roles", file.roles().stream().map(role -> role.label()).toList());
    json.writeBooleanProperty("isEntry", file.isEntry());
    json.writeNumberProperty("lines", file.lines());
    if (!file.about().isEmpty()) {
      json.writeStringProperty("about", file.about());
    }
  }

  private static void entry(JsonGenerator json, EntryPoint entry) {
    place(json, entry.place());
    json.writeStringProperty("command", entry.command());
    if (!entry.about().isEmpty()) {
      json.writeStringProperty("about", entry.about());
    }
    all(
        json,
        "starts",
        entry.starts(),
        (j, start) -> {
          j.writeStringProperty("command", start.command());
          place(j, start.place());
        });
    all(
        json,
        "options",
        entry.options(),
        (j, option) -> {
          texts(j, "names", option.names());
          text(j, "type", option.type());
          text(j, "default", option.value());
          j.writeBooleanProperty("isRequired", option.isRequired());
          text(j, "choices", option.choices());
          if (!option.help().isEmpty()) {
            j.writeStringProperty("help", option.help());
          }
          place(j, option.place());
        });
  }

  private static void library(JsonGenerator json, Library library) {
    json.writeStringProperty("name", library.name());
    if (!library.versions().isEmpty()) {
      json.writeStringProperty("versions", library.versions());
    }
    texts(json, "statedIn", library.sources());
    json.writeNumberProperty("files", library.users());
  }

  private static void program(JsonGenerator json, Program program) {
    json.writeStringProperty("title", program.title());
    place(json, program.place());
    json.writeBooleanProperty("isWhole", program.isWhole());
    places(json, "calledAt", program.calls());
    json.writeBooleanProperty("isByName", program.isByName());
    text(json, "loopOwner", program.loopOwner());
    all(
        json,
        "parts",
        program.parts(),
        (j, part) -> {
          j.writeStringProperty("role", Words.of(part.role()));
          text(j, "name", part.name());
          j.writeStringProperty("code", part.code());
          place(j, part.place());
        });
    all(json, "stages", program.stages(), ReviewJsonReporter::stage);
    course(json, program.course());
  }

  private static void stage(JsonGenerator json, Stage stage) {
    json.writeStringProperty("stage", stage.kind().label());
    text(json, "text", stage.text());
    places(json, "places", stage.places());
  }

  private static void course(JsonGenerator json, List<CourseItem> items) {
    json.writeArrayPropertyStart("course");
    for (CourseItem item : items) {
      json.writeStartObject();
      switch (item) {
        case CourseItem.Act act -> {
          json.writeStringProperty("does", act.doing().label());
          text(json, "with", act.subject());
          text(json, "if", act.condition());
          place(json, act.place());
        }
        case CourseItem.Loop loop -> {
          json.writeStringProperty("loop", loop.head());
          text(json, "if", loop.condition());
          place(json, loop.place());
          course(json, loop.items());
        }
        case CourseItem.Again again -> {
          json.writeStringProperty("again", again.head());
          text(json, "if", again.condition());
          place(json, again.place());
        }
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void model(JsonGenerator json, Model model) {
    json.writeStringProperty("name", model.name());
    place(json, model.place());
    json.writeStringProperty("built", model.construction().call());
    json.writeBooleanProperty("complete", model.isComplete());
    json.writeStringProperty("parameters", Amounts.number(model.table().parameters()));
    json.writeStringProperty("trainable", Amounts.number(model.table().trainable()));
    json.writeNumberProperty("layers", model.table().layers().size());
    texts(json, "notes", ModelNotes.of(model));
  }

  private static void check(JsonGenerator json, Check check) {
    json.writeStringProperty("review", check.topic().label());
    json.writeStringProperty("question", check.question());
    json.writeStringProperty("rule", check.rule().name());
    json.writeStringProperty("outcome", check.outcome().label());
    json.writeStringProperty("reason", check.reason());
    places(json, "places", check.places());
  }

  private static void finding(JsonGenerator json, Reported found) {
    json.writeStringProperty("rule", found.finding().rule().name());
    json.writeStringProperty("level", found.level().label());
    json.writeStringProperty("message", found.finding().message());
    place(json, found.finding().place());
    found.verdict().ifPresent(verdict -> Json.verdict(json, verdict));
    text(json, "fix", found.finding().fix().map(fix -> fix.title()));
  }

  private static void setting(JsonGenerator json, Setting setting) {
    json.writeStringProperty("name", setting.name());
    json.writeStringProperty("value", setting.value());
    json.writeStringProperty("source", setting.source().label());
    place(json, setting.place());
    places(json, "uses", setting.uses());
  }

  private static void keeping(JsonGenerator json, Keeping keeping) {
    json.writeStringProperty("kind", keeping.kind().label());
    json.writeStringProperty("what", keeping.what());
    place(json, keeping.place());
  }

  private static void remark(JsonGenerator json, Remark remark) {
    json.writeStringProperty("text", remark.text());
    remark.place().ifPresent(place -> place(json, place));
  }

  private static void split(JsonGenerator json, Split split) {
    place(json, split.file());
    json.writeNumberProperty("lines", split.lines());
    texts(json, "mixes", split.mixes().stream().map(role -> role.label()).toList());
    all(
        json,
        "modules",
        split.modules(),
        (j, module) -> {
          j.writeStringProperty("name", module.name());
          all(
              j,
              "pieces",
              module.pieces(),
              (k, piece) -> {
                k.writeStringProperty("name", piece.name());
                place(k, piece.place());
                k.writeNumberProperty("lines", piece.lines());
              });
        });
  }
}
