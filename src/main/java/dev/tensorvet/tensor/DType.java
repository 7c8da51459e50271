package dev.tensorvet.tensor;

/**
 * The type of a tensor's elements. The promotion of types is as in PyTorch's <a
 * href="https://pytorch.org/docs/stable/tensor_attributes.html#type-promotion-doc">tensor
 * attributes</a>.
 */
public enum DType {
  BOOL("bool", 1, Kind.BOOL),
  UINT8("uint8", 1, Kind.INTEGER),
  INT8("int8", 1, Kind.INTEGER),
  INT16("int16", 2, Kind.INTEGER),
  INT32("int32", 4, Kind.INTEGER),
  INT64("int64", 8, Kind.INTEGER),
  FLOAT16("float16", 2, Kind.FLOATING),
  BFLOAT16("bfloat16", 2, Kind.FLOATING),
  FLOAT32("float32", 4, Kind.FLOATING),
  FLOAT64("float64", 8, Kind.FLOATING),
  COMPLEX64("complex64", 8, Kind.COMPLEX),
  COMPLEX128("complex128", 16, Kind.COMPLEX),
  /** It is not known which. */
  UNKNOWN("?", 4, Kind.UNKNOWN);

  /** In the order of promotion: a later kind wins over an earlier one. */
  public enum Kind {
    BOOL,
    INTEGER,
    FLOATING,
    COMPLEX,
    UNKNOWN
  }

  private final String text;
  private final int bytes;
  private final Kind kind;

  DType(String text, int bytes, Kind kind) {
    this.text = text;
    this.bytes = bytes;
    this.kind = kind;
  }

  /** Its name in PyTorch. */
  public String text() {
    return text;
  }

  /** The size of an element; that of a float32 where the type is not known. */
  public int bytes() {
    return bytes;
  }

  public Kind kind() {
    return kind;
  }

  public boolean isFloating() {
    return kind == Kind.FLOATING;
  }

  /** The type of the result of an operation on tensors of two types, both with dimensions. */
  public DType promote(DType other) {
    if (this == other) {
      return this;
    }
    if (this == UNKNOWN || other == UNKNOWN) {
      return UNKNOWN;
    }
    if (kind != other.kind) {
      DType higher = kind.compareTo(other.kind) > 0 ? this : other;
      DType lower = higher == this ? other : this;
      return higher == COMPLEX64 && lower == FLOAT64 ? COMPLEX128 : higher;
    }
    return switch (kind) {
      case BOOL, UNKNOWN -> this;
      case COMPLEX -> COMPLEX128;
      case FLOATING -> bytes == 2 && other.bytes == 2 ? FLOAT32 : wider(other);
      case INTEGER ->
          // uint8 holds no int8, nor the other way round.
          (this == UINT8 && other == INT8) || (this == INT8 && other == UINT8)
              ? INT16
              : wider(other);
    };
  }

  private DType wider(DType other) {
    return bytes >= other.bytes ? this : other;
  }
}
