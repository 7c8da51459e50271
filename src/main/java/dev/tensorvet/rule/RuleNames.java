package dev.tensorvet.rule;

import dev.tensorvet.finding.RuleId;

/** A rule's one name in its two spellings: {@code MissingZeroGrad}, {@code missing-zero-grad}. */
public final class RuleNames {

  private RuleNames() {}

  /** The name of the rule that a class implements. */
  public static RuleId of(Class<?> rule) {
    return new RuleId(kebab(rule.getSimpleName()));
  }

  /** The simple name of the class that implements a rule. */
  public static String className(RuleId rule) {
    StringBuilder name = new StringBuilder();
    for (String word : rule.name().split("-", -1)) {
      name.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
    }
    return name.toString();
  }

  private static String kebab(String camel) {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < camel.length(); i++) {
      char c = camel.charAt(i);
      if (Character.isUpperCase(c) && i > 0) {
        name.append('-');
      }
      name.append(Character.toLowerCase(c));
    }
    return name.toString();
  }
}
