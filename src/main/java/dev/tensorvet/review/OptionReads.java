package dev.tensorvet.review;

import dev.tensorvet.finding.Place;
import dev.tensorvet.reader.query.CommandFunction;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.syntax.Tree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Where programs read the options of a command line. */
final class OptionReads {

  private OptionReads() {}

  /**
   * Where a program reads its own option: what has options of its own reads those, and besides them
   * those of a file that reads no command line itself, but makes the parser for all.
   */
  static List<Place> of(FileSurvey declaring, String name, Collection<FileSurvey> readers) {
    List<Place> all = new ArrayList<>();
    readsIn(declaring, declaring, name).forEach(read -> all.add(read.place()));
    all.addAll(inFunctions(declaring, name));
    List<Readings> running = readers.stream().map(FileSurvey::readings).toList();
    readers.stream()
        .filter(
            reader ->
                reader != declaring
                    && !reader.isTest()
                    && (reader.commandLine().options().isEmpty()
                        || (!declaring.commandLine().isRead() && !declares(reader, name))))
        .flatMap(reader -> readsIn(reader, declaring, name).stream())
        .filter(read -> read.isNamedIn(running))
        .forEach(read -> all.add(read.place()));
    return all;
  }

  /** Where a file reads the option of another; what is of a class of its own holds none. */
  private static List<Readings.Read> readsIn(FileSurvey reader, FileSurvey declaring, String name) {
    Set<String> owners = new HashSet<>(reader.readings().parsed());
    owners.addAll(declaring.readings().parsed());
    return reader.readings().of(name, owners).stream()
        .filter(
            read -> {
              List<ClassEntity> types = read.types();
              return types.isEmpty()
                  || types.stream().anyMatch(declaring.commandLine().optionClasses()::contains);
            })
        .toList();
  }

  /** Where the functions read a parameter that the command line gives them. */
  private static List<Place> inFunctions(FileSurvey survey, String name) {
    List<Place> all = new ArrayList<>();
    for (CommandFunction function : CommandFunction.in(survey.module())) {
      if (function.options().stream().anyMatch(option -> option.parameter().equals(name))
          && function.function().node() instanceof Stmt.FunctionDef def) {
        for (Stmt statement : def.body()) {
          Tree.walk(
              statement,
              node -> {
                if (node instanceof Expr.Name read && read.name().equals(name)) {
                  all.add(survey.view().place(read));
                }
              });
        }
      }
    }
    return all;
  }

  private static boolean declares(FileSurvey reader, String name) {
    return EntryPoints.declared(reader).stream()
        .anyMatch(option -> option.destination().equals(name));
  }
}
