package dev.tensorvet.frontend.python;

import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Expr.BinaryOperator;
import dev.tensorvet.syntax.Expr.BoolOperator;
import dev.tensorvet.syntax.Expr.CompareOperator;
import dev.tensorvet.syntax.Expr.UnaryOperator;
import java.util.Arrays;
import java.util.List;
import org.antlr.v4.runtime.TokenStream;

/**
 * Makes trees of operators, by a shunting yard: operands wait on the stack of values, operators on
 * one of their own, until one of lower precedence comes.
 *
 * <p>An operator is an int, its precedence above its ordinal among those of its kind, so that
 * reading one makes no object.
 */
@SuppressWarnings("EnumOrdinal")
abstract class OperatorBuilder extends TreeBuilder {

  /** Under the operators of each list of operands. */
  private static final int BOTTOM = 0;

  private static final int OR = 1;
  private static final int AND = 2;
  private static final int NOT = 3;
  private static final int COMPARE = 4;
  private static final int BIT_OR = 5;
  private static final int BIT_XOR = 6;
  private static final int BIT_AND = 7;
  private static final int SHIFT = 8;
  private static final int SUM = 9;
  private static final int PRODUCT = 10;
  private static final int SIGN = 11;
  private static final int POWER = 12;

  private static final BinaryOperator[] BINARY = BinaryOperator.values();
  private static final CompareOperator[] COMPARISONS = CompareOperator.values();

  /** What nearly every comparison has, one of them: all of a kind share it. */
  private static final List<List<CompareOperator>> ALONE =
      Arrays.stream(COMPARISONS).map(List::of).toList();

  private static final UnaryOperator[] UNARY = UnaryOperator.values();

  private static final int IS_OPERATOR = entry(COMPARE, CompareOperator.IS);

  private int[] operators = new int[32];

  /** Where the text of each operator begins. */
  private int[] operatorStarts = new int[32];

  private int operatorCount;

  OperatorBuilder(TokenStream input) {
    super(input);
  }

  private static int entry(int precedence, Enum<?> operator) {
    return precedence << 8 | operator.ordinal();
  }

  private int top() {
    return operators[operatorCount - 1];
  }

  private int topPrecedence() {
    return top() >> 8;
  }

  final void openFlat() {
    pushOperator(BOTTOM);
  }

  final void closeFlat() {
    while (top() != BOTTOM) {
      reduce();
    }
    operatorCount--;
  }

  /** Forgets the operators of a list that could not be read. */
  final void breakFlat() {
    while (top() != BOTTOM) {
      operatorCount--;
    }
    operatorCount--;
  }

  private void pushOperator(int operator) {
    if (operatorCount == operators.length) {
      operators = Arrays.copyOf(operators, operatorCount * 2);
      operatorStarts = Arrays.copyOf(operatorStarts, operatorCount * 2);
    }
    operators[operatorCount] = operator;
    operatorStarts[operatorCount++] = index() == 0 ? 0 : startOf(index() - 1);
  }

  final void prefix() {
    switch (lastType()) {
      case PythonParser.MINUS -> pushOperator(entry(SIGN, UnaryOperator.MINUS));
      case PythonParser.PLUS -> pushOperator(entry(SIGN, UnaryOperator.PLUS));
      case PythonParser.TILDE -> pushOperator(entry(SIGN, UnaryOperator.INVERT));
      default -> not();
    }
  }

  /** Reads {@code not}, which after {@code is} belongs to that, and must not follow a sign. */
  private void not() {
    if (top() == IS_OPERATOR && tokens.type(index() - 2) == PythonParser.IS) {
      operators[operatorCount - 1] = entry(COMPARE, CompareOperator.IS_NOT);
    } else if (topPrecedence() > NOT) {
      throw unreadable("`not` cannot stand here without parentheses");
    } else {
      pushOperator(entry(NOT, UnaryOperator.NOT));
    }
  }

  final void infix() {
    int token = index() - 1;
    int at = startOf(token);
    infix(
        switch (tokens.type(token)) {
          case PythonParser.OR -> entry(OR, BoolOperator.OR);
          case PythonParser.AND -> entry(AND, BoolOperator.AND);
          case PythonParser.IN -> entry(COMPARE, CompareOperator.IN);
          case PythonParser.IS -> IS_OPERATOR;
          case PythonParser.COMPOP -> entry(COMPARE, comparison(at));
          case PythonParser.VBAR -> entry(BIT_OR, BinaryOperator.BIT_OR);
          case PythonParser.PLUS -> entry(SUM, BinaryOperator.ADD);
          case PythonParser.MINUS -> entry(SUM, BinaryOperator.SUB);
          case PythonParser.STAR -> entry(PRODUCT, BinaryOperator.MULT);
          case PythonParser.AT -> entry(PRODUCT, BinaryOperator.MAT_MULT);
          case PythonParser.SLASH -> entry(PRODUCT, BinaryOperator.DIV);
          case PythonParser.DOUBLESTAR -> entry(POWER, BinaryOperator.POW);
          default ->
              switch (source.charAt(at)) {
                case '^' -> entry(BIT_XOR, BinaryOperator.BIT_XOR);
                case '&' -> entry(BIT_AND, BinaryOperator.BIT_AND);
                case '<' -> entry(SHIFT, BinaryOperator.LEFT_SHIFT);
                case '>' -> entry(SHIFT, BinaryOperator.RIGHT_SHIFT);
                case '%' -> entry(PRODUCT, BinaryOperator.MOD);
                default -> entry(PRODUCT, BinaryOperator.FLOOR_DIV);
              };
        });
  }

  final void notIn() {
    infix(entry(COMPARE, CompareOperator.NOT_IN));
  }

  private CompareOperator comparison(int at) {
    // The operator may be the last of a broken file.
    boolean hasEqual = source.startsWith("=", at + 1);
    return switch (source.charAt(at)) {
      case '=' -> CompareOperator.EQUAL;
      case '!' -> CompareOperator.NOT_EQUAL;
      case '>' -> hasEqual ? CompareOperator.GREATER_EQUAL : CompareOperator.GREATER;
      default -> {
        boolean isOldNotEqual = source.startsWith(">", at + 1);
        yield isOldNotEqual
            ? CompareOperator.NOT_EQUAL
            : hasEqual ? CompareOperator.LESS_EQUAL : CompareOperator.LESS;
      }
    };
  }

  private void infix(int operator) {
    int precedence = operator >> 8;
    while (comesFirst(topPrecedence(), precedence)) {
      reduce();
    }
    pushOperator(operator);
  }

  /** Whether an operator takes its operands before one that follows it in the text. */
  private static boolean comesFirst(int precedence, int following) {
    return switch (following) {
      // a ** -b ** c is a ** (-(b ** c)), and chains wait until they are whole.
      case POWER, COMPARE, AND, OR -> precedence > following;
      default -> precedence >= following;
    };
  }

  private void reduce() {
    int operator = operators[--operatorCount];
    int code = operator & 0xFF;
    int right = count() - 1;
    int end = endAt(right);
    switch (operator >> 8) {
      case NOT, SIGN -> {
        int start = operatorStarts[operatorCount];
        Expr operand = expression(right);
        replaceFrom(right, new Expr.UnaryOp(id(), start, end, UNARY[code], operand), start, end);
      }
      case OR, AND -> {
        int first = right - 1 - takeRun(operator >> 8);
        BoolOperator kind = operator >> 8 == OR ? BoolOperator.OR : BoolOperator.AND;
        List<Expr> values = expressions(first);
        int start = startAt(first);
        replaceFrom(first, new Expr.BoolOp(id(), start, end, kind, values), start, end);
      }
      case COMPARE -> compare(right, end);
      default -> {
        int start = startAt(right - 1);
        Expr left = expression(right - 1);
        replaceFrom(
            right - 1,
            new Expr.BinOp(id(), start, end, left, BINARY[code], expression(right)),
            start,
            end);
      }
    }
  }

  /** Takes the operators of a precedence from the top, and says how many there were. */
  private int takeRun(int precedence) {
    int taken = 0;
    while (topPrecedence() == precedence) {
      operatorCount--;
      taken++;
    }
    return taken;
  }

  private void compare(int right, int end) {
    int last = operatorCount;
    int first = right - 1 - takeRun(COMPARE);
    List<CompareOperator> kinds =
        last == operatorCount ? ALONE.get(operators[last] & 0xFF) : comparisons(last);
    int start = startAt(first);
    Expr left = expression(first);
    List<Expr> comparators = expressions(first + 1);
    replaceFrom(first, new Expr.Compare(id(), start, end, left, kinds, comparators), start, end);
  }

  private List<CompareOperator> comparisons(int last) {
    CompareOperator[] all = new CompareOperator[last - operatorCount + 1];
    for (int i = 0; i < all.length; i++) {
      all[i] = COMPARISONS[operators[operatorCount + i] & 0xFF];
    }
    return List.of(all);
  }

  /** The value at an index, which must be an expression. */
  final Expr expression(int index) {
    return (Expr) valueAt(index);
  }

  private List<Expr> expressions(int from) {
    if (from + 1 == count()) {
      return List.of(expression(from));
    }
    Expr[] all = new Expr[count() - from];
    for (int i = 0; i < all.length; i++) {
      all[i] = expression(from + i);
    }
    return List.of(all);
  }
}
