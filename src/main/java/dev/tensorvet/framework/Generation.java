package dev.tensorvet.framework;

import java.util.regex.Pattern;

/** How the language models of Hugging Face write on, and what tokenizers give them for it. */
public final class Generation {

  /** What a model is to write on. */
  public static final Parameter INPUTS = new Parameter(0, "inputs");

  public static final String INPUT_IDS = "input_ids";

  /** Whether a tokenizer makes its texts of one length, and which. */
  public static final String PADDING = "padding";

  public static final String TO_LENGTH = "max_length";
  public static final String TO_LONGEST = "longest";

  /** On which side a tokenizer pads. */
  public static final String SIDE = "padding_side";

  public static final String RIGHT = "right";

  private static final Pattern LEFT = Pattern.compile("[\"']left[\"']");

  private static final Pattern DECODERS =
      Pattern.compile(
          "transformers\\.(\\w+ForCausalLM|(GPT2|OpenAIGPT|CTRL)\\w*LMHeadModel)\\.from_pretrained");

  /** Published models whose tokenizers pad on the right, as their class does by default. */
  private static final Pattern PADDING_RIGHT =
      Pattern.compile(
          "(openai-community/)?(distil)?gpt2(-medium|-large|-xl)?|distilbert/distilgpt2"
              + "|facebook/opt-[\\w.-]+|EleutherAI/(gpt-neo-|gpt-j-|pythia-)[\\w.-]+"
              + "|microsoft/DialoGPT-\\w+");

  private Generation() {}

  /** Whether a text may have a model write on what was padded, and never says on the left. */
  public static boolean mayPadRight(String code) {
    return code.contains(".generate(") && code.contains(PADDING) && !LEFT.matcher(code).find();
  }

  /** Whether a function loads a model that only has a decoder. */
  public static boolean hasOnlyDecoder(String qualifiedName) {
    return DECODERS.matcher(qualifiedName).matches();
  }

  /** Whether a method of a tokenizer gives tokens, as a call of it does. */
  public static boolean encodes(String method) {
    return method.equals("batch_encode_plus") || method.equals("__call__");
  }

  /** Whether the tokenizer of a published model pads on the right, unless it is told. */
  public static boolean padsRight(String published) {
    return PADDING_RIGHT.matcher(published).matches();
  }
}
