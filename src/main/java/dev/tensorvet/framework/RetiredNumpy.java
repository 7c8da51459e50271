package dev.tensorvet.framework;

/** What NumPy gave up. Each version was looked up in what that version holds. */
final class RetiredNumpy {

  static final String ROWS =
      """
      @https://numpy.org/devdocs/release/1.20.0-notes.html#deprecations
      class | numpy.{float int complex object str} | 1.20 | 1.24 | use Python's own `*` | 0 builtins.*
      class | numpy.bool | 1.20 | 1.24 2.0 | use Python's own `bool` | 0 builtins.bool
      class | numpy.long | 1.20 | 1.24 2.0 | use Python's own `int` | 0 builtins.int
      class | numpy.unicode | 1.20 | 1.24 | use Python's own `str` | 0 builtins.str
      @https://numpy.org/devdocs/numpy_2_0_migration_guide.html
      function | numpy.product | 1.25 | 2.0 | use `np.prod` | 0 numpy.prod
      function | numpy.cumproduct | 1.25 | 2.0 | use `np.cumprod` | 0 numpy.cumprod
      function | numpy.sometrue | 1.25 | 2.0 | use `np.any` | 0 numpy.any
      function | numpy.alltrue | 1.25 | 2.0 | use `np.all` | 0 numpy.all
      function | numpy.round_ | 1.25 | 2.0 | use `np.round` | 0 numpy.round
      function | numpy.msort | 1.24 | 2.0 | use `np.sort` with `axis=0` | -
      function | numpy.find_common_type | 1.25 | 2.0 | use `np.result_type` or `np.promote_types` | -
      function | numpy.NaN | - | 2.0 | use `np.nan` | 0 numpy.nan
      function | numpy.{Inf Infinity infty PINF} | - | 2.0 | use `np.inf` | 0 numpy.inf
      function | numpy.NINF | - | 2.0 | use `-np.inf` | -
      class | numpy.float_ | - | 2.0 | use `np.float64` | 0 numpy.float64
      class | numpy.{complex_ cfloat} | - | 2.0 | use `np.complex128` | 0 numpy.complex128
      class | numpy.singlecomplex | - | 2.0 | use `np.complex64` | 0 numpy.complex64
      class | numpy.longfloat | - | 2.0 | use `np.longdouble` | 0 numpy.longdouble
      class | numpy.string_ | - | 2.0 | use `np.bytes_` | 0 numpy.bytes_
      class | numpy.unicode_ | - | 2.0 | use `np.str_` | 0 numpy.str_
      member | numpy.ndarray.{itemset newbyteorder ptp} | - | 2.0 | the array has it no more | -
      member | numpy.ndarray.tostring | 1.19 | 2.3 | use `tobytes` | -
      function | numpy.mat | - | 2.0 | use `np.asmatrix` | 0 numpy.asmatrix
      function | numpy.asfarray | - | 2.0 | use `np.asarray` with a type | -
      function | numpy.cast | - | 2.0 | use `np.asarray(x, dtype=...)` | -
      function | numpy.{issctype issubclass_ issubsctype obj2sctype sctype2char sctypes maximum_sctype} | - | 2.0 | ask `np.dtype` or `np.issubdtype` | -
      function | numpy.safe_eval | - | 2.0 | use `ast.literal_eval` | -
      function | numpy.{geterrobj seterrobj} | - | 2.0 | use `np.errstate` | -
      function | numpy.in1d | 2.0 | - | use `np.isin` | 1.13 numpy.isin
      function | numpy.trapz | 2.0 | - | use `np.trapezoid` | 2.0 numpy.trapezoid
      function | numpy.row_stack | 2.0 | - | use `np.vstack` | 0 numpy.vstack
      """;

  private RetiredNumpy() {}
}
