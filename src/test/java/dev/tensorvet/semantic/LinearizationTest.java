package dev.tensorvet.semantic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What holds of every method resolution order, over many random families of classes. */
final class LinearizationTest {

  private static final int FAMILIES = 200;
  private static final int CLASSES = 12;

  private static String family(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < CLASSES; i++) {
      List<String> bases =
          random
              .ints(random.nextInt(4), 0, Math.max(i, 1))
              .filter(base -> base < CLASSES)
              .distinct()
              .mapToObj(base -> "C" + base)
              .toList();
      text.append(
          "class C" + i + "(" + String.join(", ", i == 0 ? List.of() : bases) + "): pass\n");
    }
    return text.toString();
  }

  @Test
  void completeOrdersKeepTheOrdersOfAllBases() {
    Random random = new Random(1);
    int complete = 0;
    for (int family = 0; family < FAMILIES; family++) {
      TestProject project = TestProject.of("main.py", family(random));
      for (ClassEntity type : project.module("main.py").classes()) {
        List<Entity> order = type.mro().linear();
        assertThat(order).startsWith(type).doesNotHaveDuplicates();
        if (type.mro().isComplete()) {
          complete++;
          assertThat(isInOrder(order, type.bases())).isTrue();
          for (Entity base : type.bases()) {
            assertThat(isInOrder(order, ((ClassEntity) base).mro().linear())).isTrue();
          }
        }
      }
    }
    assertThat(complete).isGreaterThan(FAMILIES * CLASSES / 2);
  }

  private static boolean isInOrder(List<Entity> order, List<Entity> part) {
    int[] places = part.stream().mapToInt(order::indexOf).toArray();
    return IntStream.range(0, places.length)
        .allMatch(i -> places[i] >= 0 && (i == 0 || places[i - 1] < places[i]));
  }
}
