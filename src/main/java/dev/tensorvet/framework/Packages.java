package dev.tensorvet.framework;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The libraries that a reader of deep-learning code wants to know the versions of. */
public final class Packages {

  /** How a library is imported, and under which names it is installed. */
  private static final Map<String, Set<String>> DISTRIBUTIONS = table();

  private static Map<String, Set<String>> table() {
    Map<String, Set<String>> table = new LinkedHashMap<>();
    for (String same :
        ("torch torchvision torchaudio torchtext transformers datasets accelerate peft trl timm"
                + " deepspeed monai diffusers tokenizers sentencepiece tensorflow keras jax flax optax"
                + " numpy scipy pandas albumentations kornia einops wandb mlflow tensorboard visdom"
                + " omegaconf matplotlib fire click gym gymnasium h5py nltk spacy torchmetrics ignite"
                + " catalyst mmcv mmengine fairscale xformers fvcore detectron2 librosa soundfile"
                + " numba triton pybullet ray optuna fastai pytorch_metric_learning"
                + " sentence_transformers networkx")
            .split(" ", -1)) {
      table.put(same, Set.of(same.replace('_', '-')));
    }
    table.put("stable_baselines3", Set.of("stable-baselines3"));
    table.put("lightning", Set.of("lightning", "pytorch-lightning"));
    table.put("pytorch_lightning", Set.of("pytorch-lightning", "lightning"));
    table.put("lightning_fabric", Set.of("lightning-fabric", "lightning"));
    table.put("sklearn", Set.of("scikit-learn", "sklearn"));
    table.put("skimage", Set.of("scikit-image"));
    table.put("cv2", Set.of("opencv-python", "opencv-python-headless", "opencv-contrib-python"));
    table.put("PIL", Set.of("pillow"));
    table.put("yaml", Set.of("pyyaml"));
    table.put("hydra", Set.of("hydra-core"));
    table.put("tensorboardX", Set.of("tensorboardx"));
    table.put("torch_geometric", Set.of("torch-geometric"));
    table.put("dgl", Set.of("dgl"));
    table.put("apex", Set.of("apex"));
    return Map.copyOf(table);
  }

  private Packages() {}

  /** The name that a package most likely has from which a name is imported. */
  public static Set<String> likely(String imported) {
    return DISTRIBUTIONS.getOrDefault(imported, Set.of(imported.replace('_', '-')));
  }

  /** Under which names a library is installed that is imported by a name. */
  public static Optional<Set<String>> distributions(String imported) {
    return Optional.ofNullable(DISTRIBUTIONS.get(imported));
  }
}
