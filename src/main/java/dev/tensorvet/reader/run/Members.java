package dev.tensorvet.reader.run;

import dev.tensorvet.flow.FunctionFlow;
import dev.tensorvet.flow.Operand;
import dev.tensorvet.flow.Place;
import dev.tensorvet.flow.Step;
import dev.tensorvet.semantic.AttributeSite;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.FunctionEntity;
import dev.tensorvet.semantic.MethodLookup;
import dev.tensorvet.source.Span;
import java.util.List;
import java.util.Optional;

/** What a member of an object is, where the class of the object tells. */
final class Members {

  private final ProgramRun run;
  private final Objects objects;
  private final Inliner inliner;

  Members(ProgramRun run, Objects objects, Inliner inliner) {
    this.run = run;
    this.objects = objects;
    this.inliner = inliner;
  }

  /** A method, a property's value or an assigned field; empty when the class does not tell. */
  Optional<Term> of(Term owner, String name, Span span) {
    Optional<MethodLookup> lookup = superLookup(owner, name);
    Term self = owner;
    if (lookup.isPresent()) {
      self = run.frame().self().orElse(owner);
    } else {
      lookup = objects.classOf(owner).map(type -> type.lookup(name));
    }
    if (lookup.isPresent() && lookup.get() instanceof MethodLookup.Found found) {
      FunctionEntity method = found.function();
      if (method.isProperty()) {
        return Optional.of(
            inliner.follow(
                method, Optional.of(self), Optional.empty(), Arguments.NONE, span, false));
      }
      Optional<Term> bound = method.isStatic() ? Optional.empty() : Optional.of(self);
      return Optional.of(new Term.Callable(method, bound, Optional.empty()));
    }
    return objects.classOf(owner).flatMap(type -> learntField(owner, type, name, span));
  }

  /** For {@code super().name}: the method of the next class after the one that runs. */
  private Optional<MethodLookup> superLookup(Term owner, String name) {
    if (!objects.isSuper(owner)) {
      return Optional.empty();
    }
    Optional<ClassEntity> here = run.frame().owner();
    Optional<ClassEntity> type = run.frame().self().flatMap(objects::classOf).or(() -> here);
    return here.isPresent() && type.isPresent()
        ? Optional.of(type.get().lookupAfter(here.get(), name))
        : Optional.of(new MethodLookup.Unknown());
  }

  /** A member that one method of the class assigns: what that method gives it. */
  private Optional<Term> learntField(Term owner, ClassEntity type, String name, Span span) {
    List<AttributeSite> sites = objects.attributeSites(type, name);
    List<FunctionEntity> writers =
        sites.stream().map(AttributeSite::method).flatMap(Optional::stream).distinct().toList();
    if (writers.size() != 1 || !run.canFollow(writers.getFirst())) {
      return Optional.empty();
    }
    FunctionEntity writer = writers.getFirst();
    FunctionFlow flow = objects.flow(writer);
    Frame frame = new Frame(flow, Optional.empty(), Optional.of(owner));
    inliner.bindInputs(frame, writer, Optional.of(owner));
    Term.Member slot = new Term.Member(owner, name);
    Optional<Operand> kept = sites.size() == 1 ? keptAsGiven(name, writer, flow) : Optional.empty();
    return kept.isPresent()
        ? run.learnField(slot, frame, kept.get())
        : run.learnField(frame, flow, run.site(span).place(), slot);
  }

  /** The parameter or constant that a method puts into a member, whatever else it does. */
  private static Optional<Operand> keptAsGiven(
      String member, FunctionEntity writer, FunctionFlow flow) {
    for (Step step : flow.body()) {
      if (step instanceof Step.Assign assign
          && assign.target() instanceof Place.Member target
          && target.name().equals(member)
          && isVariable(target.owner(), writer.selfName())) {
        return Optional.of(assign.value())
            .filter(value -> value instanceof Operand.Literal || isParameter(value, flow));
      }
    }
    return Optional.empty();
  }

  private static boolean isVariable(Operand operand, Optional<String> name) {
    return operand instanceof Operand.Read read && name.filter(read.name()::equals).isPresent();
  }

  /** Whether a value is a parameter of a function that gives it no other value. */
  private static boolean isParameter(Operand value, FunctionFlow flow) {
    return value instanceof Operand.Read read
        && flow.parameters().stream().anyMatch(p -> p.name().equals(read.name()))
        && !Assigned.names(flow.body()).contains(read.name());
  }
}
