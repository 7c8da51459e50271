package dev.tensorvet.rules.training;

import dev.tensorvet.facts.SpentIterator;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.source.Span;
import dev.tensorvet.source.TextEdit;
import java.util.List;

/** Parameters are kept as an iterator, which is empty when it is used a second time. */
final class ClipGeneratorConsumed implements Rule<SpentIterator> {

  private static final RuleId ID = new RuleId("clip-generator-consumed");

  @Override
  public Class<SpentIterator> subject() {
    return SpentIterator.class;
  }

  @Override
  public void check(SpentIterator iterator, RuleContext context) {
    String made = iterator.file().text(iterator.made().span());
    String nothing =
        switch (iterator.use()) {
          case CLIPPING -> "nothing is clipped here";
          case OPTIMIZER -> "the optimizer gets no parameters";
          case OTHER -> "nothing is left for this use";
        };
    String when =
        iterator.spent().equals(iterator.again())
            ? " after the first turn of the loop"
            : ": it was used up before";
    Span span = iterator.made().span();
    Finding finding =
        Finding.of(
                ID,
                iterator.again(),
                nothing + ", since `" + head(made) + "` gives its elements once" + when)
            .withRelated(
                List.of(
                    new Related(iterator.made(), "the iterator is made here"),
                    new Related(iterator.spent(), "its elements are taken here")));
    context.report(
        finding.withFix(
            new Fix(
                "keep a list of the elements",
                Fix.Safety.SAFE,
                List.of(
                    new TextEdit(new Span(span.start(), span.start()), "list("),
                    new TextEdit(new Span(span.end(), span.end()), ")")))));
  }

  /** The call without its arguments. */
  private static String head(String call) {
    int open = call.indexOf('(');
    return open > 0 ? call.substring(0, open) : call;
  }
}
