package dev.tensorvet.rules.planted;

import dev.tensorvet.source.Span;
import dev.tensorvet.source.TextEdit;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A change of a program after which it still does what it did, or nearly so. */
record HarmlessEdit(String name, Operator operator) {

  private static final Pattern DATA = Pattern.compile("(?:self\\.)?\\w*(?:loader|labelled)");

  /** Names of objects, and other names for them. */
  private static final Map<String, String> NAMES =
      Map.of(
          "model", "net",
          "optimizer", "updater",
          "criterion", "measure",
          "loss", "objective",
          "loader", "batches",
          "train_loader", "training_batches");

  /** All of them: a new one is one line. */
  static List<HarmlessEdit> all() {
    return List.of(
        edit("zero_grad behind step", HarmlessEdit::zeroBehindStep),
        edit("zero_grad right before backward", HarmlessEdit::zeroBeforeBackward),
        edit("gradients set to None by hand", HarmlessEdit::zeroByHand),
        edit("zero_grad of the model", HarmlessEdit::zeroOfModel),
        edit("zero_grad with an argument", HarmlessEdit::zeroWithArgument),
        edit("body of the loop in a function", HarmlessEdit::bodyInFunction),
        edit("body of the loop under a context", HarmlessEdit::bodyUnderContext),
        edit("body of the loop under a check of the data", HarmlessEdit::bodyUnderCheck),
        edit("loop over enumerate", HarmlessEdit::enumerated),
        edit("progress bar around the loader", HarmlessEdit::withProgress),
        edit("loss printed now and then", HarmlessEdit::printed),
        edit("mixed precision", HarmlessEdit::mixedPrecision),
        edit("compiled model", HarmlessEdit::compiled),
        edit("no_grad as a decorator", HarmlessEdit::noGradAsDecorator),
        edit("inference_mode for no_grad", HarmlessEdit::inferenceMode),
        edit("set_grad_enabled for no_grad", HarmlessEdit::gradSwitchedOff),
        edit("train(False) for eval()", code -> code.calls("eval").map(s -> trainFalse(code, s))),
        edit("a while loop over epochs", HarmlessEdit::whileLoop),
        edit("epochs in a try", HarmlessEdit::inTry),
        everywhere("objects renamed", HarmlessEdit::renamed),
        everywhere("torch under another name", HarmlessEdit::aliased));
  }

  private static HarmlessEdit edit(String name, Function<Code, Stream<List<TextEdit>>> edits) {
    return new HarmlessEdit(name, Operator.inFile(edits));
  }

  private static HarmlessEdit everywhere(String name, Function<Code, List<TextEdit>> edits) {
    return new HarmlessEdit(name, Operator.everywhere(edits));
  }

  /**
   * Of two optimizers the pass for one may fill the gradients of the other, which would be set to
   * zero too early then.
   */
  private static Stream<List<TextEdit>> zeroBehindStep(Code code) {
    boolean isOne = code.calls("zero_grad").map(code::receiver).distinct().count() == 1;
    return code.calls("zero_grad")
        .filter(zero -> isOne)
        .flatMap(
            zero ->
                code
                    .after(
                        zero,
                        s -> code.isCall(s, "step") && code.subject(s).equals(code.receiver(zero)))
                    .map(step -> code.moveAfter(zero, step))
                    .stream());
  }

  private static Stream<List<TextEdit>> zeroBeforeBackward(Code code) {
    return code.calls("zero_grad")
        .flatMap(
            zero ->
                code
                    .after(zero, s -> code.isCall(s, "backward", "manual_backward"))
                    .map(backward -> code.moveBefore(zero, backward))
                    .stream());
  }

  private static Stream<List<TextEdit>> zeroByHand(Code code) {
    return code.calls("zero_grad")
        .map(
            zero ->
                List.of(
                    code.insertBefore(
                        zero,
                        "for group in " + code.receiver(zero) + ".param_groups:",
                        "    for parameter in group[\"params\"]:",
                        "        parameter.grad = None"),
                    code.delete(zero)));
  }

  /** Where the optimizer is made in the same function. */
  private static Stream<List<TextEdit>> zeroOfModel(Code code) {
    return code.calls("zero_grad")
        .flatMap(
            zero ->
                code.all(Stmt.Assign.class)
                    .filter(a -> code.text(a.targets().getFirst()).equals(code.receiver(zero)))
                    .filter(a -> code.scope(a) == code.scope(zero))
                    .flatMap(a -> parametersOf(code, a.value()).stream())
                    .map(model -> List.of(Code.replace(zero, model + ".zero_grad()"))));
  }

  private static Optional<String> parametersOf(Code code, Expr made) {
    return made instanceof Expr.Call call
            && !call.arguments().isEmpty()
            && call.arguments().getFirst() instanceof Expr.Call parameters
            && parameters.callee() instanceof Expr.Attribute method
            && method.name().equals("parameters")
        ? Optional.of(code.text(method.value()))
        : Optional.empty();
  }

  private static Stream<List<TextEdit>> zeroWithArgument(Code code) {
    return code.calls("zero_grad")
        .map(
            zero ->
                List.of(Code.replace(zero, code.receiver(zero) + ".zero_grad(set_to_none=False)")));
  }

  /** Loops over data whose body leaves them nowhere. */
  private static Stream<Stmt.For> dataLoops(Code code) {
    return code.all(Stmt.For.class)
        .filter(loop -> DATA.matcher(code.text(loop.iterable())).matches())
        .filter(
            loop ->
                Code.within(loop, Stmt.class)
                    .noneMatch(
                        s ->
                            s instanceof Stmt.Break
                                || s instanceof Stmt.Continue
                                || s instanceof Stmt.Return));
  }

  private static Stream<List<TextEdit>> bodyInFunction(Code code) {
    return dataLoops(code)
        .map(
            loop -> {
              Set<String> shared = assigned(loop);
              Node scope = code.scope(loop);
              Set<String> elsewhere =
                  Code.within(scope, Stmt.class)
                      .filter(s -> s.start() < loop.start() || s.start() > loop.end())
                      .flatMap(s -> targets(s).stream())
                      .collect(Collectors.toCollection(TreeSet::new));
              shared.retainAll(elsewhere);
              String keyword = scope instanceof Stmt.FunctionDef ? "nonlocal " : "global ";
              List<String> header = new ArrayList<>(List.of("def turn():"));
              if (!shared.isEmpty()) {
                header.add("    " + keyword + String.join(", ", shared));
              }
              List<TextEdit> edits =
                  new ArrayList<>(code.wrap(loop.body(), header.toArray(String[]::new)));
              edits.add(code.insertAfter(loop.body().getLast(), "turn()"));
              return edits;
            });
  }

  private static Set<String> assigned(Stmt.For loop) {
    return Code.within(loop, Stmt.class)
        .filter(s -> s != loop)
        .flatMap(s -> targets(s).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The variables that a statement itself assigns. */
  private static List<String> targets(Stmt statement) {
    List<Expr> targets =
        switch (statement) {
          case Stmt.Assign s -> s.targets();
          case Stmt.AugAssign s -> List.of(s.target());
          case Stmt.For s -> List.of(s.target());
          default -> List.of();
        };
    return targets.stream()
        .flatMap(t -> t instanceof Expr.Tuple tuple ? tuple.elements().stream() : Stream.of(t))
        .filter(t -> t instanceof Expr.Name)
        .map(t -> ((Expr.Name) t).name())
        .toList();
  }

  private static Stream<List<TextEdit>> bodyUnderContext(Code code) {
    return dataLoops(code)
        .map(loop -> code.wrap(loop.body(), "with torch.profiler.record_function(\"turn\"):"));
  }

  private static Stream<List<TextEdit>> bodyUnderCheck(Code code) {
    return dataLoops(code)
        .filter(loop -> code.text(loop.target()).contains("labels"))
        .map(loop -> code.wrap(loop.body(), "if labels.numel() > 0:"));
  }

  private static Stream<List<TextEdit>> enumerated(Code code) {
    return dataLoops(code)
        .map(
            loop -> {
              String target = code.text(loop.target());
              boolean isTuple = loop.target() instanceof Expr.Tuple && !target.startsWith("(");
              return List.of(
                  Code.replace(loop.target(), "number, " + (isTuple ? "(" + target + ")" : target)),
                  Code.replace(
                      loop.iterable(), "enumerate(" + code.text(loop.iterable()) + ", start=1)"));
            });
  }

  private static Stream<List<TextEdit>> withProgress(Code code) {
    return dataLoops(code)
        .map(
            loop ->
                List.of(
                    Code.insert(code.afterImports(), "from tqdm import tqdm\n"),
                    Code.replace(
                        loop.iterable(),
                        "tqdm(" + code.text(loop.iterable()) + ", desc=\"batches\")")));
  }

  private static Stream<List<TextEdit>> printed(Code code) {
    return code.calls("backward")
        .filter(s -> code.subject(s).matches("loss\\w*"))
        .map(
            s ->
                List.of(
                    code.insertAfter(
                        s,
                        "if torch.rand(()) < 0.01:",
                        "    print(f\"loss {" + code.subject(s) + ".item():.4f}\", flush=True)")));
  }

  /** A scaler for a backward pass and a step of one block. */
  private static Stream<List<TextEdit>> mixedPrecision(Code code) {
    if (code.text().contains("scaler")) {
      return Stream.of();
    }
    return code.calls("backward")
        .filter(s -> Code.call(s).arguments().isEmpty())
        .flatMap(
            backward ->
                code
                    .after(backward, s -> code.isCall(s, "step"))
                    .filter(step -> code.receiver(step).contains("optimizer"))
                    .map(step -> scaled(code, backward, step))
                    .stream());
  }

  private static List<TextEdit> scaled(Code code, Stmt backward, Stmt step) {
    String optimizer = code.receiver(step);
    List<TextEdit> edits = new ArrayList<>();
    edits.add(Code.insert(code.afterImports(), "\nscaler = torch.amp.GradScaler(\"cuda\")\n"));
    edits.add(Code.replace(backward, "scaler.scale(" + code.receiver(backward) + ").backward()"));
    code.after(backward, s -> code.isCall(s, "clip_grad_norm_", "clip_grad_value_"))
        .ifPresent(
            clip -> edits.add(code.insertBefore(clip, "scaler.unscale_(" + optimizer + ")")));
    edits.add(Code.replace(step, "scaler.step(" + optimizer + ")"));
    edits.add(code.insertAfter(step, "scaler.update()"));
    return edits;
  }

  /**
   * Behind an assignment of a model. The names in the state of a compiled one are others, which who
   * saves it is told.
   */
  private static Stream<List<TextEdit>> compiled(Code code) {
    if (code.all(Expr.Attribute.class).anyMatch(a -> a.name().equals("state_dict"))) {
      return Stream.empty();
    }
    return code.all(Stmt.Assign.class)
        .filter(a -> Set.of("model", "student").contains(code.text(a.targets().getFirst())))
        .map(
            a -> {
              String name = code.text(a.targets().getFirst());
              return List.of(code.insertAfter(a, name + " = torch.compile(" + name + ")"));
            });
  }

  private static boolean isNoGrad(Code code, Node node) {
    return code.text(node).equals("torch.no_grad()");
  }

  /** Of functions that hold such a block and train nothing. */
  private static Stream<List<TextEdit>> noGradAsDecorator(Code code) {
    return code.all(Stmt.FunctionDef.class)
        .filter(f -> !code.text(f).contains("backward("))
        .flatMap(
            f ->
                Code.within(f, Stmt.With.class)
                    .flatMap(
                        with ->
                            with.items().stream()
                                .filter(item -> isNoGrad(code, item))
                                .map(
                                    item -> {
                                      List<TextEdit> edits =
                                          new ArrayList<>(code.unwrap(with, item));
                                      edits.add(code.insertBefore(f, "@torch.no_grad()"));
                                      return edits;
                                    })));
  }

  /** Of what is computed for itself: no loss can keep what comes of an inference mode. */
  private static Stream<List<TextEdit>> inferenceMode(Code code) {
    List<Node> ofTargets =
        code.all(Stmt.With.class)
            .filter(with -> Bug.computesTarget(code, with))
            .flatMap(with -> with.items().stream())
            .map(Node.class::cast)
            .toList();
    return noGrads(code)
        .filter(item -> !ofTargets.contains(item))
        .map(item -> List.of(Code.replace(item, "torch.inference_mode()")));
  }

  private static Stream<List<TextEdit>> gradSwitchedOff(Code code) {
    return noGradAs(code, "torch.set_grad_enabled(False)");
  }

  private static Stream<List<TextEdit>> noGradAs(Code code, String context) {
    return noGrads(code).map(item -> List.of(Code.replace(item, context)));
  }

  private static Stream<Node.WithItem> noGrads(Code code) {
    return code.all(Node.WithItem.class).filter(item -> isNoGrad(code, item));
  }

  private static List<TextEdit> trainFalse(Code code, Stmt eval) {
    return List.of(Code.replace(eval, code.receiver(eval) + ".train(False)"));
  }

  /** Loops whose variable counts from 0. */
  private static Stream<Stmt.For> countingLoops(Code code) {
    return code.all(Stmt.For.class)
        .filter(loop -> code.text(loop.target()).equals("epoch"))
        .filter(loop -> code.text(loop.iterable()).matches("range\\(\\w+\\)"));
  }

  private static Stream<List<TextEdit>> whileLoop(Code code) {
    return countingLoops(code)
        .map(
            loop -> {
              String end = code.text(((Expr.Call) loop.iterable()).arguments().getFirst());
              return List.of(
                  code.insertBefore(loop, "epoch = 0"),
                  new TextEdit(
                      new Span(loop.start(), loop.iterable().end()), "while epoch < " + end),
                  code.insertAfter(loop.body().getLast(), "epoch += 1"));
            });
  }

  private static Stream<List<TextEdit>> inTry(Code code) {
    return countingLoops(code)
        .map(
            loop -> {
              List<TextEdit> edits = new ArrayList<>(code.wrap(List.of(loop), "try:"));
              edits.add(
                  code.insertAfter(loop, "except KeyboardInterrupt:", "    print(\"stopped\")"));
              return edits;
            });
  }

  /**
   * Of variables, parameters and members; what a file uses as a keyword, imports or takes of others
   * stays.
   */
  private static List<TextEdit> renamed(Code code) {
    Set<String> kept =
        Stream.of(
                code.all(Node.Keyword.class).flatMap(k -> k.name().stream()),
                code.all(Node.Alias.class).map(Node.Alias::name),
                code.all(Expr.Attribute.class).filter(a -> !isOwn(a)).map(Expr.Attribute::name))
            .flatMap(names -> names)
            .collect(Collectors.toCollection(TreeSet::new));
    List<TextEdit> edits = new ArrayList<>();
    code.all(Node.class)
        .forEach(
            node -> {
              Optional<Span> name = nameOf(node);
              name.map(span -> code.text().substring(span.start(), span.end()))
                  .filter(text -> NAMES.containsKey(text) && !kept.contains(text))
                  .ifPresent(
                      text -> edits.add(new TextEdit(name.get(), NAMES.getOrDefault(text, text))));
            });
    return edits;
  }

  private static Optional<Span> nameOf(Node node) {
    return switch (node) {
      case Expr.Name n -> Optional.of(n.span());
      case Node.Parameter p -> Optional.of(new Span(p.start(), p.start() + p.name().length()));
      case Expr.Attribute a when isOwn(a) -> Optional.of(new Span(a.nameStart(), a.end()));
      default -> Optional.empty();
    };
  }

  private static boolean isOwn(Expr.Attribute attribute) {
    return attribute.value() instanceof Expr.Name self && self.name().equals("self");
  }

  private static List<TextEdit> aliased(Code code) {
    List<Stmt.Import> imports =
        code.all(Stmt.Import.class).filter(i -> code.text(i).equals("import torch")).toList();
    if (imports.isEmpty()) {
      return List.of();
    }
    List<TextEdit> edits = new ArrayList<>();
    imports.forEach(i -> edits.add(Code.replace(i, "import torch as th")));
    code.all(Expr.Name.class)
        .filter(n -> n.name().equals("torch"))
        .forEach(n -> edits.add(Code.replace(n, "th")));
    return edits;
  }
}
