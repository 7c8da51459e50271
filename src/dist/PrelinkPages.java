import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Reads ahead the metadata of the rule pages: {@code RulePages.heads()} becomes a constant, the
 * lines of the resource {@code pages.txt} before its first empty one. Each check needs them, and to
 * find a resource, a JVM asks the loaders of the platform, opens the jar and reads its directory.
 *
 * <p>Run by the build when the pages are packed, before the tests, so that what is tested is what
 * runs. Running it again changes nothing.
 */
final class PrelinkPages {

  private PrelinkPages() {}

  /**
   * @param args the folder of the classes
   */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0], "dev", "tensorvet", "rule");
    String packed = Files.readString(folder.resolve("pages.txt"), StandardCharsets.UTF_8);
    String heads = packed.substring(0, packed.indexOf("\n\n") + 1);
    Path file = folder.resolve("RulePages.class");
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(Files.readAllBytes(file)).accept(new Constant(writer, heads), 0);
    Files.write(file, writer.toByteArray());
  }

  /** Puts a constant in the place of the method's code. */
  private static final class Constant extends ClassVisitor {

    private final String value;

    Constant(ClassVisitor next, String value) {
      super(Opcodes.ASM9, next);
      this.value = value;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      MethodVisitor code = super.visitMethod(access, name, descriptor, signature, exceptions);
      if (!name.equals("heads") || !descriptor.equals("()Ljava/lang/String;")) {
        return code;
      }
      code.visitCode();
      code.visitLdcInsn(value);
      code.visitInsn(Opcodes.ARETURN);
      code.visitMaxs(1, 0);
      code.visitEnd();
      return null;
    }
  }
}
