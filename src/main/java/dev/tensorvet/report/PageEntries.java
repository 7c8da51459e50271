package dev.tensorvet.report;

import dev.tensorvet.review.EntryPoint;
import dev.tensorvet.review.Start;
import java.util.ArrayList;
import java.util.List;

/**
 * How the programs of a page are run.
 *
 * @param code that is linked to
 */
record PageEntries(PageCode code) {

  private static final int MOST_STARTS = 8;

  record Entry(
      String id,
      boolean open,
      String command,
      String about,
      PageCode.Link link,
      String note,
      PageRows<StartRow> starts,
      PageRows<OptionRow> options) {}

  record StartRow(String start, PageCode.Link link) {}

  record OptionRow(
      String names,
      boolean required,
      String value,
      String type,
      String choices,
      String help,
      PageCode.Link link) {}

  List<Entry> all(List<EntryPoint> of) {
    List<Entry> entries = new ArrayList<>();
    for (EntryPoint entry : of) {
      entries.add(
          new Entry(
              "e" + (entries.size() + 1),
              of.size() <= 4,
              entry.command(),
              entry.about(),
              code.link(entry.place()),
              entry.note(),
              new PageRows<>(
                  entry.starts().stream().limit(MOST_STARTS).map(this::start).toList(),
                  "The repository has it"
                      + (entry.starts().size() > MOST_STARTS
                          ? " in " + entry.starts().size() + " places, among them:"
                          : ":")),
              new PageRows<>(
                  entry.options().stream().map(this::option).toList(),
                  Words.count(entry.options().size(), "option", "options"))));
    }
    return entries;
  }

  private StartRow start(Start start) {
    return new StartRow(start.command(), code.link(start.place()));
  }

  private OptionRow option(EntryPoint.Option option) {
    return new OptionRow(
        String.join(", ", option.names()),
        option.isRequired(),
        option.value().orElse(""),
        option.type().orElse(""),
        option.choices().orElse(""),
        option.help(),
        code.link(option.place()));
  }
}
