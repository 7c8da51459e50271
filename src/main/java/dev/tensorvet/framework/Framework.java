package dev.tensorvet.framework;

import java.util.List;
import java.util.Map;

/**
 * What a library's names mean.
 *
 * @param roles the role of a class's objects, by canonical name
 * @param homes modules under other names: {@code lightning.pytorch} is {@code lightning}
 * @param modules the modules of which {@code roles} and {@code functions} list all that matters
 * @param functions functions by their module, for star imports
 */
record Framework(
    Map<String, Role> roles,
    Map<String, String> homes,
    List<String> modules,
    Map<String, List<String>> functions) {}
