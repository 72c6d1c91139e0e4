#pragma once

// Vectors of sixteen lanes, and what Swift's own vectors compile badly or not at all. The functions are compiled inside each
// kernel module, for its instruction set. Each is one IEEE operation, or picks bits: the same result on every machine, except
// that the plain build of x86-64 has no fused multiply-add.

#define CV static inline __attribute__((always_inline, const))

/// Sixteen floats, imported as SIMD16<Float>.
typedef float cv_f16 __attribute__((ext_vector_type(16)));
/// Sixteen integers, imported as SIMD16<Int32>; as a mask, a lane is 0 or -1.
typedef int cv_i16 __attribute__((ext_vector_type(16)));
typedef unsigned cv_u16 __attribute__((ext_vector_type(16)));
/// Eight doubles, imported as SIMD8<Double>.
typedef double cv_d8 __attribute__((ext_vector_type(8)));
typedef float cv_f8 __attribute__((ext_vector_type(8)));
typedef long long cv_l8 __attribute__((ext_vector_type(8)));

typedef float cv_f16_unaligned __attribute__((ext_vector_type(16), aligned(4), may_alias));

static inline __attribute__((always_inline)) cv_f16 cv_load(const float *_Nonnull p) { return *(const cv_f16_unaligned *)p; }
static inline __attribute__((always_inline)) void cv_store(float *_Nonnull p, cv_f16 x) { *(cv_f16_unaligned *)p = x; }

#if defined(__FMA__) || defined(__ARM_FEATURE_FMA)
/// a·b + c, rounded once.
CV cv_f16 cv_fma(cv_f16 a, cv_f16 b, cv_f16 c) { return __builtin_elementwise_fma(a, b, c); }
CV cv_f16 cv_fma_exact(cv_f16 a, cv_f16 b, cv_f16 c) { return __builtin_elementwise_fma(a, b, c); }
CV cv_d8 cv_fma_d(cv_d8 a, cv_d8 b, cv_d8 c) { return __builtin_elementwise_fma(a, b, c); }
#else
/// a·b + c, rounded twice: this instruction set has no fused form, and a call for each lane would cost too much.
CV cv_f16 cv_fma(cv_f16 a, cv_f16 b, cv_f16 c) { return a * b + c; }
/// a·b + c by way of double, where the product is exact: for differences that cancel.
CV cv_f16 cv_fma_exact(cv_f16 a, cv_f16 b, cv_f16 c) {
  typedef double d16 __attribute__((ext_vector_type(16)));
  d16 product = __builtin_convertvector(a, d16) * __builtin_convertvector(b, d16);
  return __builtin_convertvector(product + __builtin_convertvector(c, d16), cv_f16);
}
CV cv_d8 cv_fma_d(cv_d8 a, cv_d8 b, cv_d8 c) { return a * b + c; }
#endif

CV cv_f16 cv_negate(cv_f16 a) { return -a; }
CV cv_f16 cv_sqrt(cv_f16 a) { return __builtin_elementwise_sqrt(a); }
CV cv_f16 cv_floor(cv_f16 a) { return __builtin_elementwise_floor(a); }
CV cv_f16 cv_ceil(cv_f16 a) { return __builtin_elementwise_ceil(a); }
/// To the nearest whole number, halves to the even one.
CV cv_f16 cv_round(cv_f16 a) { return __builtin_elementwise_roundeven(a); }
CV cv_f16 cv_abs(cv_f16 a) { return __builtin_elementwise_abs(a); }

// masks
CV cv_i16 cv_less(cv_f16 a, cv_f16 b) { return a < b; }
CV cv_i16 cv_less_equal(cv_f16 a, cv_f16 b) { return a <= b; }
CV cv_i16 cv_equal(cv_f16 a, cv_f16 b) { return a == b; }
CV cv_i16 cv_not_equal(cv_f16 a, cv_f16 b) { return a != b; }
CV cv_i16 cv_greater_i(cv_i16 a, cv_i16 b) { return a > b; }
CV cv_i16 cv_equal_i(cv_i16 a, cv_i16 b) { return a == b; }
/// Lane by lane, a where the mask is set, else b.
CV cv_f16 cv_select(cv_i16 mask, cv_f16 a, cv_f16 b) { return (cv_f16)((mask & (cv_i16)a) | (~mask & (cv_i16)b)); }
CV cv_i16 cv_select_i(cv_i16 mask, cv_i16 a, cv_i16 b) { return (mask & a) | (~mask & b); }
/// Lane by lane, a where the mask is set, else +0.
CV cv_f16 cv_keep(cv_i16 mask, cv_f16 a) { return (cv_f16)(mask & (cv_i16)a); }
CV _Bool cv_any(cv_i16 mask) { return __builtin_reduce_or(mask) != 0; }

// bits and conversions
/// Shifts in zeros.
CV cv_i16 cv_shift_right(cv_i16 a, int count) { return (cv_i16)((cv_u16)a >> (unsigned)count); }
CV cv_i16 cv_bits(cv_f16 a) { return (cv_i16)a; }
CV cv_f16 cv_from_bits(cv_i16 a) { return (cv_f16)a; }
/// To the nearest float.
CV cv_f16 cv_float(cv_i16 a) { return __builtin_convertvector(a, cv_f16); }
CV cv_d8 cv_low_double(cv_f16 a) { return __builtin_convertvector(a.lo, cv_d8); }
CV cv_d8 cv_high_double(cv_f16 a) { return __builtin_convertvector(a.hi, cv_d8); }
CV cv_f16 cv_join(cv_d8 low, cv_d8 high) {
  cv_f16 r;
  r.lo = __builtin_convertvector(low, cv_f8);
  r.hi = __builtin_convertvector(high, cv_f8);
  return r;
}
CV cv_l8 cv_bits_d(cv_d8 a) { return (cv_l8)a; }
CV cv_d8 cv_from_bits_d(cv_l8 a) { return (cv_d8)a; }

/// The finite a, held between two bounds.
CV cv_d8 cv_clamp_d(cv_d8 a, cv_d8 low, cv_d8 high) { return __builtin_elementwise_min(__builtin_elementwise_max(a, low), high); }

#undef CV
