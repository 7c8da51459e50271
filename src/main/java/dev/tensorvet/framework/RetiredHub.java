package dev.tensorvet.framework;

/** What the libraries around Transformers gave up. Each version was looked up in what it holds. */
final class RetiredHub {

  static final String ACCELERATE =
      """
      @https://github.com/huggingface/accelerate/releases/tag/v0.17.0
      keyword | accelerate.Accelerator(logging_dir) | 0.17 | 0.20 | use `project_dir=` | 0.17 project_dir=
      keyword | accelerate.Accelerator(fp16) | 0.12 | 0.16 | use `mixed_precision="fp16"` | -
      @https://github.com/huggingface/accelerate/releases/tag/v0.28.0
      keyword | accelerate.Accelerator(dispatch_batches) | 0.28 | 1.0 | give it to a `DataLoaderConfiguration` | -
      keyword | accelerate.Accelerator(even_batches) | 0.28 | 1.0 | give it to a `DataLoaderConfiguration` | -
      keyword | accelerate.Accelerator(use_seedable_sampler) | 0.28 | 1.0 | give it to a `DataLoaderConfiguration` | -
      """;

  static final String DATASETS =
      """
      @https://github.com/huggingface/datasets/releases/tag/3.0.0
      function | datasets.{load_metric list_metrics inspect_metric} | 2.5 | 3.0 | use the library `evaluate` | -
      class | datasets.Metric | 2.5 | 3.0 | use the library `evaluate` | -
      keyword | datasets.load_dataset(use_auth_token) | 2.14 | 3.0 | use `token=` | 2.14 token=
      keyword | datasets.load_dataset(task) | 2.13 | 3.0 | leave it out | -
      """;

  static final String HUB =
      """
      @https://github.com/huggingface/huggingface_hub/releases/tag/v0.26.0
      function | huggingface_hub.cached_download | 0.21 | 0.26 | use `hf_hub_download` | -
      @https://github.com/huggingface/huggingface_hub/releases/tag/v1.0.0
      class | huggingface_hub.Repository | 0.24 | 1.0 | use `upload_folder` and `snapshot_download` | -
      class | huggingface_hub.HfFolder | - | 1.0 | use `login`, `logout` and `get_token` | -
      class | huggingface_hub.InferenceApi | 0.24 | 1.0 | use `InferenceClient` | -
      """;

  private RetiredHub() {}
}
