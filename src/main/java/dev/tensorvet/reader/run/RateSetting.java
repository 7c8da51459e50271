package dev.tensorvet.reader.run;

import dev.tensorvet.flow.Constant;
import dev.tensorvet.flow.Operand.CollectionKind;
import dev.tensorvet.semantic.ClassEntity;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.syntax.Expr;
import dev.tensorvet.tensor.Proof;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * By what settings a module drops elements that its maker gives it: {@code
 * nn.Dropout(cfg["drop_rate"])}.
 *
 * @param parameter of the module's constructor
 * @param key of the settings
 */
record RateSetting(String parameter, String key) {

  /** What stands behind a key that is given something. */
  private static final Pattern GIVEN =
      Pattern.compile("\\b[\"']?\\]?\\s*(?::\\s*\\w+\\s*=|:|=(?!=))\\s*([\\w.]+)");

  private static final Pattern ZERO = Pattern.compile("0+\\.?0*|\\.0+");

  /** The setting that a rate is read from; empty for what is none. */
  static Optional<RateSetting> of(Expr rate) {
    return switch (rate) {
      case Expr.Subscript item
          when item.value() instanceof Expr.Name settings
              && item.index() instanceof Expr.StringLiteral key ->
          Optional.of(new RateSetting(settings.name(), key.value()));
      case Expr.Attribute member when member.value() instanceof Expr.Name settings ->
          Optional.of(new RateSetting(settings.name(), member.name()));
      default -> Optional.empty();
    };
  }

  /**
   * Whether something is dropped by what is given for the parameter.
   *
   * @param written what the program that makes the module {@link #written gives} the key: it may
   *     change the settings
   */
  Proof drops(Term settings, Set<Boolean> written) {
    if (isNone(settings)) {
      return written.contains(false) ? Proof.UNKNOWN : Proof.NO;
    }
    return written.contains(true) ? Proof.UNKNOWN : Proof.YES;
  }

  /** Whether settings surely say that nothing is dropped. */
  private boolean isNone(Term settings) {
    return switch (settings) {
      case Term.Group group when group.kind() == CollectionKind.DICT ->
          IntStream.range(0, group.elements().size() / 2)
              .filter(i -> isKey(group.elements().get(2 * i)))
              .mapToObj(i -> group.elements().get(2 * i + 1))
              .reduce((before, last) -> last)
              .filter(RateSetting::isZero)
              .isPresent();
      case Term.Made made when made.keywords().containsKey(key) ->
          Optional.ofNullable(made.keywords().get(key)).filter(RateSetting::isZero).isPresent();
      case Term.Made made
          when made.callee() instanceof Term.Named(ClassEntity type)
              && made.positional().isEmpty() ->
          isNoneByDefault(type);
      case Term.Either either -> either.options().stream().allMatch(this::isNone);
      default -> false;
    };
  }

  private boolean isKey(Term term) {
    return term instanceof Term.Written written && written.value().equals(new Constant.Text(key));
  }

  private boolean isNoneByDefault(ClassEntity type) {
    SourceModule module = type.module();
    return written(module.file().text(type.node().span())).equals(Set.of(true));
  }

  /** For the values that a text gives the key, whether they are zero. */
  Set<Boolean> written(String text) {
    Set<Boolean> zero = new HashSet<>();
    Matcher given = GIVEN.matcher(text).useTransparentBounds(true);
    for (int at = text.indexOf(key); at >= 0; at = text.indexOf(key, at + 1)) {
      boolean isWhole = at == 0 || !Character.isUnicodeIdentifierPart(text.charAt(at - 1));
      if (isWhole && given.region(at + key.length(), text.length()).lookingAt()) {
        zero.add(ZERO.matcher(given.group(1)).matches());
      }
    }
    return Set.copyOf(zero);
  }

  /** Whether a rate is written, and zero. */
  static boolean isZero(Term rate) {
    return rate instanceof Term.Written written
        && written.value() instanceof Constant.Number number
        && number.value() == 0;
  }
}
