package dev.tensorvet.interp;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Values as Python writes them; {@code ?} for what is not known or is not written so. */
final class Notation {

  private static final String OPEN = "?";

  /** What is nested deeper is no argument for a reader, and may hold itself. */
  private static final int DEEPEST = 4;

  private Notation() {}

  static String of(PythonValue value) {
    return of(value, DEEPEST);
  }

  private static String of(PythonValue value, int depth) {
    return switch (value) {
      case PythonValue.None none -> "None";
      case PythonValue.Bool flag -> flag.value() ? "True" : "False";
      case PythonValue.Int number -> number.value().toString();
      case PythonValue.Real number -> String.valueOf(number.value());
      case PythonValue.Text text -> quoted(text.value());
      case PythonValue.Type type -> type.value().text();
      case PythonValue.ClassValue type -> type.entity().name();
      case PythonValue.Function function -> function.entity().name();
      case PythonValue.Library library -> library.qualifiedName();
      case PythonValue.Unknown unknown -> unknown.name().isEmpty() ? OPEN : unknown.name();
      case PythonValue.Tuple tuple when depth > 0 -> {
        String end = tuple.elements().size() == 1 ? ",)" : ")";
        yield "(" + all(tuple.elements(), depth) + end;
      }
      case ListValue list when depth > 0 && !list.isOpen() ->
          "[" + all(list.elements(), depth) + "]";
      case DictValue dict when depth > 0 && !dict.isOpen() ->
          "{" + all(dict.entries(), key -> of(key, depth - 1) + ": ", depth) + "}";
      case PythonValue.Partial partial when depth > 0 -> {
        String keywords = all(partial.keywords(), key -> key + "=", depth);
        String given = all(partial.arguments(), depth);
        String between = given.isEmpty() || keywords.isEmpty() ? "" : ", ";
        yield of(partial.callee(), depth - 1) + "(" + given + between + keywords + ")";
      }
      case Instance object when depth > 0 && !object.isModule() ->
          object.type().name() + "(" + all(object.attributes(), key -> key + "=", depth) + ")";
      default -> OPEN;
    };
  }

  private static String all(List<PythonValue> values, int depth) {
    return values.stream().map(each -> of(each, depth - 1)).collect(Collectors.joining(", "));
  }

  private static <K> String all(Map<K, PythonValue> values, Function<K, String> key, int depth) {
    return values.entrySet().stream()
        .map(each -> key.apply(each.getKey()) + of(each.getValue(), depth - 1))
        .collect(Collectors.joining(", "));
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'";
  }
}
