package dev.tensorvet.rules.config;

import dev.tensorvet.finding.Place;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.syntax.DataNode;
import java.util.Optional;
import java.util.OptionalDouble;

/** What rules ask of the values of a configuration. */
final class Values {

  private Values() {}

  static OptionalDouble number(DataNode value) {
    return value instanceof DataNode.Scalar scalar && scalar.value() instanceof Number number
        ? OptionalDouble.of(number.doubleValue())
        : OptionalDouble.empty();
  }

  static OptionalDouble number(DataNode.Mapping mapping, String key) {
    return mapping.get(key).map(Values::number).orElse(OptionalDouble.empty());
  }

  static boolean isTrue(DataNode value) {
    return value instanceof DataNode.Scalar scalar && scalar.value().equals(true);
  }

  /** What is written under a key in a mapping itself, and not taken over from elsewhere. */
  static Optional<DataNode.Entry> entry(DataNode.Mapping mapping, String key) {
    return mapping.written().stream().filter(entry -> entry.name().equals(key)).findFirst();
  }

  static Place place(DataNode value, RuleContext context) {
    return new Place(context.file(), value.span());
  }

  static Place place(DataNode.Entry entry, RuleContext context) {
    return new Place(context.file(), entry.key());
  }

  static String text(DataNode value, RuleContext context) {
    return context.file().text(value.span());
  }
}
