#pragma once
/// Sixteen floats, imported as SIMD16<Float>. The functions are compiled inside each kernel module, for its instruction set.
typedef float cv_f16 __attribute__((ext_vector_type(16)));
