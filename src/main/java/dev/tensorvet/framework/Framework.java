package dev.tensorvet.framework;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a library's names mean. All names are canonical, those of {@code aliases} and {@code homes}
 * aside.
 *
 * @param withoutModules top-level modules of which no class is a module, an optimizer or the like
 * @param roles the role of what a class or function makes
 * @param rolePatterns the same for names of one form
 * @param superclasses the classes above a class, where its role does not tell
 * @param aliases another name of a thing, and of all below it
 * @param homes modules that are not public, and those where their contents are
 * @param classHomes packages whose classes, however deep they lie, are public in one module
 * @param names further names of a module, for star imports, separated by white space
 * @param complete the modules of which every name is listed
 * @param members the public members of a class, all of them
 */
record Framework(
    Set<String> withoutModules,
    Map<String, Role> roles,
    Map<Pattern, Role> rolePatterns,
    Map<String, List<String>> superclasses,
    Map<String, String> aliases,
    Map<String, String> homes,
    Map<String, String> classHomes,
    Map<String, String> names,
    Set<String> complete,
    Map<String, Set<String>> members) {

  static final String MODULE = "torch.nn.Module";
  static final String OPTIMIZER = "torch.optim.Optimizer";
  static final String SCHEDULER = "torch.optim.lr_scheduler.LRScheduler";
  static final String DATASET = "torch.utils.data.Dataset";

  /** An empty table, to be filled with the methods below. Names are separated by white space. */
  static Framework empty() {
    return new Framework(
        new HashSet<>(),
        new HashMap<>(),
        new LinkedHashMap<>(),
        new HashMap<>(),
        new HashMap<>(),
        new HashMap<>(),
        new HashMap<>(),
        new HashMap<>(),
        new HashSet<>(),
        new HashMap<>());
  }

  /** The words of a text; made by hand and with few steps, since every run waits for it. */
  static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    String line = text.replace('\n', ' ');
    int start = 0;
    while (start < line.length()) {
      int space = line.indexOf(' ', start);
      int end = space < 0 ? line.length() : space;
      if (end > start) {
        words.add(line.substring(start, end));
      }
      start = end + 1;
    }
    return words;
  }

  /** No class of these top-level modules has a role, unless the table says so. */
  Framework withoutModules(String names) {
    withoutModules.addAll(words(names));
    return this;
  }

  /** Classes and functions of a module that make objects of a role. */
  Framework with(Role role, String module, String names) {
    for (String name : words(names)) {
      roles.put(module + "." + name, role);
    }
    return this;
  }

  /** Names that match {@code pattern} as a whole. */
  Framework withMatching(Role role, String pattern) {
    rolePatterns.put(Pattern.compile(pattern), role);
    return this;
  }

  /** Classes that inherit from {@code superclasses} beside what their role tells, nearest first. */
  Framework extending(String superclasses, String module, String names) {
    List<String> above = superclasses.isEmpty() ? List.of() : words(superclasses);
    for (String name : words(names)) {
      this.superclasses.put(module + "." + name, above);
    }
    return this;
  }

  /** Classes that inherit from nothing of note. */
  Framework plain(String module, String names) {
    return extending("", module, names);
  }

  /** {@code other} and all below it go by the name {@code canonical}. */
  Framework alias(String other, String canonical) {
    aliases.put(other, canonical);
    return this;
  }

  /** Modules inside {@code of} whose contents are public in {@code of} itself. */
  Framework home(String of, String modules) {
    for (String module : words(modules)) {
      homes.put(of + "." + module, of);
    }
    return this;
  }

  /** Every class below {@code prefix} is public in {@code module}. */
  Framework classHome(String prefix, String module) {
    classHomes.put(prefix, module);
    return this;
  }

  /** Further names of a module. */
  Framework names(String module, String names) {
    this.names.merge(module, names, (known, more) -> known + " " + more);
    return this;
  }

  /** The names given for these modules are all that they have. */
  Framework complete(String modules) {
    complete.addAll(words(modules));
    return this;
  }

  /** All public members of a class. */
  Framework members(String qualifiedClass, Set<String> names) {
    members.put(qualifiedClass, names);
    return this;
  }

  /** Whether a module is known to have a name. */
  boolean lists(String module, String name) {
    String qualified = module + "." + name;
    return roles.containsKey(qualified)
        || superclasses.containsKey(qualified)
        || words(names.getOrDefault(module, "")).contains(name);
  }
}
