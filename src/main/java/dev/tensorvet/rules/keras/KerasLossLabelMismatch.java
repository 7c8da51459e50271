package dev.tensorvet.rules.keras;

import dev.tensorvet.facts.KerasSlip;
import dev.tensorvet.facts.KerasSlip.Kind;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Related;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;

/** The last layer, the loss and the labels do not fit each other. */
final class KerasLossLabelMismatch implements Rule<KerasSlip> {

  private static final RuleId ID = new RuleId("keras-loss-label-mismatch");

  @Override
  public Class<KerasSlip> subject() {
    return KerasSlip.class;
  }

  @Override
  public void check(KerasSlip slip, RuleContext context) {
    if (slip.kind() == Kind.ONE_CLASS
        || slip.kind() == Kind.ONE_VALUE_FOR_CLASSES
        || slip.kind() == Kind.CLASSES_APART
        || slip.kind() == Kind.VECTORS_AS_LABELS) {
      context.report(
          Finding.of(ID, slip.place(), message(slip))
              .withRelated(slip.other().map(place -> new Related(place, "it does not fit this"))));
    }
  }

  private static String message(KerasSlip slip) {
    String subject = "`" + slip.subject() + "`";
    return switch (slip.kind()) {
      case ONE_CLASS -> "a softmax of one value is always 1: end in a sigmoid, or in two values";
      case ONE_VALUE_FOR_CLASSES ->
          subject + " is over several classes, and the model gives one value";
      case CLASSES_APART ->
          subject
              + " takes each class by itself, and a softmax gives classes that exclude each other";
      default -> subject + " are vectors, and the loss of the model takes numbers of classes";
    };
  }
}
