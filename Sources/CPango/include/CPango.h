// Pango, which sets texts on Cairo's surfaces, loaded when a page is set: linked to the program, it would slow every start of it by
// milliseconds. What is used of it is declared here as its own headers do, which lie in folders that differ from machine to machine.
#pragma once

typedef struct _cairo cairo_t;
typedef struct _PangoContext PangoContext;
typedef struct _PangoFontDescription PangoFontDescription;
typedef struct _PangoLayout PangoLayout;
typedef struct _PangoLayoutIter PangoLayoutIter;
typedef struct _PangoLayoutLine PangoLayoutLine;

typedef struct {
  int x, y, width, height;
} PangoRectangle;

enum { PANGO_SCALE = 1024, PANGO_WRAP_WORD_CHAR = 2, PANGO_ALIGN_LEFT = 0, PANGO_ALIGN_CENTER = 1, PANGO_ALIGN_RIGHT = 2 };

/// Loads the library, before anything else here is called. Gives why that failed; null if it did not.
const char *pango_load(void);

PangoLayout *pango_cairo_create_layout(cairo_t *cairo);
void pango_cairo_show_layout_line(cairo_t *cairo, PangoLayoutLine *line);

PangoFontDescription *pango_font_description_from_string(const char *text);
void pango_font_description_free(PangoFontDescription *description);

PangoContext *pango_layout_get_context(PangoLayout *layout);
void pango_context_set_round_glyph_positions(PangoContext *context, int rounds);
void pango_layout_set_alignment(PangoLayout *layout, int alignment);
void pango_layout_set_font_description(PangoLayout *layout, const PangoFontDescription *description);
void pango_layout_set_markup(PangoLayout *layout, const char *markup, int size);
void pango_layout_set_width(PangoLayout *layout, int width);
void pango_layout_set_wrap(PangoLayout *layout, int wrap);

PangoLayoutIter *pango_layout_get_iter(PangoLayout *layout);
PangoLayoutLine *pango_layout_iter_get_line_readonly(PangoLayoutIter *place);
void pango_layout_iter_get_line_extents(PangoLayoutIter *place, PangoRectangle *ink, PangoRectangle *logical);
void pango_layout_iter_get_line_yrange(PangoLayoutIter *place, int *top, int *bottom);
int pango_layout_iter_get_baseline(PangoLayoutIter *place);
int pango_layout_iter_next_line(PangoLayoutIter *place);
void pango_layout_iter_free(PangoLayoutIter *place);

void g_object_unref(void *object);
