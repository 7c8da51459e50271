package dev.tensorvet.reader.run;

import dev.tensorvet.flow.FunctionFlow;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.SourceModule;
import java.util.List;
import java.util.Optional;

/** A function that is being run: its variables, and the functions around it. */
final class Frame {

  private final FunctionFlow flow;
  private final Optional<Frame> around;
  private final Optional<Term> self;
  private final Bindings<String> variables = new Bindings<>();

  /**
   * @param around the frame of the function that this one is defined in
   * @param self the object whose method this is
   */
  Frame(FunctionFlow flow, Optional<Frame> around, Optional<Term> self) {
    this.flow = flow;
    this.around = around;
    this.self = self;
  }

  SourceModule module() {
    return flow.module();
  }

  Optional<FunctionEntity> function() {
    return flow.function();
  }

  /** The class whose method runs, also for a function defined inside the method. */
  Optional<ClassEntity> owner() {
    return flow.function().flatMap(FunctionEntity::owner).or(() -> around.flatMap(Frame::owner));
  }

  Optional<Term> self() {
    return self.or(() -> around.flatMap(Frame::self));
  }

  Bindings<String> variables() {
    return variables;
  }

  Optional<Term> read(String name) {
    Optional<Term> own = variables.get(name);
    return own.isPresent() || around.isEmpty() ? own : around.get().read(name);
  }

  void write(String name, Term value) {
    variables.put(name, value);
  }

  boolean runs(FunctionEntity other) {
    return flow.function().isPresent() && flow.function().get() == other;
  }

  List<FunctionFlow.Parameter> parameters() {
    return flow.parameters();
  }
}
