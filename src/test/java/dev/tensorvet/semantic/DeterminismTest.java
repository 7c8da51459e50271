package dev.tensorvet.semantic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Answers do not depend on the order of the questions, or on the number of threads. */
final class DeterminismTest {

  private static final int MODULES = 8;
  private static final int NAMES = 6;

  /** Modules that import from each other at random, most of them in circles. */
  private static Map<String, String> tangle(Random random) {
    Map<String, String> files = new LinkedHashMap<>();
    for (int m = 0; m < MODULES; m++) {
      StringBuilder text = new StringBuilder();
      for (int line = 0; line < 8; line++) {
        String module = "m" + random.nextInt(MODULES);
        String name = "n" + random.nextInt(NAMES);
        String other = "n" + random.nextInt(NAMES);
        text.append(
            switch (random.nextInt(8)) {
              case 0 -> "from " + module + " import *\n";
              case 1 -> "import " + module + " as " + name + "\n";
              case 2 -> name + " = " + other + "\n";
              case 3 -> name + " = " + other + "." + name + "\n";
              case 4 -> "class " + name + "(" + other + "): pass\n";
              case 5 ->
                  "try:\n  from "
                      + module
                      + " import "
                      + name
                      + "\nexcept ImportError:\n  from torch"
                      + " import "
                      + name
                      + "\n";
              default -> "from " + module + " import " + other + " as " + name + "\n";
            });
      }
      files.put("m" + m + ".py", text.toString());
    }
    return files;
  }

  private static Map<String, String> answers(TestProject project, List<String> order) {
    Map<String, String> answers = new TreeMap<>();
    order.forEach(file -> answers.put(file, NameText.of(project.module(file))));
    return answers;
  }

  @Test
  void theOrderOfTheQuestionsDoesNotShow() {
    Random random = new Random(7);
    for (int round = 0; round < 60; round++) {
      Map<String, String> files = tangle(random);
      List<String> order = new ArrayList<>(files.keySet());
      Map<String, String> expected = answers(TestProject.of(files), order);
      for (int shuffle = 0; shuffle < 4; shuffle++) {
        Collections.shuffle(order, random);
        assertThat(answers(TestProject.of(files), order)).isEqualTo(expected);
      }
    }
  }

  @Test
  void theNumberOfThreadsDoesNotShow() throws Exception {
    Random random = new Random(11);
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (int round = 0; round < 40; round++) {
        Map<String, String> files = tangle(random);
        List<String> order = new ArrayList<>(files.keySet());
        Map<String, String> expected = answers(TestProject.of(files), order);
        TestProject shared = TestProject.of(files);
        List<Callable<Map<String, String>>> tasks = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
          List<String> own = new ArrayList<>(order);
          Collections.shuffle(own, random);
          tasks.add(() -> answers(shared, own));
        }
        for (Future<Map<String, String>> answer : threads.invokeAll(tasks)) {
          assertThat(answer.get()).isEqualTo(expected);
        }
      }
    }
  }
}
