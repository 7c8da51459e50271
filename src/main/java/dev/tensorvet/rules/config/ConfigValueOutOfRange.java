package dev.tensorvet.rules.config;

import dev.tensorvet.facts.ConfigMisfit;
import dev.tensorvet.facts.ConfigRefusal;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.syntax.DataNode;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** A number is none that its key can mean. */
final class ConfigValueOutOfRange implements Rule<DataNode.Mapping> {

  private static final RuleId ID = new RuleId("config-value-out-of-range");

  /** Which numbers keys can mean. */
  private record Range(Pattern keys, double from, double to, String what) {

    boolean holds(double number) {
      return number >= from && number <= to;
    }
  }

  /** What heads share; elsewhere than in a transformer, each may have a width for itself. */
  private static final List<String> WIDTHS = List.of("embed_dim", "d_model", "n_embd");

  private static final List<String> HEADS =
      List.of("num_heads", "n_heads", "nhead", "n_head", "num_attention_heads");

  @Override
  public Class<DataNode.Mapping> subject() {
    return DataNode.Mapping.class;
  }

  @Override
  public void check(DataNode.Mapping mapping, RuleContext context) {
    for (DataNode.Entry entry : mapping.written()) {
      OptionalDouble number = Values.number(entry.value());
      // Many programs take -1 for what is not set.
      if (number.isPresent() && number.getAsDouble() != -1) {
        Meanings.RANGES.stream()
            .filter(
                range ->
                    range.keys().matcher(entry.name()).matches()
                        && !range.holds(number.getAsDouble()))
            .findFirst()
            .filter(range -> !isToldByCode(entry, context))
            .ifPresent(range -> report(entry, "cannot be", range.what(), context));
      }
    }
    heads(mapping, context);
  }

  /** Whether the code that takes the value says what it takes, which other rules tell. */
  private static boolean isToldByCode(DataNode.Entry entry, RuleContext context) {
    Place place = Values.place(entry.value(), context);
    return context.facts().all(ConfigMisfit.class).stream().anyMatch(m -> m.place().equals(place))
        || context.facts().all(ConfigRefusal.class).stream()
            .anyMatch(refusal -> refusal.place().equals(place));
  }

  private static void heads(DataNode.Mapping mapping, RuleContext context) {
    List<DataNode.Entry> widths = numbers(mapping, WIDTHS);
    List<DataNode.Entry> heads = numbers(mapping, HEADS);
    boolean isOwn =
        mapping.entries().keySet().stream().anyMatch(k -> Meanings.OWN_SIZE.matcher(k).matches());
    if (widths.size() == 1 && heads.size() == 1 && !isOwn) {
      double width = Values.number(widths.getFirst().value()).orElse(0);
      double count = Values.number(heads.getFirst().value()).orElse(1);
      if (count > 0 && width % count != 0) {
        report(
            heads.getFirst(),
            "does not fit:",
            "`"
                + widths.getFirst().name()
                + "` is "
                + Values.text(widths.getFirst().value(), context)
                + ", which that many heads do not share evenly",
            context);
      }
    }
  }

  private static List<DataNode.Entry> numbers(DataNode.Mapping mapping, List<String> keys) {
    return keys.stream()
        .flatMap(key -> Values.entry(mapping, key).stream())
        .filter(entry -> Values.number(entry.value()).isPresent())
        .toList();
  }

  private static void report(
      DataNode.Entry entry, String verdict, String why, RuleContext context) {
    String text = Values.text(entry.value(), context);
    context.report(
        Finding.of(
                ID,
                Values.place(entry.value(), context),
                verdict.endsWith(":")
                    ? "`" + entry.name() + ": " + text + "` " + verdict + " " + why
                    : "`" + entry.name() + "` " + verdict + " " + text + ": " + why)
            .withCertainty(Certainty.LIKELY));
  }

  /** What keys mean, read when the first configuration is: most runs check none. */
  private static final class Meanings {

    private static final double ANY = Double.POSITIVE_INFINITY;

    private static final List<Range> RANGES =
        List.of(
            new Range(
                Pattern.compile(
                    "(.*_)?(dropout|drop_path|drop_rate|drop_path_rate|dropout_rate|dropout_prob"
                        + "|dropout_p|attn_drop|attn_drop_rate|lora_dropout)"),
                0,
                1,
                "a probability lies between 0 and 1"),
            new Range(Pattern.compile("label_smoothing"), 0, 1, "it is a part of 1"),
            new Range(Pattern.compile("warmup_ratio"), 0, 1, "it is a part of 1"),
            new Range(
                Pattern.compile("ema_decay|ema_momentum"), 0, 1, "an average takes a part of 1"),
            new Range(
                Pattern.compile("adam_beta[12]|beta[12]"), 0, 1, "an average takes a part of 1"),
            new Range(
                Pattern.compile("lr|learning_rate|base_lr|max_lr|min_lr"),
                0,
                ANY,
                "a learning rate is not below 0"),
            new Range(Pattern.compile("weight_decay"), 0, ANY, "weights would grow without end"),
            new Range(
                Pattern.compile("(.*_)?batch_size"),
                0,
                ANY,
                "a batch has no less than one sample"));

    /** Where heads have a size of their own, it need be no part of the whole. */
    private static final Pattern OWN_SIZE =
        Pattern.compile(
            "(?i).*(head_dim|dim_head|d_head|d_k|head_size|kv_channels|qkv_|head_width).*");
  }
}
