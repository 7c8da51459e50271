package dev.tensorvet.reader.java;

import dev.tensorvet.facts.FactBase;
import dev.tensorvet.facts.JavaSlip;
import dev.tensorvet.source.SourceFile;

/** The text form of what is understood of a Java file. */
public final class JavaFactText {

  private JavaFactText() {}

  public static String of(FactBase facts, SourceFile file) {
    StringBuilder text = new StringBuilder();
    for (JavaSlip slip : facts.all(JavaSlip.class)) {
      text.append(file.locate(slip.place().span().start()))
          .append(' ')
          .append(slip.kind())
          .append(' ')
          .append(slip.subject())
          .append(slip.detail().isEmpty() ? "" : ": " + slip.detail())
          .append(' ')
          .append(slip.isSure())
          .append('\n');
    }
    return text.toString();
  }
}
