package dev.tensorvet.engine;

import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.Problem;
import dev.tensorvet.source.Language;
import dev.tensorvet.source.LineTable;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.source.Span;
import dev.tensorvet.syntax.Comment;
import dev.tensorvet.syntax.ParsedFile;
import dev.tensorvet.syntax.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The comments of a file that silence findings: {@code # tensorvet: ignore[rule] reason} for its
 * own line or, standing alone, for the statement that follows, and {@code # tensorvet:
 * ignore-file[rule]}. In Java, {@code //} stands for {@code #}.
 */
final class Suppressions {

  private static final Pattern FORM =
      Pattern.compile("(?:#|/[/*])\\s*tensorvet:\\s*(ignore|ignore-file)\\s*\\[([^\\]]*)\\]");

  private static final Pattern ANY = Pattern.compile("(?:#|/[/*])\\s*tensorvet:\\s*(ignore\\S*)");

  /** A rule's name in a comment, with the lines that it silences. */
  private static final class Suppression {
    private final String rule;
    private final Span span;
    private final int firstLine;
    private final int lastLine;
    private boolean isUsed;

    Suppression(String rule, Span span, int firstLine, int lastLine) {
      this.rule = rule;
      this.span = span;
      this.firstLine = firstLine;
      this.lastLine = lastLine;
    }
  }

  private final SourceFile file;
  private final List<Suppression> all = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  private Suppressions(SourceFile file) {
    this.file = file;
  }

  static Suppressions of(ParsedFile parsed) {
    Suppressions suppressions = new Suppressions(parsed.source());
    for (Comment comment : parsed.comments()) {
      suppressions.read(comment, parsed);
    }
    return suppressions;
  }

  private void read(Comment comment, ParsedFile parsed) {
    String text = file.text(comment.span());
    if (!text.contains("tensorvet:")) {
      return;
    }
    Matcher form = FORM.matcher(text);
    if (!form.find()) {
      if (ANY.matcher(text).find()) {
        bad(comment.span(), form());
      }
      return;
    }
    LineTable lines = file.lines();
    int first = 1;
    int last = Integer.MAX_VALUE;
    if (form.group(1).equals("ignore")) {
      first = lines.line(comment.start());
      last = first;
      if (comment.ownLine()) {
        first = nextCodeLine(first + 1);
        last = lastLineOfStatement(first, parsed);
      }
    }
    int at = comment.start() + form.start(2);
    for (String name : form.group(2).split(",", -1)) {
      int start = at + (name.length() - name.stripLeading().length());
      Span span = new Span(start, start + name.strip().length());
      if (name.isBlank()) {
        bad(comment.span(), form());
      } else {
        all.add(new Suppression(name.strip(), span, first, last));
      }
      at += name.length() + 1;
    }
  }

  private String form() {
    return "a suppression names its rules: `" + sign() + " tensorvet: ignore[rule-name]`";
  }

  /** What begins a comment of one line. */
  private String sign() {
    return file.language() == Language.JAVA ? "//" : "#";
  }

  private int nextCodeLine(int from) {
    LineTable lines = file.lines();
    for (int line = from; line <= lines.count(); line++) {
      String text = file.text().substring(lines.start(line), lines.end(line)).strip();
      if (!text.isEmpty() && !text.startsWith(sign())) {
        return line;
      }
    }
    return lines.count();
  }

  /** A statement without a block may go on over several lines; a header is silenced alone. */
  private int lastLineOfStatement(int line, ParsedFile parsed) {
    int[] last = {line};
    parsed
        .foreign()
        .ifPresent(
            tree ->
                tree.plainStatements().stream()
                    .filter(statement -> file.lines().line(statement.start()) == line)
                    .forEach(
                        statement ->
                            last[0] = Math.max(last[0], file.lines().line(statement.end()))));
    parsed
        .tree()
        .walk(
            node -> {
              boolean isPlain =
                  node instanceof Stmt.ExprStmt
                      || node instanceof Stmt.Assign
                      || node instanceof Stmt.AugAssign
                      || node instanceof Stmt.AnnAssign
                      || node instanceof Stmt.Return;
              if (isPlain && file.lines().line(node.start()) == line) {
                last[0] = Math.max(last[0], file.lines().line(node.end()));
              }
            });
    return last[0];
  }

  private void bad(Span span, String message) {
    problems.add(Problem.at(new Place(file, span), "bad-suppression", message));
  }

  /** Whether a comment silences a finding. */
  boolean silence(Finding finding) {
    int line = file.lines().line(finding.place().span().start());
    boolean isSilenced = false;
    for (Suppression suppression : all) {
      if (suppression.rule.equals(finding.rule().name())
          && suppression.firstLine <= line
          && line <= suppression.lastLine) {
        suppression.isUsed = true;
        isSilenced = true;
      }
    }
    return isSilenced;
  }

  /**
   * What is wrong with the suppressions themselves, once all findings have been shown.
   *
   * @param isKnown whether there is a rule of a name
   * @param isOn whether the rule of a name was run on the file
   */
  List<Problem> problems(Predicate<String> isKnown, Predicate<String> isOn) {
    for (Suppression suppression : all) {
      if (!isKnown.test(suppression.rule)) {
        bad(suppression.span, "there is no rule `" + suppression.rule + "`");
      } else if (!suppression.isUsed && isOn.test(suppression.rule)) {
        problems.add(
            Problem.at(
                new Place(file, suppression.span),
                "unused-suppression",
                "nothing here is found by `" + suppression.rule + "`"));
      }
    }
    return List.copyOf(problems);
  }
}
