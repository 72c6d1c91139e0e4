#include <cairo/cairo.h>
#include <cairo/cairo-pdf.h>
#include <fontconfig/fontconfig.h>

/// Declared here as in cairo-ft.h, whose own headers lie in folders that differ from machine to machine.
cairo_font_face_t *cairo_ft_font_face_create_for_pattern(FcPattern *pattern);
