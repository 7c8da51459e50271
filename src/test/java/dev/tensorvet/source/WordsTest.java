package dev.tensorvet.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class WordsTest {

  private static Words of(String text) {
    return SourceFile.of("a.py", Language.PYTHON, text).words();
  }

  @Test
  void aWordIsALongestRunOfWhatAnIdentifierMayHold() {
    Words words = of("import torch.nn as nn  # größe\r\nx_1 = 'softmax'");
    assertThat(words.among(List.of("torch", "nn", "größe", "x_1", "softmax", "tor", "x", "gr")))
        .isEqualTo(Set.of("torch", "nn", "größe", "x_1", "softmax"));
    assertThat(words.mayHoldAny(List.of("tor", "nn"))).isTrue();
    assertThat(words.mayHoldAny(List.of("tor", "n"))).isFalse();
  }

  @Test
  void aTextOfNoWordsHoldsNone() {
    assertThat(of("").mayHold("a")).isFalse();
    assertThat(of(" +-\n").mayHold("a")).isFalse();
  }

  @Test
  void noWordOfATextIsEverLeftOut() {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(3_000); length > 0; length--) {
        text.append("ab1_ .(\n é".charAt(random.nextInt(10)));
      }
      List<String> expected = new ArrayList<>();
      Pattern.compile("[ab1_é]+").matcher(text).results().forEach(m -> expected.add(m.group()));
      Words words = of(text.toString());
      assertThat(expected).allMatch(words::mayHold);
    }
  }
}
