package dev.tensorvet.diagnose;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A call of a traceback.
 *
 * @param path the file as the log has it; {@code Cell In[3]} for a cell of a notebook
 * @param line from 1, or 0 where it is not told
 * @param function as Python names it; empty where it is not told
 * @param code the line of code, without its indentation; empty where it is not told
 */
public record StackFrame(String path, int line, String function, String code) {

  private static final Pattern LIBRARY =
      Pattern.compile(
          "/(?:site|dist)-packages/|/lib(?:64)?/python[\\d.]*/|/runpy\\.py$|^<(?!ipython-input)"
              + "|/torch/(?:nn|utils|optim|_dynamo|autograd|distributed)/|/bin/torchrun$"
              + "|/python[\\d.]*/lib/");

  /** Whether it is not the user's own code: of an installed package, or of Python itself. */
  public boolean isLibrary() {
    return LIBRARY.matcher(path.replace('\\', '/').toLowerCase(Locale.ROOT)).find();
  }

  StackFrame withCode(String shown) {
    return new StackFrame(path, line, function, shown);
  }
}
