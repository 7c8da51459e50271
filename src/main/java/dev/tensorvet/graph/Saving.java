package dev.tensorvet.graph;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What an operation saves for its backward pass, and in what kind of numbers it runs under
 * autocast. The first is what PyTorch's table of derivatives ({@code
 * tools/autograd/derivatives.yaml}) refers to, the second its <a
 * href="https://docs.pytorch.org/docs/stable/amp.html#cuda-op-specific-behavior">list for CUDA</a>.
 */
enum Saving {
  NOTHING,
  /** Its first argument. */
  INPUT,
  RESULT,
  INPUT_AND_RESULT,
  /** Each factor whose fellow asks for a gradient. */
  FACTORS,
  /** One byte for each element of the result. */
  MASK,
  /** Eight bytes for each element of the result. */
  INDICES,
  INPUT_AND_INDICES,
  /** The arguments that choose: indices and masks. */
  CHOICE,
  /** All tensors that it is given, and its result. */
  ALL,
  /** The inner states of a recurrent layer. */
  GATES;

  private static final Map<String, Saving> BY_OP = table();

  private static Map<String, Saving> table() {
    Map<String, Saving> table = new HashMap<>();
    put(
        table,
        FACTORS,
        "linear bilinear matmul mm bmm mv dot outer addmm addmv baddbmm addbmm tensordot einsum"
            + " chain_matmul einops_einsum mul multiply div divide true_divide addcmul"
            + " conv1d conv2d conv3d conv_transpose1d conv_transpose2d conv_transpose3d");
    put(
        table,
        RESULT,
        "relu sigmoid tanh exp sqrt rsqrt softmax log_softmax softmin reciprocal expm1"
            + " gumbel_softmax");
    put(
        table,
        INPUT,
        "gelu silu mish elu selu celu leaky_relu hardtanh relu6 hardsigmoid hardswish softplus"
            + " logsigmoid softsign tanhshrink softshrink hardshrink threshold prelu rrelu glu log"
            + " log2 log10 log1p abs square pow sin cos tan erf clamp clip batch_norm layer_norm"
            + " group_norm instance_norm rms_norm local_response_norm normalize std var"
            + " avg_pool1d avg_pool2d avg_pool3d adaptive_avg_pool1d adaptive_avg_pool2d"
            + " adaptive_avg_pool3d lp_pool1d lp_pool2d cross_entropy");
    put(table, INPUT_AND_RESULT, "norm linalg_norm logsumexp amax amin cumprod prod");
    put(
        table,
        INPUT_AND_INDICES,
        "max_pool1d max_pool2d max_pool3d adaptive_max_pool1d adaptive_max_pool2d"
            + " adaptive_max_pool3d");
    put(
        table,
        MASK,
        "dropout dropout1d dropout2d dropout3d alpha_dropout feature_dropout"
            + " feature_alpha_dropout");
    put(table, INDICES, "max min topk sort median");
    put(
        table,
        CHOICE,
        "embedding embedding_bag gather index index_select index_put scatter scatter_add"
            + " masked_fill masked_select where take_along_dim setitem index_add");
    put(table, ALL, "scaled_dot_product_attention mse_loss grid_sample");
    put(table, GATES, "lstm gru rnn_tanh rnn_relu lstm_cell gru_cell rnn_tanh_cell rnn_relu_cell");
    return Map.copyOf(table);
  }

  private static void put(Map<String, Saving> table, Saving saving, String ops) {
    for (String op : ops.split(" ", -1)) {
      table.put(op, saving);
    }
  }

  /** Activations whose form in place saves the result, where the plain one saves its input. */
  private static final Set<String> BY_RESULT_IN_PLACE =
      Set.of("elu", "selu", "celu", "leaky_relu", "hardtanh", "relu6", "threshold");

  private static final Set<String> VIEWS =
      words(
          "view reshape view_as reshape_as flatten ravel unflatten permute transpose swapaxes"
              + " swapdims t mT adjoint movedim moveaxis squeeze unsqueeze expand expand_as"
              + " broadcast_to narrow select as_strided split split_with_sizes chunk unbind"
              + " tensor_split hsplit vsplit dsplit contiguous detach index");

  /** Views whose elements do not lie side by side in memory any more. */
  private static final Set<String> LOOSE =
      words(
          "permute transpose swapaxes swapdims t mT adjoint movedim moveaxis expand expand_as"
              + " broadcast_to narrow select as_strided split split_with_sizes chunk unbind"
              + " tensor_split hsplit vsplit dsplit index");

  /** Views that are copies where the elements do not lie side by side. */
  private static final Set<String> NEEDS_TIGHT =
      words("contiguous reshape reshape_as flatten ravel");

  private static final Set<String> HALF =
      words(
          "linear bilinear matmul mm bmm mv addmm addmv baddbmm addbmm tensordot einsum chain_matmul"
              + " einops_einsum conv1d conv2d conv3d conv_transpose1d conv_transpose2d"
              + " conv_transpose3d prelu scaled_dot_product_attention lstm gru rnn_tanh rnn_relu"
              + " lstm_cell gru_cell rnn_tanh_cell rnn_relu_cell");

  private static final Set<String> FULL =
      words(
          "softmax log_softmax softmin layer_norm group_norm norm linalg_norm normalize exp expm1 log"
              + " log2 log10 log1p pow rsqrt reciprocal softplus sum prod cumsum cumprod"
              + " cross_entropy mse_loss cosine_similarity cdist tan");

  private static Set<String> words(String text) {
    return Set.of(text.split(" ", -1));
  }

  /**
   * @param isInPlace whether the operation changes its argument
   */
  static Saving of(String op, boolean isInPlace) {
    return isInPlace && BY_RESULT_IN_PLACE.contains(op) ? RESULT : BY_OP.getOrDefault(op, NOTHING);
  }

  /** Whether the result of an operation shares the memory of its argument. */
  static boolean isView(String op, boolean isLoose) {
    return VIEWS.contains(op) && !(isLoose && NEEDS_TIGHT.contains(op));
  }

  static boolean loosens(String op) {
    return LOOSE.contains(op);
  }

  /** Whether autocast runs it in 16 bits. */
  static boolean isHalf(String op) {
    return HALF.contains(op);
  }

  /** Whether autocast runs it in float32. */
  static boolean isFull(String op) {
    return FULL.contains(op);
  }
}
