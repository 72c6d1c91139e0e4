// Libraries that are loaded when something needs them: linked to the program, they would slow every start of it by milliseconds.
#pragma once

#include <dlfcn.h>

/// Defines a function of a loaded library as one that calls it there; the compiler holds it against the function's declaration.
#define FORWARD(library, result, name, parameters, arguments)       \
  result name parameters {                                          \
    static _Thread_local __typeof__(name) *there;                   \
    if (!there) there = (__typeof__(name) *)dlsym(library, #name);  \
    return there arguments;                                         \
  }
