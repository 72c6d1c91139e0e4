import CCairo
import CPango
import Plotting

/// A PDF of pages that are filled from top to bottom with texts, which Pango sets, and drawings. The same bytes for the same content and
/// fonts. A class: Cairo holds its address.
public final class Paper {
  private let sink = ByteSink()
  private let surface: OpaquePointer
  private let cairo: OpaquePointer
  /// Where the next block begins, from the top of the page.
  private var y = Paper.margin
  private var page = 1

  /// A4, in points.
  private static let (width, height, margin) = (595.0, 842.0, 56.0)
  private static var textWidth: Double { width - 2 * margin }
  private static var textHeight: Double { height - 2 * margin }
  private static var bottom: Double { height - margin }
  /// Between the mark of an item and its text.
  private static let gap = 5.0
  /// Lines that are set at a time.
  private static let piece = 50

  /// - Throws: where Pango is not there, or Cairo fails.
  public init(title: String) throws(PaintingError) {
    if let problem = pango_load() { throw PaintingError("pages need Pango: \(String(cString: problem))") }
    surface = try Painting.pdfSurface(sink, title: title, width: Self.width, height: Self.height)
    cairo = cairo_create(surface)
  }

  deinit {
    cairo_destroy(cairo)
    cairo_surface_destroy(surface)
  }

  /// The file.
  /// - Throws: where Cairo fails. The paper is of no use afterwards.
  public func bytes() throws(PaintingError) -> [UInt8] {
    endPage()
    cairo_surface_finish(surface)
    try PaintingError.check(cairo_status(cairo))
    try PaintingError.check(cairo_surface_status(surface))
    return sink.bytes
  }

  /// Sets a block of text below what is there, over as many pages as it needs.
  public func add(_ runs: [TextRun], _ style: TextStyle) {
    if style.keptRoom < Self.textHeight { makeRoom(style.spaceAbove + style.keptRoom) }
    if y > Self.margin { y += style.spaceAbove }
    leaveStrip(style)
    let left = Self.margin + style.indent + style.padding
    let lines = runs.lines
    for start in stride(from: 0, to: lines.count, by: Self.piece) {
      let piece = Array(lines[start..<min(start + Self.piece, lines.count)].joined(separator: [TextRun("\n")]))
      let set = TextLines(piece, style, width: Self.textWidth - style.indent - 2 * style.padding, on: cairo)
      var isFirst = start == 0
      set.forEach { height, x, baseline, line in
        makeRoom(height)
        fill(style, height: height)
        if isFirst { paint(style.mark, endingAt: left - Self.gap, y + baseline, style) }
        isFirst = false
        paint(line, at: left + x, y + baseline)
        y += height
      }
    }
    leaveStrip(style)
  }

  /// Paints a drawing below what is there, smaller where it is wider or higher than a page.
  /// - Throws: what Cairo says went wrong.
  public func add(_ drawing: Drawing) throws(PaintingError) {
    let scale = Self.scale(of: drawing)
    let height = Self.height(of: drawing)
    makeRoom(height)
    cairo_save(cairo)
    defer { cairo_restore(cairo) }
    cairo_translate(cairo, Self.margin, y)
    cairo_rectangle(cairo, 0, 0, drawing.width * scale, height)
    cairo_clip(cairo)
    var painter = Painter(on: cairo, scale: scale)
    try painter.paint(drawing)
    y += height
  }

  /// The height of a drawing there, in points.
  public static func height(of drawing: Drawing) -> Double { drawing.height * scale(of: drawing) }

  /// Points for each pixel of a drawing, which has 96 in an inch, where there are 72 points.
  private static func scale(of drawing: Drawing) -> Double { min(72.0 / 96, textWidth / drawing.width, textHeight / drawing.height) }

  /// Begins another page where less than a height is left.
  private func makeRoom(_ height: Double) {
    guard y + height > Self.bottom, y > Self.margin else { return }
    endPage()
    y = Self.margin
    page += 1
  }

  /// Puts its number below.
  private func endPage() {
    var style = TextStyle()
    style.size = 8
    style.alignment = .middle
    TextLines([TextRun(String(page))], style, width: Self.textWidth, on: cairo).forEach { _, x, _, line in
      paint(line, at: Self.margin + x, Self.height - Self.margin / 2)
    }
    cairo_show_page(cairo)
  }

  /// Paints the mark of an item.
  private func paint(_ mark: String, endingAt right: Double, _ baseline: Double, _ block: TextStyle) {
    guard !mark.isEmpty else { return }
    var style = TextStyle()
    (style.size, style.alignment) = (block.size, .right)
    TextLines([TextRun(mark)], style, width: right, on: cairo).forEach { _, x, _, line in paint(line, at: x, baseline) }
  }

  private func paint(_ line: OpaquePointer, at x: Double, _ baseline: Double) {
    cairo_move_to(cairo, x, baseline)
    pango_cairo_show_layout_line(cairo, line)
  }

  /// Paints what is behind a block, for a height from here.
  private func fill(_ style: TextStyle, height: Double) {
    for (colour, width) in [(style.paper, Self.textWidth - style.indent), (style.bar, 2)] {
      guard let colour else { continue }
      cairo_rectangle(cairo, Self.margin + style.indent, y, width, height)
      cairo_set_source_rgb(cairo, Double(colour.red) / 255, Double(colour.green) / 255, Double(colour.blue) / 255)
      cairo_fill(cairo)
    }
  }

  /// Between the text of a block and the edge of its paper.
  private func leaveStrip(_ style: TextStyle) {
    fill(style, height: style.padding / 2)
    y += style.padding / 2
  }
}
