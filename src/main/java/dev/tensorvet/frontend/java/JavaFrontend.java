package dev.tensorvet.frontend.java;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParseResult;
import com.github.javaparser.ParseStart;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ParserConfiguration.LanguageLevel;
import com.github.javaparser.Position;
import com.github.javaparser.Problem;
import com.github.javaparser.Providers;
import com.github.javaparser.Range;
import com.github.javaparser.TokenRange;
import com.github.javaparser.ast.CompilationUnit;
import dev.tensorvet.frontend.Frontend;
import dev.tensorvet.source.Language;
import dev.tensorvet.source.LineTable;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.source.Span;
import dev.tensorvet.syntax.Comment;
import dev.tensorvet.syntax.ParseProblem;
import dev.tensorvet.syntax.ParsedFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads Java, up to the newest version that JavaParser knows. */
public final class JavaFrontend implements Frontend {

  private static final Pattern EXPECTED =
      Pattern.compile(
          "Parse error\\. Found (.+?)(?:, expected| \\s*expected|\\s*$).*", Pattern.DOTALL);

  private static final Pattern LEXICAL =
      Pattern.compile("Lexical error at line ([0-9]{1,8}), column ([0-9]{1,8})");

  @Override
  public Set<Language> languages() {
    return Set.of(Language.JAVA);
  }

  @Override
  public ParsedFile parse(SourceFile file) {
    try {
      ParseResult<CompilationUnit> result = parser().parse(ParseStart.COMPILATION_UNIT, text(file));
      JavaTree tree =
          new JavaTree(result.getResult().orElseGet(CompilationUnit::new), file.lines());
      List<ParseProblem> problems =
          result.getProblems().stream()
              .map(problem -> told(problem, file.lines(), file.text().length()))
              .sorted(Comparator.comparing(ParseProblem::span))
              .toList();
      return ParsedFile.ofForeign(file, tree, comments(result, tree, file), problems);
    } catch (StackOverflowError deep) {
      JavaTree tree = new JavaTree(new CompilationUnit(), file.lines());
      ParseProblem problem =
          new ParseProblem(new Span(0, 0), "this is nested too deeply to be read");
      return ParsedFile.ofForeign(file, tree, List.of(), List.of(problem));
    }
  }

  private static JavaParser parser() {
    // What a compiler refuses is left to the compiler: old code may use new keywords as names.
    return new JavaParser(
        new ParserConfiguration()
            .setLanguageLevel(LanguageLevel.RAW)
            .setAttributeComments(false)
            .setTabSize(1));
  }

  /** A byte-order mark is no Java; with a space in its place, all stays where it is. */
  private static com.github.javaparser.Provider text(SourceFile file) {
    String text = file.text();
    return Providers.provider(file.contentStart() == 0 ? text : " " + text.substring(1));
  }

  private static List<Comment> comments(
      ParseResult<CompilationUnit> result, JavaTree tree, SourceFile file) {
    List<Comment> comments = new ArrayList<>();
    result
        .getCommentsCollection()
        .ifPresent(
            all ->
                all.getComments()
                    .forEach(
                        comment -> {
                          Span span = tree.span(comment);
                          int line = file.lines().start(file.lines().line(span.start()));
                          boolean isAlone = file.text().substring(line, span.start()).isBlank();
                          comments.add(new Comment(span.start(), span.end(), isAlone));
                        }));
    comments.sort(Comparator.comparing(Comment::span));
    return comments;
  }

  private static ParseProblem told(Problem problem, LineTable lines, int length) {
    Span span =
        problem
            .getLocation()
            .flatMap(TokenRange::toRange)
            .map(range -> JavaTree.span(range, lines))
            .or(() -> lexical(problem.getMessage(), lines))
            .orElse(new Span(length, length));
    return new ParseProblem(span, message(problem.getMessage()));
  }

  /** What is no token at all is told by its place in the message alone. */
  private static Optional<Span> lexical(String message, LineTable lines) {
    Matcher place = LEXICAL.matcher(message);
    return place.find()
        ? Optional.of(JavaTree.span(new Range(position(place), position(place)), lines))
        : Optional.empty();
  }

  private static Position position(Matcher place) {
    return new Position(Integer.parseInt(place.group(1)), Integer.parseInt(place.group(2)));
  }

  /** JavaParser lists each token that could stand there; what stands there tells more. */
  private static String message(String given) {
    Matcher found = EXPECTED.matcher(given);
    if (found.matches()) {
      return "this cannot be read as Java: found " + found.group(1).strip();
    }
    String line = given.lines().findFirst().orElse("").strip();
    return "this cannot be read as Java: " + line;
  }
}
