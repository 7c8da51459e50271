package dev.tensorvet.framework;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the keys to services look like that somebody may print by mistake. */
public final class Secrets {

  private static final Map<String, Pattern> KEYS = new LinkedHashMap<>();

  static {
    // The name of the key in an address that was signed with it opens nothing.
    KEYS.put(
        "Amazon Web Services",
        Pattern.compile("(?<!Credential=)(?<!AccessKeyId=)\\bAKIA[0-9A-Z]{16}\\b"));
    KEYS.put("GitHub", Pattern.compile("\\b(?:gh[opsur]_[A-Za-z0-9]{36}|github_pat_\\w{60,})\\b"));
    KEYS.put("Google", Pattern.compile("\\bAIza[0-9A-Za-z_-]{35}(?![0-9A-Za-z_-])"));
    KEYS.put("Hugging Face", Pattern.compile("\\bhf_[A-Za-z]{34}\\b"));
    KEYS.put("OpenAI", Pattern.compile("\\bsk-(?:proj-[A-Za-z0-9_-]{40,}|[A-Za-z0-9]{48})\\b"));
    KEYS.put("Slack", Pattern.compile("\\bxox[abprs]-[0-9]{8,}-[0-9A-Za-z-]{20,}"));
    KEYS.put("a private key", Pattern.compile("-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----"));
  }

  private static final Pattern EXAMPLE = Pattern.compile("(?i)example|x{6}|0{8}|1234567|\\*{3}");

  private Secrets() {}

  /** Whose key stands in a text. */
  public static Optional<String> in(String text) {
    for (Map.Entry<String, Pattern> key : KEYS.entrySet()) {
      Matcher found = key.getValue().matcher(text);
      while (found.find()) {
        if (!EXAMPLE.matcher(found.group()).find()) {
          return Optional.of(key.getKey());
        }
      }
    }
    return Optional.empty();
  }
}
