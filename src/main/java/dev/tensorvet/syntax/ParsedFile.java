package dev.tensorvet.syntax;

import dev.tensorvet.source.SourceFile;
import java.util.List;
import java.util.Optional;

/**
 * What a front end made of a file.
 *
 * @param source the text that offsets count in: for a notebook, the joined code of its cells
 * @param comments in the order of the text
 * @param problems in the order of the text; the tree holds all that could be read
 * @param documents what a configuration holds, whose tree is empty; none in code
 * @param otherLanguage what a notebook's code is written in, when that is not Python and the tree
 *     is empty for it
 * @param foreign the tree of a language that has one of its own; {@code tree} is empty for it
 */
public record ParsedFile(
    SourceFile source,
    Tree tree,
    List<Comment> comments,
    List<ParseProblem> problems,
    List<DataNode> documents,
    Optional<String> otherLanguage,
    Optional<ForeignTree> foreign) {

  public ParsedFile(
      SourceFile source, Tree tree, List<Comment> comments, List<ParseProblem> problems) {
    this(source, tree, comments, problems, List.of(), Optional.empty(), Optional.empty());
  }

  /** What a configuration holds. */
  public static ParsedFile ofData(
      SourceFile source,
      List<DataNode> documents,
      List<Comment> comments,
      List<ParseProblem> problems) {
    Tree empty = new Tree(new Node.Module(0, 0, 0, List.of()), 1);
    return new ParsedFile(
        source, empty, comments, problems, documents, Optional.empty(), Optional.empty());
  }

  public ParsedFile {
    comments = List.copyOf(comments);
    problems = List.copyOf(problems);
    documents = List.copyOf(documents);
  }

  public ParsedFile withOtherLanguage(String language) {
    return new ParsedFile(
        source, tree, comments, problems, documents, Optional.of(language), foreign);
  }

  public ParsedFile withForeign(ForeignTree own) {
    return new ParsedFile(
        source, tree, comments, problems, documents, otherLanguage, Optional.of(own));
  }
}
