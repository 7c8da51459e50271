package dev.tensorvet.cli;

import dev.tensorvet.tensor.DType;
import dev.tensorvet.tensor.Dim;
import dev.tensorvet.tensor.Shape;
import dev.tensorvet.tensor.TensorType;
import java.util.ArrayList;
import java.util.List;

/** Reads the type of an input as a user writes it: {@code B,3,224,224} or {@code B,T:int64}. */
final class InputType {

  private InputType() {}

  static TensorType parse(String text) {
    int colon = text.indexOf(':');
    String shape = colon < 0 ? text : text.substring(0, colon);
    List<Dim> dims = new ArrayList<>();
    for (String word : shape.replaceAll("[()\\[\\] ]", "").split("[,x]", -1)) {
      if (word.matches("[1-9]\\d{0,9}")) {
        dims.add(Dim.of(Long.parseLong(word)));
      } else if (word.matches("[A-Za-z_]\\w*")) {
        dims.add(Dim.size(word));
      } else if (!word.isEmpty() || dims.isEmpty()) {
        throw new UsageException(
            "`" + text + "` is no shape: it is written like `B,3,224,224` or `B,T:int64`");
      }
    }
    return TensorType.of(Shape.of(dims), colon < 0 ? DType.FLOAT32 : type(text, colon));
  }

  private static DType type(String text, int colon) {
    String name = text.substring(colon + 1).strip();
    for (DType type : DType.values()) {
      if (type != DType.UNKNOWN && type.text().equals(name)) {
        return type;
      }
    }
    throw new UsageException("there is no type `" + name + "`");
  }
}
