package dev.tensorvet.requirement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tensorvet.framework.Frameworks;
import dev.tensorvet.frontend.java.JavaFrontend;
import dev.tensorvet.semantic.Project;
import dev.tensorvet.workspace.MemoryTree;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class JavaRequirementsTest {

  private static final String CHILD =
      """
      <project>
        <parent>
          <groupId>org.example</groupId>
          <artifactId>all</artifactId>
          <version>3</version>
        </parent>
        <dependencies>
          <dependency>
            <groupId>ai.djl</groupId>
            <artifactId>api</artifactId>
            <version>${djl.version}</version>
          </dependency>
        </dependencies>
      </project>
      """;

  @Test
  void aParentSaysWhatItsPropertiesAre() {
    String parent =
        """
        <project>
          <version>3</version>
          <properties><djl.version>0.28.0</djl.version></properties>
        </project>
        """;
    assertThat(djl(Map.of("pom.xml", parent, "app/pom.xml", CHILD))).isEqualTo("==0.28");
  }

  @Test
  void aParentMayLieElsewhere() {
    String child =
        CHILD.replace("</parent>", "<relativePath>../build/parent.xml</relativePath></parent>");
    String parent = "<project><properties><djl.version>0.30.0</djl.version></properties></project>";
    assertThat(djl(Map.of("build/parent.xml", parent, "app/pom.xml", child))).isEqualTo("==0.30");
  }

  @Test
  void aParentThatIsNotThereSaysNothing() {
    assertThat(djl(Map.of("app/pom.xml", CHILD))).isEqualTo("any");
  }

  @Test
  void filesThatAreEachOthersParentEnd() {
    String child = CHILD.replace("</parent>", "<relativePath>pom.xml</relativePath></parent>");
    assertThat(djl(Map.of("app/pom.xml", child))).isEqualTo("any");
  }

  @Test
  void aCatalogueCountsWhereABuildUsesIt() {
    String catalog =
        """
        [versions]
        djl = "0.29.0"
        [libraries]
        djl-api = { module = "ai.djl:api", version.ref = "djl" }
        djl-zoo = { group = "ai.djl", name = "model-zoo", version = "0.20.0" }
        other = "ai.djl:basicdataset:0.10.0"
        [bundles]
        training = ["djl-api"]
        """;
    for (String use : new String[] {"libs.djl.api", "libs.bundles.training"}) {
      assertThat(
              djl(
                  Map.of(
                      "gradle/libs.versions.toml",
                      catalog,
                      "app/build.gradle.kts",
                      "dependencies { implementation(" + use + ") }")))
          .isEqualTo("==0.29");
    }
    assertThat(djl(Map.of("gradle/libs.versions.toml", catalog, "app/build.gradle", "")))
        .isEqualTo("any");
  }

  private static String djl(Map<String, String> files) {
    String checked = "app/Main.java";
    Map<String, String> all = new TreeMap<>(files);
    all.put(checked, "class Main {}");
    Project project = new Project(new MemoryTree(all), new JavaFrontend()::parse, Frameworks.all());
    return new JavaRequirements(project.files())
        .versions(project.module(MemoryTree.ROOT.resolve(checked)).orElseThrow(), "ai.djl")
        .toString();
  }
}
