package dev.tensorvet.rule;

import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Place;
import dev.tensorvet.source.Span;
import dev.tensorvet.source.TextEdit;
import java.util.List;
import java.util.Optional;

/** Adds arguments to calls. */
public final class CallArgument {

  private CallArgument() {}

  /** A fix that gives a call one more argument behind all others, if no comment stands there. */
  public static Optional<Fix> add(Place call, String argument, Fix.Safety safety) {
    return edit(call, argument)
        .map(edit -> new Fix("add `" + argument + "`", safety, List.of(edit)));
  }

  private static Optional<TextEdit> edit(Place call, String argument) {
    String text = call.file().text(call.span());
    if (text.contains("#") || !text.endsWith(")")) {
      return Optional.empty();
    }
    String before = text.substring(0, text.length() - 1).stripTrailing();
    int end = call.span().start() + before.length();
    String separator = before.endsWith("(") ? "" : before.endsWith(",") ? " " : ", ";
    return Optional.of(new TextEdit(new Span(end, end), separator + argument));
  }
}
