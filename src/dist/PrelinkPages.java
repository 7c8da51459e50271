import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Reads ahead the rule pages: what {@code PageTexts} reads from the resource {@code pages.txt}
 * become constants, the lines before its first empty one and the text of each page. A check needs
 * them, and to find a resource, a JVM asks the loaders of the platform, opens the jar and reads its
 * directory.
 *
 * <p>Run by the build when the pages are packed, before the tests, so that what is tested is what
 * runs. Running it again changes nothing.
 */
final class PrelinkPages {

  /** Which field of a line of metadata is the length of the text, in bytes. */
  private static final int LENGTH = 7;

  private PrelinkPages() {}

  /**
   * @param args the folder of the classes
   */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0], "dev", "tensorvet", "rule");
    byte[] packed = Files.readAllBytes(folder.resolve("pages.txt"));
    String heads = new String(packed, StandardCharsets.UTF_8);
    heads = heads.substring(0, heads.indexOf("\n\n") + 1);
    List<String> texts = new ArrayList<>();
    int start = heads.getBytes(StandardCharsets.UTF_8).length + 1;
    for (String head : heads.split("\n")) {
      int length = Integer.parseInt(head.split("\t", -1)[LENGTH]);
      texts.add(new String(packed, start, length, StandardCharsets.UTF_8));
      start += length;
    }
    Path file = folder.resolve("PageTexts.class");
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
    new ClassReader(Files.readAllBytes(file)).accept(new Constants(writer, heads, texts), 0);
    Files.write(file, writer.toByteArray());
  }

  /** Puts constants in the place of the methods' code. */
  private static final class Constants extends ClassVisitor {

    private final String heads;
    private final List<String> texts;

    Constants(ClassVisitor next, String heads, List<String> texts) {
      super(Opcodes.ASM9, next);
      this.heads = heads;
      this.texts = texts;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      MethodVisitor code = super.visitMethod(access, name, descriptor, signature, exceptions);
      switch (name) {
        case "heads" -> {
          code.visitCode();
          constant(code, heads);
        }
        case "text" -> {
          code.visitCode();
          Label[] labels = texts.stream().map(text -> new Label()).toArray(Label[]::new);
          code.visitVarInsn(Opcodes.ILOAD, 0);
          code.visitTableSwitchInsn(0, labels.length - 1, labels[0], labels);
          for (int i = 0; i < labels.length; i++) {
            code.visitLabel(labels[i]);
            constant(code, texts.get(i));
          }
        }
        default -> {
          return code;
        }
      }
      code.visitMaxs(0, 0);
      code.visitEnd();
      return null;
    }

    private static void constant(MethodVisitor code, String value) {
      code.visitLdcInsn(value);
      code.visitInsn(Opcodes.ARETURN);
    }
  }
}
