// builtins
