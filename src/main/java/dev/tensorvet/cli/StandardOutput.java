package dev.tensorvet.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/**
 * The output of this process. It remembers what kept it from being written: a print stream does
 * not.
 */
final class StandardOutput extends OutputStream {

  private final OutputStream to = new FileOutputStream(FileDescriptor.out);
  private Optional<IOException> failure = Optional.empty();

  @Override
  public void write(int single) throws IOException {
    write(new byte[] {(byte) single}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    try {
      to.write(bytes, from, length);
    } catch (IOException failed) {
      failure = Optional.of(failed);
      throw failed;
    }
  }

  /** Why not all was written, other than that the reader has gone away, as in {@code | head}. */
  Optional<String> failure() {
    return failure
        .map(failed -> String.valueOf(failed.getMessage()))
        .filter(reason -> !reason.equals("Broken pipe"));
  }
}
