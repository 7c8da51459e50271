package dev.tensorvet.report;

import java.util.Locale;

/** Names of our own as words of a text. */
final class Words {

  private Words() {}

  /** {@code GRAD_SCALER} as {@code grad scaler}. */
  static String of(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** {@code 1 file}, {@code 2 files}. */
  static String count(long count, String one, String many) {
    return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? one : many);
  }
}
