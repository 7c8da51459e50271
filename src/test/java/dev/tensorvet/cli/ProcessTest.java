package dev.tensorvet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Tensorvet as a process of its own, with the streams and the directory that a shell gives it. */
@EnabledOnOs(OS.LINUX) // where names are bytes, and a full device is at hand
final class ProcessTest {

  private final Path folder;

  ProcessTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /** Runs a script, in which {@code tensorvet} is a command. */
  private Shell.Run sh(String script) throws IOException, InterruptedException {
    Path out = folder.resolve("stdout");
    Path err = folder.resolve("stderr");
    ProcessBuilder builder =
        new ProcessBuilder(
                "sh",
                "-c",
                "tensorvet() { \"$JAVA\" -XX:TieredStopAtLevel=1 dev.tensorvet.cli.Main \"$@\"; }\n"
                    + script)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("JAVA", Path.of(System.getProperty("java.home"), "bin/java") + "");
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().put("LC_ALL", "C.UTF-8");
    int code = builder.start().waitFor();
    return new Shell.Run(code, Files.readString(out), Files.readString(err));
  }

  @Test
  void aFolderWhoseNameIsNotUtf8() throws Exception {
    Shell.in(folder).file("broken.py", "x = (\n");
    Shell.Run run =
        sh(
            """
            odd=$(printf 'a\\377')
            mkdir "$odd"
            cp broken.py "$odd"
            tensorvet check --output-format concise "$odd"
            tensorvet check --output-format concise "$odd/broken.py"
            cd "$odd"
            tensorvet check --output-format concise
            tensorvet check --output-format concise broken.py
            """);
    assertThat(run.err()).isEmpty();
    assertThat(run.out().lines().filter(line -> line.contains("syntax-error")))
        .containsExactly(
            "a%FF/broken.py:1:5: warning[syntax-error] `(` is never closed",
            "a%FF/broken.py:1:5: warning[syntax-error] `(` is never closed",
            "broken.py:1:5: warning[syntax-error] `(` is never closed",
            "broken.py:1:5: warning[syntax-error] `(` is never closed");
  }

  @Test
  void whatIsInABaselineFailsNoRunAndWhatIsNewDoes() throws Exception {
    Shell.in(folder).file("train.py", Project.MISSING_ZERO_GRAD);
    Shell.Run run =
        sh(
            """
            odd=$(printf 'a\\377')
            mkdir "$odd"
            cp train.py "$odd"
            tensorvet check --write-baseline known.json; echo $?
            tensorvet check --baseline known.json; echo $?
            cp train.py new.py
            tensorvet check --baseline known.json --output concise --output junit=report.xml; echo $?
            """);
    assertThat(run.err()).isEqualTo("tensorvet: 2 findings written to `known.json`\n");
    assertThat(run.out().lines().map(line -> line.replaceFirst("grad] .*", "grad]")))
        .containsExactly(
            "No findings in 2 files (2 in the baseline).",
            "0",
            "No findings in 2 files (2 in the baseline).",
            "0",
            "new.py:9:5: error[missing-zero-grad]",
            "Found 1 error in 3 files (2 in the baseline).",
            "[*] 1 fixable with `--fix`.",
            "1");
    assertThat(folder.resolve("known.json")).content().contains("\"a%FF/train.py\"");
    assertThat(folder.resolve("report.xml")).content().contains("<testcase name=\"missing-zero");
  }

  @Test
  void aReportThatDoesNotFitOnTheDeviceFailsTheRun() throws Exception {
    assertThat(sh("tensorvet rules >/dev/full"))
        .isEqualTo(
            new Shell.Run(
                2, "", "tensorvet: the output cannot be written: No space left on device\n"));
  }

  @Test
  void aReaderThatHasGoneAwayIsNoFailure() throws Exception {
    assertThat(sh("{ tensorvet rules; echo $? >code; } | true; cat code"))
        .isEqualTo(new Shell.Run(0, "0\n", ""));
  }
}
