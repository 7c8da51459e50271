package dev.tensorvet.rules.numerics;

import dev.tensorvet.facts.CrossEntropyInput;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.rule.SiteFinding;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.source.Span;
import dev.tensorvet.source.TextEdit;
import java.util.List;
import java.util.Optional;

/** A cross-entropy loss, which normalises scores itself, is given probabilities. */
final class SoftmaxBeforeCrossEntropy implements Rule<CrossEntropyInput> {

  private static final RuleId ID = new RuleId("softmax-before-cross-entropy");

  @Override
  public Class<CrossEntropyInput> subject() {
    return CrossEntropyInput.class;
  }

  @Override
  public void check(CrossEntropyInput input, RuleContext context) {
    String what =
        switch (input.kind()) {
          case SOFTMAX -> "a softmax";
          case SIGMOID -> "a sigmoid";
        };
    Finding finding =
        atLoss(input, what, context.file())
            .orElseGet(() -> atModel(input, what))
            .withCertainty(
                input.kind() == CrossEntropyInput.Kind.SOFTMAX
                    ? Certainty.PROVEN
                    : Certainty.LIKELY);
    context.report(finding.withFix(fix(input, context.file())));
  }

  /** Empty in a file that the run does not pass on its way to the loss. */
  private static Optional<Finding> atLoss(
      CrossEntropyInput input, String what, SourceFile checked) {
    String message =
        shown(input.input().place(), "the input")
            + " has been through "
            + what
            + ", and the cross-entropy loss applies a softmax of its own";
    return SiteFinding.at(ID, checked, input.input(), message, "the loss is computed here")
        .map(
            finding ->
                finding.withRelated(
                    input.normalisedAt().stream()
                        .map(place -> new Related(place, what + " is applied here"))
                        .toList()));
  }

  /** In the file of the model, for a loss of another file. */
  private static Finding atModel(CrossEntropyInput input, String what) {
    Place at = input.normalisedAt().getFirst();
    return Finding.of(
            ID,
            at,
            shown(at, "this")
                + " is "
                + what
                + " before a cross-entropy loss, which applies a softmax of its own")
        .withRelated(new Related(input.input().place(), "the loss is computed here"));
  }

  private static String shown(Place place, String otherwise) {
    String code = place.file().text(place.span());
    return code.length() <= 40 && !code.contains("\n") ? "`" + code + "`" : otherwise;
  }

  /**
   * Gives the loss what the normalisation is given. Safe where the loss is its only use; where a
   * function returns it, others may use it too.
   */
  private static Optional<Fix> fix(CrossEntropyInput input, SourceFile file) {
    if (input.normalisedAt().size() != 1) {
      return Optional.empty();
    }
    Place at = input.normalisedAt().getFirst();
    boolean isArgument = at.equals(input.input().place());
    int line = at.file().lines().start(at.file().lines().line(at.span().start()));
    boolean isReturned =
        at.file() == file
            && at.file().text(new Span(line, at.span().start())).strip().equals("return");
    if (!isArgument && !isReturned) {
      return Optional.empty();
    }
    return scores(at.file().text(at.span()))
        .map(
            scores ->
                new Fix(
                    "give the loss `" + scores + "`",
                    isArgument ? Fix.Safety.SAFE : Fix.Safety.UNSAFE,
                    List.of(new TextEdit(at.span(), scores))));
  }

  /** The first argument of {@code F.softmax(scores, dim=1)}, when the call has the usual form. */
  private static Optional<String> scores(String call) {
    int open = call.indexOf('(');
    String function = open < 0 ? "" : call.substring(0, open);
    if (!function.matches("[\\w.]*\\b(?:softmax|sigmoid)") || !call.endsWith(")")) {
      return Optional.empty();
    }
    int depth = 0;
    for (int i = open + 1; i < call.length(); i++) {
      char c = call.charAt(i);
      depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
      if ((c == ',' && depth == 0) || depth < 0) {
        String first = call.substring(open + 1, i).strip();
        boolean isPlain = first.matches("[\\w.]+(?:\\(.*\\))?") && !first.contains("\n");
        return isPlain ? Optional.of(first) : Optional.empty();
      }
    }
    return Optional.empty();
  }
}
