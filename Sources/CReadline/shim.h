#include <stddef.h>
#include <stdio.h>
#include <readline/readline.h>
#include <readline/history.h>
/* Columns that a character takes; <wchar.h> has it for X/Open programs only. */
int wcwidth(wchar_t character);
