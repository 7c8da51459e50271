package dev.tensorvet.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LogReaderTest {

  private static final String TRACEBACK =
      """
      Traceback (most recent call last):
        File "/home/user/train.py", line 31, in <module>
          main()
          ~~~~^^
        File "/home/user/train.py", line 20, in main
          loss = criterion(model(images), labels)
                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        File "/venv/lib/python3.12/site-packages/torch/nn/functional.py", line 3561, in cross_entropy
          return torch._C._nn.cross_entropy_loss(
                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      IndexError: Target 10 is out of bounds.
      """;

  private static LogReport read(String log) {
    return read(log.getBytes(StandardCharsets.UTF_8));
  }

  private static LogReport read(byte[] log) {
    try {
      return LogReader.read(new ByteArrayInputStream(log));
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static List<String> names(LogReport report) {
    return report.diagnoses().stream()
        .map(d -> d.explanation().map(Explanation::name).orElse("unknown"))
        .toList();
  }

  private static Diagnosis only(LogReport report) {
    assertThat(report.diagnoses()).hasSize(1);
    return report.diagnoses().getFirst();
  }

  private static StackFrame place(Diagnosis diagnosis) {
    return diagnosis.raised().place().orElseThrow();
  }

  // --- tracebacks

  @Test
  void theInnermostLineOfTheUsersOwnCodeIsThePlace() {
    Diagnosis found = only(read(TRACEBACK));
    assertThat(found.explanation().orElseThrow().name()).isEqualTo("class-out-of-range");
    assertThat(found.explanation().orElseThrow().cause()).contains("a label is 10");
    assertThat(place(found))
        .isEqualTo(
            new StackFrame(
                "/home/user/train.py", 20, "main", "loss = criterion(model(images), labels)"));
    assertThat(found.raised().line()).isEqualTo(11);
  }

  @Test
  void whatIsToldAgainIsCounted() {
    LogReport report = read(TRACEBACK + "restarting\n" + TRACEBACK);
    assertThat(only(report).times()).isEqualTo(2);
    assertThat(report.lines()).isEqualTo(23);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[rank3]: ",
        "[default0]:",
        "[1,0]<stderr>:",
        "2026-01-01T10:00:00.1234567Z ",
        "2026-01-01 10:00:00,123 - trainer - ERROR - ",
        "[2026-01-01 10:00:00] ERROR: ",
        "(RayTrainWorker pid=123, ip=10.0.0.1) ",
        "trainer-1  | ",
        "3: ",
        "E1126 10:00:00.123000 42 ",
        "    ",
        "\u001B[31m",
      })
  void whatLaunchersPutBeforeALineIsNotOfIt(String prefix) {
    String log = TRACEBACK.lines().map(line -> prefix + line + "\n").collect(Collectors.joining());
    Diagnosis found = only(read(log));
    assertThat(place(found).line()).isEqualTo(20);
    assertThat(names(read(log))).containsExactly("class-out-of-range");
  }

  @Test
  void processesThatWriteTogetherAreToldApart() {
    String second = TRACEBACK.replace("line 20", "line 21").replace("Target 10", "Target 7");
    List<String> first = TRACEBACK.lines().map(line -> "[rank0]: " + line).toList();
    List<String> other = second.lines().map(line -> "[rank1]: " + line).toList();
    StringBuilder log = new StringBuilder();
    for (int i = 0; i < first.size(); i++) {
      log.append(first.get(i)).append('\n').append(other.get(i)).append('\n');
    }
    assertThat(read(log.toString()).diagnoses())
        .extracting(d -> place(d).line())
        .containsExactly(20, 21);
  }

  @Test
  void whatAWorkerRaisedIsTheError() {
    Diagnosis found =
        only(
            read(
                """
                Traceback (most recent call last):
                  File "/home/user/train.py", line 9, in <module>
                    for batch in loader:
                  File "/venv/lib/python3.12/site-packages/torch/_utils.py", line 804, in reraise
                    raise exception
                KeyError: Caught KeyError in DataLoader worker process 0.
                Original Traceback (most recent call last):
                  File "/venv/lib/python3.12/site-packages/torch/utils/data/_utils/fetch.py", line 54, in fetch
                    data = [self.dataset[idx] for idx in possibly_batched_index]
                            ~~~~~~~~~~~~^^^^^
                  File "/home/user/data.py", line 30, in __getitem__
                    return self.rows["label"]
                           ~~~~~~~~~^^^^^^^^^
                KeyError: 'label'

                Epoch 0 failed
                """));
    assertThat(found.explanation().orElseThrow().name()).isEqualTo("key-missing");
    assertThat(place(found).path()).isEqualTo("/home/user/data.py");
    assertThat(found.beside()).singleElement().extracting(Raised::exception).isEqualTo("KeyError");
  }

  @Test
  void whatAWorkerRaisedInALibraryIsAtTheLineThatAskedForTheData() {
    Diagnosis found =
        only(
            read(
                """
                Traceback (most recent call last):
                  File "/p/data.py", line 40, in <module>
                    batch = next(iter(loader))
                  File "/venv/lib/python3.11/site-packages/torch/utils/data/dataloader.py", line 708, in __next__
                    data = self._next_data()
                RuntimeError: Caught RuntimeError in DataLoader worker process 0.
                Original Traceback (most recent call last):
                  File "/venv/lib/python3.11/site-packages/torch/utils/data/_utils/collate.py", line 272, in collate_tensor_fn
                    return torch.stack(batch, 0, out=out)
                RuntimeError: stack expects each tensor to be equal size, but got [3, 4] at entry 0 and [3, 5] at entry 1
                """));
    assertThat(found.explanation().orElseThrow().name()).isEqualTo("collate-sizes");
    assertThat(place(found).code()).isEqualTo("batch = next(iter(loader))");
  }

  @Test
  void aLogThatBeginsWithinATracebackTellsItsPlace() {
    String cut = TRACEBACK.substring(TRACEBACK.indexOf("  File", TRACEBACK.indexOf("main()")));
    assertThat(place(only(read(cut))).line()).isEqualTo(20);
  }

  @Test
  void ofChainedExceptionsTheOneThatExplainsIsTold() {
    String first = TRACEBACK;
    String wrapper =
        """
        Traceback (most recent call last):
          File "/home/user/run.py", line 5, in run
            raise TrainingFailed("epoch 3") from error
        trainer.TrainingFailed: epoch 3
        """;
    String caused = "\nThe above exception was the direct cause of the following exception:\n\n";
    String handled = "\nDuring handling of the above exception, another exception occurred:\n\n";
    assertThat(names(read(first + caused + wrapper))).containsExactly("class-out-of-range");
    assertThat(names(read(first + handled + wrapper))).containsExactly("class-out-of-range");
    String fallback = wrapper.replace("trainer.TrainingFailed: epoch 3", "KeyError: 'lr'");
    assertThat(names(read(fallback + handled + first))).containsExactly("class-out-of-range");
    assertThat(only(read(fallback + handled + first)).beside()).hasSize(1);
  }

  @Test
  void aMessageOfSeveralLinesIsReadWhole() {
    assertThat(
            names(
                read(
                    """
                    RuntimeError: Error(s) in loading state_dict for Net:
                    \tMissing key(s) in state_dict: "fc.weight".\s
                    \tUnexpected key(s) in state_dict: "module.fc.weight".\s
                    """)))
        .containsExactly("checkpoint-module-prefix");
  }

  @Test
  void ipythonWritesTracebacksOfItsOwn() {
    Diagnosis found =
        only(
            read(
                """
                \u001B[0;31m---------------------------------------------------------------------------\u001B[0m
                \u001B[0;31mRuntimeError\u001B[0m                              Traceback (most recent call last)
                Cell \u001B[0;32mIn[7], line 2\u001B[0m
                \u001B[1;32m      1\u001B[0m x = torch.zeros(4, 3, 32, 32)
                \u001B[0;32m----> 2\u001B[0m net(x)

                File \u001B[0;32m~/venv/lib/python3.11/site-packages/torch/nn/modules/module.py:1518\u001B[0m, in \u001B[0;36mModule._call_impl\u001B[0;34m(self, *args, **kwargs)\u001B[0m
                \u001B[1;32m   1516\u001B[0m else:
                \u001B[0;32m-> 1518\u001B[0m     return forward_call(*args, **kwargs)

                Cell \u001B[0;32mIn[3], line 9\u001B[0m, in \u001B[0;36mNet.forward\u001B[0;34m(self, x)\u001B[0m
                \u001B[0;32m----> 9\u001B[0m     return self.fc(x)

                \u001B[0;31mRuntimeError\u001B[0m: mat1 and mat2 shapes cannot be multiplied (384x32 and 3072x10)
                """));
    assertThat(place(found))
        .isEqualTo(new StackFrame("Cell In[3]", 9, "Net.forward", "return self.fc(x)"));
    assertThat(found.explanation().orElseThrow().name()).isEqualTo("linear-without-flatten");
  }

  @Test
  void soDoColabAndRich() {
    Diagnosis colab =
        only(
            read(
                """
                RuntimeError                              Traceback (most recent call last)
                <ipython-input-12-0123456789ab> in <cell line: 5>()
                      4     out = net(x)
                ----> 5     loss.backward()
                      6\s

                1 frames
                /usr/local/lib/python3.10/dist-packages/torch/_tensor.py in backward(self, gradient)
                    491             )
                --> 492         torch.autograd.backward(

                RuntimeError: element 0 of tensors does not require grad and does not have a grad_fn
                """));
    assertThat(place(colab).line()).isEqualTo(5);
    assertThat(place(colab).code()).isEqualTo("loss.backward()");
    Diagnosis rich =
        only(
            read(
                """
                ╭───────────── Traceback (most recent call last) ─────────────╮
                │ /home/user/train.py:12 in main                              │
                │                                                             │
                │   11 │   h = None                                           │
                │ ❱ 12 │   loss.backward()                                    │
                ╰─────────────────────────────────────────────────────────────╯
                RuntimeError: Trying to backward through the graph a second time (or directly
                """));
    assertThat(place(rich))
        .isEqualTo(new StackFrame("/home/user/train.py", 12, "main", "loss.backward()"));
  }

  @Test
  void anUnknownErrorIsToldAndNoCauseIsMadeUp() {
    Diagnosis found = only(read("ValueError: the moon is not full\n"));
    assertThat(found.explanations()).isEmpty();
    assertThat(found.generalAdvice()).isNotEmpty();
  }

  @Test
  void whoStopsATrainingMakesNoError() {
    assertThat(
            read("""
            Traceback (most recent call last):
              File "train.py", line 3, in <module>
                train()
            KeyboardInterrupt
            """)
                .diagnoses())
        .isEmpty();
  }

  // --- single lines

  @Test
  void aWarningComesAfterErrorsWithItsLineOfCode() {
    LogReport report =
        read(
            """
            /venv/lib/python3.12/site-packages/torch/nn/modules/loss.py:630: UserWarning: Using a target size (torch.Size([4])) that is different to the input size (torch.Size([4, 1])). This will likely lead to incorrect results due to broadcasting. Please ensure they have the same size.
              return F.l1_loss(input, target, reduction=self.reduction)
            """
                + TRACEBACK);
    assertThat(names(report)).containsExactly("class-out-of-range", "l1-target-broadcast");
    assertThat(report.diagnoses().getLast().isWarning()).isTrue();
  }

  @Test
  void theGpusOwnLinesAreReadAndWhatOnlyFollowsIsLeftOut() {
    String assertion =
        "../aten/src/ATen/native/cuda/Loss.cu:250: nll_loss_forward_reduce_cuda_kernel_2d: block:"
            + " [0,0,0], thread: [%d,0,0] Assertion `t >= 0 && t < n_classes` failed.\n";
    String log =
        assertion.formatted(1)
            + assertion.formatted(2)
            + """
            terminate called after throwing an instance of 'c10::Error'
              what():  CUDA error: device-side assert triggered
            CUDA kernel errors might be asynchronously reported at some other API call, so the stacktrace below might be incorrect.
            Exception raised from c10_cuda_check_implementation at CUDAException.cpp:44 (most recent call first):
            frame #0: c10::Error::Error(c10::SourceLocation, std::string) + 0x57 (0x7f in libc10.so)
            Traceback (most recent call last):
              File "/venv/bin/torchrun", line 8, in <module>
                sys.exit(main())
            torch.distributed.elastic.multiprocessing.errors.ChildFailedError:\s
            """;
    LogReport report = read(log);
    assertThat(names(report)).containsExactly("cuda-class-out-of-range");
    assertThat(report.diagnoses().getFirst().times()).isEqualTo(2);
  }

  @Test
  void whatTheGpuSaidIsAtTheLineWhereItCameOut() {
    Diagnosis found =
        only(
            read(
                """
                Loss.cu:250: nll_loss_forward_reduce_cuda_kernel_2d: block: [0,0,0], thread: [1,0,0] Assertion `t >= 0 && t < n_classes` failed.
                """
                    + TRACEBACK.replaceAll(
                        "IndexError: .*",
                        "RuntimeError: CUDA error: device-side assert triggered")));
    assertThat(found.explanation().map(Explanation::name)).contains("cuda-class-out-of-range");
    assertThat(place(found).line()).isEqualTo(20);
    assertThat(found.beside())
        .extracting(Raised::message)
        .containsExactly("CUDA error: device-side assert triggered");
  }

  @Test
  void anomalyDetectionTellsWhichForwardCallItWas() {
    Diagnosis found =
        only(
            read(
                """
                /venv/lib/python3.12/site-packages/torch/autograd/graph.py:823: UserWarning: Error detected in ReluBackward0. Traceback of forward call that caused the error:
                  File "/home/user/train.py", line 20, in main
                    out = net(x)
                  File "/home/user/net.py", line 9, in forward
                    x = torch.relu(self.conv(x))
                 (Triggered internally at python_anomaly_mode.cpp:110.)
                  return Variable._execution_engine.run_backward(
                Traceback (most recent call last):
                  File "/home/user/train.py", line 22, in main
                    loss.backward()
                RuntimeError: one of the variables needed for gradient computation has been modified by an inplace operation: [torch.FloatTensor [4, 8]], which is output 0 of ReluBackward0, is at version 2; expected version 1 instead.
                """));
    assertThat(place(found).line()).isEqualTo(22);
    assertThat(found.beside()).hasSize(1);
    assertThat(found.beside().getFirst().place())
        .contains(
            new StackFrame("/home/user/net.py", 9, "forward", "x = torch.relu(self.conv(x))"));
  }

  @Test
  void imagesOfAnotherNumberOfChannelsAreToldFromThoseOfAnotherSize() {
    String log =
        """
        Traceback (most recent call last):
          File "/home/user/train.py", line 20, in main
            for x, y in loader:
        RuntimeError: stack expects each tensor to be equal size, but got [3, 64, 64] at entry 0 and [%s] at entry 5
        """;
    assertThat(names(read(log.formatted("1, 64, 64")))).containsExactly("collate-channels");
    assertThat(names(read(log.formatted("3, 64, 48")))).containsExactly("collate-sizes");
  }

  @Test
  void aMessageThatRichBreaksUpIsReadWhole() {
    Diagnosis found =
        only(
            read(
                """
                ╭─────────────────────── Traceback (most recent call last) ────────────────────────╮
                │ /home/user/train.py:12 in main                                                   │
                │                                                                                  │
                │ ❱ 12 │   loss = criterion(out, y)                                                │
                ╰──────────────────────────────────────────────────────────────────────────────────╯
                RuntimeError: Expected all tensors to be on the same device, but found at least two
                devices, cuda:0 and cpu! (when checking argument for argument target in method
                wrapper_CUDA_nll_loss_forward)
                """));
    assertThat(found.raised().message())
        .contains("at least two devices, cuda:0 and cpu!")
        .endsWith("in method wrapper_CUDA_nll_loss_forward)");
    assertThat(found.explanation()).isPresent();
  }

  @Test
  void ifNothingElseIsToldWhatFollowsIs() {
    assertThat(
            names(
                read(
                    """
                    Traceback (most recent call last):
                      File "/venv/bin/torchrun", line 8, in <module>
                        sys.exit(main())
                    torch.distributed.elastic.multiprocessing.errors.ChildFailedError:\s
                    """)))
        .containsExactly("process-failed");
  }

  @Test
  void memoryThatIsThereInPiecesIsToldFromMemoryThatIsFull() {
    String message =
        "torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total"
            + " capacity of 23.69 GiB of which 1.10 GiB is free. Of the allocated memory 15.10 GiB"
            + " is allocated by PyTorch, and %s is reserved by PyTorch but unallocated. If reserved"
            + " but unallocated memory is large try setting PYTORCH_CUDA_ALLOC_CONF.\n";
    assertThat(names(read(message.formatted("6.02 GiB"))))
        .containsExactly("cuda-memory-fragmented");
    assertThat(names(read(message.formatted("20.13 MiB")))).containsExactly("cuda-out-of-memory");
  }

  @Test
  void otherOutputIsNoError() throws IOException {
    byte[] unrelated = Files.readAllBytes(Path.of("testdata", "diagnose", "unrelated.log"));
    LogReport report = read(unrelated);
    assertThat(report.diagnoses()).isEmpty();
    assertThat(report.lines()).isGreaterThan(100);
  }

  // --- bytes

  static Stream<Charset> charsets() {
    return Stream.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE);
  }

  @ParameterizedTest
  @MethodSource("charsets")
  void anyEncodingAndLineEndIsRead(Charset charset) {
    String windows = TRACEBACK.replace("\n", "\r\n");
    assertThat(only(read(("\uFEFF" + windows).getBytes(charset))).raised().line()).isEqualTo(11);
    assertThat(only(read(windows.getBytes(charset))).raised().line()).isEqualTo(11);
  }

  @Test
  void barsThatAreWrittenOverAndBytesThatAreNoTextStopNothing() {
    byte[] noise = new byte[100_000];
    new Random(7).nextBytes(noise);
    String bar = "\rEpoch 1:  50%|#####     | 50/100 [00:01<00:01, 40it/s]".repeat(2000);
    String endless = "x".repeat(1_000_000);
    String log = new String(noise, StandardCharsets.ISO_8859_1) + bar + endless + "\n" + TRACEBACK;
    assertThat(names(read(log))).containsExactly("class-out-of-range");
  }

  @Test
  void aLogThatIsCutOffTellsWhatItHas() {
    for (int end = 0; end < TRACEBACK.length(); end++) {
      assertThat(read(TRACEBACK.substring(0, end)).diagnoses().size()).isLessThan(2);
    }
    assertThat(names(read(TRACEBACK.strip()))).containsExactly("class-out-of-range");
  }

  @Test
  void aLogThatEndsWithinATracebackTellsItsPlaceWhereNothingElseIsTold() {
    String cut = TRACEBACK.substring(0, TRACEBACK.indexOf("IndexError"));
    Diagnosis found = only(read(cut));
    assertThat(place(found).line()).isEqualTo(20);
    assertThat(found.explanation()).isEmpty();
    assertThat(found.generalAdvice().getFirst()).contains("rest of the log");
    assertThat(names(read(TRACEBACK + "epoch 1\n" + cut))).containsExactly("class-out-of-range");
  }

  // --- losses

  private static String losses(String form, double... values) {
    StringBuilder log = new StringBuilder();
    for (int i = 0; i < values.length; i++) {
      log.append(form.formatted(i, values[i]).replace("NaN", "nan")).append('\n');
    }
    return log.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "epoch %d loss=%.4f",
        "Epoch [%d/10], Step [100/600], Loss: %.4f, Acc: 88.1",
        "{'step': %d, 'loss': %.4f, 'grad_norm': 1.9}",
        "Epoch: [%d][10/100]\tTime 0.5 (0.7)\tLoss %.4e (6.9e+00)",
        "%d/469 [====>.....] - ETA: 3s - loss: %.4f - accuracy: 0.1",
        "step %d: Train Loss: tensor(%.4f, device='cuda:0')",
      })
  void aLossThatBecomesNanIsFoundHoweverItIsWritten(String form) {
    double[] sudden = {2.3, 1.9, 1.2, 0.8, 0.7, Double.NaN, Double.NaN};
    assertThat(names(read(losses(form, sudden)))).containsExactly("loss-became-nan");
    double[] rising = {2.3, 1.9, 1.2, 9.8, 412.7, 9000, Double.NaN};
    assertThat(names(read(losses(form, rising)))).containsExactly("loss-diverged");
    assertThat(names(read(losses(form, Double.NaN)))).containsExactly("loss-nan-from-start");
  }

  @Test
  void gradientsThatStayNanAreToldAndThoseThatOverflowOnceAreNot() {
    String step = "{'loss': 0.0, 'grad_norm': nan, 'epoch': 0.1}\n";
    String fine = "{'loss': 1.2, 'grad_norm': 3.1, 'epoch': 0.1}\n";
    assertThat(names(read(fine + step.repeat(3)))).containsExactly("gradients-are-nan");
    assertThat(names(read(fine + step + fine + step + fine))).isEmpty();
  }

  @Test
  void columnsOfATableAreRead() {
    assertThat(
            names(
                read("epoch,train_loss,val_loss\n" + losses("%d,%.3f,0.5", 1.2, 1.1, Double.NaN))))
        .containsExactly("loss-became-nan");
    assertThat(
            names(
                read(
                    "| epoch | train loss | lr |\n|---|---|---|\n"
                        + losses("| %d | %.3f | 0.1 |", 1.2, 1.1, Double.NaN))))
        .containsExactly("loss-became-nan");
  }

  @Test
  void aLossThatStandsStillOrExplodesIsTold() {
    double[] guess = new double[30];
    Arrays.setAll(guess, i -> Math.log(10) + 0.001 * (i % 3));
    assertThat(names(read(losses("epoch %d loss: %.4f", guess))))
        .containsExactly("loss-of-guessing");
    double[] still = new double[30];
    Arrays.setAll(still, i -> 87.32 + 0.001 * (i % 3));
    assertThat(names(read(losses("epoch %d loss: %.4f", still))))
        .containsExactly("loss-stands-still");
    assertThat(
            names(
                read(
                    losses(
                        "epoch %d loss: %.4f", 2, 1, .5, .4, .3, .3, 10, 80, 200, 400, 900, 9000))))
        .containsExactly("loss-exploded");
    assertThat(names(read(losses("epoch %d loss: %.4f", new double[25]))))
        .containsExactly("loss-zero");
  }

  @Test
  void aTrainingThatGoesWellIsNotDoubted() {
    double[] falls = new double[100];
    Arrays.setAll(falls, i -> 2 * Math.exp(-i / 20.0) + 0.2);
    assertThat(read(losses("epoch %d loss: %.4f", falls)).diagnoses()).isEmpty();
    double[] overfits = new double[100];
    Arrays.setAll(overfits, i -> 0.01 + i * i);
    assertThat(read(losses("epoch %d val_loss: %.4f", overfits)).diagnoses()).isEmpty();
    double[] scale = new double[100];
    Arrays.fill(scale, 65536);
    assertThat(read(losses("epoch %d loss_scale: %.4f", scale)).diagnoses()).isEmpty();
    assertThat(read("CrossEntropyLoss: nan\nno loss in 5 steps\n").diagnoses()).isEmpty();
  }
}
