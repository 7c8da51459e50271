package dev.tensorvet.rules.model;

import dev.tensorvet.facts.ModelClass;
import dev.tensorvet.facts.ModelClass.Constructor;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.source.Span;
import dev.tensorvet.source.TextEdit;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.tensor.Proof;
import java.util.List;

/** A module's {@code __init__} leaves out that of its bases. */
final class ModuleMissingSuperInit implements Rule<ModelClass> {

  private static final String CALL = "super().__init__()";

  @Override
  public Class<ModelClass> subject() {
    return ModelClass.class;
  }

  @Override
  public void check(ModelClass model, RuleContext context) {
    if (model.isModule() != Proof.YES || model.constructor().isEmpty()) {
      return;
    }
    Constructor init = model.constructor().get();
    String name = "`" + model.type().name() + ".__init__`";
    switch (init.baseInit()) {
      case RUN -> {}
      case SKIPPED_ON_A_PATH ->
          context.report(
              Finding.of(id(), init.name(), name + " can end without calling `" + CALL + "`")
                  .withCertainty(Certainty.LIKELY));
      case NEVER_RUN -> {
        Finding finding =
            Finding.of(id(), init.name(), name + " never calls `" + CALL + "`")
                .withCertainty(fails(model) ? Certainty.PROVEN : Certainty.LIKELY);
        context.report(
            init.basesNeedArguments() ? finding : finding.withFix(fix(init, context.file())));
      }
    }
  }

  /**
   * Keeping a layer fails, and so does a call; a class with neither may be a module in name only.
   */
  private static boolean fails(ModelClass model) {
    return !model.layers().isEmpty() || model.forward() == Proof.YES;
  }

  private static Fix fix(Constructor init, SourceFile file) {
    List<Stmt> body = init.node().body();
    boolean isDocumented =
        body.getFirst() instanceof Stmt.ExprStmt text && text.value() instanceof Expr.StringLiteral;
    TextEdit edit =
        isDocumented && body.size() == 1
            ? insert(body.getFirst().end(), separator(file, body.getFirst()) + CALL)
            : insert(
                body.get(isDocumented ? 1 : 0).start(),
                CALL + separator(file, body.get(isDocumented ? 1 : 0)));
    return new Fix("insert `" + CALL + "`", Fix.Safety.SAFE, List.of(edit));
  }

  /** What stands between two statements: a new line with its indentation, or a semicolon. */
  private static String separator(SourceFile file, Stmt statement) {
    int line = file.lines().start(file.locate(statement.start()).line());
    String before = file.text().substring(line, statement.start());
    return before.isBlank() ? "\n" + before : "; ";
  }

  private static TextEdit insert(int offset, String text) {
    return new TextEdit(new Span(offset, offset), text);
  }
}
