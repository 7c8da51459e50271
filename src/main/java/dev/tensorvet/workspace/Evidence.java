package dev.tensorvet.workspace;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What an answer rests on: the questions about files that were asked for it, and what was answered.
 * While all of them are answered as they were, so is the question that they were asked for.
 */
public sealed interface Evidence {

  /** Of what rests on no file. */
  static Evidence none() {
    return Sum.NOTHING;
  }

  /** A question with its answer. There is one object for each in a run. */
  final class Noted implements Evidence {

    private final Question question;
    private final Digest answer;

    Noted(Question question, Digest answer) {
      this.question = question;
      this.answer = answer;
    }

    Question question() {
      return question;
    }

    Digest answer() {
      return answer;
    }
  }

  /**
   * Of several answers. Code that names each other rests on each other, so that a sum may lead back
   * to itself.
   */
  final class Sum implements Evidence {

    private static final Sum NOTHING = new Sum();

    private volatile List<Evidence> parts = List.of();

    /** Says what is in it, once and before anybody else sees it. */
    public void close(Collection<? extends Evidence> all) {
      parts = List.copyOf(all);
    }
  }

  /** Of all of these. */
  static Evidence of(Collection<Evidence> parts) {
    return switch (parts.size()) {
      case 0 -> none();
      case 1 -> parts.iterator().next();
      default -> {
        Sum sum = new Sum();
        sum.close(parts);
        yield sum;
      }
    };
  }

  /** Every question that was asked, each once. */
  default Set<Noted> all() {
    Set<Noted> all = new HashSet<>();
    Set<Sum> seen = new HashSet<>();
    ArrayDeque<Evidence> open = new ArrayDeque<>(List.of(this));
    while (!open.isEmpty()) {
      switch (open.pop()) {
        case Noted noted -> all.add(noted);
        case Sum sum when seen.add(sum) -> sum.parts.forEach(open::push);
        case Sum known -> {}
      }
    }
    return all;
  }
}
