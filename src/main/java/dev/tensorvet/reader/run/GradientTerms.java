package dev.tensorvet.reader.run;

import dev.tensorvet.framework.GraphFlow;
import dev.tensorvet.framework.Layers;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.tensor.Proof;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which values of a run are gradients. */
final class GradientTerms {

  /** The answers for values made by the run, as far as they were asked for. */
  private final Map<Term.Serial, Proof> known = new HashMap<>();

  /** Of {@code p.grad} and {@code p.grad.data}: {@code p}. */
  static Term parameterOf(Term gradient) {
    return gradient instanceof Term.Member member
            && (GraphFlow.isGradientMember(member.name()) || GraphFlow.isCutMember(member.name()))
        ? parameterOf(member.owner())
        : gradient;
  }

  /** Whether a tensor is a gradient, or one of a collection with gradients in it. */
  Proof isGradient(Term tensor) {
    if (!(tensor instanceof Term.Serial made)) {
      return read(tensor);
    }
    // Values are made of values that are made of the same ones: each is read once.
    Proof answer = known.get(made);
    if (answer == null) {
      answer = read(made);
      known.put(made, answer);
    }
    return answer;
  }

  private Proof read(Term tensor) {
    return switch (tensor) {
      case Term.Member member ->
          GraphFlow.isGradientMember(member.name()) ? Proof.YES : isGradient(member.owner());
      case Term.Made made when made.callee() instanceof Term.Member method ->
          Layers.givesParameters(method.name()) ? Proof.NO : isGradient(method);
      case Term.Made made
          when made.callee() instanceof Term.Named named && named.entity() instanceof ClassEntity ->
          Proof.NO;
      case Term.Made made -> isGradient(made.callee()).or(anyGradient(made.arguments()));
      case Term.Element element -> isGradient(element.of());
      case Term.Item item -> isGradient(item.owner());
      case Term.Computed computed -> anyGradient(computed.operands());
      case Term.Group group -> anyGradient(group.elements());
      case Term.Either either -> anyGradient(either.options());
      case Term.Callable callable -> Proof.NO;
      case Term.Named named -> Proof.NO;
      case Term.Written written -> Proof.NO;
      case Term.Input input ->
          input.type().isPresent() || input.isSelf() ? Proof.NO : Proof.UNKNOWN;
      case Term.Outer outer -> Proof.UNKNOWN;
      case Term.Carried carried -> Proof.UNKNOWN;
      case Term.Unknown unknown -> anyGradient(unknown.from()).or(Proof.UNKNOWN);
    };
  }

  private Proof anyGradient(List<Term> terms) {
    return terms.stream().map(this::isGradient).reduce(Proof.NO, Proof::or);
  }
}
