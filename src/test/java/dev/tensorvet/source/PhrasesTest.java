package dev.tensorvet.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PhrasesTest {

  @Test
  void phrasesAreFoundInsideOfWordsAndOfEachOther() {
    Phrases phrases = new Phrases(List.of("torch", "functorch", "numpy", "np"));
    assertEquals(Set.of("torch", "functorch"), phrases.in("import functorch"));
    assertEquals(Set.of("np"), phrases.in("np"));
    assertEquals(Set.of(), phrases.in("torc"));
    assertEquals(Set.of(), phrases.in(""));
  }

  @Test
  void theyAreThoseThatTheTextContains() {
    Random random = new Random(1);
    for (int round = 0; round < 2_000; round++) {
      List<String> all = List.of(word(random, 2), word(random, 3), word(random, 4));
      Phrases phrases = new Phrases(all);
      String text = word(random, random.nextInt(12));
      Set<String> contained = all.stream().filter(text::contains).collect(Collectors.toSet());
      assertEquals(contained, phrases.in(text), text);
      assertEquals(!contained.isEmpty(), phrases.isAnyIn(text), text);
    }
  }

  private static String word(Random random, int length) {
    return random
        .ints(length, 0, 3)
        .mapToObj(letter -> "abé".substring(letter, letter + 1))
        .collect(Collectors.joining());
  }
}
