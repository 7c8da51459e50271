package dev.tensorvet.dev;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Files that nobody means to write, and that some repository holds nevertheless. */
final class HostileFiles {

  private HostileFiles() {}

  /**
   * Files by their names.
   *
   * @param size about how many bytes the large ones have
   */
  static Map<String, byte[]> of(int size) {
    Map<String, String> texts = new TreeMap<>();
    texts.put("empty.py", "");
    texts.put("statements.py", repeat("x = f(1, 2)\n", size));
    texts.put("one_line.py", repeat("x = torch.f(1); ", size));
    texts.put("sum.py", "x = 1" + repeat("+1", size) + "\n");
    texts.put("attributes.py", "a" + repeat(".b", size) + "\n");
    texts.put("elif.py", "if x: pass\n" + repeat("elif x: pass\n", size));
    texts.put("not.py", repeat("not ", size));
    texts.put("minus.py", repeat("-", size));
    texts.put("lambda.py", repeat("lambda:", size));
    texts.put("decorators.py", repeat("@", size));
    texts.put("blank_lines.py", repeat("\n", size));
    texts.put("comment.py", repeat("#", size));
    texts.put("backslashes.py", repeat("\\\n", size));
    texts.put("string.py", "x = \"" + repeat("a", size) + "\"\n");
    texts.put("strings.py", repeat("\"a\" ", size));
    texts.put("quotes.py", repeat("'", size));
    texts.put("long_strings.py", repeat("\"\"\"a\n", size));
    texts.put("f_strings.py", repeat("f'{", size));
    for (String bracket : new String[] {"(", "[", "{"}) {
      texts.put("open_" + (int) bracket.charAt(0) + ".py", repeat(bracket, size));
    }
    int brackets = 10_000;
    texts.put("brackets.py", "[".repeat(brackets) + "]".repeat(brackets) + "\n");
    texts.put("calls.py", "f(".repeat(brackets) + ")".repeat(brackets) + "\n");
    texts.put("subscripts.py", "a" + "[0]".repeat(brackets) + "\n");
    texts.put("blocks.py", blocks("if x:", 1000));
    texts.put("functions.py", blocks("def f():", 1000));
    texts.put("classes.py", blocks("class A:", 90));
    texts.put("loops.py", blocks("for x in y:", 90));
    texts.put("cells.ipynb", repeat("{\"cells\": [", size));
    texts.put("list.ipynb", "[]");
    texts.put("nothing.ipynb", "");
    texts.put(
        "surrogate.ipynb",
        """
        {"cells": [{"cell_type": "code", "source": ["x = '\\ud800' \\ud800(\\n"]}]}
        """);
    Map<String, byte[]> files = new TreeMap<>();
    texts.forEach((name, text) -> files.put(name, text.getBytes(StandardCharsets.UTF_8)));
    files.put("utf16.py", "import torch\n".getBytes(StandardCharsets.UTF_16));
    files.put("nul.py", new byte[size]);
    byte[] random = new byte[size];
    new Random(1).nextBytes(random);
    files.put("binary.py", random);
    return files;
  }

  private static String repeat(String text, int size) {
    return text.repeat(Math.max(1, size / text.length()));
  }

  private static String blocks(String header, int count) {
    StringBuilder code = new StringBuilder();
    for (int i = 0; i < count; i++) {
      code.append(" ".repeat(i)).append(header).append('\n');
    }
    return code.append(" ".repeat(count)).append("pass\n").toString();
  }

  /**
   * Makes what is no file although its name says so, and names that are hard to print. A link that
   * leads nowhere stands for a file without access, which the superuser of a container would have.
   */
  static void plantOddities(Path folder) throws IOException {
    Files.createSymbolicLink(folder.resolve("loop_a.py"), Path.of("loop_b.py"));
    Files.createSymbolicLink(folder.resolve("loop_b.py"), Path.of("loop_a.py"));
    Files.createSymbolicLink(folder.resolve("circle"), folder);
    Files.createSymbolicLink(folder.resolve("nowhere.py"), Path.of("not/there"));
    Files.createDirectories(folder.resolve("directory.py/deeper.ipynb"));
    Files.writeString(folder.resolve("directory.py/inside.py"), "x = (\n");
    for (String name :
        new String[] {
          "-flag.py",
          "a b.py",
          "new\nline.py",
          "esc\u001b[31m.py",
          "q\"uo'te.py",
          "名前😀.py",
          "%41.py",
          "a:1:2.py",
          ".py"
        }) {
      Files.writeString(folder.resolve(name), "x = (\n");
    }
  }
}
