package dev.tensorvet.ops;

import dev.tensorvet.graph.Argument;
import dev.tensorvet.graph.Value;
import dev.tensorvet.tensor.DType;
import dev.tensorvet.tensor.Device;
import dev.tensorvet.tensor.Dim;
import dev.tensorvet.tensor.Shape;
import dev.tensorvet.tensor.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the arguments of an {@link OpTable}. */
final class OpText {

  private static final Pattern TYPE =
      Pattern.compile("\\((?:[^()]|\\([^()]*\\))*\\)\\s*(?:[a-z]+\\d*(?![\\w(])|\\?)");
  private static final Pattern REAL =
      Pattern.compile("-?(?:\\d+\\.\\d*(?:e-?\\d+)?|\\d+e-?\\d+|inf\\b|nan\\b)");
  private static final Pattern WORD = Pattern.compile("[A-Za-z_]\\w*");
  private static final Pattern NUMBER = Pattern.compile("\\d+");
  private static final Pattern NAME = Pattern.compile("([a-z_]\\w*)=");

  private final String text;
  private int at;
  private int values;

  OpText(String text) {
    this.text = text;
  }

  /** A result with its sizes in the form in which they are printed. */
  static String normal(String result) {
    StringBuilder normal = new StringBuilder();
    Matcher types = TYPE.matcher(result);
    while (types.find()) {
      types.appendReplacement(
          normal, Matcher.quoteReplacement(new OpText(types.group()).type().toString()));
    }
    return types.appendTail(normal).toString();
  }

  void readArguments(List<Argument> positional, Map<String, Argument> named) {
    while (!isAtEnd()) {
      Optional<String> name = take(NAME);
      if (name.isPresent()) {
        named.put(name.get().substring(0, name.get().length() - 1), argument());
      } else {
        positional.add(argument());
      }
      if (!isAtEnd()) {
        expect(",");
      }
    }
  }

  private Argument argument() {
    if (take("[")) {
      return list();
    }
    if (isAt(TYPE)) {
      return new Argument.Tensor(new Value(values++, type()));
    }
    Optional<String> real = take(REAL);
    if (real.isPresent()) {
      String number = real.get().replace("inf", "Infinity").replace("nan", "NaN");
      return new Argument.Real(Double.parseDouble(number));
    }
    if (take("...")) {
      return new Argument.Ellipsis();
    }
    if (take("?")) {
      return new Argument.Unknown();
    }
    if (take("\"")) {
      int end = text.indexOf('"', at);
      String quoted = text.substring(at, end);
      at = end + 1;
      return new Argument.Text(quoted);
    }
    int start = at;
    Optional<Argument> word = take(WORD).flatMap(OpText::named);
    if (word.isPresent()) {
      return word.get();
    }
    at = start;
    return new Argument.Int(sum());
  }

  private static Optional<Argument> named(String word) {
    return switch (word) {
      case "True" -> Optional.of(new Argument.Flag(true));
      case "False" -> Optional.of(new Argument.Flag(false));
      case "None" -> Optional.of(new Argument.Nothing());
      case "cpu" -> Optional.of(new Argument.Place(Device.CPU));
      case "cuda" -> Optional.of(new Argument.Place(Device.CUDA));
      default ->
          Arrays.stream(DType.values())
              .filter(type -> type.text().equals(word))
              .findFirst()
              .map(Argument.Type::new);
    };
  }

  private Argument list() {
    List<Argument> elements = new ArrayList<>();
    while (!take("]")) {
      elements.add(element());
      if (!isAhead("]")) {
        expect(",");
      }
    }
    return new Argument.Many(elements);
  }

  /** An argument or a slice. */
  private Argument element() {
    Argument lower = isAhead(":") ? new Argument.Nothing() : argument();
    if (!take(":")) {
      return lower;
    }
    Argument upper = bound();
    return new Argument.Slice(lower, upper, take(":") ? bound() : new Argument.Nothing());
  }

  private Argument bound() {
    return isAhead(":") || isAhead(",") || isAhead("]") ? new Argument.Nothing() : argument();
  }

  private TensorType type() {
    expect("(");
    Shape shape = Shape.unknown();
    if (take("...")) {
      expect(")");
    } else {
      List<Dim> dims = new ArrayList<>();
      while (!take(")")) {
        dims.add(sum());
        if (!isAhead(")")) {
          expect(",");
        }
      }
      shape = Shape.of(dims);
    }
    String name = take("?") ? "?" : take(WORD).orElseThrow(this::surprise);
    DType dtype =
        Arrays.stream(DType.values())
            .filter(type -> type.text().equals(name))
            .findFirst()
            .orElseThrow(this::surprise);
    return TensorType.of(shape, dtype);
  }

  // --- sizes

  private Dim sum() {
    Dim sum = product();
    while (true) {
      if (take("+")) {
        sum = sum.plus(product());
      } else if (take("-")) {
        sum = sum.minus(product());
      } else {
        return sum;
      }
    }
  }

  private Dim product() {
    Dim product = factor();
    while (true) {
      if (take("**")) {
        Dim factor = product;
        for (long power = number(); power > 1; power--) {
          product = product.times(factor);
        }
      } else if (take("*")) {
        product = product.times(factor());
      } else if (take("//")) {
        product = product.floorDiv(factor());
      } else {
        return product;
      }
    }
  }

  private Dim factor() {
    if (take("(")) {
      Dim inner = sum();
      expect(")");
      return inner;
    }
    if (take("-")) {
      return factor().negated();
    }
    if (take("?")) {
      return Dim.any();
    }
    Optional<String> word = take(WORD);
    if (word.isPresent()) {
      return Character.isUpperCase(word.get().charAt(0))
          ? Dim.size(word.get())
          : Dim.integer(word.get());
    }
    return Dim.of(number());
  }

  private long number() {
    return Long.parseLong(take(NUMBER).orElseThrow(this::surprise));
  }

  // --- characters

  private boolean isAtEnd() {
    skipBlanks();
    return at == text.length();
  }

  private boolean isAhead(String token) {
    skipBlanks();
    return text.startsWith(token, at);
  }

  private boolean isAt(Pattern pattern) {
    skipBlanks();
    return pattern.matcher(text).region(at, text.length()).lookingAt();
  }

  private boolean take(String token) {
    boolean isAhead = isAhead(token);
    at += isAhead ? token.length() : 0;
    return isAhead;
  }

  private Optional<String> take(Pattern pattern) {
    skipBlanks();
    Matcher matcher = pattern.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      return Optional.empty();
    }
    at = matcher.end();
    return Optional.of(matcher.group());
  }

  private void expect(String token) {
    if (!take(token)) {
      throw surprise();
    }
  }

  private void skipBlanks() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
  }

  private AssertionError surprise() {
    return new AssertionError(
        "cannot read: " + text.substring(0, at) + " HERE " + text.substring(at));
  }
}
