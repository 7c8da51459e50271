package dev.tensorvet.reader.code;

import dev.tensorvet.facts.DocumentLoad;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.Archives;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.CodeReader;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.source.Span;
import dev.tensorvet.syntax.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the calls of a file that make any object that a document asks for. */
final class DocumentLoads implements CodeReader<DocumentLoad> {

  @Override
  public Class<DocumentLoad> kind() {
    return DocumentLoad.class;
  }

  @Override
  public List<DocumentLoad> read(SourceModule module) {
    List<DocumentLoad> found = new ArrayList<>();
    if (Archives.mayReadDocument(module.file().text()) && !module.isTest()) {
      CodeCalls.each(
          module,
          (call, name) -> {
            Optional<String> successor = Archives.safeDocumentReader(name);
            Optional<Expr> loader = CodeCalls.argument(call, Archives.DOCUMENT_LOADER);
            boolean isUnsafe = Archives.readsDocumentUnsafely(name);
            boolean isUnsafelyTold =
                loader
                    .flatMap(value -> CodeCalls.library(value, module))
                    .filter(Archives::isUnsafeDocumentLoader)
                    .isPresent();
            boolean isUntold = loader.isEmpty() && !CodeCalls.isOpen(call);
            if (isUnsafe || (successor.isPresent() && (isUntold || isUnsafelyTold))) {
              found.add(
                  new DocumentLoad(
                      module.file().text(call.callee().span()),
                      new Place(module.file(), call.span()),
                      loader.map(value -> module.file().text(value.span())),
                      isUnsafe,
                      call.callee() instanceof Expr.Attribute member
                          ? Optional.of(new Span(member.nameStart(), member.end()))
                          : Optional.empty(),
                      successor));
            }
          });
    }
    return found;
  }
}
