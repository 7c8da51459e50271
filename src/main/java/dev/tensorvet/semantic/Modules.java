package dev.tensorvet.semantic;

import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/**
 * The modules of a project, each read when it is first asked for and held until it is let go. What
 * was let go is still the module of its file as long as anything leads to it, so that a file never
 * has two. Safe for use by many threads.
 */
final class Modules {

  private final Function<Path, Optional<SourceModule>> read;
  private final Map<Path, Slot> slots = new ConcurrentHashMap<>();
  private final LongAdder characters = new LongAdder();

  /** Which stretch of the run this is: one ends when modules are let go. */
  private volatile int stretch;

  /**
   * @param read gives the module of a file, and asks for no other; empty when it cannot be read
   */
  Modules(Function<Path, Optional<SourceModule>> read) {
    this.read = read;
  }

  /** The module of a file; empty when the file cannot be read. */
  Optional<SourceModule> get(Path file) {
    Slot known = slots.get(file);
    return (known == null ? slots.computeIfAbsent(file, Slot::new) : known).get();
  }

  /** How long the files are whose modules are held, all of them together. */
  long characters() {
    return characters.sum();
  }

  /**
   * Lets go of all modules but those that are at the heart of the project: they were asked for in
   * this stretch of the run and in an earlier one, and so will be in the next.
   *
   * @param most how many characters may be held any longer
   */
  synchronized void letGo(long most) {
    long rest = most;
    for (Slot slot : slots.values()) {
      rest -= slot.letGo(rest);
    }
    stretch++;
  }

  /** The module of one file. */
  private final class Slot {

    private final Path file;

    /** The stretches in which it was asked for at first and at last. */
    private final int first = stretch;

    private volatile int last = first;

    private volatile Optional<SourceModule> held = Optional.empty();
    private Optional<WeakReference<SourceModule>> known = Optional.empty();

    Slot(Path file) {
      this.file = file;
    }

    Optional<SourceModule> get() {
      Optional<SourceModule> module = held;
      return module.isPresent() && last == stretch ? module : hold();
    }

    private synchronized Optional<SourceModule> hold() {
      if (held.isEmpty()) {
        held =
            known.flatMap(module -> Optional.ofNullable(module.get())).or(() -> read.apply(file));
        known = held.map(WeakReference::new);
        characters.add(length());
      }
      last = stretch;
      return held;
    }

    private int length() {
      return held.map(module -> module.file().text().length()).orElse(0);
    }

    /** Lets go, or says how many of so many characters it goes on to hold. */
    synchronized int letGo(long most) {
      int length = length();
      if (first < stretch && last == stretch && length <= most) {
        held.ifPresent(SourceModule::forget);
        return length;
      }
      characters.add(-length);
      held = Optional.empty();
      return 0;
    }
  }
}
