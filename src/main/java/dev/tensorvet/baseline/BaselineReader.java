package dev.tensorvet.baseline;

import dev.tensorvet.finding.Fingerprint;
import dev.tensorvet.finding.Occurrence;
import dev.tensorvet.finding.RuleId;
import dev.tensorvet.rule.RulePage;
import dev.tensorvet.rule.RulePages;
import dev.tensorvet.source.LineTable;
import dev.tensorvet.syntax.DataNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads a baseline, and refuses what it does not know. */
public final class BaselineReader {

  private static final List<String> KEYS = List.of("version", "files");
  private static final List<String> FINDING_KEYS =
      List.of("rule", "scope", "code", "nth", "of", "count");

  private final String file;
  private final LineTable lines;
  private final RulePages pages;

  /**
   * @param file the baseline as named to the user
   * @param lines those of its text
   * @param pages where a rule that was renamed is found under its former name
   */
  public BaselineReader(String file, LineTable lines, RulePages pages) {
    this.file = file;
    this.lines = lines;
    this.pages = pages;
  }

  public Baseline read(DataNode root) {
    if (!(root instanceof DataNode.Mapping table) || !table.entries().containsKey("version")) {
      throw wrong(root, "this is not a baseline: it has no `version`");
    }
    DataNode version = entry(table, "version");
    if (!(version instanceof DataNode.Scalar s && s.value().equals(BaselineText.VERSION))) {
      throw wrong(
          version,
          "this version of the baseline is not known; tensorvet knows version "
              + BaselineText.VERSION);
    }
    checkKeys(table, KEYS);
    if (!(entry(table, "files") instanceof DataNode.Mapping files)) {
      throw wrong(entry(table, "files"), "`files` is to be an object");
    }
    Map<Known, Integer> counts = new HashMap<>();
    files.entries().forEach((path, findings) -> readFile(path, findings, counts));
    return new Baseline(counts);
  }

  private void readFile(String path, DataNode node, Map<Known, Integer> to) {
    if (!(node instanceof DataNode.Sequence findings)) {
      throw wrong(node, "a list of findings is expected here");
    }
    for (DataNode element : findings.elements()) {
      if (!(element instanceof DataNode.Mapping finding)) {
        throw wrong(element, "a finding is to be an object");
      }
      checkKeys(finding, FINDING_KEYS);
      String rule = text(finding, "rule");
      to.merge(
          new Known(
              new Fingerprint(
                  pages.find(rule).map(RulePage::id).orElse(new RuleId(rule)),
                  path,
                  text(finding, "scope"),
                  text(finding, "code")),
              new Occurrence(count(finding, "nth"), count(finding, "of"))),
          count(finding, "count"),
          Integer::sum);
    }
  }

  /** A number from 1, which it is where it is not written. */
  private int count(DataNode.Mapping finding, String key) {
    if (!finding.entries().containsKey(key)) {
      return 1;
    }
    DataNode node = entry(finding, key);
    if (node instanceof DataNode.Scalar scalar
        && scalar.value() instanceof Long count
        && count >= 1
        && count <= 1_000_000) {
      return count.intValue();
    }
    throw wrong(node, "`" + key + "` is to be a number from 1");
  }

  private String text(DataNode.Mapping table, String key) {
    DataNode node = entry(table, key);
    if (node instanceof DataNode.Scalar scalar && scalar.value() instanceof String text) {
      return text;
    }
    throw wrong(node, "`" + key + "` is to be a text");
  }

  private DataNode entry(DataNode.Mapping table, String key) {
    DataNode value = table.entries().get(key);
    if (value == null) {
      throw wrong(table, "`" + key + "` is missing");
    }
    return value;
  }

  private void checkKeys(DataNode.Mapping table, List<String> known) {
    table
        .entries()
        .forEach(
            (key, value) -> {
              if (!known.contains(key)) {
                throw wrong(value, "`" + key + "` is not known here");
              }
            });
  }

  private BaselineException wrong(DataNode at, String message) {
    return new BaselineException(file, lines.locate(at.span().start()), message);
  }
}
