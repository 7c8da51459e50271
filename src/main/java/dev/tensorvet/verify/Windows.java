package dev.tensorvet.verify;

import dev.tensorvet.graph.Argument;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How it is said in TorchScript to pool, to resize and to pad. */
final class Windows {

  private Windows() {}

  static void addTo(Map<String, Spelling> spellings) {
    for (int rank = 1; rank <= 3; rank++) {
      String d = rank + "d";
      spellings.put("adaptive_avg_pool" + d, adaptive("adaptive_avg_pool" + d, rank));
      spellings.put("adaptive_max_pool" + d, adaptive("adaptive_max_pool" + d, rank));
      spellings.put("max_pool" + d, node -> maxPool(d, node));
      spellings.put(
          "avg_pool" + d,
          Spelling.template(
              "torch.avg_pool"
                  + d
                  + "({input}, {[kernel_size]}, {[stride]=[]}, {[padding]=[0]}, {ceil_mode=False},"
                  + " {count_include_pad=True}"
                  + (rank == 1 ? ")" : ", {divisor_override=None})")));
      int axes = rank;
      spellings.put("lp_pool" + d, node -> powers(node, axes));
    }
    spellings.put("interpolate", Windows::interpolate);
    spellings.put("upsample", Windows::interpolate);
    spellings.put("upsample_nearest", Windows::interpolate);
    spellings.put("upsample_bilinear", node -> resized(node, "bilinear", "True"));
    spellings.put("max_unpool1d", Windows::unpoolLine);
    spellings.put("max_unpool2d", node -> "torch.max_unpool2d(" + unpool(node, 2) + ")");
    spellings.put("max_unpool3d", Windows::unpoolVolume);
    spellings.put("fractional_max_pool2d", node -> node.unsayable("`fractional_max_pool2d`"));
    spellings.put("pad", Windows::pad);
    spellings.put("grid_sample", Windows::gridSample);
    spellings.put(
        "affine_grid",
        Spelling.template("torch.affine_grid_generator({theta}, {[size]}, {align_corners=False})"));
    spellings.put(
        "im2col",
        node ->
            "torch.im2col(%s, %s, %s, %s, %s)"
                .formatted(
                    node.text("input"),
                    pair(node, "kernel_size", 1),
                    pair(node, "dilation", 1),
                    pair(node, "padding", 0),
                    pair(node, "stride", 1)));
    spellings.put(
        "fold",
        node ->
            "torch.col2im(%s, %s, %s, %s, %s, %s)"
                .formatted(
                    node.text("input"),
                    pair(node, "output_size", 1),
                    pair(node, "kernel_size", 1),
                    pair(node, "dilation", 1),
                    pair(node, "padding", 0),
                    pair(node, "stride", 1)));
  }

  /** The arguments of an unpooling, as it is known what comes out. */
  private static String unpool(Wording node, int rank) {
    List<Long> shape = node.resultShape();
    return "%s, %s, %s"
        .formatted(
            node.text("input"),
            node.text("indices"),
            shape.subList(Math.max(0, shape.size() - rank), shape.size()));
  }

  private static String unpoolLine(Wording node) {
    List<Long> shape = node.resultShape();
    return "torch.squeeze(torch.max_unpool2d(torch.unsqueeze(%s, -1), torch.unsqueeze(%s, -1), [%s, 1]), -1)"
        .formatted(node.text("input"), node.text("indices"), shape.isEmpty() ? 1 : shape.getLast());
  }

  private static String unpoolVolume(Wording node) {
    String stride = node.has("stride") ? "stride" : "kernel_size";
    return "torch.max_unpool3d(%s, %s, %s)"
        .formatted(unpool(node, 3), each(node, stride, 3, 1), each(node, "padding", 3, 0));
  }

  /** As many numbers as there are axes. */
  private static List<Long> each(Wording node, String name, int axes, long otherwise) {
    List<Long> given = node.integers(name);
    return given.size() == axes
        ? given
        : Collections.nCopies(axes, given.isEmpty() ? otherwise : given.getFirst());
  }

  /** The power mean over a window, but for its sum in the place of the mean. */
  private static String powers(Wording node, int axes) {
    long count = each(node, "kernel_size", axes, 1).stream().reduce(1L, (a, b) -> a * b);
    return Spelling.template(
            ("__torch__.root(torch.avg_pool%dd(torch.pow({input}, {norm_type}), {[kernel_size]},"
                    + " {[stride]=[]}, [0], {ceil_mode=False}), %d, float({norm_type}))")
                .formatted(axes, count))
        .of(node);
  }

  private static String maxPool(String d, Wording node) {
    return Spelling.template(
            "torch.max_pool"
                + d
                + (node.flag("return_indices", false) ? "_with_indices" : "")
                + "({input}, {[kernel_size]}, {[stride]=[]}, {[padding]=[0]}, {[dilation]=[1]},"
                + " {ceil_mode=False})")
        .of(node);
  }

  private static List<Long> pair(Wording node, String name, long otherwise) {
    List<Long> given = node.integers(name);
    return switch (given.size()) {
      case 0 -> List.of(otherwise, otherwise);
      case 1 -> List.of(given.getFirst(), given.getFirst());
      default -> given;
    };
  }

  private static Spelling adaptive(String function, int rank) {
    return node -> {
      List<Argument> asked =
          switch (node.given("output_size").orElse(new Argument.Nothing())) {
            case Argument.Many many -> many.elements();
            case Argument one -> Collections.nCopies(rank, one);
          };
      List<String> sizes = new ArrayList<>();
      for (int i = 0; i < asked.size(); i++) {
        sizes.add(
            asked.get(i) instanceof Argument.Nothing
                ? node.text("input") + ".size(" + (i - asked.size()) + ")"
                : node.text(asked.get(i)));
      }
      String call =
          "torch.%s(%s, [%s])".formatted(function, node.text("input"), String.join(", ", sizes));
      boolean isPair = function.contains("max") && !node.flag("return_indices", false);
      return isPair ? call + "[0]" : call;
    };
  }

  private static String interpolate(Wording node) {
    return resized(
        node, node.literal("mode").orElse("nearest"), node.text("align_corners", "False"));
  }

  private static String resized(Wording node, String mode, String corners) {
    int rank = Math.max(0, node.rank("input") - 2);
    String size = sizes(node, "size", rank, false);
    String scale = sizes(node, "scale_factor", rank, true);
    boolean isSmooth = node.flag("antialias", false);
    String kind =
        switch (mode) {
          case "nearest" -> "nearest" + rank + "d";
          case "linear" -> "linear1d";
          case "bilinear" -> "bilinear2d";
          case "bicubic" -> "bicubic2d";
          case "trilinear" -> "trilinear3d";
          case "nearest-exact" -> "nearest_exact" + rank + "d";
          case "area" -> "area";
          default -> node.unsayable("`interpolate` with `mode=\"" + mode + "\"`");
        };
    if (kind.equals("area")) {
      List<Long> shape = node.resultShape();
      return "torch.adaptive_avg_pool%dd(%s, %s)"
          .formatted(
              rank, node.text("input"), shape.subList(Math.min(2, shape.size()), shape.size()));
    }
    if (kind.startsWith("nearest")) {
      return "torch.%supsample_%s(%s, %s, %s)"
          .formatted(kind.contains("exact") ? "_" : "", kind, node.text("input"), size, scale);
    }
    return "torch.%supsample_%s%s(%s, %s, %s, %s)"
        .formatted(
            isSmooth ? "_" : "",
            kind,
            isSmooth ? "_aa" : "",
            node.text("input"),
            size,
            corners,
            scale);
  }

  private static String sizes(Wording node, String name, int rank, boolean asReals) {
    if (!node.has(name)) {
      return "None";
    }
    List<Argument> given =
        switch (node.given(name).orElse(new Argument.Nothing())) {
          case Argument.Many many -> many.elements();
          case Argument one -> Collections.nCopies(rank, one);
        };
    return given.stream()
        .map(each -> node.text(each) + (asReals && each instanceof Argument.Int ? ".0" : ""))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String pad(Wording node) {
    String value =
        node.given("value")
            .map(v -> node.text(v) + (v instanceof Argument.Int ? ".0" : ""))
            .orElse("None");
    return Spelling.template("torch.pad({input}, {[pad]}, {mode=\"constant\"}, " + value + ")")
        .of(node);
  }

  private static String gridSample(Wording node) {
    int mode =
        List.of("bilinear", "nearest", "bicubic").indexOf(node.literal("mode").orElse("bilinear"));
    int padding =
        List.of("zeros", "border", "reflection")
            .indexOf(node.literal("padding_mode").orElse("zeros"));
    return "torch.grid_sampler(%s, %s, %d, %d, %s)"
        .formatted(
            node.text("input"),
            node.text("grid"),
            mode,
            padding,
            node.text("align_corners", "False"));
  }
}
