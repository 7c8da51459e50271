package dev.tensorvet.report;

import dev.tensorvet.graph.Count;
import dev.tensorvet.graph.LayerTable;
import dev.tensorvet.graph.Memory;
import dev.tensorvet.graph.ModuleCall;
import dev.tensorvet.graph.Optimizer;
import dev.tensorvet.interp.Interpretation.GivenInput;
import dev.tensorvet.interp.Interpretation.InputSource;
import dev.tensorvet.report.TextTable.Column;
import dev.tensorvet.report.TextTable.Side;
import dev.tensorvet.tensor.TensorType;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** For people: each model with its layers, its sums, and what training it takes. */
final class ModelTextReporter implements ModelReporter {

  private static final String INDENT = "  ";

  /** More would hide the first ones. */
  private static final int MOST_NOTES = 12;

  @Override
  public String name() {
    return "text";
  }

  @Override
  public void write(ModelReport report, ModelContext context, Writer out) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Model model : report.models()) {
      new Section(model, context, lines).write();
      lines.add("");
    }
    int count = report.models().size();
    lines.add(count == 1 ? "1 model" : count + " models");
    for (String line : lines) {
      out.write(line + "\n");
    }
  }

  /** What is told of one model. */
  private record Section(Model model, ModelContext context, List<String> lines) {

    void write() {
      heading();
      if (!model.table().layers().isEmpty()) {
        lines.add("");
        layers();
      }
      lines.add("");
      sums();
      notes();
    }

    private void heading() {
      Ink ink = new Ink(context.colour());
      lines.add(
          ink.paint(Ink.Style.STRONG, Glyphs.printable(model.name()))
              + " ("
              + Glyphs.printable(ModelNotes.place(model.place()))
              + ")");
      line("built as " + model.construction().call());
      for (GivenInput input : model.inputs()) {
        boolean isKnown = input.source() != InputSource.UNKNOWN;
        line(
            "input "
                + input.name()
                + (isKnown ? " " + input.type() + ", " : ": ")
                + from(input.source()));
      }
    }

    private static String from(InputSource source) {
      return switch (source) {
        case WRITTEN -> "as written";
        case CALL -> "from a call";
        case DATA -> "from the data that is loaded";
        case DOCUMENTED -> "as its documentation has it";
        case LAYERS -> "from what the layers take";
        case ASSUMED -> "the usual one for what is done with it";
        case SOLVED -> "the size for which the layers fit together";
        case UNKNOWN -> "nothing is known of it";
      };
    }

    // --- layers

    private void layers() {
      long batch = context.batches().getFirst();
      TextTable table =
          new TextTable(
              List.of(
                  new Column("layer", Side.LEFT_KEEPING_END, 10),
                  new Column("type", Side.LEFT, 8),
                  Column.whole("line", Side.RIGHT),
                  new Column("input", Side.LEFT, 8),
                  new Column("output", Side.LEFT, 8),
                  new Column("parameters", Side.RIGHT, 8),
                  new Column("FLOPs", Side.RIGHT, 6),
                  new Column("kept", Side.RIGHT, 6)));
      for (LayerTable.Layer layer : model.table().layers()) {
        table.add(row(layer, batch));
      }
      addAll(table);
    }

    private List<String> row(LayerTable.Layer layer, long batch) {
      ModuleCall call = layer.call();
      Memory.Batch sizes = batch();
      return List.of(
          Glyphs.printable(call.path()),
          Glyphs.printable(call.type()),
          call.origin()
              .place()
              .map(f -> String.valueOf(Region.of(f.file(), f.span()).start().line()))
              .orElse(""),
          shapes(call.inputs()),
          shapes(call.outputs()),
          parameters(layer),
          Amounts.rounded(sizes.at(layer.flops(), batch)),
          Amounts.bytes(sizes.at(layer.kept(), batch)));
    }

    private static String parameters(LayerTable.Layer layer) {
      if (layer.isAgain() && !layer.parameters().known().isKnown(0)) {
        return "again";
      }
      String all = Amounts.number(layer.parameters());
      return layer.trainable().equals(layer.parameters())
          ? all
          : layer.trainable().known().isKnown(0)
              ? all + " frozen"
              : all + " (" + Amounts.number(layer.trainable()) + " trainable)";
    }

    private static String shapes(List<TensorType> types) {
      return types.stream().map(type -> type.shape().toString()).collect(Collectors.joining(", "));
    }

    // --- sums

    private Memory.Batch batch() {
      return model.memory().getFirst().batch();
    }

    private void sums() {
      LayerTable table = model.table();
      line(sum(table));
      Set<String> open = open();
      if (open.isEmpty()) {
        long batch = context.batches().getFirst();
        line(
            Amounts.rounded(batch().at(table.flops(), batch))
                + " FLOPs and "
                + Amounts.bytes(model.memory().getFirst().activations(batch))
                + " kept for the backward pass, for a batch of "
                + batch);
        memory();
      } else {
        boolean isOfInputs = symbolsOfInputs().containsAll(open);
        line(
            "FLOPs and memory depend on "
                + String.join(", ", open)
                + (isOfInputs
                    ? ": `--input` says how large the inputs are"
                    : ", which the code does not tell"));
      }
    }

    private static String sum(LayerTable table) {
      Count all = table.parameters();
      if (!all.isWhole() && all.known().isKnown(0)) {
        return "how many parameters there are is not known";
      }
      String trainable =
          table.trainable().equals(all)
              ? "all trainable"
              : Amounts.number(table.trainable()) + " trainable";
      return all.isWhole()
          ? Amounts.number(all) + " parameters, " + trainable
          : "at least " + Amounts.number(new Count(all.known(), true)) + " parameters";
    }

    private Set<String> symbolsOfInputs() {
      return model.inputs().stream()
          .flatMap(input -> input.type().shape().dims().stream().flatMap(List::stream))
          .flatMap(dim -> dim.symbols().stream())
          .collect(Collectors.toSet());
    }

    /** What is left open when the batch is known. */
    private Set<String> open() {
      long batch = context.batches().getFirst();
      Set<String> open =
          new TreeSet<>(model.memory().getFirst().total(Optimizer.ADAM, batch).known().symbols());
      open.addAll(batch().at(model.table().flops(), batch).known().symbols());
      return open;
    }

    private void memory() {
      List<Column> columns = new ArrayList<>();
      columns.add(Column.whole("memory to train", Side.LEFT));
      columns.add(Column.whole("weights", Side.RIGHT));
      columns.add(Column.whole("gradients", Side.RIGHT));
      columns.add(Column.whole("state", Side.RIGHT));
      context.batches().forEach(size -> columns.add(Column.whole("batch " + size, Side.RIGHT)));
      context
          .gpuMemory()
          .ifPresent(
              bytes -> columns.add(Column.whole("most in " + Amounts.bytes(bytes), Side.RIGHT)));
      TextTable table = new TextTable(columns);
      for (Memory memory : model.memory()) {
        for (Optimizer optimizer : Optimizer.values()) {
          table.add(row(memory, optimizer));
        }
      }
      lines.add("");
      addAll(table);
    }

    private List<String> row(Memory memory, Optimizer optimizer) {
      List<String> row = new ArrayList<>();
      row.add(memory.precision().text() + ", " + optimizer.text());
      row.add(Amounts.bytes(memory.weights()));
      row.add(Amounts.bytes(memory.gradients()));
      row.add(Amounts.bytes(memory.gradients().times(optimizer.state())));
      context.batches().forEach(size -> row.add(Amounts.bytes(memory.total(optimizer, size))));
      if (context.gpuMemory().isPresent()) {
        OptionalLong most = memory.largestBatch(optimizer, context.gpuMemory().getAsLong());
        boolean isLowerBound = !memory.activations().isWhole();
        row.add(
            most.isEmpty()
                ? "?"
                : most.getAsLong() == 0 ? "none" : (isLowerBound ? "<= " : "") + most.getAsLong());
      }
      return row;
    }

    // --- notes

    private void notes() {
      List<String> notes = ModelNotes.of(model);
      if (notes.isEmpty()) {
        return;
      }
      lines.add("");
      notes.stream().limit(MOST_NOTES).forEach(note -> line("note: " + note));
      if (notes.size() > MOST_NOTES) {
        line("and " + (notes.size() - MOST_NOTES) + " more notes; `--output-format json` has all");
      }
    }

    private void addAll(TextTable table) {
      table.lines(context.width() - INDENT.length()).forEach(line -> lines.add(INDENT + line));
    }

    private void line(String text) {
      lines.add(INDENT + Glyphs.printable(text));
    }
  }
}
