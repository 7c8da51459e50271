from ..upsampling import Upsample, UpsamplingBilinear2d, UpsamplingNearest2d
