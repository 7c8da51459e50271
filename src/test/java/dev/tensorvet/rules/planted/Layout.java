package dev.tensorvet.rules.planted;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The ways to spread one training loop over functions, classes and files. A loop is given as plain
 * statements: headers of blocks stay where they are, and each other statement becomes a function of
 * its own. It may use the objects {@link #OBJECTS} and assign the variables {@link #LOCALS}.
 */
enum Layout {
  /** As it is. */
  SCRIPT {
    @Override
    Map<String, String> files(List<String> loop) {
      return Map.of("train.py", SETUP + text(loop));
    }
  },

  /** Each statement in a function that is given all that it needs. */
  FUNCTIONS {
    @Override
    Map<String, String> files(List<String> loop) {
      Parts parts = new Parts(loop, "part%d(%s)", false);
      StringBuilder functions = new StringBuilder(IMPORTS);
      parts.bodies.forEach(
          (number, part) ->
              functions.append(part.definition("def part" + number, part.names, "", "")));
      return Map.of(
          "parts.py",
          functions.toString(),
          "train.py",
          SETUP + "\nfrom parts import *\n\n" + text(parts.loop));
    }
  },

  /** Each statement in a function around which the objects are. */
  CLOSURES {
    @Override
    Map<String, String> files(List<String> loop) {
      Parts parts = new Parts(loop, "part%d(%s)", true);
      StringBuilder main = new StringBuilder(SETUP).append("\ndef main():\n");
      parts.bodies.forEach(
          (number, part) ->
              main.append(part.definition("    def part" + number, part.locals, "", "    ")));
      return Map.of("train.py", main + indented(parts.loop) + "\n\nmain()\n");
    }
  },

  /** Each statement in a method, and the methods in three classes of three files. */
  METHODS {
    @Override
    Map<String, String> files(List<String> loop) {
      Parts parts = new Parts(loop, "self.part%d(%s)", true);
      Map<String, String> files = new TreeMap<>();
      for (int file = 0; file < 3; file++) {
        String base = file == 0 ? "" : "(Part" + (file - 1) + ")";
        StringBuilder type = new StringBuilder(IMPORTS);
        if (file > 0) {
          type.append("from part%1$d import Part%1$d\n\n".formatted(file - 1));
        }
        type.append("\nclass Part" + file + base + ":\n" + (file == 0 ? INIT : ""));
        int here = file;
        parts.bodies.forEach(
            (number, part) -> {
              if (number % 3 == here) {
                type.append(part.method(number));
              }
            });
        files.put("part" + file + ".py", type + "    kind = \"part\"\n");
      }
      files.put(
          "train.py",
          SETUP
              + "\nfrom part2 import Part2\n\nclass Trainer(Part2):\n    def fit(self):\n"
              + inMethod(parts.loop)
              + "\n\nTrainer(model, optimizer, criterion, scaler).fit()\n");
      return files;
    }
  },

  /** The loop in a base class, each statement in a method that a subclass brings. */
  BASE_CLASS {
    @Override
    Map<String, String> files(List<String> loop) {
      Parts parts = new Parts(loop, "self.part%d(%s)", true);
      StringBuilder base = new StringBuilder(IMPORTS).append("\nclass Base:\n" + INIT);
      parts.bodies.forEach(
          (number, part) ->
              base.append(
                  "    def part%d(%s):\n        raise NotImplementedError\n\n"
                      .formatted(number, part.parameters("self"))));
      base.append("    def fit(self):\n" + inMethod(parts.loop));
      StringBuilder type = new StringBuilder(SETUP);
      type.append("\nfrom base import Base\n\nclass Trainer(Base):\n");
      parts.bodies.forEach((number, part) -> type.append(part.method(number)));
      return Map.of(
          "base.py",
          base.toString(),
          "train.py",
          type + "\nTrainer(model, optimizer, criterion, scaler).fit()\n");
    }
  };

  private static final List<String> OBJECTS = List.of("model", "optimizer", "criterion", "scaler");

  private static final List<String> LOCALS =
      List.of("inputs", "labels", "outputs", "loss", "total");

  private static final String IMPORTS =
      """
      import torch
      import torch.nn.functional as F
      from torch import nn

      from data import train_loader, val_loader

      """;

  private static final String SETUP =
      IMPORTS
          + """
          model = nn.Sequential(nn.Linear(16, 32), nn.Dropout(0.1), nn.Linear(32, 4))
          criterion = nn.CrossEntropyLoss()
          optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
          scaler = torch.amp.GradScaler("cuda")
          """;

  private static final String INIT =
      """
          def __init__(self, model, optimizer, criterion, scaler):
              self.model = model
              self.optimizer = optimizer
              self.criterion = criterion
              self.scaler = scaler

      """;

  /** The files of a program that runs a loop in this way. */
  abstract Map<String, String> files(List<String> loop);

  private static String text(List<String> lines) {
    return String.join("\n", lines) + "\n";
  }

  private static String indented(List<String> lines) {
    return lines.stream().map(line -> "    " + line).collect(Collectors.joining("\n"));
  }

  private static String inMethod(List<String> lines) {
    return lines.stream()
        .map(line -> "        " + owned(line))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /** A line in a method: objects are members. */
  private static String owned(String line) {
    return Pattern.compile("(?<![\\w.])(" + String.join("|", OBJECTS) + ")\\b")
        .matcher(line)
        .replaceAll("self.$1");
  }

  private static List<String> mentioned(String line, List<String> names) {
    return names.stream()
        .filter(name -> Pattern.compile("(?<![\\w.])" + name + "\\b").matcher(line).find())
        .toList();
  }

  /**
   * A statement that became a function.
   *
   * @param statement its text
   * @param assigned the variable that it assigns, or nothing
   * @param names the objects and variables that it is given
   * @param locals those of them that are variables
   */
  private record Part(String statement, String assigned, List<String> names, List<String> locals) {

    private static final Pattern ASSIGNED = Pattern.compile("(\\w+) (\\+?)= .*");

    static Part of(String statement) {
      Matcher matcher = ASSIGNED.matcher(statement);
      String assigned = matcher.matches() ? matcher.group(1) : "";
      String read =
          matcher.matches() && matcher.group(2).isEmpty()
              ? statement.substring(assigned.length())
              : statement;
      List<String> names = new ArrayList<>(mentioned(read, OBJECTS));
      List<String> locals = mentioned(read, LOCALS);
      names.addAll(locals);
      return new Part(statement, assigned, names, locals);
    }

    String parameters(String first) {
      List<String> all = new ArrayList<>(List.of(first));
      all.addAll(locals);
      return String.join(", ", all);
    }

    String definition(String header, List<String> parameters, String first, String indent) {
      return header
          + "("
          + first
          + String.join(", ", parameters)
          + "):\n"
          + indent
          + "    "
          + statement
          + "\n"
          + (assigned.isEmpty() ? "" : indent + "    return " + assigned + "\n")
          + "\n";
    }

    String method(int number) {
      Part own = new Part(owned(statement), assigned, names, locals);
      return own.definition(
          "    def part" + number, locals, locals.isEmpty() ? "self" : "self, ", "    ");
    }
  }

  /** A loop whose statements became functions. */
  private static final class Parts {
    private final List<String> loop = new ArrayList<>();
    private final Map<Integer, Part> bodies = new LinkedHashMap<>();

    /**
     * @param call how a function is called: a pattern of its number and its arguments
     * @param isAmongObjects whether the functions know the objects without being given them
     */
    Parts(List<String> lines, String call, boolean isAmongObjects) {
      for (String line : lines) {
        String statement = line.strip();
        if (statement.endsWith(":") || statement.isEmpty()) {
          loop.add(line);
          continue;
        }
        Part part = Part.of(statement);
        int number = bodies.size();
        bodies.put(number, part);
        List<String> given = isAmongObjects ? part.locals : part.names;
        String called = call.formatted(number, String.join(", ", given));
        loop.add(
            line.substring(0, line.indexOf(statement))
                + (part.assigned.isEmpty() ? called : part.assigned + " = " + called));
      }
    }
  }
}
