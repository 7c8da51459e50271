package dev.tensorvet.interp;

import dev.tensorvet.interp.Interpretation.GivenInput;
import dev.tensorvet.interp.Interpretation.InputSource;
import dev.tensorvet.ops.OpCall;
import dev.tensorvet.tensor.DType;
import dev.tensorvet.tensor.Dim;
import dev.tensorvet.tensor.Shape;
import dev.tensorvet.tensor.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;

/**
 * The shapes of a model's inputs, as far as they are known by now. A trace shows what the layers
 * ask of them, and leads to the shapes of the next.
 */
final class InputShapes {

  private static final long LARGEST_SOLUTION = 1024;

  /** How many sizes are tried that fit the same layer. */
  private static final int MOST_SOLUTIONS = 5;

  /** Of so many inputs all ranks are tried together. */
  private static final int MOST_CHOSEN = 2;

  /** More parts than these make no input clearer. */
  private static final int MOST_PARTS = 24;

  private final List<String> parameters;
  private final Map<String, InputForm> forms;
  private final SequencedMap<String, GivenInput> inputs;

  private InputShapes(
      List<String> parameters,
      Map<String, InputForm> forms,
      SequencedMap<String, GivenInput> inputs) {
    this.parameters = parameters;
    this.forms = forms;
    this.inputs = inputs;
  }

  private InputShapes with(SequencedMap<String, GivenInput> changed) {
    return new InputShapes(parameters, forms, changed);
  }

  /** Inputs of which nothing is known. */
  static InputShapes unknown(List<String> names) {
    SequencedMap<String, GivenInput> inputs = new LinkedHashMap<>();
    names.forEach(name -> inputs.put(name, unknown(name)));
    return new InputShapes(List.copyOf(names), Map.of(), inputs);
  }

  private static GivenInput unknown(String name) {
    return new GivenInput(name, TensorType.unknown(), InputSource.UNKNOWN);
  }

  /** The parameters that are given something. */
  List<String> parameters() {
    return parameters;
  }

  /** How an input, or a part of one, is made of others; empty for a tensor. */
  Optional<InputForm> form(String name) {
    return Optional.ofNullable(forms.get(name));
  }

  /** Whether nothing but what is done with an input tells what it is. */
  boolean isOpen(String name) {
    GivenInput given = inputs.get(name);
    return inputs.size() < MOST_PARTS
        && (given == null
            || given.source() == InputSource.UNKNOWN
            || given.source() == InputSource.ASSUMED);
  }

  /** With an input that is no tensor. */
  InputShapes formed(String name, InputForm form) {
    InputForm now = form(name).map(known -> known.with(form)).orElse(form);
    Map<String, InputForm> changedForms = new LinkedHashMap<>(forms);
    changedForms.put(name, now);
    SequencedMap<String, GivenInput> changed = new LinkedHashMap<>(inputs);
    changed.remove(name);
    now.parts(name).stream()
        .filter(part -> !forms.containsKey(part))
        .forEach(part -> changed.putIfAbsent(part, unknown(part)));
    return new InputShapes(parameters, changedForms, changed);
  }

  List<GivenInput> all() {
    return List.copyOf(inputs.values());
  }

  TensorType type(String name) {
    return Objects.requireNonNull(inputs.get(name)).type();
  }

  /** With what the user or a call says of one. */
  InputShapes with(String name, TensorType type, InputSource source) {
    SequencedMap<String, GivenInput> changed = new LinkedHashMap<>(inputs);
    changed.put(name, new GivenInput(name, type, source));
    return with(changed);
  }

  /** With what is documented of those of which no rank is known; empty where there are none. */
  Optional<InputShapes> documented(Map<String, TensorType> shapes) {
    InputShapes changed = this;
    for (Map.Entry<String, TensorType> shape : shapes.entrySet()) {
      GivenInput given = inputs.get(shape.getKey());
      if (given != null && given.type().shape().rank().isEmpty()) {
        changed = changed.with(shape.getKey(), shape.getValue(), InputSource.DOCUMENTED);
      }
    }
    return changed == this ? Optional.empty() : Optional.of(changed);
  }

  // --- what layers ask for

  /**
   * With the ranks that a trace asked for; empty when it asked for none that is not known.
   *
   * @param values the inputs by the numbers of their values in that trace
   */
  Optional<InputShapes> learn(
      Map<Integer, Needs.Need> needs, Map<Integer, String> values, InputSource source) {
    InputShapes learnt = this;
    for (Map.Entry<Integer, Needs.Need> need : needs.entrySet()) {
      String name = values.get(need.getKey());
      if (name != null && type(name).shape().rank().isEmpty()) {
        TensorType type = type(name);
        DType dtype = type.dtype() == DType.UNKNOWN ? need.getValue().dtype() : type.dtype();
        learnt =
            learnt.with(name, TensorType.of(named(name, need.getValue().shape()), dtype), source);
      }
    }
    return learnt == this ? Optional.empty() : Optional.of(learnt);
  }

  /** A shape with names for the sizes of which nothing is known. */
  private Shape named(String input, Shape shape) {
    boolean isFirst = inputs.firstEntry().getKey().equals(input);
    List<String> names = names(shape.rank().orElseThrow());
    String suffix = "_" + input.replaceAll("\\W+", "_").replaceAll("_$", "");
    List<Dim> dims = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String name = isFirst ? names.get(i) : names.get(i) + suffix;
      dims.add(shape.dim(i).isAny() ? Dim.size(name) : shape.dim(i));
    }
    return Shape.of(dims);
  }

  /** With a rank for the first input of which none is known; empty when there is none. */
  Optional<InputShapes> guessed(int rank) {
    return inputs.values().stream()
        .filter(input -> input.type().shape().rank().isEmpty())
        .findFirst()
        .map(input -> ofRank(input.name(), rank));
  }

  /** With a number for a size, but few samples; empty when it is no input's. */
  Optional<InputShapes> sized(String symbol, int number) {
    boolean isHere =
        inputs.values().stream()
            .flatMap(input -> input.type().shape().dims().orElse(List.of()).stream())
            .anyMatch(dim -> dim.symbols().contains(symbol));
    Map<String, Dim> value = Map.of(symbol, Dim.of(symbol.equals("B") ? 2 : number));
    return isHere ? Optional.of(replaced(value).as(value.keySet(), this)) : Optional.empty();
  }

  /**
   * All that the inputs may be whose rank is an assumption; none where more is assumed of them, or
   * of more than two.
   */
  List<InputShapes> withOtherRanks(List<Integer> ranks) {
    List<String> chosen =
        inputs.values().stream()
            .filter(input -> input.source() == InputSource.ASSUMED)
            .map(GivenInput::name)
            .toList();
    boolean isMoreAssumed =
        inputs.values().stream()
            .anyMatch(
                input ->
                    input.source() == InputSource.SOLVED
                        || input.source() == InputSource.DOCUMENTED);
    if (isMoreAssumed || chosen.size() > MOST_CHOSEN) {
      return List.of();
    }
    List<InputShapes> all = List.of(this);
    for (String name : chosen) {
      all =
          all.stream()
              .flatMap(shapes -> ranks.stream().map(rank -> shapes.ofRank(name, rank)))
              .toList();
    }
    return all;
  }

  private InputShapes ofRank(String name, int rank) {
    DType known = type(name).dtype();
    return with(
        name,
        TensorType.of(
            named(name, Shape.ofRank(rank)), known == DType.UNKNOWN ? DType.FLOAT32 : known),
        InputSource.ASSUMED);
  }

  /** The sizes of the inputs that are no numbers. */
  Set<String> open() {
    Set<String> open = new TreeSet<>();
    inputs
        .values()
        .forEach(
            input ->
                input
                    .type()
                    .shape()
                    .dims()
                    .orElse(List.of())
                    .forEach(dim -> open.addAll(dim.sizes())));
    return open;
  }

  /** Whether the code need not mean what is known of them. */
  boolean isAssumed() {
    return inputs.values().stream()
        .anyMatch(
            input ->
                switch (input.source()) {
                  case DOCUMENTED, ASSUMED, SOLVED -> true;
                  case WRITTEN, CALL, DATA, LAYERS, UNKNOWN -> false;
                });
  }

  private static List<String> names(int rank) {
    return switch (rank) {
      case 0 -> List.of();
      case 1 -> List.of("N");
      case 2 -> List.of("B", "D");
      case 3 -> List.of("B", "T", "D");
      case 4 -> List.of("B", "C", "H", "W");
      case 5 -> List.of("B", "C", "L", "H", "W");
      default -> {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < rank; i++) {
          names.add("N" + i);
        }
        yield names;
      }
    };
  }

  // --- sizes that must be equal

  /** The sizes of inputs that layers choose; an argument that sizes are made of is none. */
  private Set<String> free() {
    Set<String> symbols = new TreeSet<>();
    for (GivenInput input : inputs.values()) {
      boolean isOpen =
          switch (input.source()) {
            case LAYERS, DOCUMENTED, ASSUMED, SOLVED -> true;
            case WRITTEN, CALL, DATA, UNKNOWN -> false;
          };
      if (isOpen) {
        input.type().shape().dims().orElse(List.of()).forEach(d -> symbols.addAll(d.sizes()));
      }
    }
    return symbols;
  }

  /** With a size that an equation settles; empty when none does. */
  Optional<InputShapes> settle(List<OpCall.Equation> equations) {
    Set<String> free = free();
    for (OpCall.Equation equation : equations) {
      Dim difference = equation.left().minus(equation.right());
      for (String symbol : difference.symbols().stream().sorted(InputShapes::lastFirst).toList()) {
        if (free.contains(symbol) && !difference.isAny()) {
          Optional<Dim> root = difference.rootIn(symbol).filter(r -> isSize(symbol, r));
          if (root.isPresent()) {
            return Optional.of(replaced(Map.of(symbol, root.get())));
          }
        }
      }
    }
    return Optional.empty();
  }

  /** With sizes that are taken to be equal, as they are where neither spreads over the other. */
  Optional<InputShapes> alike(List<OpCall.Equation> likenesses) {
    return settle(likenesses)
        .or(() -> name(likenesses))
        .map(
            settled -> {
              InputShapes marked = settled;
              for (GivenInput input : settled.inputs.values()) {
                if (!input.type().equals(type(input.name()))) {
                  marked = marked.with(input.name(), input.type(), InputSource.ASSUMED);
                }
              }
              return marked;
            });
  }

  /**
   * With an argument for all sizes of images, for which an equation holds: features that a model
   * counts for images of the size that it is told.
   */
  Optional<InputShapes> name(List<OpCall.Equation> equations) {
    Set<String> free = free();
    for (OpCall.Equation equation : equations) {
      Dim difference = equation.left().minus(equation.right());
      Set<String> sizes = new TreeSet<>(difference.symbols());
      sizes.retainAll(free);
      boolean isOfImages = sizes.equals(Set.of("H", "W"));
      for (String argument : isOfImages ? difference.symbols() : Set.<String>of()) {
        Map<String, Dim> values = new LinkedHashMap<>();
        sizes.forEach(size -> values.put(size, Dim.integer(argument)));
        if (!free.contains(argument) && difference.with(values).isKnown(0)) {
          return Optional.of(replaced(values));
        }
      }
    }
    return Optional.empty();
  }

  /** Sizes of later inputs before those of the first, and the batch last. */
  private static int lastFirst(String a, String b) {
    int byInput = Boolean.compare(b.contains("_"), a.contains("_"));
    int byBatch = Boolean.compare(a.equals("B"), b.equals("B"));
    return byInput != 0 ? byInput : byBatch != 0 ? byBatch : a.compareTo(b);
  }

  private static boolean isSize(String symbol, Dim root) {
    OptionalLong known = root.known();
    if (known.isPresent()) {
      // One batch size is no law of a model.
      return known.getAsLong() > 0 && !symbol.equals("B");
    }
    return !root.isAny();
  }

  /**
   * With one number for all free sizes but the batch, for which an equation holds: how large an
   * image must be for its features to fit a layer. The likeliest is followed by what doubles it,
   * for the layers of which the equation tells nothing.
   *
   * @param likenesses a size that is likely an argument has no number
   */
  List<InputShapes> solutions(List<OpCall.Equation> equations, List<OpCall.Equation> likenesses) {
    Set<String> free = free();
    Set<String> named = new TreeSet<>();
    for (OpCall.Equation likeness : likenesses) {
      Set<String> symbols = likeness.left().minus(likeness.right()).symbols();
      if (!free.containsAll(symbols)) {
        named.addAll(symbols);
      }
    }
    for (OpCall.Equation equation : equations) {
      Dim difference = equation.left().minus(equation.right());
      Set<String> unknown = difference.symbols();
      boolean isOfSizes =
          !unknown.isEmpty()
              && Collections.disjoint(unknown, named)
              && unknown.stream().allMatch(s -> free.contains(s) && !s.equals("B"));
      if (isOfSizes) {
        OptionalLong best = best(difference, unknown);
        if (best.isPresent()) {
          return LongStream.iterate(best.getAsLong(), size -> 2 * size)
              .limit(MOST_SOLUTIONS)
              .filter(size -> size <= LARGEST_SOLUTION)
              .mapToObj(size -> sized(unknown, size))
              .filter(sizes -> difference.with(sizes).isKnown(0))
              .map(sizes -> replaced(sizes).as(sizes.keySet(), this))
              .toList();
        }
      }
    }
    return List.of();
  }

  private static Map<String, Dim> sized(Set<String> symbols, long size) {
    Map<String, Dim> sizes = new LinkedHashMap<>();
    symbols.forEach(symbol -> sizes.put(symbol, Dim.of(size)));
    return sizes;
  }

  /** With images that are as wide as high; empty where the layers do not leave that open. */
  Optional<InputShapes> square() {
    Dim height = Dim.size("H");
    Dim width = Dim.size("W");
    boolean isOpen =
        free().containsAll(List.of("H", "W"))
            && inputs.values().stream()
                .map(input -> input.type().shape().dims().orElse(List.of()))
                .anyMatch(dims -> dims.contains(height) && dims.contains(width));
    Map<String, Dim> value = Map.of("W", height);
    return isOpen ? Optional.of(replaced(value).as(value.keySet(), this)) : Optional.empty();
  }

  /** How often two divides it; more than five times makes no size rounder, only larger. */
  private static int roundness(long size) {
    return Math.min(5, Long.numberOfTrailingZeros(size));
  }

  /** Of all that fit, the roundest number: 224 rather than 230. */
  private static OptionalLong best(Dim difference, Set<String> symbols) {
    OptionalLong best = OptionalLong.empty();
    for (long size = 1; size <= LARGEST_SOLUTION; size++) {
      boolean isRounder = best.isEmpty() || roundness(size) > roundness(best.getAsLong());
      if (isRounder && difference.with(sized(symbols, size)).isKnown(0)) {
        best = OptionalLong.of(size);
      }
    }
    return best;
  }

  /** With the inputs that were made of these symbols marked as solved. */
  private InputShapes as(Set<String> symbols, InputShapes before) {
    InputShapes marked = this;
    for (GivenInput input : before.inputs.values()) {
      boolean isOfThem =
          input.type().shape().dims().orElse(List.of()).stream()
              .anyMatch(dim -> dim.symbols().stream().anyMatch(symbols::contains));
      if (isOfThem) {
        marked = marked.with(input.name(), type(input.name()), InputSource.SOLVED);
      }
    }
    return marked;
  }

  /** With what sizes and arguments are found to be, in the place of their names. */
  InputShapes replaced(Map<String, Dim> values) {
    SequencedMap<String, GivenInput> changed = new LinkedHashMap<>();
    inputs.forEach(
        (name, input) -> {
          TensorType type = input.type().with(values);
          changed.put(name, new GivenInput(name, type, input.source()));
        });
    return with(changed);
  }
}
