package dev.tensorvet.cli;

import dev.tensorvet.Tensorvet;
import dev.tensorvet.finding.Certainty;
import dev.tensorvet.finding.Finding;
import dev.tensorvet.finding.Level;
import dev.tensorvet.finding.Place;
import dev.tensorvet.interp.Interpretation;
import dev.tensorvet.interp.Lesson;
import dev.tensorvet.interp.Request;
import dev.tensorvet.rule.RulePage;
import dev.tensorvet.rule.RulePages;
import dev.tensorvet.semantic.SourceModule;
import dev.tensorvet.source.Span;
import dev.tensorvet.tensor.TensorType;
import dev.tensorvet.verify.Checklist;
import dev.tensorvet.verify.Libtorch;
import dev.tensorvet.verify.ModelReport;
import dev.tensorvet.verify.Optimizer;
import dev.tensorvet.verify.Recipe;
import dev.tensorvet.verify.RunReport;
import dev.tensorvet.verify.Safetensors;
import dev.tensorvet.verify.SavedState;
import dev.tensorvet.verify.ScriptFile;
import dev.tensorvet.verify.Subject;
import dev.tensorvet.verify.WeightsException;
import dev.tensorvet.verify.Wire.Greeting;
import dev.tensorvet.workspace.Discovery;
import dev.tensorvet.workspace.DiskFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** Runs models on libtorch, and tells what the runs show. */
final class VerifyCommand implements Command {

  /** What the tensors of one model may take. */
  static final long MEMORY = 4L << 30;

  /** Where models are to run. */
  private enum Where {
    AUTO,
    CPU,
    GPU
  }

  private enum Format {
    TEXT,
    JSON
  }

  private final Console console;

  VerifyCommand(Console console) {
    this.console = console;
  }

  @Override
  public CommandSpec spec() {
    return Command.spec(
            "Runs the models of a project on libtorch, without Python, and looks at shapes, values,"
                + " gradients and batches.")
        .addPositional(
            PositionalParamSpec.builder()
                .type(String.class)
                .paramLabel("PATH")
                .index("0")
                .arity("0..1")
                .description("A file or folder. Default: this directory.")
                .build())
        .addOption(
            option("--model", "FILE:CLASS", "Run this model alone.").type(String.class).build())
        .addOption(
            option(
                    "--input",
                    "SHAPE",
                    "The inputs of the model, like `(B, 3, 224, 224)` or `(B, T) int64`.")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .build())
        .addOption(
            option("--device", "DEVICE", "auto, cpu or gpu. Default: auto.")
                .type(Where.class)
                .defaultValue("AUTO")
                .build())
        .addOption(
            option(
                    "--weights",
                    "FILE",
                    "A .safetensors file with the weights of the one model, or a TorchScript file,"
                        + " which runs as it is.")
                .type(Path.class)
                .build())
        .addOption(Command.flag("--overfit", "Train on one batch: the loss must fall."))
        .addOption(Command.flag("--profile", "Measure time and memory."))
        .addOption(
            option("--output-format", "FORMAT", "text or json. Default: text.")
                .type(Format.class)
                .defaultValue("TEXT")
                .build());
  }

  private static OptionSpec.Builder option(String name, String label, String description) {
    return OptionSpec.builder(name).paramLabel(label).arity("1").description(description);
  }

  private static <T> Optional<T> value(ParseResult given, String name) {
    return Optional.ofNullable(given.matchedOptionValue(name, null));
  }

  @Override
  public int run(ParseResult given) {
    DiskFiles files = new DiskFiles(console.workingDirectory());
    List<TensorType> inputs =
        VerifyCommand.<List<String>>value(given, "--input").orElse(List.of()).stream()
            .flatMap(text -> InputOption.read(text).stream())
            .toList();
    Optional<String> model = value(given, "--model");
    Where where = VerifyCommand.<Where>value(given, "--device").orElse(Where.AUTO);
    Optional<Path> script = VerifyCommand.<Path>value(given, "--weights").filter(this::isScript);
    if (script.isPresent()) {
      return runScript(script.get(), inputs, where, given);
    }
    List<Subject> subjects = subjects(files, given.matchedPositionalValue(0, "."), model, inputs);
    Optional<SavedState> weights =
        VerifyCommand.<Path>value(given, "--weights").map(file -> weights(file, subjects));
    try (Libtorch torch = new Libtorch(new VerifyLibraries(console).setting())) {
      Greeting greeting =
          torch
              .greeting()
              .orElseThrow(() -> new UsageException(torch.failure().orElse("no libtorch")));
      if (where == Where.GPU && greeting.gpu().isEmpty()) {
        throw new UsageException(
            "libtorch " + greeting.libtorch() + " finds no GPU; `--device cpu` runs without one");
      }
      boolean isOnGpu = where != Where.CPU && greeting.gpu().isPresent();
      Checklist.Options options =
          new Checklist.Options(
              isOnGpu ? Recipe.Hardware.GPU : Recipe.Hardware.CPU,
              Optimizer.usual(),
              given.hasMatchedOption("--overfit"),
              given.hasMatchedOption("--profile"),
              MEMORY,
              weights);
      List<ModelReport> reports = new ArrayList<>();
      try (Progress progress = Progress.of(console, "running models", subjects.size())) {
        for (Subject subject : subjects) {
          reports.add(Checklist.of(subject, torch, options));
          progress.step();
        }
      }
      RunReport report = new RunReport(greeting.libtorch(), isOnGpu ? "GPU" : "CPU", reports);
      write(report, VerifyCommand.<Format>value(given, "--output-format").orElse(Format.TEXT));
      return report.isBroken() ? Main.FAILED : report.isBad() ? Main.FOUND : Main.CLEAN;
    }
  }

  // --- a file as it is

  /** TorchScript comes as a ZIP archive. */
  private boolean isScript(Path given) {
    try (InputStream file = Files.newInputStream(console.workingDirectory().resolve(given))) {
      return Arrays.equals(file.readNBytes(2), new byte[] {'P', 'K'});
    } catch (IOException unreadable) {
      // Whoever reads all of it says why.
      return false;
    }
  }

  private int runScript(Path script, List<TensorType> inputs, Where where, ParseResult given) {
    if (inputs.isEmpty()) {
      throw new UsageException(
          "`" + script + "` does not say what it is called with: give it by `--input`");
    }
    if (where == Where.GPU) {
      throw new UsageException("a TorchScript file runs on the CPU alone");
    }
    try (Libtorch torch = new Libtorch(new VerifyLibraries(console).setting())) {
      Greeting greeting =
          torch
              .greeting()
              .orElseThrow(() -> new UsageException(torch.failure().orElse("no libtorch")));
      ByteBuffer bytes =
          ByteBuffer.wrap(Files.readAllBytes(console.workingDirectory().resolve(script)));
      RunReport report =
          new RunReport(
              greeting.libtorch(),
              "CPU",
              List.of(ScriptFile.run(script.toString(), bytes, inputs, torch)));
      write(report, VerifyCommand.<Format>value(given, "--output-format").orElse(Format.TEXT));
      return report.isBad() ? Main.FOUND : Main.CLEAN;
    } catch (IOException unreadable) {
      throw new UsageException("`" + script + "` cannot be read: " + CheckRun.reason(unreadable));
    }
  }

  private SavedState weights(Path given, List<Subject> subjects) {
    if (subjects.size() != 1) {
      throw new UsageException(
          "`--weights` are those of one model, and there are "
              + subjects.size()
              + "; say which with `--model FILE:CLASS`");
    }
    try {
      SavedState state = Safetensors.read(console.workingDirectory().resolve(given));
      Subject subject = subjects.getFirst();
      state
          .misfit(subject.training())
          .ifPresent(
              why -> {
                throw new UsageException(
                    "`%s` does not hold the weights of `%s`: %s"
                        .formatted(given, subject.name(), why));
              });
      return state;
    } catch (WeightsException unusable) {
      throw new UsageException("`" + given + "` cannot be used: " + unusable.getMessage());
    } catch (NoSuchFileException missing) {
      throw new UsageException("there is no file `" + given + "`");
    } catch (IOException unreadable) {
      throw new UsageException("`" + given + "` cannot be read: " + CheckRun.reason(unreadable));
    }
  }

  private void write(RunReport report, Format format) {
    Writer out = new OutputStreamWriter(console.out(), StandardCharsets.UTF_8);
    try {
      switch (format) {
        case TEXT -> report.writeText(VerifyCommand::level, out);
        case JSON -> report.writeJson(VerifyCommand::level, out);
      }
      out.flush();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static Level level(Finding finding) {
    Level level =
        RulePages.load().find(finding.rule().name()).map(RulePage::level).orElse(Level.WARNING);
    return finding.certainty() == Certainty.LIKELY && level == Level.ERROR ? Level.WARNING : level;
  }

  // --- models

  private List<Subject> subjects(
      DiskFiles files, String path, Optional<String> model, List<TensorType> inputs) {
    Tensorvet tensorvet = new Tensorvet(files);
    int colon = model.orElse("").lastIndexOf(':');
    if (model.isPresent() && colon < 0) {
      throw new UsageException("`--model` is given as `FILE:CLASS`, not `" + model.get() + "`");
    }
    String name = model.map(m -> m.substring(colon + 1)).orElse("");
    List<Path> found =
        new Discovery(file -> false, false, Inputs.PYTHON)
            .find(List.of(Command.path(model.map(m -> m.substring(0, colon)).orElse(path), files)));
    List<Subject> subjects = new ArrayList<>();
    for (Path file : found) {
      Optional<SourceModule> module = tensorvet.module(file);
      if (module.isPresent()) {
        subjects.addAll(subjects(tensorvet, module.get(), name, inputs));
      }
    }
    if (subjects.isEmpty()) {
      throw new UsageException(
          model
              .map(m -> "there is no model `" + m + "`")
              .orElse("no model is found in `" + path + "`"));
    }
    return subjects;
  }

  private static List<Subject> subjects(
      Tensorvet tensorvet, SourceModule module, String name, List<TensorType> inputs) {
    List<Interpretation> training = tensorvet.models(module, new Request(inputs, true));
    List<Interpretation> evaluation = tensorvet.models(module, new Request(inputs, false));
    List<Subject> subjects = new ArrayList<>();
    for (int i = 0; i < training.size(); i++) {
      Interpretation found = training.get(i);
      if (name.isEmpty() || found.model().name().equals(name)) {
        subjects.add(
            new Subject(
                found.construction().call(),
                new Place(
                    module.file(),
                    new Span(found.model().node().start(), found.model().node().start())),
                found.graph(),
                evaluation.get(i).graph(),
                found.graph().isComplete() ? tensorvet.lesson(found) : Lesson.unknown(),
                found.isGivenAny()));
      }
    }
    return subjects;
  }
}
