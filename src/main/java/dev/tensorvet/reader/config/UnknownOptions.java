package dev.tensorvet.reader.config;

import dev.tensorvet.facts.UnknownOption;
import dev.tensorvet.facts.UnknownOption.Use;
import dev.tensorvet.framework.CommandLines;
import dev.tensorvet.reader.config.StartCommands.Started;
import dev.tensorvet.reader.query.CodeReader;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.source.Distance;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds options that scripts and manuals give to programs which do not have them. */
final class UnknownOptions implements CodeReader<UnknownOption> {

  private static final Pattern OPTION =
      Pattern.compile("--([A-Za-z][\\w.-]*)(?:=.*)?", Pattern.DOTALL);

  private final StartCommands commands;

  UnknownOptions(StartCommands commands) {
    this.commands = commands;
  }

  @Override
  public Class<UnknownOption> kind() {
    return UnknownOption.class;
  }

  @Override
  public List<UnknownOption> read(SourceModule module) {
    if (!CommandLines.mayRead(module.file().text()) || module.isTest()) {
      return List.of();
    }
    List<Started> started = commands.of(module);
    Optional<CommandOptions> options =
        started.isEmpty() ? Optional.empty() : CommandOptions.of(module);
    List<Use> uses = options.map(all -> unknown(started, all)).orElse(List.of());
    return uses.isEmpty()
        ? List.of()
        : List.of(new UnknownOption(options.orElseThrow().reader(), uses));
  }

  private static List<Use> unknown(List<Started> started, CommandOptions options) {
    List<Use> found = new ArrayList<>();
    for (Started command : started) {
      for (String name : names(command.arguments())) {
        if (!options.has(name)) {
          Optional<String> near = near(name, options);
          if (options.areOthersKnown() || near.isPresent()) {
            found.add(new Use("--" + name, command.place(), near));
          }
        }
      }
    }
    return found;
  }

  /** The options of a command, each once; none where they may be those of another program. */
  private static Set<String> names(List<String> arguments) {
    Set<String> names = new LinkedHashSet<>();
    for (String word : arguments) {
      if (word.equals("--") || word.endsWith(".py")) {
        return Set.of();
      }
      Matcher option = OPTION.matcher(word);
      if (option.matches()) {
        names.add(option.group(1));
      }
    }
    return names;
  }

  private static Optional<String> near(String name, CommandOptions options) {
    String plain = name.replace('-', '_');
    return options.names().stream()
        .filter(option -> option.replace('-', '_').equals(plain))
        .findFirst()
        .or(() -> Distance.nearest(name, new TreeSet<>(options.names())))
        .map(option -> "--" + option);
  }
}
