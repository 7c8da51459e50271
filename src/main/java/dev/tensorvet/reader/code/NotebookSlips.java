package dev.tensorvet.reader.code;

import dev.tensorvet.facts.NotebookSlip;
import dev.tensorvet.facts.NotebookSlip.Kind;
import dev.tensorvet.finding.Place;
import dev.tensorvet.framework.Notebooks;
import dev.tensorvet.framework.Secrets;
import dev.tensorvet.reader.query.CodeCalls;
import dev.tensorvet.reader.query.CodeReader;
import dev.tensorvet.reader.query.LastValues;
import dev.tensorvet.semantic.Binding;
import dev.tensorvet.semantic.BindingSite;
import dev.tensorvet.semantic.Builtins;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.source.CellMap;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.source.Span;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds what a notebook's cells, read from top to bottom, do not give. */
final class NotebookSlips implements CodeReader<NotebookSlip> {

  @Override
  public Class<NotebookSlip> kind() {
    return NotebookSlip.class;
  }

  @Override
  public List<NotebookSlip> read(SourceModule module) {
    return module
        .file()
        .cells()
        .filter(cells -> !cells.cells().isEmpty())
        .map(cells -> new Reader(module, cells).read())
        .orElse(List.of());
  }

  private static final class Reader {

    private final SourceModule module;
    private final SourceFile file;
    private final CellMap cells;
    private final List<NotebookSlip> found = new ArrayList<>();

    Reader(SourceModule module, CellMap cells) {
      this.module = module;
      this.file = module.file();
      this.cells = cells;
    }

    List<NotebookSlip> read() {
      cells.cells().forEach(this::shown);
      if (module.parsed().problems().isEmpty()) {
        Map<Binding, List<Expr.Name>> reads = reads();
        definedBelow(reads);
        ranBefore(reads);
      }
      found.sort((a, b) -> a.place().span().compareTo(b.place().span()));
      return found;
    }

    // --- what is saved of the last run

    private void shown(CellMap.Cell cell) {
      cell.run().error().ifPresent(error -> found.add(slip(Kind.ENDS_WITH_ERROR, cell, error)));
      String saved = file.physical().text();
      cell.run().texts().stream()
          .map(text -> Secrets.in(saved.substring(text.start(), text.end())))
          .flatMap(Optional::stream)
          .findFirst()
          .ifPresent(service -> found.add(slip(Kind.SHOWS_SECRET, cell, service)));
    }

    private NotebookSlip slip(Kind kind, CellMap.Cell cell, String subject) {
      return new NotebookSlip(kind, place(cell), subject, Optional.empty());
    }

    /** The first line of a cell's code that is no comment. */
    private Place place(CellMap.Cell cell) {
      String code = file.text().substring(cell.start(), cell.end());
      int offset = 0;
      for (String line : code.split("\n", -1)) {
        String text = line.strip();
        if (!text.isEmpty() && !text.startsWith("#")) {
          int start = cell.start() + offset + line.indexOf(text);
          return new Place(file, new Span(start, start + text.length()));
        }
        offset += line.length() + 1;
      }
      return new Place(file, new Span(cell.start(), cell.start()));
    }

    // --- the order of the cells

    /** The names of the notebook itself, each with the places that read it when they run. */
    private Map<Binding, List<Expr.Name>> reads() {
      Map<Binding, List<Expr.Name>> reads = new HashMap<>();
      module
          .tree()
          .walk(
              node -> {
                if (node instanceof Expr.Name name
                    && LastValues.scopeOfCode(name, module).equals(module.scope())
                    && !LastValues.isTarget(name, module.tree())) {
                  module
                      .scopeAt(name)
                      .visible(name.name())
                      .filter(binding -> binding.scope().equals(module.scope()))
                      .ifPresent(b -> reads.computeIfAbsent(b, k -> new ArrayList<>()).add(name));
                }
              });
      return reads;
    }

    private static boolean givesValue(BindingSite site) {
      return site.kind() != BindingSite.Kind.ANNOTATION && site.kind() != BindingSite.Kind.DELETE;
    }

    private int cell(int offset) {
      return cells.cellAt(offset).number();
    }

    private void definedBelow(Map<Binding, List<Expr.Name>> reads) {
      if (Notebooks.mayDefineUnseen(file.text())) {
        return;
      }
      Set<String> told = new HashSet<>();
      for (Binding binding : module.scope().bindings()) {
        List<BindingSite> sites = binding.sites().stream().filter(Reader::givesValue).toList();
        if (sites.isEmpty() || Builtins.has(binding.name()) || Notebooks.gives(binding.name())) {
          continue;
        }
        int first = sites.stream().mapToInt(site -> cell(site.node().start())).min().orElse(0);
        for (Expr.Name read : reads.getOrDefault(binding, List.of())) {
          if (cell(read.start()) < first
              && !isAsked(read)
              && !isDefinedUnseen(binding.name())
              && told.add(binding.name())) {
            Place defined = new Place(file, sites.getFirst().node().span());
            found.add(
                new NotebookSlip(
                    Kind.DEFINED_BELOW,
                    CodeCalls.place(read, module),
                    binding.name(),
                    Optional.of(firstLine(defined))));
          }
        }
      }
    }

    /** Whether a command of the notebook or a star import may give the name as well. */
    private boolean isDefinedUnseen(String name) {
      return Notebooks.mayAssign(file.text(), name) || module.mayStarImport(name);
    }

    private Place firstLine(Place place) {
      int end = file.text().indexOf('\n', place.span().start());
      return end < 0 || end >= place.span().end()
          ? place
          : new Place(file, new Span(place.span().start(), end));
    }

    /** Whether it may be asked before whether the name is there. */
    private boolean isAsked(Expr.Name read) {
      return CodeCalls.around(read, module.tree()).stream()
          .anyMatch(node -> node instanceof Stmt.Try || node instanceof Stmt.If);
    }

    /** The first cell that ran before the one above it that gives it a value, as it reads now. */
    private void ranBefore(Map<Binding, List<Expr.Name>> reads) {
      Optional<NotebookSlip> first = Optional.empty();
      for (Map.Entry<Binding, List<Expr.Name>> entry : reads.entrySet()) {
        for (Expr.Name read : entry.getValue()) {
          CellMap.Cell here = cells.cellAt(read.start());
          Optional<BindingSite> giver =
              entry.getKey().sites().stream()
                  .filter(site -> site.node().start() < read.start())
                  .reduce((before, last) -> last)
                  .filter(site -> site.kind() != BindingSite.Kind.IMPORT);
          if (giver.isEmpty()) {
            continue;
          }
          CellMap.Cell above = cells.cellAt(giver.get().node().start());
          boolean isBefore =
              here.run().count() > 0
                  && above.number() != here.number()
                  && above.run().count() > here.run().count();
          if (isBefore && (first.isEmpty() || isEarlier(read, first.get()))) {
            first =
                Optional.of(
                    new NotebookSlip(
                        Kind.RAN_BEFORE,
                        CodeCalls.place(read, module),
                        entry.getKey().name(),
                        Optional.of(firstLine(new Place(file, giver.get().node().span())))));
          }
        }
      }
      first.ifPresent(found::add);
    }

    private static boolean isEarlier(Node read, NotebookSlip than) {
      return read.start() < than.place().span().start();
    }
  }
}
