package dev.tensorvet.verify;

import dev.tensorvet.graph.Argument;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says the patterns of einops with the operations that libtorch has. */
final class Einops {

  private static final Pattern GROUP = Pattern.compile("\\(([^)]*)\\)|(\\S+)");

  /** What {@code ...} is read as, where it stands for axes of their own. */
  private static final List<String> REST = List.of("...", "...");

  private Einops() {}

  static void addTo(Map<String, Spelling> spellings) {
    for (String op : List.of("einops_rearrange", "einops_repeat", "einops_reduce")) {
      spellings.put(op, Einops::spell);
    }
    spellings.put("einops_einsum", Einops::einsum);
    spellings.put("einops_pack", Einops::pack);
    spellings.put("einops_unpack", Einops::unpack);
  }

  private static String spell(Wording node) {
    Optional<String> pattern = node.literal("pattern");
    int arrow = pattern.orElse("").indexOf("->");
    if (arrow < 0) {
      return node.unsayable("the pattern of `" + node.node().op() + "` is not known");
    }
    String tensor = node.has("tensor") ? "tensor" : "input";
    String text = node.text(tensor);
    List<Long> shape;
    // The tensors of a list lie along a new first axis.
    if (node.given(tensor).orElse(new Argument.Nothing()) instanceof Argument.Many many) {
      text = "torch.stack(" + text + ")";
      shape = new ArrayList<>(List.of((long) many.elements().size()));
      many.elements().stream().limit(1).forEach(each -> shape.addAll(node.shape(each)));
    } else {
      shape = node.shape(tensor);
    }
    List<List<String>> left = groups(pattern.get().substring(0, arrow));
    List<List<String>> right = groups(pattern.get().substring(arrow + 2));
    int spread = shape.size() - (int) left.stream().filter(g -> !isRest(g)).count();
    Map<String, Long> lengths = lengths(node, expanded(left, spread), shape);
    axes(right).stream()
        .filter(axis -> axis.matches("\\d+"))
        .forEach(axis -> lengths.put(axis, Long.parseLong(axis)));
    List<String> from = axes(expanded(left, spread));
    List<List<String>> onto = expanded(right, spread);
    List<String> to = axes(onto);
    if (!lengths.keySet().containsAll(to)) {
      return node.unsayable("the sizes in the pattern `" + pattern.get() + "` are not known");
    }
    text = "torch.reshape(%s, %s)".formatted(text, sizes(from, lengths));
    List<String> kept = from.stream().filter(to::contains).toList();
    if (kept.size() < from.size()) {
      text = reduced(node, text, from, kept);
    }
    List<String> order = to.stream().filter(kept::contains).toList();
    text =
        "torch.permute(%s, %s)".formatted(text, list(order.stream().map(kept::indexOf).toList()));
    if (order.size() < to.size()) {
      List<Long> open =
          to.stream().map(a -> kept.contains(a) ? lengths.getOrDefault(a, 1L) : 1L).toList();
      text = "torch.expand(torch.reshape(%s, %s), %s)".formatted(text, open, sizes(to, lengths));
    }
    List<Long> last =
        onto.stream()
            .map(
                g ->
                    g.stream()
                        .mapToLong(a -> lengths.getOrDefault(a, 1L))
                        .reduce(1, (a, b) -> a * b))
            .toList();
    return "torch.reshape(%s, %s)".formatted(text, list(last));
  }

  /** Where the star stands in the pattern of a pack. */
  private static int star(Wording node) {
    int at =
        node.literal("pattern")
            .map(text -> Arrays.asList(text.strip().split("\\s+", -1)).indexOf("*"))
            .orElse(-1);
    if (at < 0) {
      node.unsayable("the pattern of `" + node.node().op() + "` is not known");
    }
    return Math.max(0, at);
  }

  private static int axesOfPack(Wording node) {
    return node.literal("pattern").map(text -> text.strip().split("\\s+", -1).length).orElse(1);
  }

  /** What each tensor has at the star becomes one axis, along which they are joined. */
  private static String pack(Wording node) {
    int star = star(node);
    int behind = axesOfPack(node) - star - 1;
    List<String> tensors = new ArrayList<>();
    for (Argument each :
        node.given("tensors").orElse(new Argument.Nothing()) instanceof Argument.Many many
            ? many.elements()
            : List.<Argument>of()) {
      List<Long> shape = node.shape(each);
      List<Long> flat = new ArrayList<>(shape.subList(0, Math.min(star, shape.size())));
      flat.add(-1L);
      flat.addAll(shape.subList(Math.max(0, shape.size() - behind), shape.size()));
      tensors.add("torch.reshape(%s, %s)".formatted(node.text(each), flat));
    }
    return "torch.cat([%s], %d)".formatted(String.join(", ", tensors), star);
  }

  /** The parts of the axis at the star, each with the shape that it is foreseen to have. */
  private static String unpack(Wording node) {
    int star = star(node);
    int behind = axesOfPack(node) - star - 1;
    List<List<Long>> shapes = node.resultShapes();
    List<Long> lengths =
        shapes.stream()
            .map(
                shape ->
                    shape.stream()
                        .skip(star)
                        .limit(Math.max(0, shape.size() - star - behind))
                        .reduce(1L, (a, b) -> a * b))
            .toList();
    String parts =
        "torch.split_with_sizes(%s, %s, %d)".formatted(node.text("tensor"), lengths, star);
    List<String> all = new ArrayList<>();
    for (int i = 0; i < shapes.size(); i++) {
      all.add("torch.reshape(%s[%d], %s)".formatted(parts, i, list(shapes.get(i))));
    }
    return shapes.size() == 1 ? all.getFirst() : "[" + String.join(", ", all) + "]";
  }

  /** The names of axes become letters. */
  private static String einsum(Wording node) {
    List<String> tensors = new ArrayList<>();
    String pattern = "";
    for (Argument given : node.node().arguments().values()) {
      for (Argument each : given instanceof Argument.Many many ? many.elements() : List.of(given)) {
        if (each instanceof Argument.Text text) {
          pattern = text.value();
        } else {
          tensors.add(node.text(each));
        }
      }
    }
    Map<String, String> letters = new LinkedHashMap<>();
    StringBuilder equation = new StringBuilder();
    Matcher words = Pattern.compile("[A-Za-z_]\\w*|->|,|\\.\\.\\.").matcher(pattern);
    while (words.find()) {
      String word = words.group();
      equation.append(
          Character.isLetter(word.charAt(0)) || word.charAt(0) == '_'
              ? letters.computeIfAbsent(word, w -> Character.toString('a' + letters.size()))
              : word);
    }
    return letters.size() > 26 || pattern.isEmpty()
        ? node.unsayable("the pattern of `einops_einsum`")
        : "torch.einsum(\"%s\", [%s])".formatted(equation, String.join(", ", tensors));
  }

  private static String reduced(Wording node, String text, List<String> from, List<String> kept) {
    List<Integer> gone = new ArrayList<>();
    for (int i = 0; i < from.size(); i++) {
      if (!kept.contains(from.get(i))) {
        gone.add(i);
      }
    }
    return switch (node.literal("reduction").orElse("")) {
      case "mean" -> "torch.mean(%s, %s)".formatted(text, gone);
      case "sum" -> "torch.sum(%s, %s)".formatted(text, gone);
      case "max" -> "torch.amax(%s, %s)".formatted(text, gone);
      case "min" -> "torch.amin(%s, %s)".formatted(text, gone);
      default -> node.unsayable("a reduction of einops");
    };
  }

  /** The top-level axes of one side; each may be made of several, or of none. */
  private static List<List<String>> groups(String side) {
    List<List<String>> groups = new ArrayList<>();
    Matcher matcher = GROUP.matcher(side.strip());
    while (matcher.find()) {
      String inner = matcher.group(1) == null ? matcher.group(2) : matcher.group(1).strip();
      // In parentheses, what is left is one axis.
      boolean isRest = inner.equals("...") && matcher.group(1) == null;
      groups.add(
          isRest
              ? REST
              : Arrays.stream(inner.split("\\s+", -1))
                  .filter(axis -> !axis.isEmpty() && !axis.equals("1"))
                  .toList());
    }
    return groups;
  }

  private static boolean isRest(List<String> group) {
    return group.equals(REST);
  }

  /** With names for the axes that {@code ...} stands for. */
  private static List<List<String>> expanded(List<List<String>> groups, int spread) {
    List<String> rest = new ArrayList<>();
    for (int i = 0; i < spread; i++) {
      rest.add("..." + i);
    }
    List<List<String>> all = new ArrayList<>();
    for (List<String> group : groups) {
      if (isRest(group)) {
        rest.forEach(axis -> all.add(List.of(axis)));
      } else {
        List<String> inner = new ArrayList<>();
        group.forEach(axis -> inner.addAll(axis.equals("...") ? rest : List.of(axis)));
        all.add(List.copyOf(inner));
      }
    }
    return all;
  }

  private static List<String> axes(List<List<String>> groups) {
    return groups.stream().flatMap(List::stream).toList();
  }

  /** An empty list does not tell what it is of. */
  private static String list(List<?> numbers) {
    return numbers.isEmpty() ? "annotate(List[int], [])" : numbers.toString();
  }

  private static List<Long> sizes(List<String> axes, Map<String, Long> lengths) {
    return axes.stream().map(axis -> lengths.getOrDefault(axis, 1L)).toList();
  }

  /** Those that are given, and one in each group that follows from the others. */
  private static Map<String, Long> lengths(
      Wording node, List<List<String>> groups, List<Long> shape) {
    Map<String, Long> known = new LinkedHashMap<>();
    for (Map.Entry<String, Argument> entry : node.node().arguments().entrySet()) {
      if (entry.getValue() instanceof Argument.Int number) {
        known.put(entry.getKey(), node.size(number.value()));
      }
    }
    groups.stream()
        .flatMap(List::stream)
        .filter(axis -> axis.matches("\\d+"))
        .forEach(axis -> known.put(axis, Long.parseLong(axis)));
    for (int i = 0; i < groups.size() && i < shape.size(); i++) {
      long rest = shape.get(i);
      List<String> open = new ArrayList<>();
      for (String axis : groups.get(i)) {
        if (known.containsKey(axis)) {
          rest /= Math.max(1, known.getOrDefault(axis, 1L));
        } else {
          open.add(axis);
        }
      }
      if (open.size() == 1) {
        known.put(open.getFirst(), rest);
      }
    }
    return known;
  }
}
