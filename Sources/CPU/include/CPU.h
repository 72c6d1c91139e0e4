#pragma once
#include <stdbool.h>
#include <stdlib.h>
#if defined(__GLIBC__)
#include <malloc.h>
#endif

/// What this processor can run: 4 for x86-64-v4 (AVX-512), 3 for x86-64-v3 (AVX2 and FMA), 0 for the plain build.
int tegum_cpu_level(void);

/// Tells the processor that this thread waits in a loop.
static inline void tegum_pause(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("isb");
#endif
}

/// Asks for a cache line that is about to be written to, which another core may have. The compiler's own means asks to read, unless it is told of a
/// processor that has the instruction; all of 64 bits take it.
static inline void tegum_prefetch_to_write(const void *_Nonnull p) {
#if defined(__x86_64__)
  __asm__ volatile("prefetchw %0" : : "m"(*(const char *)p));
#else
  __builtin_prefetch(p, 1);
#endif
}

/// Gives memory that was freed back to the system; the allocator keeps what lies between arrays that are in use.
static inline void tegum_give_back(void) {
#if defined(__GLIBC__)
  malloc_trim(0);
#endif
}
