package dev.tensorvet.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class LineHashesTest {

  private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(64);
  private static final BigInteger BASE = BigInteger.valueOf(37);

  @Test
  void agreesWithARollingWindow() {
    Random random = new Random(20_260_101);
    String alphabet = "ab \t\r\n\u00e9\uD83D\uDE00x=(){}";
    for (int round = 0; round < 400; round++) {
      int length = random.nextInt(round < 200 ? 30 : 600);
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < length; i++) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      assertSame(text.toString());
    }
  }

  @Test
  void agreesAtTheEdges() {
    for (String text :
        List.of(
            "",
            "\n",
            "\r",
            "\r\n",
            " \t",
            "x",
            "x\n",
            "x\r\n\r\n",
            "\uFEFFx",
            "a".repeat(99),
            "a".repeat(100),
            "a".repeat(101),
            ("b".repeat(99) + "\n").repeat(3))) {
      assertSame(text);
    }
    assertSame(Samples.TRAIN);
    assertSame(Samples.TRAIN.replace("\n", "\r\n"));
  }

  @Test
  void neitherIndentNorLineEndsNorLinesAboveChangeIt() {
    String hash = LineHashes.of(Samples.TRAIN).line(11);
    assertThat(LineHashes.of(Samples.TRAIN.replace("\n", "\r\n")).line(11)).isEqualTo(hash);
    assertThat(LineHashes.of(Samples.TRAIN.replace("    ", "\t")).line(11)).isEqualTo(hash);
    assertThat(LineHashes.of("import os\n\n" + Samples.TRAIN).line(13)).isEqualTo(hash);
  }

  @Test
  void equalLinesAreCounted() {
    String text = ("x\n" + "-".repeat(100) + "\n").repeat(2);
    String first = LineHashes.of(text).line(1);
    assertThat(first).endsWith(":1");
    assertThat(LineHashes.of(text).line(3)).isEqualTo(first.replaceAll(":1$", ":2"));
  }

  private static void assertSame(String text) {
    LineHashes hashes = LineHashes.of(text);
    List<String> expected = rolling(text);
    for (int line = 1; line <= expected.size(); line++) {
      assertThat(hashes.line(line))
          .as("line %d of <%s>", line, text)
          .isEqualTo(expected.get(line - 1));
    }
  }

  /** A window that moves over the text, its sum kept up to date, in arbitrary precision. */
  private static List<String> rolling(String text) {
    List<Integer> kept = new ArrayList<>();
    List<Integer> lineStarts = new ArrayList<>();
    boolean atStart = true;
    String oneEnd = text.replace("\r\n", "\n").replace('\r', '\n') + '\uFFFF';
    for (int i = 0; i < oneEnd.length(); i++) {
      char c = oneEnd.charAt(i);
      if (c == ' ' || c == '\t') {
        continue;
      }
      if (atStart) {
        lineStarts.add(kept.size());
      }
      atStart = c == '\n';
      kept.add((int) c);
    }
    for (int i = 0; i < 100; i++) {
      kept.add(0);
    }
    BigInteger out = BASE.modPow(BigInteger.valueOf(100), MODULUS);
    BigInteger hash = BigInteger.ZERO;
    List<BigInteger> at = new ArrayList<>();
    for (int i = 0; i < kept.size(); i++) {
      hash = hash.multiply(BASE).add(BigInteger.valueOf(kept.get(i)));
      if (i >= 100) {
        hash = hash.subtract(out.multiply(BigInteger.valueOf(kept.get(i - 100))));
      }
      hash = hash.mod(MODULUS);
      if (i >= 99) {
        at.add(hash);
      }
    }
    Map<BigInteger, Integer> seen = new HashMap<>();
    List<String> lines = new ArrayList<>();
    for (int start : lineStarts) {
      BigInteger value = at.get(start);
      lines.add(value.toString(16) + ":" + seen.merge(value, 1, Integer::sum));
    }
    return lines;
  }
}
