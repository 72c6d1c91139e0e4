#pragma once

// Vectors of floats, and what Swift's own vectors compile badly or not at all. The functions are compiled inside each kernel
// module, for its instruction set. Each is one IEEE operation, or picks bits: the same result on every machine, except that the
// plain build of x86-64 has no fused multiply-add.

// A vector is several registers, so that each operation is several independent instructions: polynomials are chains, and a
// processor looks only some hundred instructions ahead for others that it can begin.
#if defined(__AVX512F__)
#define CV_LANES 64
#define CV_HALF 32
#define CV_WORDS 16
#elif defined(__AVX2__)
#define CV_LANES 32
#define CV_HALF 16
#define CV_WORDS 8
#else
#define CV_LANES 16
#define CV_HALF 8
#define CV_WORDS 8
#endif

#define CV static inline __attribute__((always_inline, const))
#define CV_MEMORY static inline __attribute__((always_inline))
#define CV_VECTOR(n) __attribute__((ext_vector_type(n)))
#define CV_UNALIGNED(n) __attribute__((ext_vector_type(n), aligned(4), may_alias))

/// Floats, imported as SIMD64<Float> or a shorter one.
typedef float cv_f CV_VECTOR(CV_LANES);
/// Integers; as a mask, a lane is 0 or -1.
typedef int cv_i CV_VECTOR(CV_LANES);
typedef unsigned cv_u CV_VECTOR(CV_LANES);
/// Half as many doubles, and what belongs to them.
typedef double cv_d CV_VECTOR(CV_HALF);
typedef float cv_h CV_VECTOR(CV_HALF);
typedef long long cv_l CV_VECTOR(CV_HALF);
/// Sixteen, where kernels choose themselves how many registers to use.
typedef float cv_f16 CV_VECTOR(16);
typedef int cv_i16 CV_VECTOR(16);
typedef float cv_f8 CV_VECTOR(8);
typedef float cv_f4 CV_VECTOR(4);
typedef float cv_f2 CV_VECTOR(2);
/// One register, where long sequences would run out of them.
typedef int cv_w CV_VECTOR(CV_WORDS);
typedef unsigned cv_wu CV_VECTOR(CV_WORDS);
typedef float cv_wf CV_VECTOR(CV_WORDS);
typedef unsigned long long cv_wl CV_VECTOR(CV_WORDS / 2);

typedef float cv_f_unaligned CV_UNALIGNED(CV_LANES);
typedef float cv_f16_unaligned CV_UNALIGNED(16);
typedef float cv_wf_unaligned CV_UNALIGNED(CV_WORDS);

CV_MEMORY cv_f cv_load(const float *_Nonnull p) { return *(const cv_f_unaligned *)p; }
CV_MEMORY void cv_store(float *_Nonnull p, cv_f x) { *(cv_f_unaligned *)p = x; }
CV_MEMORY cv_f16 cv_load16(const float *_Nonnull p) { return *(const cv_f16_unaligned *)p; }
CV_MEMORY void cv_store_w(float *_Nonnull p, cv_wf x) { *(cv_wf_unaligned *)p = x; }
CV_MEMORY void cv_store16(float *_Nonnull p, cv_f16 x) { *(cv_f16_unaligned *)p = x; }
/// The same address, of which the compiler does not know how it was reckoned: it stays in a register of its own.
CV_MEMORY const float *_Nonnull cv_pointer(const float *_Nonnull p) {
  __asm__("" : "+r"(p));
  return p;
}
/// The same numbers. What they follow from is computed here: chains of operations that the compiler would put one behind the other stay side by side, as
/// they must where a processor does not look so far ahead.
CV_MEMORY cv_wl cv_in_order(cv_wl x) {
#if defined(__AVX2__)
  __asm__ volatile("" : "+v"(x));
#endif
  return x;
}
/// Whether one of 64 numbers is not 0.
CV_MEMORY _Bool cv_any64(const float *_Nonnull p) {
  const cv_i16 bits = (cv_i16)cv_load16(p) | (cv_i16)cv_load16(p + 16) | (cv_i16)cv_load16(p + 32) | (cv_i16)cv_load16(p + 48);
  return (__builtin_reduce_or(bits) & 0x7fffffff) != 0;
}
/// Brings the cache line of an address nearer; the address need not be valid.
CV_MEMORY void cv_prefetch(const float *_Nonnull p) { __builtin_prefetch(p); }

#if defined(__FMA__) || defined(__ARM_FEATURE_FMA)
/// a·b + c, rounded once.
CV cv_f cv_fma(cv_f a, cv_f b, cv_f c) { return __builtin_elementwise_fma(a, b, c); }
CV cv_f16 cv_fma16(cv_f16 a, cv_f16 b, cv_f16 c) { return __builtin_elementwise_fma(a, b, c); }
CV cv_f cv_fma_exact(cv_f a, cv_f b, cv_f c) { return __builtin_elementwise_fma(a, b, c); }
CV cv_d cv_fma_d(cv_d a, cv_d b, cv_d c) { return __builtin_elementwise_fma(a, b, c); }
#else
/// a·b + c, rounded twice: this instruction set has no fused form, and a call for each lane would cost too much.
CV cv_f cv_fma(cv_f a, cv_f b, cv_f c) { return a * b + c; }
CV cv_f16 cv_fma16(cv_f16 a, cv_f16 b, cv_f16 c) { return a * b + c; }
/// a·b + c by way of double, where the product is exact: for differences that cancel.
CV cv_f cv_fma_exact(cv_f a, cv_f b, cv_f c) {
  typedef double wide CV_VECTOR(CV_LANES);
  wide product = __builtin_convertvector(a, wide) * __builtin_convertvector(b, wide);
  return __builtin_convertvector(product + __builtin_convertvector(c, wide), cv_f);
}
CV cv_d cv_fma_d(cv_d a, cv_d b, cv_d c) { return a * b + c; }
#endif

// arithmetic: Swift's own operators go lane by lane in vectors as long as these
CV cv_f cv_splat(float x) { return (cv_f)x; }
CV cv_i cv_splat_i(int x) { return (cv_i)x; }
CV cv_d cv_splat_d(double x) { return (cv_d)x; }
CV cv_f cv_add(cv_f a, cv_f b) { return a + b; }
CV cv_f cv_subtract(cv_f a, cv_f b) { return a - b; }
CV cv_f cv_multiply(cv_f a, cv_f b) { return a * b; }
CV cv_f cv_divide(cv_f a, cv_f b) { return a / b; }
CV cv_d cv_add_d(cv_d a, cv_d b) { return a + b; }
CV cv_d cv_subtract_d(cv_d a, cv_d b) { return a - b; }
CV cv_d cv_multiply_d(cv_d a, cv_d b) { return a * b; }
CV cv_d cv_divide_d(cv_d a, cv_d b) { return a / b; }
CV cv_i cv_add_i(cv_i a, cv_i b) { return (cv_i)((cv_u)a + (cv_u)b); }
CV cv_i cv_subtract_i(cv_i a, cv_i b) { return (cv_i)((cv_u)a - (cv_u)b); }
CV cv_i cv_and_i(cv_i a, cv_i b) { return a & b; }
CV cv_i cv_or_i(cv_i a, cv_i b) { return a | b; }
CV cv_i cv_xor_i(cv_i a, cv_i b) { return a ^ b; }
CV cv_i cv_shift_left_i(cv_i a, int count) { return (cv_i)((cv_u)a << (unsigned)count); }
/// Shifts in the sign.
CV cv_i cv_shift_right_i(cv_i a, int count) { return a >> count; }
CV cv_l cv_add_l(cv_l a, long long b) { return a + b; }
CV cv_l cv_and_l(cv_l a, long long b) { return a & b; }
CV cv_l cv_or_l(cv_l a, long long b) { return a | b; }
CV cv_l cv_shift_left_l(cv_l a, int count) { return a << count; }
CV cv_l cv_shift_right_l(cv_l a, int count) { return a >> count; }

CV cv_f cv_negate(cv_f a) { return -a; }
CV cv_f cv_sqrt(cv_f a) { return __builtin_elementwise_sqrt(a); }
CV cv_f cv_floor(cv_f a) { return __builtin_elementwise_floor(a); }
CV cv_f cv_ceil(cv_f a) { return __builtin_elementwise_ceil(a); }
/// To the nearest whole number, halves to the even one.
CV cv_f cv_round(cv_f a) { return __builtin_elementwise_roundeven(a); }
CV cv_f cv_abs(cv_f a) { return __builtin_elementwise_abs(a); }

// masks
CV cv_i cv_less(cv_f a, cv_f b) { return a < b; }
CV cv_i cv_less_equal(cv_f a, cv_f b) { return a <= b; }
CV cv_i cv_equal(cv_f a, cv_f b) { return a == b; }
CV cv_i cv_not_equal(cv_f a, cv_f b) { return a != b; }
CV cv_i cv_greater_i(cv_i a, cv_i b) { return a > b; }
CV cv_i cv_equal_i(cv_i a, cv_i b) { return a == b; }
/// Lane by lane, a where the mask is set, else b.
CV cv_f cv_select(cv_i mask, cv_f a, cv_f b) { return (cv_f)((mask & (cv_i)a) | (~mask & (cv_i)b)); }
CV cv_i cv_select_i(cv_i mask, cv_i a, cv_i b) { return (mask & a) | (~mask & b); }
/// Lane by lane, a where the mask is set, else +0.
CV cv_f cv_keep(cv_i mask, cv_f a) { return (cv_f)(mask & (cv_i)a); }
/// a < 0 ? 0 : a
CV cv_f16 cv_relu16(cv_f16 a) { return (cv_f16)(~(a < 0) & (cv_i16)a); }
/// a <= 0 ? 0 : b
CV cv_f16 cv_gate16(cv_f16 a, cv_f16 b) { return (cv_f16)(~(a <= 0) & (cv_i16)b); }
/// Lane by lane, the number whose bits are larger, as those of whole numbers.
CV cv_f16 cv_larger_bits16(cv_f16 a, cv_f16 b) { return (cv_f16)__builtin_elementwise_max((cv_i16)a, (cv_i16)b); }
/// Whether all lanes are finite and have the sign: their bits are those of the least whole numbers.
CV _Bool cv_negative16(cv_f16 a) {
  return __builtin_reduce_and(__builtin_elementwise_max(((cv_i16)a).lo, ((cv_i16)a).hi) < (int)0xff800000) != 0;
}
/// Bit i tells whether lane i is finite and has the sign.
CV unsigned cv_negative_lanes16(cv_f16 a) {
  typedef _Bool bits CV_VECTOR(16);
  const bits negative = __builtin_convertvector((cv_i16)a < (int)0xff800000, bits);
  unsigned short word;
  __builtin_memcpy(&word, &negative, sizeof word);
  return word;
}
CV _Bool cv_any_nan16(cv_f16 a) { return __builtin_reduce_or(a != a) != 0; }
/// Lane by lane, the greater number; b where one of them is NaN.
CV cv_f16 cv_greater16(cv_f16 a, cv_f16 b) { return a > b ? a : b; }
/// Lane by lane, the lesser number; b where one of them is NaN.
CV cv_f16 cv_lesser16(cv_f16 a, cv_f16 b) { return a < b ? a : b; }
// The least and the greatest of all lanes, where none is NaN.
#define CV_OF_ALL(a, relation)                                   \
  const cv_f8 eight = a.lo relation a.hi ? a.lo : a.hi;          \
  const cv_f4 four = eight.lo relation eight.hi ? eight.lo : eight.hi; \
  const cv_f2 two = four.lo relation four.hi ? four.lo : four.hi;      \
  return two.x relation two.y ? two.x : two.y;
CV float cv_least16(cv_f16 a) { CV_OF_ALL(a, <) }
CV float cv_greatest16(cv_f16 a) { CV_OF_ALL(a, >) }
#undef CV_OF_ALL
CV _Bool cv_any(cv_i mask) { return __builtin_reduce_or(mask) != 0; }

// bits and conversions
CV cv_i cv_bits(cv_f a) { return (cv_i)a; }
CV cv_f cv_from_bits(cv_i a) { return (cv_f)a; }
/// To the nearest float.
CV cv_f cv_float(cv_i a) { return __builtin_convertvector(a, cv_f); }
CV cv_wf cv_float_w(cv_w a) { return __builtin_convertvector(a, cv_wf); }
/// Shifts in zeros.
CV cv_w cv_shift_right_w(cv_w a, int count) { return (cv_w)((cv_wu)a >> (unsigned)count); }
CV cv_d cv_low_double(cv_f a) { return __builtin_convertvector(a.lo, cv_d); }
CV cv_d cv_high_double(cv_f a) { return __builtin_convertvector(a.hi, cv_d); }
CV cv_f cv_join(cv_d low, cv_d high) {
  cv_f r;
  r.lo = __builtin_convertvector(low, cv_h);
  r.hi = __builtin_convertvector(high, cv_h);
  return r;
}
CV cv_l cv_bits_d(cv_d a) { return (cv_l)a; }
CV cv_d cv_from_bits_d(cv_l a) { return (cv_d)a; }
/// The finite a, held between two bounds.
CV cv_d cv_clamp_d(cv_d a, cv_d low, cv_d high) { return __builtin_elementwise_min(__builtin_elementwise_max(a, low), high); }

// Two vectors of numbers that are sums in several lanes each: 16 lanes a number, 8, 4 or 2. The halves of each are added; b's follow a's.
/// Two numbers of 16 lanes, one after the other.
CV_MEMORY cv_f16 cv_fold16(const float *_Nonnull p) {
  typedef float half CV_UNALIGNED(8);
#define CV_HALVES(a, b) __builtin_shufflevector(*(const half *)(a), *(const half *)(b), 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
  return CV_HALVES(p, p + 16) + CV_HALVES(p + 8, p + 24);
#undef CV_HALVES
}
CV cv_f16 cv_fold8(cv_f16 a, cv_f16 b) {
  return __builtin_shufflevector(a, b, 0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19, 24, 25, 26, 27) +
         __builtin_shufflevector(a, b, 4, 5, 6, 7, 12, 13, 14, 15, 20, 21, 22, 23, 28, 29, 30, 31);
}
CV cv_f16 cv_fold4(cv_f16 a, cv_f16 b) {
  return __builtin_shufflevector(a, b, 0, 1, 4, 5, 8, 9, 12, 13, 16, 17, 20, 21, 24, 25, 28, 29) +
         __builtin_shufflevector(a, b, 2, 3, 6, 7, 10, 11, 14, 15, 18, 19, 22, 23, 26, 27, 30, 31);
}
CV cv_f16 cv_fold2(cv_f16 a, cv_f16 b) {
  return __builtin_shufflevector(a, b, 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30) +
         __builtin_shufflevector(a, b, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31);
}

// One stage of a transposition: blocks of `size` lanes beside the diagonal change places. Of a pair of rows, the first and the second one.
CV cv_f16 cv_first1(cv_f16 a, cv_f16 b) {
  return __builtin_shufflevector(a, b, 0, 16, 2, 18, 4, 20, 6, 22, 8, 24, 10, 26, 12, 28, 14, 30);
}
CV cv_f16 cv_second1(cv_f16 a, cv_f16 b) {
  return __builtin_shufflevector(a, b, 1, 17, 3, 19, 5, 21, 7, 23, 9, 25, 11, 27, 13, 29, 15, 31);
}
CV cv_f16 cv_first2(cv_f16 a, cv_f16 b) {
  return __builtin_shufflevector(a, b, 0, 1, 16, 17, 4, 5, 20, 21, 8, 9, 24, 25, 12, 13, 28, 29);
}
CV cv_f16 cv_second2(cv_f16 a, cv_f16 b) {
  return __builtin_shufflevector(a, b, 2, 3, 18, 19, 6, 7, 22, 23, 10, 11, 26, 27, 14, 15, 30, 31);
}
CV cv_f16 cv_first4(cv_f16 a, cv_f16 b) {
  return __builtin_shufflevector(a, b, 0, 1, 2, 3, 16, 17, 18, 19, 8, 9, 10, 11, 24, 25, 26, 27);
}
CV cv_f16 cv_second4(cv_f16 a, cv_f16 b) {
  return __builtin_shufflevector(a, b, 4, 5, 6, 7, 20, 21, 22, 23, 12, 13, 14, 15, 28, 29, 30, 31);
}
CV cv_f16 cv_first8(cv_f16 a, cv_f16 b) {
  return __builtin_shufflevector(a, b, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23);
}
CV cv_f16 cv_second8(cv_f16 a, cv_f16 b) {
  return __builtin_shufflevector(a, b, 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31);
}

/// d = the transpose of the 16 × 16 numbers at a; rows so many numbers apart.
CV_MEMORY void cv_transpose16(const float *_Nonnull a, long stride, float *_Nonnull d, long step) {
  // without the loops there are no arrays: all rows are in registers
#define CV_ALL _Pragma("clang loop unroll(full)") for (int i = 0; i < 16; i++)
  cv_f16 x[16], y[16];
  CV_ALL x[i] = cv_load16(a + i * stride);
#define CV_STAGE(size, from, to)                               \
  CV_ALL                                                       \
    if (!(i & size)) {                                        \
      to[i] = cv_first##size(from[i], from[i + size]);        \
      to[i + size] = cv_second##size(from[i], from[i + size]); \
    }
  CV_STAGE(1, x, y)
  CV_STAGE(2, y, x)
  CV_STAGE(4, x, y)
  CV_STAGE(8, y, x)
#undef CV_STAGE
  CV_ALL cv_store16(d + i * step, x[i]);
#undef CV_ALL
}

#undef CV
#undef CV_MEMORY
#undef CV_VECTOR
#undef CV_UNALIGNED
#undef CV_LANES
#undef CV_HALF
#undef CV_WORDS
