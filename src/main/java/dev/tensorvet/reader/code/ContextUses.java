package dev.tensorvet.reader.code;

import dev.tensorvet.facts.ContextUse;
import dev.tensorvet.facts.ContextUse.Kind;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.Effects;
import dev.tensorvet.framework.Effects.Effect;
import dev.tensorvet.reader.query.CodeReader;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.source.Phrases;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the contexts of a file that are not entered as contexts are. */
final class ContextUses implements CodeReader<ContextUse> {

  private static final Set<Effect> CONTEXTS =
      Set.of(Effect.NO_GRADIENT, Effect.WITH_GRADIENT, Effect.AUTOCAST, Effect.SET_GRADIENT);

  private static final Phrases WORDS =
      new Phrases(CONTEXTS.stream().flatMap(effect -> Effects.words(effect).stream()).toList());

  @Override
  public Class<ContextUse> kind() {
    return ContextUse.class;
  }

  @Override
  public List<ContextUse> read(SourceModule module) {
    List<ContextUse> found = new ArrayList<>();
    if (WORDS.isAnyIn(module.file().text())) {
      module
          .tree()
          .walk(
              node -> {
                switch (node) {
                  case Node.WithItem item ->
                      use(Kind.ENTERED_UNCALLED, item.context(), module).ifPresent(found::add);
                  case Stmt.ExprStmt statement -> dropped(statement, module).ifPresent(found::add);
                  default -> {}
                }
              });
    }
    return found;
  }

  private static Optional<ContextUse> dropped(Stmt.ExprStmt statement, SourceModule module) {
    return statement.value() instanceof Expr.Call call
            && effect(call.callee(), module).filter(e -> e != Effect.SET_GRADIENT).isPresent()
        ? Optional.of(new ContextUse(Kind.DROPPED, new Place(module.file(), call.span()), false))
        : use(Kind.DROPPED, statement.value(), module);
  }

  private static Optional<ContextUse> use(Kind kind, Expr context, SourceModule module) {
    return effect(context, module)
        .map(
            effect ->
                new ContextUse(
                    kind,
                    new Place(module.file(), context.span()),
                    effect == Effect.SET_GRADIENT || effect == Effect.AUTOCAST));
  }

  private static Optional<Effect> effect(Expr context, SourceModule module) {
    boolean isName = context instanceof Expr.Name || context instanceof Expr.Attribute;
    return isName && module.resolve(context) instanceof LibraryEntity library
        ? Effects.of(library.qualifiedName()).filter(CONTEXTS::contains)
        : Optional.empty();
  }
}
