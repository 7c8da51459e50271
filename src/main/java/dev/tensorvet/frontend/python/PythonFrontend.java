package dev.tensorvet.frontend.python;

import dev.tensorvet.frontend.Frontend;
import dev.tensorvet.source.Language;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.source.Span;
import dev.tensorvet.syntax.Comment;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.ParsedFile;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.Token;

/** Reads Python 3.8 to 3.14. */
public final class PythonFrontend implements Frontend {

  @Override
  public Set<Language> languages() {
    return Set.of(Language.PYTHON);
  }

  @Override
  public ParsedFile parse(SourceFile file) {
    return parse(file, List.of(new Span(0, file.text().length())), false);
  }

  /**
   * Parses the code of a notebook, cell by cell, into one tree. Lines of IPython stand for {@code
   * pass}, but for the Python that some of them run, and an error in one cell does not reach the
   * next.
   *
   * @param cells the parts of the text that are Python, in the order of the text
   */
  public ParsedFile parseCells(SourceFile code, List<Span> cells) {
    return parse(code, cells, true);
  }

  private static ParsedFile parse(SourceFile file, List<Span> parts, boolean isNotebook) {
    String source = file.text();
    char[] text = source.toCharArray();
    Problems problems = new Problems();
    int nul = source.indexOf('\0');
    if (nul >= 0) {
      problems.add(nul, nul + 1, "a NUL byte cannot stand in Python code");
    }
    List<Comment> comments = new ArrayList<>();
    Tokens tokens = new Tokens(text.length / 4);
    for (Span part : parts) {
      if (isNotebook && Prompts.stand(text, part)) {
        Prompts.blank(text, part);
      }
      Tokens raw = Scanner.scan(text, part.start(), part.end(), isNotebook, problems);
      Layout.append(text, part.start(), part.end(), raw, tokens, comments, problems, isNotebook);
      tokens.add(Token.EOF, part.end(), part.end());
    }
    if (parts.isEmpty()) {
      tokens.add(Token.EOF, text.length, text.length);
    }
    PythonParser parser =
        new PythonParser(new TokenBuffer(tokens, source, new Names(text, source), problems));
    List<Stmt> body = parser.readFile();
    Node.Module module = new Node.Module(parser.id(), 0, text.length, body);
    Tree tree = new Tree(module, parser.idCount());
    return new ParsedFile(file, tree, comments, problems.inOrder());
  }
}
