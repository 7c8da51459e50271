package dev.tensorvet.workspace;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Answers that are found once for all files of a run. Whoever gets one rests on what it rests on,
 * no matter for whom it was found. Safe for use by many threads.
 *
 * <p>All that is kept between the checks of two files is kept in one of these or in a {@link Once}:
 * a plain map would hand answers on without what they rest on, and a file would be taken for
 * unchanged that is not.
 */
public final class Memo<K, V> {

  private final Ledger ledger;
  private final Map<K, Kept<V>> answers = new ConcurrentHashMap<>();

  public Memo(Ledger ledger) {
    this.ledger = ledger;
  }

  /** The answer to {@code key}; two threads may find it at once, and one answer is kept. */
  public V get(K key, Function<? super K, ? extends V> find) {
    Kept<V> known = answers.get(key);
    if (known != null) {
      return ledger.hand(known);
    }
    Kept<V> found = ledger.keep(() -> find.apply(key));
    Kept<V> first = answers.putIfAbsent(key, found);
    return ledger.hand(first == null ? found : first);
  }

  /** The same where {@code find} asks nothing of this memo: the other threads wait for it. */
  public V getOnce(K key, Function<? super K, ? extends V> find) {
    Kept<V> known = answers.get(key);
    return ledger.hand(
        known != null
            ? known
            : answers.computeIfAbsent(key, k -> ledger.keep(() -> find.apply(k))));
  }
}
