package dev.tensorvet.interp;

import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.Problem;
import dev.tensorvet.interp.WrittenInputs.Reading;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.source.LineTable;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.source.Span;
import dev.tensorvet.syntax.Comment;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.syntax.Node;
import dev.tensorvet.syntax.Stmt;
import dev.tensorvet.tensor.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What comments say of the inputs of models: {@code # tensorvet: input (B, 3, 224, 224)}, at {@code
 * class} or {@code def forward}: on its line, alone on the line above, or below it, up to the first
 * statement.
 */
public final class InputComments {

  private static final Pattern FORM = Pattern.compile("#\\s*tensorvet:\\s*input\\b(.*)");

  private InputComments() {}

  /**
   * @param span of the part of the comment that {@code reading} was read from
   */
  private record Written(Span span, Reading reading) {}

  /** What is written at a model's class, else at its {@code forward}. */
  static Optional<List<TensorType>> of(ClassEntity model, Optional<FunctionEntity> forward) {
    return at(model.module(), model.node())
        .or(() -> forward.flatMap(function -> at(function.module(), function.node())));
  }

  private static Optional<List<TensorType>> at(SourceModule module, Node definition) {
    SourceFile file = module.file();
    for (Comment comment : module.parsed().comments()) {
      if (belongs(comment, definition, file.lines())
          && read(comment, file).map(Written::reading).orElse(new Reading.Wrong(0, ""))
              instanceof Reading.Read(List<TensorType> inputs)) {
        return Optional.of(inputs);
      }
    }
    return Optional.empty();
  }

  private static boolean belongs(Comment comment, Node definition, LineTable lines) {
    int line = lines.line(comment.start());
    int first = lines.line(start(definition));
    int body =
        body(definition).stream()
            .filter(statement -> !isDocumentation(statement))
            .findFirst()
            .map(statement -> lines.line(statement.start()))
            .orElse(first);
    boolean isAbove = comment.ownLine() && line == first - 1;
    boolean isBelow = first <= line && line < Math.max(body, first + 1);
    // A function's first line of code may carry it, a class's is that of a method.
    return isAbove || isBelow || (line == body && definition instanceof Stmt.FunctionDef);
  }

  private static int start(Node definition) {
    List<Expr> decorators =
        switch (definition) {
          case Stmt.ClassDef type -> type.decorators();
          case Stmt.FunctionDef function -> function.decorators();
          default -> List.of();
        };
    return decorators.stream().map(Expr::start).reduce(definition.start(), Math::min);
  }

  private static boolean isDocumentation(Stmt statement) {
    return statement instanceof Stmt.ExprStmt text && text.value() instanceof Expr.StringLiteral;
  }

  private static List<Stmt> body(Node definition) {
    return switch (definition) {
      case Stmt.ClassDef type -> type.body();
      case Stmt.FunctionDef function -> function.body();
      default -> List.of();
    };
  }

  private static Optional<Written> read(Comment comment, SourceFile file) {
    Matcher form = FORM.matcher(file.text(comment.span()));
    if (!form.lookingAt()) {
      return Optional.empty();
    }
    Span span = new Span(comment.start() + form.start(1), comment.end());
    return Optional.of(new Written(span, WrittenInputs.read(form.group(1))));
  }

  /** What is wrong with the comments of a file. */
  public static List<Problem> problems(SourceModule module) {
    SourceFile file = module.file();
    List<Problem> problems = new ArrayList<>();
    for (Comment comment : module.parsed().comments()) {
      Optional<Written> written = read(comment, file);
      if (written.isPresent()
          && written.get().reading() instanceof Reading.Wrong(int offset, String why)) {
        int start = Math.min(written.get().span().start() + offset, comment.end());
        problems.add(
            Problem.at(
                new Place(file, new Span(start, comment.end())),
                "bad-input",
                "the inputs in this comment cannot be read: " + why));
      }
    }
    return problems;
  }
}
