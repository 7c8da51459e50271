package dev.tensorvet.frontend.data;

import dev.tensorvet.frontend.Frontend;
import dev.tensorvet.source.Language;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.source.Span;
import dev.tensorvet.syntax.ParseProblem;
import dev.tensorvet.syntax.ParsedFile;
import java.util.Set;

/**
 * Reads the configurations of a project: YAML, JSON, TOML and the requirements of pip, into the
 * documents that a file holds. There is no code in them, so that the tree is empty.
 */
public final class DataFrontend implements Frontend {

  @Override
  public Set<Language> languages() {
    return Set.of(Language.YAML, Language.JSON, Language.TOML, Language.REQUIREMENTS);
  }

  @Override
  public ParsedFile parse(SourceFile file) {
    DataFile data;
    try {
      data =
          switch (file.language()) {
            case JSON -> JsonFrontend.read(file.text());
            case TOML -> TomlFrontend.read(file.text());
            case REQUIREMENTS -> RequirementLines.read(file.text());
            default -> YamlFrontend.read(file.text());
          };
    } catch (StackOverflowError deep) {
      data =
          DataFile.broken(
              new ParseProblem(new Span(0, 0), "the values of this file are nested too deeply"));
    }
    return ParsedFile.ofData(file, data.documents(), data.comments(), data.problems());
  }
}
