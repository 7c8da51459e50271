package dev.tensorvet.ops;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

final class RecurrentTest {

  @TestFactory
  Stream<DynamicTest> whatIsGiven() {
    return OpTable.tests(
        """
        lstm((B, T, 10) float32, [(1, B, 20) float32, (1, B, 20) float32], [(80, 10) float32, (80, 20) float32, (80,) float32, (80,) float32], True, 1, 0.0, True, False, True) -> tuple (B, T, 20) float32, (1, B, 20) float32, (1, B, 20) float32
        lstm((T, B, 10) float32, [(2, B, 20) float32, (2, B, 20) float32], [(80, 10) float32, (80, 20) float32, (80, 10) float32, (80, 20) float32], False, 1, 0.0, True, True, False) -> tuple (T, B, 40) float32, (2, B, 20) float32, (2, B, 20) float32
        # with a projection to eight
        lstm((B, T, 10) float32, [(1, B, 8) float32, (1, B, 20) float32], [(80, 10) float32, (80, 8) float32, (8, 20) float32], False, 1, 0.0, True, False, True) -> tuple (B, T, 8) float32, (1, B, 8) float32, (1, B, 20) float32
        lstm((T, 10) float32, [(1, 20) float32, (1, 20) float32], [(80, 10) float32, (80, 20) float32], False, 1, 0.0, True, False, False) -> tuple (T, 20) float32, (1, 20) float32, (1, 20) float32
        gru((...) float32, (1, ?, 20) float32, [(60, 10) float32, (60, 20) float32], False, 1, 0.0, True, False, True) -> tuple (?, ?, 20) float32, (1, ?, 20) float32 where input is (?, ?, 10)
        gru((B, T, 10) float32, (layers, B, 20) float32, [(60, 10) float32, (60, 20) float32], False, layers, 0.0, True, False, True) -> tuple (B, T, 20) float32, (layers, B, 20) float32
        rnn_tanh((N, 10) float32, (1, B, 20) float32, [(20, 10) float32, (20, 20) float32], False, 1, 0.0, True, False, False, (T,) int64) -> tuple (N, 20) float32, (1, B, 20) float32
        lstm_cell((B, 10) float32, [(B, 20) float32, (B, 20) float32], (80, 10) float32, (80, 20) float32) -> tuple (B, 20) float32, (B, 20) float32
        gru_cell((B, 10) float32, (B, 20) float32, (60, 10) float32, (60, 20) float32) -> (B, 20) float32
        rnn_tanh_cell((10,) float32, (20,) float32, (20, 10) float32, (20, 20) float32) -> (20,) float32
        _pack_padded_sequence((B, T, 10) float32, (B,) int64, True) -> tuple (?, 10) float32, (?,) int64
        _pad_packed_sequence((N, 20) float32, (T,) int64, True) -> tuple (?, ?, 20) float32, (?,) int64
        _pad_packed_sequence((N, 20) float32, (T,) int64, True, 0.0, -1) -> tuple (?, ?, 20) float32, (?,) int64
        _pad_packed_sequence((N, 20) float32, (T,) int64, False, 0.0, 100) -> tuple (100, ?, 20) float32, (?,) int64
        pad_sequence([(3, 8) float32, (5, 8) float32], True) -> (2, 5, 8) float32
        pad_sequence([(T, 8) float32, (T, 8) float32]) -> (T, 2, 8) float32
        pad_sequence(?) -> (...) ?
        """);
  }

  @TestFactory
  Stream<DynamicTest> whatDoesNotFit() {
    return OpTable.tests(
        """
        lstm((B, T, 8) float32, [(1, B, 20) float32, (1, B, 20) float32], [(80, 10) float32, (80, 20) float32], False, 1, 0.0, True, False, True) -> mismatch: input.size(-1) must be equal to input_size, expected 10, got 8
        gru((5, 7, 10) float32, (1, 3, 20) float32, [(60, 10) float32, (60, 20) float32], False, 1, 0.0, True, False, True) -> mismatch: expected hidden[0] size [1, 5, 20], got [1, 3, 20]
        rnn_relu((B, T, 3, 10) float32, (1, B, 20) float32, [(20, 10) float32, (20, 20) float32], False, 1, 0.0, True, False, True) -> mismatch: RNN: expected input to be 2D or 3D, got 4D instead
        gru_cell((B, 8) float32, (B, 20) float32, (60, 10) float32, (60, 20) float32) -> mismatch: input has inconsistent input_size: got 8 expected 10
        gru_cell((B, 10) float32, (B, 16) float32, (60, 10) float32, (60, 20) float32) -> mismatch: hidden0 of size [B, 16] does not fit: expected [B, 20]
        _pack_padded_sequence((4, T, 10) float32, (3,) int64, True) -> mismatch: expected `len(lengths)` to be equal to batch_size, but got 3 (batch_size=4)
        """);
  }
}
