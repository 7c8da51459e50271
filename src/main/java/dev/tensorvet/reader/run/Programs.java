package dev.tensorvet.reader.run;

import dev.tensorvet.framework.Frameworks;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.SourceModule;

/** Runs the programs of a project. Safe for use by many threads. */
record Programs(Frameworks frameworks, Relevance relevance, Flows flows) {

  /** Whether what a function returns can be probabilities, as the last of its steps. */
  boolean givesProbabilities(FunctionEntity function) {
    return TrainingRecognizer.givesProbabilities(function, this);
  }

  /** What the runs that start in a file tell; kept by nobody, since it holds all their values. */
  RunFacts of(SourceModule module) {
    return TrainingRecognizer.recognise(module, this);
  }
}
