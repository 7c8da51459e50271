package dev.tensorvet;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.tensorvet.rule.Rule;
import dev.tensorvet.semantic.SourceModule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Who may see whom. A new package gets its place in the table here first. */
final class ArchitectureTest {

  private static final String BASE = "dev.tensorvet";

  /** From the ground up: a package sees those of lower lines, and none of its own line. */
  private static final List<Set<String>> LAYERS =
      List.of(
          Set.of("source", "tensor"),
          Set.of("syntax", "finding", "graph"),
          Set.of("workspace", "frontend", "ops"),
          Set.of("semantic"),
          Set.of("flow", "requirement"),
          Set.of("framework"),
          Set.of("facts"),
          Set.of("reader"),
          Set.of("interp"),
          Set.of("rule"),
          Set.of("rules", "engine", "settings", "baseline"),
          // What they find out is shown by what lies above.
          Set.of("diagnose", "review"),
          Set.of("fix", "verify", "report"));

  /** What a package may not see although it lies lower, and why. */
  private static final Map<String, Set<String>> BLIND =
      Map.of(
          // It does not know what is inside a file.
          "workspace", Set.of("syntax"),
          // It takes parsed data, so that a bad setting has a position.
          "settings", Set.of("frontend", "workspace", "semantic", "flow", "facts", "reader"),
          // As settings; and it is told the names of files.
          "baseline", Set.of("frontend", "workspace", "semantic", "flow", "facts", "reader"),
          // It neither reports nor walks trees.
          "framework", Set.of("finding", "syntax"),
          // They do not know Python or Java.
          "ops", Set.of("syntax", "finding"),
          // They judge what the facts say, and neither find files nor parse them.
          "rules", Set.of("workspace", "frontend", "reader"),
          // It shows what it is given.
          "report", Set.of("workspace", "frontend", "semantic", "flow", "facts", "reader"));

  /** Libraries, and the packages that may know them. Nothing else comes from outside the JDK. */
  private static final Map<String, Set<String>> LIBRARIES =
      Map.ofEntries(
          Map.entry("org.antlr..", Set.of("frontend.python")),
          // Its tree is as good as one of ours would be; the rules read facts.
          Map.entry(
              "com.github.javaparser..",
              Set.of("frontend.java", "semantic.java", "flow.java", "reader.java")),
          Map.entry("org.tomlj..", Set.of("frontend.data")),
          Map.entry("org.snakeyaml..", Set.of("frontend.data")),
          Map.entry(
              "tools.jackson..", Set.of("frontend.data", "frontend.notebook", "report", "verify")),
          Map.entry("org.eclipse.jgit..", Set.of("workspace")),
          Map.entry("com.github.difflib..", Set.of("fix")),
          Map.entry("com.samskivert..", Set.of("report")),
          Map.entry("org.eclipse.elk..", Set.of("report")),
          Map.entry("org.eclipse.emf..", Set.of("report")),
          Map.entry("ai.djl..", Set.of("verify.child")),
          Map.entry("picocli..", Set.of("cli")));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(BASE);

  @TestFactory
  Stream<DynamicTest> aPackageSeesOnlyWhatLiesBelowIt() {
    List<DynamicTest> tests = new ArrayList<>();
    Set<String> above = new TreeSet<>(Set.of("cli"));
    LAYERS.forEach(above::addAll);
    for (Set<String> layer : LAYERS) {
      for (String name : new TreeSet<>(layer)) {
        Set<String> hidden = new TreeSet<>(above);
        hidden.remove(name);
        hidden.addAll(BLIND.getOrDefault(name, Set.of()));
        tests.add(DynamicTest.dynamicTest(name, () -> check(sees(name, hidden))));
      }
      above.removeAll(layer);
    }
    return tests.stream();
  }

  private static ArchRule sees(String name, Set<String> hidden) {
    return noClasses()
        .that(resideInAPackage(within(name)))
        .should()
        .dependOnClassesThat(resideInAnyPackage(all(hidden)).or(resideInAPackage(BASE)));
  }

  @Test
  void onlyTheCommandLineSeesTheCommandLine() {
    check(
        noClasses()
            .that(not(resideInAPackage(within("cli"))))
            .should()
            .dependOnClassesThat(resideInAPackage(within("cli"))));
  }

  @Test
  void everyClassHasAHome() {
    Set<String> homes = new TreeSet<>(Set.of("cli"));
    LAYERS.forEach(homes::addAll);
    check(
        classes()
            .should()
            .resideInAnyPackage(
                Stream.concat(Stream.of(BASE), Arrays.stream(all(homes))).toArray(String[]::new)));
  }

  @Test
  void categoriesOfRulesDoNotSeeEachOther() {
    Set<String> categories = new TreeSet<>();
    for (JavaClass each : CLASSES.that(resideInAPackage(BASE + ".rules.*"))) {
      categories.add("rules." + each.getPackageName().substring((BASE + ".rules.").length()));
    }
    assertThat(categories).isNotEmpty();
    for (String category : categories) {
      Set<String> others = new TreeSet<>(categories);
      others.remove(category);
      check(
          noClasses()
              .that(resideInAPackage(within(category)))
              .should()
              .dependOnClassesThat(resideInAnyPackage(all(others))));
    }
  }

  @TestFactory
  Stream<DynamicTest> librariesStayWhereTheyBelong() {
    return LIBRARIES.entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () ->
                        check(
                            noClasses()
                                .that(not(resideInAnyPackage(all(entry.getValue()))))
                                .should()
                                .dependOnClassesThat(resideInAPackage(entry.getKey())))));
  }

  @Test
  void nothingElseComesFromOutsideTheJdk() {
    List<String> known = new ArrayList<>(LIBRARIES.keySet());
    known.addAll(List.of("", "java..", "javax..", BASE + "..", "org.jspecify.annotations.."));
    check(
        noClasses()
            .should()
            .dependOnClassesThat(not(resideInAnyPackage(known.toArray(String[]::new)))));
  }

  @Test
  void onlyTheCommandLineTouchesTheProcess() {
    check(
        noClasses()
            .that(not(resideInAPackage(within("cli"))))
            // A process of its own.
            .and(not(resideInAPackage(within("verify.child"))))
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .accessField(System.class, "in")
            .orShould()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class)
            .orShould()
            .callMethod(System.class, "getProperty", String.class)
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(Runtime.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "halt", int.class)
            .orShould()
            .callMethod(Throwable.class, "printStackTrace"));
  }

  @Test
  void filesAreReadAtTheEdges() {
    check(
        noClasses()
            .that(
                not(resideInAnyPackage(within("cli"), within("workspace"), within("verify.child"))))
            // A step of the build.
            .and(not(simpleNameEndingWith("PageCompiler")))
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.nio.file.Files")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching("java\\.io\\.(File|File(Input|Output)Stream|FileReader|FileWriter)"));
  }

  /**
   * What is kept from one file to the next is kept with what it rests on; else a cached run would
   * miss that something has changed. {@code Binding} and {@code Relevance} keep {@code Kept}
   * answers by themselves, {@code Modules} files with their evidence, {@code Project} the texts of
   * an editor.
   */
  @Test
  void answersAreKeptWithTheirEvidence() {
    check(
        noClasses()
            .that(resideInAnyPackage(within("semantic"), within("facts")))
            .and(not(simpleName("Modules")))
            .and(not(simpleName("Slot")))
            .and(not(simpleName("Relevance")))
            .and(not(simpleName("Project")))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.util.concurrent.."));
    check(
        fields()
            .that()
            .areDeclaredInClassesThat(resideInAnyPackage(within("semantic"), within("facts")))
            .and()
            // These rest on the module's own file alone, which whoever has the module has read.
            .areNotDeclaredIn(SourceModule.class)
            .and()
            .areDeclaredInClassesThat(
                not(simpleName("Binding"))
                    .and(not(simpleName("Modules")))
                    .and(not(simpleName("Slot")))
                    .and(not(simpleName("Project"))))
            .should()
            .notHaveModifier(JavaModifier.VOLATILE));
  }

  @Test
  void namesSayWhatAThingIs() {
    check(
        noClasses()
            .should()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameStartingWith("Abstract"));
  }

  @Test
  void rulesArePackagePrivateFinalAndStateless() {
    ArchRule closed =
        classes()
            .that()
            .areAssignableTo(Rule.class)
            .and()
            .areNotInterfaces()
            .should()
            .bePackagePrivate()
            .andShould()
            .haveModifier(JavaModifier.FINAL);
    check(closed);
    check(
        fields()
            .that()
            .areDeclaredInClassesThat()
            .areAssignableTo(Rule.class)
            .should()
            .beStatic()
            .andShould()
            .beFinal());
  }

  @Test
  void noStaticFieldIsAVariable() {
    check(fields().that().areStatic().should().beFinal());
  }

  @Test
  void everyPackageSaysWhatItIsAndHoldsNoNull() throws ClassNotFoundException {
    Set<String> packages = new TreeSet<>();
    CLASSES.forEach(each -> packages.add(each.getPackageName()));
    for (String each : packages) {
      assertThat(Class.forName(each + ".package-info").isAnnotationPresent(NullMarked.class))
          .as(each)
          .isTrue();
    }
  }

  /** A package that the table foresees may not exist yet. */
  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(CLASSES);
  }

  private static String within(String name) {
    return BASE + "." + name + "..";
  }

  private static String[] all(Set<String> names) {
    return names.stream().map(ArchitectureTest::within).toArray(String[]::new);
  }
}
