package dev.tensorvet.cli;

import dev.tensorvet.engine.Recall;
import dev.tensorvet.finding.FileReport;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tells a person who waits how far a run has come: one line on standard error that is written over,
 * from the first second on, and is gone at the end. Where nobody watches, nothing is started.
 *
 * <p>It is no library's: those that draw such lines ask the terminal through native code of their
 * own, and draw at once; a line of sixty columns needs neither.
 */
final class Progress implements AutoCloseable {

  /** What takes less needs no telling. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private static final Duration PAUSE = Duration.ofMillis(150);

  /** Fits any terminal, so that the line never wraps and can be written over. */
  private static final int WIDTH = 60;

  private static final int BAR = 20;

  private final PrintStream to;
  private final String what;
  private final int total;
  private final Duration patience;
  private final AtomicInteger done = new AtomicInteger();
  private final Optional<Thread> painter;
  private boolean isDrawn;

  Progress(PrintStream to, String what, int total, boolean isShown, Duration patience) {
    this.to = to;
    this.what = what;
    this.total = total;
    this.patience = patience;
    this.painter =
        isShown
            ? Optional.of(Thread.ofPlatform().name("progress").daemon().start(this::paint))
            : Optional.empty();
  }

  /**
   * Begins.
   *
   * @param what is done, as {@code checking}
   * @param total how many times {@link #step} will be called
   */
  static Progress of(Console console, String what, int total) {
    return new Progress(console.err(), what, total, console.isProgressShown(), PATIENCE);
  }

  /** One more is done. Safe for use by many threads. */
  void step() {
    done.incrementAndGet();
  }

  /** What is remembered of files, each of which is a step. */
  Recall counting(Recall recall) {
    return (file, check) -> {
      FileReport found = recall.of(file, check);
      step();
      return found;
    };
  }

  private void paint() {
    try {
      Thread.sleep(patience);
      while (true) {
        draw();
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException over) {
      // What was drawn is taken away by whoever ends this.
    }
  }

  private synchronized void draw() {
    int now = Math.min(done.get(), total);
    int filled = total == 0 ? BAR : (int) ((long) BAR * now / total);
    String line =
        "%s [%s%s] %d of %d"
            .formatted(what, "#".repeat(filled), ".".repeat(BAR - filled), now, total);
    to.print("\r" + line.substring(0, Math.min(line.length(), WIDTH)));
    to.flush();
    isDrawn = true;
  }

  /** Ends, and leaves the line empty. */
  @Override
  public void close() {
    painter.ifPresent(Progress::end);
    clear();
  }

  private static void end(Thread painter) {
    painter.interrupt();
    try {
      painter.join();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void clear() {
    if (isDrawn) {
      to.print("\r" + " ".repeat(WIDTH) + "\r");
      to.flush();
      isDrawn = false;
    }
  }
}
