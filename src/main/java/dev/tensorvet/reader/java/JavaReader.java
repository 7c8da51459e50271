package dev.tensorvet.reader.java;

import dev.tensorvet.facts.JavaSlip;
import java.util.List;

/** Reads what a file of Java does. Stateless. */
interface JavaReader {

  /** Whether a text may hold what is looked for at all. */
  boolean mayApply(String text);

  List<JavaSlip> read(JavaCode code);
}
