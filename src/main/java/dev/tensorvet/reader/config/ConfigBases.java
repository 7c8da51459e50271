package dev.tensorvet.reader.config;

import dev.tensorvet.facts.ConfigBase;
import dev.tensorvet.facts.DataNodes;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.ConfigBaseKeys;
import dev.tensorvet.reader.query.CodeReader;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.source.Distance;
import dev.tensorvet.source.Span;
import dev.tensorvet.syntax.DataNode;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.workspace.Ledger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Finds configurations, of data and of Python, that begin with files which are not there. */
final class ConfigBases implements CodeReader<ConfigBase> {

  private final Ledger files;

  ConfigBases(Ledger files) {
    this.files = files;
  }

  @Override
  public Class<ConfigBase> kind() {
    return ConfigBase.class;
  }

  @Override
  public List<ConfigBase> read(SourceModule module) {
    List<ConfigBase> found = new ArrayList<>();
    if (ConfigBaseKeys.ALL.stream().noneMatch(module.file().text()::contains) || module.isTest()) {
      return found;
    }
    if (module.file().language().isData()) {
      for (DataNode document : module.parsed().documents()) {
        if (document instanceof DataNode.Mapping mapping) {
          ConfigBaseKeys.ALL.forEach(
              key -> DataNodes.written(mapping, key).ifPresent(v -> data(v, module, found)));
        }
      }
    } else {
      for (Stmt statement : module.tree().root().body()) {
        if (statement instanceof Stmt.Assign assign
            && assign.targets().getFirst() instanceof Expr.Name name
            && ConfigBaseKeys.ALL.contains(name.name())) {
          code(assign.value(), module, found);
        }
      }
    }
    return found;
  }

  private void data(DataNode value, SourceModule module, List<ConfigBase> to) {
    switch (value) {
      case DataNode.Scalar scalar when scalar.value() instanceof String path ->
          check(path, scalar.span(), module, to);
      case DataNode.Sequence list -> list.elements().forEach(each -> data(each, module, to));
      default -> {}
    }
  }

  private void code(Expr value, SourceModule module, List<ConfigBase> to) {
    switch (value) {
      case Expr.StringLiteral text -> check(text.value(), text.span(), module, to);
      case Expr.ListExpr list -> list.elements().forEach(each -> code(each, module, to));
      case Expr.Tuple list -> list.elements().forEach(each -> code(each, module, to));
      default -> {}
    }
  }

  private void check(String path, Span place, SourceModule module, List<ConfigBase> to) {
    if (ConfigBaseKeys.isBeside(path)) {
      Path file = module.path().resolveSibling(path).normalize();
      if (!files.isFile(file)) {
        to.add(
            new ConfigBase(
                new Place(module.file(), place),
                path,
                Distance.nearest(
                    String.valueOf(file.getFileName()),
                    new HashSet<>(files.names(file.resolveSibling(""))))));
      }
    }
  }
}
