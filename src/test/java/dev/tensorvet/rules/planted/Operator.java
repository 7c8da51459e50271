package dev.tensorvet.rules.planted;

import dev.tensorvet.source.TextEdit;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** A change of a program: for each place where it can be made, the changed program. */
interface Operator {

  Stream<Program> apply(Program program);

  /** A change within one file. */
  static Operator inFile(Function<Code, Stream<List<TextEdit>>> edits) {
    return program ->
        program.code().stream()
            .flatMap(code -> edits.apply(code).map(edit -> program.with(code, edit)));
  }

  /** A change in all files at once. */
  static Operator everywhere(Function<Code, List<TextEdit>> edits) {
    return program -> Stream.of(program.with(edits)).filter(p -> !p.equals(program));
  }
}
