package dev.tensorvet.ops;

import dev.tensorvet.tensor.DType;
import dev.tensorvet.tensor.Dim;
import dev.tensorvet.tensor.Proof;
import dev.tensorvet.tensor.Shape;
import dev.tensorvet.tensor.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Recurrent networks. A packed sequence is two tensors, its data and {@code batch_sizes}, whose
 * first sizes depend on the lengths and are not known; a network that is given the second reads the
 * first as packed.
 */
final class Recurrent {

  private static final String NETWORK =
      "(input, hx, params, has_biases, num_layers, dropout, train, bidirectional,"
          + " batch_first=False, batch_sizes=None)";
  private static final String CELL = "(input, hx, w_ih, w_hh, b_ih=None, b_hh=None)";

  static final List<Op> OPS =
      Stream.of(
              Stream.of(
                  new Op(Signature.of("lstm" + NETWORK), call -> network(call, "LSTM", 4, 2))),
              Stream.of(new Op(Signature.of("gru" + NETWORK), call -> network(call, "GRU", 3, 1))),
              Stream.of("rnn_tanh", "rnn_relu")
                  .map(
                      name ->
                          new Op(Signature.of(name + NETWORK), call -> network(call, "RNN", 1, 1))),
              Stream.of(
                  new Op(Signature.of("lstm_cell" + CELL), call -> cell(call, "LSTMCell", 4, 2)),
                  new Op(Signature.of("gru_cell" + CELL), call -> cell(call, "GRUCell", 3, 1)),
                  new Op(Signature.of("rnn_tanh_cell" + CELL), call -> cell(call, "RNNCell", 1, 1)),
                  new Op(Signature.of("rnn_relu_cell" + CELL), call -> cell(call, "RNNCell", 1, 1)),
                  new Op(
                      Signature.of("_pack_padded_sequence(input, lengths, batch_first=False)"),
                      Recurrent::pack),
                  new Op(
                      Signature.of(
                          "_pad_packed_sequence(data, batch_sizes, batch_first=False,"
                              + " padding_value=0.0, total_length=None)"),
                      Recurrent::unpack),
                  new Op(
                      Signature.of(
                          "pad_sequence(sequences, batch_first=False, padding_value=0.0,"
                              + " padding_side=None)"),
                      Recurrent::pad)))
          .flatMap(ops -> ops)
          .toList();

  private Recurrent() {}

  // --- networks

  /**
   * @param gates the number of gates, as the weights hold them one after the other
   * @param states the number of hidden states
   */
  private static OpResult network(OpCall call, String type, int gates, int states) {
    List<TensorType> params = call.tensors("params").orElse(List.of());
    Shape inputWeight = params.isEmpty() ? Shape.unknown() : params.get(0).shape();
    Shape hiddenWeight = params.size() < 2 ? Shape.unknown() : params.get(1).shape();
    boolean isPacked = call.has("batch_sizes");
    Shape input = input(call, isPacked, inputWeight.dim(1));
    int rank = Sizes.rank(input);
    if (isPacked ? rank != 2 : rank != 2 && rank != 3) {
      return OpResult.mismatch(
          "%s: expected input to be 2D or 3D, got %dD instead".formatted(type, rank));
    }
    if (Sizes.clash(call, input.dim(-1), inputWeight.dim(1))) {
      return OpResult.mismatch(
          "input.size(-1) must be equal to input_size, expected %s, got %s"
              .formatted(inputWeight.dim(1), input.dim(-1)));
    }
    DType weightType = params.isEmpty() ? DType.UNKNOWN : params.getFirst().dtype();
    if (Sizes.clash(call.dtype("input"), weightType)) {
      return OpResult.mismatch(
          "input must have the type %s, got type %s"
              .formatted(weightType.text(), call.dtype("input").text()));
    }
    Optional<List<TensorType>> hidden = hidden(call, states);
    OptionalInt directions = directions(call);
    Dim stacked =
        directions.isEmpty()
            ? Dim.any()
            : call.integer("num_layers", 1).times(directions.getAsInt());
    Dim batch = batch(call, input, isPacked, hidden);
    Dim units = inputWeight.dim(0).floorDiv(gates);
    // A projection makes what is given back smaller than the cell's state.
    Dim given = hiddenWeight.dim(1);
    List<Shape> expected = new ArrayList<>();
    for (int i = 0; i < states; i++) {
      Dim size = i == 0 ? given : units;
      expected.add(
          rank == 2 && !isPacked ? Shape.of(stacked, size) : Shape.of(stacked, batch, size));
    }
    for (int i = 0; i < states && hidden.isPresent(); i++) {
      Optional<List<Dim>> dims = hidden.get().get(i).shape().dims();
      if (dims.isPresent() && Sizes.clash(call, dims.get(), Sizes.dims(expected.get(i)))) {
        return OpResult.mismatch(
            "expected hidden[%d] size %s, got %s"
                .formatted(i, Sizes.text(expected.get(i)), Sizes.text(dims.get())));
      }
    }
    Dim width = directions.isEmpty() ? Dim.any() : given.times(directions.getAsInt());
    TensorType like = call.tensor("input").with(Sizes.common(call.dtype("input"), weightType));
    List<TensorType> results = new ArrayList<>();
    results.add(like.with(Sizes.followed(Sizes.leading(input, 1), List.of(width))));
    expected.forEach(shape -> results.add(like.with(shape)));
    Dim work =
        params.stream()
            .map(TensorType::shape)
            .filter(shape -> shape.hasRank(2))
            .map(Shape::numel)
            .reduce(Dim.of(0), Dim::plus);
    return OpResult.tuple(results).withFlops(Sizes.leading(input, 1).numel().times(work).times(2));
  }

  private static Shape input(OpCall call, boolean isPacked, Dim features) {
    return call.shape(
        "input",
        isPacked ? Shape.of(Dim.any(), features) : Shape.of(Dim.any(), Dim.any(), features));
  }

  /** The hidden states; empty when they are not known one by one. */
  private static Optional<List<TensorType>> hidden(OpCall call, int states) {
    Optional<List<TensorType>> listed = call.tensors("hx");
    return states == 1 && listed.isEmpty()
        ? Optional.of(List.of(call.tensor("hx")))
        : listed.filter(all -> all.size() == states);
  }

  private static OptionalInt directions(OpCall call) {
    return switch (call.flag("bidirectional", false)) {
      case YES -> OptionalInt.of(2);
      case NO -> OptionalInt.of(1);
      case UNKNOWN -> OptionalInt.empty();
    };
  }

  private static Dim batch(
      OpCall call, Shape input, boolean isPacked, Optional<List<TensorType>> hidden) {
    if (isPacked) {
      return hidden.map(all -> all.getFirst().shape().dim(1)).orElse(Dim.any());
    }
    return switch (call.flag("batch_first", false)) {
      case YES -> input.dim(0);
      case NO -> input.dim(1);
      case UNKNOWN -> Dim.any();
    };
  }

  // --- one step

  private static OpResult cell(OpCall call, String type, int gates, int states) {
    Shape inputWeight = call.shape("w_ih", Shape.ofRank(2));
    Shape hiddenWeight = call.shape("w_hh", Shape.ofRank(2));
    Shape input = call.shape("input", Shape.of(Dim.any(), inputWeight.dim(1)));
    if (!input.hasRank(1) && !input.hasRank(2)) {
      return OpResult.mismatch(
          "%s: expected input to be 1D or 2D, got %dD instead".formatted(type, Sizes.rank(input)));
    }
    if (Sizes.clash(call, input.dim(-1), inputWeight.dim(1))) {
      return OpResult.mismatch(
          "input has inconsistent input_size: got %s expected %s"
              .formatted(input.dim(-1), inputWeight.dim(1)));
    }
    if (Sizes.clash(call.dtype("input"), call.dtype("w_ih"))) {
      return OpResult.mismatch(
          "input must have the type %s, got type %s"
              .formatted(call.dtype("w_ih").text(), call.dtype("input").text()));
    }
    Dim units = hiddenWeight.dim(1);
    if (Sizes.clash(call, inputWeight.dim(0), units.times(gates))) {
      return OpResult.mismatch(
          "weights of size %s and %s do not belong to one %s"
              .formatted(Sizes.text(inputWeight), Sizes.text(hiddenWeight), type));
    }
    Shape expected = Sizes.followed(Sizes.leading(input, 1), List.of(units));
    Optional<List<TensorType>> hidden = hidden(call, states);
    for (int i = 0; i < states && hidden.isPresent(); i++) {
      Optional<List<Dim>> dims = hidden.get().get(i).shape().dims();
      if (dims.isPresent() && Sizes.clash(call, dims.get(), Sizes.dims(expected))) {
        return OpResult.mismatch(
            "hidden%d of size %s does not fit: expected %s"
                .formatted(i, Sizes.text(dims.get()), Sizes.text(expected)));
      }
    }
    TensorType result =
        call.tensor("input")
            .with(expected)
            .with(Sizes.common(call.dtype("input"), call.dtype("w_ih")));
    Dim work = inputWeight.numel().plus(hiddenWeight.numel());
    Dim flops = Sizes.leading(input, 1).numel().times(work).times(2);
    return (states == 1 ? OpResult.of(result) : OpResult.tuple(List.of(result, result)))
        .withFlops(flops);
  }

  // --- sequences of different length

  private static OpResult pack(OpCall call) {
    Shape input = call.shape("input");
    if (input.hasRank(0) || input.hasRank(1)) {
      return OpResult.mismatch(
          "expected a batch of sequences to pack, but got a tensor of size " + Sizes.text(input));
    }
    Dim batch =
        switch (call.flag("batch_first", false)) {
          case YES -> input.dim(0);
          case NO -> input.dim(1);
          case UNKNOWN -> Dim.any();
        };
    Shape lengths = call.shape("lengths");
    if (lengths.hasRank(1) && Sizes.clash(call, lengths.dim(0), batch)) {
      return OpResult.mismatch(
          "expected `len(lengths)` to be equal to batch_size, but got %s (batch_size=%s)"
              .formatted(lengths.dim(0), batch));
    }
    Shape data =
        input
            .dims()
            .map(dims -> Shape.of(Sizes.joined(List.of(Dim.any()), dims.subList(2, dims.size()))))
            .orElse(Shape.unknown());
    return OpResult.tuple(
        List.of(call.tensor("input").with(data), TensorType.of(Shape.ofRank(1), DType.INT64)));
  }

  private static OpResult unpack(OpCall call) {
    TensorType data = call.tensor("data");
    Dim given = call.has("total_length") ? call.integer("total_length", 0) : Dim.any();
    // The library says so that the longest sequence decides.
    Dim length = given.isKnown(-1) ? Dim.any() : given;
    List<Dim> leading =
        call.flag("batch_first", false) == Proof.NO
            ? List.of(length, Dim.any())
            : call.flag("batch_first", false) == Proof.YES
                ? List.of(Dim.any(), length)
                : List.of(Dim.any(), Dim.any());
    Shape padded =
        data.shape()
            .dims()
            .filter(dims -> !dims.isEmpty())
            .map(dims -> Shape.of(Sizes.joined(leading, dims.subList(1, dims.size()))))
            .orElse(Shape.unknown());
    return OpResult.tuple(List.of(data.with(padded), TensorType.of(Shape.ofRank(1), DType.INT64)));
  }

  private static OpResult pad(OpCall call) {
    Optional<List<TensorType>> sequences = call.tensors("sequences");
    if (sequences.isEmpty() || sequences.get().isEmpty()) {
      return OpResult.of(TensorType.unknown());
    }
    TensorType first = sequences.get().getFirst();
    if (first.shape().rank().isEmpty() || first.shape().hasRank(0)) {
      return OpResult.of(first.with(Shape.unknown()));
    }
    List<Dim> features = Sizes.dims(first.shape()).subList(1, Sizes.rank(first.shape()));
    OptionalLong longest = OptionalLong.of(0);
    boolean isEqual = true;
    for (TensorType sequence : sequences.get()) {
      Dim length = sequence.shape().dim(0);
      isEqual &= !length.isAny() && length.equals(first.shape().dim(0));
      longest =
          longest.isEmpty() || length.known().isEmpty()
              ? OptionalLong.empty()
              : OptionalLong.of(Math.max(longest.getAsLong(), length.known().getAsLong()));
    }
    Dim count = Dim.of(sequences.get().size());
    Dim length =
        longest.isPresent()
            ? Dim.of(longest.getAsLong())
            : isEqual ? first.shape().dim(0) : Dim.any();
    List<Dim> leading =
        switch (call.flag("batch_first", false)) {
          case YES -> List.of(count, length);
          case NO -> List.of(length, count);
          case UNKNOWN -> List.of(Dim.any(), Dim.any());
        };
    return OpResult.of(first.with(Shape.of(Sizes.joined(leading, features))));
  }
}
