package dev.tensorvet.rules.model;

import dev.tensorvet.facts.BaseInit;
import dev.tensorvet.facts.ModelClass;
import dev.tensorvet.facts.ModelClass.Use;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Fix;
import dev.tensorvet.finding.Related;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.rule.RuleContext;
import dev.tensorvet.source.Span;
import dev.tensorvet.source.TextEdit;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.tensor.Proof;
import java.util.List;
import java.util.Optional;

/** A class is written and used as a module and does not inherit from the base of modules. */
final class ModuleNotInherited implements Rule<ModelClass> {

  @Override
  public Class<ModelClass> subject() {
    return ModelClass.class;
  }

  @Override
  public void check(ModelClass model, RuleContext context) {
    if (model.isModule() != Proof.NO || model.use().isEmpty()) {
      return;
    }
    Use use = model.use().get();
    String how =
        switch (use.kind()) {
          case CALL -> "an object of it is called here";
          case MODULE_METHOD -> "it is asked here for what only a module has";
          case STEP -> "it is made a step of a sequence here";
        };
    Finding finding =
        Finding.of(
                id(),
                model.name(),
                "`"
                    + model.type().name()
                    + "` builds layers and defines `forward`, but does not inherit from"
                    + " `nn.Module`")
            .withRelated(List.of(new Related(use.place(), how)));
    context.report(finding.withFix(fix(model)));
  }

  private static Optional<Fix> fix(ModelClass model) {
    boolean startsBases =
        model.constructor().filter(init -> init.baseInit() == BaseInit.RUN).isPresent();
    if (!startsBases) {
      return Optional.empty();
    }
    return model
        .packageOfLayers()
        .flatMap(
            qualifier ->
                place(model)
                    .map(
                        span ->
                            new Fix(
                                "inherit from `" + qualifier + ".Module`",
                                Fix.Safety.SAFE,
                                List.of(new TextEdit(span, "(" + qualifier + ".Module)")))));
  }

  /** Where the base goes: after the name, in place of empty parentheses or {@code (object)}. */
  private static Optional<Span> place(ModelClass model) {
    Stmt.ClassDef node = model.type().node();
    int end = node.nameSpan().end();
    String rest =
        model.type().module().file().text().substring(end, node.body().getFirst().start());
    int colon = rest.indexOf(':');
    String header = rest.substring(0, colon).strip();
    boolean isPlain =
        header.isEmpty()
            || header.equals("()")
            || (header.equals("(object)") && node.bases().getFirst() instanceof Expr.Name);
    return isPlain ? Optional.of(new Span(end, end + colon)) : Optional.empty();
  }
}
