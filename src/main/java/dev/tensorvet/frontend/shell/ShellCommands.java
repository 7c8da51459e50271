package dev.tensorvet.frontend.shell;

import dev.tensorvet.finding.Place;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The commands of a shell script, or of the blocks of code in a manual, as far as their words stand
 * there: nothing is expanded.
 */
public final class ShellCommands {

  /** What opens or closes a block; code within a line may stand in as many backticks. */
  private static final Pattern FENCE = Pattern.compile("\\s*(?:```[^`]*|~~~.*)");

  /** A line, or an item of a list, that is code and no sentence around it. */
  private static final Pattern INLINE =
      Pattern.compile("\\s*(?:[-*+]|\\d+[.)])?\\s*(`{1,3})([^`]+)\\1[.:]?\\s*");

  /** Languages that blocks of a manual are in, and commands are not. */
  private static final Pattern OTHER_LANGUAGE =
      Pattern.compile(
          "\\s*(?:```|~~~)\\s*\\{?\\.?(?:python|py|json|ya?ml|toml|text|diff|bibtex).*");

  /**
   * A command.
   *
   * @param text all of it on one line
   */
  public record Command(List<String> words, String text, Place place) {
    public Command {
      words = List.copyOf(words);
    }
  }

  private final SourceFile file;
  private final boolean isManual;
  private final List<Command> commands = new ArrayList<>();
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean isInWord;
  private int start;

  private ShellCommands(SourceFile file) {
    this.file = file;
    this.isManual = file.path().toLowerCase(Locale.ROOT).endsWith(".md");
  }

  /** The commands of a file, in their order. */
  public static List<Command> of(SourceFile file) {
    ShellCommands reader = new ShellCommands(file);
    boolean isInBlock = false;
    boolean isCode = !reader.isManual;
    int from = 0;
    for (int line = 1; line <= file.lines().count(); line++) {
      int begin = file.lines().start(line);
      String text = file.text().substring(begin, file.lines().end(line));
      if (reader.isManual && FENCE.matcher(text.stripTrailing()).matches()) {
        isInBlock = !isInBlock;
        isCode = isInBlock && !OTHER_LANGUAGE.matcher(text.stripTrailing()).matches();
        from = file.lines().end(line);
      } else if (isCode && begin >= from) {
        from = reader.command(begin, file.text().length());
      } else if (reader.isManual && !isInBlock) {
        Matcher inline = INLINE.matcher(text);
        if (inline.matches()) {
          reader.command(begin + inline.start(2), begin + inline.end(2));
        }
      }
    }
    return List.copyOf(reader.commands);
  }

  /** Reads a line, with those that it goes on in, up to some end; gives where it ends. */
  private int command(int from, int limit) {
    String text = file.text();
    start = from;
    int at = from;
    char quote = 0;
    while (at < limit) {
      char c = text.charAt(at);
      boolean isJoined = c == '\\' && at + 1 < text.length();
      int blanks = isJoined && isManual ? blanks(text, at + 1) : 0;
      if (isJoined && text.startsWith("\r\n", at + 1)) {
        at += 2;
        endWord();
      } else if (blanks > 0) {
        // In a manual, blanks after the end of a line are nobody's wish.
        at += blanks + 1;
        endWord();
      } else if (isJoined && quote != '\'') {
        char next = text.charAt(at + 1);
        if (next == '\n') {
          endWord();
        } else {
          add(next);
        }
        at++;
      } else if (c == '\n') {
        // In a manual, what looks like a quote may be an apostrophe.
        if (quote == 0 || isManual) {
          break;
        }
        add(' ');
      } else if (quote != 0) {
        if (c == quote) {
          quote = 0;
        } else {
          add(c);
        }
      } else if (c == '\'' || c == '"') {
        quote = c;
        isInWord = true;
      } else if (Character.isWhitespace(c)) {
        endWord();
      } else if (c == '#' && !isInWord) {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
        break;
      } else if (c == ';' || c == '|' || c == '(' || c == ')' || (c == '&' && !isRedirected())) {
        endCommand(at);
        start = at + 1;
      } else {
        add(c);
      }
      at++;
    }
    endCommand(at);
    return at;
  }

  /** How many blanks there are up to the end of the line; none where there is more. */
  private static int blanks(String text, int from) {
    int at = from;
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
    return at < text.length() && text.charAt(at) == '\n' ? at - from : 0;
  }

  /** Whether what is read goes on to tell where output goes: {@code 2>&1}. */
  private boolean isRedirected() {
    return !word.isEmpty() && word.charAt(word.length() - 1) == '>';
  }

  private void add(char c) {
    word.append(c);
    isInWord = true;
  }

  private void endWord() {
    if (isInWord) {
      words.add(word.toString());
    }
    word.setLength(0);
    isInWord = false;
  }

  private void endCommand(int end) {
    endWord();
    if (!words.isEmpty()) {
      String code = file.text().substring(start, end);
      int first = start + code.length() - code.stripLeading().length();
      Span span = new Span(first, first + code.strip().length());
      String line = code.replaceAll("\\\\[ \\t]*\\r?\\n", " ").strip().replaceAll("\\s+", " ");
      commands.add(new Command(words, line, new Place(file, span)));
    }
    words.clear();
  }
}
