package dev.tensorvet.reader.code;

import dev.tensorvet.facts.CodeLayout;
import dev.tensorvet.reader.query.CodeReader;
import dev.tensorvet.semantic.SourceModule;
import java.util.List;

/** Gives each file its layout. */
final class CodeLayouts implements CodeReader<CodeLayout> {

  @Override
  public Class<CodeLayout> kind() {
    return CodeLayout.class;
  }

  @Override
  public List<CodeLayout> read(SourceModule module) {
    return List.of(new CodeLayout(module));
  }
}
