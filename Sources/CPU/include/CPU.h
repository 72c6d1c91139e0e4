#pragma once
#include <stdbool.h>
/// What this processor can run: 4 for x86-64-v4 (AVX-512), 3 for x86-64-v3 (AVX2 and FMA), 0 for the plain build.
int tegum_cpu_level(void);
