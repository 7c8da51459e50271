package dev.tensorvet.report;

import dev.tensorvet.finding.Place;
import dev.tensorvet.graph.LayerTable;
import dev.tensorvet.graph.Memory;
import dev.tensorvet.graph.ModuleCall;
import dev.tensorvet.graph.Optimizer;
import dev.tensorvet.interp.Contradiction;
import dev.tensorvet.interp.Interpretation.GivenInput;
import dev.tensorvet.interp.Interpretation.InputSource;
import dev.tensorvet.report.Drawing.Box;
import dev.tensorvet.tensor.TensorType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The models of a page. */
final class PageModels {

  /** A page holds no more boxes and rows: after that, models have neither. */
  private static final int MOST_BOXES = 3_000;

  private static final int MOST_ROWS = 6_000;

  /** A wider drawing is printed across the sheet. */
  private static final int WIDE = 900;

  /** What is taller would be too small to read on one sheet. */
  private static final int TALL = 2_200;

  private static final int MOST_NOTES = 40;

  private static final int MOST_TAKEN = 12;

  private static final List<Long> BATCHES = List.of(1L, 16L, 64L, 256L);

  private final PageCode code;
  private int boxes;
  private int rows;

  /** Where the parts of drawings go that look alike. */
  private final Map<Layout.Form, Layout> layouts = new HashMap<>();

  PageModels(PageCode code) {
    this.code = code;
  }

  record Shown(
      String id,
      boolean open,
      String name,
      String summary,
      boolean failed,
      PageCode.Link link,
      String built,
      List<Given> inputs,
      List<PageText> failures,
      List<Taken> taken,
      List<Plan> plan,
      List<Inner> inner,
      String undrawn,
      PageRows<Row> layers,
      List<String> batches,
      PageRows<Need> memory,
      PageRows<PageText> notes) {}

  record Given(String name, String shape, String source) {}

  /** Something that was taken to be so, and where the code leaves it open. */
  record Taken(PageText text, List<PageCode.Link> link) {}

  record Row(
      String name,
      String type,
      List<PageCode.Link> link,
      String input,
      String output,
      String parameters,
      String flops,
      String kept) {}

  /** What training takes, by the size of the batch. */
  record Need(String name, List<String> amounts) {}

  /** A drawing that is folded away, with those that it is the first to lead to. */
  record Inner(String id, String title, Plan plan, List<Inner> inner) {}

  record Plan(
      String id,
      String title,
      int width,
      int height,
      String form,
      List<PlanEdge> edges,
      List<PlanBox> boxes,
      String left) {}

  record PlanEdge(String path, String x, String y, String shape, String tip) {}

  record PlanBox(
      String style,
      String href,
      String tip,
      String x,
      String y,
      String width,
      String height,
      String middle,
      String label,
      String labelY,
      String name,
      String nameY) {}

  List<Shown> all(List<Model> models) {
    List<Shown> shown = new ArrayList<>();
    for (Model model : models) {
      shown.add(shown(model, "m" + (shown.size() + 1), shown.size() < 2));
    }
    return shown;
  }

  private Shown shown(Model model, String id, boolean isOpen) {
    LayerTable table = model.table();
    List<Drawing> drawings = Drawings.of(model);
    int wanted = drawings.stream().mapToInt(drawing -> drawing.boxes().size()).sum();
    boolean isDrawn = boxes + wanted <= MOST_BOXES && !drawings.isEmpty();
    boxes += isDrawn ? wanted : 0;
    List<Plan> plan = new ArrayList<>();
    List<Inner> inner = new ArrayList<>();
    if (isDrawn) {
      plan.add(plan(drawings.getLast(), id, drawings.size() - 1, model));
      inner.addAll(inner(drawings.getLast(), drawings, id, model, new HashSet<>()));
    }
    boolean isListed = rows + table.layers().size() <= MOST_ROWS;
    List<Row> layers =
        isListed ? table.layers().stream().map(layer -> row(layer, model)).toList() : List.of();
    rows += layers.size();
    List<String> notes = ModelNotes.of(model);
    return new Shown(
        id,
        isOpen,
        model.name(),
        summary(model),
        !model.contradictions().isEmpty(),
        code.link(model.place()),
        model.construction().call(),
        model.inputs().stream().map(PageModels::given).toList(),
        model.contradictions().stream().map(PageModels::failure).toList(),
        ModelNotes.taken(model).stream().limit(MOST_TAKEN).map(this::taken).toList(),
        plan,
        inner,
        isDrawn
            ? ""
            : drawings.isEmpty()
                ? "Nothing is known of what it runs."
                : "It is not drawn: the page would be too large. `tensorvet models` tells more.",
        new PageRows<>(
            layers,
            Words.count(table.layers().size(), "layer", "layers") + "; amounts for one sample"),
        BATCHES.stream().map(size -> "batch " + size).toList(),
        memory(model),
        new PageRows<>(
            notes.stream().limit(MOST_NOTES).map(PageText::of).toList(),
            Words.count(notes.size(), "note", "notes") + " on what was assumed or not followed"));
  }

  /** The drawings that a drawing leads to and none before it does, each with its own. */
  private List<Inner> inner(
      Drawing of, List<Drawing> all, String id, Model model, Set<Integer> placed) {
    List<Inner> inner = new ArrayList<>();
    for (Box box : of.boxes()) {
      if (box.inner().filter(placed::add).isPresent()) {
        int number = box.inner().get();
        Drawing drawing = all.get(number);
        inner.add(
            new Inner(
                drawingId(id, number),
                drawing.type() + ", as in " + drawing.path(),
                plan(drawing, id, number, model),
                inner(drawing, all, id, model, placed)));
      }
    }
    return inner;
  }

  private static String summary(Model model) {
    LayerTable table = model.table();
    String all = Amounts.brief(table.parameters(), Amounts.number(table.parameters()));
    String known =
        all.equals("?")
            ? "parameters not known"
            : all.startsWith("depends") ? "number of parameters " + all : all + " parameters";
    return table.trainable().equals(table.parameters()) || all.startsWith("depends")
        ? known
        : known + ", " + Amounts.number(table.trainable()) + " trainable";
  }

  private static Given given(GivenInput input) {
    boolean isKnown = input.source() != InputSource.UNKNOWN;
    String source =
        switch (input.source()) {
          case WRITTEN -> "as written";
          case CALL -> "from a call in the code";
          case DATA -> "from the data that is loaded";
          case DOCUMENTED -> "as its documentation has it";
          case LAYERS -> "from what the layers take";
          case ASSUMED -> "the usual one for what is done with it";
          case SOLVED -> "the size for which the layers fit together";
          case UNKNOWN -> "nothing is known of it";
        };
    return new Given(input.name(), isKnown ? input.type().toString() : "", source);
  }

  private Taken taken(ModelNotes.Taken taken) {
    return new Taken(PageText.of(taken.text()), taken.place().stream().map(code::link).toList());
  }

  private static PageText failure(Contradiction contradiction) {
    return PageText.of(
        "`"
            + contradiction.op()
            + "`: "
            + contradiction.why()
            + contradiction
                .origin()
                .place()
                .map(f -> " (" + ModelNotes.place(new Place(f.file(), f.span())) + ")")
                .orElse(""));
  }

  // --- the table

  private Row row(LayerTable.Layer layer, Model model) {
    ModuleCall call = layer.call();
    Memory.Batch one = model.memory().getFirst().batch();
    return new Row(
        call.path(),
        call.type(),
        call.origin().place().stream()
            .map(frame -> code.link(new Place(frame.file(), frame.span())))
            .toList(),
        shapes(call.inputs()),
        shapes(call.outputs()),
        layer.isAgain() && !layer.parameters().known().isKnown(0)
            ? "again"
            : Amounts.brief(layer.parameters(), Amounts.number(layer.parameters())),
        Amounts.brief(layer.flops(), Amounts.rounded(one.at(layer.flops(), 1))),
        Amounts.brief(layer.kept(), Amounts.bytes(one.at(layer.kept(), 1))));
  }

  private static String shapes(List<TensorType> types) {
    return types.stream().map(type -> type.shape().toString()).collect(Collectors.joining(", "));
  }

  private static PageRows<Need> memory(Model model) {
    List<Need> needs = new ArrayList<>();
    boolean isKnown =
        model.memory().getFirst().total(Optimizer.ADAM, 1).known().known().isPresent();
    if (isKnown) {
      for (Memory memory : model.memory()) {
        for (Optimizer optimizer : Optimizer.values()) {
          needs.add(
              new Need(
                  memory.precision().text() + ", " + optimizer.text(),
                  BATCHES.stream()
                      .map(size -> Amounts.bytes(memory.total(optimizer, size)))
                      .toList()));
        }
      }
    }
    return new PageRows<>(needs, "Memory to train, estimated");
  }

  // --- drawings

  private static String drawingId(String model, int number) {
    return model + "-d" + number;
  }

  private Plan plan(Drawing drawing, String model, int number, Model of) {
    Layout layout = layouts.computeIfAbsent(Layout.Form.of(drawing), Layout::of);
    String id = drawingId(model, number) + "-plan";
    List<PlanEdge> edges = new ArrayList<>();
    for (int i = 0; i < layout.edges().size(); i++) {
      Layout.Line line = layout.edges().get(i);
      edges.add(
          new PlanEdge(
              line.path(),
              line.labelX(),
              line.labelY(),
              drawing.edges().get(i).shape(),
              id + "-tip"));
    }
    List<PlanBox> boxes = new ArrayList<>();
    for (int i = 0; i < layout.boxes().size(); i++) {
      boxes.add(box(drawing.boxes().get(i), layout.boxes().get(i), model));
    }
    String what = drawing.path().isEmpty() ? of.name() : drawing.type() + " " + drawing.path();
    return new Plan(
        id,
        "What "
            + what
            + " runs: "
            + drawing.boxes().stream()
                .map(PageModels::spoken)
                .limit(30)
                .collect(Collectors.joining(", ")),
        layout.width(),
        layout.height(),
        form(layout),
        edges,
        boxes,
        left(drawing));
  }

  private static String left(Drawing drawing) {
    if (drawing.left() == 0) {
      return "";
    }
    boolean isFailed = drawing.boxes().stream().anyMatch(b -> b.kind() == Drawing.Kind.FAILED);
    String steps = Words.count(drawing.left(), "step", "steps");
    return isFailed
        ? "Shapes do not meet here: " + steps + " after it never run."
        : steps + " more are not drawn.";
  }

  private static String spoken(Box box) {
    return box.name().isEmpty() ? box.label() : box.label() + " " + box.name();
  }

  private static PlanBox box(Box box, Layout.Rectangle at, String model) {
    double top = Double.parseDouble(at.y());
    String tip =
        spoken(box)
            + box.place().map(place -> " at " + ModelNotes.place(place)).orElse("")
            + box.why().map(why -> ": " + why).orElse("")
            + (box.inner().isPresent() ? " (opens its own drawing)" : "");
    return new PlanBox(
        Words.of(box.kind()),
        box.inner().map(inner -> "#" + drawingId(model, inner)).orElse(""),
        tip,
        at.x(),
        at.y(),
        at.width(),
        at.height(),
        at.middle(),
        box.label(),
        String.valueOf(top + 17),
        box.name(),
        String.valueOf(top + 34));
  }

  private static String form(Layout layout) {
    return Stream.of(layout.width() > WIDE ? "wide" : "", layout.height() > TALL ? "tall" : "")
        .filter(form -> !form.isEmpty())
        .collect(Collectors.joining(" "));
  }
}
