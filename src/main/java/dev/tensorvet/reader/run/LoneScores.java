package dev.tensorvet.reader.run;

import dev.tensorvet.facts.LastStep;
import dev.tensorvet.facts.LoneScore;
import dev.tensorvet.facts.Site;
import dev.tensorvet.finding.Place;
import dev.tensorvet.flow.Constant;
import dev.tensorvet.framework.Layers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the cross-entropy losses over classes of which there is one. */
final class LoneScores implements RunReader<LoneScore> {

  /**
   * Code that may move the scores of several samples, steps or answers side by side: among those a
   * cross-entropy chooses as well.
   */
  private static final Pattern MOVES =
      Pattern.compile(
          "\\b(squeeze|view|view_as|reshape|flatten|unflatten|permute|transpose|movedim|swapaxes"
              + "|chunk|split|unbind|stack|cat|concat|rearrange|expand|repeat|mT|T)\\b"
              + "|\\[[^\\]]*(:|\\.\\.\\.|None|-)");

  private static final Pattern DEFINITION = Pattern.compile("(?m)^\\s*(async\\s+)?(def|class)\\s");

  @Override
  public Class<LoneScore> kind() {
    return LoneScore.class;
  }

  @Override
  public List<LoneScore> read(FinishedRun run) {
    return run.events(Event.CrossEntropy.class).flatMap(loss -> read(loss, run).stream()).toList();
  }

  private static Optional<LoneScore> read(Event.CrossEntropy loss, FinishedRun run) {
    List<Term.Made> at = new ArrayList<>();
    LastSteps steps = new LastSteps(run.run());
    if (steps.of(loss.scores(), at).filter(step -> step == LastStep.LAYER).isEmpty()
        || at.size() != 1) {
      return Optional.empty();
    }
    Term.Made call = at.getFirst();
    return steps
        .layer(call)
        .filter(LoneScores::givesOne)
        .filter(layer -> isStraight(call.site(), loss.site()))
        .map(layer -> new LoneScore(run.file(), loss.site(), layer.site()));
  }

  private static boolean givesOne(Term.Made layer) {
    return layer
        .argument(Layers.OUTPUTS)
        .or(() -> layer.argument(Layers.OUTPUT_CHANNELS))
        .filter(
            count -> count instanceof Term.Written(Constant.Number(double number)) && number == 1)
        .isPresent();
  }

  /** Whether no code between a layer and its loss may move scores. */
  private static boolean isStraight(Site layer, Site loss) {
    return layer.way().stream().noneMatch(place -> moves(behind(place, loss)))
        && loss.way().stream().noneMatch(place -> moves(before(place, layer)));
  }

  private static boolean moves(String code) {
    return MOVES.matcher(code).find();
  }

  /** The code of a function behind a place, as far as a loss if it is computed there. */
  private static String behind(Place place, Site loss) {
    String text = place.file().text();
    int start = place.span().end();
    Matcher next = DEFINITION.matcher(text);
    int end = next.find(start) ? next.start() : text.length();
    for (Place other : loss.way()) {
      if (other.file() == place.file() && other.span().end() >= start) {
        end = Math.min(end, other.span().end());
      }
    }
    return text.substring(start, end);
  }

  /** The code of a function before a place, from the layer on if that is called there. */
  private static String before(Place place, Site layer) {
    String text = place.file().text();
    int end = place.span().end();
    int start = 0;
    Matcher definition = DEFINITION.matcher(text).region(0, place.span().start());
    while (definition.find()) {
      start = definition.end();
    }
    for (Place other : layer.way()) {
      if (other.file() == place.file() && other.span().end() <= end) {
        start = Math.max(start, other.span().end());
      }
    }
    return text.substring(start, end);
  }
}
