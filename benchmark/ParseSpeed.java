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

/** Parses the files of a list on one thread, again and again; prints the CPU seconds of each turn. */
final class ParseSpeed {

  private ParseSpeed() {}

  /**
   * @param args a file with one path a line, and how many turns
   */
  public static void main(String[] args) throws Exception {
    List<SourceFile> files = new ArrayList<>();
    for (String path : Files.readAllLines(Path.of(args[0]))) {
      byte[] bytes = Files.readAllBytes(Path.of(path));
      files.add(
          SourceFile.of(path, Language.PYTHON, Decoder.decode(bytes, Language.PYTHON)));
    }
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    for (int turn = 0; turn < Integer.parseInt(args[1]); turn++) {
      long start = threads.getCurrentThreadCpuTime();
      int problems = 0;
      for (SourceFile file : files) {
        problems += Tensorvet.parse(file).problems().size();
      }
      double seconds = (threads.getCurrentThreadCpuTime() - start) / 1e9;
      System.out.println(seconds + " " + problems);
    }
  }
}
