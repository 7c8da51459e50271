package dev.tensorvet.verify;

import static dev.tensorvet.verify.GraphBuilder.shape;

import dev.tensorvet.graph.Graph;
import dev.tensorvet.graph.Value;
import dev.tensorvet.tensor.DType;
import dev.tensorvet.tensor.Dim;
import dev.tensorvet.tensor.TensorType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** Small models of the usual kinds. */
final class HandMade {

  private static final Dim B = Dim.size("B");

  private HandMade() {}

  static SequencedMap<String, Graph> all() {
    SequencedMap<String, Graph> all = new LinkedHashMap<>();
    all.put("cnn", cnn(10));
    all.put("lstm", lstm());
    all.put("transformer", transformer());
    all.put("unet", unet());
    all.put("generator", generator());
    all.put("discriminator", discriminator());
    all.put("gpt", gpt());
    return all;
  }

  /** A convolution with its normalization, a pool, and two layers. */
  static Graph cnn(int classes) {
    GraphBuilder net = new GraphBuilder("SimpleCNN");
    Value x = net.input("x", B, 3, 32, 32);
    Value w1 = net.parameter("conv1.weight", 0.19, 16, 3, 3, 3);
    Value b1 = net.parameter("conv1.bias", 0.19, 16);
    Value gamma = net.parameter("bn1.weight", 1, 16);
    Value beta = net.parameter("bn1.bias", 0.1, 16);
    Value mean = net.buffer("bn1.running_mean", 0, 16);
    Value variance = net.buffer("bn1.running_var", 1, 16);
    Value w2 = net.parameter("fc1.weight", 0.016, 64, 4096);
    Value b2 = net.parameter("fc1.bias", 0.016, 64);
    Value w3 = net.parameter("fc2.weight", 0.125, classes, 64);
    Value b3 = net.parameter("fc2.bias", 0.125, classes);
    Value pooled =
        net.in(
            "features",
            () -> {
              Value c =
                  typed(
                      net,
                      "conv2d",
                      shape(B, 16, 32, 32),
                      "input",
                      x,
                      "weight",
                      w1,
                      "bias",
                      b1,
                      "padding",
                      List.of(1, 1));
              Value n =
                  typed(
                      net,
                      "batch_norm",
                      shape(B, 16, 32, 32),
                      "input",
                      c,
                      "running_mean",
                      mean,
                      "running_var",
                      variance,
                      "weight",
                      gamma,
                      "bias",
                      beta,
                      "training",
                      true,
                      "momentum",
                      0.1,
                      "eps",
                      1e-5);
              Value r = typed(net, "relu", shape(B, 16, 32, 32), "input", n);
              return typed(net, "max_pool2d", shape(B, 16, 16, 16), "input", r, "kernel_size", 2);
            });
    Value flat = typed(net, "flatten", shape(B, 4096), "input", pooled, "start_dim", 1);
    Value h = typed(net, "linear", shape(B, 64), "input", flat, "weight", w2, "bias", b2);
    Value a = typed(net, "relu", shape(B, 64), "input", h);
    Value y = typed(net, "linear", shape(B, classes), "input", a, "weight", w3, "bias", b3);
    return net.gives(y);
  }

  static Graph lstm() {
    GraphBuilder net = new GraphBuilder("LstmClassifier");
    Value x = net.input("tokens", DType.INT64, B, 12);
    Value e = net.parameter("embedding.weight", 1, 100, 16);
    Value wi = net.parameter("lstm.weight_ih_l0", 0.2, 96, 16);
    Value wh = net.parameter("lstm.weight_hh_l0", 0.2, 96, 24);
    Value bi = net.parameter("lstm.bias_ih_l0", 0.2, 96);
    Value bh = net.parameter("lstm.bias_hh_l0", 0.2, 96);
    Value w = net.parameter("fc.weight", 0.2, 3, 24);
    Value b = net.parameter("fc.bias", 0.2, 3);
    Value v = typed(net, "embedding", shape(B, 12, 16), "input", x, "weight", e);
    Value z = typed(net, "zeros", shape(1, B, 24), "size", List.of(1, B, 24));
    List<Value> all =
        net.ops(
            "lstm",
            "input",
            v,
            "hx",
            List.of(z, z),
            "params",
            List.of(wi, wh, bi, bh),
            "has_biases",
            true,
            "num_layers",
            1,
            "dropout",
            0.0,
            "train",
            true,
            "bidirectional",
            false,
            "batch_first",
            true,
            types(shape(B, 12, 24), shape(1, B, 24), shape(1, B, 24)));
    Value last = typed(net, "index", shape(B, 24), "input", all.get(1), "index", -1);
    return net.gives(typed(net, "linear", shape(B, 3), "input", last, "weight", w, "bias", b));
  }

  static Graph transformer() {
    GraphBuilder net = new GraphBuilder("Block");
    Value x = net.input("x", B, 10, 32);
    return net.gives(block(net, x, "block", 10, false));
  }

  private static Value block(GraphBuilder net, Value x, String path, int length, boolean causal) {
    Value g1 = net.parameter(path + ".norm1.weight", 1, 32);
    Value qkvWeight = net.parameter(path + ".qkv.weight", 0.18, 96, 32);
    Value qkvBias = net.parameter(path + ".qkv.bias", 0.18, 96);
    Value outWeight = net.parameter(path + ".out.weight", 0.18, 32, 32);
    Value g2 = net.parameter(path + ".norm2.weight", 1, 32);
    Value up = net.parameter(path + ".up.weight", 0.18, 128, 32);
    Value down = net.parameter(path + ".down.weight", 0.09, 32, 128);
    return net.in(
        path,
        () -> {
          Value n =
              typed(
                  net,
                  "layer_norm",
                  shape(B, length, 32),
                  "input",
                  x,
                  "normalized_shape",
                  List.of(32),
                  "weight",
                  g1);
          Value qkv =
              typed(
                  net,
                  "linear",
                  shape(B, length, 96),
                  "input",
                  n,
                  "weight",
                  qkvWeight,
                  "bias",
                  qkvBias);
          List<Value> parts =
              net.ops(
                  "chunk",
                  "input",
                  qkv,
                  "chunks",
                  3,
                  "dim",
                  -1,
                  types(shape(B, length, 32), shape(B, length, 32), shape(B, length, 32)));
          List<Value> heads =
              parts.stream()
                  .map(
                      p ->
                          typed(
                              net,
                              "transpose",
                              shape(B, 4, length, 8),
                              "input",
                              typed(
                                  net,
                                  "view",
                                  shape(B, length, 4, 8),
                                  "input",
                                  p,
                                  "size",
                                  List.of(B, length, 4, 8)),
                              "dim0",
                              1,
                              "dim1",
                              2))
                  .toList();
          Value attended =
              typed(
                  net,
                  "scaled_dot_product_attention",
                  shape(B, 4, length, 8),
                  "query",
                  heads.get(0),
                  "key",
                  heads.get(1),
                  "value",
                  heads.get(2),
                  "is_causal",
                  causal);
          Value merged =
              typed(
                  net,
                  "reshape",
                  shape(B, length, 32),
                  "input",
                  typed(
                      net,
                      "transpose",
                      shape(B, length, 4, 8),
                      "input",
                      attended,
                      "dim0",
                      1,
                      "dim1",
                      2),
                  "shape",
                  List.of(B, length, 32));
          Value out =
              typed(net, "linear", shape(B, length, 32), "input", merged, "weight", outWeight);
          Value sum = typed(net, "add", shape(B, length, 32), "input", x, "other", out);
          Value m =
              typed(
                  net,
                  "layer_norm",
                  shape(B, length, 32),
                  "input",
                  sum,
                  "normalized_shape",
                  List.of(32),
                  "weight",
                  g2);
          Value wide =
              typed(
                  net,
                  "gelu",
                  shape(B, length, 128),
                  "input",
                  typed(net, "linear", shape(B, length, 128), "input", m, "weight", up));
          Value narrow = typed(net, "linear", shape(B, length, 32), "input", wide, "weight", down);
          return typed(net, "add", shape(B, length, 32), "input", sum, "other", narrow);
        });
  }

  static Graph unet() {
    GraphBuilder net = new GraphBuilder("UNet");
    Value x = net.input("x", B, 1, 32, 32);
    Value w1 = net.parameter("down.weight", 0.3, 8, 1, 3, 3);
    Value w2 = net.parameter("bottom.weight", 0.12, 16, 8, 3, 3);
    Value w3 = net.parameter("up.weight", 0.12, 16, 8, 2, 2);
    Value w4 = net.parameter("join.weight", 0.08, 8, 16, 3, 3);
    Value w5 = net.parameter("head.weight", 0.3, 2, 8, 1, 1);
    Value d =
        typed(
            net,
            "relu",
            shape(B, 8, 32, 32),
            "input",
            typed(net, "conv2d", shape(B, 8, 32, 32), "input", x, "weight", w1, "padding", 1));
    Value p = typed(net, "max_pool2d", shape(B, 8, 16, 16), "input", d, "kernel_size", 2);
    Value c =
        typed(
            net,
            "relu",
            shape(B, 16, 16, 16),
            "input",
            typed(net, "conv2d", shape(B, 16, 16, 16), "input", p, "weight", w2, "padding", 1));
    Value u =
        typed(net, "conv_transpose2d", shape(B, 8, 32, 32), "input", c, "weight", w3, "stride", 2);
    Value j = typed(net, "cat", shape(B, 16, 32, 32), "tensors", List.of(d, u), "dim", 1);
    Value k =
        typed(
            net,
            "relu",
            shape(B, 8, 32, 32),
            "input",
            typed(net, "conv2d", shape(B, 8, 32, 32), "input", j, "weight", w4, "padding", 1));
    Value h = typed(net, "conv2d", shape(B, 2, 32, 32), "input", k, "weight", w5);
    return net.gives(
        typed(
            net,
            "interpolate",
            shape(B, 2, 64, 64),
            "input",
            h,
            "scale_factor",
            2,
            "mode",
            "bilinear",
            "align_corners",
            true));
  }

  static Graph generator() {
    GraphBuilder net = new GraphBuilder("Generator");
    Value z = net.input("z", B, 16);
    Value w1 = net.parameter("fc.weight", 0.25, 256, 16);
    Value w2 = net.parameter("up.weight", 0.1, 16, 1, 4, 4);
    Value h =
        typed(
            net,
            "leaky_relu",
            shape(B, 256),
            "input",
            typed(net, "linear", shape(B, 256), "input", z, "weight", w1),
            "negative_slope",
            0.2);
    Value map = typed(net, "view", shape(B, 16, 4, 4), "input", h, "size", List.of(-1, 16, 4, 4));
    Value up =
        typed(
            net,
            "conv_transpose2d",
            shape(B, 1, 8, 8),
            "input",
            map,
            "weight",
            w2,
            "stride",
            2,
            "padding",
            1);
    return net.gives(typed(net, "tanh", shape(B, 1, 8, 8), "input", up));
  }

  static Graph discriminator() {
    GraphBuilder net = new GraphBuilder("Discriminator");
    Value x = net.input("x", B, 1, 8, 8);
    Value w1 = net.parameter("conv.weight", 0.25, 8, 1, 4, 4);
    Value w2 = net.parameter("fc.weight", 0.08, 1, 128);
    Value c =
        typed(
            net,
            "leaky_relu",
            shape(B, 8, 4, 4),
            "input",
            typed(
                net,
                "conv2d",
                shape(B, 8, 4, 4),
                "input",
                x,
                "weight",
                w1,
                "stride",
                2,
                "padding",
                1),
            "negative_slope",
            0.2);
    Value f = typed(net, "flatten", shape(B, 128), "input", c, "start_dim", 1);
    Value y = typed(net, "linear", shape(B, 1), "input", f, "weight", w2);
    return net.gives(typed(net, "sigmoid", shape(B, 1), "input", y));
  }

  static Graph gpt() {
    GraphBuilder net = new GraphBuilder("GPT");
    Value ids = net.input("idx", DType.INT64, B, 16);
    Value tokens = net.parameter("wte.weight", 0.1, 64, 32);
    Value positions = net.parameter("wpe.weight", 0.1, 16, 32);
    Value t = typed(net, "embedding", shape(B, 16, 32), "input", ids, "weight", tokens);
    Value at =
        net.op(
            "arange",
            "start",
            0,
            "end",
            16,
            new GraphBuilder.Typed(List.of(TensorType.of(shape(16), DType.INT64))));
    Value p = typed(net, "embedding", shape(16, 32), "input", at, "weight", positions);
    Value x = typed(net, "add", shape(B, 16, 32), "input", t, "other", p);
    for (int layer = 0; layer < 2; layer++) {
      x = block(net, x, "h." + layer, 16, true);
    }
    // The head shares its weight with the embedding.
    return net.gives(typed(net, "linear", shape(B, 16, 64), "input", x, "weight", tokens));
  }

  private static GraphBuilder.Typed types(dev.tensorvet.tensor.Shape... shapes) {
    return new GraphBuilder.Typed(List.of(shapes).stream().map(TensorType::ofFloat).toList());
  }

  /** An operation with one result of a shape that is said. */
  static Value typed(
      GraphBuilder net, String op, dev.tensorvet.tensor.Shape shape, Object... arguments) {
    Object[] all = new Object[arguments.length + 1];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = types(shape);
    return net.op(op, all);
  }

  static Recipe recipe(long batch, Recipe.Hardware device) {
    return new Recipe(Map.of("B", Dim.of(batch)), Recipe.Loss.DISTANCE, device);
  }
}
