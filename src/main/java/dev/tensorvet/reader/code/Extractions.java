package dev.tensorvet.reader.code;

import dev.tensorvet.facts.Extraction;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.Archives;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.CodeReader;
import dev.tensorvet.semantic.BindingSite;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.semantic.VariableEntity;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import java.util.ArrayList;
import java.util.List;

/** Finds the calls of a file that write the members of an archive unfiltered. */
final class Extractions implements CodeReader<Extraction> {

  @Override
  public Class<Extraction> kind() {
    return Extraction.class;
  }

  @Override
  public List<Extraction> read(SourceModule module) {
    List<Extraction> found = new ArrayList<>();
    if (Archives.mayExtract(module.file().text())) {
      CodeCalls.eachMember(
          module,
          (call, method) -> {
            if (Archives.extractsAll(method.name())
                && isUnfiltered(call)
                && isArchive(method.value(), module)) {
              found.add(
                  new Extraction(
                      module.file().text(method.span()), new Place(module.file(), call.span())));
            }
          });
    }
    return found;
  }

  private static boolean isUnfiltered(Expr.Call call) {
    return !CodeCalls.isOpen(call)
        && call.arguments().size() < 2
        && call.keyword(Archives.MEMBER_FILTER).isEmpty()
        && call.keyword(Archives.MEMBERS).isEmpty();
  }

  /** Whether every value that a variable has is an archive that was opened here. */
  private static boolean isArchive(Expr value, SourceModule module) {
    if (CodeCalls.isCall(value, Archives::opensArchive, module)) {
      return true;
    }
    return value instanceof Expr.Name name
        && module.resolve(name) instanceof VariableEntity variable
        && variable.binding().sites().stream().allMatch(site -> isArchive(site, module));
  }

  private static boolean isArchive(BindingSite site, SourceModule module) {
    if (site.kind() == BindingSite.Kind.WITH && site.node() instanceof Node.WithItem item) {
      return CodeCalls.isCall(item.context(), Archives::opensArchive, module);
    }
    return site.value()
        .filter(value -> CodeCalls.isCall(value, Archives::opensArchive, module))
        .isPresent();
  }
}
