package dev.tensorvet.verify;

import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.graph.Origin;
import dev.tensorvet.verify.Check.Kind;
import dev.tensorvet.verify.Check.State;
import dev.tensorvet.verify.ModelReport.Failure;
import dev.tensorvet.verify.ModelReport.Gradient;
import dev.tensorvet.verify.ModelReport.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What is noted of one model while it is looked at. */
final class Notes {

  private final Subject subject;
  private final List<Check> checks = new ArrayList<>();
  private final List<Layer> layers = new ArrayList<>();
  private final List<Gradient> gradients = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();

  Notes(Subject subject) {
    this.subject = subject;
  }

  List<Layer> layers() {
    return layers;
  }

  List<Gradient> gradients() {
    return gradients;
  }

  void check(Kind kind, State state, String detail) {
    checks.add(new Check(kind, state, detail, Optional.empty()));
  }

  void failed(Kind kind, String detail, Optional<Place> place) {
    checks.add(new Check(kind, State.FAILED, detail, place));
  }

  void find(RuleId rule, Optional<Place> place, String message, Certainty certainty) {
    findings.add(Finding.of(rule, place.orElse(subject.place()), message).withCertainty(certainty));
  }

  /** Of a model that is made with likely numbers, what is seen is told, and is no finding. */
  ModelReport report(Optional<Failure> failure, Map<String, Long> sizes) {
    boolean isGuessed = InputSizes.isGuessed(subject.training());
    return new ModelReport(
        subject.name(),
        subject.place(),
        failure,
        sizes,
        isGuessed ? checks.stream().map(Notes::told).toList() : checks,
        layers,
        gradients,
        isGuessed ? List.of() : findings);
  }

  private static Check told(Check check) {
    return check.state() == State.FAILED
        ? new Check(check.kind(), State.TOLD, check.detail(), check.place())
        : check;
  }

  static Optional<Place> place(Origin origin) {
    return origin.place().map(frame -> new Place(frame.file(), frame.span()));
  }

  /** As a report has it. */
  static String number(double value) {
    return String.format(Locale.ROOT, "%.3g", value);
  }
}
