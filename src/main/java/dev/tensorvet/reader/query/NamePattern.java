package dev.tensorvet.reader.query;

import dev.tensorvet.syntax.Expr;
import java.util.ArrayList;
import java.util.List;

/**
 * Names that a program puts together at run time, as far as their ends are written down: {@code
 * f"layer{i}"} makes names that begin with {@code layer}. A literal name is the pattern that only
 * it fits.
 *
 * @param isWhole whether {@code prefix} is the whole name
 */
public record NamePattern(String prefix, String suffix, boolean isWhole) {

  /** Whether the pattern can stand for a name. */
  public boolean fits(String name) {
    return isWhole
        ? name.equals(prefix)
        : name.length() >= prefix.length() + suffix.length()
            && name.startsWith(prefix)
            && name.endsWith(suffix);
  }

  /** Whether any name fits. */
  public boolean isOpen() {
    return !isWhole && prefix.isEmpty() && suffix.isEmpty();
  }

  private static NamePattern whole(String name) {
    return new NamePattern(name, "", true);
  }

  private static NamePattern between(String prefix, String suffix) {
    return new NamePattern(prefix, suffix, false);
  }

  /** The one pattern of an expression that gives an attribute's name. */
  public static NamePattern of(Expr name) {
    return switch (name) {
      case Expr.StringLiteral literal -> ofText(literal.value());
      case Expr.JoinedString joined ->
          between(text(joined.parts().getFirst()), text(joined.parts().getLast()));
      case Expr.BinOp sum when sum.operator() == Expr.BinaryOperator.ADD ->
          between(of(sum.left()).prefix(), end(of(sum.right())));
      case Expr.BinOp formatted when formatted.operator() == Expr.BinaryOperator.MOD ->
          of(formatted.left());
      case Expr.Call call
          when call.callee() instanceof Expr.Attribute format && format.name().equals("format") ->
          of(format.value());
      default -> between("", "");
    };
  }

  /**
   * The names that a string mentions: the parts between its dots, so that {@code "fc.weight"} and
   * {@code "module.fc"} mention {@code fc}. A text with white space is prose and mentions none.
   */
  static List<NamePattern> mentionedBy(Expr string) {
    List<NamePattern> names = new ArrayList<>();
    NamePattern all = of(string);
    if (all.isWhole()) {
      for (String part : all.prefix().split("\\.", -1)) {
        if (isName(part)) {
          names.add(whole(part));
        }
      }
    } else {
      String prefix = all.prefix().substring(all.prefix().lastIndexOf('.') + 1);
      int dot = all.suffix().indexOf('.');
      String suffix = dot < 0 ? all.suffix() : all.suffix().substring(0, dot);
      if (isName(prefix) && isNameOrEmpty(suffix)) {
        names.add(between(prefix, suffix));
      }
    }
    return names;
  }

  /** A text with {@code %d}, {@code {}} or the like in it stands for many names. */
  private static NamePattern ofText(String text) {
    int open = firstOf(text, '{', '%');
    if (open < 0) {
      return whole(text);
    }
    int close = text.lastIndexOf('}');
    int percent = text.lastIndexOf('%');
    int end = close > percent ? close + 1 : afterConversion(text, percent);
    return between(text.substring(0, open), text.substring(end));
  }

  private static int afterConversion(String text, int percent) {
    int end = percent + 1;
    while (end < text.length() && !Character.isLetter(text.charAt(end))) {
      end++;
    }
    return Math.min(end + 1, text.length());
  }

  private static int firstOf(String text, char a, char b) {
    int first = text.indexOf(a);
    int second = text.indexOf(b);
    return first < 0 || second < 0 ? Math.max(first, second) : Math.min(first, second);
  }

  private static String text(Expr part) {
    return part instanceof Expr.StringLiteral literal ? literal.value() : "";
  }

  private static String end(NamePattern right) {
    return right.isWhole() ? right.prefix() : right.suffix();
  }

  private static boolean isNameOrEmpty(String text) {
    return text.isEmpty() || isName(text);
  }

  private static boolean isName(String text) {
    return !text.isEmpty() && text.chars().allMatch(Character::isUnicodeIdentifierPart);
  }
}
