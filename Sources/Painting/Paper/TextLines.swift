import CCairo
import CPango

/// The lines that Pango makes of a text. A class: it frees what Pango holds for it.
final class TextLines {
  private let layout: OpaquePointer

  /// - Parameters:
  ///   - width: longer lines are broken, between words where they have such; in points.
  ///   - cairo: where the lines will be painted.
  init(_ runs: [TextRun], _ style: TextStyle, width: Double, on cairo: OpaquePointer) {
    layout = pango_cairo_create_layout(cairo)
    // else letters stand at whole points
    pango_context_set_round_glyph_positions(pango_layout_get_context(layout), 0)
    let description = pango_font_description_from_string(style.font)
    pango_layout_set_font_description(layout, description)
    pango_font_description_free(description)
    pango_layout_set_width(layout, Int32(width * Double(PANGO_SCALE)))
    let alignment =
      switch style.alignment {
      case .left: PANGO_ALIGN_LEFT
      case .middle: PANGO_ALIGN_CENTER
      case .right: PANGO_ALIGN_RIGHT
      }
    pango_layout_set_alignment(layout, Int32(alignment))
    pango_layout_set_wrap(layout, Int32(PANGO_WRAP_WORD_CHAR))
    pango_layout_set_markup(layout, runs.map(\.markup).joined(), -1)
  }

  deinit { g_object_unref(UnsafeMutableRawPointer(layout)) }

  /// Goes through the lines.
  /// - Parameter body: gets a line's height, where it begins from the left, where its letters stand below its top, and what paints it.
  func forEach(_ body: (_ height: Double, _ x: Double, _ baseline: Double, _ line: OpaquePointer) -> Void) {
    let place = pango_layout_get_iter(layout)
    defer { pango_layout_iter_free(place) }
    repeat {
      var (top, bottom): (Int32, Int32) = (0, 0)
      pango_layout_iter_get_line_yrange(place, &top, &bottom)
      let baseline = pango_layout_iter_get_baseline(place) - top
      guard let line = pango_layout_iter_get_line_readonly(place) else { return }
      var extents = PangoRectangle()
      pango_layout_iter_get_line_extents(place, nil, &extents)
      let unit = Double(PANGO_SCALE)
      body(Double(bottom - top) / unit, Double(extents.x) / unit, Double(baseline) / unit, line)
    } while pango_layout_iter_next_line(place) != 0
  }
}
