package dev.tensorvet.interp;

import dev.tensorvet.tensor.DType;
import dev.tensorvet.tensor.Dim;
import dev.tensorvet.tensor.Shape;
import dev.tensorvet.tensor.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Reads the inputs of a model as people write them: {@code (B, 3, 224, 224)}, or {@code (B, T)
 * int64, (B, 2*T, 80) float32} for several. A size is a number, a name, or made of these by {@code
 * + - * //}. A type that is not written is {@link DType#UNKNOWN}: what the layers take.
 */
public final class WrittenInputs {

  private static final Map<String, DType> OTHER_NAMES =
      Map.of(
          "float", DType.FLOAT32,
          "double", DType.FLOAT64,
          "half", DType.FLOAT16,
          "int", DType.INT32,
          "long", DType.INT64);

  private final String text;
  private int at;

  /** What came of reading. */
  public sealed interface Reading {

    record Read(List<TensorType> inputs) implements Reading {
      public Read {
        inputs = List.copyOf(inputs);
      }
    }

    /**
     * @param offset where in the text it goes wrong, from 0
     * @param why what is wrong, as a sentence in lower case without a full stop
     */
    record Wrong(int offset, String why) implements Reading {}
  }

  private WrittenInputs(String text) {
    this.text = text;
  }

  public static Reading read(String text) {
    WrittenInputs reader = new WrittenInputs(text);
    try {
      return new Reading.Read(reader.inputs());
    } catch (Stop stop) {
      return new Reading.Wrong(reader.at, String.valueOf(stop.getMessage()));
    }
  }

  /** Ends the reading at the place that is reached; never leaves this class. */
  @SuppressWarnings("serial")
  private static final class Stop extends RuntimeException {
    Stop(String why) {
      super(why, null, false, false);
    }
  }

  private List<TensorType> inputs() {
    List<TensorType> inputs = new ArrayList<>();
    do {
      inputs.add(input());
    } while (takes(","));
    if (at < text.length()) {
      throw new Stop("nothing is to follow here but a comma and another shape");
    }
    return inputs;
  }

  private TensorType input() {
    if (!takes("(")) {
      throw new Stop("a shape is to begin here: `(B, 3, 224, 224)`");
    }
    List<Dim> dims = new ArrayList<>();
    while (!takes(")")) {
      if (!dims.isEmpty() && !takes(",")) {
        throw new Stop("a `,` or `)` is missing here");
      }
      if (takes(")")) {
        break;
      }
      dims.add(size());
    }
    return TensorType.of(Shape.of(dims), type());
  }

  private DType type() {
    skipBlanks();
    int start = at;
    String name = name();
    if (name.isEmpty()) {
      return DType.UNKNOWN;
    }
    Optional<DType> type =
        Arrays.stream(DType.values())
            .filter(t -> t != DType.UNKNOWN && t.text().equals(name))
            .findFirst()
            .or(() -> Optional.ofNullable(OTHER_NAMES.get(name)));
    if (type.isEmpty()) {
      at = start;
      throw new Stop("there is no type `" + name + "`");
    }
    return type.get();
  }

  /** One size of a shape. */
  private Dim size() {
    int start = at;
    Dim size = sum();
    if (size.isAny() || size.known().orElse(0) < 0) {
      at = start;
      throw new Stop("a size is not below zero");
    }
    return size;
  }

  private Dim sum() {
    Dim sum = product();
    while (true) {
      if (takes("+")) {
        sum = sum.plus(product());
      } else if (takes("-")) {
        sum = sum.minus(product());
      } else {
        return sum;
      }
    }
  }

  private Dim product() {
    Dim product = factor();
    while (true) {
      if (takes("//")) {
        skipBlanks();
        int start = at;
        Dim divisor = factor();
        if (divisor.isKnown(0)) {
          at = start;
          throw new Stop("nothing is divided by zero");
        }
        product = product.floorDiv(divisor);
      } else if (takes("*")) {
        product = product.times(factor());
      } else {
        return product;
      }
    }
  }

  private Dim factor() {
    if (takes("(")) {
      Dim inner = sum();
      if (!takes(")")) {
        throw new Stop("a `)` is missing here");
      }
      return inner;
    }
    int start = at;
    String digits = run(Character::isDigit);
    if (!digits.isEmpty()) {
      if (digits.length() > 12) {
        at = start;
        throw new Stop("no tensor is as large as this");
      }
      return Dim.of(Long.parseLong(digits));
    }
    String name = name();
    if (name.isEmpty()) {
      throw new Stop("a size is to stand here: a number or a name");
    }
    return Dim.size(name);
  }

  private String name() {
    skipBlanks();
    return at < text.length() && Character.isJavaIdentifierStart(text.charAt(at))
        ? run(Character::isJavaIdentifierPart)
        : "";
  }

  /** The characters from here on that are of a kind. */
  private String run(IntPredicate isOfKind) {
    skipBlanks();
    int start = at;
    while (at < text.length() && isOfKind.test(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  /** Whether a text stands here, which is then passed. */
  private boolean takes(String wanted) {
    skipBlanks();
    boolean isThere = text.startsWith(wanted, at);
    at += isThere ? wanted.length() : 0;
    return isThere;
  }

  private void skipBlanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }
}
