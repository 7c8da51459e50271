package dev.tensorvet.workspace;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Half of a SHA-256: enough that no two texts of one project ever share it, even on purpose. */
public record Digest(long high, long low) {

  /** Of what is not there. */
  static final Digest NOTHING = new Digest(0, 0);

  static final Digest NO = new Digest(0, 1);

  static final Digest YES = new Digest(0, 2);

  static Digest of(byte[] bytes) {
    ByteBuffer hash = ByteBuffer.wrap(sha256().digest(bytes));
    return new Digest(hash.getLong(), hash.getLong());
  }

  /** Of texts one after the other; none of them runs into the next. */
  public static Digest of(Iterable<String> texts) {
    MessageDigest sha = sha256();
    for (String text : texts) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
      sha.update(bytes);
    }
    ByteBuffer hash = ByteBuffer.wrap(sha.digest());
    return new Digest(hash.getLong(), hash.getLong());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  @Override
  public String toString() {
    return "%016x%016x".formatted(high, low);
  }
}
