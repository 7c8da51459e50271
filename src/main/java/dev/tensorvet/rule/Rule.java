package dev.tensorvet.rule;

import dev.tensorvet.finding.RuleId;

/**
 * A rule: it is shown every subject of its class and reports what is wrong with it. Stateless; its
 * name is its class's name in kebab case, and its page, metadata and tests are {@code
 * rules/<category>/<name>.md}.
 *
 * @param <S> what the rule looks at: a kind of fact, a model as it was followed ({@link
 *     dev.tensorvet.interp.Interpretation}), what cannot run in one ({@link
 *     dev.tensorvet.interp.Contradiction}), or a value of a configuration ({@link
 *     dev.tensorvet.syntax.DataNode})
 */
public interface Rule<S> {

  Class<S> subject();

  void check(S subject, RuleContext context);

  /** The rule's name and only identity. */
  default RuleId id() {
    return RuleNames.of(getClass());
  }
}
