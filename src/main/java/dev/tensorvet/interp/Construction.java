package dev.tensorvet.interp;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * How a model was built.
 *
 * @param call as the code has it: {@code Net(3, dim=dim)}
 * @param arguments what each parameter was given, in Python's notation: {@code (3, 32, 32)}; the
 *     name of a symbol for what the code leaves open. Defaults are left out, and there are none
 *     where a function makes the model, or another model does
 */
public record Construction(String call, SequencedMap<String, String> arguments) {

  public Construction {
    arguments = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(arguments));
  }

  /** One whose arguments are not told. */
  static Construction of(String call) {
    return new Construction(call, new LinkedHashMap<>());
  }
}
