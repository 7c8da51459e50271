package dev.tensorvet.verify;

import dev.tensorvet.graph.Argument;
import dev.tensorvet.graph.GraphNode;
import dev.tensorvet.ops.OpCall;
import dev.tensorvet.ops.OpResult;
import dev.tensorvet.ops.Ops;
import dev.tensorvet.ops.Signature.Parameter;
import dev.tensorvet.tensor.DType;
import dev.tensorvet.tensor.TensorType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How operations are said in TorchScript. Most are libtorch's own, called by the same name with the
 * same parameters; here stand the others.
 */
final class Spellings {

  private final Map<String, Spelling> byOp = new HashMap<>();
  private final Ops ops = Ops.all();

  Spellings() {
    addOperators();
    addActivations();
    addNormalizations();
    addViews();
    addConversions();
    addCreation();
    addReductions();
    addLosses();
    addRecurrent();
    addSets();
    Windows.addTo(byOp);
    Einops.addTo(byOp);
  }

  /** The expression for a node. */
  String spell(Wording node) {
    String op = node.node().op();
    boolean isInPlace = node.flag("inplace", false);
    Spelling special = byOp.get(op);
    if (special != null) {
      String text = special.of(node);
      return isInPlace ? "torch.copy_(" + node.text("input") + ", " + text + ")" : text;
    }
    return node.call(isInPlace ? op + "_" : op, positional(op));
  }

  /** Whether what it gives is to be taken apart, also where that is one tensor. */
  boolean givesMany(GraphNode node) {
    return ops.find(node.op())
        .map(found -> found.infer(new OpCall(node.arguments())))
        .filter(result -> result instanceof OpResult.Inferred)
        .map(result -> ((OpResult.Inferred) result).form() != OpResult.Form.ONE)
        .orElse(false);
  }

  /** In place or not, an operation has the parameters of its namesake. */
  private List<String> positional(String op) {
    String base = op.endsWith("_") ? op.substring(0, op.length() - 1) : op;
    return ops.find(op)
        .or(() -> ops.find(base))
        .map(
            found ->
                found.signature().parameters().stream()
                    .filter(Parameter::isPositional)
                    .map(Parameter::name)
                    .toList())
        .orElse(List.of("input"));
  }

  private void add(String op, String pattern) {
    byOp.put(op, Spelling.template(pattern));
  }

  private void add(String op, Spelling spelling) {
    byOp.put(op, spelling);
  }

  // --- operators; they take numbers on either side

  private void addOperators() {
    Map<String, String> symbols =
        Map.ofEntries(
            Map.entry("add", "+"),
            Map.entry("sub", "-"),
            Map.entry("mul", "*"),
            Map.entry("div", "/"),
            Map.entry("pow", "**"),
            Map.entry("floor_divide", "//"),
            Map.entry("remainder", "%"),
            Map.entry("eq", "=="),
            Map.entry("ne", "!="),
            Map.entry("lt", "<"),
            Map.entry("le", "<="),
            Map.entry("gt", ">"),
            Map.entry("ge", ">="),
            Map.entry("bitwise_and", "&"),
            Map.entry("bitwise_or", "|"),
            Map.entry("bitwise_xor", "^"));
    symbols.forEach((op, symbol) -> add(op, node -> operator(node, op, symbol)));
    add("bitwise_not", "torch.bitwise_not({input})");
    add("index", Spellings::index);
    add("where", Spellings::where);
    add("einsum", "torch.einsum({equation}, {[operands]})");
    add("tensordot", Spellings::tensordot);
    add("clamp", "torch.clamp({input}, {min=None}, {max=None})");
  }

  private static String operator(Wording node, String op, String symbol) {
    boolean isPlain =
        node.node().arguments().keySet().stream()
            .allMatch(
                name -> name.equals("input") || name.equals("other") || name.equals("exponent"));
    Optional<Argument> left = node.given("input");
    boolean isNumberFirst = left.isPresent() && !(left.get() instanceof Argument.Tensor);
    String right = op.equals("pow") && node.has("exponent") ? "exponent" : "other";
    if (isPlain && (isNumberFirst || node.node().arguments().size() == 2)) {
      return node.text("input") + " " + symbol + " " + node.text(right);
    }
    return node.call(op, List.of("input", right));
  }

  private static String index(Wording node) {
    return node.text("input") + "[" + within(node) + "]";
  }

  /** What stands between the brackets of an index. */
  static String within(Wording node) {
    List<Argument> parts =
        switch (node.given("index").orElse(new Argument.Nothing())) {
          case Argument.Many many -> many.elements();
          case Argument one -> List.of(one);
        };
    return parts.stream()
        .map(
            part ->
                part instanceof Argument.Many many
                    ? "torch.tensor(" + node.text(many) + node.device() + ")"
                    : node.text(part))
        .collect(Collectors.joining(", "));
  }

  private static String where(Wording node) {
    return "torch.where("
        + node.node().arguments().values().stream()
            .map(node::text)
            .collect(Collectors.joining(", "))
        + ")";
  }

  /** A number of dimensions stands for the last of one and the first of the other. */
  private static String tensordot(Wording node) {
    String left = node.has("a") ? "a" : "input";
    String right = node.has("b") ? "b" : "other";
    Optional<Argument> dims = node.given("dims");
    if (dims.isPresent()
        && dims.get() instanceof Argument.Many both
        && both.elements().size() == 2) {
      return "torch.tensordot(%s, %s, %s, %s)"
          .formatted(
              node.text(left),
              node.text(right),
              node.text(both.elements().getFirst()),
              node.text(both.elements().getLast()));
    }
    int count = dims.isEmpty() ? 2 : node.integers("dims").getFirst().intValue();
    int rank = node.rank(left);
    return "torch.tensordot(%s, %s, %s, %s)"
        .formatted(
            node.text(left),
            node.text(right),
            IntStream.range(rank - count, rank).boxed().toList(),
            IntStream.range(0, count).boxed().toList());
  }

  // --- activations

  private void addActivations() {
    String random = "({input}, {p=0.5}, {training|train=True})";
    add("dropout", "torch.dropout" + random);
    for (String op : List.of("dropout1d", "dropout2d", "dropout3d")) {
      add(op, "torch.feature_dropout" + random);
    }
    String seldom = "({input}, {p=0.5}, {training|train=False})";
    add("alpha_dropout", "torch.alpha_dropout" + seldom);
    add("feature_dropout", "torch.feature_dropout" + seldom);
    add("feature_alpha_dropout", "torch.feature_alpha_dropout" + seldom);
    add("logsigmoid", "torch.log_sigmoid({input})");
    add("softsign", "{input} / (torch.abs({input}) + 1)");
    add("tanhshrink", "{input} - torch.tanh({input})");
    add("softmin", softmax("torch.softmax", "torch.neg({input})"));
    add("softmax", softmax("torch.softmax", "{input}"));
    add("log_softmax", softmax("torch.log_softmax", "{input}"));
    add("gumbel_softmax", "__torch__.gumbel({input}, float({tau=1}), {hard=False}, {dim=-1})");
    add("expit", "torch.sigmoid({input})");
    add("rrelu", "torch.rrelu({input}, {lower=0.125}, {upper=0.333}, {training=False})");
    add("scaled_dot_product_attention", Spellings::attention);
    add(
        "normalize",
        "{input} / torch.clamp_min(torch.norm({input}, {p=2.0}, {[dim]=[1]}, True), {eps=1e-12})");
  }

  /** Where no dimension is given, old code has it chosen by the rank. */
  private static Spelling softmax(String function, String input) {
    Spelling given = Spelling.template(function + "(" + input + ", {dim}, {dtype=None})");
    Spelling chosen =
        Spelling.template(function + "(" + input + ", __torch__.classes({input}), {dtype=None})");
    return node -> (node.has("dim") ? given : chosen).of(node);
  }

  /** The flag for grouped heads is younger than the libtorch that this must run on. */
  private static String attention(Wording node) {
    boolean isGrouped = node.flag("enable_gqa", false);
    String key = isGrouped ? "__torch__.spread({query}, {key})" : "{key}";
    String value = isGrouped ? "__torch__.spread({query}, {value})" : "{value}";
    return Spelling.template(
            "torch.scaled_dot_product_attention({query}, %s, %s, {attn_mask=None}, {dropout_p=0.0}, {is_causal=False}, scale={scale=None})"
                .formatted(key, value))
        .of(node);
  }

  // --- normalizations

  private void addNormalizations() {
    add(
        "batch_norm",
        "torch.batch_norm(__torch__.several({input}, 1, {training=False}), {weight=None},"
            + " {bias=None}, {running_mean=None}, {running_var=None}, {training=False},"
            + " {momentum=0.1}, {eps=1e-05}, False)");
    add(
        "instance_norm",
        "torch.instance_norm(__torch__.several({input}, 2, {use_input_stats=True}), {weight=None},"
            + " {bias=None}, {running_mean=None}, {running_var=None}, {use_input_stats=True},"
            + " {momentum=0.1}, {eps=1e-05}, False)");
    add(
        "layer_norm",
        "torch.layer_norm({input}, {[normalized_shape]}, {weight=None}, {bias=None}, {eps=1e-05},"
            + " False)");
    add(
        "group_norm",
        "torch.group_norm(__torch__.grouped({input}, {num_groups}), {num_groups}, {weight=None},"
            + " {bias=None}, {eps=1e-05}, False)");
    add("rms_norm", Spellings::rmsNorm);
    add(
        "local_response_norm",
        "__torch__.across({input}, {size}, {alpha=0.0001}, {beta=0.75}, float({k=1.0}))");
    add("embedding_bag", Spellings::bag);
    add(
        "embedding",
        "torch.embedding({weight}, {input}, {padding_idx=-1}, {scale_grad_by_freq=False})");
  }

  /** Without offsets, each row of indices is a bag. */
  private static String bag(Wording node) {
    String rows = node.has("offsets") ? "{input}" : "torch.flatten({input})";
    String offsets =
        node.has("offsets")
            ? "{offsets}"
            : "torch.arange(0, {input}.numel(), {input}.size(1)" + node.device() + ")";
    int mode = List.of("sum", "mean", "max").indexOf(node.literal("mode").orElse("mean"));
    return Spelling.template(
            ("torch.embedding_bag({weight}, %s, %s, {scale_grad_by_freq=False}, %d, False,"
                    + " {per_sample_weights=None}, {include_last_offset=False},"
                    + " {padding_idx=None})[0]")
                .formatted(rows, offsets, mode))
        .of(node);
  }

  private static String rmsNorm(Wording node) {
    int rank = Math.max(1, node.integers("normalized_shape").size());
    List<Integer> dims = IntStream.rangeClosed(-rank, -1).boxed().toList();
    String normed =
        Spelling.template(
                "{input} * torch.rsqrt(torch.mean({input} * {input}, "
                    + dims
                    + ", True) + {eps=1.1920928955078125e-07})")
            .of(node);
    return "torch.to(%s%s, %s)"
        .formatted(
            normed, node.has("weight") ? " * " + node.text("weight") : "", node.text("input"));
  }

  // --- views

  private void addViews() {
    add("split", "torch.split({input|tensor}, {split_size|split_size_or_sections}, {dim=0})");
    add("pad_sequence", Spellings::padSequence);
    add("expand_as", "torch.expand_as({input}, {other})");
    add("meshgrid", Spellings::meshgrid);
    add("T", "torch.numpy_T({input})");
    add("mT", "torch.mT({input})");
    add("H", "torch.matrix_H({input})");
    add("repeat", node -> spread("torch.repeat", node));
    add("permute", node -> spread("torch.permute", node));
    add("expand", node -> spread("torch.expand", node));
    add("reshape", node -> spread("torch.reshape", node));
    add("flip", node -> spread("torch.flip", node));
    add("tile", node -> spread("torch.tile", node));
    add("view", Spellings::view);
    add("unflatten", "torch.unflatten({input}, {dim}, {[sizes]})");
    add(
        "tensor_split",
        "torch.tensor_split({input}, {indices_or_sections|sections|indices}, {dim=0})");
    add("index_add", "torch.index_add({input}, {dim}, {index}, {source}, alpha={alpha=1})");
    for (String op : List.of("hsplit", "vsplit", "dsplit")) {
      add(op, "torch." + op + "({input}, {indices_or_sections|sections|indices})");
    }
    for (String op : List.of("atleast_1d", "atleast_2d", "atleast_3d")) {
      add(op, node -> atLeast(op, node));
    }
    add("index_put", "torch.index_put({input}, {[index]}, {value}, {accumulate=False})");
    add("setitem_", Spellings::index);
  }

  private static String view(Wording node) {
    Optional<String> type = type(node);
    return type.isPresent()
        ? "torch.view_copy(" + node.text("input") + ", dtype=" + type.get() + ")"
        : spread("torch.view", node);
  }

  /** Of one tensor it gives that, and of several each. */
  private static String atLeast(String op, Wording node) {
    Argument given = second(node, 0);
    boolean isOne = node.node().results().size() == 1 && given instanceof Argument.Many;
    return "torch.%s(%s)%s".formatted(op, node.text(given), isOne ? "[0]" : "");
  }

  /** The side is younger than the libtorch that this must run on. */
  private static String padSequence(Wording node) {
    return node.literal("padding_side").filter("left"::equals).isPresent()
        ? node.unsayable("`pad_sequence` with `padding_side=\"left\"`")
        : Spelling.template(
                "torch.pad_sequence({sequences}, {batch_first=False}, {padding_value=0.0})")
            .of(node);
  }

  private static String meshgrid(Wording node) {
    return "torch.meshgrid(%s, indexing=%s)"
        .formatted(node.text(second(node, 0)), node.text("indexing", "\"ij\""));
  }

  /** A call whose second argument is a list, whatever its parameter is called. */
  private static String spread(String function, Wording node) {
    Argument list = second(node, 1);
    return "%s(%s, %s)"
        .formatted(
            function,
            node.text("input"),
            list instanceof Argument.Many ? node.text(list) : "[" + node.text(list) + "]");
  }

  private static Argument second(Wording node, int place) {
    return node.node().arguments().values().stream()
        .skip(place)
        .findFirst()
        .orElse(new Argument.Unknown());
  }

  // --- types

  private void addConversions() {
    Map<String, DType> casts =
        Map.ofEntries(
            Map.entry("float", DType.FLOAT32),
            Map.entry("double", DType.FLOAT64),
            Map.entry("half", DType.FLOAT16),
            Map.entry("bfloat16", DType.BFLOAT16),
            Map.entry("int", DType.INT32),
            Map.entry("long", DType.INT64),
            Map.entry("short", DType.INT16),
            Map.entry("char", DType.INT8),
            Map.entry("byte", DType.UINT8),
            Map.entry("cfloat", DType.COMPLEX64),
            Map.entry("cdouble", DType.COMPLEX128),
            Map.entry("bool", DType.BOOL));
    casts.forEach(
        (op, type) ->
            add(
                op,
                node -> "torch.to(%s, %d)".formatted(node.text("input"), Wording.number(type))));
    for (String op : List.of("cpu", "cuda", "requires_grad_", "pin_memory", "share_memory_")) {
      add(op, "{input}");
    }
    add("to", Spellings::to);
    add("type", Spellings::to);
    add("type_as", "torch.type_as({input}, {other})");
    add("contiguous", "torch.contiguous({input})");
    add("clone", "torch.clone({input})");
  }

  private static String to(Wording node) {
    Optional<String> type = type(node);
    if (type.isPresent()) {
      return "torch.to(" + node.text("input") + ", " + type.get() + ")";
    }
    return node.node().arguments().values().stream()
        .skip(1)
        .filter(a -> a instanceof Argument.Tensor)
        .findFirst()
        .map(other -> "torch.to(" + node.text("input") + ", " + node.text(other) + ")")
        .orElseGet(() -> node.text("input"));
  }

  private static Optional<String> type(Wording node) {
    return node.node().arguments().values().stream()
        .flatMap(a -> a instanceof Argument.Many many ? many.elements().stream() : Stream.of(a))
        .filter(a -> a instanceof Argument.Type)
        .map(node::text)
        .findFirst();
  }

  // --- new tensors

  private void addCreation() {
    for (String op : List.of("zeros", "ones", "empty", "rand", "randn")) {
      add(op, node -> "torch." + op + "(" + node.list("size") + made(node));
    }
    add(
        "full",
        node -> "torch.full(" + node.list("size") + ", " + node.text("fill_value") + made(node));
    add("eye", node -> made("eye", node, "n", "m"));
    add("arange", node -> made("arange", node, "start", "end", "step"));
    add("linspace", node -> made("linspace", node, "start", "end", "steps"));
    add("randperm", node -> made("randperm", node, "n"));
    add(
        "randint",
        node ->
            "torch.randint("
                + (node.has("low") ? node.text("low") + ", " : "")
                + node.text("high")
                + ", "
                + node.list("size")
                + made(node));
    for (String op : List.of("tensor", "as_tensor", "scalar_tensor")) {
      add(op, Spellings::tensor);
    }
    add("asarray", Spellings::to);
    add("new", "torch.new_empty({input}, {[size]})");
    add("new_tensor", node -> "torch.tensor(" + node.text("data") + made(node));
    for (String op : List.of("new_zeros", "new_ones", "new_empty")) {
      add(op, Spelling.template("torch." + op + "({input}, {[size]}, dtype={dtype=None})"));
    }
    add("new_full", "torch.new_full({input}, {[size]}, {fill_value}, dtype={dtype=None})");
    add("uniform_", node -> inPlace("uniform_", node));
    add("normal_", node -> inPlace("normal_", node));
    add("trunc_normal_", Spellings::truncated);
    add("from_numpy", "{input}");
  }

  /** Where only the shape of a table is known, any numbers stand for it. */
  private static String tensor(Wording node) {
    Argument data = second(node, 0);
    TensorType type = node.node().results().getFirst().type();
    if (!(data instanceof Argument.Unknown) || !type.shape().isComplete()) {
      return "torch.tensor(" + node.text(data) + made(node);
    }
    return type.dtype().isFloating()
        ? "torch.rand(" + node.resultShape() + made(node)
        : "torch.zeros(%s, dtype=%d%s)"
            .formatted(node.resultShape(), Wording.number(type.dtype()), node.device());
  }

  /** Both take two numbers that libtorch wants with a point; one has a name that is a keyword. */
  private static String inPlace(String op, Wording node) {
    List<String> words = new ArrayList<>();
    for (Argument each : node.node().arguments().values()) {
      if (each instanceof Argument.Unknown
          || (each instanceof Argument.Real real && Double.isNaN(real.value()))) {
        // A spread that follows from unknown numbers of a constructor: any small one will do.
        words.add(words.size() == 1 ? (op.equals("normal_") ? "0.0" : "-0.1") : "0.1");
      } else if (!(each instanceof Argument.Nothing)) {
        words.add(node.text(each) + (each instanceof Argument.Int ? ".0" : ""));
      }
    }
    return "torch." + op + "(" + String.join(", ", words) + ")";
  }

  /** Evenly drawn numbers become normal ones between bounds, as the library makes them. */
  private static String truncated(Wording node) {
    double mean = node.number("mean", 0);
    double deviation = node.number("std", 1);
    double low = node.number("a", -2);
    double high = node.number("b", 2);
    String even =
        "torch.uniform_(torch.empty_like(%s), __torch__.share(%s), __torch__.share(%s))"
            .formatted(
                node.text("input"),
                Wording.real((low - mean) / deviation),
                Wording.real((high - mean) / deviation));
    return "torch.copy_(%s, torch.clamp(torch.erfinv(%s) * %s + %s, %s, %s))"
        .formatted(
            node.text("input"),
            even,
            Wording.real(deviation * Math.sqrt(2)),
            Wording.real(mean),
            Wording.real(low),
            Wording.real(high));
  }

  private static String made(String op, Wording node, String... names) {
    List<String> words = new ArrayList<>();
    for (String name : names) {
      if (node.has(name)) {
        words.add(node.text(name));
      }
    }
    return "torch." + op + "(" + String.join(", ", words) + made(node);
  }

  /** The end of a call that makes a tensor. */
  private static String made(Wording node) {
    return (node.has("dtype") ? ", dtype=" + node.text("dtype") : "") + node.device() + ")";
  }

  // --- reductions

  private void addReductions() {
    add("norm", Spellings::norm);
    for (String op : List.of("std", "var", "std_mean", "var_mean")) {
      add(op, node -> deviation(op, node));
    }
    add("cosine_similarity", "torch.cosine_similarity({x1}, {x2}, {dim=1}, {eps=1e-08})");
  }

  private static String deviation(String op, Wording node) {
    boolean isBiased = !node.flag("unbiased", true);
    String correction = node.text("correction", isBiased ? "0" : "1");
    return "torch.%s(%s, %s, correction=%s, keepdim=%s)"
        .formatted(
            op,
            node.text("input"),
            node.has("dim") ? node.list("dim") : "None",
            correction,
            node.text("keepdim", "False"));
  }

  private static String norm(Wording node) {
    Optional<String> kind = node.literal("p");
    if (kind.isPresent() && !kind.get().equals("fro")) {
      return node.unsayable("`norm` of kind `" + kind.get() + "`");
    }
    String p = kind.isPresent() ? "2.0" : node.text("p", "2.0");
    return node.has("dim")
        ? "torch.norm(%s, %s, %s, %s)"
            .formatted(node.text("input"), p, node.list("dim"), node.text("keepdim", "False"))
        : "torch.norm(%s, %s)".formatted(node.text("input"), p);
  }

  // --- losses

  private void addLosses() {
    add(
        "cross_entropy",
        "torch.cross_entropy_loss({input}, {target}, {weight=None}, {reduction=1},"
            + " {ignore_index=-100}, {label_smoothing=0.0})");
    add(
        "nll_loss",
        "torch.nll_loss_nd({input}, {target}, {weight=None}, {reduction=1}, {ignore_index=-100})");
    add("mse_loss", "torch.mse_loss({input}, {target}, {reduction=1})");
    add("l1_loss", "torch.l1_loss({input}, {target}, {reduction=1})");
    add("smooth_l1_loss", "torch.smooth_l1_loss({input}, {target}, {reduction=1}, {beta=1.0})");
    add("huber_loss", "torch.huber_loss({input}, {target}, {reduction=1}, {delta=1.0})");
    add(
        "binary_cross_entropy",
        "torch.binary_cross_entropy({input}, {target}, {weight=None}, {reduction=1})");
    add(
        "binary_cross_entropy_with_logits",
        "torch.binary_cross_entropy_with_logits({input}, {target}, {weight=None},"
            + " {pos_weight=None}, {reduction=1})");
    add("kl_div", Spellings::divergence);
    add(
        "gaussian_nll_loss",
        "__torch__.gaussian({input}, {target}, {var}, {full=False}, {eps=1e-06}, {reduction=1})");
    add(
        "multilabel_soft_margin_loss",
        "__torch__.reduced(torch.mean(torch.binary_cross_entropy_with_logits({input}, {target},"
            + " {weight=None}, None, 0), [-1]), {reduction=1})");
    add(
        "ctc_loss",
        "torch.ctc_loss({log_probs}, {targets}, {input_lengths}, {target_lengths}, {blank=0},"
            + " {reduction=1}, {zero_infinity=False})");
  }

  private static String divergence(Wording node) {
    boolean isPerBatch = node.literal("reduction").orElse("").equals("batchmean");
    String call =
        "torch.kl_div(%s, %s, %s, log_target=%s)"
            .formatted(
                node.text("input"),
                node.text("target"),
                isPerBatch ? "2" : node.text("reduction", "1"),
                node.text("log_target", "False"));
    return isPerBatch ? call + " / " + node.text("input") + ".size(0)" : call;
  }

  // --- recurrent

  private void addRecurrent() {
    for (String op : List.of("lstm", "gru", "rnn_tanh", "rnn_relu")) {
      add(op, node -> recurrent(op, node));
    }
    add(
        "_pack_padded_sequence",
        "torch._pack_padded_sequence({input}, torch.cpu({lengths}), {batch_first=False})");
    add(
        "_pad_packed_sequence",
        "torch._pad_packed_sequence({data}, torch.cpu({batch_sizes}), {batch_first=False},"
            + " {padding_value=0.0}, {total_length=-1})");
    for (String op : List.of("lstm_cell", "gru_cell", "rnn_tanh_cell", "rnn_relu_cell")) {
      add(op, node -> cell(op, node));
    }
  }

  /** One sample goes through as a batch of one. */
  private static String cell(String op, Wording node) {
    boolean isAlone = node.rank("input") == 1;
    boolean hasMemory = op.equals("lstm_cell");
    String input = isAlone ? "torch.unsqueeze({input}, 0)" : "{input}";
    String state =
        !isAlone
            ? "{hx}"
            : hasMemory ? "[torch.unsqueeze(h, 0) for h in {hx}]" : "torch.unsqueeze({hx}, 0)";
    String call =
        "torch.%s(%s, %s, {w_ih}, {w_hh}, {b_ih=None}, {b_hh=None})".formatted(op, input, state);
    String alone = hasMemory ? "__torch__.both(" + call + ")" : "torch.squeeze(" + call + ", 0)";
    return Spelling.template(isAlone ? alone : call).of(node);
  }

  private static String recurrent(String op, Wording node) {
    if (node.has("batch_sizes")) {
      return Spelling.template(
              "torch."
                  + op
                  + "({input}, {batch_sizes}, {hx}, {params}, {has_biases}, {num_layers},"
                  + " {dropout=0.0}, {train=False}, {bidirectional=False})")
          .of(node);
    }
    String rest =
        ", {params}, {has_biases}, {num_layers}, {dropout=0.0}, {train=False},"
            + " {bidirectional=False}, {batch_first=False})";
    if (node.rank("input") > 2) {
      return Spelling.template("torch." + op + "({input}, {hx}" + rest).of(node);
    }
    // A sequence alone goes through as a batch of one.
    String axis = node.flag("batch_first", false) ? "0" : "1";
    boolean hasMemory = op.equals("lstm");
    String state = hasMemory ? "[torch.unsqueeze(h, 1) for h in {hx}]" : "torch.unsqueeze({hx}, 1)";
    String call = "torch.%s(torch.unsqueeze({input}, %s), %s%s".formatted(op, axis, state, rest);
    return Spelling.template(
            "__torch__.%s(%s, %s)".formatted(hasMemory ? "alone3" : "alone2", call, axis))
        .of(node);
  }

  // --- what counts

  private void addSets() {
    add(
        "nonzero",
        node ->
            "torch.%s(%s)"
                .formatted(
                    node.flag("as_tuple", false) ? "nonzero_numpy" : "nonzero",
                    node.text("input")));
    add("unique", Spellings::unique);
    add(
        "searchsorted",
        "torch.searchsorted({sorted_sequence}, {input}, out_int32={out_int32=False},"
            + " right={right=False}, side={side=None}, sorter={sorter=None})");
    add(
        "stft",
        "torch.stft({input}, {n_fft}, {hop_length=None}, {win_length=None}, {window=None},"
            + " {center=True}, {pad_mode=\"reflect\"}, {normalized=False}, {onesided=None},"
            + " {return_complex=None})");
  }

  /** What is asked for comes first, and the rest is not. */
  private static String unique(Wording node) {
    boolean hasInverse = node.flag("return_inverse", false);
    boolean hasCounts = node.flag("return_counts", false);
    String call =
        Spelling.template(
                node.has("dim")
                    ? "torch.unique_dim({input}, {dim}, {sorted=True}, {return_inverse=False},"
                        + " {return_counts=False})"
                    : "torch._unique2({input}, {sorted=True}, {return_inverse=False},"
                        + " {return_counts=False})")
            .of(node);
    if (node.node().results().size() == 1) {
      return call + "[0]";
    }
    return hasCounts && !hasInverse ? "__torch__.ends(" + call + ")" : call;
  }

  /** Whether a node says nothing but that its result is its first argument, changed. */
  static boolean isInPlace(GraphNode node) {
    return node.op().endsWith("_")
        || node.argument("inplace").filter(a -> a.equals(new Argument.Flag(true))).isPresent();
  }
}
