package dev.tensorvet.review;

import dev.tensorvet.facts.ModelClass;
import dev.tensorvet.facts.ProgramCourse;
import dev.tensorvet.facts.Site;
import dev.tensorvet.facts.TrainingProgram;
import dev.tensorvet.finding.Place;
import dev.tensorvet.finding.Report;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.framework.Randomness;
import dev.tensorvet.framework.Transforms;
import dev.tensorvet.review.Check.Outcome;
import dev.tensorvet.review.Check.Topic;
import dev.tensorvet.tensor.Proof;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The four reviews as one list. An item is fine only where something was seen that makes it so;
 * what no rule objects to, and nothing shows, stays unknown.
 */
final class Checklist {

  private final List<FileSurvey> files;
  private final List<Program> programs;
  private final List<TrainingProgram> training;
  private final Reach reach;
  private final Report report;
  private final Predicate<RuleId> isOn;
  private final List<Check> checks = new ArrayList<>();

  private Checklist(
      Reach reach,
      List<Program> programs,
      List<TrainingProgram> training,
      Report report,
      Predicate<RuleId> isOn) {
    this.reach = reach;
    this.files = reach.all().stream().filter(survey -> !survey.isTest()).toList();
    this.programs = programs;
    this.training = training;
    this.report = report;
    this.isOn = isOn;
  }

  /**
   * @param isOn whether a rule was run on some file
   */
  static List<Check> of(
      Reach reach,
      List<Program> programs,
      List<TrainingProgram> training,
      Report report,
      Predicate<RuleId> isOn) {
    Checklist list = new Checklist(reach, programs, training, report, isOn);
    list.model();
    list.training();
    list.data();
    list.configuration();
    return list.checks;
  }

  /** What was seen: what shows it to be fine, and whether there is anything to look at at all. */
  private record Seen(List<Place> proof, boolean hasSubject, String fine, String otherwise) {}

  private void add(Topic topic, String question, String rule, Seen seen) {
    RuleId id = new RuleId(rule);
    List<Place> found =
        report.findings().stream()
            .filter(reported -> reported.finding().rule().equals(id))
            .map(reported -> reported.finding().place())
            .toList();
    if (!found.isEmpty()) {
      String count = found.size() == 1 ? "1 finding" : found.size() + " findings";
      checks.add(new Check(topic, question, id, Outcome.FINDING, count, found));
    } else if (!seen.hasSubject()) {
      checks.add(new Check(topic, question, id, Outcome.NOT_FOUND, seen.otherwise(), List.of()));
    } else if (!seen.proof().isEmpty()) {
      checks.add(new Check(topic, question, id, Outcome.FINE, seen.fine(), seen.proof()));
    } else if (!isOn.test(id)) {
      String why = seen.otherwise() + "; the rule is not run unless it is selected";
      checks.add(new Check(topic, question, id, Outcome.UNKNOWN, why, List.of()));
    } else {
      checks.add(new Check(topic, question, id, Outcome.UNKNOWN, seen.otherwise(), List.of()));
    }
  }

  // --- models

  private void model() {
    List<ModelClass> classes = files.stream().flatMap(f -> f.modelClasses().stream()).toList();
    String none =
        files.stream().anyMatch(f -> !f.jaxModules().isEmpty())
            ? "models of JAX are not judged"
            : "no class of a model was found";
    add(
        Topic.MODEL,
        "classes of models inherit from the library's module",
        "module-not-inherited",
        all(classes, c -> c.isModule() == Proof.YES, "all do, as far as can be told", none));
    add(
        Topic.MODEL,
        "each module has a `forward`",
        "module-missing-forward",
        all(classes, c -> c.forward() != Proof.NO, "each has one, or is only a base", none));
    List<Place> initialised = initialised();
    add(
        Topic.MODEL,
        "weights get first values on purpose, or are pretrained",
        "missing-explicit-init",
        new Seen(
            initialised,
            !programs.isEmpty(),
            "weights are initialised by hand or pretrained",
            programs.isEmpty()
                ? "no program that trains was found"
                : "no call that gives weights their first values was recognised; the layers' own"
                    + " first values may do"));
    List<ModelClass.Layer> layers = classes.stream().flatMap(c -> c.layers().stream()).toList();
    long used = layers.stream().filter(layer -> layer.isUsed() == Proof.YES).count();
    add(
        Topic.MODEL,
        "every layer is used",
        "module-unused-layer",
        new Seen(
            used == layers.size()
                ? layers.stream().map(l -> l.place()).limit(1).toList()
                : List.of(),
            !layers.isEmpty(),
            used == 1 ? "the one layer is used" : "all " + used + " layers are used",
            layers.isEmpty()
                ? "no layer was found that a module keeps"
                : used
                    + " of "
                    + layers.size()
                    + " layers are surely used, of the rest it cannot"
                    + " be told"));
  }

  /** Where each program gives weights their first values; nothing where one does not. */
  private List<Place> initialised() {
    List<Place> places = new ArrayList<>();
    for (Program program : programs) {
      Optional<Place> place =
          firstValues(program)
              .or(
                  () ->
                      training.stream()
                          .filter(known -> known.file() == program.place().file())
                          .filter(Checklist::isPretrained)
                          .flatMap(known -> made(known).stream())
                          .findFirst());
      if (place.isEmpty()) {
        return List.of();
      }
      place.ifPresent(places::add);
    }
    return places.stream().distinct().toList();
  }

  /** Where the first model of a program is made. */
  private static Optional<Place> made(TrainingProgram program) {
    return program.networks().stream()
        .flatMap(network -> network.made().stream())
        .map(Site::place)
        .findFirst();
  }

  private Optional<Place> firstValues(Program program) {
    return reach.of(program).stream().flatMap(f -> f.firstValues().stream()).findFirst();
  }

  private static boolean isPretrained(TrainingProgram program) {
    return program.networks().stream()
        .anyMatch(
            n ->
                n.anatomy().isPretrained() == Proof.YES
                    || (n.anatomy().isComplete() && n.anatomy().isInitialised()));
  }

  private static Seen all(
      List<ModelClass> classes, Predicate<ModelClass> isFine, String fine, String none) {
    boolean isProven = classes.stream().allMatch(isFine);
    return new Seen(
        isProven ? classes.stream().map(ModelClass::name).limit(1).toList() : List.of(),
        !classes.isEmpty(),
        fine,
        classes.isEmpty() ? none : "of some classes it cannot be told");
  }

  // --- training

  private void training() {
    done(
        "gradients are cleared between steps", "missing-zero-grad", ProgramCourse.Action.Kind.ZERO);
    done("the loss is walked back", "missing-backward", ProgramCourse.Action.Kind.BACKWARD);
    done(
        "gradients are used by an optimizer",
        "missing-optimizer-step",
        ProgramCourse.Action.Kind.STEP);
    done(
        "the model is switched back to training after an evaluation",
        "model-train-mode-missing-after-eval",
        ProgramCourse.Action.Kind.TRAIN_MODE);
    done(
        "the model is switched to evaluation where it is evaluated",
        "eval-missing-eval-mode",
        ProgramCourse.Action.Kind.EVAL_MODE);
    List<Place> moves =
        programs.isEmpty()
            ? List.of()
            : files.stream().flatMap(f -> f.moves().stream()).limit(8).toList();
    add(
        Topic.TRAINING,
        "model and batches are on one device",
        "missing-device-transfer",
        new Seen(
            List.of(),
            !moves.isEmpty(),
            "",
            programs.isEmpty()
                ? "no loop that trains was found"
                : moves.isEmpty()
                    ? "nothing is moved to a device"
                    : "nothing was found that stays behind, which does not prove that nothing"
                        + " does"));
    clipping();
  }

  private void clipping() {
    List<Stage> clips =
        programs.stream()
            .flatMap(program -> program.stages().stream())
            .filter(stage -> stage.kind() == Stage.Kind.CLIP && stage.isFound())
            .toList();
    boolean isUnclipped =
        training.size() >= programs.size()
            && training.stream().allMatch(p -> p.clips() == Proof.NO);
    String otherwise =
        programs.isEmpty()
            ? "no loop that trains was found"
            : isUnclipped
                ? "no gradients are clipped, and no model was found that surely needs it"
                : programs.stream().allMatch(Checklist::isRun)
                    ? "a framework runs the loop, and no setting of it was seen that clips"
                    : clips.size() + " of " + programs.size() + " programs surely clip";
    add(
        Topic.TRAINING,
        "gradients are clipped where models need it",
        "missing-gradient-clipping",
        new Seen(
            clips.size() == programs.size()
                ? clips.stream().flatMap(stage -> stage.places().stream()).distinct().toList()
                : List.of(),
            !programs.isEmpty() && !isUnclipped,
            programs.size() == 1 ? "the training program does" : "each program does",
            otherwise));
  }

  private static Optional<Place> seeded(FileSurvey file, Place start) {
    boolean isRun = file.module().file() == start.file();
    return Optional.ofNullable(file.seeded(isRun).get(Randomness.Source.TORCH));
  }

  private static boolean evaluates(Program program) {
    return program.stages().stream()
        .anyMatch(stage -> stage.kind() == Stage.Kind.EVALUATION && stage.isFound());
  }

  /** Whether a program has a loop of its own, and it is known what is called in it. */
  private static boolean isFollowed(Program program) {
    return program.loopOwner().isEmpty() && !program.isByName();
  }

  /** Whether a framework runs the loop of a program. */
  private static boolean isRun(Program program) {
    return program.loopOwner().isPresent();
  }

  private void done(String question, String rule, ProgramCourse.Action.Kind kind) {
    boolean isOfEvaluation =
        kind == ProgramCourse.Action.Kind.TRAIN_MODE || kind == ProgramCourse.Action.Kind.EVAL_MODE;
    List<Program> own =
        programs.stream().filter(p -> isFollowed(p) && (!isOfEvaluation || evaluates(p))).toList();
    long having =
        own.stream()
            .filter(
                p ->
                    Courses.acts(p.course()).stream()
                        .anyMatch(act -> act.doing() == Doing.of(kind)))
            .count();
    List<Place> places =
        own.stream()
            .flatMap(program -> Courses.acts(program.course()).stream())
            .filter(act -> act.doing() == Doing.of(kind))
            .map(CourseItem.Act::place)
            .distinct()
            .toList();
    boolean isEverywhere = having == own.size();
    add(
        Topic.TRAINING,
        question,
        rule,
        new Seen(
            isEverywhere ? places : List.of(),
            !own.isEmpty(),
            own.size() == 1
                ? "the training program does"
                : "each of the " + having + " programs does",
            own.isEmpty()
                ? programs.isEmpty()
                    ? "no loop that trains was found"
                    : programs.stream().allMatch(Checklist::isRun)
                        ? "a framework runs the loop"
                        : programs.stream().noneMatch(Checklist::isFollowed)
                            ? "loops were only read by the names of their calls"
                            : "no program that trains was seen to evaluate"
                : having + " of " + own.size() + " programs were seen to"));
  }

  // --- data

  private void data() {
    List<TrainingProgram.ImageInput> images =
        training.stream().flatMap(p -> p.images().stream()).toList();
    String none = "no images were followed from a data set to a model";
    add(
        Topic.DATA,
        "images are normalised",
        "missing-normalization",
        stage(images, Transforms.Stage.NORMALISE, "a transform normalises them", none));
    add(
        Topic.DATA,
        "images are augmented for training",
        "missing-augmentation",
        stage(images, Transforms.Stage.RANDOM, "a random transform changes them", none));
    add(
        Topic.DATA,
        "what reaches float layers is float",
        "input-not-float",
        stage(images, Transforms.Stage.TO_FLOAT, "a transform makes float tensors of them", none));
  }

  private static Seen stage(
      List<TrainingProgram.ImageInput> images, Transforms.Stage stage, String fine, String none) {
    List<TrainingProgram.ImageInput> having =
        images.stream().filter(image -> image.has(stage)).toList();
    List<Place> places = having.stream().map(image -> image.place().place()).distinct().toList();
    return new Seen(
        having.size() == images.size() ? places : List.of(),
        !images.isEmpty(),
        fine,
        images.isEmpty()
            ? none
            : having.size() + " of " + images.size() + " ways of images to a model surely do this");
  }

  // --- configuration

  private void configuration() {
    boolean hasOptions = files.stream().anyMatch(f -> !f.commandLine().options().isEmpty());
    add(
        Topic.CONFIGURATION,
        "values that steer training are not hidden in functions",
        "hard-coded-hyperparameter",
        new Seen(
            List.of(),
            hasOptions,
            "",
            hasOptions
                ? "none was found beside values from the command line; the table of settings shows"
                    + " those that were found in calls"
                : "no command line or configuration was found that values could come from"));
    List<Place> whole = programs.stream().flatMap(p -> p.starts().stream()).distinct().toList();
    List<Place> seeds = new ArrayList<>();
    for (Place start : whole) {
      reach.of(start).stream()
          .flatMap(f -> seeded(f, start).stream())
          .findFirst()
          .ifPresent(seeds::add);
    }
    add(
        Topic.CONFIGURATION,
        "random numbers are seeded",
        "missing-seed",
        new Seen(
            seeds.size() == whole.size() ? seeds.stream().distinct().toList() : List.of(),
            !whole.isEmpty(),
            "a seed is set for the library's generators",
            whole.isEmpty()
                ? "no whole program that trains was found"
                : seeds.size()
                    + " of "
                    + whole.size()
                    + " programs were seen to seed the library's generators"));
  }
}
