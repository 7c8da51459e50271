package dev.tensorvet.reader.run;

import dev.tensorvet.flow.FunctionFlow;
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
    List<FunctionEntity> writers =
        objects.attributeSites(type, name).stream()
            .map(AttributeSite::method)
            .flatMap(Optional::stream)
            .distinct()
            .toList();
    if (writers.size() != 1 || !run.canFollow(writers.getFirst())) {
      return Optional.empty();
    }
    FunctionEntity writer = writers.getFirst();
    FunctionFlow flow = objects.flow(writer);
    Frame frame = new Frame(flow, Optional.empty(), Optional.of(owner));
    inliner.bindInputs(frame, writer, Optional.of(owner));
    return run.learnField(frame, flow, run.site(span).place(), new Term.Member(owner, name));
  }
}
