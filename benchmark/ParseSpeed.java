import dev.tensorvet.Tensorvet;
import dev.tensorvet.source.Decoder;
import dev.tensorvet.source.Language;
import dev.tensorvet.source.SourceFile;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Parses the files of a list on one thread, again and again, until a turn is no faster than those
 * before; prints the CPU seconds of each turn.
 */
final class ParseSpeed {

  /** Time for the compilers of the JVM to do their work. */
  private static final double LEAST_SECONDS = 10;

  private static final double MOST_SECONDS = 60;
  private static final int PATIENCE = 5;

  private ParseSpeed() {}

  /**
   * @param args a file with one path a line
   */
  public static void main(String[] args) throws Exception {
    List<SourceFile> files = new ArrayList<>();
    for (String path : Files.readAllLines(Path.of(args[0]))) {
      byte[] bytes = Files.readAllBytes(Path.of(path));
      files.add(
          SourceFile.of(path, Language.PYTHON, Decoder.decode(bytes, Language.PYTHON)));
    }
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    double best = Double.MAX_VALUE;
    double spent = 0;
    int sinceBest = 0;
    while (spent < MOST_SECONDS && (spent < LEAST_SECONDS || sinceBest < PATIENCE)) {
      long start = threads.getCurrentThreadCpuTime();
      int problems = 0;
      for (SourceFile file : files) {
        problems += Tensorvet.parse(file).problems().size();
      }
      double seconds = (threads.getCurrentThreadCpuTime() - start) / 1e9;
      System.out.println(seconds + " " + problems);
      spent += seconds;
      sinceBest = seconds < best ? 0 : sinceBest + 1;
      best = Math.min(best, seconds);
    }
  }
}
