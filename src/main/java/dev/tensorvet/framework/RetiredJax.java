package dev.tensorvet.framework;

/** What JAX and Flax gave up. Each version was looked up in what it holds, or in its notes. */
final class RetiredJax {

  static final String JAX =
      """
      @https://docs.jax.dev/en/latest/changelog.html
      function | jax.{tree_map tree_flatten tree_leaves tree_unflatten tree_structure tree_transpose tree_all tree_reduce} | 0.4.26 | 0.6 | use the function of `jax.tree`, or of `jax.tree_util` | 0 jax.tree_util.*
      function | jax.{tree_multimap tree_util.tree_multimap} | 0.3.5 | 0.3.16 | use `jax.tree_util.tree_map` | 0 jax.tree_util.tree_map
      function | jax.xla_computation | 0.4.30 | 0.6 | use `jax.jit(f).lower(...).compiler_ir("hlo")` | -
      function | jax.clear_backends | 0.4.26 | 0.6 | use `jax.clear_caches` | -
      module | jax.experimental.maps | 0.4.26 | 0.4.34 | use `jax.shard_map` | -
      module | jax.experimental.host_callback | 0.4.26 | - | use `jax.pure_callback` or `jax.experimental.io_callback` | -
      module | jax.experimental.{stax optimizers} | 0.2.25 | 0.3.16 | use `jax.example_libraries`, Flax or Optax | -
      module | jax.experimental.loops | - | 0.3.16 | use `jax.lax` | -
      """;

  static final String FLAX =
      """
      @https://github.com/google/flax/releases/tag/v0.6.0
      module | flax.optim | 0.5 | 0.6 | use Optax | -
      """;

  private RetiredJax() {}
}
