package dev.tensorvet.framework;

import dev.tensorvet.requirement.Version;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the trainer of Hugging Face is told, what it calls, and what tokenizers and adapters have to
 * do with the models that it trains.
 */
public final class TrainerApi {

  /** The names under which it is installed. */
  public static final Set<String> DISTRIBUTIONS = Set.of("transformers");

  public static final String TRAINER = "transformers.Trainer";

  private static final Set<String> PLAIN_TRAINERS = Set.of(TRAINER, "transformers.Seq2SeqTrainer");

  private static final Pattern ARGUMENTS =
      Pattern.compile(
          "transformers\\.(Seq2Seq)?TrainingArguments"
              + "|trl\\.(SFT|DPO|KTO|ORPO|CPO|Reward|GRPO|RLOO)Config");

  // --- arguments of a training

  public static final String BEST_AT_END = "load_best_model_at_end";
  public static final String SAVE_STRATEGY = "save_strategy";
  public static final String SAVE_STEPS = "save_steps";
  public static final String EVALUATION_STEPS = "eval_steps";
  public static final String LOGGING_STEPS = "logging_steps";
  public static final String BEST_METRIC = "metric_for_best_model";
  public static final String GREATER = "greater_is_better";
  public static final String UNUSED_COLUMNS = "remove_unused_columns";
  public static final String LABEL_NAMES_ARGUMENT = "label_names";
  public static final String CHECKPOINTING = "gradient_checkpointing";
  public static final String CHECKPOINTING_OPTIONS = "gradient_checkpointing_kwargs";
  public static final String CACHE = "use_cache";
  public static final String HALF = "fp16";
  public static final String BRAIN_HALF = "bf16";

  /** How often there is an evaluation; the older name first. */
  private static final List<String> EVALUATION_STRATEGY =
      List.of("evaluation_strategy", "eval_strategy");

  private static final List<String> ON_CPU = List.of("use_cpu", "no_cuda");

  public static final String NEVER = "no";
  public static final String STEPS = "steps";
  public static final String BEST = "best";

  /** After how many steps is saved, evaluated and logged, where nothing is said. */
  public static final int DEFAULT_STEPS = 500;

  private static final Pattern LARGER =
      Pattern.compile(
          "(?i)(^|[_/])(acc|accuracy|f1|precision|recall|auc|roc_auc|bleu|rouge\\w*|iou|map|r2|score)$");

  private static final Pattern SMALLER =
      Pattern.compile("(?i)(^|[_/])(loss|wer|cer|perplexity|ppl|mse|mae|rmse|error)$");

  // --- the trainer

  public static final Parameter MODEL = new Parameter(0, "model");
  public static final Parameter ARGS = new Parameter(1, "args");
  public static final Parameter COLLATOR = new Parameter(2, "data_collator");
  public static final Parameter EVALUATION_DATA = new Parameter(4, "eval_dataset");

  /** How the classes end that run a training, whose ever they are. */
  public static final String WORD = "Trainer";

  public static final String METRICS = "compute_metrics";
  private static final List<String> TOKENIZERS = List.of("tokenizer", "processing_class");

  public static final String LOSS_METHOD = "compute_loss";
  public static final String RETURN_OUTPUTS = "return_outputs";
  public static final String ITEMS = "num_items_in_batch";
  public static final String PREDICTION_STEP = "prediction_step";

  /** From here on, the trainer tells the loss how many items a batch has. */
  public static final Version TELLS_ITEMS = Version.of("4.46");

  /** From here on, inputs need no gradients for checkpointing. */
  public static final Version WITHOUT_INPUT_GRADIENTS = Version.of("5.0");

  // --- tokens and labels

  public static final String PADDING = "padding";
  public static final String LABELS = "labels";
  public static final String INPUTS = "input_ids";
  public static final String RESIZE = "resize_token_embeddings";
  public static final String END = "eos_token";

  private static final Set<String> ADD_TOKENS = Set.of("add_tokens", "add_special_tokens");

  private static final Pattern MASKS =
      Pattern.compile("-\\s*100|ignore_index|IGNORE|pad_token_id|group_texts|block_size|packing");

  private static final Pattern PADS =
      Pattern.compile("(?i)pad(?!_token)|group_texts|block_size|chunk");

  private static final Pattern LANGUAGE_COLLATOR =
      Pattern.compile(
          "(transformers|trl)\\.(\\w+\\.)*DataCollatorFor\\w*Language\\w*|.*DataCollatorForSeq2Seq|trl\\..*Collator\\w*");

  /** What models take; other columns of a data set are left out before a batch is made. */
  private static final Set<String> MODEL_INPUTS =
      Set.of(
          INPUTS,
          "attention_mask",
          "token_type_ids",
          "position_ids",
          "inputs_embeds",
          LABELS,
          "label",
          "label_ids",
          "pixel_values",
          "input_features",
          "input_values",
          "decoder_input_ids",
          "decoder_attention_mask",
          "start_positions",
          "end_positions",
          "bbox",
          "pixel_mask",
          "mask_labels",
          "class_labels");

  /** Names of published models that share their tokens, by a part of their names. */
  private static final Map<String, String> VOCABULARIES =
      Map.of(
          "distilbert-base", "bert",
          "bert-base", "bert",
          "bert-large", "bert",
          "roberta-base", "roberta",
          "roberta-large", "roberta",
          "distilroberta-base", "roberta",
          "xlm-roberta", "xlm-roberta",
          "gpt2", "gpt2",
          "albert-base", "albert",
          "xlnet-base", "xlnet");

  /** Tokens that stand in the vocabularies of these models, all but one. */
  private static final Set<String> USUAL_TOKENS =
      Set.of(
          "[PAD]", "[CLS]", "[SEP]", "[MASK]", "[UNK]", "<pad>", "<s>", "</s>", "<unk>", "<mask>",
          "<cls>", "<sep>");

  private static final Pattern PIN = Pattern.compile("transformers *(?:==|<=|~=) *(\\d+\\.\\d+)");

  private static final Pattern NONE = Pattern.compile("-\\s*100\\b");

  private static final Pattern EVALUATES =
      Pattern.compile("eval_dataset|evaluate\\(|eval_strategy|evaluation_strategy|do_eval");

  private static final Pattern TOKENIZER =
      Pattern.compile("transformers\\.\\w*Tokenizer(Fast)?\\.from_pretrained");

  // --- classes of a model

  private static final Pattern CLASSIFIER =
      Pattern.compile("transformers\\.\\w+ForSequenceClassification\\.from_pretrained");

  private static final Pattern MODELS =
      Pattern.compile("transformers\\.(?!TF|Flax)\\w+(Model|For[A-Z]\\w*)\\.from_pretrained");

  public static final String LABEL_COUNT = "num_labels";
  public static final String LABEL_NAMES = "id2label";
  public static final String CONFIG = "config";

  /** Whether a collator masks inputs at random, to have them guessed. */
  public static final String MASKED = "mlm";

  private static final Map<String, Integer> CLASSES =
      Map.ofEntries(
          Map.entry("imdb", 2),
          Map.entry("ag_news", 4),
          Map.entry("emotion", 6),
          Map.entry("dbpedia_14", 14),
          Map.entry("yelp_review_full", 5),
          Map.entry("yelp_polarity", 2),
          Map.entry("rotten_tomatoes", 2),
          Map.entry("banking77", 77),
          Map.entry("sst2", 2),
          Map.entry("mnli", 3));

  // --- adapters

  private static final Set<String> ADAPTS = Set.of("peft.get_peft_model");

  private static final Set<String> PREPARES =
      Set.of(
          "prepare_model_for_kbit_training",
          "prepare_model_for_int8_training",
          "enable_input_require_grads",
          "make_inputs_require_grad");

  private static final List<String> QUANTISED = List.of("load_in_4bit", "load_in_8bit");

  public static final String QUANTISATION = "quantization_config";

  // --- models of one's own

  public static final String OWN_MODEL = "transformers.PreTrainedModel";
  private static final Set<String> LAST_CALLS = Set.of("post_init", "init_weights");

  private TrainerApi() {}

  /** Whether a text may have to do with the trainer, or with what it trains. */
  public static boolean mayUse(String code) {
    return code.contains("transformers") || code.contains("peft") || code.contains("Trainer");
  }

  /** Whether a class is a trainer that does what this page of names says, and nothing more. */
  public static boolean isPlainTrainer(String qualifiedClass) {
    return PLAIN_TRAINERS.contains(qualifiedClass);
  }

  public static boolean isArguments(String qualifiedClass) {
    return ARGUMENTS.matcher(qualifiedClass).matches();
  }

  public static List<String> evaluationStrategies() {
    return EVALUATION_STRATEGY;
  }

  public static List<String> cpuSwitches() {
    return ON_CPU;
  }

  public static List<String> tokenizers() {
    return TOKENIZERS;
  }

  /**
   * Whether a metric of this name is the better the larger it is; empty where names do not tell.
   */
  public static Optional<Boolean> isBetterLarger(String metric) {
    return LARGER.matcher(metric).find()
        ? Optional.of(true)
        : SMALLER.matcher(metric).find() ? Optional.of(false) : Optional.empty();
  }

  /** What the trainer takes for better, where nothing is said. */
  public static boolean isTakenForLarger(String metric) {
    return !metric.endsWith("loss");
  }

  /** The name of a metric without what the trainer puts before it. */
  public static String withoutPrefix(String metric) {
    return metric.startsWith("eval_") ? metric.substring("eval_".length()) : metric;
  }

  /** Whether the trainer measures it by itself. */
  public static boolean isOwnMetric(String metric) {
    return metric.endsWith("loss") || metric.equals("runtime") || metric.endsWith("_per_second");
  }

  public static boolean addsTokens(String method) {
    return ADD_TOKENS.contains(method);
  }

  /** Whether code may leave labels out of the loss, or has no padding that could be learnt. */
  public static boolean mayMask(String code) {
    return MASKS.matcher(code).find();
  }

  /** Whether code may bring its samples to one length. */
  public static boolean mayPad(String code) {
    return PADS.matcher(code).find();
  }

  /** Whether a class makes the labels of a language model of its inputs, or pads them. */
  public static boolean makesLabels(String qualifiedClass) {
    return LANGUAGE_COLLATOR.matcher(qualifiedClass).matches();
  }

  /** Whether a collator makes the labels of its inputs, all padding left out. */
  public static boolean leavesPaddingOut(String qualifiedClass) {
    return qualifiedClass.endsWith("DataCollatorForLanguageModeling");
  }

  /** Whether a vocabulary holds a token from the start, or may do so. */
  public static boolean holds(String vocabulary, String token) {
    return vocabulary.startsWith("gpt2")
        ? token.equals("<|endoftext|>")
        : USUAL_TOKENS.contains(token);
  }

  /** Whether code installs the library in a version from before another. */
  public static boolean installsOlder(String code, Version version) {
    Matcher pin = PIN.matcher(code);
    return pin.find()
        && Version.parse(pin.group(1)).filter(v -> v.compareTo(version) < 0).isPresent();
  }

  /** Whether code marks labels that are none, by the number that stands for that. */
  public static boolean marksNone(String code) {
    return NONE.matcher(code).find();
  }

  /** Whether code speaks of an evaluation. */
  public static boolean mayEvaluate(String code) {
    return EVALUATES.matcher(code).find();
  }

  /** Whether a function makes a tokenizer of what was published. */
  public static boolean loadsTokenizer(String qualifiedName) {
    return TOKENIZER.matcher(qualifiedName).matches();
  }

  /** Whose tokens a published model takes, where its name tells: with its case, if it has one. */
  public static Optional<String> vocabulary(String published) {
    String name = published.substring(published.lastIndexOf('/') + 1);
    boolean isPlain =
        published.equals(name)
            || published.startsWith("google-bert/")
            || published.startsWith("FacebookAI/")
            || published.startsWith("openai-community/")
            || published.startsWith("distilbert/");
    return VOCABULARIES.entrySet().stream()
        .filter(each -> isPlain && name.startsWith(each.getKey()))
        .map(each -> each.getValue() + caseOf(name))
        .findFirst();
  }

  private static String caseOf(String name) {
    return (name.contains("uncased") ? " without case" : name.contains("cased") ? " with case" : "")
        + (name.contains("multilingual") ? ", of many languages" : "")
        + (name.contains("chinese") || name.contains("german") ? ", of one language" : "");
  }

  public static boolean isModelInput(String column) {
    return MODEL_INPUTS.contains(column);
  }

  /** Whether a method of a data set changes its samples when they are read. */
  public static boolean transforms(String method) {
    return method.equals("set_transform") || method.equals("with_transform");
  }

  /** Whether a method of a data set changes all its samples. */
  public static boolean maps(String method) {
    return method.equals("map");
  }

  /** Whether code has to do with a model that goes on with a text. */
  public static boolean mayGenerate(String code) {
    return code.contains("CausalLM") || code.contains("LMHeadModel");
  }

  public static boolean isDecoding(String method) {
    return method.equals("batch_decode");
  }

  public static boolean loadsData(String qualifiedName) {
    return qualifiedName.equals("datasets.load_dataset");
  }

  /** How many classes a data set has, by the last part of its name. */
  public static Optional<Integer> classes(String dataset) {
    return Optional.ofNullable(CLASSES.get(dataset.substring(dataset.lastIndexOf('/') + 1)));
  }

  /** Whether a function makes a model of what was published. */
  public static boolean loadsModel(String qualifiedName) {
    return MODELS.matcher(qualifiedName).matches();
  }

  public static boolean loadsClassifier(String qualifiedName) {
    return CLASSIFIER.matcher(qualifiedName).matches();
  }

  public static boolean adapts(String qualifiedName) {
    return ADAPTS.contains(qualifiedName);
  }

  /** Whether a name makes a quantised or checkpointed model ready to be trained. */
  public static boolean prepares(String name) {
    return PREPARES.contains(name);
  }

  /** Whether a method writes a model to a folder or to the hub. */
  public static boolean saves(String method) {
    return method.equals("save_pretrained") || method.equals("push_to_hub");
  }

  /** Whether code may put the weights of an adapter into the model, or take it off. */
  public static boolean mayTakeAdapterOff(String code) {
    return code.contains("unload") || code.contains("merge_");
  }

  public static List<String> quantised() {
    return QUANTISED;
  }

  /** Whether a class is one of those that models of one's own inherit from. */
  public static boolean isModelBase(String qualifiedClass) {
    return qualifiedClass.startsWith("transformers.") && qualifiedClass.endsWith("PreTrainedModel");
  }

  /** Whether a method, called last, gives weights their first values. */
  public static boolean isLastCall(String method) {
    return LAST_CALLS.contains(method);
  }
}
