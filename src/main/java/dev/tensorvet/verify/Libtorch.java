package dev.tensorvet.verify;

import dev.tensorvet.verify.Wire.Answer;
import dev.tensorvet.verify.Wire.Greeting;
import dev.tensorvet.verify.Wire.Request;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * libtorch, in a process of its own that is started when something is asked of it, and again after
 * a model has killed it. For one thread.
 */
public final class Libtorch implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration END = Duration.ofSeconds(2);

  /** After this, it is looked how much a process has worked. */
  private static final Duration PAUSE = Duration.ofMillis(200);

  /** How many times longer a thing may take than it may work. */
  private static final int LONGER = 5;

  /**
   * How a process ends whose JVM met a fault in native code, if it may write a core; otherwise with
   * 1 and without a word.
   */
  private static final int ABORTED = 6;

  private static final int ABORTED_UNDER_SHELL = 134;

  /** How it ends when the system ended it. */
  private static final int KILLED = 9;

  private static final int KILLED_UNDER_SHELL = 137;

  /** What a GPU's complaint begins with. */
  private static final String POISONED = "CUDA error";

  private static final String CAUSE = "Caused by: ";

  /** What libtorch for a GPU does not start without. */
  private static final String DRIVER = "libcuda.so";

  /** How much of what a dying process said is told. */
  private static final int LAST_WORDS = 2000;

  /**
   * How the process is started, and what it may take.
   *
   * @param java the program that runs Java
   * @param classPath the tool's own classes, and the libraries that bring libtorch
   * @param environment variables that are set for it
   * @param options further options of its JVM
   * @param memory the most address space that it may take, in bytes, where that can be limited;
   *     never where a GPU is used, which maps more than there is
   * @param patience how long one request may take
   */
  public record Setting(
      Path java,
      List<Path> classPath,
      Map<String, String> environment,
      List<String> options,
      Optional<Long> memory,
      Duration patience) {
    public Setting {
      classPath = List.copyOf(classPath);
      environment = Map.copyOf(environment);
      options = List.copyOf(options);
    }
  }

  /** A process that runs. */
  private record Running(
      Process process,
      DataInputStream in,
      DataOutputStream out,
      FutureTask<String> words,
      Greeting greeting) {}

  private final Setting setting;
  private Optional<Running> running = Optional.empty();
  private Optional<String> failure = Optional.empty();

  /** Why there is no process, for what is asked of a model that has ended it. */
  private String ending = "no model is loaded";

  public Libtorch(Setting setting) {
    this.setting = setting;
  }

  /**
   * Who answers; empty when no process can be started, for which {@link #failure} has the reason.
   */
  public Optional<Greeting> greeting() {
    return started().map(Running::greeting);
  }

  /** Why the last start did not succeed. */
  public Optional<String> failure() {
    return failure;
  }

  /** Asks, within the patience of the setting. */
  public Answer ask(Request request) {
    Optional<Running> asked = request instanceof Request.Load ? started() : running;
    if (asked.isEmpty()) {
      return new Answer.Died(failure.orElse(ending));
    }
    Running child = asked.get();
    FutureTask<Answer> answer =
        new FutureTask<>(
            () -> {
              Wire.write(request, child.out());
              return Wire.answer(child.in());
            });
    Thread.ofVirtual().start(answer);
    try {
      Answer given = awaited(answer, child.process(), setting.patience());
      if (given instanceof Answer.Failed failed && failed.message().contains(POISONED)) {
        // From then on, all that is done on the GPU in this process fails in the same way.
        stop(child);
        ending = "it left the GPU in a state in which nothing more can be done";
      }
      return given;
    } catch (TimeoutException slow) {
      stop(child);
      return died("it did not end within " + setting.patience().toSeconds() + " s");
    } catch (ExecutionException gone) {
      return died(lastWords(child));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      stop(child);
      return died("it was interrupted");
    }
  }

  private Answer died(String why) {
    ending = why;
    return new Answer.Died(why);
  }

  /**
   * Waits for as long as the patience says, and on a busy machine on, until so much has been
   * worked. What does not even work is not waited for without an end.
   */
  private static <T> T awaited(FutureTask<T> task, Process process, Duration patience)
      throws InterruptedException, ExecutionException, TimeoutException {
    Duration before = worked(process);
    long patient = patience.dividedBy(PAUSE);
    for (long pauses = 1; true; pauses++) {
      try {
        return task.get(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException notYet) {
        boolean hasWorked = worked(process).minus(before).compareTo(patience) >= 0;
        if (pauses >= (hasWorked ? patient : LONGER * patient)) {
          throw notYet;
        }
      }
    }
  }

  private static Duration worked(Process process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private Optional<Running> started() {
    if (running.isEmpty() && failure.isEmpty()) {
      running = start();
    }
    return running;
  }

  private Optional<Running> start() {
    ProcessBuilder builder = new ProcessBuilder(command());
    // A GPU would round what it multiplies to ten bits, and no comparison would hold.
    builder.environment().putIfAbsent("NVIDIA_TF32_OVERRIDE", "0");
    builder.environment().putAll(setting.environment());
    List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS")
        .forEach(builder.environment()::remove);
    try {
      Process process = builder.start();
      FutureTask<String> words = new FutureTask<>(() -> end(process.getErrorStream()));
      Thread.ofVirtual().start(words);
      DataInputStream in = new DataInputStream(new BufferedInputStream(process.getInputStream()));
      DataOutputStream out =
          new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
      FutureTask<Greeting> greeting = new FutureTask<>(() -> Wire.greeting(in));
      Thread.ofVirtual().start(greeting);
      try {
        return Optional.of(new Running(process, in, out, words, awaited(greeting, process, START)));
      } catch (ExecutionException silent) {
        process.destroyForcibly();
        failure = Optional.of("libtorch does not start: " + cause(said(words)));
      } catch (TimeoutException slow) {
        process.destroyForcibly();
        failure =
            Optional.of(
                "libtorch does not start: it says nothing within " + START.toSeconds() + " s");
      } catch (InterruptedException asked) {
        Thread.currentThread().interrupt();
        process.destroyForcibly();
        failure = Optional.of("it was interrupted");
      }
    } catch (IOException impossible) {
      failure = Optional.of("Java does not start: " + impossible.getMessage());
    }
    return Optional.empty();
  }

  private List<String> command() {
    List<String> command = new ArrayList<>();
    setting
        .memory()
        .ifPresent(
            bytes ->
                command.addAll(
                    List.of("sh", "-c", "ulimit -v " + bytes / 1024 + "; exec \"$@\"", "sh")));
    command.add(setting.java().toString());
    command.addAll(
        List.of(
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            // Its complaints must not get between the answers, nor its dumps into the folder.
            "-XX:+DisplayVMOutputToStderr",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:ErrorFile=/dev/null",
            "--enable-native-access=ALL-UNNAMED",
            // Nothing is fetched, and nobody is told.
            "-Dai.djl.offline=true",
            "-DOPT_OUT_TRACKING=true",
            // More would wait for each other in a busy machine, for longer than small models take.
            "-Dai.djl.pytorch.num_threads=1"));
    command.addAll(setting.options());
    command.add("-cp");
    command.add(
        setting.classPath().stream().map(Path::toString).collect(Collectors.joining(separator())));
    command.add("dev.tensorvet.verify.child.Child");
    return command;
  }

  /** What stands between the entries of a class path. */
  private static String separator() {
    return FileSystems.getDefault().getSeparator().equals("/") ? ":" : ";";
  }

  /** Reads a stream to its end, and keeps its last part. */
  private static String end(InputStream stream) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] piece = new byte[LAST_WORDS];
    for (int count = stream.read(piece); count >= 0; count = stream.read(piece)) {
      if (all.size() > 10 * LAST_WORDS) {
        all.reset();
      }
      all.write(piece, 0, count);
    }
    String text = all.toString(StandardCharsets.UTF_8).strip();
    return text.substring(Math.max(0, text.length() - LAST_WORDS));
  }

  private static String said(FutureTask<String> words) {
    try {
      return words.get(END.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException nothing) {
      return "";
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  /** What a traceback of Java ends with, or all that is no traceback. */
  private static String cause(String words) {
    String cause =
        words
            .lines()
            .filter(line -> line.startsWith(CAUSE))
            .reduce((first, last) -> last)
            .map(line -> line.replaceFirst(CAUSE + "\\S+: ", ""))
            .orElse(words);
    return cause.contains(DRIVER) ? cause + " (the driver of a GPU brings it)" : cause;
  }

  private String lastWords(Running child) {
    int code = 0;
    try {
      if (child.process().waitFor(START.toMillis(), TimeUnit.MILLISECONDS)) {
        code = child.process().exitValue();
      }
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
    }
    stop(child);
    String words = said(child.words());
    if (code == ABORTED || code == ABORTED_UNDER_SHELL || (code == 1 && words.isEmpty())) {
      return "it crashed libtorch";
    }
    return code == KILLED || code == KILLED_UNDER_SHELL
        ? "the system ended it, as it does with what takes too much memory"
        : "it ended the process with code " + code + ": " + words;
  }

  private void stop(Running child) {
    running = Optional.empty();
    child.process().destroy();
    try {
      if (!child.process().waitFor(END.toMillis(), TimeUnit.MILLISECONDS)) {
        child.process().destroyForcibly();
      }
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
      child.process().destroyForcibly();
    }
  }

  @Override
  public void close() {
    running.ifPresent(this::stop);
  }
}
