package dev.tensorvet.reader.code;

import dev.tensorvet.facts.RenamedCall;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.Effects;
import dev.tensorvet.reader.query.CodeReader;
import dev.tensorvet.semantic.LibraryEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import java.util.ArrayList;
import java.util.List;

/** Finds the calls of a file by names that a library gave up. */
final class RenamedCalls implements CodeReader<RenamedCall> {

  @Override
  public Class<RenamedCall> kind() {
    return RenamedCall.class;
  }

  @Override
  public List<RenamedCall> read(SourceModule module) {
    List<RenamedCall> found = new ArrayList<>();
    if (Effects.mayNameFormer(module.file().text())) {
      module
          .tree()
          .walk(
              node -> {
                if (node instanceof Expr.Call call
                    && module.resolve(call.callee()) instanceof LibraryEntity library) {
                  Effects.successor(library.qualifiedName())
                      .ifPresent(
                          successor ->
                              found.add(
                                  new RenamedCall(
                                      new Place(module.file(), call.callee().span()),
                                      successor,
                                      call.callee() instanceof Expr.Attribute)));
                }
              });
    }
    return found;
  }
}
