package dev.tensorvet.requirement;

import dev.tensorvet.requirement.JavaRequirements.Artifact;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** A {@code pom.xml}: the dependencies that it names, its own properties put in. */
final class MavenBuild {

  private static final Pattern PROPERTY = Pattern.compile("\\$\\{([^}]+)\\}");

  /** Where Maven looks for a parent. */
  private static final String ABOVE = "../pom.xml";

  private record Dependency(Map<String, String> parts) {

    Optional<String> part(String name) {
      return Optional.ofNullable(parts.get(name));
    }
  }

  private final Map<String, String> properties = new HashMap<>();
  private final List<Dependency> dependencies = new ArrayList<>();
  private boolean hasParent;
  private Optional<String> relativePath = Optional.empty();

  private MavenBuild() {}

  /** What a file says; as far as it can be read, when it is broken. */
  static MavenBuild of(String pom) {
    MavenBuild build = new MavenBuild();
    try {
      XMLInputFactory factory = XMLInputFactory.newInstance();
      factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
      factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
      build.read(factory.createXMLStreamReader(new StringReader(pom.strip())));
    } catch (XMLStreamException broken) {
      // What came before the mistake is known all the same.
    }
    return build;
  }

  /** Where the file lies that this one takes over from; empty where it has none. */
  Optional<String> parent() {
    return hasParent ? Optional.of(relativePath.orElse(ABOVE)) : Optional.empty();
  }

  /** Its own properties, and those that it has from elsewhere. */
  Map<String, String> properties(Map<String, String> inherited) {
    Map<String, String> all = new HashMap<>(inherited);
    all.putAll(properties);
    return all;
  }

  private void read(XMLStreamReader xml) throws XMLStreamException {
    Deque<String> path = new ArrayDeque<>();
    StringBuilder text = new StringBuilder();
    while (xml.hasNext()) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          hasParent |= isOfProject(path) && xml.getLocalName().equals("parent");
          path.push(xml.getLocalName());
          text.setLength(0);
          if (xml.getLocalName().equals("dependency")) {
            dependencies.add(new Dependency(new HashMap<>()));
          }
        }
        case XMLStreamConstants.CHARACTERS -> text.append(xml.getText());
        case XMLStreamConstants.END_ELEMENT -> {
          String name = path.pop();
          String parent = path.isEmpty() ? "" : path.peek();
          if (parent.equals("properties")) {
            properties.put(name, text.toString().strip());
          } else if (parent.equals("dependency") && !dependencies.isEmpty()) {
            dependencies.getLast().parts().put(name, text.toString().strip());
          } else if (parent.equals("parent") && name.equals("relativePath")) {
            relativePath = Optional.of(text.toString().strip()).filter(p -> !p.isEmpty());
          } else if (parent.equals("parent") && name.equals("version")) {
            properties.putIfAbsent("project.version", text.toString().strip());
          } else if (parent.equals("project") && name.equals("version")) {
            properties.put("project.version", text.toString().strip());
          }
          text.setLength(0);
        }
        default -> {}
      }
    }
  }

  private static boolean isOfProject(Deque<String> path) {
    return path.size() == 1;
  }

  /**
   * @param properties that are put in
   */
  List<Artifact> artifacts(Map<String, String> properties) {
    List<Artifact> artifacts = new ArrayList<>();
    for (Dependency dependency : dependencies) {
      Optional<String> group = dependency.part("groupId");
      Optional<String> name = dependency.part("artifactId");
      if (group.isPresent() && name.isPresent()) {
        artifacts.add(
            new Artifact(
                filled(group.get(), properties),
                filled(name.get(), properties),
                JavaRequirements.range(
                    dependency.part("version").map(v -> filled(v, properties)))));
      }
    }
    return artifacts;
  }

  private static String filled(String text, Map<String, String> properties) {
    Matcher property = PROPERTY.matcher(text);
    return property.matches()
        ? properties.getOrDefault(property.group(1), text)
        : property.replaceAll(
            found ->
                Matcher.quoteReplacement(properties.getOrDefault(found.group(1), found.group())));
  }
}
