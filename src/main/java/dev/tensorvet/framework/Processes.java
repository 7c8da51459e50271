package dev.tensorvet.framework;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** How several processes of a training program work together. */
public final class Processes {

  private static final Set<String> COLLECTIVES =
      Set.of(
          "torch.distributed.barrier",
          "torch.distributed.monitored_barrier",
          "torch.distributed.all_reduce",
          "torch.distributed.all_gather",
          "torch.distributed.all_gather_into_tensor",
          "torch.distributed.all_gather_object",
          "torch.distributed.all_to_all",
          "torch.distributed.all_to_all_single",
          "torch.distributed.broadcast",
          "torch.distributed.broadcast_object_list",
          "torch.distributed.gather",
          "torch.distributed.gather_object",
          "torch.distributed.reduce",
          "torch.distributed.reduce_scatter",
          "torch.distributed.reduce_scatter_tensor",
          "torch.distributed.scatter",
          "torch.distributed.scatter_object_list");

  private static final Set<String> OF_OBJECTS =
      Set.of(
          "torch.distributed.all_gather_object",
          "torch.distributed.gather_object",
          "torch.distributed.broadcast_object_list",
          "torch.distributed.scatter_object_list",
          "torch.distributed.send_object_list",
          "torch.distributed.recv_object_list");

  private static final Map<String, Parameter> OUTPUTS =
      Map.of(
          "torch.distributed.all_gather", new Parameter(0, "tensor_list"),
          "torch.distributed.gather", new Parameter(1, "gather_list"),
          "torch.distributed.all_to_all", new Parameter(0, "output_tensor_list"));

  private static final Map<String, Parameter> EXCHANGED =
      Map.of(
          "torch.distributed.all_reduce", new Parameter(0, "tensor"),
          "torch.distributed.broadcast", new Parameter(0, "tensor"),
          "torch.distributed.reduce", new Parameter(0, "tensor"),
          "torch.distributed.all_gather", new Parameter(1, "tensor"),
          "torch.distributed.all_gather_into_tensor", new Parameter(1, "input_tensor"),
          "torch.distributed.gather", new Parameter(0, "tensor"),
          "torch.distributed.send", new Parameter(0, "tensor"),
          "torch.distributed.recv", new Parameter(0, "tensor"),
          "torch.distributed.isend", new Parameter(0, "tensor"),
          "torch.distributed.irecv", new Parameter(0, "tensor"));

  /** Words of collectives after which some process has what all of them had. */
  private static final Pattern JOINING = Pattern.compile("all_gather|all_to_all|gather|reduce");

  /** What may put the results of all processes together, by whatever library or helper. */
  private static final Pattern MAY_JOIN =
      Pattern.compile(
          "[Rr]educe(?!LR|d\\b|\\s*=)|gather|[Ss]ynchroni[sz]e_(?:between|across)"
              + "|sync_(?:dist|across|between|and)|\\.sync\\(|torchmetrics|torcheval|monai|ignite"
              + "|num_process|[Aa]ccelerat|horovod|deepspeed|Fabric"
              + "|all_?collect|collect_(?:results|all)|merge_(?:results|ranks)|\\bcomm\\.");

  private static final Set<String> RANKS =
      Set.of("torch.distributed.get_rank", "torch.distributed.get_node_local_rank");

  private static final Set<String> RANK_VARIABLES =
      Set.of("RANK", "LOCAL_RANK", "GROUP_RANK", "SLURM_PROCID", "SLURM_LOCALID");

  /** What the names hold that programs give the number of a process, or whether it is the first. */
  private static final List<String> RANK_WORDS =
      List.of(
          "rank",
          "master",
          "main_proc",
          "is_main",
          "is_root",
          "root_worker",
          "is_chief",
          "is_leader",
          "is_primary",
          "is_zero");

  private static final Set<String> FIRST =
      Set.of(
          "is_main_process",
          "is_main",
          "is_master",
          "is_master_process",
          "is_rank_zero",
          "is_rank0",
          "is_primary",
          "is_root",
          "main_process",
          "master_process");

  /** What the names hold that may tell the processes apart. */
  private static final List<String> PROCESS_WORDS =
      List.of(
          "gpu",
          "proc",
          "node",
          "device",
          "worker",
          "main",
          "chief",
          "root",
          "lead",
          "distributed",
          "ddp");

  private static final Set<String> TRANSFERS =
      Set.of("torch.distributed.isend", "torch.distributed.irecv");

  private static final Set<String> STARTS =
      Set.of(
          "torch.multiprocessing.spawn",
          "torch.multiprocessing.spawn.spawn",
          "torch.multiprocessing.start_processes",
          "torch.multiprocessing.spawn.start_processes");

  private static final Set<String> COUNTS =
      Set.of("torch.cuda.device_count", "os.cpu_count", "builtins.int", "builtins.len");

  /** What the processes are to run that a function starts. */
  public static final Parameter STARTED = new Parameter(0, "fn");

  /** What they are given, after their number. */
  public static final Parameter STARTED_WITH = new Parameter(1, "args");

  /** In which way they are started, where that is not to be the usual one. */
  public static final Parameter START_METHOD = new Parameter(5, "start_method");

  /** The argument by which a collective only begins, and gives a handle to wait for. */
  public static final String IN_BACKGROUND = "async_op";

  private Processes() {}

  /**
   * Whether a function begins a transfer to or from one process, and gives a handle to wait for.
   */
  public static boolean beginsTransfer(String qualifiedName) {
    return TRANSFERS.contains(qualifiedName);
  }

  /** Whether a text may begin a transfer that has to be waited for. */
  public static boolean mayNameTransfer(String text) {
    return text.contains("isend") || text.contains("irecv") || text.contains(IN_BACKGROUND);
  }

  /**
   * Whether a function returns when the collectives that were begun before it are done: a barrier
   * is queued behind them, and waits for their device (ProcessGroupNCCL) or for each of them
   * (ProcessGroupGloo).
   */
  public static boolean endsCollectives(String qualifiedName) {
    return qualifiedName.equals("torch.distributed.barrier");
  }

  /** Whether a function makes each process wait for all others. */
  public static boolean isCollective(String qualifiedName) {
    return COLLECTIVES.contains(qualifiedName);
  }

  /** Whether a collective puts together what the processes have. */
  public static boolean joins(String qualifiedName) {
    return JOINING.matcher(qualifiedName).find();
  }

  /** Whether a text may put together what the processes have. */
  public static boolean mayJoin(String text) {
    return MAY_JOIN.matcher(text).find();
  }

  /** Whether a function gives the number of the process. */
  public static boolean givesRank(String qualifiedName) {
    return RANKS.contains(qualifiedName);
  }

  /** Whether a name is one that programs give what a process is told apart by, or a part of it. */
  public static boolean mayTellProcesses(String name) {
    return isRankName(name) || holds(name, PROCESS_WORDS);
  }

  /** Whether a name is one that programs give what tells a process or counts them. */
  public static boolean mayBeOfGroup(String name) {
    return mayTellProcesses(name) || name.contains("world");
  }

  /** Whether a launcher puts the number of the process into this variable of the environment. */
  public static boolean isRankVariable(String name) {
    return RANK_VARIABLES.contains(name);
  }

  /** Whether a name is one that programs give the number of the process. */
  public static boolean isRankName(String name) {
    return holds(name, RANK_WORDS);
  }

  private static boolean holds(String name, List<String> words) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (String word : words) {
      if (lower.contains(word)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a function starts processes that each run its first argument. */
  public static boolean spawns(String qualifiedName) {
    return STARTS.contains(qualifiedName);
  }

  /** Whether a text may start such processes. */
  public static boolean maySpawn(String text) {
    return text.contains("spawn") || text.contains("start_processes");
  }

  /**
   * Whether processes that are started in this way begin anew, with an interpreter that imports the
   * file that the program was started with; the others are copies of their parent.
   */
  public static boolean beginsAnew(String startMethod) {
    return startMethod.equals("spawn") || startMethod.equals("forkserver");
  }

  /** Whether a function starts processes in this way whatever it is told. */
  public static boolean alwaysBeginsAnew(String qualifiedName) {
    return qualifiedName.endsWith(".spawn");
  }

  /** Whether a function counts what processes are started for: the devices, say. */
  public static boolean isCount(String qualifiedName) {
    return COUNTS.contains(qualifiedName);
  }

  /** Whether the name of a value or a function may tell a process from the one that started it. */
  public static boolean mayTellStarted(String name) {
    return name.equals("__name__")
        || name.endsWith("_process")
        || name.contains("environ")
        || name.equals("getenv");
  }

  /** The function that makes a process one of several. */
  public static final String JOIN = "init_process_group";

  /** How many processes become one group. */
  public static final Parameter COUNT = new Parameter(3, "world_size");

  /** The variable of the environment by which a launcher tells how many processes there are. */
  public static final String COUNT_VARIABLE = "WORLD_SIZE";

  /** By what the processes exchange tensors. */
  public static final Parameter BACKEND = new Parameter(0, "backend");

  /** Among which processes a collective is, if not all. */
  public static final String GROUP = "group";

  /** Whether a function makes a process one of several. */
  public static boolean joinsGroup(String qualifiedName) {
    return qualifiedName.equals("torch.distributed.init_process_group");
  }

  /** Whether a backend exchanges tensors on graphics cards alone. */
  public static boolean isForCards(String backend) {
    return backend.equals("nccl");
  }

  /** Whether a question, as it is written, may be about the backend. */
  public static boolean mayAskForBackend(String question) {
    return question.contains("backend") || question.contains("gloo") || question.contains("nccl");
  }

  /** Whether a function sends objects by pickling them, and loads those that others send. */
  public static boolean exchangesObjects(String qualifiedName) {
    return OF_OBJECTS.contains(qualifiedName);
  }

  /** Whether a text may send such objects. */
  public static boolean mayExchangeObjects(String text) {
    return text.contains("_object");
  }

  /** Whether a function puts a sum of what all processes have into the tensor of each. */
  public static boolean addsUpForAll(String qualifiedName) {
    return qualifiedName.equals("torch.distributed.all_reduce");
  }

  /** Which argument of a function is a list of tensors, one for what each process sends. */
  public static Optional<Parameter> gatheredInto(String qualifiedName) {
    return Optional.ofNullable(OUTPUTS.get(qualifiedName));
  }

  /** Which argument of a function is a tensor that it exchanges, if it does. */
  public static Optional<Parameter> exchanged(String qualifiedName) {
    return Optional.ofNullable(EXCHANGED.get(qualifiedName));
  }

  /** Whether a text may be that of a program with several processes. */
  public static boolean mayBeOneOfSeveral(String text) {
    return text.contains("distributed") || text.contains(JOIN);
  }

  /** Whether a name says of the first process that it is that. */
  public static boolean saysFirst(String name) {
    return FIRST.contains(name);
  }

  /** Whether a text may make a process one of several, and lets none wait for another. */
  public static boolean mayRace(String text) {
    return text.contains(JOIN) && !text.contains("barrier") && !text.contains("wait_for_everyone");
  }

  /** Whether a function writes its first argument to a file. */
  public static boolean saves(String qualifiedName) {
    return qualifiedName.equals("torch.save");
  }
}
