package dev.tensorvet.rule;

import dev.tensorvet.facts.FactBase;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.source.SourceFile;

/** What a rule sees beside its subject, and where its findings go. */
public interface RuleContext {

  /** The file under check: the text that places and fixes count in. */
  SourceFile file();

  /** The facts of the file under check. */
  FactBase facts();

  void report(Finding finding);
}
