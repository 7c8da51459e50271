package dev.tensorvet.frontend.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.source.Language;
import dev.tensorvet.source.SourceFile;
import dev.tensorvet.syntax.DataNode;
import dev.tensorvet.syntax.ParsedFile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DataFrontendTest {

  private static ParsedFile parse(Language language, String text) {
    return new DataFrontend().parse(SourceFile.of("config", language, text));
  }

  private static DataNode.Mapping mapping(ParsedFile parsed) {
    assertThat(parsed.problems()).isEmpty();
    return (DataNode.Mapping) parsed.documents().getFirst();
  }

  private static String text(ParsedFile parsed, DataNode value) {
    return parsed.source().text(value.span());
  }

  private static DataNode.Scalar scalar(DataNode.Mapping mapping, String key) {
    return (DataNode.Scalar) mapping.get(key).orElseThrow();
  }

  // --- places

  @Test
  void aScalarOfYamlKeepsItsText() {
    ParsedFile parsed = parse(Language.YAML, "lr: 1e-4 # small\nname: 'on'\nwarm: on\n");
    DataNode.Mapping root = mapping(parsed);
    assertThat(text(parsed, scalar(root, "lr"))).isEqualTo("1e-4");
    assertThat(scalar(root, "lr").isPlain()).isTrue();
    assertThat(text(parsed, scalar(root, "name"))).isEqualTo("'on'");
    assertThat(scalar(root, "name").isPlain()).isFalse();
    assertThat(scalar(root, "warm").value()).isEqualTo("on");
    assertThat(root.written())
        .extracting(entry -> parsed.source().text(entry.key()))
        .containsExactly("lr", "name", "warm");
  }

  @Test
  void placesHoldBehindCharactersThatTakeTwoUnits() {
    ParsedFile parsed = parse(Language.YAML, "# 🚀 fast\nnote: '🙂'\nlr: 0.1\n");
    assertThat(text(parsed, scalar(mapping(parsed), "lr"))).isEqualTo("0.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n"})
  void placesHoldWithAByteOrderMarkAndAnyLineEnd(String end) {
    for (Language language : List.of(Language.YAML, Language.TOML)) {
      String sign = language == Language.YAML ? ": " : " = ";
      ParsedFile parsed =
          parse(language, "\uFEFFa" + sign + "1" + end + "lr" + sign + "0.25" + end);
      assertThat(text(parsed, scalar(mapping(parsed), "lr"))).isEqualTo("0.25");
    }
    ParsedFile json = parse(Language.JSON, "\uFEFF{" + end + "\"lr\": 0.25" + end + "}");
    assertThat(text(json, scalar(mapping(json), "lr"))).isEqualTo("0.25");
  }

  @Test
  void aValueOfJsonHasItsPlace() {
    ParsedFile parsed =
        parse(Language.JSON, "{\"a\\\"b\": [1, -2.5e-3, true, null, \"x\"], \"c\": {}}");
    DataNode.Mapping root = mapping(parsed);
    DataNode.Sequence list = (DataNode.Sequence) root.get("a\"b").orElseThrow();
    assertThat(list.elements())
        .extracting(element -> text(parsed, element))
        .containsExactly("1", "-2.5e-3", "true", "null", "\"x\"");
    assertThat(text(parsed, root.get("c").orElseThrow())).isEqualTo("{}");
  }

  @Test
  void aValueOfTomlHasItsPlace() {
    ParsedFile parsed =
        parse(
            Language.TOML,
            "# top\ntitle = \"a # b\" # why\n[train]\nlr = 1e-3\nsteps = [1, 20]\nx = {y = 2}\n");
    DataNode.Mapping train = (DataNode.Mapping) mapping(parsed).get("train").orElseThrow();
    assertThat(text(parsed, scalar(train, "lr"))).isEqualTo("1e-3");
    assertThat(
            text(parsed, ((DataNode.Sequence) train.get("steps").orElseThrow()).elements().get(1)))
        .isEqualTo("20");
    assertThat(parsed.comments())
        .extracting(comment -> parsed.source().text(comment.span()))
        .containsExactly("# top", "# why");
  }

  // --- YAML

  @Test
  void aKeyThatIsWrittenTwiceIsKept() {
    DataNode.Mapping root = mapping(parse(Language.YAML, "lr: 1\nlr: 2\n"));
    assertThat(root.written()).hasSize(2);
    assertThat(scalar(root, "lr").value()).isEqualTo(2L);
  }

  @Test
  void aMergeTakesOverWhatIsNotWritten() {
    DataNode.Mapping root =
        mapping(
            parse(
                Language.YAML,
                "base: &b {lr: 1, wd: 2}\nmore: &m {wd: 3, eps: 4}\nrun:\n  <<: [*b, *m]\n  lr: 9\n"));
    DataNode.Mapping run = (DataNode.Mapping) root.get("run").orElseThrow();
    assertThat(scalar(run, "lr").value()).isEqualTo(9L);
    assertThat(scalar(run, "wd").value()).isEqualTo(2L);
    assertThat(scalar(run, "eps").value()).isEqualTo(4L);
  }

  @Test
  void aFileMayHoldSeveralDocuments() {
    assertThat(parse(Language.YAML, "a: 1\n---\na: 2\n...\n").documents()).hasSize(2);
  }

  @Test
  void whatOnlyLooksLikeACommentIsNone() {
    ParsedFile parsed =
        parse(
            Language.YAML,
            "a: 'x # y' # one\nb: |\n  # text\n  more\n# two\nc: x#y\n\"d #\": 1 # three\n");
    assertThat(parsed.comments())
        .extracting(comment -> parsed.source().text(comment.span()) + comment.ownLine())
        .containsExactly("# onefalse", "# twotrue", "# threefalse");
  }

  @Test
  void tagsOfAProgramAreRead() {
    DataNode.Mapping root =
        mapping(
            parse(
                Language.YAML,
                "a: !!python/tuple [1, 2]\nb: !new:torch.nn.ReLU\nc: !ref <a>\nd: !include x.yaml\n"));
    assertThat(root.entries().keySet()).containsExactly("a", "b", "c", "d");
    assertThat(scalar(root, "d").isPlain()).isFalse();
  }

  @Test
  void anAnchorMayHoldItself() {
    assertThat(parse(Language.YAML, "a: &x\n  b: *x\n").problems()).isEmpty();
  }

  // --- what is not as it should be

  @ParameterizedTest
  @CsvSource({
    "YAML, 'a: 1\nb: ]\nc: 2\n', 2",
    "YAML, 'a: b: c\n', 1",
    "JSON, '{\"a\": 1,\n\"b\" 2}', 2",
    "TOML, 'a = 1\nb = = 2\n', 2",
    "TOML, 'a = 1\na = 2\n', 2",
  })
  void aBrokenFileHasAProblemWithAPlace(Language language, String text, int line) {
    ParsedFile parsed = parse(language, text);
    assertThat(parsed.problems()).isNotEmpty();
    assertThat(parsed.source().locate(parsed.problems().getFirst().span().start()).line())
        .isEqualTo(line);
    assertThat(parsed.documents()).isEmpty();
  }

  @Test
  void aPathOfWindowsInDoubleQuotesIsToldAsThat() {
    assertThat(parse(Language.YAML, "data: \"D:\\data\"\n").problems())
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.message())
                    .startsWith("this is not valid YAML: in double quotes `\\d` is no character"));
  }

  @Test
  void someReadersOfJsonTakeCommentsAndALastComma() {
    ParsedFile parsed = parse(Language.JSON, "{\n// why\n\"a\": [1, 2,], /* so */ \"b\": NaN,\n}");
    assertThat(mapping(parsed).entries()).containsOnlyKeys("a", "b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  \n", "{\"a\": 1}\n{\"a\": 2}\n", "1 2 3"})
  void aFileOfManyValuesOrOfNoneHoldsDataAndIsNotWrong(String text) {
    ParsedFile parsed = parse(Language.JSON, text);
    assertThat(parsed.problems()).isEmpty();
    assertThat(parsed.documents()).isEmpty();
  }

  @Test
  void aTemplateIsNoYamlYet() {
    assertThat(parse(Language.YAML, "a: {{ name }}: {% if x %}\n  b: [\n").problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\": {{ _base_.a }}, \"b\": 1}",
        "{\"size\": BATCH_SIZE, \"b\": 1}",
        "{\"sizes\": [MB_SIZE]}"
      })
  void aTemplateIsNoJsonYet(String text) {
    assertThat(parse(Language.JSON, text).problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\": None}", "{\"a\": TRUE}", "{\"a\": nul}"})
  void aWordThatJsonDoesNotHaveIsTold(String text) {
    assertThat(parse(Language.JSON, text).problems()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"JSON", "YAML", "TOML"})
  void deepNestingIsTold(Language language) {
    String text = (language == Language.TOML ? "a = " : "") + "[".repeat(20_000);
    assertThat(parse(language, text).problems()).isNotEmpty();
  }
}
