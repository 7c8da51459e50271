package dev.tensorvet.workspace;

import java.util.Optional;
import java.util.function.Supplier;

/** A {@link Memo} of one answer. */
public final class Once<V> {

  private volatile Optional<Kept<V>> answer = Optional.empty();

  /** The answer; two threads may find it at once. */
  public V get(Ledger ledger, Supplier<? extends V> find) {
    Optional<Kept<V>> known = answer;
    if (known.isPresent()) {
      return ledger.hand(known.get());
    }
    Kept<V> found = ledger.keep(find);
    answer = Optional.of(found);
    return ledger.hand(found);
  }

  /** Whether the answer is there, whatever it is. */
  public boolean isKnown() {
    return answer.isPresent();
  }

  /** The answer, if it is there. */
  public Optional<V> known(Ledger ledger) {
    return answer.map(ledger::hand);
  }
}
