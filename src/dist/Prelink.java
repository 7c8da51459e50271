import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Links ahead what a JVM links at each start: the {@code switch} over patterns and the {@code
 * equals} and {@code hashCode} of records. javac leaves both to bootstrap methods that spin a class
 * for each place where they are used, and no start-up archive of a JDK up to 25 holds those. Here
 * each call of such a bootstrap becomes a call of a private method of its class with the same
 * meaning, as the documentation of {@code java.lang.runtime.SwitchBootstraps} and {@code
 * java.lang.runtime.ObjectMethods} gives it.
 *
 * <p>Run by the build on the compiled classes, before the tests, so that what is tested is what
 * runs. Running it again changes nothing.
 */
final class Prelink extends ClassVisitor {

  private static final String SWITCH = "java/lang/runtime/SwitchBootstraps";
  private static final String RECORD = "java/lang/runtime/ObjectMethods";

  /** A method to add to the class: a bootstrap's call site with what the bootstrap was told. */
  private record Linked(String name, String descriptor, String asked, List<Object> told) {}

  private final List<Linked> linked = new ArrayList<>();
  private String owner = "";
  private boolean isInterface;

  private Prelink(ClassVisitor next) {
    super(Opcodes.ASM9, next);
  }

  /**
   * @param args the folder of the classes
   */
  public static void main(String[] args) throws IOException {
    try (Stream<Path> found = Files.walk(Path.of(args[0]))) {
      for (Path file : found.filter(f -> f.toString().endsWith(".class")).sorted().toList()) {
        byte[] before = Files.readAllBytes(file);
        ClassReader reader = new ClassReader(before);
        ClassWriter writer = new ClassWriter(0);
        Prelink prelink = new Prelink(writer);
        reader.accept(prelink, 0);
        if (!prelink.linked.isEmpty()) {
          Files.write(file, writer.toByteArray());
        }
      }
    }
  }

  @Override
  public void visit(
      int version, int access, String name, String signature, String superName, String[] above) {
    owner = name;
    isInterface = (access & Opcodes.ACC_INTERFACE) != 0;
    super.visit(version, access, name, signature, superName, above);
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
    return new MethodVisitor(Opcodes.ASM9, next) {
      @Override
      public void visitInvokeDynamicInsn(
          String asked, String type, Handle bootstrap, Object... told) {
        if (!isLinkable(asked, bootstrap, told)) {
          super.visitInvokeDynamicInsn(asked, type, bootstrap, told);
          return;
        }
        Linked method =
            new Linked(asked + "$" + linked.size(), type, asked, List.copyOf(Arrays.asList(told)));
        linked.add(method);
        super.visitMethodInsn(Opcodes.INVOKESTATIC, owner, method.name(), type, isInterface);
      }
    };
  }

  private static boolean isLinkable(String asked, Handle bootstrap, Object[] told) {
    return switch (bootstrap.getOwner()) {
      case SWITCH ->
          asked.equals("typeSwitch") && Arrays.stream(told).allMatch(t -> t instanceof Type);
      case RECORD -> asked.equals("equals") || asked.equals("hashCode");
      default -> false;
    };
  }

  @Override
  public void visitEnd() {
    for (Linked method : linked) {
      MethodVisitor code =
          super.visitMethod(
              Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC,
              method.name(),
              method.descriptor(),
              null,
              null);
      code.visitCode();
      switch (method.asked()) {
        case "typeSwitch" -> typeSwitch(code, method.told());
        case "equals" -> recordEquals(code, method.told());
        default -> recordHashCode(code, method.told());
      }
      code.visitEnd();
    }
    super.visitEnd();
  }

  /** {@code int typeSwitch(T subject, int restart)}: the first label from restart on that fits. */
  private static void typeSwitch(MethodVisitor code, List<Object> labels) {
    Label isThere = new Label();
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitJumpInsn(Opcodes.IFNONNULL, isThere);
    answer(code, -1);
    at(code, isThere);
    for (int i = 0; i < labels.size(); i++) {
      Label next = new Label();
      code.visitVarInsn(Opcodes.ILOAD, 1);
      push(code, i);
      code.visitJumpInsn(Opcodes.IF_ICMPGT, next);
      code.visitVarInsn(Opcodes.ALOAD, 0);
      code.visitTypeInsn(Opcodes.INSTANCEOF, ((Type) labels.get(i)).getInternalName());
      code.visitJumpInsn(Opcodes.IFEQ, next);
      answer(code, i);
      at(code, next);
    }
    answer(code, labels.size());
    code.visitMaxs(2, 2);
  }

  /** {@code boolean equals(R record, Object other)}: the same class, and equal components. */
  private static void recordEquals(MethodVisitor code, List<Object> told) {
    String type = ((Type) told.getFirst()).getInternalName();
    Label isOther = new Label();
    Label differs = new Label();
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitVarInsn(Opcodes.ALOAD, 1);
    code.visitJumpInsn(Opcodes.IF_ACMPNE, isOther);
    answer(code, 1);
    at(code, isOther);
    code.visitVarInsn(Opcodes.ALOAD, 1);
    code.visitTypeInsn(Opcodes.INSTANCEOF, type);
    code.visitJumpInsn(Opcodes.IFEQ, differs);
    for (Object getter : told.subList(2, told.size())) {
      Handle field = (Handle) getter;
      for (int operand = 0; operand < 2; operand++) {
        code.visitVarInsn(Opcodes.ALOAD, operand);
        code.visitTypeInsn(Opcodes.CHECKCAST, type);
        code.visitFieldInsn(Opcodes.GETFIELD, type, field.getName(), field.getDesc());
      }
      Type of = Type.getType(field.getDesc());
      switch (of.getSort()) {
        case Type.BOOLEAN, Type.BYTE, Type.CHAR, Type.SHORT, Type.INT ->
            code.visitJumpInsn(Opcodes.IF_ICMPNE, differs);
        case Type.LONG -> {
          code.visitInsn(Opcodes.LCMP);
          code.visitJumpInsn(Opcodes.IFNE, differs);
        }
        case Type.FLOAT, Type.DOUBLE -> {
          callStatic(code, box(of), "compare", Type.INT_TYPE, of, of);
          code.visitJumpInsn(Opcodes.IFNE, differs);
        }
        default -> {
          Type object = Type.getType(Object.class);
          callStatic(code, "java/util/Objects", "equals", Type.BOOLEAN_TYPE, object, object);
          code.visitJumpInsn(Opcodes.IFEQ, differs);
        }
      }
    }
    answer(code, 1);
    at(code, differs);
    answer(code, 0);
    code.visitMaxs(4, 2);
  }

  /** {@code int hashCode(R record)}: 31 times the sum so far, and the hash of each component. */
  private static void recordHashCode(MethodVisitor code, List<Object> told) {
    String type = ((Type) told.getFirst()).getInternalName();
    push(code, 0);
    for (Object getter : told.subList(2, told.size())) {
      Handle field = (Handle) getter;
      push(code, 31);
      code.visitInsn(Opcodes.IMUL);
      code.visitVarInsn(Opcodes.ALOAD, 0);
      code.visitFieldInsn(Opcodes.GETFIELD, type, field.getName(), field.getDesc());
      Type of = Type.getType(field.getDesc());
      boolean isObject = of.getSort() == Type.OBJECT || of.getSort() == Type.ARRAY;
      Type hashed = isObject ? Type.getType(Object.class) : of;
      String hasher = isObject ? "java/util/Objects" : box(of);
      callStatic(code, hasher, "hashCode", Type.INT_TYPE, hashed);
      code.visitInsn(Opcodes.IADD);
    }
    code.visitInsn(Opcodes.IRETURN);
    code.visitMaxs(3, 1);
  }

  private static String box(Type primitive) {
    return switch (primitive.getSort()) {
      case Type.BOOLEAN -> "java/lang/Boolean";
      case Type.BYTE -> "java/lang/Byte";
      case Type.CHAR -> "java/lang/Character";
      case Type.SHORT -> "java/lang/Short";
      case Type.INT -> "java/lang/Integer";
      case Type.LONG -> "java/lang/Long";
      case Type.FLOAT -> "java/lang/Float";
      case Type.DOUBLE -> "java/lang/Double";
      default -> throw new IllegalArgumentException(primitive + " is not primitive");
    };
  }

  private static void callStatic(
      MethodVisitor code, String owner, String name, Type result, Type... parameters) {
    String descriptor = Type.getMethodDescriptor(result, parameters);
    code.visitMethodInsn(Opcodes.INVOKESTATIC, owner, name, descriptor, false);
  }

  private static void answer(MethodVisitor code, int value) {
    push(code, value);
    code.visitInsn(Opcodes.IRETURN);
  }

  /** A place that is jumped to, where the stack is empty and the variables are the parameters. */
  private static void at(MethodVisitor code, Label label) {
    code.visitLabel(label);
    code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
  }

  private static void push(MethodVisitor code, int value) {
    if (value >= -1 && value <= 5) {
      code.visitInsn(Opcodes.ICONST_0 + value);
    } else {
      code.visitIntInsn(value <= Byte.MAX_VALUE ? Opcodes.BIPUSH : Opcodes.SIPUSH, value);
    }
  }
}
