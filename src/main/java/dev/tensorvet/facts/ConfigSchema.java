package dev.tensorvet.facts;

import dev.tensorvet.finding.Place;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The settings that a program declares, with the kind of value that each begins with. */
final class ConfigSchema {

  /** What a setting may be set to. */
  enum Kind {
    WHOLE("a whole number"),
    FLOAT("a number with a point"),
    TEXT("a text"),
    TRUTH("true or false"),
    LIST("a list"),
    SECTION("a section"),
    /** Whatever it is, nobody can say that it is wrong. */
    ANY("anything");

    private final String name;

    Kind(String name) {
      this.name = name;
    }

    String text() {
      return name;
    }
  }

  /** What is declared under a name. */
  record Setting(Kind kind, Place place, ConfigSchema inner) {}

  private final Map<String, Setting> settings = new LinkedHashMap<>();

  Optional<Setting> get(String name) {
    return Optional.ofNullable(settings.get(name));
  }

  Iterable<String> names() {
    return settings.keySet();
  }

  boolean isEmpty() {
    return settings.isEmpty();
  }

  /** Declares a setting; one that is declared as two kinds may be any. */
  ConfigSchema declare(String name, Kind kind, Place place) {
    Setting before = settings.get(name);
    Setting now =
        before == null
            ? new Setting(kind, place, new ConfigSchema())
            : new Setting(before.kind() == kind ? kind : Kind.ANY, before.place(), before.inner());
    settings.put(name, now);
    return now.inner();
  }
}
