package dev.tensorvet.report;

import dev.tensorvet.finding.Level;
import dev.tensorvet.finding.Problem;
import dev.tensorvet.finding.Report;
import dev.tensorvet.review.Check;
import dev.tensorvet.review.FileRole;
import dev.tensorvet.review.Keeping;
import dev.tensorvet.review.Library;
import dev.tensorvet.review.Remark;
import dev.tensorvet.review.Review;
import dev.tensorvet.review.ReviewedFile;
import dev.tensorvet.review.Setting;
import dev.tensorvet.review.Split;
import dev.tensorvet.review.UntracedModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A review as the template of the page reads it: every part has all names that the template asks
 * for, since a name that a part lacks is looked for in what holds it.
 */
final class ReviewPage {

  private static final int MOST_LINKS = 6;
  private static final int MOST_KEEPINGS = 150;
  private static final int MOST_SETTINGS = 600;

  private final ReviewReport report;
  private final Review review;
  private final PageCode code = new PageCode();
  private final PageFindings findings;
  private final PageModels models = new PageModels(code);

  private ReviewPage(ReviewReport report, ReportContext context) {
    this.report = report;
    this.review = report.review();
    this.findings = new PageFindings(code, context);
  }

  record Section(String id, String title) {}

  record Card(String number, String text) {}

  record Trouble(List<PageCode.Link> link, List<PageText.Word> words) {}

  record Group(String title, boolean open, List<FileRow> files) {}

  record FileRow(String path, String roles, boolean entry, String lines, String about) {}

  record LibraryRow(String name, String versions, String sources, String users) {}

  record Untold(String name, PageCode.Link link) {}

  record Untraced(String name, PageCode.Link link, boolean isOfJax, String layers) {}

  record CheckRow(
      String topic,
      PageText question,
      String style,
      String outcome,
      String reason,
      List<PageCode.Link> links,
      String rule) {}

  record SettingRow(
      String name,
      String value,
      String source,
      PageCode.Link link,
      List<PageCode.Link> links,
      String more) {}

  record Kept(String title, List<KeptRow> list) {}

  record KeptRow(String what, PageCode.Link link) {}

  record RemarkRow(List<PageText.Word> words, List<PageCode.Link> link) {}

  record SplitPart(String path, String text, List<ModulePart> modules) {}

  record ModulePart(String name, List<PiecePart> pieces) {}

  record PiecePart(String name, String lines, PageCode.Link link, String comma) {}

  /**
   * The whole page.
   *
   * @param policy what the page may load and run: nothing but its own style and script
   */
  record Page(
      String version,
      String policy,
      String style,
      String script,
      String name,
      List<Section> sections,
      List<Card> cards,
      PageRows<Trouble> problems,
      List<Group> groups,
      PageRows<LibraryRow> libraries,
      List<PageEntries.Entry> entries,
      List<PagePrograms.ProgramPart> programs,
      List<PageModels.Shown> models,
      PageRows<Untold> untold,
      List<Untraced> untraced,
      List<CheckRow> checks,
      PageRows<PageFindings.Shown> findings,
      List<PageRows<PageFindings.Silenced>> silenced,
      List<String> sources,
      PageRows<SettingRow> settings,
      List<Kept> keepings,
      List<PageText> unlogged,
      PageRows<RemarkRow> remarks,
      List<SplitPart> splits,
      List<PageCode.Shown> excerpts) {}

  static Page of(
      ReviewReport report, ReportContext context, String policy, String style, String script) {
    ReviewPage page = new ReviewPage(report, context);
    return new Page(
        context.version(),
        policy,
        style,
        script,
        report.review().name(),
        sections(),
        page.cards(),
        page.problems(),
        page.groups(),
        page.libraries(),
        new PageEntries(page.code).all(report.review().entries()),
        new PagePrograms(page.code).all(report.review().programs()),
        page.models.all(report.models()),
        page.untold(),
        page.untraced(),
        page.checks(),
        page.findings.all(report.report().findings()),
        page.silenced(),
        Arrays.stream(Setting.Source.values()).map(Setting.Source::label).toList(),
        page.settings(),
        page.keepings(),
        page.unlogged(),
        page.remarks(),
        page.splits(),
        page.code.shown());
  }

  private static List<Section> sections() {
    return List.of(
        new Section("overview", "Overview"),
        new Section("run", "How to run"),
        new Section("programs", "Training"),
        new Section("models", "Models"),
        new Section("checklist", "Checklist"),
        new Section("findings", "Findings"),
        new Section("settings", "Settings"),
        new Section("written", "Written down"),
        new Section("structure", "Structure"),
        new Section("code", "Code"));
  }

  // --- overview

  private List<Card> cards() {
    List<Card> cards = new ArrayList<>();
    cards.add(card(review.files().size(), "file", "files"));
    cards.add(card(review.files().stream().mapToLong(ReviewedFile::lines).sum(), "line", "lines"));
    cards.add(card(review.entries().size(), "entry point", "entry points"));
    cards.add(card(review.programs().size(), "training program", "training programs"));
    cards.add(
        card(
            review.models().size() + review.untraced().size(),
            "class of models",
            "classes of models"));
    for (Level level : Level.values()) {
      long count = report.report().findings().stream().filter(f -> f.level() == level).count();
      switch (level) {
        case ERROR -> cards.add(card(count, "error", "errors"));
        case WARNING -> cards.add(card(count, "warning", "warnings"));
        case ADVICE -> cards.add(card(count, "piece of advice", "pieces of advice"));
      }
    }
    return cards;
  }

  private static Card card(long number, String one, String many) {
    String text = Words.count(number, one, many);
    int blank = text.indexOf(' ');
    return new Card(text.substring(0, blank), text.substring(blank + 1));
  }

  private PageRows<Trouble> problems() {
    List<Problem> problems = report.report().problems();
    return new PageRows<>(
        problems.stream()
            .map(
                problem ->
                    new Trouble(
                        List.of(
                            problem
                                .place()
                                .map(code::link)
                                .orElseGet(() -> new PageCode.Link("", problem.path()))),
                        PageText.of(problem.message()).words()))
            .toList(),
        Words.count(problems.size(), "place", "places") + " could not be read in full");
  }

  private List<Group> groups() {
    List<Group> groups = new ArrayList<>();
    for (FileRole role : FileRole.values()) {
      List<FileRow> files =
          review.files().stream()
              .filter(file -> file.role() == role)
              .map(ReviewPage::file)
              .toList();
      if (!files.isEmpty()) {
        boolean isTelling =
            role != FileRole.TEST && role != FileRole.UTILITY && role != FileRole.SETUP;
        groups.add(
            new Group(
                role.label() + ": " + Words.count(files.size(), "file", "files"),
                isTelling && files.size() <= 40,
                files));
      }
    }
    return groups;
  }

  private static FileRow file(ReviewedFile file) {
    String defines =
        file.defines().stream().limit(8).collect(Collectors.joining(", "))
            + (file.defines().size() > 8 ? ", …" : "");
    return new FileRow(
        file.file().physical().path(),
        file.roles().stream().map(FileRole::label).collect(Collectors.joining(", ")),
        file.isEntry(),
        String.valueOf(file.lines()),
        file.about().isEmpty() ? defines : file.about());
  }

  private PageRows<LibraryRow> libraries() {
    return new PageRows<>(
        review.libraries().stream().map(ReviewPage::library).toList(), "libraries");
  }

  private static LibraryRow library(Library library) {
    return new LibraryRow(
        library.name(),
        library.versions(),
        String.join(", ", library.sources()),
        String.valueOf(library.users()));
  }

  private List<Untraced> untraced() {
    return review.untraced().stream()
        .map(
            model ->
                new Untraced(
                    model.name(),
                    code.link(model.place()),
                    model.why() == UntracedModel.Why.OF_JAX,
                    String.join(", ", model.layers())))
        .toList();
  }

  private PageRows<Untold> untold() {
    return new PageRows<>(
        report.untold().stream()
            .map(model -> new Untold(model.name(), code.link(model.place())))
            .toList(),
        Words.count(report.untold().size(), "class of models", "classes of models")
            + " more, which `tensorvet models` tells of".replace("`", ""));
  }

  private List<PageRows<PageFindings.Silenced>> silenced() {
    Report found = report.report();
    return Stream.of(
            findings.silenced(found.suppressed(), " suppressed by comments"),
            findings.silenced(found.refuted(), " refuted by running the model"))
        .filter(PageRows::any)
        .toList();
  }

  // --- checklist, settings, what is written down

  private List<CheckRow> checks() {
    return review.checks().stream()
        .map(
            (Check check) ->
                new CheckRow(
                    check.topic().label(),
                    PageText.of(check.question()),
                    check.outcome().label().replace(' ', '-'),
                    check.outcome().label(),
                    check.reason(),
                    code.links(check.places(), MOST_LINKS),
                    check.rule().name()))
        .toList();
  }

  private PageRows<SettingRow> settings() {
    return new PageRows<>(
        review.settings().stream().limit(MOST_SETTINGS).map(this::setting).toList(),
        Words.count(review.settings().size(), "setting", "settings"));
  }

  private SettingRow setting(Setting setting) {
    int more = setting.uses().size() - MOST_LINKS;
    boolean isUnread = setting.uses().isEmpty() && setting.source() != Setting.Source.CODE;
    return new SettingRow(
        setting.name(),
        setting.value(),
        setting.source().label(),
        code.link(setting.place()),
        code.links(setting.uses(), MOST_LINKS),
        more > 0 ? "and " + more + " more" : isUnread ? "not seen to be read by its name" : "");
  }

  private List<Kept> keepings() {
    List<Kept> all = new ArrayList<>();
    for (Keeping.Kind kind : Keeping.Kind.values()) {
      List<KeptRow> rows =
          review.keepings().stream()
              .filter(keeping -> keeping.kind() == kind)
              .limit(MOST_KEEPINGS)
              .map(keeping -> new KeptRow(keeping.what(), code.link(keeping.place())))
              .toList();
      if (!rows.isEmpty()) {
        all.add(new Kept(RuleHelp.sentence(kind.label()).replace(".", ""), rows));
      }
    }
    return all;
  }

  /** What decides over a run and is never written down by that name. */
  private List<PageText> unlogged() {
    Set<String> logged =
        review.keepings().stream()
            .filter(keeping -> keeping.kind() == Keeping.Kind.LOGGED)
            .flatMap(keeping -> Arrays.stream(keeping.what().split(", ")))
            .collect(Collectors.toSet());
    return review.keepings().stream()
        .filter(keeping -> keeping.kind() == Keeping.Kind.MONITORED)
        .map(Keeping::what)
        .distinct()
        .filter(what -> !logged.contains(what))
        .map(
            what ->
                PageText.of(
                    "`" + what + "` is monitored, and no call was seen that logs it by that name."))
        .toList();
  }

  private PageRows<RemarkRow> remarks() {
    return new PageRows<>(
        review.unrepeatable().stream().map(this::remark).toList(), "what is not repeatable");
  }

  private RemarkRow remark(Remark remark) {
    return new RemarkRow(
        PageText.of(RuleHelp.sentence(remark.text())).words(),
        remark.place().stream().map(code::link).toList());
  }

  // --- structure

  private List<SplitPart> splits() {
    return review.splits().stream().map(this::split).toList();
  }

  private SplitPart split(Split split) {
    return new SplitPart(
        split.file().file().physical().path(),
        Words.count(split.lines(), "line", "lines")
            + " that mix "
            + split.mixes().stream().map(FileRole::label).collect(Collectors.joining(", "))
            + ". Its own parts suggest:",
        split.modules().stream().map(this::module).toList());
  }

  private ModulePart module(Split.Module module) {
    List<PiecePart> pieces = new ArrayList<>();
    for (Split.Piece piece : module.pieces()) {
      boolean isLast = pieces.size() == module.pieces().size() - 1;
      pieces.add(
          new PiecePart(
              piece.name(),
              Words.count(piece.lines(), "line", "lines"),
              code.link(piece.place()),
              isLast ? "" : ","));
    }
    return new ModulePart(module.name(), pieces);
  }
}
