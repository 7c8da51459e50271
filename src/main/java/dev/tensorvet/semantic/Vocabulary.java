package dev.tensorvet.semantic;

import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/**
 * The names that the code of a program is made of: of a file, and of all that it imports. To say
 * that a program never does a thing, it is not enough that no way to it was found; but code that
 * does not even name the thing does not do it.
 *
 * @param words in lower case
 * @param isComplete whether all code was read
 */
public record Vocabulary(Set<String> words, boolean isComplete) {

  /** A program of more files than this is not read through. */
  private static final int MOST_FILES = 100;

  /**
   * @param wordsOf the words of one file
   */
  public static Vocabulary of(SourceModule program, Function<SourceModule, Set<String>> wordsOf) {
    Set<SourceModule> seen = new LinkedHashSet<>(Set.of(program));
    Deque<SourceModule> open = new ArrayDeque<>(seen);
    Set<String> words = new HashSet<>();
    while (!open.isEmpty() && seen.size() <= MOST_FILES) {
      SourceModule module = open.pop();
      words.addAll(wordsOf.apply(module));
      for (SourceModule imported : module.imports()) {
        if (seen.add(imported)) {
          open.add(imported);
        }
      }
    }
    return new Vocabulary(words, open.isEmpty());
  }

  /** The names of variables, members and arguments that a file's code uses. */
  public static Set<String> words(SourceModule module) {
    return words(module.tree().root());
  }

  /** The same of a piece of code. */
  public static Set<String> words(Node code) {
    Set<String> words = new HashSet<>();
    Tree.walk(
        code,
        node -> {
          switch (node) {
            case Expr.Name name -> words.add(name.name().toLowerCase(Locale.ROOT));
            case Expr.Attribute member -> words.add(member.name().toLowerCase(Locale.ROOT));
            case Node.Keyword keyword ->
                keyword.name().ifPresent(name -> words.add(name.toLowerCase(Locale.ROOT)));
            default -> {}
          }
        });
    return Set.copyOf(words);
  }

  /** Whether some name may hold one of these parts; so too when not all code is known. */
  public boolean mayName(Set<String> parts) {
    return !isComplete || words.stream().anyMatch(word -> parts.stream().anyMatch(word::contains));
  }
}
