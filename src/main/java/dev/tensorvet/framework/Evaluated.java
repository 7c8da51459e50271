package dev.tensorvet.framework;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A function of Python or a library that the interpreter of models evaluates by itself, since no
 * code that it reads defines it and it is no operation on tensors.
 */
public enum Evaluated {
  LEN("builtins.len"),
  RANGE("builtins.range"),
  ENUMERATE("builtins.enumerate"),
  ZIP("builtins.zip itertools.zip_longest"),
  MAP("builtins.map"),
  FILTER("builtins.filter"),
  REVERSED("builtins.reversed"),
  SORTED("builtins.sorted"),
  LIST("builtins.list builtins.iter builtins.set builtins.frozenset"),
  TUPLE("builtins.tuple torch.Size"),
  DICT("builtins.dict collections.OrderedDict"),
  DEFAULT_DICT("collections.defaultdict"),
  INT("builtins.int torch.sym_int operator.index"),
  FLOAT("builtins.float"),
  BOOL("builtins.bool"),
  STR("builtins.str builtins.repr builtins.format"),
  SUM("builtins.sum"),
  MIN("builtins.min"),
  MAX("builtins.max"),
  ABS("builtins.abs math.fabs numpy.abs"),
  ROUND("builtins.round"),
  POW("builtins.pow math.pow numpy.power operator.pow"),
  DIVMOD("builtins.divmod"),
  ANY("builtins.any"),
  ALL("builtins.all"),
  IS_INSTANCE("builtins.isinstance"),
  IS_SUBCLASS("builtins.issubclass"),
  HAS_ATTRIBUTE("builtins.hasattr"),
  GET_ATTRIBUTE("builtins.getattr"),
  SET_ATTRIBUTE("builtins.setattr"),
  CALLABLE("builtins.callable"),
  IS_FUNCTION("inspect.isfunction inspect.ismethod"),
  TYPE("builtins.type"),
  SLICE("builtins.slice"),
  NEXT("builtins.next"),
  SUPER("builtins.super"),
  LOCALS("builtins.locals"),
  OBJECT("builtins.object types.SimpleNamespace argparse.Namespace"),
  NOTHING(
      """
      builtins.print warnings.warn warnings.filterwarnings torch._assert torch.manual_seed
      torch.cuda.empty_cache torch.cuda.synchronize torch._check torch.set_printoptions
      torch.autograd.function.FunctionCtx.save_for_backward
      torch.autograd.function.FunctionCtx.mark_dirty
      torch.autograd.function.FunctionCtx.mark_non_differentiable
      torch.autograd.function.FunctionCtx.set_materialize_grads
      torch.cuda.nvtx.range_push torch.cuda.nvtx.range_pop gc.collect
      """),
  SQRT("math.sqrt numpy.sqrt"),
  CEIL("math.ceil numpy.ceil"),
  FLOOR("math.floor math.trunc numpy.floor"),
  LOG("math.log numpy.log"),
  LOG2("math.log2 numpy.log2"),
  LOG10("math.log10 numpy.log10"),
  EXP("math.exp numpy.exp"),
  SIN("math.sin numpy.sin"),
  COS("math.cos numpy.cos"),
  TAN("math.tan"),
  TANH("math.tanh"),
  GCD("math.gcd"),
  PRODUCT("math.prod numpy.prod"),
  IS_NAN("math.isnan math.isinf"),
  PARTIAL("functools.partial"),
  REDUCE("functools.reduce"),
  MULTIPLY("operator.mul"),
  ADD("operator.add"),
  COPY(
      """
      copy.deepcopy copy.copy
      """),
  CHAIN("itertools.chain"),
  CHAIN_ALL("itertools.chain.from_iterable"),
  REPEAT("itertools.repeat"),
  CARTESIAN("itertools.product"),
  NAMED_TUPLE("collections.namedtuple typing.NamedTuple"),
  PARAMETER("torch.nn.Parameter torch.nn.parameter.Parameter"),
  BUFFER("torch.nn.Buffer torch.nn.parameter.Buffer"),
  ARGUMENT_PARSER("argparse.ArgumentParser"),
  DEVICE("torch.device"),
  ASSERTION("torch._assert"),
  IS_TENSOR("torch.is_tensor torch.jit.isinstance"),
  FIRST_ARGUMENT(
      """
      torch.autograd.Variable torch.compile torch.jit.script torch.jit.ignore torch.jit.unused
      torch.jit.export torch.fx.wrap torch.jit.script_if_tracing torch.nn.DataParallel
      torch.nn.parallel.DataParallel torch.nn.parallel.DistributedDataParallel
      torch.nn.utils.parametrize.register_parametrization torch.compiler.disable
      torch._dynamo.disable tqdm.tqdm tqdm.auto.tqdm tqdm.notebook.tqdm tqdm.tqdm_notebook
      tqdm.std.tqdm rich.progress.track
      """),
  SECOND_ARGUMENT("typing.cast torch.jit.annotate"),
  FALSE(
      """
      torch.jit.is_scripting torch.jit.is_tracing torch.onnx.is_in_onnx_export
      torch.compiler.is_compiling torch._dynamo.is_compiling torch.is_autocast_enabled
      torch.overrides.has_torch_function torch.overrides.has_torch_function_unary
      torch.overrides.has_torch_function_variadic torch.compiler.is_exporting
      torch.is_inference_mode_enabled
      """),
  TRUE("torch.is_grad_enabled"),
  /** Gives a tensor of the same shape for each of those that are its second argument. */
  GRADIENTS("torch.autograd.grad"),
  /** Calls its first argument with those that follow. */
  CHECKPOINT("torch.utils.checkpoint.checkpoint"),
  /** Calls each function of its first argument on the result of the one before. */
  CHECKPOINT_SEQUENTIAL("torch.utils.checkpoint.checkpoint_sequential"),
  DEFAULT_DTYPE("torch.get_default_dtype"),
  MODULE("torch.nn.Module"),
  FIELD("dataclasses.field"),
  /** What a loader of data gives; asked for by the text of the library alone. */
  BATCHES("torch.utils.data.batches"),
  COLLATE("torch.utils.data.default_collate");

  private static final Map<String, Evaluated> BY_NAME = table();

  private final String names;

  Evaluated(String names) {
    this.names = names;
  }

  private static Map<String, Evaluated> table() {
    Map<String, Evaluated> table = new HashMap<>();
    for (Evaluated function : values()) {
      Framework.words(function.names).forEach(name -> table.put(name, function));
    }
    return Map.copyOf(table);
  }

  /** The function of a canonical name. */
  public static Optional<Evaluated> of(String qualifiedName) {
    return Optional.ofNullable(BY_NAME.get(qualifiedName));
  }
}
