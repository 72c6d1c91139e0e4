#include "CPango.h"

#include "CLoading.h"

static void *pango;

const char *pango_load(void) {
  if (!pango) pango = dlopen("libpangocairo-1.0.so.0", RTLD_NOW | RTLD_LOCAL);
  return pango ? 0 : dlerror();
}

FORWARD(pango, PangoLayout *, pango_cairo_create_layout, (cairo_t * cairo), (cairo))
FORWARD(pango, void, pango_cairo_show_layout_line, (cairo_t * cairo, PangoLayoutLine *line), (cairo, line))

FORWARD(pango, PangoFontDescription *, pango_font_description_from_string, (const char *text), (text))
FORWARD(pango, void, pango_font_description_free, (PangoFontDescription * description), (description))

FORWARD(pango, PangoContext *, pango_layout_get_context, (PangoLayout * layout), (layout))
FORWARD(pango, void, pango_context_set_round_glyph_positions, (PangoContext * context, int rounds), (context, rounds))
FORWARD(pango, void, pango_layout_set_alignment, (PangoLayout * layout, int alignment), (layout, alignment))
FORWARD(
    pango, void, pango_layout_set_font_description, (PangoLayout * layout, const PangoFontDescription *description),
    (layout, description))
FORWARD(pango, void, pango_layout_set_markup, (PangoLayout * layout, const char *markup, int size), (layout, markup, size))
FORWARD(pango, void, pango_layout_set_width, (PangoLayout * layout, int width), (layout, width))
FORWARD(pango, void, pango_layout_set_wrap, (PangoLayout * layout, int wrap), (layout, wrap))

FORWARD(pango, PangoLayoutIter *, pango_layout_get_iter, (PangoLayout * layout), (layout))
FORWARD(pango, PangoLayoutLine *, pango_layout_iter_get_line_readonly, (PangoLayoutIter * place), (place))
FORWARD(
    pango, void, pango_layout_iter_get_line_extents, (PangoLayoutIter * place, PangoRectangle *ink, PangoRectangle *logical),
    (place, ink, logical))
FORWARD(pango, void, pango_layout_iter_get_line_yrange, (PangoLayoutIter * place, int *top, int *bottom), (place, top, bottom))
FORWARD(pango, int, pango_layout_iter_get_baseline, (PangoLayoutIter * place), (place))
FORWARD(pango, int, pango_layout_iter_next_line, (PangoLayoutIter * place), (place))
FORWARD(pango, void, pango_layout_iter_free, (PangoLayoutIter * place), (place))

FORWARD(pango, void, g_object_unref, (void *object), (object))
