package dev.tensorvet.interp;

import dev.tensorvet.graph.Argument;
import dev.tensorvet.interp.PythonValue.Int;
import dev.tensorvet.interp.PythonValue.Real;
import dev.tensorvet.interp.PythonValue.ShapeOf;
import dev.tensorvet.interp.PythonValue.Text;
import dev.tensorvet.interp.PythonValue.Tuple;
import dev.tensorvet.interp.PythonValue.Unknown;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.tensor.Dim;
import dev.tensorvet.tensor.Shape;
import dev.tensorvet.tensor.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Lists, tuples, dicts and texts: what they hold, and their methods. */
final class Sequences {

  private static final String SHAPE = "shape";

  /** A tensor of more rows is not taken apart. */
  private static final long MOST_ROWS = 256;

  private static final Pattern CONVERSION = Pattern.compile("%[dsi]");

  private final Machine machine;

  Sequences(Machine machine) {
    this.machine = machine;
  }

  /**
   * What something gives when it is gone through; empty when that is not known. An argument that
   * code goes through is given two of what it takes.
   */
  Optional<List<PythonValue>> elements(PythonValue value) {
    return switch (value) {
      case Unknown unknown when !unknown.name().isEmpty() && !isShape(unknown) ->
          throw new Assumptions.Undecided(
              unknown.name(), machine.assumptions().several(unknown.name(), 2));
      case Tuple tuple -> Optional.of(tuple.elements());
      case ListValue list -> list.isOpen() ? Optional.empty() : Optional.of(list.elements());
      case DictValue dict ->
          dict.isOpen() ? Optional.empty() : Optional.of(List.copyOf(dict.entries().keySet()));
      case Text text ->
          Optional.of(
              text.value()
                  .chars()
                  .mapToObj(c -> (PythonValue) new Text(Character.toString(c)))
                  .toList());
      case TensorValue tensor -> rows(tensor);
      case PythonValue.Array array -> machine.arrays().rows(array);
      case PythonValue.ClassValue type when machine.classes().isEnumeration(type.entity()) ->
          Optional.of(members(type.entity()));
      case Instance object -> {
        PythonValue other = iterated(object);
        yield other == object ? Optional.empty() : elements(other);
      }
      default -> Optional.empty();
    };
  }

  /** The values that an enumeration names. */
  private List<PythonValue> members(ClassEntity type) {
    List<PythonValue> members = new ArrayList<>();
    for (Stmt statement : type.node().body()) {
      if (statement instanceof Stmt.Assign assign
          && assign.targets().getFirst() instanceof Expr.Name name) {
        members.add(machine.members().get(new PythonValue.ClassValue(type), name.name()));
      }
    }
    return members;
  }

  /** What an object of a class that says so is gone through as; anything else is as it is. */
  PythonValue iterated(PythonValue value) {
    return value instanceof Instance object
            && machine.classes().find(object.type(), "__iter__").isPresent()
        ? machine
            .calls()
            .call(machine.members().get(object, "__iter__"), Arguments.of(), "__iter__")
        : value;
  }

  /** A pair is what most arguments are that have several elements, but a shape may be any. */
  private static boolean isShape(Unknown unknown) {
    return unknown.name().toLowerCase(Locale.ROOT).endsWith(SHAPE);
  }

  private Optional<List<PythonValue>> rows(TensorValue tensor) {
    machine.operators().decideCount(tensor.shape().dim(0));
    OptionalLong rows = tensor.shape().dim(0).known();
    if (rows.isEmpty() || rows.getAsLong() > MOST_ROWS) {
      return Optional.empty();
    }
    return machine.tensors().call("unbind", Arguments.of(tensor)) instanceof Tuple tuple
        ? Optional.of(tuple.elements())
        : Optional.empty();
  }

  /** The elements of something that code takes apart into so many. */
  Optional<List<PythonValue>> unpacked(PythonValue value, int count) {
    return switch (value) {
      case ShapeOf shape -> {
        machine.trace().need(shape.tensor(), Shape.ofRank(count));
        yield Optional.of(Collections.nCopies(count, PythonValue.unknown()));
      }
      case TensorValue tensor when tensor.shape().dim(0).known().isEmpty() -> {
        if (tensor.shape().rank().isEmpty()) {
          machine.expect(tensor, new InputForm.Many(count));
        }
        yield Optional.of(
            IntStream.range(0, count)
                .mapToObj(
                    i ->
                        (PythonValue)
                            machine
                                .trace()
                                .unknown("unpacking", List.of(new Argument.Tensor(tensor.value()))))
                .toList());
      }
      case Unknown unknown when !unknown.name().isEmpty() ->
          Optional.of(
              IntStream.range(0, count)
                  .mapToObj(i -> machine.assumptions().symbol(unknown.name() + "[" + i + "]"))
                  .toList());
      default -> elements(value);
    };
  }

  /** One of the elements of something of which it is not known how many it has. */
  PythonValue anyElement(PythonValue value) {
    if (value instanceof PythonValue.Repeated many) {
      return many.element();
    }
    if (value instanceof TensorValue tensor
        && tensor.shape().rank().isPresent()
        && tensor.shape().rank().getAsInt() > 0) {
      return machine
          .tensors()
          .call("select", Arguments.of(tensor, PythonValue.of(0), PythonValue.of(0)));
    }
    return value instanceof TensorValue
        ? new TensorValue(machine.trace().value(TensorType.unknown()))
        : PythonValue.unknown();
  }

  /** How many elements something has. */
  PythonValue length(PythonValue value) {
    machine.assumptions().ask(value);
    return switch (value) {
      case TensorValue tensor -> PythonValue.of(tensor.shape().dim(0));
      case PythonValue.Array array -> PythonValue.of(machine.arrays().length(array));
      case Text text -> PythonValue.of(text.value().length());
      case DictValue dict ->
          dict.isOpen() ? PythonValue.unknown() : PythonValue.of(dict.entries().size());
      case Instance object when machine.classes().find(object.type(), "__len__").isPresent() ->
          machine.calls().call(machine.members().get(object, "__len__"), Arguments.of(), "__len__");
      case Instance object -> PythonValue.unknown();
      case Unknown unknown ->
          unknown.name().isEmpty()
              ? unknown
              : machine.assumptions().symbol("len(" + unknown.name() + ")");
      default ->
          elements(value).map(all -> PythonValue.of(all.size())).orElse(PythonValue.unknown());
    };
  }

  /** As {@code str} makes it. */
  PythonValue text(PythonValue value) {
    return switch (value) {
      case Text text -> text;
      case Int number when number.value().known().isPresent() ->
          new Text(number.value().toString());
      case PythonValue.Bool flag -> new Text(flag.value() ? "True" : "False");
      case PythonValue.None none -> new Text("None");
      case Real number -> new Text(Double.toString(number.value()));
      default -> PythonValue.unknown();
    };
  }

  void extend(ListValue list, PythonValue more) {
    machine.branching().touch(list);
    Optional<List<PythonValue>> elements = elements(more);
    if (elements.isPresent() && !list.isOpen()) {
      list.set(Stream.concat(list.elements().stream(), elements.get().stream()).toList());
    } else {
      list.open();
    }
  }

  // --- methods

  PythonValue method(ListValue list, String name, Arguments arguments) {
    PythonValue first = arguments.get(0, "").orElse(PythonValue.none());
    if (name.equals("append") || name.equals("add")) {
      machine.branching().touch(list);
      if (!list.isOpen()) {
        list.add(first);
      }
      return PythonValue.none();
    }
    List<PythonValue> elements = new ArrayList<>(list.elements());
    PythonValue result = PythonValue.none();
    switch (name) {
      case "extend", "update" -> {
        extend(list, first);
        return PythonValue.none();
      }
      case "insert" -> {
        OptionalLong at = first.asDim().known();
        if (at.isEmpty()) {
          return opened(list);
        }
        long place = at.getAsLong() < 0 ? at.getAsLong() + elements.size() : at.getAsLong();
        elements.add(
            Math.clamp(place, 0, elements.size()), arguments.get(1, "").orElse(PythonValue.none()));
      }
      case "pop" -> {
        OptionalLong at =
            arguments.positional().isEmpty() ? OptionalLong.of(-1) : first.asDim().known();
        long place = at.orElse(0) < 0 ? at.orElse(0) + elements.size() : at.orElse(0);
        if (at.isEmpty() || list.isOpen() || place < 0 || place >= elements.size()) {
          return opened(list);
        }
        result = elements.remove((int) place);
      }
      case "reverse" -> Collections.reverse(elements);
      case "clear" -> elements.clear();
      case "copy" -> {
        return new ListValue(elements);
      }
      case "index" -> {
        int at = elements.indexOf(first);
        return at < 0 ? PythonValue.unknown() : PythonValue.of(at);
      }
      case "count" -> {
        return PythonValue.of(Collections.frequency(elements, first));
      }
      default -> {
        return opened(list);
      }
    }
    machine.branching().touch(list);
    if (!list.isOpen()) {
      list.set(elements);
    }
    return result;
  }

  private PythonValue opened(ListValue list) {
    machine.branching().touch(list);
    list.open();
    return PythonValue.unknown();
  }

  PythonValue method(DictValue dict, String name, Arguments arguments) {
    PythonValue key = arguments.get(0, "").orElse(PythonValue.none());
    PythonValue otherwise = arguments.get(1, "default").orElse(PythonValue.none());
    switch (name) {
      case "get" -> {
        if (dict.get(key).isEmpty() && key instanceof Text text) {
          machine.expect(dict, new InputForm.Named(List.of(text.value())));
        }
        return dict.get(key)
            .orElse(
                dict.isOpen() || key.equals(PythonValue.unknown())
                    ? PythonValue.unknown()
                    : otherwise);
      }
      case "items" -> {
        return known(
            dict,
            dict.entries().entrySet().stream()
                .map(e -> PythonValue.tuple(List.of(e.getKey(), e.getValue())))
                .toList());
      }
      case "keys" -> {
        return known(dict, List.copyOf(dict.entries().keySet()));
      }
      case "values" -> {
        return known(dict, List.copyOf(dict.entries().values()));
      }
      case "copy" -> {
        DictValue copy = new DictValue(dict.entries());
        if (dict.isOpen()) {
          copy.open();
        }
        return copy;
      }
      case "pop" -> {
        Optional<PythonValue> value = dict.get(key);
        machine.branching().touch(dict);
        dict.remove(key);
        return value.orElse(dict.isOpen() ? PythonValue.unknown() : otherwise);
      }
      case "setdefault" -> {
        Optional<PythonValue> value = dict.get(key);
        if (value.isEmpty()) {
          machine.branching().touch(dict);
          dict.put(key, otherwise);
        }
        return value.orElse(otherwise);
      }
      case "update" -> {
        machine.branching().touch(dict);
        if (!arguments.positional().isEmpty()) {
          if (key instanceof DictValue other && !other.isOpen()) {
            other.entries().forEach(dict::put);
          } else {
            machine.documents().lose(dict);
            dict.open();
          }
        }
        arguments.keywords().forEach((each, value) -> dict.put(new Text(each), value));
        return PythonValue.none();
      }
      case "clear" -> {
        machine.branching().touch(dict);
        dict.clear();
        return PythonValue.none();
      }
      // An argument parser: what it gives is what it holds.
      case "add_argument" -> {
        arguments(dict, arguments);
        return PythonValue.none();
      }
      case "parse_args",
          "parse_known_args",
          "add_argument_group",
          "add_mutually_exclusive_group" -> {
        return name.equals("parse_known_args")
            ? PythonValue.tuple(List.of(dict, new ListValue(List.of())))
            : dict;
      }
      case "move_to_end" -> {
        return PythonValue.none();
      }
      default -> {
        machine.documents().lose(dict);
        return PythonValue.unknown();
      }
    }
  }

  /** {@code parser.add_argument("--hidden-size", type=int, default=64)}. */
  private void arguments(DictValue parser, Arguments arguments) {
    Optional<String> name =
        arguments.positional().stream()
            .filter(a -> a instanceof Text)
            .map(a -> ((Text) a).value())
            .reduce((one, other) -> other.startsWith("--") || !one.startsWith("--") ? other : one)
            .map(text -> text.replaceFirst("^-+", "").replace('-', '_'));
    if (arguments.keywords().get("dest") instanceof Text given) {
      name = Optional.of(given.value());
    }
    if (name.isPresent()) {
      PythonValue action = arguments.keywords().getOrDefault("action", PythonValue.none());
      PythonValue otherwise =
          action.equals(new Text("store_true"))
              ? PythonValue.of(false)
              : action.equals(new Text("store_false"))
                  ? PythonValue.of(true)
                  : machine.assumptions().symbol("args." + name.get());
      machine.branching().touch(parser);
      parser.put(new Text(name.get()), arguments.keywords().getOrDefault("default", otherwise));
    }
  }

  private static PythonValue known(DictValue dict, List<PythonValue> elements) {
    ListValue list = new ListValue(elements);
    if (dict.isOpen()) {
      list.open();
    }
    return list;
  }

  PythonValue method(Tuple tuple, String name, Arguments arguments) {
    PythonValue first = arguments.get(0, "").orElse(PythonValue.none());
    return switch (name) {
      case "index" ->
          tuple.elements().contains(first)
              ? PythonValue.of(tuple.elements().indexOf(first))
              : PythonValue.unknown();
      case "count" -> PythonValue.of(Collections.frequency(tuple.elements(), first));
      // A shape's.
      case "numel" -> {
        Dim product = Dim.of(1);
        for (PythonValue each : tuple.elements()) {
          product = product.times(each.asDim());
        }
        yield PythonValue.of(product);
      }
      default -> PythonValue.unknown();
    };
  }

  PythonValue method(Text text, String name, Arguments arguments) {
    String own = text.value();
    PythonValue first = arguments.get(0, "").orElse(PythonValue.none());
    String other = first instanceof Text given ? given.value() : "";
    boolean isKnown = arguments.all().allMatch(a -> a instanceof Text);
    return switch (name) {
      case "lower" -> new Text(own.toLowerCase(Locale.ROOT));
      case "upper" -> new Text(own.toUpperCase(Locale.ROOT));
      case "strip" -> isKnown && other.isEmpty() ? new Text(own.strip()) : PythonValue.unknown();
      case "startswith" ->
          first instanceof Text ? PythonValue.of(own.startsWith(other)) : PythonValue.unknown();
      case "endswith" ->
          first instanceof Text ? PythonValue.of(own.endsWith(other)) : PythonValue.unknown();
      case "isdigit" -> PythonValue.of(!own.isEmpty() && own.chars().allMatch(Character::isDigit));
      case "replace" ->
          isKnown && arguments.positional().size() == 2
              ? new Text(own.replace(other, ((Text) arguments.positional().get(1)).value()))
              : PythonValue.unknown();
      case "split" -> {
        if (!isKnown) {
          yield PythonValue.unknown();
        }
        String by = other.isEmpty() ? "\\s+" : Pattern.quote(other);
        yield new ListValue(
            Arrays.stream(own.split(by, -1)).map(part -> (PythonValue) new Text(part)).toList());
      }
      case "join" ->
          elements(first)
              .filter(all -> all.stream().allMatch(e -> e instanceof Text))
              .<PythonValue>map(
                  all ->
                      new Text(
                          String.join(own, all.stream().map(e -> ((Text) e).value()).toList())))
              .orElse(PythonValue.unknown());
      case "format" -> formatted(own, arguments);
      default -> PythonValue.unknown();
    };
  }

  /** {@code "layer%d" % i}, for plain conversions alone. */
  PythonValue formatted(String pattern, PythonValue values) {
    List<PythonValue> all = values instanceof Tuple tuple ? tuple.elements() : List.of(values);
    StringBuilder text = new StringBuilder();
    Matcher conversion = CONVERSION.matcher(pattern);
    int place = 0;
    while (conversion.find()) {
      if (place >= all.size() || !(text(all.get(place++)) instanceof Text part)) {
        return PythonValue.unknown();
      }
      conversion.appendReplacement(text, Matcher.quoteReplacement(part.value()));
    }
    return new Text(conversion.appendTail(text).toString());
  }

  /** {@code "layer{}".format(i)}, for plain braces alone. */
  private PythonValue formatted(String own, Arguments arguments) {
    String text = own;
    int place = 0;
    while (text.contains("{}")) {
      if (place >= arguments.positional().size()
          || !(text(arguments.positional().get(place++)) instanceof Text part)) {
        return PythonValue.unknown();
      }
      int at = text.indexOf("{}");
      text = text.substring(0, at) + part.value() + text.substring(at + 2);
    }
    return text.contains("{") ? PythonValue.unknown() : new Text(text);
  }
}
