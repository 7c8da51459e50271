package dev.tensorvet.rule;

import dev.tensorvet.finding.RuleId;

/** A rule's one name in its two spellings: {@code MissingZeroGrad}, {@code missing-zero-grad}. */
public final class RuleNames {

  private RuleNames() {}

  /** The name of the rule that a class implements. */
  public static RuleId of(Class<?> rule) {
    String name = rule.getName();
    int outside = Math.max(name.lastIndexOf('.'), name.lastIndexOf('$'));
    return new RuleId(kebab(name.substring(outside + 1)));
  }

  /** The simple name of the class that implements a rule. */
  public static String className(RuleId rule) {
    StringBuilder name = new StringBuilder();
    for (String word : rule.name().split("-", -1)) {
      name.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
    }
    return name.toString();
  }

  /** Every run waits for the names of all rules, so it asks nothing of characters but ASCII. */
  private static String kebab(String camel) {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < camel.length(); i++) {
      char c = camel.charAt(i);
      boolean isCapital = c >= 'A' && c <= 'Z';
      if (isCapital && i > 0) {
        name.append('-');
      }
      name.append(isCapital ? (char) (c - 'A' + 'a') : c);
    }
    return name.toString();
  }
}
