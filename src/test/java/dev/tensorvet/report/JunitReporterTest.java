package dev.tensorvet.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.finding.Report;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** What servers that read JUnit's XML rely on. */
final class JunitReporterTest {

  private static Element read(String sample) throws Exception {
    return read(ReportersTest.sample(sample));
  }

  private static Element read(Report report) throws Exception {
    String xml = ReportersTest.write("junit", report, ReportersTest.PLAIN);
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)))
        .getDocumentElement();
  }

  private static List<Element> all(Element in, String name) {
    NodeList nodes = in.getElementsByTagName(name);
    List<Element> all = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      all.add((Element) nodes.item(i));
    }
    return all;
  }

  private static void checkCounts(Element of) {
    assertThat(of.getAttribute("tests")).isEqualTo("" + all(of, "testcase").size());
    assertThat(of.getAttribute("failures")).isEqualTo("" + all(of, "failure").size());
    assertThat(of.getAttribute("errors")).isEqualTo("" + all(of, "error").size());
  }

  @TestFactory
  Stream<DynamicTest> everySampleIsXmlWhoseCountsAreRight() {
    return Samples.all().entrySet().stream()
        .map(
            sample ->
                DynamicTest.dynamicTest(
                    sample.getKey(),
                    () -> {
                      Element root = read(sample.getValue());
                      checkCounts(root);
                      all(root, "testsuite").forEach(JunitReporterTest::checkCounts);
                      Set<String> names = new HashSet<>();
                      for (Element each : all(root, "testcase")) {
                        assertThat(each.getAttribute("name")).isNotBlank();
                        assertThat(
                                names.add(
                                    each.getAttribute("classname")
                                        + ":"
                                        + each.getAttribute("name")))
                            .isTrue();
                      }
                      assertThat(names).isNotEmpty();
                    }));
  }

  @Test
  void aCleanRunIsATestThatPasses() throws Exception {
    Element root = read("empty");
    assertThat(root.getAttribute("tests")).isEqualTo("1");
    assertThat(root.getAttribute("failures")).isEqualTo("0");
    assertThat(all(root, "system-out").getFirst().getTextContent())
        .isEqualTo("No findings in 3 files.");
  }

  @Test
  void findingsFailProblemsBreakAdvicePasses() throws Exception {
    Element loop = read("loop");
    assertThat(loop.getAttribute("tests")).isEqualTo("4");
    assertThat(loop.getAttribute("failures")).isEqualTo("3");
    assertThat(all(loop, "failure").getFirst().getTextContent())
        .startsWith("src/train.py:10:9: error[missing-zero-grad]");
    assertThat(all(loop, "testcase").get(1).getAttribute("line")).isEqualTo("10");
    assertThat(all(loop, "testcase").get(2).getAttribute("name"))
        .isEqualTo("missing-zero-grad (2)");
    assertThat(read("problems").getAttribute("errors")).isEqualTo("4");
  }

  @Test
  void inANotebookTheLineIsThatOfTheFile() throws Exception {
    Element testcase = all(read("notebook"), "testcase").getFirst();
    assertThat(testcase.getAttribute("line")).isEqualTo("28");
    assertThat(testcase.getTextContent()).contains("notebooks/train.ipynb:cell 3:3:22");
  }
}
