package dev.tensorvet.workspace;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Numbers, texts and digests in few bytes. What is read is never larger than what there is. */
final class Packed {

  private Packed() {}

  /** A number from 0, seven bits to a byte. */
  static void put(DataOutputStream out, int number) throws IOException {
    int rest = number;
    while (rest > 0x7F) {
      out.writeByte(0x80 | (rest & 0x7F));
      rest >>>= 7;
    }
    out.writeByte(rest);
  }

  static int number(DataInputStream in) throws IOException {
    int number = 0;
    for (int shift = 0; shift < Integer.SIZE; shift += 7) {
      int next = in.readUnsignedByte();
      number |= (next & 0x7F) << shift;
      if (next <= 0x7F) {
        if (number < 0) {
          break;
        }
        return number;
      }
    }
    throw new EOFException("a number that is too large");
  }

  /** How many of something follow, each of at least one byte. */
  static int count(DataInputStream in) throws IOException {
    int count = number(in);
    if (count > in.available()) {
      throw new EOFException("more than there is");
    }
    return count;
  }

  static void put(DataOutputStream out, byte[] bytes) throws IOException {
    put(out, bytes.length);
    out.write(bytes);
  }

  static byte[] bytes(DataInputStream in) throws IOException {
    byte[] bytes = new byte[count(in)];
    in.readFully(bytes);
    return bytes;
  }

  /** All bytes of a buffer, which stays as it is. */
  static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  static void put(DataOutputStream out, String text) throws IOException {
    put(out, text.getBytes(StandardCharsets.UTF_8));
  }

  static String text(DataInputStream in) throws IOException {
    return new String(bytes(in), StandardCharsets.UTF_8);
  }

  static void put(DataOutputStream out, Digest digest) throws IOException {
    out.writeLong(digest.high());
    out.writeLong(digest.low());
  }

  static Digest digest(DataInputStream in) throws IOException {
    return new Digest(in.readLong(), in.readLong());
  }
}
