package dev.tensorvet.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Does the same with many things, by any number of threads. */
public final class Workers {

  /** Enough for the deepest tree that the front end lets through, many times over. */
  static final long STACK_BYTES = 16L << 20;

  private Workers() {}

  /**
   * What a function makes of each thing, in their order. It runs in threads of its own even for
   * one: the stack of the caller may be small.
   *
   * @param jobs how many threads, from 1
   */
  public static <T, R> List<R> each(List<T> things, Function<T, R> make, int jobs) {
    int count = Math.clamp(things.size(), 1, jobs);
    try (ExecutorService threads =
        Executors.newFixedThreadPool(count, task -> new Thread(null, task, "check", STACK_BYTES))) {
      List<Future<R>> pending = new ArrayList<>();
      for (T thing : things) {
        pending.add(threads.submit(() -> make.apply(thing)));
      }
      List<R> made = new ArrayList<>();
      for (Future<R> one : pending) {
        made.add(one.get());
      }
      return made;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the run was interrupted", stopped);
    } catch (ExecutionException failed) {
      throw new IllegalStateException("a file could not be checked", failed.getCause());
    }
  }
}
