package dev.tensorvet.syntax;

import dev.tensorvet.source.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A value of a YAML, JSON or TOML file, with its place in the text. */
public sealed interface DataNode {

  Span span();

  /**
   * A key with its value, as the file writes them.
   *
   * @param key where the name stands, quotes included
   */
  record Entry(String name, Span key, DataNode value) {}

  /**
   * A mapping, object or table.
   *
   * @param written all that is written, in the order of the file: a name may stand there twice, and
   *     a merge of YAML stands there as {@link #MERGE}
   * @param entries what it comes to: of equal names the last, and what is merged where it is not
   *     written
   */
  record Mapping(Span span, List<Entry> written, Map<String, DataNode> entries)
      implements DataNode {

    /** The key under which YAML takes over what another mapping holds. */
    public static final String MERGE = "<<";

    /** What is written comes to what it says, the last of equal names counting. */
    public static Mapping of(Span span, List<Entry> written) {
      Map<String, DataNode> entries = new LinkedHashMap<>();
      written.forEach(entry -> entries.put(entry.name(), entry.value()));
      return new Mapping(span, List.copyOf(written), entries);
    }

    public Optional<DataNode> get(String name) {
      return Optional.ofNullable(entries.get(name));
    }

    /** The text of a key, if it has one. */
    public Optional<String> text(String name) {
      return get(name)
          .flatMap(
              value ->
                  value instanceof Scalar scalar && scalar.value() instanceof String text
                      ? Optional.of(text)
                      : Optional.empty());
    }
  }

  record Sequence(Span span, List<DataNode> elements) implements DataNode {}

  /** The value of JSON's {@code null}. */
  record Nothing(Span span) implements DataNode {}

  /**
   * A value that holds no others.
   *
   * @param value a {@link String}, {@link Long}, {@link Double} or {@link Boolean}: what the
   *     language's newest standard reads; other readers of YAML differ
   * @param isPlain whether it is written without quotes or a tag, so that its text decides what it
   *     is
   */
  record Scalar(Span span, Object value, boolean isPlain) implements DataNode {}
}
