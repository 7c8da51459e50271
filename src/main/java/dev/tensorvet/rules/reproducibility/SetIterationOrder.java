package dev.tensorvet.rules.reproducibility;

import dev.tensorvet.facts.UnorderedIndex;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.source.Span;
import dev.tensorvet.source.TextEdit;
import java.util.List;

/** Elements are numbered in an order that may be another one in the next run. */
final class SetIterationOrder implements Rule<UnorderedIndex> {

  private static final RuleId ID = new RuleId("set-iteration-order");

  @Override
  public Class<UnorderedIndex> subject() {
    return UnorderedIndex.class;
  }

  @Override
  public void check(UnorderedIndex index, RuleContext context) {
    String order =
        index.isSet()
            ? "the order of a set of texts, which is another one in each run"
            : "the order in which the file system lists them, which is another one on each machine";
    Finding finding =
        Finding.of(ID, index.place(), "the elements are numbered in " + order).withFix(sort(index));
    context.report(
        index.place().span().contains(index.source().span())
            ? finding
            : finding.withRelated(new Related(index.source(), "the elements come from here")));
  }

  private static Fix sort(UnorderedIndex index) {
    Span source = index.source().span();
    List<TextEdit> edits =
        index
            .list()
            .map(list -> List.of(new TextEdit(list, "sorted")))
            .orElse(
                List.of(
                    new TextEdit(new Span(source.start(), source.start()), "sorted("),
                    new TextEdit(new Span(source.end(), source.end()), ")")));
    return new Fix("sort them", Fix.Safety.SAFE, edits);
  }
}
