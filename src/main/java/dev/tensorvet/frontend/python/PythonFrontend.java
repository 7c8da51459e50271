package dev.tensorvet.frontend.python;

import dev.tensorvet.frontend.Frontend;
import dev.tensorvet.source.Language;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.ParseProblem;
import dev.tensorvet.syntax.ParsedFile;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Reads Python 3.8 to 3.14. */
public final class PythonFrontend implements Frontend {

  @Override
  public Set<Language> languages() {
    return Set.of(Language.PYTHON);
  }

  @Override
  public ParsedFile parse(SourceFile file) {
    String source = file.text();
    char[] text = source.toCharArray();
    Tokens tokens = Scanner.scan(text);
    PythonParser parser = new PythonParser(new TokenDriver.Stream(tokens, source, text));
    List<Stmt> body = new ArrayList<>();
    parser.readFile(body);
    Node.Module module = new Node.Module(parser.id(), 0, source.length(), List.copyOf(body));
    List<ParseProblem> problems = new ArrayList<>(tokens.problems());
    problems.addAll(parser.problems());
    problems.sort(Comparator.comparing(ParseProblem::span));
    return new ParsedFile(file, new Tree(module, parser.id()), tokens.comments(), problems);
  }
}
