package dev.tensorvet.syntax;

import dev.tensorvet.source.SourceFile;
import java.util.List;
import java.util.Optional;

/**
 * What a front end made of a file.
 *
 * @param source the text that offsets count in: for a notebook, the joined code of its cells
 * @param tree of Python code; empty for all else
 * @param comments in the order of the text
 * @param problems in the order of the text; the tree holds all that could be read
 * @param content what the file is
 */
public record ParsedFile(
    SourceFile source,
    Tree tree,
    List<Comment> comments,
    List<ParseProblem> problems,
    Content content) {

  /** What a file holds. */
  sealed interface Content {

    /** Python code, which the tree has. */
    record Code() implements Content {}

    /** Cells of another language than Python, which nobody reads. */
    record OtherLanguage(String name) implements Content {}

    /** Code of a language that has a tree of its own. */
    record Foreign(ForeignTree tree) implements Content {}

    /** A configuration. */
    record Data(List<DataNode> documents) implements Content {
      public Data {
        documents = List.copyOf(documents);
      }
    }
  }

  public ParsedFile {
    comments = List.copyOf(comments);
    problems = List.copyOf(problems);
  }

  /** Python code. */
  public ParsedFile(
      SourceFile source, Tree tree, List<Comment> comments, List<ParseProblem> problems) {
    this(source, tree, comments, problems, new Content.Code());
  }

  /** A configuration and the values in it. */
  public static ParsedFile ofData(
      SourceFile source,
      List<DataNode> documents,
      List<Comment> comments,
      List<ParseProblem> problems) {
    return of(source, comments, problems, new Content.Data(documents));
  }

  /** Code of a language that has a tree of its own. */
  public static ParsedFile ofForeign(
      SourceFile source, ForeignTree tree, List<Comment> comments, List<ParseProblem> problems) {
    return of(source, comments, problems, new Content.Foreign(tree));
  }

  private static ParsedFile of(
      SourceFile source, List<Comment> comments, List<ParseProblem> problems, Content content) {
    Tree none = new Tree(new Node.Module(0, 0, source.text().length(), List.of()), 1);
    return new ParsedFile(source, none, comments, problems, content);
  }

  /** The same of a notebook whose cells are in another language than Python. */
  public ParsedFile withOtherLanguage(String language) {
    return new ParsedFile(source, tree, comments, problems, new Content.OtherLanguage(language));
  }

  /** What a configuration holds; none of all else. */
  public List<DataNode> documents() {
    return content instanceof Content.Data data ? data.documents() : List.of();
  }

  /** What a notebook's code is written in, when that is not Python. */
  public Optional<String> otherLanguage() {
    return content instanceof Content.OtherLanguage other
        ? Optional.of(other.name())
        : Optional.empty();
  }

  /** The tree of a language that has one of its own. */
  public Optional<ForeignTree> foreign() {
    return content instanceof Content.Foreign foreign
        ? Optional.of(foreign.tree())
        : Optional.empty();
  }
}
