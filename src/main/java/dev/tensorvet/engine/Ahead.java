package dev.tensorvet.engine;

import java.util.Optional;

/** Work that a thread of its own does before it is asked for, while others go on. */
final class Ahead {

  /** Nothing to wait for. */
  static final Ahead NOTHING = new Ahead(Optional.empty());

  private final Optional<Thread> thread;

  private Ahead(Optional<Thread> thread) {
    this.thread = thread;
  }

  /**
   * @param work what it throws is thrown again at the one who asks for the same
   */
  static Ahead start(Runnable work) {
    Runnable inSilence =
        () -> {
          try {
            work.run();
          } catch (Exception | Error thrownAgain) {
            // Nobody has asked yet.
          }
        };
    Thread thread = new Thread(null, inSilence, "ahead", Workers.STACK_BYTES);
    thread.setDaemon(true);
    thread.start();
    return new Ahead(Optional.of(thread));
  }

  /** Waits for the end of the work. */
  void await() {
    if (thread.isPresent()) {
      try {
        thread.get().join();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
