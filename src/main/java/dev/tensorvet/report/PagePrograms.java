package dev.tensorvet.report;

import dev.tensorvet.finding.Place;
import dev.tensorvet.review.CourseItem;
import dev.tensorvet.review.Program;
import dev.tensorvet.review.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The programs of a page: the way of the data through each, and the order of what it does.
 *
 * @param code that is linked to
 */
record PagePrograms(PageCode code) {

  private static final int MOST_CALLS = 4;

  private static final int MOST = 60;

  record ProgramPart(
      String id,
      String title,
      String kind,
      String note,
      PageCode.Link link,
      List<Station> stages,
      List<Item> items,
      PageRows<PartRow> parts) {}

  record Station(String label, boolean found, String text, List<PageCode.Link> links) {}

  record PartRow(String role, String name, String code, PageCode.Link link) {}

  /** One of three; the other two are empty. */
  record Item(List<ActItem> act, List<LoopItem> loop, List<AgainItem> again) {}

  record ActItem(String tone, String label, String subject, String condition, PageCode.Link link) {}

  record LoopItem(String head, String condition, PageCode.Link link, List<Item> items) {}

  record AgainItem(String head, String condition, PageCode.Link link) {}

  List<ProgramPart> all(List<Program> of) {
    List<ProgramPart> programs = new ArrayList<>();
    for (Program program : of.stream().limit(MOST).toList()) {
      programs.add(program(program, "p" + (programs.size() + 1)));
    }
    return programs;
  }

  /** What kind of program it is. */
  static String kind(Program program) {
    return program
        .loopOwner()
        .map(owner -> "A program whose loop is run by " + owner)
        .orElse(program.isWhole() ? "A whole program" : function(program.calls()));
  }

  /** How what it does is known, where that is not by following it; else empty. */
  static String note(Program program) {
    return program.isByName()
        ? "It is read by the names of its calls: what they are called on could not be followed."
        : "";
  }

  private static String function(List<Place> calls) {
    if (calls.isEmpty()) {
      return "One function; what calls it is not known, or tells nothing more";
    }
    String told =
        calls.stream().limit(MOST_CALLS).map(ModelNotes::place).collect(Collectors.joining(", "));
    return "One function, called at " + told + (calls.size() > MOST_CALLS ? " and elsewhere" : "");
  }

  private ProgramPart program(Program program, String id) {
    return new ProgramPart(
        id,
        program.title(),
        kind(program),
        note(program),
        code.link(program.place()),
        program.stages().stream().map(this::station).toList(),
        program.course().stream().map(this::item).toList(),
        new PageRows<>(
            program.parts().stream().map(this::part).toList(),
            "What it makes: " + Words.count(program.parts().size(), "part", "parts")));
  }

  private Station station(Stage stage) {
    return new Station(
        stage.kind().label(),
        stage.isFound(),
        stage.text().orElse(""),
        code.links(stage.places(), 4));
  }

  private Item item(CourseItem item) {
    return switch (item) {
      case CourseItem.Act act ->
          new Item(
              List.of(
                  new ActItem(
                      Words.of(act.doing().tone()),
                      act.doing().label(),
                      act.subject().orElse(""),
                      act.condition().orElse(""),
                      code.link(act.place()))),
              List.of(),
              List.of());
      case CourseItem.Loop loop ->
          new Item(
              List.of(),
              List.of(
                  new LoopItem(
                      loop.head(),
                      loop.condition().orElse(""),
                      code.link(loop.place()),
                      loop.items().stream().map(this::item).toList())),
              List.of());
      case CourseItem.Again again ->
          new Item(
              List.of(),
              List.of(),
              List.of(
                  new AgainItem(
                      again.head(), again.condition().orElse(""), code.link(again.place()))));
    };
  }

  private PartRow part(Program.Part part) {
    return new PartRow(
        Words.of(part.role()), part.name().orElse(""), part.code(), code.link(part.place()));
  }
}
