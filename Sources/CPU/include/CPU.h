#pragma once
#include <stdbool.h>
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
