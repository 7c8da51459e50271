package dev.tensorvet.rules.config;

import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.syntax.DataNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** A model is told another number of classes than its dataset has. */
final class ConfigClassesVsDataset implements Rule<DataNode.Mapping> {

  private static final RuleId ID = new RuleId("config-classes-vs-dataset");

  private static final List<String> DATASETS = List.of("dataset", "dataset_name", "data_name");

  private static final List<String> CLASSES =
      List.of("num_classes", "n_classes", "nb_classes", "num_class", "nclass");

  @Override
  public Class<DataNode.Mapping> subject() {
    return DataNode.Mapping.class;
  }

  @Override
  public void check(DataNode.Mapping mapping, RuleContext context) {
    Optional<DataNode.Entry> dataset = first(mapping, DATASETS);
    Optional<DataNode.Entry> classes = first(mapping, CLASSES);
    if (dataset.isEmpty()
        || classes.isEmpty()
        || mapping.entries().keySet().stream()
            .anyMatch(k -> Meanings.OTHERWISE.matcher(k).matches())) {
      return;
    }
    String name = mapping.text(dataset.get().name()).orElse("");
    Optional<Integer> known =
        Optional.ofNullable(
            Meanings.KNOWN.get(name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "")));
    OptionalDouble told = Values.number(classes.get().value());
    // One more than the dataset has is for what belongs to none of them.
    if (known.isPresent()
        && told.isPresent()
        && told.getAsDouble() != known.get()
        && told.getAsDouble() != known.get() + 1) {
      context.report(
          Finding.of(
                  ID,
                  Values.place(classes.get().value(), context),
                  "`"
                      + name
                      + "` has "
                      + known.get()
                      + " classes, and `"
                      + classes.get().name()
                      + "` says "
                      + Values.text(classes.get().value(), context))
              .withCertainty(Certainty.LIKELY)
              .withRelated(
                  new Related(
                      Values.place(dataset.get().value(), context), "the dataset is named here")));
    }
  }

  private static Optional<DataNode.Entry> first(DataNode.Mapping mapping, List<String> keys) {
    return keys.stream().flatMap(key -> Values.entry(mapping, key).stream()).findFirst();
  }

  /** What names mean, read when the first configuration is: most runs check none. */
  private static final class Meanings {

    /** Keys that say that the classes are not those of the dataset as it is. */
    private static final Pattern OTHERWISE =
        Pattern.compile(
            "(?i).*(subset|coarse|superclass|split|task|finetune|target|pretrain|labels?).*");

    /** How many classes a dataset has, by its name in small letters and digits alone. */
    private static final Map<String, Integer> KNOWN =
        Map.ofEntries(
            Map.entry("cifar10", 10),
            Map.entry("cifar100", 100),
            Map.entry("mnist", 10),
            Map.entry("fashionmnist", 10),
            Map.entry("kmnist", 10),
            Map.entry("svhn", 10),
            Map.entry("stl10", 10),
            Map.entry("imagenet1k", 1000),
            Map.entry("imagenet100", 100),
            Map.entry("tinyimagenet", 200),
            Map.entry("caltech256", 257),
            Map.entry("food101", 101),
            Map.entry("ade20k", 150),
            Map.entry("cityscapes", 19));
  }
}
