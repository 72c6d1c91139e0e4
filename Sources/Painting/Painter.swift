import CCairo
import Plotting

/// Paints the elements of a drawing with Cairo, as the SVG of the same drawing shows them.
struct Painter {
  private let cairo: OpaquePointer
  private let plain = Font.face(isBold: false)
  private let bold = Font.face(isBold: true)
  /// Of a picture that passes the length of a pixel; nil for one that is kept.
  private let passing: Double?
  /// Characters that the font lacks.
  private(set) var missing: Set<Character> = []

  /// - Parameters:
  ///   - scale: the surface's units for each CSS pixel.
  ///   - isPassing: edges are smoothed in sixteen steps, or not at all where lines are very dense, in half the time.
  init(_ surface: OpaquePointer, scale: Double, isPassing: Bool = false) {
    cairo = cairo_create(surface)
    passing = isPassing ? 1 / scale : nil
    cairo_scale(cairo, scale, scale)
    if isPassing { cairo_set_antialias(cairo, CAIRO_ANTIALIAS_FAST) }
  }

  /// A painter on what others paint on too.
  init(on cairo: OpaquePointer, scale: Double) {
    self.cairo = cairo_reference(cairo)
    passing = nil
    cairo_scale(cairo, scale, scale)
  }

  /// White paper, then the elements. The painter is of no use afterwards.
  /// - Throws: what Cairo says went wrong.
  mutating func paint(_ drawing: Drawing) throws(PaintingError) {
    defer {
      cairo_destroy(cairo)
      cairo_font_face_destroy(plain)
      cairo_font_face_destroy(bold)
    }
    cairo_set_source_rgb(cairo, 1, 1, 1)
    cairo_paint(cairo)
    for element in drawing.elements { paint(element) }
    try PaintingError.check(cairo_status(cairo))
  }

  private mutating func paint(_ element: Element) {
    switch element {
    case .line(let start, let end, let colour, let width):
      ink(colour)
      cairo_move_to(cairo, start.x, start.y)
      cairo_line_to(cairo, end.x, end.y)
      stroke(width)
    case .polyline(let places, let colour, let width, let isDashed, _):
      ink(colour)
      if isDashed {
        // they must run on
        cairo_set_dash(cairo, [7, 4], 2, 0)
        trace(places[...])
        stroke(width)
        cairo_set_dash(cairo, [], 0, 0)
      } else if let columns = Columns(places, width: width) {
        paint(columns, width)
      } else {
        // the time for a path grows with the crossings in it: in pieces that share their ends it takes a fraction
        for start in Swift.stride(from: 0, to: max(places.count - 1, 1), by: 32) {
          trace(places[start..<min(start + 33, places.count)])
          stroke(width)
        }
      }
    case .polygon(let places, let fill, let opacity):
      trace(places[...])
      cairo_close_path(cairo)
      ink(fill, opacity)
      cairo_fill(cairo)
    case .circle(let at, let radius, let fill, let isOutlined, _):
      cairo_new_sub_path(cairo)
      cairo_arc(cairo, at.x, at.y, radius, 0, 2 * Double.pi)
      self.fill(fill, thenStroke: isOutlined)
      guard isOutlined else { return }
      ink(.white)
      stroke(0.8)
    case .rectangle(let at, let width, let height, let fill, _):
      cairo_rectangle(cairo, at.x, at.y, width, height)
      self.fill(fill)
    case .label(let label): paint(label)
    case .cells(let cells): paint(cells)
    case .group(let style, let elements):
      cairo_save(cairo)
      if let width = style.lineWidth { cairo_set_line_width(cairo, width) }
      if style.isRound {
        cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND)
        cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND)
      }
      if style.isCrisp { cairo_set_antialias(cairo, CAIRO_ANTIALIAS_NONE) }
      if let offset = style.offset { cairo_translate(cairo, offset.x, offset.y) }
      for element in elements { paint(element) }
      cairo_restore(cairo)
    }
  }

  private func paint(_ columns: Columns, _ width: Double) {
    cairo_new_path(cairo)
    guard let passing else {
      for bar in columns.bars {
        cairo_move_to(cairo, bar.x, bar.ends.lowerBound)
        cairo_line_to(cairo, bar.x, bar.ends.upperBound)
      }
      return stroke(width)
    }
    // each on its own and on whole pixels, since the time for a path grows with the bars beside one another
    cairo_save(cairo)
    cairo_set_antialias(cairo, CAIRO_ANTIALIAS_NONE)
    let width = max(width, passing)
    for bar in columns.bars {
      let height = bar.ends.upperBound - bar.ends.lowerBound + width
      cairo_rectangle(cairo, bar.x - width / 2, bar.ends.lowerBound - width / 2, width, height)
      cairo_fill(cairo)
    }
    cairo_restore(cairo)
  }

  private mutating func paint(_ label: Element.Label) {
    cairo_save(cairo)
    defer { cairo_restore(cairo) }
    cairo_translate(cairo, label.at.x, label.at.y)
    cairo_rotate(cairo, label.turn * Double.pi / 180)
    cairo_set_font_face(cairo, label.isBold ? bold : plain)
    cairo_set_font_size(cairo, label.size)
    let text = label.text.printable
    findMissing(in: text)
    var extents = cairo_text_extents_t()
    cairo_text_extents(cairo, text, &extents)
    let share =
      switch label.anchor {
      case .start: 0.0
      case .middle: 0.5
      case .end: 1.0
      }
    let start = -share * extents.x_advance
    if label.hasHalo {
      cairo_move_to(cairo, start, 0.35 * label.size)
      cairo_text_path(cairo, text)
      ink(.white)
      cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND)
      stroke(3)
    }
    cairo_move_to(cairo, start, 0.35 * label.size)
    ink(label.colour)
    cairo_show_text(cairo, text)
  }

  private func paint(_ cells: Element.Cells) {
    cairo_save(cairo)
    cairo_set_antialias(cairo, CAIRO_ANTIALIAS_NONE)
    let (width, height) = (cells.width / Double(cells.columns), cells.height / Double(cells.rows))
    for (i, colour) in cells.colours.enumerated() {
      let (row, column) = i.quotientAndRemainder(dividingBy: cells.columns)
      cairo_rectangle(cairo, cells.at.x + Double(column) * width, cells.at.y + Double(row) * height, width, height)
      fill(colour)
    }
    cairo_restore(cairo)
  }

  private func ink(_ colour: Colour, _ opacity: Double = 1) {
    cairo_set_source_rgba(cairo, Double(colour.red) / 255, Double(colour.green) / 255, Double(colour.blue) / 255, opacity)
  }

  private func trace(_ places: ArraySlice<Element.Place>) {
    // a text leaves its end as the current point
    cairo_new_path(cairo)
    for place in places { cairo_line_to(cairo, place.x, place.y) }
  }

  private func fill(_ colour: Colour, thenStroke: Bool = false) {
    ink(colour)
    if thenStroke { cairo_fill_preserve(cairo) } else { cairo_fill(cairo) }
  }

  /// Along the path; with the group's width where it is nil.
  private func stroke(_ width: Double?) {
    let before = cairo_get_line_width(cairo)
    cairo_set_line_width(cairo, width ?? before)
    cairo_stroke(cairo)
    cairo_set_line_width(cairo, before)
  }

  /// Glyph 0 of a font stands for every character that it lacks.
  private mutating func findMissing(in text: String) {
    let font = cairo_get_scaled_font(cairo)
    for character in Set(text) where !missing.contains(character) {
      var glyphs: UnsafeMutablePointer<cairo_glyph_t>?
      var count: Int32 = 0
      let status = cairo_scaled_font_text_to_glyphs(font, 0, 0, String(character), -1, &glyphs, &count, nil, nil, nil)
      defer { cairo_glyph_free(glyphs) }
      guard status == CAIRO_STATUS_SUCCESS, let glyphs else { continue }
      if (0..<Int(count)).contains(where: { glyphs[$0].index == 0 }) { missing.insert(character) }
    }
  }
}

extension String {
  /// On one line, without characters that have no form; nor 0, at which a text of C would end.
  fileprivate var printable: String {
    String(
      String.UnicodeScalarView(
        unicodeScalars.map { scalar in
          switch scalar.value {
          case 0x09, 0x0A, 0x0D: " "
          default: scalar.printable
          }
        }))
  }
}

extension Unicode.Scalar {
  /// What stands for it where a text is painted: characters of control have no form, and Cairo takes no code that is no character.
  var printable: Unicode.Scalar {
    properties.generalCategory == .control || properties.isNoncharacterCodePoint ? "\u{FFFD}" : self
  }
}
