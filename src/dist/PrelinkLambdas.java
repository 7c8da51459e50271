import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
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
 * Links ahead lambdas and method references. A JVM spins a hidden class for each of them; a
 * start-up archive holds those of a rehearsal, but restoring hundreds is felt at each start, and
 * one that was not rehearsed costs more than all others. Here the lambdas of a class {@code C}
 * become one plain class {@code C$$Lambdas}, with the meaning that the documentation of {@code
 * java.lang.invoke.LambdaMetafactory} gives them:
 *
 * <pre>
 * final class C$$Lambdas implements Function, Predicate {
 *   final int id;                               // which one, among those with the same method
 *   final Object captured0, captured1;          // as many as the one that captures most needs
 *   static C$$Lambdas of(Object captured0, int id) { ... }
 *   public Object apply(Object argument) {
 *     switch (id) {
 *       case 0: return C.lambda$start$3((Graph) captured0, (Node) argument);
 *       ...
 * </pre>
 *
 * It joins the nest of {@code C}, because the bodies of lambdas are private. What no {@code
 * metafactory} makes (serializable ones), and calls of a method above, are left as they are.
 *
 * <p>Run by the build on the compiled classes, before the tests, so that what is tested is what
 * runs. Running it again changes nothing.
 */
final class PrelinkLambdas extends ClassVisitor {

  private static final String SUFFIX = "$$Lambdas";
  private static final Type OBJECT = Type.getType(Object.class);

  /** A method of an interface, without the types that generics erase. */
  private record Method(String name, String descriptor) {}

  /**
   * A lambda.
   *
   * @param captured what it takes with it
   * @param body the method that it calls: with what it captured, then with its arguments
   * @param type of its arguments and its result, not erased
   */
  private record Lambda(Type[] captured, Handle body, Type type) {}

  private final Map<Method, List<Lambda>> lambdas = new LinkedHashMap<>();
  private final TreeSet<String> interfaces = new TreeSet<>();
  private int version;
  private String owner = "";
  private String nest = "";

  private PrelinkLambdas(ClassVisitor next) {
    super(Opcodes.ASM9, next);
  }

  /**
   * @param args the folder of the classes
   */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    Map<String, List<String>> joining = new TreeMap<>();
    try (Stream<Path> found = Files.walk(folder)) {
      for (Path file : found.filter(f -> f.toString().endsWith(".class")).sorted().toList()) {
        ClassWriter writer = new ClassWriter(0);
        PrelinkLambdas prelink = new PrelinkLambdas(writer);
        new ClassReader(Files.readAllBytes(file)).accept(prelink, 0);
        if (!prelink.lambdas.isEmpty()) {
          Files.write(file, writer.toByteArray());
          Files.write(folder.resolve(prelink.name() + ".class"), prelink.made());
          joining.computeIfAbsent(prelink.nest, n -> new ArrayList<>()).add(prelink.name());
        }
      }
    }
    for (Map.Entry<String, List<String>> nest : joining.entrySet()) {
      Path file = folder.resolve(nest.getKey() + ".class");
      ClassWriter writer = new ClassWriter(0);
      new ClassReader(Files.readAllBytes(file)).accept(writer, 0);
      nest.getValue().forEach(writer::visitNestMember);
      Files.write(file, writer.toByteArray());
    }
  }

  @Override
  public void visit(
      int version, int access, String name, String signature, String superName, String[] above) {
    this.version = version;
    owner = name;
    nest = name;
    super.visit(version, access, name, signature, superName, above);
  }

  @Override
  public void visitNestHost(String host) {
    nest = host;
    super.visitNestHost(host);
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
    return new MethodVisitor(Opcodes.ASM9, next) {
      @Override
      public void visitInvokeDynamicInsn(
          String asked, String descriptor, Handle bootstrap, Object... told) {
        if (!bootstrap.getOwner().equals("java/lang/invoke/LambdaMetafactory")
            || !bootstrap.getName().equals("metafactory")
            || ((Handle) told[1]).getTag() == Opcodes.H_INVOKESPECIAL) {
          super.visitInvokeDynamicInsn(asked, descriptor, bootstrap, told);
          return;
        }
        Type[] captured = Type.getArgumentTypes(descriptor);
        interfaces.add(Type.getReturnType(descriptor).getInternalName());
        List<Lambda> same =
            lambdas.computeIfAbsent(
                new Method(asked, ((Type) told[0]).getDescriptor()), m -> new ArrayList<>());
        push(this, same.size());
        same.add(new Lambda(captured, (Handle) told[1], (Type) told[2]));
        super.visitMethodInsn(Opcodes.INVOKESTATIC, name(), "of", factory(captured), false);
      }

      @Override
      public void visitMaxs(int stack, int variables) {
        super.visitMaxs(stack + 1, variables);
      }
    };
  }

  private String name() {
    return owner + SUFFIX;
  }

  /** The descriptor of the method that makes a lambda of what it captures and of its number. */
  private String factory(Type[] captured) {
    Type[] parameters = new Type[captured.length + 1];
    for (int i = 0; i < captured.length; i++) {
      parameters[i] = isReference(captured[i]) ? OBJECT : captured[i];
    }
    parameters[captured.length] = Type.INT_TYPE;
    return Type.getMethodDescriptor(Type.getObjectType(name()), parameters);
  }

  /** The class of the lambdas. */
  private byte[] made() {
    ClassWriter made = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    int access = Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC;
    String[] implemented = interfaces.toArray(String[]::new);
    made.visit(version, access, name(), null, OBJECT.getInternalName(), implemented);
    made.visitNestHost(nest);
    List<Lambda> all = lambdas.values().stream().flatMap(List::stream).toList();
    int fields = all.stream().mapToInt(lambda -> lambda.captured().length).max().orElse(0);
    constructor(made, fields);
    TreeMap<String, Type[]> factories = new TreeMap<>();
    all.forEach(lambda -> factories.put(factory(lambda.captured()), lambda.captured()));
    factories.forEach((descriptor, captured) -> factory(made, descriptor, captured, fields));
    lambdas.forEach((method, those) -> method(made, method, those));
    made.visitEnd();
    return made.toByteArray();
  }

  private void constructor(ClassWriter made, int fields) {
    MethodVisitor code =
        made.visitMethod(Opcodes.ACC_PRIVATE, "<init>", constructor(fields), null, null);
    code.visitCode();
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, OBJECT.getInternalName(), "<init>", "()V", false);
    made.visitField(Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL, "id", "I", null, null);
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitVarInsn(Opcodes.ILOAD, 1);
    code.visitFieldInsn(Opcodes.PUTFIELD, name(), "id", "I");
    for (int i = 0; i < fields; i++) {
      String type = OBJECT.getDescriptor();
      made.visitField(Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL, "captured" + i, type, null, null);
      code.visitVarInsn(Opcodes.ALOAD, 0);
      code.visitVarInsn(Opcodes.ALOAD, 2 + i);
      code.visitFieldInsn(Opcodes.PUTFIELD, name(), "captured" + i, type);
    }
    code.visitInsn(Opcodes.RETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  private static String constructor(int fields) {
    return "(I" + OBJECT.getDescriptor().repeat(fields) + ")V";
  }

  private void factory(ClassWriter made, String descriptor, Type[] captured, int fields) {
    MethodVisitor code = made.visitMethod(Opcodes.ACC_STATIC, "of", descriptor, null, null);
    code.visitCode();
    code.visitTypeInsn(Opcodes.NEW, name());
    code.visitInsn(Opcodes.DUP);
    int id = 0;
    for (Type type : captured) {
      id += type.getSize();
    }
    code.visitVarInsn(Opcodes.ILOAD, id);
    int variable = 0;
    for (Type type : captured) {
      code.visitVarInsn(type.getOpcode(Opcodes.ILOAD), variable);
      convert(code, type, OBJECT);
      variable += type.getSize();
    }
    for (int i = captured.length; i < fields; i++) {
      code.visitInsn(Opcodes.ACONST_NULL);
    }
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, name(), "<init>", constructor(fields), false);
    code.visitInsn(Opcodes.ARETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  /** The method of an interface: each lambda is a case. */
  private void method(ClassWriter made, Method method, List<Lambda> those) {
    MethodVisitor code =
        made.visitMethod(Opcodes.ACC_PUBLIC, method.name(), method.descriptor(), null, null);
    code.visitCode();
    Label[] cases = Stream.generate(Label::new).limit(those.size()).toArray(Label[]::new);
    Label none = new Label();
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitFieldInsn(Opcodes.GETFIELD, name(), "id", "I");
    code.visitTableSwitchInsn(0, those.size() - 1, none, cases);
    for (int i = 0; i < cases.length; i++) {
      code.visitLabel(cases[i]);
      code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
      call(code, those.get(i), Type.getMethodType(method.descriptor()));
    }
    code.visitLabel(none);
    code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
    code.visitTypeInsn(Opcodes.NEW, "java/lang/AssertionError");
    code.visitInsn(Opcodes.DUP);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/AssertionError", "<init>", "()V", false);
    code.visitInsn(Opcodes.ATHROW);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  private void call(MethodVisitor code, Lambda lambda, Type erased) {
    Handle body = lambda.body();
    boolean isConstructor = body.getTag() == Opcodes.H_NEWINVOKESPECIAL;
    Type owner = Type.getObjectType(body.getOwner());
    List<Type> parameters = new ArrayList<>(List.of(Type.getArgumentTypes(body.getDesc())));
    if (isConstructor) {
      code.visitTypeInsn(Opcodes.NEW, body.getOwner());
      code.visitInsn(Opcodes.DUP);
    } else if (body.getTag() != Opcodes.H_INVOKESTATIC) {
      parameters.addFirst(owner);
    }
    int next = 0;
    for (Type captured : lambda.captured()) {
      code.visitVarInsn(Opcodes.ALOAD, 0);
      code.visitFieldInsn(Opcodes.GETFIELD, name(), "captured" + next, OBJECT.getDescriptor());
      Type boxed = isReference(captured) ? captured : Type.getObjectType(box(captured));
      convert(code, boxed, parameters.get(next++));
    }
    int variable = 1;
    Type[] arguments = erased.getArgumentTypes();
    for (int i = 0; i < arguments.length; i++) {
      code.visitVarInsn(arguments[i].getOpcode(Opcodes.ILOAD), variable);
      convert(code, lambda.type().getArgumentTypes()[i], parameters.get(next++));
      variable += arguments[i].getSize();
    }
    int opcode =
        switch (body.getTag()) {
          case Opcodes.H_INVOKESTATIC -> Opcodes.INVOKESTATIC;
          case Opcodes.H_INVOKEVIRTUAL -> Opcodes.INVOKEVIRTUAL;
          case Opcodes.H_INVOKEINTERFACE -> Opcodes.INVOKEINTERFACE;
          case Opcodes.H_NEWINVOKESPECIAL -> Opcodes.INVOKESPECIAL;
          default -> throw new IllegalArgumentException(body + " cannot be called");
        };
    code.visitMethodInsn(
        opcode, body.getOwner(), body.getName(), body.getDesc(), body.isInterface());
    Type given = isConstructor ? owner : Type.getReturnType(body.getDesc());
    Type wanted = erased.getReturnType();
    if (wanted.equals(Type.VOID_TYPE)) {
      switch (given.getSize()) {
        case 1 -> code.visitInsn(Opcodes.POP);
        case 2 -> code.visitInsn(Opcodes.POP2);
        default -> {}
      }
    } else {
      convert(code, given, wanted);
    }
    code.visitInsn(wanted.getOpcode(Opcodes.IRETURN));
  }

  /** Makes a value of a type one of another, as an assignment in Java does. */
  private static void convert(MethodVisitor code, Type from, Type to) {
    if (isReference(to)) {
      if (!isReference(from)) {
        String descriptor = Type.getMethodDescriptor(Type.getObjectType(box(from)), from);
        code.visitMethodInsn(Opcodes.INVOKESTATIC, box(from), "valueOf", descriptor, false);
      } else if (!to.equals(OBJECT)) {
        code.visitTypeInsn(Opcodes.CHECKCAST, to.getInternalName());
      }
    } else if (isReference(from)) {
      code.visitTypeInsn(Opcodes.CHECKCAST, box(to));
      code.visitMethodInsn(
          Opcodes.INVOKEVIRTUAL, box(to), to.getClassName() + "Value", "()" + to, false);
    } else if (from.equals(Type.INT_TYPE) && to.equals(Type.LONG_TYPE)) {
      code.visitInsn(Opcodes.I2L);
    } else if (!from.equals(to)) {
      throw new IllegalArgumentException("a lambda that makes " + to + " of " + from);
    }
  }

  private static boolean isReference(Type type) {
    return type.getSort() == Type.OBJECT || type.getSort() == Type.ARRAY;
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

  private static void push(MethodVisitor code, int value) {
    if (value <= 5) {
      code.visitInsn(Opcodes.ICONST_0 + value);
    } else {
      code.visitIntInsn(value <= Byte.MAX_VALUE ? Opcodes.BIPUSH : Opcodes.SIPUSH, value);
    }
  }
}
